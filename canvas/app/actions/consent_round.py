"""The consent round: the room answers every proposed statement, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.app.actions.base import CommandContext, Commands
from canvas.exports.phrases import counted
from canvas.model.consent_round import ConsentRound, left_out, proposed
from canvas.model.types import ItemId, PanelKey

if TYPE_CHECKING:
    from canvas.workspace import Workspace
    from canvas.workspace_meet import RoomLink


class _PhoneHands:
    """Asks the phones of a meeting for hands on one statement after the other.

    The round keeps what they show as part of its own answer, so the room's results are not put into the
    canvas a second time: the room is asked directly.
    """

    def __init__(self, workspace: Workspace, link: RoomLink) -> None:
        self._workspace = workspace
        self._link = link
        self._asked = 0
        self._item: ItemId | None = None

    def ask(self, item_id: ItemId | None) -> None:
        room, place = self._link.room, self._workspace.canvas.place(item_id) if item_id else None
        self._item = item_id if place else None
        if item_id is None or place is None:
            if self._asked and room.asked().number == self._asked:
                room.close_ask()
            return
        room.look_at(place[0], item_id)
        self._asked = room.ask("hands", place[0], (item_id,)).number

    def count(self) -> tuple[int, ...]:
        if self._item is None:
            return ()
        shown = self._link.room.spread(self._asked).counts.get(self._item, ())
        return tuple(fingers for fingers, count in enumerate(shown) for _ in range(count))

    @property
    def told(self) -> str:
        counts = self._link.room.counts()
        return f"{counts.answered} of {counted(counts.here, 'phone')}" if self._item else ""


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
        room = _PhoneHands(self.workspace, link) if link else None
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
