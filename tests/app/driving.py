"""Drives the program without a terminal: keys and mouse in, the canvas and the lines on the screen out."""

from __future__ import annotations

import asyncio
import re
import time
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual import events
from textual._context import visible_screen_stack
from textual.geometry import Offset, Region
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.worker import WorkerCancelled

from canvas.app.app import CanvasApp
from canvas.app.board.screen import BoardScreen
from canvas.app.screens.form import FormScreen
from canvas.app.widgets.board import Board
from canvas.bundled_files import examples
from canvas.files.canvas_file import Document, open_document
from canvas.files.settings import Settings
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY
from canvas.session import Session
from tests.app.fast_textual import event_loop_idle, paint_frame
from tests.waiting import PATIENCE

TODAY = date(2026, 11, 23)
"""The day of every test."""

WIDE = (120, 40)


def a_canvas(**panels: Iterable[str | Item]) -> Canvas:
    """A canvas with some statements, by panel; a text becomes an item with an id of its own."""
    filled = {
        key: tuple(
            entry if isinstance(entry, Item) else Item(f"{key[:3]}{number:02}", entry)
            for number, entry in enumerate(entries)
        )
        for key, entries in panels.items()
    }
    return Canvas("Riverside").with_items(filled)


EXAMPLE = "riverside-breakfast"
"""The worked example that most tests open."""


def a_copy(folder: Path, example: str = EXAMPLE) -> Path:
    """A worked example as a file of its own."""
    path = folder / f"{example}.canvas.toml"
    path.write_bytes(Path(examples()[example]).read_bytes())
    return path


def key_event(key: str) -> events.Key:
    """The event of a key, by its name or its character."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    named = REPLACED_KEYS.get(key, key)
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(named))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(key, character)


ScreenType = TypeVar("ScreenType", bound=Screen[Any])


class Driven:
    """The running program, and hands and eyes for it."""

    def __init__(self, app: CanvasApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    def item_of(self, item_id: str) -> Item:
        """An item that the canvas holds."""
        found = self.canvas.item(item_id)
        assert found is not None, item_id
        return found

    def top(self, kind: type[ScreenType]) -> ScreenType:
        """The screen on top, which is one of this class."""
        assert isinstance(self.screen, kind), self.screen
        return self.screen

    def keep_terminal(self) -> None:
        """Let other programs be started as if the terminal could be lent to them."""
        assert "suspend" in dir(self.app)
        vars(self.app)["suspend"] = nullcontext

    # Hands

    async def settle(self) -> None:
        """Wait until all that was asked for has been done and drawn."""
        limit = time.monotonic() + PATIENCE
        while self._is_running:
            await self._turns_taken()
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self._paint()
            if self._is_idle and not self._has_work_in_threads:
                break
            assert time.monotonic() < limit, "the work in threads never came to an end"
            await asyncio.sleep(0.005 if self._has_work_in_threads else 0)
        self._render_frame()

    def _render_frame(self) -> None:
        """Paint what has changed since the last frame, as for a terminal."""
        if self._is_running and (compositor := self.screen._compositor)._dirty_regions:
            with self.app._context():
                paint_frame(compositor, self.app._background_screens)

    async def press(self, *keys: str) -> None:
        """Press keys like a person, each after the one before has shown."""
        for key in keys:
            self.send(key)
            await self._turns_taken()
            if self._is_running:
                await self._paint()
                self._render_frame()
                if self._has_work_in_threads:
                    await self.settle()
        await self.settle()

    async def _turns_taken(self) -> None:
        """Wait until every key sent has been handled by whomever it was for."""
        limit = time.monotonic() + PATIENCE
        await event_loop_idle()
        while self._is_running and not self._is_idle:
            assert time.monotonic() < limit, "the keys never came to an end"
            await asyncio.sleep(0.002)
            await event_loop_idle()

    async def _paint(self) -> None:
        """Paint what has changed now, not at the next frame, and run what waits for that."""
        limit = time.monotonic() + PATIENCE
        await event_loop_idle()
        while self._is_running:
            if self.app._resize_timer:
                self.app._check_resize()
                await event_loop_idle()
            if self.app.animator._animations:  # without animations, scrolling ends at the first tick
                self.app.animator()
                await event_loop_idle()
            self.app.screen._on_timer_update()
            await event_loop_idle()
            if not self._is_dirty:
                break
            assert time.monotonic() < limit, "the screen never came to rest"

    @property
    def _is_running(self) -> bool:
        return not self.app._exit and self.app._exception is None and bool(self.app.screen_stack)

    @property
    def _is_idle(self) -> bool:
        """Whether no key waits for its turn or is being handled."""
        return not self.app.message_queue_size and self.app._input_queue._limit is None

    @property
    def _is_dirty(self) -> bool:
        """Whether something is left to paint, or to be called after that."""
        screen = self.app.screen
        waits = screen._dirty_widgets or screen._callbacks
        return bool(waits or screen._layout_required or screen._scroll_required or screen._repaint_required)

    @property
    def _has_work_in_threads(self) -> bool:
        return self.app.is_operating or not all(worker.is_finished for worker in self.app.workers)

    async def write(self, text: str) -> None:
        """Type a text, faster than a person."""
        await self.burst(*text)

    async def burst(self, *keys: str) -> None:
        """Press keys all at once, as a slow line delivers them."""
        for key in keys:
            self.send(key)
        await self.settle()

    def send(self, key: str) -> None:
        """Press a key, and wait for nothing."""
        self._post(key_event(key))

    async def pass_on(self, key: str) -> None:
        """Press a key and wait until it is handled, though not until that shows."""
        self.send(key)
        await self._turns_taken()

    async def paste(self, text: str) -> None:
        """Paste a text, as the terminal hands it over."""
        self._post(events.Paste(text))
        await self.settle()

    async def mouse(self, does: str, at: Offset) -> None:
        """Move the mouse to a place on the screen, press its button there, or let it go."""
        act = {"down": self.pilot.mouse_down, "up": self.pilot.mouse_up, "over": self.pilot.hover}[does]
        await act(offset=at)

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def drag(self, start: Offset, *way: Offset) -> None:
        """Drag with the mouse."""
        await self.mouse("down", start)
        for at in way:
            await self.mouse("over", at)
        await self.mouse("up", way[-1])
        await self.settle()

    async def click(self, at: Offset, times: int = 1, *, held: str = "") -> None:
        """Click, once or more often in a row, perhaps with a key held."""
        shift, control, meta = (held == name for name in ("shift", "control", "meta"))
        with pytest.MonkeyPatch.context() as patch:
            if times > 1:  # a busy machine may take longer between them than a person
                patch.setattr(self.app, "CLICK_CHAIN_TIME_THRESHOLD", PATIENCE)
            await self.pilot.click(offset=at, times=times, shift=shift, control=control, meta=meta)
        await self.settle()

    def wheel(self, at: Offset, *, down: bool) -> None:
        """Turn the mouse wheel by one notch, and wait for nothing."""
        event = events.MouseScrollDown if down else events.MouseScrollUp
        self._post(
            event(
                None, at.x, at.y, 0, 0, 0, shift=False, meta=False, ctrl=False, screen_x=at.x, screen_y=at.y
            )
        )

    def button(self, does: str, at: Offset) -> None:
        """Press the mouse's button, or let it go, as the terminal tells of it; and wait for nothing."""
        event = {"down": events.MouseDown, "up": events.MouseUp}[does]
        self._post(
            event(
                None, at.x, at.y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=at.x, screen_y=at.y
            )
        )

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to hold; not for ever."""
        began = time.monotonic()
        limit = began + PATIENCE
        while not holds():
            if self.app._exception:
                raise self.app._exception
            assert began < limit, "it never came to that:\n" + self.shown
            await self.pilot.pause(max(0.01, time.monotonic() - began))  # looking may be dear
            self._render_frame()
            began = time.monotonic()

    def _post(self, event: events.Event) -> None:
        event.set_sender(self.app)
        assert self.app.post_message(event)

    # Eyes

    @property
    def screen(self) -> Screen[object]:
        """What is on top."""
        return self.app.screen

    @property
    def at(self) -> BoardScreen:
        """The screen with the board."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, BoardScreen))

    @property
    def session(self) -> Session:
        return self.at.session

    @property
    def board(self) -> Board:
        return self.at.board

    @property
    def canvas(self) -> Canvas:
        return self.session.canvas

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.board.cursor.item

    @property
    def where(self) -> tuple[str, int]:
        """The active cell, and the position of the cursor in it."""
        return self.board.active, self.board.cursor.position

    @property
    def is_typing(self) -> bool:
        return self.board.typing is not None

    @property
    def said(self) -> str:
        """The message on the line below the board."""
        return self.at.status_line.message

    def texts(self, panel: str = "beneficiaries") -> list[str]:
        """The statements of a panel."""
        return [item.text for item in self.canvas.panels[panel]]

    @property
    def strips(self) -> list[Strip]:
        """The screen as its lines, with what shows through from the screens below."""
        with self.app._context():
            visible_screen_stack.set(self.app._background_screens)
            return self.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        """The screen as its lines of text, without the blanks at their ends."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def shown(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def seen(self) -> str:
        """The screen's words one after the other, however they were wrapped."""
        return " ".join(self.shown.split())

    @property
    def dialog(self) -> str:
        """The words within the frame of the dialog, without the board's beside it."""
        return " ".join(" ".join(re.findall("│(.*?)│", self.shown)).split())

    @property
    def focused_region(self) -> Region:
        """Where on the screen the widget is that takes the keys."""
        assert self.app.focused
        return self.app.focused.region

    @property
    def form(self) -> FormScreen:
        """The form on top."""
        assert isinstance(self.screen, FormScreen)
        return self.screen

    def find_line(self, words: str) -> str:
        """The first line on the screen that holds some words."""
        found = [line for line in self.lines if words in line]
        assert found, f"{words!r} is nowhere on the screen:\n{self.shown}"
        return found[0]

    def find(self, words: str) -> Offset:
        """Where on the screen some words are: their first, furthest down."""
        y = max(y for y, line in enumerate(self.lines) if words in line)
        return Offset(self.lines[y].index(words) + 1, y)

    @staticmethod
    def offset(x: int, y: int) -> Offset:
        return Offset(x, y)

    def place_of(self, panel: str, position: int) -> Offset:
        """Where an item is on the screen: a place on its first line."""
        view = self.board.panels[panel]
        y = next(y for y, row in enumerate(view.rows) if row.item == position)
        return view.region.offset + Offset(6, y + view.head)

    def heading_of(self, cell: str) -> Offset:
        """A place on a cell's heading."""
        return self.board.cells[cell].region.offset + Offset(4, 0)

    def top_is(self, name: str) -> bool:
        """Whether a screen of that name is on top."""
        return type(self.screen).__name__ == name


@asynccontextmanager
async def program(
    opened: Document | Canvas | Path | None = None,
    size: tuple[int, int] = WIDE,
    *,
    read_only: bool = False,
    settings: Settings | None = None,
) -> AsyncIterator[Driven]:
    """The program with a document, a canvas or a file opened; with nothing, its start screen."""
    match opened:
        case Path():
            document: Document | None = open_document(str(opened))
        case Canvas():
            document = Document(opened)
        case _:
            document = opened
    app = CanvasApp(document, today=TODAY, read_only=read_only, settings=settings)
    async with app.run_test(size=size) as pilot:
        driven = Driven(app, pilot)
        await driven.settle()
        yield driven


PANEL_KEYS = tuple(BY_KEY)
