"""Print a canvas as plain lines of text, for screen readers and pipes."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from canvas.codes import DONE
from canvas.exports import ExportError, render
from canvas.files.document import DocumentError
from canvas.model.panels import BY_KEY
from canvas.verbs import complain, read_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = "example: canvas show river.canvas.toml --panel roles"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="the canvas; - reads standard input")
    parser.add_argument("--panel", metavar="KEY", choices=[*BY_KEY], help=f"one panel: {', '.join(BY_KEY)}")


def run(file: str, *, panel: str | None = None) -> int:
    """Print the canvas."""
    try:
        document = read_canvas(file)
        today = date.today()  # noqa: DTZ011 - the day where it is read
        text = render("txt", document.canvas, today=today, audience="internal", panel=panel)
    except (DocumentError, ExportError) as error:
        return complain(error)
    sys.stdout.write(text)
    return DONE
