"""The summary shows each audience every item that it may read, and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.exports import render_text
from canvas.exports.summary import summary
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import printable
from canvas.model.schema import AUDIENCES
from canvas.model.types import Audience
from tests.exports.example import BEFORE, TODAY, canvas_of, lines
from tests.exports.judge import PARSERS, blocks_of, meant_by, text_of
from tests.exports.strategies import canvases

audiences = st.sampled_from(AUDIENCES)


def carried(canvas: Canvas, audience: Audience) -> Canvas:
    """The items that an audience may read, found independently; an invalid visibility withholds an item."""
    order = {"internal": 0, "partners": 1, "public": 2}
    return canvas.with_items(
        {
            panel: tuple(
                item
                for item in items
                if order.get(str(item.values.get("visibility", "partners")), 0) >= order[audience]
            )
            for panel, items in canvas.panels.items()
        }
    )


@given(canvas=canvases(), audience=audiences)
@settings(deadline=None, max_examples=40)
def test_its_markdown_reads_back_as_the_summary_with_every_statement_for_its_readers(
    canvas: Canvas, audience: Audience
) -> None:
    meant = meant_by(summary(canvas, audience, TODAY))
    source = render_text("md", canvas, audience=audience, today=TODAY)
    for parser in PARSERS:
        assert blocks_of(parser, source) == meant
    told = [" ".join(text_of(words).split()) for kind, words in meant if kind == "inline"]
    for _, item in carried(canvas, audience):
        said = " ".join(printable(item.text).split())
        assert not item.text.strip() or any(said in text for text in told)


@given(canvas=canvases(), audience=audiences)
@settings(deadline=None, max_examples=60)
def test_what_is_held_back_leaves_no_trace(canvas: Canvas, audience: Audience) -> None:
    readable = carried(canvas, audience)
    for to in ("md", "json", "txt", "csv"):
        whole = render_text(to, canvas, audience=audience, today=TODAY)
        assert whole == render_text(to, readable, audience=audience, today=TODAY)


@given(canvas=canvases(), audience=audiences)
@settings(deadline=None, max_examples=40)
def test_its_structure_does_not_depend_on_what_was_said(canvas: Canvas, audience: Audience) -> None:
    dull = canvas.replacing(
        title="A",
        panels={
            panel: tuple(item._replace(text="A") if item.text.strip() else item for item in items)
            for panel, items in canvas.panels.items()
        },
    )
    shapes = [
        [kind for kind, _ in blocks_of(PARSERS[1], render_text("md", each, audience=audience, today=TODAY))]
        for each in (canvas, dull)
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    ("statuses", "opening", "score"),
    [
        ([], "**Draft.** Nothing has been written here yet.", "Nothing here is agreed yet."),
        (["proposed", "parked"], "**Draft.** Nothing here is agreed yet.", "Nothing here is agreed yet."),
        (
            ["agreed", "done", "disputed"],
            "**Draft.** 2 of 3 statements are agreed. The other one is marked *disputed*.",
            "2 of 3 agreed, 1 of them done.",
        ),
        (
            ["proposed", "agreed", "disputed"],
            "**Draft.** 1 of 3 statements is agreed. The other 2 are marked *proposed* or *disputed*.",
            "1 of 3 agreed.",
        ),
        (["agreed", "done"], "- **Partners:** none named yet", "Everything here is agreed, 1 of them done."),
    ],
)
def test_it_is_a_draft_until_all_is_agreed(statuses: list[str], opening: str, score: str) -> None:
    found = lines(canvas_of("vision", *(("X", {"status": status}) for status in statuses)))
    assert found[2] == opening
    assert score in found


def test_what_is_open_is_listed_by_how_far_it_has_come_and_cut_where_it_is_long() -> None:
    long = "word " * 30
    found = lines(
        canvas_of(
            "vision",
            ("Pause", {"kind": "goal", "status": "parked"}),
            (long, {"kind": "outcome"}),
            ("x" * 200, {}),
            ("Fight", {"kind": "scope", "status": "disputed"}),
        )
    )
    start = found.index("- **Disputed:**")
    assert found[start : start + 7] == [
        "- **Disputed:**",
        "  - What we leave out: Fight",
        "- **Proposed, not agreed yet:**",
        "  - Vision: " + "x" * 99 + "…",
        "  - Outcome: " + "word " * 19 + "word…",
        "- **Parked for now:**",
        "  - Our goal: Pause",
    ]


def test_next_steps_come_by_date_with_who_acts_and_a_word_when_they_are_late() -> None:
    canvas = canvas_of(
        "roles",
        ("No day", {"owner": "Ada", "next": "Ring the council", "status": "agreed"}),
        ("Said once", {"owner": "Ada", "next": "said once", "status": "agreed"}),
        ("No act", {"owner": "Ada", "status": "agreed"}),
        ("Put off", {"owner": "Bo", "next": "Wait", "due": TODAY, "status": "parked"}),
        ("By role", {"kind": "responsibility", "accountable": "The Oven", "due": date(2027, 4, 1)}),
        ("By hand", {"responsible": ("Bo", " "), "due": TODAY}),
        ("Orphan", {"due": BEFORE}),
        ("In the lead", {"people": ("Cy",), "partner": "The Oven", "due": date(2027, 5, 1)}),
        ("Over", {"owner": "Ada", "due": BEFORE, "status": "done"}),
    )
    found = lines(canvas)
    assert found[found.index("## Next steps") + 4 :] == [
        "| Roles: Orphan *(proposed)* | not assigned | 2 March 2027 (overdue) |",
        "| Roles: By hand *(proposed)* | Bo | 3 March 2027 |",
        "| Work: By role *(proposed)* | The Oven | 1 April 2027 |",
        "| Roles: In the lead *(proposed)* | Cy | 1 May 2027 |",
        "| Ring the council (Roles: No day) | Ada | no date yet |",
        "| Roles: Said once | Ada | no date yet |",
        "",
        "## Who looks after what",
        "",
        "- **Ada:**",
        "  - Roles: No act",
    ]
    assert "  - Owner: Ada, by 2 March 2027" in found
    assert "  - Owner: Bo, by 3 March 2027; next: Wait" in found


def test_every_empty_part_says_so_in_one_line() -> None:
    found = lines(Canvas("Warm Rooms"))
    headings = [position for position, line in enumerate(found) if line.startswith("## ")]
    assert len(headings) == 12
    for here, there in zip(headings, [*headings[1:], len(found) + 1], strict=True):
        assert there - here in (4, 6)
        assert found[here + 2].endswith(".")


def test_the_public_page_holds_no_business_of_the_partners() -> None:
    public = {"visibility": "public", "note": "Not yet!", "owner": "Ada", "due": BEFORE}
    canvas = canvas_of(
        "communications",
        (
            "Come in",
            {"kind": "message", "channel": "radio", "purpose": "trust", **public, "status": "disputed"},
        ),
        ("Secret", {"kind": "message"}),
    )
    assert lines(canvas.replacing(review=BEFORE), "public") == [
        "# Warm Rooms",
        "",
        "Points not yet agreed are marked.",
        "",
        "- **Stage:** exploring (finding out whether to work together)",
        "",
        "## What we tell others, and who signs it off",
        "",
        "- **Message:** Come in *(still being discussed)*",
    ]


def test_the_public_page_tells_the_next_review_and_what_an_outcome_aims_at() -> None:
    outcome = {
        "kind": "outcome",
        "owner": "Ada",
        "due": BEFORE,
        "visibility": "public",
        "status": "agreed",
        "measure": "rooms",
    }
    canvas = canvas_of("vision", ("Six rooms", outcome)).with_items(
        {
            "roles": (
                Item("r", "Count", {"kind": "monitoring", "visibility": "public", "status": "agreed"}),
            ),
            "relationships": (
                Item("p", "The\nOven", {"kind": "partner", "visibility": "public", "status": "agreed"}),
            ),
        }
    )
    found = lines(canvas.replacing(review=TODAY), "public")
    assert "- **Partners:** The Oven" in found
    assert "| Six rooms | rooms | not known yet | not set yet | 2 March 2027 |" in found
    assert found[-3:] == ["- **Progress:** Count", "", "Next review: 3 March 2027."]


def test_the_public_page_of_a_canvas_with_nothing_public_says_no_more_than_an_empty_one() -> None:
    found = lines(canvas_of("vision", ("Secret", {})), "public")
    assert found == lines(Canvas("Warm Rooms"), "public")
    assert found[-1] == "Nothing is marked public yet."


def test_a_name_or_text_that_is_blank_is_replaced_by_words() -> None:
    found = lines(canvas_of("vision", ("  ", {"kind": "goal"})).replacing(title=" ", stage="elsewhere"))
    assert found[0] == "# A partnership without a name"
    assert "- **Stage:** elsewhere" in found
    assert "- **Our goal:** (no words yet) *(proposed)*" in found
    assert "  - Our goal: (no words yet)" in found


def test_what_the_program_does_not_know_is_shown_nowhere() -> None:
    canvas = canvas_of("vision", ("X", {"kind": "goal", "whim": "gold", "practice": "sing", "due": "soon"}))
    source = "\n".join(lines(canvas))
    assert not any(word in source for word in ("gold", "sing", "soon"))


def test_the_same_canvas_gives_the_same_bytes_on_another_day_while_nothing_falls_due() -> None:
    canvas = canvas_of("vision", ("X", {"owner": "Ada", "due": date(2027, 9, 1)}))
    assert render_text("md", canvas, today=TODAY) == render_text("md", canvas, today=date(2027, 8, 31))


WEIGHED = canvas_of(
    "vision",
    ("Six rooms", {"status": "disputed", "reason": "Nobody\thas a key", "temperature": "5 1 on 2027-02-01"}),
    ("Tea for all", {"status": "agreed", "reason": "Once too costly", "visibility": "public"}),
)


def test_what_is_still_open_says_why() -> None:
    told = "\n".join(lines(WEIGHED))
    assert "Six rooms *(why not: Nobody has a key)*" in told
    assert "Once too costly" not in told


@pytest.mark.parametrize("to", ["md", "json", "txt", "csv"])
def test_hands_stay_with_those_who_keep_the_canvas_and_reasons_with_the_partners(to: str) -> None:
    items = tuple(item.with_values({"visibility": "public"}, "vision") for item in WEIGHED.panels["vision"])
    told = [
        render_text(to, WEIGHED.with_items({"vision": items}), audience=who, today=TODAY) for who in AUDIENCES
    ]
    assert ["5 1" in text for text in told] == [to != "md", False, False]
    assert ["has a key" in text.replace("\\t", " ") for text in told] == [True, True, False]
    assert "costly" not in told[-1]
