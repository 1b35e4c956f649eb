"""Tell what changed in a canvas, in sentences: between two files, or since a version that git has.

The exit code is 0 where nothing changed, 1 where something did, 2 where one of the two cannot be read.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from canvas.exit_codes import DONE, FOUND
from canvas.exports import changes
from canvas.exports.phrases import day, line
from canvas.files.canvas_file import DocumentError, from_bytes
from canvas.model.canvas import Canvas
from canvas.model.compare import compare
from canvas.verbs.reading import complain, read_canvas, readable

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping

EXAMPLE = "example: canvas diff river.canvas.toml --since 2026-11-01"

_NOT_THERE = "there was no such file then"


class _Pair(NamedTuple):
    """Two canvases to compare.

    Attributes:
        old: the older canvas.
        new: the newer one.
        span: from what to what, as a sentence without its full stop.
        origin: describes the older one in JSON.
        target: describes the newer one in JSON.
    """

    old: Canvas
    new: Canvas
    span: str
    origin: Mapping[str, str | None]
    target: Mapping[str, str | None]


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    form = "canvas diff [--json | --markdown]"
    parser.usage = f"{form} OLD NEW\n       {form} FILE [--since WHEN]"
    parser.add_argument(
        "file", metavar="FILE", help="the canvas; of two, the older one (OLD); - reads standard input"
    )
    parser.add_argument("new", metavar="NEW", nargs="?", help="the newer one; without it, git has the older")
    parser.add_argument(
        "--since",
        metavar="WHEN",
        help="compare with the day WHEN as it began, such as yesterday or 2026-11-01, or with a commit "
        "(the file's last)",
    )
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="print the changes as JSON")
    formats.add_argument("--markdown", action="store_true", help="print them as Markdown")


def run(
    file: str,
    *,
    new: str | None = None,
    since: str | None = None,
    json: bool = False,
    markdown: bool = False,
) -> int:
    """Print what changed."""
    if wrong := _wrong_use(file, new, since):
        return complain(wrong)
    try:
        pair = _with_git(file, since) if new is None else _of_two(file, new)
    except DocumentError as error:
        return complain(error)
    now, title = pair.new, line(pair.new.title) or "A partnership without a name"
    found = compare(pair.old, now)
    if json:
        text = changes.as_json(found, now.title, old=pair.origin, new=pair.target, now=now)
    elif markdown:
        text = changes.markdown(found, title, pair.span, now)
    else:
        text = changes.plain(found, f"{title}: {pair.span[:1].lower()}{pair.span[1:]}", now)
    sys.stdout.write(text)
    return DONE if found.are_none else FOUND


def _wrong_use(file: str, new: str | None, since: str | None) -> str:
    """Why these arguments cannot be combined, as a sentence; empty where they can."""
    if new is not None and since is not None:
        return "two files are compared with each other: leave out --since, or one of them."
    if file == "-" and new is None:
        return "git knows no older version of standard input: name a file, or what to compare it with."
    if file == new == "-":
        return "only one of the two can be standard input."
    return ""


def _of_two(old: str, new: str) -> _Pair:
    before, after = (read_canvas(name).canvas for name in (old, new))
    origin, target = ("standard input" if name == "-" else line(name) for name in (old, new))
    return _Pair(before, after, f"What changed from {origin} to {target}", _about(origin), _about(target))


def _with_git(file: str, since: str | None) -> _Pair:
    """A file, and its version in git.

    Raises:
        DocumentError: where one of them cannot be read.
    """
    from canvas.files.git import history  # noqa: PLC0415 - two files need no git
    from canvas.files.git.git_process import GitError  # noqa: PLC0415 - likewise

    new = read_canvas(file).canvas
    try:
        place = history.locate(file)
        if since is None:
            begun, commit = None, next(iter(history.commits(place, 1)), None)
        else:
            begun, commit = history.find_since(place, since, date.today())  # noqa: DTZ011 - the day here
        data = history.version(place, commit) if commit else None
    except GitError as error:
        raise DocumentError(str(error)) from None
    notes = [commit.short] if commit else []
    if data is None:
        old = Canvas("", new.stage)  # all there is now is new
        notes.append(_NOT_THERE)
    else:
        name = f"{place.title} in {notes[0]}"
        old = readable(from_bytes(data, name), name).canvas
    when = begun or (commit.when.date() if commit else None)
    told = [day(when)] if when else []
    told = ["the last commit", *told] if since is None else told
    span = f"What changed since {told[0]} ({', '.join([*told[1:], *notes])})"
    return _Pair(old, new, span, _about(file, commit.id if commit else None, when), _about(file))


def _about(name: str, commit: str | None = None, when: date | None = None) -> dict[str, str | None]:
    return {"file": name, "commit": commit, "day": when.isoformat() if when else None}
