"""A board without a screen: the cursor alone, for trying commands without Textual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from canvas.app.actions import BoardCommands
from canvas.app.key_map import KeyMap
from canvas.app.widgets.board_cursor import BoardCursor
from canvas.files.canvas_file import Document
from canvas.model.canvas import Canvas
from canvas.operations import Operation
from canvas.session import Session
from canvas.workspace import Change, Workspace

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext


class BareBoard(BoardCursor):
    """What commands ask of the board, on the cursor alone."""

    typing = None
    is_dragging = False
    markers = None

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.show(canvas.panels)
        self.was_typed: list[str] = []

    @property
    def cursor(self) -> BoardCursor:
        """The board itself."""
        return self

    def show_canvas(self, canvas: Canvas, focus: str | None) -> None:
        """Show a canvas, with the cursor on an item where one is given."""
        self.show(canvas.panels)
        self.drop_missing(canvas)
        place = canvas.place(focus) if focus else None
        if place:
            self.look_at(*place)

    def end_typing(self, *, keep: bool) -> None:
        """Nothing is typed here."""

    def end_drag(self) -> None:
        """Nothing is dragged here."""

    def clear_selection(self) -> None:
        """Select nothing."""
        self.select(())

    def page_items(self, pages: int) -> None:
        """There are no pages without a screen."""

    def zoom(self) -> None:
        """One cell, or all of them."""
        self.zoomed = not self.zoomed

    async def type_new(self, *, here: bool = False) -> None:
        """Note that a place for a new item was asked for."""
        self.was_typed.append("new here" if here else "new")

    async def reword(self) -> None:
        """Note that the item was to be reworded."""
        self.was_typed.append("reword")


class BareHost:
    """What commands ask of the program."""

    is_operating = False

    def __init__(self) -> None:
        self.key_map = KeyMap()
        self.exited: int | None = None

    def operate(self, prepare: Callable[[], Operation[Any, Any]], then: Callable[[Any], object]) -> None:
        """Run an operation at once."""
        then(prepare().run())

    def exit(self, code: int) -> None:
        """Note the exit code."""
        self.exited = code


class BareContext:
    """A `CommandContext` without a screen; dialogs are kept in `asked` and answered by the test."""

    is_on_top = is_untouched = True

    def __init__(self, document: Document, *, read_only: bool = False) -> None:
        self.workspace = Workspace(Session(document, read_only=read_only))
        self.today = date(2026, 11, 29)
        self.board = BareBoard(document.canvas)
        self.host = BareHost()
        self.room = None
        self.message = ""
        self.asked: list[tuple[Any, Callable[[Any], object]]] = []
        self.ran: list[str] = []
        self.workspace.subscribe(self._changed)
        self.commands = BoardCommands(cast("CommandContext", self))

    def _changed(self, change: Change) -> None:
        focus = change.focus if change.by == "board" else None
        self.board.show_canvas(change.canvas, focus)

    def say(self, message: str, *, warning: bool = False) -> None:  # noqa: ARG002 - as commands call it
        """Keep the sentence."""
        self.message = message

    def key(self, action: str) -> str:
        """The key of an action."""
        return self.host.key_map.told(action)

    def ask(self, screen: Any, then: Callable[[Any], object]) -> None:
        """Keep the dialog."""
        self.asked.append((screen, then))

    def show_lines(self) -> None:
        """There are no lines."""

    def run_command(self, action: str) -> None:
        """Note the action."""
        self.ran.append(action)

    def operate(self, prepare: Callable[[], Operation[Any, Any]], then: Callable[[Any], object]) -> None:
        """Run an operation at once."""
        self.host.operate(prepare, then)
