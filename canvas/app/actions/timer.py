"""Minutes for a panel, or for all eight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from canvas.app.actions.base import Commands

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.app.timekeeper import Timekeeper


class TimerCommands(Commands):
    """Gives time, and pauses, extends or stops it while it runs. It is a `TimedScreen` for the dialogs."""

    @property
    def timekeeper(self) -> Timekeeper:
        """The timer of the meeting."""
        return self.context.host.timekeeper

    @property
    def panel_in_sight(self) -> str:
        """The key of the active cell."""
        return self.board.active

    @property
    def timer_key(self) -> str:
        """The key of the timer."""
        return self.key("timer")

    def show_panel(self, panel: str) -> None:
        """Go to a panel, because its time begins."""
        if self.board.active != panel:
            self.board.look_at(panel)

    def tell(self, message: str) -> None:
        """Show a sentence."""
        self.say(message)

    def open_dialog(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Open a dialog, and go on with its answer."""
        self.context.ask(screen, then)

    def timer(self) -> None:
        from canvas.app.screens.timer import ask_for_time

        ask_for_time(self)
