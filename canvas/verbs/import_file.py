"""Take in what partners send back: an agreement somebody has already, or a summary with their changes.

The file is Markdown, Word, plain text, or a table (.csv, .tsv). What it would change is told statement by
statement; in a terminal the board opens and each change is taken or left. The exit code is 0 where all is
done, 1 where there are changes that were only told, or two versions of something to resolve, and 2 where
nothing could be read.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND
from canvas.exports import changes
from canvas.exports.phrases import counted
from canvas.files.canvas_file import Document, Saved
from canvas.files.canvas_save import save, save_as
from canvas.files.file_names import canvas_path, stem_of_path
from canvas.files.settings import load_settings
from canvas.imports.left_out import left_out_sentence
from canvas.imports.proposal import take
from canvas.model.canvas import Canvas
from canvas.model.conflicts import conflicts
from canvas.model.sanitize import clean_line, visible, visible_line
from canvas.verbs.reading import complain, has_screen, read_canvas, read_labels, read_standard_input
from canvas.workspace_import import propose, propose_file

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from canvas.imports.proposal import Proposal

EXAMPLE = "example: canvas import agreement.md --into river.canvas.toml"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="what was sent; - reads Markdown from standard input")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--into", metavar="CANVAS", help="the canvas to take the changes into")
    target.add_argument("--to", metavar="NEW", help="a canvas file to make of it; one that is there stays")
    parser.add_argument("--yes", action="store_true", help="take every change without asking")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would change")


def run(
    file: str,
    *,
    into: str | None = None,
    to: str | None = None,
    yes: bool = False,
    dry_run: bool = False,
) -> int:
    """Read the file, and take in or tell what it changes."""
    today = date.today()  # noqa: DTZ011 - the day where it is read
    document = read_canvas(into) if into is not None else Document(Canvas(""))
    proposal = _proposal(file, document.canvas, into, today)
    if into is None:
        proposal = _titled(proposal, file)
    found = proposal.differences
    is_asked = into not in (None, "-") and not (yes or dry_run) and file != "-"
    if is_asked and not found.are_none and has_screen():
        return _on_board(document, file)
    text = changes.plain(found, f"What {proposal.name} would change", proposal.merged)
    if dry_run or found.are_none or not (yes or into is None):
        sys.stdout.write(text)
        _tell_rest(proposal)
        if not (dry_run or found.are_none):
            complain("nothing was changed: --yes takes all of it in.")
        return DONE if found.are_none else FOUND
    return _write(document, proposal, to)


def _proposal(file: str, canvas: Canvas, into: str | None, today: date) -> Proposal:
    if file != "-":
        return propose_file(file, canvas, today, canvas_path=into, labels=read_labels())
    data = read_standard_input()
    return propose(data, "standard input.md", canvas, today, canvas_path=into, labels=read_labels())


def _titled(proposal: Proposal, file: str) -> Proposal:
    """A proposal for a new canvas, which needs a title: that of the document, or else its file's name."""
    if proposal.merged.title:
        return proposal
    words = clean_line(stem_of_path(os.path.splitext(os.path.basename(file))[0]).replace("-", " "))
    return proposal._replace(merged=proposal.merged.replacing(title=words.capitalize() or "New partnership"))


def _on_board(document: Document, file: str) -> int:
    """Open the board with the changes to choose from."""
    from canvas.app.app import CanvasApp  # noqa: PLC0415 - no script waits for the screen

    app = CanvasApp(document, settings=load_settings())
    app.import_path = os.path.abspath(file)
    result = app.run()
    return app.return_code or result or DONE


def _write(document: Document, proposal: Proposal, to: str | None) -> int:
    found = proposal.differences
    canvas = take(proposal, (*found.properties, *found.items), document.canvas).canvas
    saved: Saved = save(document, canvas) if to is None else save_as(document, canvas, canvas_path(to))
    complain(*saved.warnings)
    path = visible_line(saved.document.path or "")
    if to is None:
        number = len(found.properties) + len(found.items)
        sys.stdout.write(f"Took {counted(number, 'change')} from {proposal.name} into {path}.\n")
    else:
        sys.stdout.write(f"Made {path} with {counted(len(canvas), 'statement')}: “canvas {path}” opens it.\n")
    if proposal.unplaced:
        parked = counted(len(proposal.unplaced), "statement")
        sys.stdout.write(f"Parked, since no heading says where it belongs: {parked}.\n")
    _tell_rest(proposal)
    unresolved = len(conflicts(canvas)) - len(conflicts(document.canvas))
    if unresolved > 0:
        complain(f"{counted(unresolved, 'difference')} between the two versions to resolve on the board.")
        return FOUND
    return DONE


def _tell_rest(proposal: Proposal) -> None:
    """Print what was left out, and what could not be read."""
    for remark in proposal.remarks:
        sys.stdout.write(f"{visible(remark)}\n")
    if left_out := left_out_sentence(proposal.left_out):
        sys.stdout.write(f"{left_out}\n")
    complain(*proposal.problems)
