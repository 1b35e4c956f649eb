"""The files of all partners' sheets: one for each partner, in a folder, each under a name of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from canvas.exports.audience_filter import readable_partners
from canvas.exports.output_file import proposed_path
from canvas.exports.phrases import marked_for
from canvas.exports.request import ExportError
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from canvas.exports import Exporter
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience


def sheet_paths(
    canvas: Canvas, canvas_path: str | None, exporter: Exporter, audience: Audience, folder: str
) -> dict[str, str]:
    """The path of the sheet of each partner that an audience may read, by the partner's name.

    Names that differ only in case or white space are one partner's, and have one sheet. Where two partners'
    names make the same file name, a number is added to the second.

    Raises:
        ExportError: where the audience may read no partner.
    """
    names: dict[str, str] = {}
    for name in readable_partners(canvas, audience):
        if key := folded_name(name):
            names.setdefault(key, name)
    if not names:
        any_named = any(map(str.strip, canvas.partners))
        why = (
            f"no partner is marked {marked_for(audience)}" if any_named else "no partners have been named yet"
        )
        raise ExportError("partner", f"There are no sheets to write: {why}.")
    paths: dict[str, str] = {}
    for name in names.values():
        numbered, number = name, 1
        while True:
            proposed = proposed_path(canvas, canvas_path, exporter, audience, numbered)
            path = os.path.join(folder, os.path.basename(proposed))
            if path not in paths.values():
                break
            number += 1
            numbered = f"{number} {name}"  # in front: the end of a long name is cut off
        paths[name] = path
    return paths
