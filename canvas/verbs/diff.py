"""Tell what changed in a canvas, in sentences: between two files, or since a version that git has.

The exit code is 0 where nothing changed, 1 where something did, 2 where one of the two cannot be read.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND
from canvas.exports import changes
from canvas.exports.phrases import line
from canvas.model.compare import compare
from canvas.verbs.reading import complain
from canvas.verbs.version_pair import pair_of_files

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = "example: canvas diff river.canvas.toml --since 2026-11-01"


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
    if new is None:
        from canvas.verbs.git_pair import pair_with_git  # noqa: PLC0415 - two files need no git

        pair = pair_with_git(file, since)
    else:
        pair = pair_of_files(file, new)
    now, title = pair.new, line(pair.new.title) or "A partnership without a name"
    found = compare(pair.old, now)
    if json:
        from canvas.exports.changes_json import as_json  # noqa: PLC0415 - only for this layout

        text = as_json(found, now.title, old=pair.origin, new=pair.target, now=now)
    elif markdown:
        from canvas.exports.changes_markdown import as_markdown  # noqa: PLC0415 - only for this layout

        text = as_markdown(found, title, pair.span, now)
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
