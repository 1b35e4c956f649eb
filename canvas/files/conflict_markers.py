"""A file with git's conflict markers, split into the versions that git tried to merge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from canvas.files.canvas_toml import FileError, parse
from canvas.files.git.git_process import GitError
from canvas.files.git.history import locate, stages
from canvas.files.text_merge import merge_texts

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


def merge_marked_text(text: str, origin: str | None, *, in_string: bool = False) -> str | None:
    """Merge the versions in a text with conflict markers; None where there are no markers.

    Args:
        text: the text.
        origin: the path of its file, to look for its versions in git's index; None for none.
        in_string: whether all markers are in a string, which may quote them: they count where they contain
            a base, or git has a merge of the file under way.

    Raises:
        FileError: where one of the versions is not a canvas.
    """
    found = split_versions(text)
    if not found:
        return None
    base = found.base
    if base is None:
        staged = _from_index(origin) if origin is not None else {}
        if in_string and not staged:
            return None
        base = _text_of(staged.get(1))
    try:
        # Without a base in the markers, equal counts on both sides were merged by git outside of them.
        return merge_texts(_base_text(base), found.ours, found.theirs, twice=found.base is not None).text
    except FileError as error:
        problem = "git's conflict marks begin here, and without them one of the versions is no canvas"
        raise FileError(f"{problem}: {error.problem}", found.line, error.code) from None


def _base_text(base: str | None) -> str:
    """The common ancestor; empty where it is missing or not a canvas."""
    try:
        return base if base and parse(base) else ""
    except FileError:
        return ""


def _from_index(path: str) -> Mapping[int, bytes]:
    """The versions of a file in git's index by their stage; empty where no merge of it is under way."""
    try:
        return stages(locate(path))
    except GitError:
        return {}


def _text_of(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "replace").removeprefix("\ufeff")
