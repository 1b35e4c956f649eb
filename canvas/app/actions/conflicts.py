"""Settling what two versions say differently: this one stays, or the other is taken."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import Acting
from canvas.model.conflicts import Conflict
from canvas.model.schema import BY_KEY

_ALL_SETTLED = "All settled; ctrl+s saves."


class Settling(Acting):
    """Keeps one of two versions, and goes on to the next that differ."""

    def action_keep_ours(self) -> None:
        self._settle_here(take=False)

    def action_take_theirs(self) -> None:
        self._settle_here(take=True)

    def action_settle(self) -> None:
        if not self.board.unresolved:
            self.say("There is nothing to settle: no two versions differ here.")
        elif not self.refused():
            from canvas.app.screens.conflicts import ConflictsScreen

            here = next((c for c in self._unsettled() if c.item and c.item.id == self.looking_at), None)
            self.ask(ConflictsScreen(self._unsettled, self.settle, here), self._go)

    def settle(self, conflict: Conflict, *, take: bool) -> str:
        """Settle one thing and say what is left; why it cannot be settled, empty where it was."""
        from canvas.model.resolve_conflict import resolve_conflict

        if not self.make(partial(resolve_conflict, conflict=conflict, take=take)):
            return self.status_line.message
        done = "Took the other version" if take else "Kept this version"
        left = self.board.unresolved
        self.say(f"{done}; {left} not settled yet." if left else _ALL_SETTLED)
        return ""

    def first_unsettled(self) -> str | None:
        """The id of the first item that two versions say differently."""
        return next((c.item.id for c in self._unsettled() if c.item), None)

    def unsettled_sentence(self) -> str:
        """What two versions say differently, and what to do about it; empty where that is nothing."""
        found = self._unsettled()
        if not found:
            return ""
        from canvas.app.widgets import conflict_text
        from canvas.exports.phrases import counted, listed

        count = len({c.item.id for c in found if c.item})
        said = [f"the canvas's {conflict_text.name(c).lower()}" for c in found if c.item is None]
        what = listed([*said, *([counted(count, "statement")] if count else [])])
        differ = "differs" if len(said) + count == 1 else "differ"
        ours, theirs, both = map(self.key, ("keep_ours", "take_theirs", "settle"))
        do = f"{ours} keeps this one, {theirs} takes the other" if count else f"{both} shows both"
        more = f"; {both} shows all" if count and said else ""
        return f"{what[:1].upper()}{what[1:]} {differ} between two versions: {do}{more}."

    def _unsettled(self) -> tuple[Conflict, ...]:
        from canvas.model.conflicts import conflicts

        return conflicts(self.session.canvas)

    def _settle_here(self, *, take: bool) -> None:
        """Settle the first thing about the item under the cursor; where there is none, go where there is."""
        if self.refused():
            return
        found = self._unsettled()
        here = next((c for c in found if c.item and c.item.id == self.looking_at), None)
        if not found or (here is None and found[0].item is None):
            self.action_settle()
        elif here is None:
            self._go_on()
            self.say(self.unsettled_sentence(), warning=True)
        elif not self.settle(here, take=take):
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next item that is not settled, past the last one to the first."""
        keys = list(BY_KEY)
        at = (keys.index(self.board.active), self.board.position) if self.board.panel else (0, 0)
        places = [self.session.canvas.place(c.item.id) for c in self._unsettled() if c.item]
        found = [(keys.index(place[0]), place[1]) for place in places if place]
        after = [place for place in found if place >= at] or found
        if after:
            self.board.look_at(keys[after[0][0]], after[0][1])

    def _go(self, item_id: str) -> None:
        place = self.session.canvas.place(item_id)
        if place:
            self.board.look_at(*place)
