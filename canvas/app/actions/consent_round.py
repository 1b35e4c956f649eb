"""The consent round: the room answers every proposed statement, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.exports.phrases import counted
from canvas.model.consent_round import ConsentRound, left_out, proposed
from canvas.model.types import PanelKey

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext


class ConsentRoundCommands(Commands):
    """Begins a consent round, or goes on with the one that was stopped."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context)
        self._stopped: ConsentRound | None = None

    def consent_round(self) -> None:
        """Ask whether for one panel or all, where that makes a difference."""
        self.board.end_typing(keep=True)
        if self.refused():
            return
        panel, everywhere = self.board.panel, len(proposed(self.canvas))
        if not everywhere:
            told = f" {self._unresolved(None)}".rstrip()
            self.say(f"Nothing is proposed that the room could answer.{told}{self._internal(None)}")
            return
        if panel is None:
            self._begin(None)
            return
        from canvas.app.screens.choose import ChooseScreen, Option

        here = len(proposed(self.canvas, panel.key))
        options = [
            Option("1", panel.key, panel.title, f"{here or 'nothing'} proposed"),
            Option("2", _ALL, "all panels", f"{everywhere} proposed"),
        ]

        def chosen(answer: str) -> None:
            if answer == _ALL:
                self._begin(None)
            elif here:
                self._begin(panel.key)
            else:
                self.say(f"Nothing is proposed in {panel.title}.{self._internal(panel.key)}")

        screen = ChooseScreen("Consent round: which statements?", options, panel.key if here else _ALL)
        self.ask(screen, chosen)

    def _begin(self, panel: PanelKey | None) -> None:
        from canvas.app.screens.consent_round import ConsentRoundScreen

        self.say("")
        known = self._stopped
        begun = known if known and known.panel == panel else ConsentRound(panel)
        link = self.context.room
        room = link.hands() if link else None
        screen = ConsentRoundScreen(self.workspace, self.today, begun, self._unresolved(panel), room)
        unsubscribe = link.subscribe(screen.room_changed) if link else None

        def left(round_: ConsentRound) -> None:
            if unsubscribe:
                unsubscribe()
            self._left(round_)

        self.ask(screen, left)

    def _left(self, round_: ConsentRound) -> None:
        """Say what the round has come to."""
        tally = round_.tally(self.canvas)
        self._stopped = round_ if round_.waiting(self.canvas) else None
        on = f" {self.key('consent_round')} goes on." if tally.proposed else ""
        self.say(f"Consent round: {tally.words}.{on}{self._internal(round_.panel)}")

    def _unresolved(self, panel: PanelKey | None) -> str:
        """What is left out because two versions of it differ, as a sentence for the room."""
        count = left_out(self.canvas, panel).unresolved
        if not count:
            return ""
        of_which = f"{counted(count, 'statement')} of which two versions differ"
        return f"Left out: {of_which}; {self.key('settle')} on the board resolves them."

    def _internal(self, panel: PanelKey | None) -> str:
        """What is left out because partners may not read it: told on the board alone, as slides do."""
        count = left_out(self.canvas, panel).internal
        return f" {counted(count, 'internal statement')} left out." if count else ""


_ALL = "all"
