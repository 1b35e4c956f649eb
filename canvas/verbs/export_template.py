"""An export that fills a template of the user's own."""

from __future__ import annotations

import os
from datetime import date

from canvas.exports import ExportError
from canvas.exports.extras import render_template
from canvas.exports.version_found import VersionFound
from canvas.files import file_reading
from canvas.files.disk_errors import DiskError, with_name
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line
from canvas.model.types import Audience


def filled(
    template: str, canvas: Canvas, audience: Audience, today: date, version: VersionFound, *, is_alone: bool
) -> bytes:
    """Fill a template with what an audience may read.

    Raises:
        ExportError: where it cannot be read or filled, or stands beside options that it cannot follow.
    """
    source = _read(template, is_alone=is_alone)
    name = os.path.basename(template)
    return render_template(name, source, canvas, audience=audience, today=today, committed=version.committed)


def _read(template: str, *, is_alone: bool) -> str:
    """The text of a template.

    Raises:
        ExportError: where it cannot be read, or stands beside options that it cannot follow.
    """
    if not is_alone:
        options = "--to, --partner, --changes-since, --minutes and --size"
        why = f"a template is a format of its own: leave {options} out."
        raise ExportError(why, "template")
    try:
        return file_reading.read(template).decode("utf-8-sig")
    except DiskError as error:
        raise ExportError(with_name(template, error), "template") from None
    except UnicodeDecodeError:
        raise ExportError(f"{visible_line(template)}: it is not UTF-8 text.", "template") from None
