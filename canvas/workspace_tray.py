"""The tray of a meeting's room: what came in and waits, what was decided on it, and undoing that.

A `Tray` belongs to the owner of its `Workspace`, as that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from canvas.meet.grouping import Grouping
from canvas.meet.room import Room
from canvas.meet.standings import ON_BOARD
from canvas.meet.types import Contribution, Fate
from canvas.model import from_room
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.from_room import Said
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import ItemId
from canvas.operations import EditOutcome
from canvas.workspace import GUESTS, Change, Workspace


class Decision(NamedTuple):
    """What was decided last, for an undo in the tray.

    Attributes:
        ids: the contributions it was about; none where results were put into the canvas.
        fate: what became of them.
        is_edit: whether it is an edit of the canvas.
        ask: the number of the ask whose results were put into the canvas; 0 for none.
    """

    ids: tuple[str, ...]
    fate: Fate
    is_edit: bool = True
    ask: int = 0


class Tray:
    """The contributions of a room, and the decisions on them.

    What is taken, parked or joined is an edit of the canvas on behalf of the room.
    """

    def __init__(self, workspace: Workspace, room: Room) -> None:
        """Contributions to a room beside an open canvas."""
        self._workspace = workspace
        self._room = room
        self._decisions: list[Decision] = []
        self._undone_decisions: list[Decision] = []
        self._items: dict[str, ItemId | None] = {}
        self._grouping = Grouping()
        self._lost: dict[str, Contribution] = {}

    # What waits

    @property
    def waiting(self) -> tuple[Contribution, ...]:
        """The contributions without a decision, in the order in which they came."""
        return self._room.tray()

    @property
    def visible(self) -> tuple[Contribution, ...]:
        """Those of them that are not out of sight."""
        private = self._room.private_asks
        return tuple(each for each in self.waiting if each.ask not in private)

    @property
    def hidden(self) -> int:
        """How many wait out of sight, until what was written in private is revealed."""
        return len(self.waiting) - len(self.visible)

    def groups(self) -> tuple[tuple[Contribution, ...], ...]:
        """What waits in sight, in groups of those that are alike: by panel, the earliest first.

        A contribution stays in its group, whatever becomes of the others.
        """
        return self._grouping.groups(self.visible)

    def compare_next(self) -> bool:
        """Compare one more contribution with those before; whether any is left. No key waits for many."""
        return self._grouping.prepare(self.waiting)

    # Decisions

    def take(self, ids: Sequence[str]) -> EditOutcome:
        """Put contributions on the board, each into the panel that it was written for."""
        return self._decide(ids, "taken", from_room.take_in)

    def park(self, ids: Sequence[str]) -> EditOutcome:
        """Put contributions among what is parked."""
        return self._decide(ids, "parked", lambda canvas, said: from_room.take_in(canvas, said, "parked"))

    def join(self, ids: Sequence[str], item_id: ItemId | None) -> EditOutcome:
        """Join contributions with a statement on the board, or into one new one."""
        if item_id is None:
            return self._decide(ids, "joined", from_room.take_as_one)
        return self._decide(ids, "joined", lambda canvas, said: from_room.join_with(canvas, item_id, said))

    def drop(self, ids: Sequence[str]) -> None:
        """Drop contributions; an undo in the tray brings them back."""
        self._drop(self._found(ids))

    def drop_all(self) -> int:
        """Drop all that waits, out of sight too, as one decision; how many these are."""
        return self._drop(self.waiting)

    def _drop(self, found: Sequence[Contribution]) -> int:
        if found:
            self._record(found, "dropped", [None] * len(found), is_edit=False)
        return len(found)

    def undo(self) -> Decision | None:
        """Undo the latest decision; None where there is none, or the canvas was edited on the board since."""
        if not self._decisions:
            return None
        decision = self._decisions[-1]
        if not decision.is_edit:
            self._room.decide(decision.ids, "waiting")
            self._decisions.pop()
            return decision
        if self._workspace.latest_of_guests is None or self._workspace.undo(by=GUESTS) is None:
            return None
        return decision  # `follow` has put it back

    @property
    def has_decisions(self) -> bool:
        """Whether anything was decided that can be undone."""
        return bool(self._decisions)

    def note_results(self, ask: int) -> None:
        """Note that the results of an ask were put into the canvas: a decision like any other."""
        self._room.note_in_canvas(ask, is_there=True)
        self._decisions.append(Decision((), "taken", ask=ask))

    def _found(self, ids: Iterable[str]) -> list[Contribution]:
        wanted = set(ids)
        return [each for each in self.visible if each.id in wanted]

    def _decide(
        self, ids: Sequence[str], fate: Fate, edit: Callable[[Canvas, Sequence[Said]], Edit]
    ) -> EditOutcome:
        """Make an edit of contributions on behalf of the room, and let their phones know."""
        found = self._found(ids)
        said = [Said(each.panel, each.text, each.name) for each in found]
        known = {item.id for _, item in self._workspace.canvas}
        outcome = self._workspace.run(lambda canvas: edit(canvas, said), by=GUESTS)
        if outcome.edit and found:
            new = [item.id for _, item in self._workspace.canvas if item.id not in known]
            # One item for each, or the one that all are joined with.
            by_panel = sorted(found, key=lambda each: PANEL_KEYS.index(each.panel))
            items = new if len(new) == len(found) else [outcome.edit.focus] * len(found)
            self._record(by_panel, fate, items, is_edit=outcome.changed)
        return outcome

    def _record(
        self,
        found: Sequence[Contribution],
        fate: Fate,
        items: Sequence[ItemId | None],
        *,
        is_edit: bool = True,
    ) -> None:
        """Tell the room what became of contributions, and of which item each is a part, for an undo."""
        self._items.update((each.id, item) for each, item in zip(found, items, strict=True))
        by_item: dict[ItemId | None, list[str]] = {}
        for each, item in zip(found, items, strict=True):
            by_item.setdefault(item, []).append(each.id)
        for item, ids in by_item.items():
            self._room.decide(ids, fate, item)
        self._decisions.append(Decision(tuple(each.id for each in found), fate, is_edit))

    # The canvas

    def follow(self, change: Change) -> None:
        """Follow a change of the canvas: what an undo took off the board waits again."""
        self._find_lost()
        undone = self._gone_in(change) if change.reason == "undo" else {}
        if change.reason == "edit":
            self._undone_decisions.clear()
        elif change.reason == "undo" and change.by == GUESTS:
            self._undone()
        elif change.reason == "redo" and self._workspace.latest_of_guests:
            self._redone()
        self._await(undone)

    # The room's edits lie in the undo history in the order of the decisions, so the latest belong together.

    def _undone(self) -> None:
        """Put back what an undo took off the board, and let results be put there once more."""
        decision = next((each for each in reversed(self._decisions) if each.is_edit), None)
        if decision is None:
            return
        self._room.decide(decision.ids, "waiting")
        self._decisions.remove(decision)
        if decision.ask:
            self._room.note_in_canvas(decision.ask, is_there=False)
        self._undone_decisions.append(decision)

    def _redone(self) -> None:
        if not self._undone_decisions:
            return
        decision = self._undone_decisions.pop()
        for each in decision.ids:
            self._room.decide([each], decision.fate, self._items.get(each))
        self._decisions.append(decision)
        if decision.ask:
            self._room.note_in_canvas(decision.ask, is_there=True)

    # After a program that was killed, the canvas may lack what its tray had put there: it was not saved yet.

    def await_lost(self) -> None:
        """Let what was put on the board and is not there wait again."""
        decided = (each for each in self._room.contributions() if each.fate in ON_BOARD)
        self._await({each.id: each for each in decided if not self._is_on_board(each)})

    def _gone_in(self, change: Change) -> dict[str, Contribution]:
        """What an undo took off the board that no decision in the tray put there: an undone restore."""
        placed = [each for each in self._room.contributions() if each.fate in ON_BOARD]
        now = {item.id: item for _, item in change.canvas} if placed else {}
        touched = {item.id for _, item in change.before if now.get(item.id) is not item} if placed else set()
        return {each.id: each for each in placed if each.item in touched and not self._is_on_board(each)}

    def _await(self, lost: Mapping[str, Contribution]) -> None:
        """Let contributions wait again, unless that was done meanwhile, until they are back on the board."""
        still = {each.id for each in self._room.contributions() if each.id in lost and each.fate in ON_BOARD}
        self._lost |= {name: each for name, each in lost.items() if name in still}
        if still:
            self._room.decide(still, "waiting")

    def _find_lost(self) -> None:
        """Let nothing wait that is on the board after all, since unsaved changes were restored."""
        found = [each for each in self._lost.values() if self._is_on_board(each)]
        now = {each.id: each.fate for each in self._room.contributions()} if found else {}
        for each in found:
            del self._lost[each.id]
            if now[each.id] not in ON_BOARD:  # it waits, or was dropped meanwhile
                self._room.decide([each.id], each.fate, each.item)

    def _is_on_board(self, each: Contribution) -> bool:
        canvas, is_joined = self._workspace.canvas, each.fate == "joined"
        return from_room.is_there(canvas, each.item, each.text, is_joined=is_joined)
