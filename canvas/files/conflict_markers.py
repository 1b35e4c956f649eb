"""A file in which git has left its conflict marks, taken apart into the versions it was made from."""

from __future__ import annotations

import re
from typing import NamedTuple

from canvas.files.canvas_toml import FileError, parse
from canvas.files.text_merge import merge_texts

_FIRST = re.compile(r"^(<{7,})(?: .*)?\r?$", re.MULTILINE)
_LINES = re.compile(r"[^\n]*\n|[^\n]+\Z")
_NEXT = {"": "<", "<": "|=", "|": "=", "=": ">"}
"""Which marks may follow a mark; one line of equals signs may be anybody's."""


class Versions(NamedTuple):
    """What a marked file was made from.

    Attributes:
        base: what both versions came from; None where the marks do not tell.
        ours: one version.
        theirs: the other.
        line: where the first mark stands, counted from 1.
    """

    base: str | None
    ours: str
    theirs: str
    line: int


def versions(text: str) -> Versions | None:
    """The versions in a marked text; None where there are no marks, or not in their order."""
    begin = _FIRST.search(text)
    if not begin:
        return None
    size = len(begin[1])  # marks of another length are those of a merge within this one, or nobody's
    marks = re.compile(rf"(?:<{{{size}}}|\|{{{size}}}|={{{size}}}|>{{{size}}})(?: .*)?\r?\n?")
    sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}  # by the mark that begins them
    at, first, told = "", 0, True
    for number, line in enumerate(_LINES.findall(text), 1):
        found = marks.fullmatch(line)
        mark = found[0][0] if found else ""
        if mark and mark in _NEXT[at]:
            told = told and not (mark == "=" and at == "<")
            first = first or number
            at = "" if mark == ">" else mark
        elif mark and mark != "=":
            return None
        else:
            for side in [sides[at]] if at else sides.values():
                side.append(line)
    if at or not first:
        return None
    base, ours, theirs = ("".join(sides[mark]) for mark in "|<=")
    return Versions(base if told else None, ours, theirs, first)


def unmarked(text: str, origin: str | None) -> str | None:
    """A marked text as the merge of its versions; None where there are no marks.

    Args:
        text: the text.
        origin: where its file is, or None. Where the marks do not tell what both versions came from, git's
            index may.

    Raises:
        FileError: where there are marks, but one of the versions is no canvas.
    """
    found = versions(text)
    if not found:
        return None
    base = found.base
    if base is None and origin is not None:
        base = _from_index(origin)
    try:
        # Where the marks tell no base, git has merged all but what stands between them: both sides have it,
        # and what both have counted to one number was counted once.
        return merge_texts(_readable(base), found.ours, found.theirs, twice=found.base is not None).text
    except FileError as error:
        problem = "git's conflict marks begin here, and without them one of the versions is no canvas"
        raise FileError(f"{problem}: {error.problem}", found.line, error.code) from None


def _readable(base: str | None) -> str:
    """What both versions came from, where it is a canvas."""
    try:
        return base if base and parse(base) else ""
    except FileError:
        return ""


def _from_index(path: str) -> str | None:
    from canvas.files.git.git_process import GitError  # noqa: PLC0415
    from canvas.files.git.history import locate, stages  # noqa: PLC0415 - starts git

    try:
        found = stages(locate(path)).get(1)
    except GitError:
        return None
    return found.decode("utf-8", "replace").removeprefix("\ufeff") if found else None
