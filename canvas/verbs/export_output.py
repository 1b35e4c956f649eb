"""The output of the export verb: read the canvas, render it, write it, and say what came of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND
from canvas.exports import EXPORTERS, ExportError, exporter_for_file
from canvas.exports.committed_version import found_by
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.output_file import OutputCode, OutputPlan, perform, prepare, refusal
from canvas.exports.request import parse_size
from canvas.files.disk_errors import with_name
from canvas.model.sanitize import visible_line
from canvas.verbs.reading import complain, input_name, read_canvas, read_labels, tell_written

if TYPE_CHECKING:
    from typing import TypedDict

    from canvas.exports import Exporter
    from canvas.exports.output_file import OutputOutcome
    from canvas.exports.version_lookup import VersionLookup
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience

    class OutputOptions(TypedDict, total=False):
        """The arguments of the verb that git is not asked for."""

        audience: Audience
        partner: str | None
        all_partners: str | None
        changes_since: str | None
        minutes: bool
        size: str | None


_REFUSALS: dict[OutputCode, str] = {
    "no_name": "the output's name is empty.",
    "is_the_canvas": "{name} is the canvas itself; choose another name for the export.",
    "name_of_a_canvas": "{name} is the name of a canvas; choose another one for the export.",
    "terminal": "{format} is not text: name a file for it with -o.",
    "exists": "{name}: there is another file of that name, which was left as it is.",
}


def write_output(
    file: str,
    lookup: VersionLookup | None,
    basis: Exporter,
    *,
    to: str | None,
    output: str | None,
    template: str | None,
    audience: Audience = "partners",
    partner: str | None = None,
    all_partners: str | None = None,
    changes_since: str | None = None,
    minutes: bool = False,
    size: str | None = None,
) -> int:
    """Read a canvas, and write what is asked for, in a format or in a template that is filled on its basis.

    Whoever asked git stops the ``lookup``; the other arguments, and the exit code, are those of the verb.
    """
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
    document = read_canvas(file)
    canvas = document.canvas
    if minutes:
        _check_minutes(file, canvas, audience)
    since = None
    if changes_since is not None:
        from canvas.verbs.export_since import earlier  # noqa: PLC0415 - for this option alone

        since = earlier(changes_since, canvas_path, today)
    basis.load()  # while git looks
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

        sheets = export_sheets(canvas, canvas_path, EXPORTERS[to], audience, all_partners, prepared, _why_not)
        return sheets or _resolved(canvas)
    if template is None:
        plan = prepared(partner=partner, path=output, size=None if size is None else parse_size(size))
    else:
        from canvas.verbs.export_template import filled  # noqa: PLC0415 - for a template alone

        content = filled(template, canvas, audience, today, version, is_alone=is_alone)
        plan = OutputPlan(output, content, canvas_path=canvas_path, overwrite=True, remark=version.problem)
    return _written(perform(plan), to, audience) or _resolved(canvas)


def _check_minutes(file: str, canvas: Canvas, audience: Audience) -> None:
    """Check that there are minutes to begin with.

    Raises:
        ExportError: where an audience may read none.
    """
    from canvas.exports.minutes import has_minutes, no_minutes  # noqa: PLC0415 - most exports begin with none

    if not has_minutes(canvas, audience):
        raise ExportError(f"{input_name(file)}: there are {no_minutes(audience)}.", "no_minutes")


def _written(outcome: OutputOutcome, to: str, audience: Audience) -> int:
    """Tell what came of writing an output, and give the exit code of that."""
    if wrong := _why_not(outcome, to):
        return complain(wrong)
    complain(*outcome.warnings)
    tell_written(outcome.path, audience)
    return DONE


def _why_not(outcome: OutputOutcome, to: str = "") -> str:
    """Why an output was not written, as a sentence; empty where it was."""
    if outcome.is_done:
        return ""
    if outcome.error:
        return with_name(outcome.path, outcome.error)
    name = visible_line(outcome.path)
    return _REFUSALS[outcome.code].format(name=name, format=to)


def _resolved(canvas: Canvas) -> int:
    """The exit code of an export that is written, which tells whether differences in it are not resolved."""
    if not count_unresolved(canvas):
        return DONE
    complain("two versions of it are not resolved, and the export says so; “canvas check” tells more.")
    return FOUND
