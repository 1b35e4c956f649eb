"""Write what partners read: the summary or a partner's sheet in any format, or the canvas for scripts."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND, WRONG
from canvas.exports import EXPORTERS, ExportError, exporter_for_file, render_template, text_exporter
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.output_file import OutputCode, OutputPlan, perform, prepare, refusal, version_for
from canvas.exports.phrases import counted
from canvas.exports.request import Earlier, parse_size
from canvas.files import file_reading
from canvas.files.canvas_file import DocumentError
from canvas.files.disk_errors import DiskError
from canvas.model.sanitize import visible_line
from canvas.model.schema import AUDIENCES
from canvas.verbs.reading import complain, input_name, read_canvas, read_labels, tell_written

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from canvas.exports.output_file import OutputOutcome
    from canvas.exports.sheet_files import SheetsOutcome
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience

EXAMPLE = "example: canvas export river.canvas.toml -o river.md --audience public"

_REFUSALS: dict[OutputCode, str] = {
    "no_name": "the output's name is empty.",
    "is_the_canvas": "{name} is the canvas itself; choose another name for the export.",
    "name_of_a_canvas": "{name} is the name of a canvas; choose another one for the export.",
    "terminal": "{format} is not text: name a file for it with -o.",
    "exists": "{name}: there is another file of that name, which was left as it is.",
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
    parser.add_argument("--partner", metavar="NAME", help="the sheet of this partner: its own part")
    parser.add_argument(
        "--all-partners", metavar="DIR", help="write a sheet for each partner into this folder"
    )
    parser.add_argument(
        "--changes-since",
        metavar="WHEN",
        help="begin with what changed since a day such as yesterday or 2026-11-01, a commit, or another file",
    )
    parser.add_argument("--minutes", action="store_true", help="begin with the minutes of the last meeting")
    parser.add_argument("--size", metavar="WxH", help="width and height of a picture in pixels (1600x900)")
    parser.add_argument("--template", metavar="TEMPLATE", help="a template of your own to fill in")


def run(
    file: str,
    *,
    to: str | None = None,
    output: str | None = None,
    audience: Audience = "partners",
    partner: str | None = None,
    all_partners: str | None = None,
    changes_since: str | None = None,
    minutes: bool = False,
    size: str | None = None,
    template: str | None = None,
) -> int:
    """Write the export; `FOUND` where it is written and something in the canvas is not settled."""
    canvas_path = None if file == "-" else file
    if all_partners is not None and (output, partner, size, template) != (None, None, None, None):
        return complain(
            "--all-partners names the files by itself: leave --output, --partner, --size and --template out."
        )
    output = "-" if output is None else output
    name = visible_line(output)
    if refused := refusal(output, canvas_path):
        return complain(_REFUSALS[refused].format(name=name))
    is_alone = (to, partner, size, changes_since, minutes) == (None, None, None, None, False)
    to = exporter_for_file(output).key if to is None else to
    today = date.today()  # noqa: DTZ011 - the day where it is handed over
    try:
        document = read_canvas(file)
        canvas = document.canvas
        if minutes:
            _check_minutes(file, canvas, audience)
        since = None if changes_since is None else _earlier(changes_since, canvas_path, today)
        names_version = to if template is None else text_exporter().key
        version = version_for(names_version, canvas, canvas_path, document.data)
        prepared = partial(
            prepare,
            to,
            canvas,
            today=today,
            audience=audience,
            version=version,
            canvas_path=canvas_path,
            since=since,
            labels=read_labels(),
            minutes=minutes,
        )
        if all_partners is not None:
            from canvas.exports.sheet_files import sheet_paths, write_sheets  # noqa: PLC0415 - for sheets alone

            paths = sheet_paths(canvas, canvas_path, EXPORTERS[to], audience, all_partners)
            return _tell_sheets(write_sheets(paths, all_partners, prepared)) or _settled(canvas)
        if template is not None:
            source = _read(template, is_alone=is_alone)
            name_of_it = os.path.basename(template)
            content = render_template(
                name_of_it, source, canvas, audience=audience, today=today, committed=version.committed
            )
            plan = OutputPlan(
                output, content, canvas_path=canvas_path, overwrite=True, remark=version.problem
            )
        else:
            pixels = None if size is None else parse_size(size)
            plan = prepared(partner=partner, path=output, size=pixels)
    except (DocumentError, ExportError) as error:
        return complain(error)
    outcome = perform(plan)
    if wrong := _why_not(outcome, to):
        return complain(wrong)
    for warning in outcome.warnings:
        complain(warning)
    tell_written(outcome.path, audience)
    return _settled(canvas)


def _check_minutes(file: str, canvas: Canvas, audience: Audience) -> None:
    """Check that there are minutes to begin with.

    Raises:
        ExportError: where an audience may read none.
    """
    from canvas.exports.minutes import has_minutes  # noqa: PLC0415 - most exports begin with none

    if not has_minutes(canvas, audience):
        raise ExportError(
            "no_minutes_form", f"{input_name(file)}: there are no minutes that {audience} may read."
        )


def _tell_sheets(outcome: SheetsOutcome) -> int:
    """Say how many sheets were written, and why not all; `WRONG` where one could not be."""
    for path, why in outcome.failed:
        complain(f"{visible_line(path)}: {why}" if isinstance(why, ExportError) else _why_not(why))
    for warning in outcome.warnings:
        complain(warning)
    whole = counted(outcome.total, "sheet")
    told = whole if outcome.is_done else f"{outcome.written} of {whole}"
    sys.stdout.write(f"Wrote {told} to {visible_line(outcome.folder)}.\n")
    return DONE if outcome.is_done else WRONG


def _why_not(outcome: OutputOutcome, to: str = "") -> str:
    """Why an output was not written, as a sentence; empty where it was."""
    if outcome.is_done:
        return ""
    name = visible_line(outcome.path)
    return (
        f"{name}: {outcome.error}" if outcome.error else _REFUSALS[outcome.code].format(name=name, format=to)
    )


def _settled(canvas: Canvas) -> int:
    """The exit code of an export that is written, which tells what in it is not settled."""
    if not count_unresolved(canvas):
        return DONE
    complain("two versions of it are not resolved, and the export says so; “canvas check” tells more.")
    return FOUND


def _earlier(words: str, canvas_path: str | None, today: date) -> Earlier:
    """The older version that standard input, a file, a day or a revision names.

    Raises:
        DocumentError: where standard input cannot be read.
        ExportError: where there is no such version.
    """
    if words != "-":
        from canvas.exports.earlier_version import earlier_version  # noqa: PLC0415 - for this option alone

        return earlier_version(words, canvas_path, today)
    if canvas_path is None:
        raise ExportError("since", "only one of the two can be standard input.")
    return Earlier(read_canvas(words).canvas)


def _read(template: str, *, is_alone: bool) -> str:
    """The text of a template.

    Raises:
        ExportError: where it cannot be read, or stands beside options that it cannot follow.
    """
    if not is_alone:
        options = "--to, --partner, --changes-since, --minutes and --size"
        why = f"a template is a format of its own: leave {options} out."
        raise ExportError("template", why)
    try:
        return file_reading.read(template).decode("utf-8-sig")
    except DiskError as error:
        raise ExportError("template", f"{visible_line(template)}: {error}") from None
    except UnicodeDecodeError:
        raise ExportError("template", f"{visible_line(template)}: it is not UTF-8 text.") from None
