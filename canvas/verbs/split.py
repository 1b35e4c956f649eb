"""Give each group of the room a copy of a canvas, or a branch in git, and panels to work on.

The panels are dealt out by even load, or as --panels says. The canvas itself stays as it is; no file and no
branch is replaced. “canvas join” brings the copies together again.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from canvas.exit_codes import DONE
from canvas.exports.phrases import listed, name
from canvas.files.canvas_file import Document, from_bytes
from canvas.files.canvas_save import text_of
from canvas.files.file_names import stem_of
from canvas.files.git.git_process import GitError
from canvas.files.git.group_branches import NewBranch, committed, make_branches
from canvas.files.git.repository import locate
from canvas.files.group_copies import Part, copy_stem, folder_of_copies, write_copies
from canvas.model.errors import CodedError
from canvas.model.fields import whole_number
from canvas.model.groups import MAX_GROUPS, deal_panels, with_group
from canvas.model.sanitize import clean_line, visible_line
from canvas.model.schema import BY_KEY, PANEL_KEYS, PANELS
from canvas.verbs.reading import complain, read_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from canvas.model.canvas import Canvas
    from canvas.model.types import PanelKey

EXAMPLE = 'example: canvas split river.canvas.toml --into "North, South, Youth"'

_ALL = "all"


class UnclearSplitError(CodedError[Literal["groups", "panels"]]):
    """Groups or panels that cannot be made sense of."""


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="the canvas")
    parser.add_argument(
        "--into", metavar="N|NAMES", required=True, help="how many groups, or their names with commas between"
    )
    parser.add_argument(
        "--panels",
        metavar="PANELS",
        action="append",
        help="panels by key or number, with commas between, or all: once for all groups, or once for each",
    )
    place = parser.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", metavar="DIR", help="the folder for the copies (NAME-groups)")
    place.add_argument("--branch", action="store_true", help="make a branch for each group instead of a file")


def run(
    file: str,
    *,
    into: str = "",
    panels: Sequence[str] | None = None,
    output: str | None = None,
    branch: bool = False,
) -> int:
    """Make the copies, and say what each group works on."""
    if file == "-":
        return complain("the canvas must be a file, so that its copies have a place.")
    document = read_canvas(file)
    parts = _parts(document.canvas, into, panels or ())
    if branch:
        made = [f"branch {each}" for each in _make_branches(document, parts)]
    else:
        made = write_copies(document, parts, output or folder_of_copies(file))
    for part, place in zip(parts, made, strict=True):
        titles = listed([BY_KEY[key].title for key in part.panels])
        sys.stdout.write(f"{visible_line(part.name)}: {titles} · {visible_line(place)}\n")
    where = "--branches" if branch else visible_line(output or folder_of_copies(file))
    sys.stdout.write(f"Afterwards: canvas join {visible_line(file)} {where}\n")
    return DONE


def _parts(canvas: Canvas, into: str, panels: Sequence[str]) -> list[Part]:
    names = _names(into)
    if not panels:
        return [Part(*each) for each in zip(names, deal_panels(canvas, len(names)), strict=True)]
    chosen = [_panels(each) for each in panels]
    if len(chosen) == 1:
        chosen *= len(names)
    if len(chosen) != len(names):
        raise UnclearSplitError(
            f"there are {len(names)} groups, and --panels {len(chosen)} times: give one, or one for each.",
            "panels",
        )
    return [Part(*each) for each in zip(names, chosen, strict=True)]


def _names(into: str) -> list[str]:
    if (digits := into.strip()).isdecimal():
        number = min(whole_number(digits) or 0, MAX_GROUPS + 1)
        names = [f"Group {at}" for at in range(1, number + 1)]
    else:
        names = [said for each in into.split(",") if (said := clean_line(each))]
    if not 0 < len(names) <= MAX_GROUPS:
        raise UnclearSplitError(
            f"--into takes a number from 1 to {MAX_GROUPS}, or names with commas between.", "groups"
        )
    known: dict[str, str] = {}
    for each in names:
        if stem_of(each) in known:
            alike = listed([name(known[stem_of(each)]), name(each)])
            raise UnclearSplitError(f"two groups have names that no file can tell apart: {alike}.", "groups")
        known[stem_of(each)] = each
    return names


def _panels(said: str) -> tuple[PanelKey, ...]:
    if said.strip().casefold() == _ALL:
        return PANEL_KEYS
    by_word = {str(panel.number): panel.key for panel in PANELS}
    by_word |= {word.casefold(): panel.key for panel in PANELS for word in (panel.key, panel.title)}
    words = [word.strip().casefold() for word in said.split(",") if word.strip()]
    if strange := next((word for word in words if word not in by_word), None):
        raise UnclearSplitError(
            f"there is no panel called {name(strange)}; the panels are {', '.join(PANEL_KEYS)}.", "panels"
        )
    wanted = {by_word[word] for word in words}
    if not wanted:
        raise UnclearSplitError("--panels names no panel.", "panels")
    return tuple(key for key in PANEL_KEYS if key in wanted)


def _make_branches(document: Document, parts: Sequence[Part]) -> list[str]:
    path = document.path or ""
    place = locate(path)
    start = from_bytes(committed(place), path)
    if start.canvas != document.canvas:
        raise GitError(
            f"{visible_line(path)} has changes that are not committed: commit them first, so that all groups"
            " start from the same.",
            "refused",
        )
    branches = [
        NewBranch(
            copy_stem(path, part.name),
            text_of(start, with_group(start.canvas, part.name, part.panels)).encode("utf-8"),
            f"Split: a copy for {part.name}\n",
        )
        for part in parts
    ]
    make_branches(place, branches)
    return [branch.name for branch in branches]
