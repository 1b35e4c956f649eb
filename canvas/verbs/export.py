"""Write what partners read: the summary or a partner's sheet in any format, or the canvas for scripts."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND
from canvas.exports import EXPORTERS, ExportError, exporter_for_file, text_exporter
from canvas.exports.committed_version import found_by
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.output_file import OutputCode, OutputPlan, look_up_version, perform, prepare, refusal
from canvas.exports.request import Earlier, parse_size
from canvas.files.canvas_file import DocumentError
from canvas.files.disk_errors import with_name
from canvas.model.sanitize import visible_line
from canvas.model.schema import AUDIENCES
from canvas.verbs.reading import complain, input_name, read_canvas, read_labels, tell_written

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from canvas.exports.output_file import OutputOutcome
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
    basis = to if template is None else text_exporter().key  # a template needs no format's packages
    lookup = look_up_version(basis, canvas_path)
    try:
        document = read_canvas(file)
        canvas = document.canvas
        if minutes:
            _check_minutes(file, canvas, audience)
        since = None if changes_since is None else _earlier(changes_since, canvas_path, today)
        EXPORTERS[basis].load()  # while git looks
        version = found_by(lookup, canvas, document.data)
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
            from canvas.verbs.export_sheets import export_sheets  # noqa: PLC0415 - for sheets alone

            sheets = export_sheets(
                canvas, canvas_path, EXPORTERS[to], audience, all_partners, prepared, _why_not
            )
            return sheets or _settled(canvas)
        if template is not None:
            from canvas.verbs.export_template import filled  # noqa: PLC0415 - for a template alone

            content = filled(template, canvas, audience, today, version, is_alone=is_alone)
            plan = OutputPlan(
                output, content, canvas_path=canvas_path, overwrite=True, remark=version.problem
            )
        else:
            pixels = None if size is None else parse_size(size)
            plan = prepared(partner=partner, path=output, size=pixels)
    except (DocumentError, ExportError) as error:
        return complain(error)
    finally:
        if lookup is not None:
            lookup.stop()
    outcome = perform(plan)
    if wrong := _why_not(outcome, to):
        return complain(wrong)
    complain(*outcome.warnings)
    tell_written(outcome.path, audience)
    return _settled(canvas)


def _check_minutes(file: str, canvas: Canvas, audience: Audience) -> None:
    """Check that there are minutes to begin with.

    Raises:
        ExportError: where an audience may read none.
    """
    from canvas.exports.minutes import has_minutes, no_minutes  # noqa: PLC0415 - most exports begin with none

    if not has_minutes(canvas, audience):
        raise ExportError("no_minutes_form", f"{input_name(file)}: there are {no_minutes(audience)}.")


def _why_not(outcome: OutputOutcome, to: str = "") -> str:
    """Why an output was not written, as a sentence; empty where it was."""
    if outcome.is_done:
        return ""
    if outcome.error:
        return with_name(outcome.path, outcome.error)
    name = visible_line(outcome.path)
    return _REFUSALS[outcome.code].format(name=name, format=to)


def _earlier(words: str, canvas_path: str | None, today: date) -> Earlier:
    from canvas.verbs.export_since import earlier  # noqa: PLC0415 - for this option alone

    return earlier(words, canvas_path, today)


def _settled(canvas: Canvas) -> int:
    """The exit code of an export that is written, which tells what in it is not settled."""
    if not count_unresolved(canvas):
        return DONE
    complain("two versions of it are not resolved, and the export says so; “canvas check” tells more.")
    return FOUND
