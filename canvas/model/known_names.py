"""The names of partners and people in a canvas: which are known, which are nearly, and who stands where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from canvas.model.canvas import Canvas, Item
from canvas.model.named_tuple import NamedTuple
from canvas.model.text_folding import folded, folded_name
from canvas.model.types import ItemId, PanelKey

_TITLES: Final = frozenset(
    ("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "rev", "cllr", "the")
)
"""First words that are no part of a name, in lower case and without a dot."""

_SEPARATORS: Final = r"[,;/+&]|(?<=\s)(?:and|with|und|et|y|e|en)(?=\s)"
_REMARK: Final = r"\([^()]*\)\s*$"
_LIKENESS: Final = 0.82
"""From which likeness two names, compared without accents, are probably one."""

ONE_NAME: Final = ("owner", "accountable", "partner")
"""Fields that hold one name, in whichever panel has them."""

NAME_LISTS: Final = ("people", "responsible", "consulted", "informed", "signatories")
"""Fields that hold a list of names."""


_NAME_FIELDS: Final = frozenset((*ONE_NAME, *NAME_LISTS))


class NameUse(NamedTuple):
    """A name where it stands.

    Attributes:
        name: the name as written.
        item: the id of the item.
        field: the key of the field.
    """

    name: str
    item: ItemId
    field: str


def names_of(item: Item) -> Iterator[NameUse]:
    """Every name in the fields of an item."""
    values = item.values
    if _NAME_FIELDS.isdisjoint(values):
        return
    for key in ONE_NAME:
        if key in values and (name := item.line(key).strip()):
            yield NameUse(name, item.id, key)
    for key in NAME_LISTS:
        if key in values:
            for name in item.names(key):
                if name.strip():
                    yield NameUse(name.strip(), item.id, key)


def split_names(text: str) -> list[str]:
    """The names in a text that may hold several: “A and B”, “A, B”, “A/B”."""
    return [part for part in map(str.strip, re.split(_SEPARATORS, text)) if part]


class KnownNames:
    """The partners and people that a canvas introduces.

    Partners, stakeholders, the people of both and those of the leadership are known; an owner or someone
    accountable is not known for being named there.
    """

    def __init__(self, canvas: Canvas) -> None:
        relationships, leadership = canvas.panels["relationships"], canvas.panels["leadership"]
        self._partners = {folded_name(name): name for name in canvas.partners}
        self._partner_of: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._nearest: dict[str, str | None] = {}
        for item in relationships:
            if item.kind in ("partner", "stakeholder"):
                self._add(item.text)
            for person in item.names("people"):
                self._add(person)
                if item.kind == "partner":
                    self._partner_of.setdefault(self._key(person), item.text)
        for item in leadership:
            partner = self.partner(item.line("partner"))
            for person in item.names("people"):
                self._add(person)
                if partner:
                    self._partner_of.setdefault(self._key(person), partner)

    def _key(self, name: str) -> str:
        """The name for comparison, computed once: the same names recur throughout a canvas."""
        if (key := self._keys.get(name)) is None:
            key = self._keys[name] = name_key(name)
        return key

    def _add(self, name: str) -> None:
        if name.strip():
            self._names.setdefault(self._key(name), name.strip())

    def __contains__(self, name: str) -> bool:
        key = self._key(name)
        return key in self._names or key in self._first_names

    @cached_property
    def _first_names(self) -> dict[str, str]:
        """First names that only one of the people has, each with the key of the whole name."""
        whole: dict[str, list[str]] = {}
        for key in self._names:
            if " " in key and key not in self._partners:
                whole.setdefault(key.split()[0], []).append(key)
        return {first: keys[0] for first, keys in whole.items() if len(keys) == 1}

    def partner(self, name: str) -> str | None:
        """The partner that a name stands for: its own name, or one of its people; None for no partner."""
        if not name:
            return None
        if (own := self._partners.get(folded_name(name))) is not None:
            return own
        key = self._key(name)
        return self._by_key.get(key) or self._partner_of.get(self._first_names.get(key, key))

    @cached_property
    def _by_key(self) -> dict[str, str]:
        """The partners by their name for comparison."""
        return {self._key(partner): partner for partner in self._partners.values()}

    def unknown(self, text: str) -> list[str]:
        """Those names in a text that are not known."""
        return [] if text in self else [name for name in split_names(text) if name not in self]

    def several(self, text: str) -> list[str]:
        """The names in a text that names more than one; a known name with “and” in it is one name."""
        if text in self:
            return []
        parts = split_names(text)
        return parts if len(parts) > 1 and any(part in self for part in parts) else []

    def nearest(self, name: str) -> str | None:
        """The known name that an unknown one was probably meant to be, or None."""
        key = self._key(name)
        if key not in self._nearest:
            self._nearest[key] = self._most_like(folded(key))
        return self._nearest[key]

    @cached_property
    def _offered(self) -> list[tuple[str, str]]:
        """Each known name, folded for comparison, and as it is written."""
        return [(folded(key), known) for key, known in self._names.items()]

    def _most_like(self, wanted: str) -> str | None:
        from difflib import SequenceMatcher  # noqa: PLC0415 - few canvases hold an unknown name

        best, found = _LIKENESS, None
        for offered, known in self._offered:
            if abs(len(offered) - len(wanted)) > max(2, len(wanted) // 4):
                continue
            likeness = 1.0 if offered == wanted else SequenceMatcher(None, wanted, offered).ratio()
            if likeness >= best:
                best, found = likeness, known
        return found


_Panels = tuple[tuple[Item, ...], tuple[Item, ...]]
_LATEST: dict[str, tuple[_Panels, tuple[object, ...], KnownNames]] = {}
"""The panels read last, by identity; all that was read of them; and the names: several rules ask for them."""

NAMING_PANELS: Final[frozenset[str]] = frozenset({"relationships", "leadership"})
"""The panels that introduce names."""


def known_names(canvas: Canvas) -> KnownNames:
    """The partners and people that a canvas introduces; the same object while none of them changes."""
    panels = relationships, leadership = canvas.panels["relationships"], canvas.panels["leadership"]
    latest = _LATEST.get("")
    if latest and latest[0][0] is relationships and latest[0][1] is leadership:
        return latest[2]
    read = _introduced(relationships, ""), _introduced(leadership, "partner")
    names = latest[2] if latest and latest[1] == read else KnownNames(canvas)
    _LATEST[""] = panels, read, names
    return names


def _introduced(items: tuple[Item, ...], key: str) -> list[object]:
    """All that the names are read from."""
    return [
        (item.text, kind, item.values.get("people"))
        if (kind := item.kind) in ("partner", "stakeholder")
        else (item.values.get(key), item.values.get("people"))
        for item in items
        if "people" in item.values or key in item.values or item.kind in ("partner", "stakeholder")
    ]


def uses_in(items: Iterable[Item]) -> list[NameUse]:
    """Every name in the fields of some items."""
    return [use for item in items for use in names_of(item)]


def partners_in(canvas: Canvas, known: KnownNames, panel: PanelKey, fields: Iterable[str]) -> set[str]:
    """The partners that stand in some fields of a panel, by their own name or one of their people's."""
    wanted = frozenset(fields)
    found: set[str] = set()
    for use in uses_in(canvas.panels[panel]):
        if use.field in wanted:
            names = [use.name] if use.name in known else split_names(use.name)
            found.update(partner for name in names if (partner := known.partner(name)))
    return found


def name_key(name: str) -> str:
    """A name for comparison: without a title before it or a remark in brackets behind it."""
    words = folded_name(re.sub(_REMARK, "", name) if "(" in name else name).split()
    while len(words) > 1 and words[0].strip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)
