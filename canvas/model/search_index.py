"""Search while somebody types: each statement is folded once, each letter narrows what was found before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY
from canvas.model.search import Entry, Found, Query, is_found, read_query
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey


class SearchIndex:
    """Searches a canvas while somebody types: each item is folded once, each letter narrows the last find.

    Words are searched for in the text, the fields, the status and the title of the panel, regardless of
    case, accents and normalisation; “no kind” and “no owner” find what has none, “late” what is overdue.
    """

    def __init__(self, today: date | None = None) -> None:
        self._today = today
        self._canvas: Canvas | None = None
        self._entries: dict[int, Entry] = {}
        self._query = Query()
        self._matching: list[Entry] = []

    def find(self, canvas: Canvas, typed: str, most: int | None = None) -> tuple[Found, ...]:
        """The items that match what was typed, in reading order; none where nothing is typed.

        Args:
            canvas: where to search.
            typed: the words.
            most: how many to give at most; `count` tells how many there are.
        """
        query = read_query(typed)
        is_empty = not (query.words or query.phrases)
        if is_empty and canvas is not self._canvas:
            self._query, self._matching = query, []
            return ()
        is_narrower = canvas is self._canvas and query.narrows(self._query)
        if canvas is not self._canvas:
            self._canvas = canvas
            self._entries = {id(item): self._entry(panel, item) for panel, item in canvas}
        before = self._matching if is_narrower else [*self._entries.values()]
        self._query = query
        self._matching = [] if is_empty else [entry for entry in before if is_found(entry, query)]
        return tuple(self._found(entry) for entry in self._matching[:most])

    @property
    def count(self) -> int:
        """How many items match what was typed last."""
        return len(self._matching)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the items that match what was typed last."""
        return frozenset(entry.item.id for entry in self._matching)

    def _entry(self, panel: PanelKey, item: Item) -> Entry:
        known = self._entries.get(id(item))
        if known and known.item is item and known.panel == panel:
            return known
        values = (value for _, value in _facts_of(panel, item, self._today))
        return Entry(panel, item, folded("\n".join([item.text, *values])))

    def _found(self, entry: Entry) -> Found:
        facts = _facts_of(entry.panel, entry.item, self._today)
        reasons = _reasons_for(entry.item, facts, self._query.words)
        return Found(entry.panel, entry.item, ", ".join([*self._query.phrases, *reasons]))


def find_items(canvas: Canvas, typed: str, today: date | None = None) -> tuple[Found, ...]:
    """Search once, as `SearchIndex` does."""
    return SearchIndex(today).find(canvas, typed)


def _facts_of(panel: PanelKey, item: Item, today: date | None) -> list[tuple[str, str]]:
    """What an item says beside its text: names of fields with their values, and what can be said of it."""
    facts: list[tuple[str, str]] = [("status", item.status)]
    if today and item.is_overdue(today):
        facts.append(("", "late"))
    for key, value in item.values.items():
        entries = value if isinstance(value, list | tuple) else [value]
        facts += [(key, entry) for entry in entries if isinstance(entry, str) and key != "status"]
    return [*facts, ("panel", BY_KEY[panel].title)]


def _reasons_for(item: Item, facts: Sequence[tuple[str, str]], words: Sequence[str]) -> list[str]:
    """The facts that hold the words which the text does not."""
    text = folded(item.text)
    missing = [word for word in words if word not in text]
    reasons = (next((fact for fact in facts if word in folded(fact[1])), None) for word in missing)
    said = (" ".join(fact).strip() for fact in reasons if fact and fact[0] != "panel")
    return list(dict.fromkeys(said))
