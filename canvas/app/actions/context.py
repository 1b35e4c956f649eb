"""What commands ask of the screen that runs them: of a board's, or of one with statements above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from canvas.app.host import MessagePort, ScreenPort
from canvas.model.canvas import Canvas, Item
from canvas.operations import Operation
from canvas.workspace import Workspace

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.app.widgets.board import Board
    from canvas.files.git.history import Commit
    from canvas.workspace_meet import RoomLink

Answer = TypeVar("Answer")
Outcome = TypeVar("Outcome")


class GuidanceDock(Protocol):
    """A place beside the board for the help with a panel."""

    @property
    def is_open(self) -> bool:
        """Whether help shows there."""

    @property
    def has_room(self) -> bool:
        """Whether the screen is large enough for it."""

    async def open(self) -> None:
        """Open the help."""

    def close(self) -> None:
        """Close it."""


class MeetingPlace(Protocol):
    """A place beside the board for the room of a meeting."""

    def adopt(self, room: RoomLink) -> None:
        """Run a meeting, in place of one that runs."""

    def end(self) -> None:
        """End the meeting that runs, if any."""

    def make_room(self, is_wanted: bool) -> None:
        """Leave the columns of the tray free, or take them again."""


class ItemContext(MessagePort, Protocol):
    """A screen with a statement under a cursor, as the commands on statements see it."""

    workspace: Workspace
    today: date

    @property
    def message(self) -> str:
        """The sentence that is shown; empty where there is none."""

    def ask(self, screen: Screen[Answer], then: Callable[[Answer], object]) -> None:
        """Push a dialog synchronously; `then` is called with its answer, unless it is cancelled."""


class Cursor(Protocol):
    """What an action is for."""

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of the selected items."""


class CommandContext(ItemContext, ScreenPort, Protocol):
    """The screen of a board, as commands see it."""

    board: Board

    @property
    def room(self) -> RoomLink | None:
        """The meeting that runs beside the board."""

    @property
    def beside(self) -> MeetingPlace:
        """The place for a meeting beside the board; imports what that needs."""

    @property
    def guidance(self) -> GuidanceDock:
        """The place for help beside the board."""

    @property
    def is_untouched(self) -> bool:
        """Whether the board is on top, and no key was pressed since it opened."""

    def ask_always(self, screen: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        """Push a dialog; `then` is called with None where it is cancelled."""

    def old_version(self, canvas: Canvas, commit: Commit) -> Screen[Any]:
        """A screen that shows an older version of the canvas."""

    def show_lines(self) -> None:
        """Refresh the lines around the board."""

    def run_command(self, action: str) -> None:
        """Carry out another action by its id."""

    def operate(
        self, prepare: Callable[[], Operation[Any, Outcome]], then: Callable[[Outcome], object]
    ) -> None:
        """Run slow work of the workspace in a thread, and go on with its outcome."""
