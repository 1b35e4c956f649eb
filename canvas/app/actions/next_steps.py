"""Who does what by when."""

from __future__ import annotations

from canvas.app.actions.edit import Writing


class Stepping(Writing):
    """Shows the next steps of all panels."""

    def action_next_steps(self) -> None:
        from canvas.app.screens.next_steps import StepsScreen

        self.board.end_typing(keep=True)
        self.say("")
        self.ask(StepsScreen(self, (self.board.active, self.looking_at)), self.go)
