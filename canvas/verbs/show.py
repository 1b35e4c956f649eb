"""Print a canvas as plain lines of text, for screen readers and pipes."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE
from canvas.exports import render_text, textconv
from canvas.files import file_reading
from canvas.files.canvas_file import DocumentError, from_bytes
from canvas.files.disk_errors import DiskError, with_name
from canvas.model.schema import BY_KEY
from canvas.verbs.reading import complain, read_canvas, read_standard_input

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = "example: canvas show river.canvas.toml --panel roles"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="the canvas; - reads standard input")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--panel", metavar="KEY", choices=[*BY_KEY], help=f"one panel: {', '.join(BY_KEY)}")
    what.add_argument(
        "--textconv",
        action="store_true",
        help="as git's diff reads it; a file that is no canvas as it stands",
    )


def run(file: str, *, panel: str | None = None, textconv: bool = False) -> int:
    """Print the canvas."""
    if textconv:
        return _for_git(file)
    document = read_canvas(file)
    today = date.today()  # noqa: DTZ011 - the day where it is read
    text = render_text("txt", document.canvas, today=today, audience="internal", panel=panel)
    sys.stdout.write(text)
    return DONE


def _for_git(file: str) -> int:
    """Print any file for git to compare: git fails where a textconv fails."""
    try:
        data = read_standard_input() if file == "-" else file_reading.read(file)
    except DiskError as error:
        why = with_name(file, error)
        if not os.path.isfile(file):
            return complain(why)
        sys.stdout.write(f"{why}\n")
        return DONE
    try:
        document = from_bytes(data, file)
    except DocumentError:
        document = None
    if document is None or document.newer or document.marked:
        sys.stdout.write(textconv.as_it_stands(data))
    else:
        sys.stdout.write(textconv.render(document.canvas))
    return DONE
