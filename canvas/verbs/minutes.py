"""Print the minutes of a meeting: who was there, what was agreed, disputed, parked and promised by whom.

Meetings are begun and ended on the board. Of one that has not ended the minutes so far are printed.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE
from canvas.exports.minutes import LATEST, named_meeting, readable_meeting, title_line
from canvas.exports.minutes_file import render
from canvas.model.meetings import meetings
from canvas.model.sanitize import quote, visible
from canvas.model.schema import AUDIENCES
from canvas.verbs.reading import complain, input_name, read_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from canvas.exports.minutes_file import MinutesFormat
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience

EXAMPLE = "example: canvas minutes river.canvas.toml --meeting 2026-11-23"

_MAX_TOLD = 5


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="the canvas; - reads standard input")
    parser.add_argument(
        "--meeting",
        metavar="DAY|NAME|last",
        help="its day, such as 2026-11-23, its name, or last, the latest that has ended (last)",
    )
    parser.add_argument("--format", choices=("md", "txt", "json"), help="how they are written (md)")
    parser.add_argument(
        "--audience",
        choices=AUDIENCES[:2],
        help="who they are for: what may not reach them is left out (partners)",
    )


def run(
    file: str,
    *,
    meeting: str = LATEST,
    format: MinutesFormat = "md",  # noqa: A002 - as on the command line
    audience: Audience = "partners",
) -> int:
    """Print the minutes."""
    canvas = read_canvas(file).canvas
    found = named_meeting(canvas, meeting)
    if found is None:
        return complain(f"{input_name(file)}: {_none(canvas, meeting)}")
    today = date.today()  # noqa: DTZ011 - the day where it is read
    readable = readable_meeting(canvas, found, audience, today)
    if readable is None:
        why = f"the minutes of {quote(found.name)} are not for {audience}; --audience internal has them."
        return complain(f"{input_name(file)}: {why}")
    text = render(canvas, readable, audience, format)
    sys.stdout.write(text if format == "json" else visible(text))
    return DONE


def _none(canvas: Canvas, wanted: str) -> str:
    """Why there is no such meeting, and which there are."""
    known = meetings(canvas)
    if not known:
        return "no meeting yet; on the board one key begins one."
    told = "; ".join(title_line(each) for each in known[-_MAX_TOLD:])
    return f"there is no meeting called {quote(wanted)} in it; there is {told}."
