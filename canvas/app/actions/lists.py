"""The lists over all panels: who does what by when, and what is parked."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import Commands
from canvas.app.actions.on_items import on_stage


class ListCommands(Commands):
    """Shows the next steps, or the parked statements, of all panels."""

    def next_steps(self) -> None:
        from canvas.app.screens.next_steps import StepsScreen

        self.board.end_typing(keep=True)
        self.say("")
        spot = (self.board.active, self.focus)
        actions = partial(on_stage, self.context)
        screen = StepsScreen(self.workspace, self.today, spot, actions, look_at=self.go, tell_board=self.say)
        self.ask(screen, self.go)

    def parked(self) -> None:
        from canvas.app.screens.parked import ParkedScreen

        if all(item.status != "parked" for _, item in self.canvas):
            self.say("Nothing is parked.")
            return
        self.board.end_typing(keep=True)
        self.ask(ParkedScreen(self.workspace, partial(on_stage, self.context)), self.go_to_item)
