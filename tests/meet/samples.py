"""Views of a meeting in each of its states, over a worked example."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from canvas.exports.audience_filter import filtered_for
from canvas.files.canvas_file import open_document
from canvas.meet.types import Ask, Contribution, Counts, Guest, Sent, Shown, Spread, View
from canvas.model.types import ItemId

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "riverside-breakfast.canvas.toml"
CANVAS: Final = filtered_for(open_document(str(EXAMPLE)).canvas, "partners")
PRINCIPLES: Final = tuple(
    Shown(ItemId(item.id), item.text, item.status, "principles") for item in CANVAS.panels["principles"]
)
IDS: Final = tuple(each.id for each in PRINCIPLES)
LEVELS: Final = ("We hardly know each other", "We talk when we must", "We rely on each other")
REVIEWED: Final = tuple(
    Shown(ItemId(f"q{number}"), text, "proposed", "relationships", levels=LEVELS)
    for number, text in enumerate(
        ("We trust each other", "Everyone gives and gets", "We settle disputes early")
    )
)
OWN: Final = (
    Contribution("1", 3, "principles", "We say early when we cannot keep a promise", fate="taken"),
    Contribution("2", 3, "principles", "نقول الحقيقة لبعضنا", fate="waiting"),
)
LONG: Final = "Donaudampfschifffahrtsgesellschaft" * 14
BASE: Final = View(
    number=41, title=CANVAS.title, naming="anonymous", has_ended=False, ask=Ask(2), panel="principles",
    item=IDS[0], statements=PRINCIPLES, revealed=(), spread=None, counts=Counts(12, 7, 9), canvas=CANVAS,
    meeting="m1", spread_statements=PRINCIPLES,
    guest=Guest("cookie"), own=tuple(Sent(each.id, each.text, each.fate) for each in OWN),
)  # fmt: skip
REVIEW_IDS: Final = tuple(each.id for each in REVIEWED)

STATES: Final[dict[str, View]] = {
    "nothing yet": BASE._replace(
        panel=None, item=None, ask=Ask(), own=(), statements=(), counts=Counts(1, 0, 0)
    ),
    "follow": BASE,
    "write": BASE._replace(ask=Ask(3, "write", "principles"), item=None),
    "write revealed": BASE._replace(
        ask=Ask(3, "write", "principles", is_revealed=True),
        spread=Spread(3, "write", {}, {}, 0),
        revealed=(*OWN, Contribution("3", 3, "principles", "We listen before we answer", name="Amina")),
    ),
    "vote": BASE._replace(ask=Ask(4, "vote", "principles", IDS, 3), answers={IDS[0]: 2}),
    "vote revealed": BASE._replace(
        ask=Ask(4, "vote", "principles", IDS, 3, is_revealed=True),
        spread=Spread(4, "vote", {each: (number * 3,) for number, each in enumerate(IDS)}, {}, 9),
    ),
    "hands": BASE._replace(ask=Ask(5, "hands", "principles", IDS[:1]), statements=PRINCIPLES[:1]),
    "hands revealed": BASE._replace(
        ask=Ask(5, "hands", "principles", IDS[:1], is_revealed=True), statements=PRINCIPLES[:1],
        answers={IDS[0]: 0}, spread=Spread(5, "hands", {IDS[0]: (1, 0, 2, 4, 3, 40)}, {}, 50),
    ),
    "review": BASE._replace(
        ask=Ask(6, "review", "relationships", REVIEW_IDS), panel="relationships", statements=REVIEWED,
        answers={REVIEW_IDS[0]: 2, REVIEW_IDS[1]: 0}, reasons={REVIEW_IDS[1]: "We only joined in May"},
    ),
    "review, organisations named": BASE._replace(
        ask=Ask(6, "review", "relationships", REVIEW_IDS[:1]), panel="relationships", statements=REVIEWED[:1],
        organisations=("The Bakery", "Riverside Primary"), answers={REVIEW_IDS[0]: 2},
        organisation="The Bakery", was_replaced=True,
    ),
    "review revealed": BASE._replace(
        ask=Ask(6, "review", "relationships", REVIEW_IDS, is_revealed=True), panel="relationships",
        statements=REVIEWED, spread_statements=REVIEWED,
        spread=Spread(6, "review", {REVIEW_IDS[0]: (1, 2, 3, 4)}, {REVIEW_IDS[0]: ("It got better",)}, 10),
    ),
    "named, no name yet": BASE._replace(naming="named", ask=Ask(3, "write", "principles"), own=()),
    "long words": BASE._replace(
        title=LONG, ask=Ask(5, "hands", "principles", IDS[:1]), item=None,
        statements=(PRINCIPLES[0]._replace(text=LONG),),
        own=tuple(Sent(each.id, LONG, each.fate) for each in OWN), revealed=(OWN[1]._replace(name=LONG),),
    ),
    "ended": BASE._replace(has_ended=True),
}  # fmt: skip
"""A view by the name of its state."""
