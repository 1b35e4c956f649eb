"""What a search means: words that a statement has, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from canvas.model.canvas import Item
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


class Query(NamedTuple):
    """What was typed: words, in any order, and phrases for what is missing; folded."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def narrows(self, other: Query) -> bool:
        """Whether another query found all that this one finds: each of its words is within one of these."""
        return (
            bool(other.words or other.phrases)
            and self.phrases == other.phrases
            and all(any(old in word for word in self.words) for old in other.words)
        )


class Entry(NamedTuple):
    """An item of a panel, and all that is searched of it, folded."""

    panel: PanelKey
    item: Item
    content: str


def read_query(typed: str) -> Query:
    """What the words that were typed search for."""
    words = folded(typed).split()
    phrases = tuple(phrase for phrase in _NEGATIONS if phrase in " ".join(words))
    for phrase in phrases:
        words = " ".join(words).replace(phrase, " ", 1).split()
    return Query(tuple(words), phrases)


def is_found(entry: Entry, query: Query) -> bool:
    """Whether an item has all that a query asks for."""
    panel, item, content = entry
    return all(word in content for word in query.words) and all(
        _NEGATIONS[phrase](panel, item) for phrase in query.phrases
    )


_NEGATIONS: dict[str, Callable[[PanelKey, Item], bool]] = {
    "no kind": lambda panel, item: bool(BY_KEY[panel].kinds) and not item.kind,
    "no owner": lambda _, item: not item.owner,
}
"""What is asked for by the field that is missing."""
