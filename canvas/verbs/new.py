"""Make a new canvas file: an empty one, or a copy of a worked example."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from canvas.bundled_files import examples
from canvas.exit_codes import DONE
from canvas.files.canvas_file import Document, open_document
from canvas.files.canvas_save import save_as
from canvas.files.file_names import canvas_path, stem_of_path
from canvas.model.canvas import Canvas
from canvas.model.sanitize import clean_line, quote, visible_line
from canvas.verbs.open import run as run_open
from canvas.verbs.reading import complain, has_screen

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = 'example: canvas new river.canvas.toml --title "Riverside Breakfast Partnership"'


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    names = ", ".join(examples()) or "none installed"
    parser.add_argument("file", metavar="FILE", help="the file to make; one that is there is never replaced")
    parser.add_argument("--title", help="the partnership's name; without it, made from the file's name")
    parser.add_argument(
        "--no-open",
        action="store_false",
        dest="opens",
        help="only make it; otherwise it is opened where there is a terminal",
    )
    parser.add_argument("--example", metavar="NAME", help=f"start from a worked example: {names}")


def run(file: str, *, title: str | None = None, example: str | None = None, opens: bool = True) -> int:
    """Make the file, and open it where standard input and output are a terminal."""
    if not file.strip():
        return complain("the file needs a name.")
    path = canvas_path(file)
    if title is not None:
        title = clean_line(title)
        if not title:
            return complain("the title is empty.")
    document = Document(Canvas(title or _title_of(path)))
    if example is not None:
        known = examples()
        if example not in known:
            names = ", ".join(known)
            return complain(f"there is no example called {quote(example)}; choose one of {names}.")
        document = open_document(known[example])
    canvas = document.canvas.replacing(title=title) if title else document.canvas
    saved = save_as(document, canvas, path)
    complain(*saved.warnings)
    if opens and has_screen():
        return run_open(path)
    name = visible_line(path)
    sys.stdout.write(f"Made {name}: “canvas {name}” opens it.\n")
    return DONE


def _title_of(path: str) -> str:
    words = stem_of_path(os.path.basename(path)).replace("-", " ").replace("_", " ")
    return clean_line(words).title() or "New partnership"
