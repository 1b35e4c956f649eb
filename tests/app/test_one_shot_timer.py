"""A process that stands still as a timer begins loses no call of it."""

from __future__ import annotations

import itertools
from functools import partial
from pathlib import Path

import pytest
from textual import _time

from tests.app.driving import a_copy, program


def stand_still(patch: pytest.MonkeyPatch) -> None:
    """Have a second pass between any two of the next looks at the time."""
    now = _time.get_time
    passed = itertools.accumulate(itertools.chain(itertools.repeat(1.0, 50), itertools.repeat(0.0)))
    patch.setattr(_time, "get_time", lambda: now() + next(passed))


async def test_a_timer_calls(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []

    def call(node: object) -> None:
        called.append(node)

    async with program(a_copy(here)) as it:
        stand_still(monkeypatch)
        for node in (it.app, it.screen, it.board):
            node.set_timer(0.01, partial(call, node))
        await it.until(lambda: len(called) == 3)


@pytest.mark.parametrize("width", [60, 200])
async def test_the_size_of_the_terminal_is_taken_in(
    here: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    async with program(a_copy(here)) as it:
        stand_still(monkeypatch)
        await it.pilot.resize_terminal(width, 30)
        await it.until(lambda: it.board.size.width == width)
