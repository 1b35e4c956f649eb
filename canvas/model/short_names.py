"""Short names of owners: a first name where it tells who is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

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
