"""Names that are offered for an owner, and how they are filtered while one types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from canvas.model.canvas import Canvas
from canvas.model.text_folding import folded, folded_name

_MAX_ASKED: Final = 4
_QUOTED: Final = '["“„]([^"“”„]*[^"“”„\\s][^"“”„]*)["“”]'


def names(canvas: Canvas) -> tuple[str, ...]:
    """Suggestions for an owner: the partners, then the present owners, then the people that are named."""
    items = [item for _, item in canvas]
    people = (name for item in items for name in item.names("people"))
    found: dict[str, str] = {}
    for name in (*canvas.partners, *(item.owner for item in items), *people):
        if name.strip():
            found.setdefault(folded_name(name), " ".join(name.split()))
    return tuple(found.values())


def filter_names(offered: Iterable[str], words: str) -> list[str]:
    """The names that contain all the words; first those that begin with them, then those with such words."""
    wanted = folded(words).split()

    def rank(name: str) -> tuple[bool, bool]:
        text = " ".join(folded(name).split())
        return not text.startswith(" ".join(wanted)), not all(f" {word}" in f" {text}" for word in wanted)

    return sorted((name for name in offered if all(word in folded(name) for word in wanted)), key=rank)


def known_name(known: Mapping[str, str], said: str) -> str:
    """The name that is said, or the only one that begins with these words; empty where there is none.

    ``known`` has each name by its folded form.
    """
    longer = longer_names(known, said)
    return known.get(folded_name(said), longer[0] if len(longer) == 1 else "")


def longer_names(known: Mapping[str, str], said: str) -> list[str]:
    """The names that begin with these words, as with a first name; none where they are a name themselves.

    ``known`` has each name by its folded form.
    """
    key = folded_name(said)
    if not key or key in known:
        return []
    return [name for folded_one, name in known.items() if folded_one.startswith(f"{key} ")]


def which_name(known: Iterable[str], said: str) -> str:
    """The question who of several is meant by their first name, without what it is about; else empty."""
    meant = longer_names({folded_name(name): name for name in known}, said)
    meant[_MAX_ASKED:] = ["another"] if len(meant) > _MAX_ASKED else []
    return f"{', '.join(meant[:-1])} or {meant[-1]}?" if len(meant) > 1 else ""


def quoted_name(known: Mapping[str, str], said: str) -> str:
    """The name in quotation marks, as it is known or else as it stands; empty where there are no such marks.

    ``known`` has each name by its folded form.
    """
    found = re.fullmatch(_QUOTED, said)
    return known.get(folded_name(found[1]), " ".join(found[1].split())) if found else ""


def is_same(one: str, other: str) -> bool:
    """Whether two names are the same regardless of case, white space and normalisation."""
    return folded_name(one) == folded_name(other)
