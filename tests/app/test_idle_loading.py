"""What keys open is loaded while nobody types."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import weakref
from collections.abc import Callable, Iterator
from time import monotonic
from types import SimpleNamespace
from typing import cast, get_type_hints

import pytest
from textual.screen import Screen

from canvas.app.app import CanvasApp
from canvas.app.board import idle_loading
from canvas.app.board.idle_loading import MODULES, load_while_idle, steps, styles_of
from canvas.app.host import Host
from canvas.app.terminal import terminal_user
from canvas.app.terminal.terminal_user import TerminalUser
from canvas.app.widgets.row_list import RowList
from canvas.bundled_files import folder, style
from canvas.files.canvas_file import Document
from tests.app.driving import a_canvas, program

_COLLECT_WHEN_IDLE = TerminalUser.collect_when_idle  # before a fixture replaces it


def _by_hand(**functions: Callable[[], object]) -> SimpleNamespace:
    """A garbage collector that does nothing but what it is given."""
    nothing = dict.fromkeys(("collect", "freeze"), lambda: None)
    return SimpleNamespace(isenabled=lambda: True, get_count=lambda: (0, 0, 0), **{**nothing, **functions})


class _Clock:
    """A host and its event loop, whose time goes on when the next callback is due."""

    is_running = True
    screen = None

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


def test_no_slice_is_taken_soon_after_a_key_nor_while_one_waits_and_none_is_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, taken = _Clock(), []

    def counted(_: Host) -> Iterator[bool]:
        for _number in range(500):
            clock.now += 0.0005
            taken.append(clock.now)
            yield True

    monkeypatch.setattr(idle_loading, "steps", counted)
    monkeypatch.setattr(idle_loading, "perf_counter", lambda: clock.now)
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: clock)
    load_while_idle(cast("Host", clock))
    assert not taken
    while not taken:
        clock.go_on()
    assert taken[0] == pytest.approx(0.1, abs=0.01)
    assert len(taken) <= 5
    pressed = clock.latest_key = clock.now
    before = len(taken)
    while len(taken) == before:
        clock.go_on()
    assert taken[before] >= pressed + 0.1
    clock.is_key_waiting = True
    before = len(taken)
    for _ in range(20):
        clock.go_on()
    assert len(taken) == before
    clock.is_key_waiting = False
    while len(taken) < 100:
        before, at = len(taken), clock.go_on()
        assert len(taken) - before <= 5
        assert clock.due[0][0] > at
    clock.is_running = False
    clock.go_on()
    assert not clock.due


async def test_every_sheet_and_module_is_there_after_a_while_and_keys_act_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("_QUIET_SECONDS", "_PAUSE_SECONDS"):
        monkeypatch.setattr(idle_loading, name, 0.0)
    async with program(a_canvas(beneficiaries=["one", "two"])) as it:
        sheets = [style(name) for name in os.listdir(folder("styles"))]
        assert not all(map(it.app.stylesheet.has_source, sheets))
        load_while_idle(it.app)
        pressed = monotonic()
        it.send("j")
        await it.until(lambda: it.item and it.item.text == "two")
        assert it.app.seconds_without_input <= monotonic() - pressed
        await it.until(lambda: all(map(it.app.stylesheet.has_source, sheets)))
        await it.until(lambda: sys.modules.keys() >= set(MODULES))
        own = {place for kind in idle_loading._widgets() for place, *_ in styles_of(kind)}
        assert {place for place, *_ in styles_of(RowList)} <= own
        assert get_type_hints(Document)["path"] == str | None  # from words
        assert Document.__annotations__["path"] == "str | None"
        known = it.app.stylesheet.source.keys
        await it.until(lambda: own <= known())
        await it.until(lambda: not any(steps(it.app)))


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


async def test_what_a_closed_screen_has_left_is_collected_once_nobody_types(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(TerminalUser, "collect_when_idle", _COLLECT_WHEN_IDLE)
    monkeypatch.setattr(terminal_user, "_QUIET_SECONDS", 0.0)
    by_hand = SimpleNamespace(
        isenabled=lambda: True, get_count=lambda: (0, 0, 0), collect=gc.collect, freeze=list
    )
    monkeypatch.setattr(terminal_user, "gc", by_hand)
    async with program(a_canvas(vision=["one"])) as it:
        gc.disable()
        try:
            await it.press("question_mark")
            left = weakref.ref(it.screen)
            await it.press("escape", "c", "escape")  # the context of a task may hold the latest one
            await it.until(lambda: left() is None)
        finally:
            gc.enable()


def test_nothing_is_collected_soon_after_a_key() -> None:
    again: list[object] = []
    typed_in = SimpleNamespace(seconds_without_input=0.1, is_running=True, collect_when_idle=again.append)
    collections = gc.get_stats()[2]["collections"]
    board = Screen[object]()
    TerminalUser._collect_if_idle(cast("TerminalUser", typed_in), board)
    assert again == [board]
    assert gc.get_stats()[2]["collections"] == collections


async def test_nothing_is_frozen_of_a_screen_that_will_go(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = []
    monkeypatch.setattr(terminal_user, "gc", _by_hand(freeze=lambda: frozen.append(True)))
    async with program(a_canvas(vision=["one"])) as it:
        board = it.screen
        await it.press("question_mark")
        it.app.collect_and_freeze(board)
        assert not frozen
        await it.press("escape")

        def is_frozen() -> bool:
            it.app.collect_and_freeze(board)
            return bool(frozen)

        await it.until(is_frozen)


async def test_what_was_frozen_and_is_removed_from_the_board_is_collected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thawed: list[bool] = []
    monkeypatch.setattr(terminal_user, "gc", _by_hand(unfreeze=lambda: thawed.append(True)))
    async with program(a_canvas(vision=["one"])) as it:
        await it.press("i")
        guidance = it.at.guidance.widget
        assert guidance
        it.app.collect_and_freeze(it.screen)
        assert not thawed
        await it.press("i")
        await it.until(lambda: not guidance.is_attached)
        await it.settle()
        for _ in range(3):  # it is held here: no later collection goes through all for it
            it.app.collect_and_freeze(it.screen)
        assert thawed == [True]


async def test_nothing_stays_frozen_of_a_board_that_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CanvasApp, "_prepare", lambda _: None)  # it freezes as well
    async with program(a_canvas(vision=["one"])) as it:
        it.app.open_document(Document(a_canvas(vision=["two"])))
        gc.freeze()
        await it.until(lambda: not gc.get_freeze_count())
