"""Minutes where one version ended a meeting that went on in the other: what came of it on both sides."""

from __future__ import annotations

from canvas.model.canvas import Canvas
from canvas.model.collections import MEETING_NOTES, MEETING_STARTS, MEETINGS
from canvas.model.meeting_edits import with_notes
from canvas.model.meeting_outcomes import changes_since
from canvas.model.records import are_tables, records


def with_notes_of_both(base: Canvas, one: Canvas, other: Canvas) -> tuple[Canvas, Canvas]:
    """Two versions to be merged; to the one in which a meeting goes on that the other ended, notes are added.

    They tell what was changed in it since the versions parted: its statements are merged, and the beginning
    from which its minutes would be made is gone. Where a file has something else in the place of the notes,
    that stays as it is.
    """
    if not all(are_tables(side.values.get(MEETING_NOTES.key, ())) for side in (one, other)):
        return one, other
    for start in records(base, MEETING_STARTS.key):
        meeting = start.line("meeting")
        runs_in = [_runs(side, meeting) for side in (one, other)]
        if runs_in == [True, False] and _is_known(other, meeting):
            one = with_notes(one, meeting, changes_since(base, one))
        elif runs_in == [False, True] and _is_known(one, meeting):
            other = with_notes(other, meeting, changes_since(base, other))
    return one, other


def _runs(canvas: Canvas, meeting: str) -> bool:
    return any(record.line("meeting") == meeting for record in records(canvas, MEETING_STARTS.key))


def _is_known(canvas: Canvas, meeting: str) -> bool:
    """Whether a canvas still has a meeting: one whose beginning was undone has no minutes."""
    return any(record.id == meeting for record in records(canvas, MEETINGS.key))
