"""The ledger: who said what, knowing which edits. It judges a merge without ever merging anything.

An edit has a number, and what somebody knows is a set of numbers, kept as the bits of a whole number. So two
edits were made at the same time where neither is in what the other's maker knew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.scene import as_read
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY

ADDED: Final = "(added)"
DELETED: Final = "(deleted)"
KEPT: Final = "(kept)"
VOTES: Final = "votes"
PANEL: Final = "panel"

LIVES: Final = frozenset({ADDED, DELETED, KEPT})
_NOT_SAID: Final = LIVES | {VOTES}

Done = tuple[str, str, object]
"""An item's id, a field of it as `Entry` names them, and its new value."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an edit did.

    Attributes:
        number: the edit's.
        known: the edits that whoever made it knew.
        item: the id of the item.
        field: the key of a field, ``text``, ``panel``, ``people: Ana`` for a name in a list, or one of the
            words in brackets.
        value: what the field says since; for votes how many more, for a name in a list whether it is there.
    """

    number: int
    known: int
    item: str
    field: str
    value: object

    def knew(self, other: Entry) -> bool:
        """Whether whoever made it knew the other."""
        return bool(self.known >> other.number & 1)


class Ledger:
    """Every edit of one canvas, in all its copies."""

    def __init__(self, canvas: Canvas) -> None:
        """Open it.

        Args:
            canvas: what everybody begins with; it counts as edit 0, which everybody knows.
        """
        self.edits = 0
        self.base = canvas
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._moot: set[Entry] = set()
        for panel, item in canvas:
            for field, value in said(panel, item):
                self._entries[item.id].append(Entry(0, 0, item.id, field, value))

    def write(self, known: int, done: Iterable[Done]) -> int:
        """Write an edit down.

        Args:
            known: the edits that whoever made it knows.
            done: the item, the field and its new value, for each thing that the edit did.

        Returns:
            What its maker knows then.
        """
        self.edits += 1
        for item, field, value in done:
            self._entries[item].append(Entry(self.edits, known, item, field, value))
        return known | 1 << self.edits

    def set_aside(self, item: str, field: str, edits: int) -> None:
        """Take what some edits said of a field back: it may show in the end, and need not.

        Args:
            item: the id of the item.
            field: the field; every one where it is empty.
            edits: the edits.
        """
        self._moot |= {entry for entry in self._among(item, edits) if field in ("", entry.field)}

    def set_aside_deleted(self, item: str, edits: int) -> None:
        """Take back what some edits said of an item before one of them deleted it."""
        entries = list(self._among(item, edits))
        deleted = [entry for entry in entries if entry.field == DELETED]
        self._moot |= {entry for entry in entries if any(gone.knew(entry) for gone in deleted)}

    def both(self, item: str, field: str, mine: int, theirs: int) -> bool:
        """Whether two sets of edits both changed a field of an item, so that there is something to settle."""
        ours, others = list(self._among(item, mine)), list(self._among(item, theirs))
        if field == DELETED:
            return any(
                any(entry.field == DELETED for entry in gone) and bool(edited)
                for gone, edited in ((ours, others), (others, ours))
            )
        return all(any(entry.field in (field, KEPT) for entry in side) for side in (ours, others))

    def lost(self, canvas: Canvas) -> list[str]:
        """What of all that was said should show in a canvas and does not, a sentence for each."""
        found = []
        there: dict[str, dict[str, object]] = {
            item.id: dict(said(panel, item)) for panel, item in as_read(canvas)
        }
        if len(there) != len(canvas):
            found.append("a statement stands twice")
        for item, entries in self._entries.items():
            last = {entry.field != DELETED for entry in _last(_of(entries, LIVES))}
            if (item in there) not in last:  # both where one deleted what another kept at the same time
                found.append(f"{item} should {'not ' if item in there else ''}be there")
            elif item not in there:
                found.extend(self._unknown_to_the_deleter(entries))
            elif self._keepers_at_once(entries):
                continue  # two brought it back at once: what each brought along may show
            else:
                found.extend(self._unsaid(item, entries, there[item]))
        found.extend(f"{item} comes from nowhere" for item in there if item not in self._entries)
        return found

    def _unknown_to_the_deleter(self, entries: Sequence[Entry]) -> Iterator[str]:
        deleted = [entry for entry in entries if entry.field == DELETED]
        for entry in entries:
            if entry.field in LIVES or entry in self._moot:
                continue
            if not any(gone.knew(entry) or gone.number == entry.number for gone in deleted):
                yield f"{entry.item} is gone, and who deleted it did not know edit {entry.number}"

    @staticmethod
    def _keepers_at_once(entries: Sequence[Entry]) -> bool:
        return sum(entry.field == KEPT for entry in _last(_of(entries, LIVES))) > 1 or any(
            not one.knew(other) and not other.knew(one)
            for one in _of(entries, {KEPT})
            for other in _of(entries, {KEPT})
            if one.number < other.number
        )

    def _unsaid(self, item: str, entries: Sequence[Entry], shown: dict[str, object]) -> Iterator[str]:
        for field in {entry.field: None for entry in entries if entry.field not in _NOT_SAID}:
            all_of_it = _of(entries, {field})
            firm = _last([entry for entry in all_of_it if entry not in self._moot])
            wanted = {entry.value for entry in firm}
            value = _now(field, {}, shown)
            if len(wanted) > 1:
                yield f"{item}: its {field} was changed to {wanted} at once, and nobody was told"
            elif value not in wanted | {entry.value for entry in _last(all_of_it)}:
                yield f"{item}: its {field} is {value!r}, and should be {wanted}"
        votes = _of(entries, {VOTES})
        most = sum(entry.value for entry in votes if isinstance(entry.value, int))
        least = sum(
            entry.value for entry in votes if isinstance(entry.value, int) and entry not in self._moot
        )
        number = shown.get(VOTES, 0)
        if not isinstance(number, int) or not least <= number <= most:
            yield f"{item}: it has {number} votes, and should have {least} to {most}"

    def _among(self, item: str, edits: int) -> Iterator[Entry]:
        return (entry for entry in self._entries[item] if edits >> entry.number & 1)


def said(panel: str, item: Item) -> Iterator[tuple[str, object]]:
    """What an item in a panel says, field by field, as the ledger names them."""
    yield ADDED, None
    yield PANEL, panel
    yield "text", item.text
    lists = {spec.key for known in BY_KEY.values() for spec in known.own if spec.type == "list"}
    for key, value in item.values.items():
        if key in lists and isinstance(value, list | tuple):
            yield from ((f"{key}: {name}", True) for name in value)
        else:
            yield key, value


def changes(before: Canvas, after: Canvas) -> list[Done]:
    """What an edit did, but for the order of the items."""
    was, now = ({item.id: (panel, item) for panel, item in canvas} for canvas in (before, after))
    done: list[Done] = [(name, DELETED, None) for name in was if name not in now]
    for name, placed in now.items():
        if placed != was.get(name):
            old, new = dict(said(*was[name])) if name in was else {}, dict(said(*placed))
            done += [
                (name, field, _now(field, old, new))
                for field in old | new
                if old.get(field, ...) != new.get(field, ...)
            ]
    return done


def says(canvas: Canvas, item_id: str, field: str) -> object:
    """What a field of an item says in a canvas, as the ledger has it."""
    place = canvas.place(item_id)
    shown = dict(said(place[0], canvas.panels[place[0]][place[1]])) if place else {}
    return _now(field, {}, shown)


def _now(field: str, old: dict[str, object], new: dict[str, object]) -> object:
    """What a field says; for votes how many more."""
    value = new.get(field, False if ": " in field else None)
    if field != VOTES:
        return value
    counts = (count if isinstance(count, int) else 0 for count in (value, old.get(field)))
    return next(counts) - next(counts)


def _of(entries: Sequence[Entry], fields: Iterable[str]) -> list[Entry]:
    return [entry for entry in entries if entry.field in fields]


def _last(entries: Sequence[Entry]) -> list[Entry]:
    """Those that nobody wrote over knowingly."""
    return [entry for entry in entries if not any(other.knew(entry) for other in entries)]
