"""The counts of the ninth cell after an edit are those of counting everything again."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from canvas.app.widgets.panel_states import PanelState, panel_columns
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS
from canvas.model.tally import Tally, tally, tally_again
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


WORDS = st.lists(st.sampled_from(("must", "should", "consider", "ready", "later")), min_size=8, max_size=8)


@given(WORDS, st.integers(7, 60))
def test_the_marks_of_all_panels_fit_whatever_is_found_and_stand_in_columns(
    words: list[str], width: int
) -> None:
    told = [
        PanelState(panel.number, "△", panel.title, word) for panel, word in zip(PANELS, words, strict=True)
    ]
    lines = panel_columns(told, width)
    assert all(len("".join(line)) <= width for line in lines)
    assert [said[2 * said.startswith("△ ")] for line in lines for said in line] == list("12345678")
    assert len({tuple(len(said) for said in line[:-1]) for line in lines}) == 1
    assert all(said.endswith(" ") for line in lines for said in line[:-1])
    if width >= 25:
        assert [said.split()[-1] for line in lines for said in line] == words
