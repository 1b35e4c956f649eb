"""Names that are probably one: written without accents or a title, or with one letter other, more or less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from canvas.model.known_names import name_key
from canvas.model.text_folding import folded

_LEAST_LETTERS: Final = 5
"""From how many letters on two names may differ by one of them."""


def near_names(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of two spellings or more that are probably one name, each sorted, in the order of the first."""
    spellings: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        if key := " ".join(folded(name_key(name)).split()):
            spellings.setdefault(key, []).append(name)
    leader = {key: key for key in spellings}

    def first(key: str) -> str:
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    seen: dict[tuple[str, str], str] = {}
    for key in spellings:
        for shortened in _shortened(key):
            near = seen.setdefault((shortened, _digits(key)), key)
            leader[first(key)] = first(near)
    groups: dict[str, list[str]] = {}
    for key, written in spellings.items():
        groups.setdefault(first(key), []).extend(written)
    return sorted((tuple(sorted(group)) for group in groups.values() if len(group) > 1), key=folded_first)


def folded_first(group: tuple[str, ...]) -> str:
    """The first name of a group, for sorting."""
    return folded(group[0])


def _shortened(key: str) -> Iterator[str]:
    """A name, and what is left without each of its letters: names one letter apart share one of these."""
    yield key
    if len(key) >= _LEAST_LETTERS:
        for at in range(len(key)):
            yield key[:at] + key[at + 1 :]


def _digits(key: str) -> str:
    """The digits of a name: two schools with different numbers are two."""
    return "".join(filter(str.isdigit, key))
