"""Write what partners read: the summary or a partner's sheet in any format, or the canvas for scripts."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND
from canvas.exports import EXPORTERS, ExportError, exporter_for_file, render_template
from canvas.exports.committed_version import committed_version
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.output_file import OutputCode, OutputPlan, perform, prepare, refusal
from canvas.exports.request import parse_size
from canvas.files import atomic_file
from canvas.files.canvas_file import DocumentError
from canvas.model.sanitize import visible_line
from canvas.model.schema import AUDIENCES
from canvas.verbs.reading import complain, read_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from canvas.model.types import Audience

EXAMPLE = "example: canvas export river.canvas.toml -o river.md --audience public"

_REFUSALS: dict[OutputCode, str] = {
    "no_name": "the output's name is empty.",
    "is_the_canvas": "{name} is the canvas itself; choose another name for the export.",
    "name_of_a_canvas": "{name} is the name of a canvas; choose another one for the export.",
    "terminal": "{format} is not text: name a file for it with -o.",
}


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    offered = [exporter for exporter in EXPORTERS.values() if exporter.on_command_line]
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
    parser.add_argument("--size", metavar="WxH", help="width and height of a picture in pixels (1600x900)")
    parser.add_argument("--template", metavar="TEMPLATE", help="a template of your own to fill in")


def run(
    file: str,
    *,
    to: str | None = None,
    output: str = "-",
    audience: Audience = "partners",
    partner: str | None = None,
    size: str | None = None,
    template: str | None = None,
) -> int:
    """Write the export; `FOUND` where it is written and something in the canvas is not settled."""
    canvas_path = None if file == "-" else file
    name = visible_line(output)
    if refused := refusal(output, canvas_path):
        return complain(_REFUSALS[refused].format(name=name))
    is_alone = (to, partner, size) == (None, None, None)
    to = exporter_for_file(output).key if to is None else to
    today = date.today()  # noqa: DTZ011 - the day where it is handed over
    try:
        canvas = read_canvas(file).canvas
        if template is not None:
            source = _read(template, is_alone=is_alone)
            name_of_it = os.path.basename(template)
            committed = committed_version(canvas_path, canvas)
            content = render_template(
                name_of_it, source, canvas, audience=audience, today=today, committed=committed
            )
            plan = OutputPlan(output, content, canvas_path=canvas_path, overwrite=True)
        else:
            plan = prepare(
                to,
                canvas,
                today=today,
                audience=audience,
                partner=partner,
                canvas_path=canvas_path,
                path=output,
                size=None if size is None else parse_size(size),
            )
    except (DocumentError, ExportError) as error:
        return complain(error)
    outcome = perform(plan)
    if outcome.error:
        return complain(f"{name}: {outcome.error}")
    if not outcome.is_done:
        return complain(_REFUSALS[outcome.code].format(name=name, format=to))
    for warning in outcome.warnings:
        complain(warning)
    if not count_unresolved(canvas):
        return DONE
    complain("two versions of it are not resolved, and the export says so; “canvas check” tells more.")
    return FOUND


def _read(template: str, *, is_alone: bool) -> str:
    """The text of a template.

    Raises:
        ExportError: where it cannot be read, or stands beside options that it cannot follow.
    """
    if not is_alone:
        why = "a template is a format of its own: leave --to, --partner and --size out."
        raise ExportError("template", why)
    try:
        return atomic_file.read(template).decode("utf-8-sig")
    except atomic_file.DiskError as error:
        raise ExportError("template", f"{visible_line(template)}: {error}") from None
    except UnicodeDecodeError:
        raise ExportError("template", f"{visible_line(template)}: it is not UTF-8 text.") from None
