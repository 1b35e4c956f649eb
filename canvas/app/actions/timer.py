"""Minutes for a panel, or for all eight."""

from __future__ import annotations

from canvas.app.actions.base import Commands


class TimerCommands(Commands):
    """Gives time, and pauses, extends or stops it while it runs."""

    def timer(self) -> None:
        from canvas.app.screens.timer import TimedScreen, ask_for_time

        keeper = self.context.host.timekeeper
        key = self.key("timer")
        ask_for_time(TimedScreen(keeper, self.board.active, key, self._show_panel, self.say, self.ask))

    def _show_panel(self, panel: str) -> None:
        """Go to a panel, because its time begins."""
        if self.board.active != panel:
            self.board.look_at(panel)
