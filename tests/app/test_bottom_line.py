"""The hints of the bottom line: the steps of a meeting first, and the way out at every width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.app.keys import BY_NAME, HINTS, MARKED, ActionId, Hints
from canvas.app.widgets.status_line import fitting
from tests.app.driving import a_canvas, program

MEETING: tuple[ActionId, ...] = ("add", "next_status", "owner", "day", "next_steps", "present")


def written(hints: Hints) -> str:
    return "  ".join(f"{keys} {label}" for keys, label in hints)


def labels(hints: Hints) -> list[str]:
    return [label for _, label in hints]


def test_the_steps_of_a_meeting_come_first() -> None:
    steps = [BY_NAME[action].label.lower() for action in MEETING]
    assert labels(fitting(HINTS[""], 118))[:6] == steps
    assert labels(fitting(HINTS[""], 78))[:5] == steps[:5]


@pytest.mark.parametrize(("circumstance", "way_out"), [("", "quit"), (MARKED, "clear the selection")])
def test_the_way_out_shows_at_every_width_that_has_room_for_it(circumstance: str, way_out: str) -> None:
    assert labels(fitting(HINTS[circumstance], 38))[-2:] == [way_out, "help"]
    alone = next((keys, label) for keys, label in HINTS[circumstance] if label == way_out)
    assert fitting(HINTS[circumstance], len(written((alone,)))) == (alone,)
    assert labels(fitting(HINTS[circumstance], 8)) == ["help"]


@given(st.sampled_from(sorted(HINTS)), st.integers(-5, 250))
def test_no_hint_is_cut_off(circumstance: str, room: int) -> None:
    assert len(written(fitting(HINTS[circumstance], room))) <= max(0, room)


async def test_while_typing_both_ways_on_are_named_on_forty_columns() -> None:
    async with program(a_canvas(vision=["One"]), size=(40, 12)) as it:
        await it.press("2", "a")
        assert it.lines[-1] == " enter keep and next  esc keep and end"
