"""The minutes of a meeting as a file of their own, in one of their formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from canvas.exports import markdown, plain_document
from canvas.exports.audience_filter import filtered_for
from canvas.exports.json import written
from canvas.exports.minutes import minutes_document

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas
    from canvas.model.meetings import Meeting
    from canvas.model.types import Audience

MinutesFormat = Literal["md", "txt", "json"]


def render(canvas: Canvas, meeting: Meeting, audience: Audience, form: MinutesFormat) -> str:
    """The minutes of a meeting that is filtered for an audience already, in one of their formats."""
    if form == "json":
        return _json(canvas, meeting, audience)
    document = minutes_document(canvas, meeting, audience)
    if form == "md":
        return markdown.render(document)
    return plain_document.render(document)


def _json(canvas: Canvas, meeting: Meeting, audience: Audience) -> str:
    notes = [
        {key: value for key, value in note._asdict().items() if value and key != "visibility"}
        for note in meeting.notes
    ]
    said = {
        "canvas": filtered_for(canvas, audience).title,
        "name": meeting.name,
        "day": meeting.day,
        "begun": meeting.begun or None,
        "ended": not meeting.is_running,
        "present": list(meeting.present),
        "notes": notes,
    }
    return written(said)
