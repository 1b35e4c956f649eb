"""Resolving what two versions say differently: this one stays, or the other is taken."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import Commands
from canvas.model.conflicts import Conflict
from canvas.outcome_phrases import NOTHING_TO_RESOLVE, resolved, unresolved


class ConflictCommands(Commands):
    """Keeps one of two versions, and goes on to the next that differ."""

    def keep_ours(self) -> None:
        self._resolve_here(take=False)

    def take_theirs(self) -> None:
        self._resolve_here(take=True)

    def settle(self) -> None:
        if not self.workspace.unresolved:
            self.say(NOTHING_TO_RESOLVE)
        elif not self.refused():
            from canvas.app.screens.conflicts import ConflictsScreen

            here = next((c for c in self.workspace.unresolved if c.item and c.item.id == self.focus), None)
            self.ask(ConflictsScreen(self.workspace, self.resolve, here), self.go_to_item)

    def resolve(self, conflict: Conflict, *, take: bool) -> str:
        """Resolve one difference and show how many are left; why that is refused, empty where it was done."""
        from canvas.model.resolve_conflict import resolve_conflict

        if not self.make(partial(resolve_conflict, conflict=conflict, take=take)):
            return self.context.message
        self.say(resolved(len(self.workspace.unresolved), self.key, take=take).text)
        return ""

    def sentence(self) -> str:
        """What two versions say differently, and what to do about it; empty where that is nothing."""
        return unresolved(self.canvas, self.key)

    def _resolve_here(self, *, take: bool) -> None:
        """Resolve the first difference of the item under the cursor; without one, go where there is one."""
        if self.refused():
            return
        found = self.workspace.unresolved
        here = next((c for c in found if c.item and c.item.id == self.focus), None)
        if not found or (here is None and found[0].item is None):
            self.settle()
        elif here is None:
            self._go_on()
            self.say(self.sentence(), warning=True)
        elif not self.resolve(here, take=take):
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next item that differs, past the last one to the first."""
        keys = list(self.canvas.panels)
        at = (keys.index(self.board.panel.key), self.board.cursor.position) if self.board.panel else (0, 0)
        places = [self.canvas.place(c.item.id) for c in self.workspace.unresolved if c.item]
        found = [(keys.index(place[0]), place[1]) for place in places if place]
        after = [place for place in found if place >= at] or found
        if after:
            self.board.look_at(keys[after[0][0]], after[0][1])
