"""Export, then import: into the same canvas nothing changes, into an empty one all is there again.

``python -m tests.imports.round_trip 2000`` draws so many canvases for each format, and prints how many came
back otherwise; the tests draw a few. The canvases for the same one hold any text at all. Those for an empty
one hold what people write, since there the words alone say what they are: a statement that begins with a
label (“Need: …”) or ends in brackets is read as one with that kind or those people.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvas.exports import render_bytes
from canvas.exports.audience_filter import filtered_for
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import AUDIENCES, PANELS, Field, Panel
from canvas.model.types import Audience, ItemId
from canvas.workspace_import import propose
from tests.strategies import canvases

TODAY = date(2026, 11, 29)
FORMATS = ("md", "docx")

_WORDS = (
    *("bread", "Soup", "two", "14", "£1,400", "R&D", "half-way", "it's", "“quoted”", "3.5", "e.g.", "50%"),
    *("user_id", "#1", "C*", "a<b", "Zoë", "漢字", "שלום", "–", "who?", "now!", "A/B", "a@b.example", "~5"),
    *("https://x.example/a_b", "and", "by", "for", "the", "Kitchen", "[draft]", "\\", "|", "`code`"),
)
_NAMES = ("Ana Petrescu", "Zoë", "R&D", "Riverside Kitchen", "O'Neil", "陳大文", "A. B. Clark", "North-Side")
_READ_BACK = ("kind", "status", "owner", "next", "due")
_words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)


def _value(spec: Field) -> st.SearchStrategy[object]:
    match spec.type:
        case "date":
            return st.dates(date(2020, 1, 1), date(2030, 12, 31))
        case "list":
            return st.lists(st.sampled_from(_NAMES), min_size=1, max_size=2, unique=True).map(tuple)
        case "choice":
            return st.sampled_from([choice.key for choice in spec.choices])
        case _ if spec.key in ("owner", "accountable", "partner"):
            return st.sampled_from(_NAMES)
        case _:
            return _words


@st.composite
def _item(draw: st.DrawFn, panel: Panel, number: int) -> Item:
    fields = [spec for spec in panel.fields if spec.key not in ("votes", "temperature", "visibility")]
    chosen = draw(st.lists(st.sampled_from(fields), max_size=5, unique_by=lambda spec: spec.key))
    values = {spec.key: draw(_value(spec)) for spec in chosen}
    return Item(ItemId(f"{number:05}"), f"{draw(_words)} {number}").with_values(values, panel.key)


@st.composite
def written(draw: st.DrawFn) -> Canvas:
    """Canvases as people write them: no two statements have the same words."""
    panels = draw(st.lists(st.sampled_from(PANELS), min_size=1, max_size=8))
    items: dict[str, tuple[Item, ...]] = {}
    for number, panel in enumerate(panels):
        items[panel.key] = (*items.get(panel.key, ()), draw(_item(panel, number)))
    return Canvas("River").with_items(items)


def changes_nothing(canvas: Canvas, to: str, audience: Audience) -> None:
    """Import an export of a canvas into that canvas."""
    canvas = canvas.replacing(values={})
    try:
        found = propose(render_bytes(to, canvas, today=TODAY, audience=audience), f"x.{to}", canvas, TODAY)
    except ValueError:
        assert not len(canvas)  # nothing is said of an empty canvas
        return
    assert found.differences.items == ()


def comes_back(canvas: Canvas, to: str, audience: Audience) -> None:
    """Import an export of a canvas into an empty one."""
    data = render_bytes(to, canvas, today=TODAY, audience=audience)
    back = propose(data, f"x.{to}", Canvas(""), TODAY).merged
    there = {(panel, item.text): item for panel, item in back}
    carried = filtered_for(canvas, audience)
    for panel, item in carried:
        found = there.get((panel, item.text))
        assert found is not None, (panel, item.text, [*there])
        for key in _READ_BACK:
            assert getattr(found, key) == getattr(item, key), (item.text, key)
    assert len(back) == len(carried)


def examples(
    check: Callable[[Canvas, str, Audience], None], canvas: st.SearchStrategy[Canvas], to: str, count: int
) -> Callable[[], None]:
    """A property with so many examples."""
    audiences = st.sampled_from(AUDIENCES[:2] if check is comes_back else AUDIENCES)

    @settings(max_examples=count, deadline=None, suppress_health_check=[*HealthCheck])
    @given(canvas, audiences)
    def property_(canvas: Canvas, audience: Audience) -> None:
        check(canvas, to, audience)

    return property_


def main(count: int) -> int:
    """Draw so many canvases for each check and format; the number of those that failed."""
    failed = 0
    for check, canvas in ((changes_nothing, canvases(named=True)), (comes_back, written())):
        for to in FORMATS:
            try:
                examples(check, canvas, to, count)()
            except Exception as error:  # noqa: BLE001 - hypothesis raises whatever the check does
                failed += 1
                print(f"{check.__name__} {to}: {error}\n{getattr(error, '__notes__', '')}")
            else:
                print(f"{check.__name__} {to}: {count} canvases, 0 differences", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
