"""What became of each contribution, as its phone is told: what was decided, and what is on the board now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from canvas.meet.state import MeetingState
from canvas.meet.types import Contribution, Fate, Standing
from canvas.model.canvas import Canvas

ON_BOARD: Final[frozenset[Fate]] = frozenset(("taken", "joined", "parked"))
"""The fates of what was put on the board."""


class Standings:
    """How contributions stand that were put on the board; the others stand as was decided."""

    def __init__(self) -> None:
        self._found: dict[str, Standing] = {}
        self._decisions = 0

    def of(self, each: Contribution) -> Standing:
        """How a contribution stands."""
        return self._found.get(each.id, each.fate) if each.fate in ON_BOARD else each.fate

    def is_behind(self, state: MeetingState) -> bool:
        """Whether anything was decided since the last look."""
        return self._decisions != state.decisions

    def look(self, state: MeetingState, canvas: Canvas, partners_canvas: Canvas) -> Callable[[], set[str]]:
        """Look where contributions are on a board; what is returned takes that over, within the room's lock.

        It returns the ids of those that stand otherwise than before.
        """
        if not state.decisions:
            return set
        items = {item.id: item for _, item in canvas}
        readable = {item.id for _, item in partners_canvas}

        def standing(each: Contribution) -> Standing:
            if each.item is None:
                return each.fate
            item = items.get(each.item)
            if item is None:
                return "removed"
            if each.item not in readable:
                return "held"
            if item.status == "parked" and not item.is_unresolved:
                return "parked"
            return "joined" if each.fate == "joined" else "taken"

        def take_over() -> set[str]:
            before, self._decisions = self._found, state.decisions
            placed = [each for each in state.contributions.values() if each.fate in ON_BOARD]
            self._found = {each.id: standing(each) for each in placed}
            return {each.id for each in placed if before.get(each.id, each.fate) != self._found[each.id]}

        return take_over
