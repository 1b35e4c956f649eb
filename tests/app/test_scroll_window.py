"""The scroll window over any entries, through any moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.app.widgets.scroll_window import ScrollWindow

HEIGHTS = st.lists(st.integers(1, 9), max_size=30)

Move = tuple[str, int]

MOVES = st.lists(
    st.tuples(st.sampled_from(["to", "wheel", "delete", "add", "room"]), st.integers(-3, 30)), max_size=30
)


def shown(window: ScrollWindow, heights: list[int], room: int) -> list[tuple[int, int]]:
    """The entry and the number of the line on each line of the room."""
    lines = [(at, line) for at, height in enumerate(heights) for line in range(height)]
    first = sum(heights[: window.top]) + window.skip
    return lines[first : first + room]


def turn(window: ScrollWindow, heights: list[int], room: int, lines: int) -> None:
    """Turn the wheel, as a panel does: up to either end."""
    for _ in range(abs(lines)):
        if lines < 0:
            window.up()
        elif len(shown(window, heights, room + 1)) > room:
            window.down()


@given(HEIGHTS, MOVES)
def test_no_line_is_blank_while_one_is_hidden_and_the_wanted_entry_is_in_sight(
    heights: list[int], moves: list[Move]
) -> None:
    window = ScrollWindow(lambda at: heights[at])
    room, wanted = 8, 0
    for kind, number in moves:
        match kind:
            case "to":
                wanted = number
            case "wheel":
                turn(window, heights, room, number)
            case "delete" if heights:
                del heights[number % len(heights)]
            case "add":
                heights.insert(number % (len(heights) + 1), 1 + abs(number) % 9)
            case "room":
                room = max(0, number)
        wanted = max(0, min(wanted, len(heights) - 1))
        window.bring_in(wanted, room, len(heights))
        seen = shown(window, heights, room)
        assert len(seen) == min(room, sum(heights))
        if seen:
            count = sum(at == wanted for at, _ in seen)
            assert count == min(heights[wanted], room)
            assert 0 <= window.skip < heights[window.top]


def test_an_entry_taller_than_the_room_keeps_the_part_that_is_read_and_else_shows_its_first_line() -> None:
    window = ScrollWindow([3, 20, 3].__getitem__)
    window.bring_in(1, 8, 3)
    assert (window.top, window.skip) == (1, 0)
    window.skip = 7
    window.bring_in(1, 8, 3)
    assert (window.top, window.skip) == (1, 7)
    window.bring_in(2, 8, 3)
    assert (window.top, window.skip) == (1, 15)
    window.bring_in(0, 8, 3)
    assert (window.top, window.skip) == (0, 0)
