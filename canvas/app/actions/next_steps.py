"""Who does what by when."""

from __future__ import annotations

from canvas.app.actions.base import Commands


class NextStepsCommands(Commands):
    """Shows the next steps of all panels."""

    def next_steps(self) -> None:
        from canvas.app.screens.next_steps import StepsScreen

        self.board.end_typing(keep=True)
        self.say("")
        spot = (self.board.active, self.focus)
        self.ask(StepsScreen(self.workspace, self.today, spot, self.go, self.say), self.go)
