"""Short names of owners: a first name where it tells who is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from canvas.model.canvas import Canvas, Item, common_ends
from canvas.model.sanitize import visible_line
from canvas.model.text_folding import folded_name

_MAX_WORDS: Final = 3
"""A name of more words is a list of names, or has a role beside it."""
_NO_NAMES: Final = frozenset(("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "sir", "the"))
"""First words that are no first names, in lower case and without a dot."""


def short_names(owners: Iterable[str], people: Collection[str]) -> dict[str, str]:
    """Map each owner who is known to be a person, and whose first name no other has, to that first name.

    The form of a name cannot tell a person from an organisation, so only names in `people` are shortened.

    Args:
        owners: the owners as the canvas has them.
        people: the names in the canvas's lists of people.
    """
    persons = {folded_name(name) for name in people}
    named = {folded_name(name): visible_line(name).split() for name in (*owners, *people)}
    sharing = Counter(words[0].casefold() for words in named.values() if words)
    return {
        owner: words[0]
        for owner in dict.fromkeys(owners)
        if folded_name(owner) in persons
        and 1 < len(words := visible_line(owner).split()) <= _MAX_WORDS
        and sharing[words[0].casefold()] == 1
        and words[0].strip(".").casefold() not in _NO_NAMES
        and all(word[0].isupper() for word in words)
    }


class ShortNames:
    """The short names of the owners of a canvas, looked for again where names came or went."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._named: dict[str, tuple[tuple[Item, ...], frozenset[str], frozenset[str]]] = {}

    def of(self, canvas: Canvas) -> dict[str, str]:
        """The short names; only what came to a panel, or went, is searched for names again."""
        has_others = False
        for key, items in canvas.panels.items():
            was, owners, people = self._named.get(key, _NONE_NAMED)
            if was is items:
                continue
            front, back = common_ends(was, items)
            gone, came = was[front : len(was) - back], items[front : len(items) - back]
            if _names_in(gone) != _names_in(came):
                has_others = True
                owners, people = _names_in(items)
            self._named[key] = items, owners, people
        if has_others:
            named = self._named.values()
            owners = frozenset[str]().union(*(names for _, names, _ in named))
            people = frozenset[str]().union(*(names for _, _, names in named))
            self._names = short_names(owners, people) if owners and people else {}
        return self._names


_NONE_NAMED: tuple[tuple[Item, ...], frozenset[str], frozenset[str]] = ((), frozenset(), frozenset())


def _names_in(items: tuple[Item, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The owners of some items, and the people who are named in them."""
    people = (name for item in items if "people" in item.values for name in item.names("people"))
    return frozenset(item.owner for item in items if item.owner), frozenset(people)
