"""All partners' sheets, written into a folder by the export verb."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, WRONG
from canvas.exports import ExportError
from canvas.exports.phrases import counted
from canvas.exports.sheet_files import sheet_paths, write_sheets
from canvas.model.sanitize import visible_line
from canvas.verbs.reading import complain

if TYPE_CHECKING:
    from collections.abc import Callable

    from canvas.exports import Exporter
    from canvas.exports.output_file import OutputOutcome, OutputPlan
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience


def export_sheets(  # noqa: PLR0917 - what the verb was given
    canvas: Canvas,
    canvas_path: str | None,
    exporter: Exporter,
    audience: Audience,
    folder: str,
    prepare: Callable[..., OutputPlan],
    why_not: Callable[[OutputOutcome], str],
) -> int:
    """Write a sheet for each partner, and say how many were; `WRONG` where one could not be.

    Raises:
        ExportError: where there is no partner that the audience may read.
    """
    paths = sheet_paths(canvas, canvas_path, exporter, audience, folder)
    outcome = write_sheets(paths, folder, prepare)
    for path, why in outcome.failed:
        complain(f"{visible_line(path)}: {why}" if isinstance(why, ExportError) else why_not(why))
    complain(*outcome.warnings)
    whole = counted(outcome.total, "sheet")
    told = whole if outcome.is_done else f"{outcome.written} of {whole}"
    sys.stdout.write(f"Wrote {told} to {visible_line(outcome.folder)}.\n")
    return DONE if outcome.is_done else WRONG
