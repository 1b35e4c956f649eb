"""Join what groups wrote in their copies of a canvas, statement by statement.

What each group added is kept and marked with its name. Where two say different things of one statement, both
are kept in the file, to be resolved on the board; so are statements that probably say the same. The exit code
is 0 where nothing is left to decide, 1 where there is, and 2 where nothing was joined.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND
from canvas.exports import group_phrases
from canvas.exports.conflict_phrases import item_differences
from canvas.exports.phrases import counted, quote_item
from canvas.files.canvas_file import Document, from_bytes
from canvas.files.canvas_save import save, save_as, text_of
from canvas.files.git.group_branches import versions_on_branches
from canvas.files.git.repository import locate
from canvas.files.group_copies import copy_of, copy_stem, read_copies, with_their_comments
from canvas.model.conflicts import conflicts
from canvas.model.group_record import group_of
from canvas.model.groups import join_groups
from canvas.model.join_duplicates import near_duplicates
from canvas.model.sanitize import visible, visible_line
from canvas.model.schema import BY_KEY
from canvas.verbs.reading import complain, read_canvas, tell_written

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator, Sequence

    from canvas.files.group_copies import ReadCopy
    from canvas.model.canvas import Canvas

EXAMPLE = "example: canvas join river.canvas.toml river-groups"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="the canvas; it is written without -o")
    parser.add_argument("copies", metavar="COPY", nargs="*", help="the groups' copies, or folders with them")
    parser.add_argument("--branches", action="store_true", help="the copies are in the groups' branches")
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write instead; - prints")


def run(file: str, *, copies: Sequence[str] = (), branches: bool = False, output: str | None = None) -> int:
    """Join the copies, write the result, and say what is left to decide."""
    if bool(copies) == branches:
        return complain("a join needs either copies or --branches; “canvas join --help” says more.")
    if file == "-":
        return complain("the canvas must be a file, whose copies these are.")
    document = read_canvas(file)
    found = [*_on_branches(document)] if branches else [*read_copies(copies, document.canvas, file)]
    if not found:
        where = "no branch holds" if branches else "there is no file with"
        return complain(f"{where} a group's copy of {visible_line(file)}: “canvas split” makes them.")
    joined = join_groups(document.canvas, [read.copy for read in found])
    _write(document, joined.canvas, found, output)
    duplicates = near_duplicates(joined.canvas)
    said = sys.stderr if output == "-" else sys.stdout
    for result in joined.results:
        said.write(f"{group_phrases.group_result(result)}\n")
    for panel, item in joined.canvas:
        if differences := item_differences(panel, item, "internal"):
            said.write(f"{BY_KEY[panel].title}: {quote_item(item.text)}. {differences}\n")
    for pair in duplicates:
        said.write(f"{group_phrases.near_duplicates(pair)}\n")
    if left := len(conflicts(joined.canvas)):
        these = counted(left, "difference")
        complain(f"{these} between the copies to resolve: open {visible_line(output or file)} with canvas.")
    return FOUND if left or duplicates else DONE


def _on_branches(document: Document) -> Iterator[ReadCopy]:
    path = document.path or ""
    for name, data, base in versions_on_branches(locate(path), copy_stem(path, "x").removesuffix("-x")):
        found = from_bytes(data, f"{path} in {name}")
        if group_of(found.canvas):
            read = copy_of(found, name, document.canvas, path)
            start = from_bytes(base, name) if base else None
            copy = read.copy._replace(base=start and start.canvas)
            yield read._replace(copy=copy, base=start.text if start else "")


def _write(document: Document, canvas: Canvas, copies: Sequence[ReadCopy], output: str | None) -> None:
    document = with_their_comments(document, copies)
    if output == "-":
        text = text_of(document, canvas)
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
        return
    saved = save(document, canvas) if output is None else save_as(document, canvas, output)
    complain(*saved.warnings)
    if saved.wrote:
        tell_written(saved.document.path or "")
