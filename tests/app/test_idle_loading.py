"""What keys open is loaded while nobody types."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from typing import cast

import pytest

from canvas.app.board import idle_loading
from canvas.app.board.idle_loading import load_while_idle, module_names, steps, styles_of
from canvas.app.host import Host
from canvas.app.widgets.row_list import RowList
from canvas.bundled_files import folder, style
from tests.app.driving import a_canvas, program


class _Clock:
    """A host and its event loop, whose time goes on when the next callback is due."""

    is_running = True

    def __init__(self) -> None:
        self.now = self.latest_key = 0.0
        self.due: list[tuple[float, Callable[[], object]]] = []
        self.is_key_waiting = False

    @property
    def seconds_without_input(self) -> float:
        return 0.0 if self.is_key_waiting else self.now - self.latest_key

    def call_later(self, seconds: float, act: Callable[[], object]) -> None:
        self.due.append((self.now + seconds, act))

    def go_on(self) -> float:
        self.now, act = self.due.pop(0)
        self.now += 0.001  # time goes on where a delay is too small for its sum with the present
        act()
        return self.now


def test_no_step_is_taken_at_first_nor_soon_after_a_key_nor_while_one_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, taken = _Clock(), []

    def counted(_: Host) -> Iterator[bool]:
        for _number in range(5):
            taken.append(clock.now)
            yield True

    monkeypatch.setattr(idle_loading, "steps", counted)
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: clock)
    load_while_idle(cast("Host", clock))
    assert not taken
    clock.latest_key = 0.9
    assert clock.go_on() >= 1.0
    assert not taken
    while not taken:
        clock.go_on()
    assert taken == [pytest.approx(1.2, abs=0.01)]
    clock.go_on()
    assert len(taken) == 2
    clock.latest_key = key = clock.now
    clock.go_on()
    assert len(taken) == 2
    clock.is_key_waiting = True
    clock.go_on()
    assert len(taken) == 2
    clock.is_key_waiting = False
    while len(taken) == 2:
        clock.go_on()
    assert taken[-1] >= key + 0.3
    clock.is_running = False
    clock.go_on()
    assert not clock.due


async def test_every_sheet_and_module_is_there_after_a_while_and_keys_act_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("_FIRST_SECONDS", "_QUIET_SECONDS", "_PAUSE_SECONDS"):
        monkeypatch.setattr(idle_loading, name, 0.0)
    async with program(a_canvas(beneficiaries=["one", "two"])) as it:
        sheets = [style(name) for name in os.listdir(folder("styles"))]
        assert not all(map(it.app.stylesheet.has_source, sheets))
        load_while_idle(it.app)
        it.send("j")
        assert it.app.seconds_without_input < 5
        await it.until(lambda: it.item and it.item.text == "two")
        await it.until(lambda: all(map(it.app.stylesheet.has_source, sheets)))
        await it.until(lambda: sys.modules.keys() >= set(module_names()))
        own = {place for kind in idle_loading._widgets() for place, *_ in styles_of(kind)}
        assert {place for place, *_ in styles_of(RowList)} <= own
        known = it.app.stylesheet.source.keys
        await it.until(lambda: own <= known())
        assert not any(steps(it.app))


async def test_a_dialog_looks_the_same_whether_its_sheet_was_read_before_or_as_it_opens() -> None:
    shown = []
    for is_loaded in (False, True):
        async with program(a_canvas(vision=["one"]), size=(60, 16)) as it:
            if is_loaded:
                assert any([*steps(it.app)])
            for keys in (("2", "f"), ("escape", "e"), ("escape", "n", "a")):
                await it.press(*keys)
                shown.append(it.shown)
    assert shown[:3] == shown[3:]
