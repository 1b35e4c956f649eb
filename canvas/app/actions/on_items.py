"""The commands on statements, for the board and for each screen above it that shows statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from canvas.app.actions.base import Answer, ItemCommands
from canvas.app.actions.status import StatusCommands
from canvas.app.actions.voting import VotingCommands
from canvas.app.keys import ActionId

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.app.actions.context import CommandContext, Cursor, ItemContext
    from canvas.app.actions.fields import FieldCommands
    from canvas.app.widgets.item_stage import ItemStage
    from canvas.model.canvas import Item


def item_handlers(context: ItemContext, cursor: Cursor, by: str) -> Mapping[ActionId, Callable[[], object]]:
    """The handlers of `canvas.app.keys.ON_ITEMS`, for what is under a cursor."""

    def fields() -> FieldCommands:
        from canvas.app.actions.fields import FieldCommands

        return FieldCommands(context, cursor, by)

    status = StatusCommands(context, cursor, by)
    voting = VotingCommands(context, cursor, by)
    return {
        "owner": lambda: fields().owner(),
        "what_next": lambda: fields().what_next(),
        "day": lambda: fields().day(),
        "kind": lambda: fields().kind(),
        "visibility": lambda: fields().visibility(),
        "next_status": status.next_status,
        "status": status.status,
        "dispute": status.dispute,
        "why": status.why,
        "vote": voting.vote,
        "unvote": voting.unvote,
        "temperature": voting.temperature,
    }


class _StageContext:
    """A screen above the board as an `ItemContext` and its own `Cursor`."""

    selected: tuple[str, ...] = ()

    def __init__(self, board: ItemContext, stage: ItemStage) -> None:
        self.workspace = board.workspace
        self.today = board.today
        self.key = board.key
        self.message = ""
        self._stage = stage

    @property
    def item(self) -> Item | None:
        """The item that is highlighted."""
        return self._stage.item

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence on the screen."""
        self.message = message
        self._stage.say(message, warning=warning)

    def ask(self, screen: Screen[Answer], then: Callable[[Answer], object]) -> None:
        """Push a dialog above the screen."""
        self._stage.ask(screen, then)


def on_stage(board: CommandContext, stage: ItemStage) -> Mapping[ActionId, Callable[[], object]]:
    """The handlers of `canvas.app.keys.ABOVE_BOARD`, for a screen above the board."""
    context = _StageContext(board, stage)
    history = ItemCommands(context, context, stage.by)
    handlers = item_handlers(context, context, stage.by)

    def capture() -> None:
        from canvas.app.actions.capture_line import capture_line, panel_of_cursor

        capture_line(history, panel_of_cursor(history), is_on=board.host.settings.shorthand)

    return {**handlers, "capture_line": capture, "undo": history.undo, "redo": history.redo}
