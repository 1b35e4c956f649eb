"""Write what partners read: the summary as Markdown, or the canvas as JSON."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE
from canvas.exports import EXPORTERS, ExportError, render
from canvas.files import atomic_file
from canvas.files.canvas_file import SUFFIX, DocumentError
from canvas.model.conflicts import conflicts
from canvas.model.sanitize import visible_line
from canvas.model.schema import AUDIENCES
from canvas.verbs import complain, read_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = "example: canvas export river.canvas.toml -o river.md --audience public"

_STREAMS = {
    "-": "stdout",
    "/dev/stdout": "stdout",
    "/dev/fd/1": "stdout",
    "/dev/stderr": "stderr",
    "/dev/fd/2": "stderr",
}
"""Names of streams that are open: a file behind one is written on, never replaced."""


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
    if output not in _STREAMS and (why := _refused(file, output)):
        return complain(why)
    if to is None:
        to = next((e.key for e in EXPORTERS.values() if e.offered and output.endswith(e.suffix)), "md")
    try:
        document = read_canvas(file)
        today = date.today()  # noqa: DTZ011 - the day where it is handed over
        text = render(to, document.canvas, today=today, audience=audience, partner=partner)
        if any(conflicts(document.canvas)):
            complain(
                "two versions of it are not settled: the export has what stands; “canvas check” tells more."
            )
    except (DocumentError, ExportError) as error:
        return complain(error)
    if output in _STREAMS:
        getattr(sys, _STREAMS[output]).write(text)
        return DONE
    name, data = visible_line(output), text.encode("utf-8", "replace")
    try:
        if atomic_file.is_stream(output):
            atomic_file.pour(output, data)
            return DONE
        there = atomic_file.read(output) if os.path.lexists(output) else None
        written = atomic_file.replace(output, data, there)
    except atomic_file.DiskError as error:
        return complain(f"{name}: {error}")
    for warning in written.warnings:
        complain(warning)
    return DONE


def _refused(file: str, output: str) -> str:
    """Why an export must not be written to a file, as a sentence; empty where it may."""
    if not output:
        return "the output's name is empty."
    name, target = visible_line(output), os.path.realpath(output)
    if file != "-" and target == os.path.realpath(file):
        return f"{name} is the canvas itself; choose another name for the export."
    if any(path.lower().endswith(SUFFIX) for path in (output, target)):
        return f"{name} is the name of a canvas; choose another one for the export."
    return ""
