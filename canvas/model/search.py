"""Full-text search over items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey


class Found(NamedTuple):
    """An item that was found.

    Attributes:
        panel: the key of its panel.
        item: the item.
        why: what matches where its text alone does not, such as “owner Ana”; empty where the text does.
    """

    panel: PanelKey
    item: Item
    why: str


class _Query(NamedTuple):
    """What was typed: words, in any order, and phrases for what is missing; folded."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def narrows(self, other: _Query) -> bool:
        """Whether another query found all that this one finds: each of its words is within one of these."""
        return (
            bool(other.words or other.phrases)
            and self.phrases == other.phrases
            and all(any(old in word for word in self.words) for old in other.words)
        )


class _Entry(NamedTuple):
    """An item of a panel, and all that is searched of it, folded."""

    panel: PanelKey
    item: Item
    content: str


class SearchIndex:
    """Searches a canvas while somebody types: each item is folded once, each letter narrows the last find.

    Words are searched for in the text, the fields, the status and the title of the panel, regardless of
    case, accents and normalisation; “no kind” and “no owner” find what has none, “late” what is overdue.
    """

    def __init__(self, today: date | None = None) -> None:
        self._today = today
        self._canvas: Canvas | None = None
        self._entries: dict[int, _Entry] = {}
        self._query = _Query()
        self._matching: list[_Entry] = []

    def find(self, canvas: Canvas, typed: str, most: int | None = None) -> tuple[Found, ...]:
        """The items that match what was typed, in reading order; none where nothing is typed.

        Args:
            canvas: where to search.
            typed: the words.
            most: how many to give at most; `count` tells how many there are.
        """
        query = _read_query(typed)
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
        self._matching = [] if is_empty else [entry for entry in before if _matches(entry, query)]
        return tuple(self._found(entry) for entry in self._matching[:most])

    @property
    def count(self) -> int:
        """How many items match what was typed last."""
        return len(self._matching)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the items that match what was typed last."""
        return frozenset(entry.item.id for entry in self._matching)

    def _entry(self, panel: PanelKey, item: Item) -> _Entry:
        known = self._entries.get(id(item))
        if known and known.item is item and known.panel == panel:
            return known
        values = (value for _, value in _facts(panel, item, self._today))
        return _Entry(panel, item, folded("\n".join([item.text, *values])))

    def _found(self, entry: _Entry) -> Found:
        facts = _facts(entry.panel, entry.item, self._today)
        reasons = _reasons(entry.item, facts, self._query.words)
        return Found(entry.panel, entry.item, ", ".join([*self._query.phrases, *reasons]))


def find_items(canvas: Canvas, typed: str, today: date | None = None) -> tuple[Found, ...]:
    """Search once, as `SearchIndex` does."""
    return SearchIndex(today).find(canvas, typed)


def _read_query(typed: str) -> _Query:
    words = folded(typed).split()
    phrases = tuple(phrase for phrase in _NEGATIONS if phrase in " ".join(words))
    for phrase in phrases:
        words = " ".join(words).replace(phrase, " ", 1).split()
    return _Query(tuple(words), phrases)


def _matches(entry: _Entry, query: _Query) -> bool:
    panel, item, content = entry
    return all(word in content for word in query.words) and all(
        _NEGATIONS[phrase](panel, item) for phrase in query.phrases
    )


_NEGATIONS: dict[str, Callable[[PanelKey, Item], bool]] = {
    "no kind": lambda panel, item: bool(BY_KEY[panel].kinds) and not item.kind,
    "no owner": lambda _, item: not item.owner,
}
"""What is asked for by the field that is missing."""


def _facts(panel: PanelKey, item: Item, today: date | None) -> list[tuple[str, str]]:
    """What an item says beside its text: names of fields with their values, and what can be said of it."""
    facts: list[tuple[str, str]] = [("status", item.status)]
    if today and item.is_overdue(today):
        facts.append(("", "late"))
    for key, value in item.values.items():
        entries = value if isinstance(value, list | tuple) else [value]
        facts += [(key, entry) for entry in entries if isinstance(entry, str) and key != "status"]
    return [*facts, ("panel", BY_KEY[panel].title)]


def _reasons(item: Item, facts: Sequence[tuple[str, str]], words: Sequence[str]) -> list[str]:
    """The facts that hold the words which the text does not."""
    text = folded(item.text)
    missing = [word for word in words if word not in text]
    reasons = (next((fact for fact in facts if word in folded(fact[1])), None) for word in missing)
    said = (" ".join(fact).strip() for fact in reasons if fact and fact[0] != "panel")
    return list(dict.fromkeys(said))
