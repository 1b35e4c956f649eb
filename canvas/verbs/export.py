"""Write what partners read: the summary as Markdown, or the canvas as JSON."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from canvas.exports import EXPORTERS, ExportError, render
from canvas.files import disk
from canvas.files.document import DocumentError
from canvas.model.panels import AUDIENCES
from canvas.model.text import visible
from canvas.verbs import DONE, complain, read_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = "example: canvas export river.canvas.toml -o river.md --audience public"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    offered = [exporter for exporter in EXPORTERS.values() if exporter.offered]
    formats = "; ".join(f"{exporter.key}: {exporter.description}" for exporter in offered)
    parser.add_argument("file", metavar="FILE", help="the canvas; - reads standard input")
    parser.add_argument("--to", metavar="FORMAT", choices=[e.key for e in offered], help=formats)
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write; - or none prints")
    parser.add_argument(
        "--audience",
        choices=AUDIENCES,
        help="who it is for: what may not reach them is left out (partners)",
    )
    parser.add_argument("--partner", metavar="NAME", help="only what this partner promised")


def run(
    file: str,
    *,
    to: str | None = None,
    output: str = "-",
    audience: str = "partners",
    partner: str | None = None,
) -> int:
    """Write the export."""
    if to is None:
        to = next((e.key for e in EXPORTERS.values() if e.offered and output.endswith(e.suffix)), "md")
    try:
        document = read_canvas(file)
        today = date.today()  # noqa: DTZ011 - the day where it is handed over
        text = render(to, document.canvas, today=today, audience=audience, partner=partner)
    except (DocumentError, ExportError) as error:
        return complain(error)
    if output == "-":
        sys.stdout.write(text)
        return DONE
    if file != "-" and os.path.realpath(output) == os.path.realpath(file):
        return complain(f"{visible(output)} is the canvas itself; choose another name for the export.")
    try:
        there = disk.read(output) if os.path.lexists(output) else None
        written = disk.replace(output, text.encode("utf-8", "replace"), there)
    except disk.DiskError as error:
        return complain(f"{visible(output)}: {error}")
    for warning in written.warnings:
        complain(warning)
    return DONE
