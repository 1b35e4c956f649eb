"""Find texts that probably say the same thing in other words.

Texts are compared by the stems of their words in any order, or by each two characters where words have no
spaces between them (`canvas.model.likeness_words`). Two with different numbers, of which one negates what the
other says, or which differ by one word in the same place, are two things.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from canvas.model.likeness_words import read_words
from canvas.model.text_folding import folded

ALIKE: Final = 0.7
"""The share of common words (the Dice coefficient) from which two texts count as one statement."""

_MAX_COMPARED: Final = 20_000
"""How many pairs of texts are compared: hundreds with the same words would keep the board waiting."""


class _Text(NamedTuple):
    """A text as it is compared.

    Attributes:
        stems: the stems of its words in their order.
        content: the stems of those that say something, each once.
        numbers: the numbers in it.
        negates: whether it negates something.
    """

    stems: tuple[str, ...]
    content: frozenset[str]
    numbers: frozenset[str]
    negates: bool


def likeness(one: str, other: str) -> float:
    """How much two texts say the same, from 0 to 1; from `ALIKE` they are near duplicates."""
    return _likeness(_read(one), _read(other))


class LikenessGroups:
    """Groups texts as they come, each by the first texts of the groups that there are.

    A text joins the group whose first text it is most like, so that a chain of small differences makes no
    group of texts that have nothing in common.
    """

    def __init__(self) -> None:
        self._first: list[_Text] = []
        self._holders: dict[str, list[int]] = {}

    def add(self, text: str) -> int:
        """The number of the group that a text joins, or begins."""
        read = _read(text)
        shared = Counter(group for stem in read.content for group in self._holders.get(stem, ()))
        near = (
            (_likeness(self._first[group], read), -group)
            for group, count in shared.items()
            if count >= max(_least_shared(read), _least_shared(self._first[group]))
        )
        alike, group = max(near, default=(0.0, 0))
        if alike >= ALIKE:
            return -group
        for stem in read.content:
            self._holders.setdefault(stem, []).append(len(self._first))
        self._first.append(read)
        return len(self._first) - 1


def near_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The positions of each two texts that probably say the same, in their order.

    Once `_MAX_COMPARED` pairs were compared, which takes more than 200 texts, the rest counts as different.
    """
    read = [*map(_read, texts)]
    index = _Index(read)
    left = _MAX_COMPARED
    for number, text in enumerate(read):
        candidates = index.candidates(number)[:left]
        left -= len(candidates)
        for earlier in candidates:
            if _likeness(read[earlier], text) >= ALIKE:
                yield earlier, number
        if not left:
            return
        index.add(number)


class _Index:
    """Finds texts that may be alike without comparing each two.

    Two texts that share enough of their words share one of the rarest of each: only these are indexed.
    """

    def __init__(self, read: Sequence[_Text]) -> None:
        counts = Counter(stem for text in read for stem in text.content)
        self._rarest = [
            sorted(text.content, key=lambda stem: (counts[stem], stem))[: _indexed(len(text.content))]
            for text in read
        ]
        self._holders: dict[str, list[int]] = {}

    def add(self, number: int) -> None:
        """Let a text be found."""
        for stem in self._rarest[number]:
            self._holders.setdefault(stem, []).append(number)

    def candidates(self, number: int) -> list[int]:
        """The positions of those that were added and may be like this one, in their order."""
        return sorted({there for stem in self._rarest[number] for there in self._holders.get(stem, ())})


def _indexed(words: int) -> int:
    """How many words of a text are indexed: all but those that two alike texts share beside one."""
    return words - _least(words) + 1


def _least_shared(text: _Text) -> int:
    """How many words a text shares with one that is alike, at least."""
    return _least(len(text.content))


def _least(words: int) -> int:
    return math.ceil(words * ALIKE / (2 - ALIKE))


def _read(text: str) -> _Text:
    words = read_words(folded(text))
    content = frozenset(words.content) or frozenset(words.stems) or frozenset((text,))
    return _Text(words.stems, content, words.numbers, words.negates)


def _likeness(one: _Text, other: _Text) -> float:
    if one.negates != other.negates or (one.numbers and other.numbers and one.numbers != other.numbers):
        return 0.0
    if _differ_by_a_word(one, other):
        return 0.0
    return 2 * len(one.content & other.content) / (len(one.content) + len(other.content))


def _differ_by_a_word(one: _Text, other: _Text) -> bool:
    """Whether words that say something stand in each other's place, the words around them being the same."""
    gone, come = one.content - other.content, other.content - one.content
    if not (gone and come):
        return False
    first, second = ([stem for stem in text.stems if stem in text.content] for text in (one, other))
    rest = [stem for stem in first if stem not in gone]
    if rest != [stem for stem in second if stem not in come]:
        return False  # in another order
    return _gaps(first, gone) == _gaps(second, come)


def _gaps(stems: Sequence[str], left_out: frozenset[str]) -> set[int]:
    """The positions among the other stems where some are left out."""
    found: set[int] = set()
    at = 0
    for stem in stems:
        if stem in left_out:
            found.add(at)
        else:
            at += 1
    return found
