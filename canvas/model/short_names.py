"""Short names of owners: a first name where it tells who is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from canvas.model.sanitize import visible_line

_MAX_WORDS: Final = 3
"""A name of more words is an organisation's, or a list of names."""
_NO_NAMES: Final = frozenset(("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "sir", "the"))
"""First words that are no first names, in lower case and without a dot."""


def short_names(owners: Iterable[str], organisations: Collection[str]) -> dict[str, str]:
    """Map each owner who is a person with a first name of their own among the owners to that first name.

    Args:
        owners: the owners as the canvas has them.
        organisations: names that are never shortened, such as those of the partners.
    """
    whole = {owner: visible_line(owner).split() for owner in dict.fromkeys(owners)}
    sharing = Counter(words[0].casefold() for words in whole.values() if words)
    return {
        owner: words[0]
        for owner, words in whole.items()
        if 1 < len(words) <= _MAX_WORDS
        and owner not in organisations
        and sharing[words[0].casefold()] == 1
        and words[0].strip(".").casefold() not in _NO_NAMES
        and all(word[0].isupper() for word in words)
    }
