"""The key hints of dialogs: whole at every width, and only those that work."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from canvas.app.screens.changes import ChangesScreen
from canvas.app.screens.conflicts import ConflictsScreen
from canvas.app.screens.history import HistoryScreen
from canvas.app.screens.live_prompt import LivePromptScreen
from canvas.app.screens.parked import ParkedScreen
from canvas.app.widgets.key_hints import Key, fitting_lines, item_key, keys_line, told
from tests.app.driving import a_canvas, program

SCREENS = (ChangesScreen, ConflictsScreen, HistoryScreen, ParkedScreen, LivePromptScreen)
LISTED = [
    tuple(told(screen.KEYS, {binding.action: key for key, binding in screen._merged_bindings or ()}))
    for screen in SCREENS
]
HINTS = st.lists(st.tuples(st.just(""), st.text("ab 漢", min_size=1, max_size=30)), min_size=1, max_size=12)


@given(st.one_of(st.sampled_from(LISTED), HINTS.map(tuple)), st.integers(40, 200), st.integers(1, 3))
def test_hints_are_whole_in_order_and_end_with_the_way_out(
    keys: tuple[Key, ...], width: int, most: int
) -> None:
    lines = fitting_lines(keys, width, most)
    shown = [key for line in lines for key in line]
    assert len(lines) <= most
    assert all(cell_len(keys_line(line).plain) <= max(width, cell_len(keys[-1][1])) for line in lines)
    assert shown[-1] is keys[-1]
    rest = iter(keys)
    assert all(any(key is other for other in rest) for key in shown)
    wide_enough = [key for key in keys[:-1] if cell_len(key[1]) <= width]
    assert shown[:-1] == wide_enough[: len(shown) - 1]


def test_a_hint_names_the_key_that_is_bound_and_is_left_out_where_there_is_none() -> None:
    hints = (item_key("day", "day"), item_key("owner", "owner"), ("go", "enter goes there"))
    bound = {"item('day')": "f11", "go": "enter"}
    assert [words for _, words in told(hints, bound)] == ["f11 day", "enter goes there"]


async def test_no_key_shows_that_works_only_on_a_screen_below() -> None:
    lunch = a_canvas(beneficiaries=["Lunch"])
    async with program(lunch, size=(80, 40)) as it:
        bottom = it.lines[-1]
        assert "a add" in bottom
        await it.press("i")
        assert "i closes" in it.shown
        await it.press("n")
        assert it.lines[-1] == ""
        assert "i closes" not in it.shown
        assert "space done" in it.shown
        await it.press("d")
        assert "space done" not in it.shown
        await it.press("escape")
        assert "space done" in it.shown
        await it.press("escape", "i")
        assert it.lines[-1] == bottom
        await it.press("p", "t")
        assert it.top_is("TimerScreen")
        assert "esc goes back" not in it.lines[-1]
        await it.press("escape")
        assert it.lines[-1]


async def test_on_few_lines_the_first_key_is_shown_beside_the_way_out() -> None:
    async with program(a_canvas(beneficiaries=["Lunch"]), size=(40, 15)) as it:
        await it.press("exclamation_mark")
        assert "enter keeps it" in it.shown
        assert "esc goes on without" in it.shown
