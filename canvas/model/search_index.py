"""Search while somebody types: each statement is folded once, each letter narrows what was found before."""

from __future__ import annotations

from datetime import date

from canvas.model.canvas import Canvas, Item
from canvas.model.search import Entry, Found, Query, facts_of, is_found, read_query, reasons_for
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
        values = (value for _, value in facts_of(panel, item, self._today))
        return Entry(panel, item, folded("\n".join([item.text, *values])))

    def _found(self, entry: Entry) -> Found:
        facts = facts_of(entry.panel, entry.item, self._today)
        reasons = reasons_for(entry.item, facts, self._query.words)
        return Found(entry.panel, entry.item, ", ".join([*self._query.phrases, *reasons]))


def find_items(canvas: Canvas, typed: str, today: date | None = None) -> tuple[Found, ...]:
    """Search once, as `SearchIndex` does."""
    return SearchIndex(today).find(canvas, typed)
