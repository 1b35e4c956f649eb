"""The counts of the ninth cell after an edit are those of counting everything again."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from canvas.app.widgets.readiness import Tally, tally, tally_again
from canvas.model.canvas import Canvas, Item
from tests.editing import edited
from tests.strategies import canvases, quick

TODAY = date(2026, 11, 29)


@quick
@given(st.data())
def test_counting_again_gives_what_counting_everything_gives(data: st.DataObject) -> None:
    before = canvas = data.draw(canvases())
    counts: dict[str, Tally] = {key: tally(items, TODAY) for key, items in canvas.panels.items()}
    for _ in range(3):
        before, canvas = canvas, data.draw(edited(canvas, most=3) | st.just(Canvas("T")))
        for key, items in canvas.panels.items():
            counts[key] = tally_again(counts[key], before.panels[key], items, TODAY)
            assert Counter({**counts[key]}) == tally(items, TODAY)


def test_what_two_versions_have_differently_is_not_agreed() -> None:
    item = Item("aaaaa", "one", {"status": "agreed", "theirs": [{"text": "two"}]})
    assert tally((item, item._replace(values={"status": "done"})), TODAY)["agreed"] == 1
