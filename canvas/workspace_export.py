"""Exports of an open canvas: one file beside it, or a folder with a sheet for each partner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from canvas.exports import EXPORTERS, ExportError, output_file
from canvas.exports.committed_version import found_by, look_up
from canvas.exports.earlier_version import earlier_version
from canvas.exports.sheet_files import SheetsOutcome, proposed_folder, sheet_paths, write_sheets
from canvas.model.canvas import Canvas
from canvas.model.named_tuple import NamedTuple
from canvas.model.types import NO_LABELS, Audience, Labels


class ExportOrder(NamedTuple):
    """What a user wants exported.

    Attributes:
        to: the format's key.
        audience: who is to read it.
        today: the day that decides what is overdue.
        partner: the partner whose own sheet is wanted; None for everyone.
        for_each: whether every partner gets a sheet, in a folder.
        since: the day, revision or file since which to tell first what changed; empty for none.
        labels: the user's own labels for documents.
        agreed: the content of another file of that name that the user agreed to replace.
        minutes: whether to begin with the minutes of the latest meeting.
    """

    to: str
    audience: Audience
    today: date
    partner: str | None = None
    for_each: bool = False
    since: str = ""
    labels: Labels = NO_LABELS
    agreed: bytes | None = None
    minutes: bool = False


ExportOutcome = output_file.OutputOutcome | SheetsOutcome | ExportError


def export(
    order: ExportOrder,
    canvas: Canvas,
    path: str | None,
    data: bytes | None,
    may_write: Callable[[], bool],
) -> ExportOutcome:
    """Make and write what is ordered; reads the disk, and may block on git.

    Args:
        order: what is wanted.
        canvas: the canvas.
        path: its file, if it has one.
        data: the bytes of the file that it was read from, if nothing was changed since.
        may_write: asked once all is made but not written yet; nothing is written where it says no.
    """
    try:
        since = earlier_version(order.since, path, order.today) if order.since else None
        names_version = order.to in EXPORTERS and EXPORTERS[order.to].for_partner
        version = found_by(look_up(path) if names_version else None, canvas, data)
        prepared = partial(
            output_file.prepare,
            order.to,
            canvas,
            today=order.today,
            audience=order.audience,
            version=version,
            canvas_path=path,
            since=since,
            labels=order.labels,
            minutes=order.minutes,
        )
        if order.for_each:
            folder = proposed_folder(canvas, path)
            paths = sheet_paths(canvas, path, EXPORTERS[order.to], order.audience, folder)
            return write_sheets(paths, folder, prepared, may_write)
        plan = prepared(partner=order.partner)
    except ExportError as error:
        return error
    if not may_write():
        return output_file.OutputOutcome("stopped", plan.path)
    return output_file.perform(plan._replace(agreed=order.agreed))
