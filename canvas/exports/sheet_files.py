"""All partners' sheets: one file for each partner, in a folder, each under a name of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from canvas.exports.audience_filter import readable_partners
from canvas.exports.output_file import OutputOutcome, perform, proposed_path
from canvas.exports.phrases import marked_for
from canvas.exports.request import ExportError
from canvas.files.disk_errors import DiskError, with_name
from canvas.files.file_names import stem_of, stem_of_path
from canvas.files.folders import make_folder
from canvas.model.named_tuple import NamedTuple
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from canvas.exports import Exporter
    from canvas.exports.output_file import OutputPlan
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience


class SheetsOutcome(NamedTuple):
    """What came of writing all partners' sheets.

    Attributes:
        folder: the folder they are in.
        total: how many partners there are.
        written: how many sheets are there now.
        failed: the path of each that is not, and why.
        warnings: what else there is to say, each once.
        unresolved: the most places in any of them that two versions have differently.
        is_stopped: whether the user stopped it; nothing was written then.
    """

    folder: str
    total: int
    written: int = 0
    failed: tuple[tuple[str, OutputOutcome | ExportError], ...] = ()
    warnings: tuple[str, ...] = ()
    unresolved: int = 0
    is_stopped: bool = False

    @property
    def is_done(self) -> bool:
        """Whether every partner's sheet is there."""
        return self.written == self.total


def proposed_folder(canvas: Canvas, canvas_path: str | None) -> str:
    """The folder proposed for all partners' sheets, beside the canvas."""
    return f"{stem_of_path(canvas_path) if canvas_path else stem_of(canvas.title)}-sheets"


def write_sheets(
    paths: Mapping[str, str],
    folder: str,
    prepared: Callable[..., OutputPlan],
    may_write: Callable[[], bool] = lambda: True,
) -> SheetsOutcome:
    """Write each partner's sheet to its path; one that cannot be made does not stop the others.

    Args:
        paths: the path of each partner's sheet, by the partner's name.
        folder: the folder, which is made where it is missing.
        prepared: makes the plan for a ``partner`` and a ``path``.
        may_write: asked once all are made; nothing is written where it says no.

    Raises:
        ExportError: where there can be no sheets of this kind, or no such folder.
    """
    plans: list[OutputPlan] = []
    failed: list[tuple[str, OutputOutcome | ExportError]] = []
    for partner, path in paths.items():
        try:
            plans.append(prepared(partner=partner, path=path)._replace(overwrite=False))
        except ExportError as error:
            if error.code != "content":  # of this sheet alone
                raise
            failed.append((path, error))
    if not may_write():
        return SheetsOutcome(folder, len(paths), is_stopped=True)
    if plans:
        _make_folder(folder)
    outcomes = [perform(plan) for plan in plans]
    failed += ((outcome.path, outcome) for outcome in outcomes if not outcome.is_done)
    return SheetsOutcome(
        folder,
        len(paths),
        len(paths) - len(failed),
        tuple(failed),
        tuple(dict.fromkeys(warning for outcome in outcomes for warning in outcome.warnings)),
        max((outcome.unresolved for outcome in outcomes), default=0),
    )


def _make_folder(folder: str) -> None:
    if not folder:
        raise ExportError("the folder's name is empty.", "folder")
    try:
        make_folder(folder)
    except DiskError as error:
        raise ExportError(with_name(folder, error), "folder") from None


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
        names.setdefault(folded_name(name), name)
    if not names:
        any_named = any(map(folded_name, canvas.partners))
        why = (
            f"no partner is marked {marked_for(audience)}" if any_named else "no partners have been named yet"
        )
        raise ExportError(f"There are no sheets to write: {why}.", "partner")
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
