"""A file with git's conflict markers, split into the versions that git tried to merge."""

from __future__ import annotations

import re
from typing import NamedTuple

_FIRST_MARKER = re.compile(r"^(<{7,})(?: .*)?\r?$", re.MULTILINE)
_LINES = re.compile(r"[^\n]*\n|[^\n]+\Z")
_NEXT_MARKERS = {"": "<", "<": "|=", "|": "=", "=": ">"}
"""Which markers may follow a marker. A line of equals signs elsewhere may be ordinary text."""


class MarkedVersions(NamedTuple):
    """The versions in a file with conflict markers.

    Attributes:
        base: the common ancestor; None where the markers do not contain it.
        ours: one version.
        theirs: the other.
        line: the line of the first marker, counted from 1.
    """

    base: str | None
    ours: str
    theirs: str
    line: int


def split_versions(text: str) -> MarkedVersions | None:
    """Split a text at its markers; None where there are none, or not in a valid order."""
    begin = _FIRST_MARKER.search(text)
    if not begin:
        return None
    size = len(begin[1])  # markers of another length belong to a nested merge, or are ordinary text
    markers = re.compile(rf"(?:<{{{size}}}|\|{{{size}}}|={{{size}}}|>{{{size}}})(?: .*)?\r?\n?")
    sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}  # by the marker that begins them
    at, first, has_base = "", 0, True
    for number, line in enumerate(_LINES.findall(text), 1):
        found = markers.fullmatch(line)
        marker = found[0][0] if found else ""
        if marker and marker in _NEXT_MARKERS[at]:
            has_base = has_base and not (marker == "=" and at == "<")
            first = first or number
            at = "" if marker == ">" else marker
        elif marker and marker != "=":
            return None
        else:
            for side in [sides[at]] if at else sides.values():
                side.append(line)
    if at or not first:
        return None
    base, ours, theirs = ("".join(sides[marker]) for marker in "|<=")
    return MarkedVersions(base if has_base else None, ours, theirs, first)
