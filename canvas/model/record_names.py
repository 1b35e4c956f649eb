"""Names for the entries and the tables of a list, by which its versions are matched."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from canvas.model.counted_merge import by_occurrence, replacements
from canvas.model.item_matching import equal_in_file
from canvas.model.text_folding import normalised

_LEAST_COMMON = 0.5
"""The share of equal keys from which two tables count as versions of one."""

_MAX_TABLE_PAIRS = 100_000
"""Pairs of tables that are compared; of more, tables are matched by id, content and order alone."""


def entry_names(base: Sequence[Any], side: Sequence[Any]) -> list[Hashable]:
    """Name the entries of a list; one that replaces an entry of the base has that one's name."""
    was, now = ([*by_occurrence(entries, normal_repr)] for entries in (base, side))
    old = {new: name for name, new in replacements(was, now).items()}
    return [old.get(name, name) for name in now]


def record_names(base: Sequence[Mapping[str, Any]], side: Sequence[Mapping[str, Any]]) -> list[Hashable]:
    """Name the tables of a list: by id, else by content; a version of a table of the base has its name."""
    was, now = ([*by_occurrence(tables, _record_key)] for tables in (base, side))
    tables = dict(zip(was, base, strict=True)) | dict(zip(now, side, strict=True))
    old: dict[Hashable, Hashable] = {}
    nameless = {name for name, table in tables.items() if not isinstance(table.get("id"), str)}
    gone, brought = nameless - set(now), nameless - set(was)
    rest, new = [name for name in was if name in gone], [name for name in now if name in brought]
    for name in new if len(rest) * len(new) <= _MAX_TABLE_PAIRS else ():
        best = max(rest, key=lambda before: _common(tables[before], tables[name]), default=None)
        if best is not None and _common(tables[best], tables[name]) >= _LEAST_COMMON:
            old[name] = best
            rest.remove(best)
    paired = zip(rest, (name for name in new if name not in old), strict=False)
    old |= {name: before for before, name in paired}
    return [old.get(name, name) for name in now]


def _record_key(table: Mapping[str, Any]) -> str:
    name = table.get("id")
    return f"id={name}" if isinstance(name, str) else normal_repr(table)


def normal_repr(value: object) -> str:
    """A value in characters, the same in each Unicode normalisation."""
    return normalised(repr(value))


def _common(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """The share of keys that have equal values in both."""
    equal = sum(key in other and equal_in_file(value, other[key]) for key, value in one.items())
    return equal / max(len(one), len(other), 1)
