"""Sentences for what exports and imports came to, for every front end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from canvas.model.sanitize import quote, visible_line
from canvas.outcome_phrases import Phrase, Way, file_exists

if TYPE_CHECKING:
    from canvas.exports import ExportError
    from canvas.exports.output_file import OutputOutcome
    from canvas.exports.sheet_files import SheetsOutcome
    from canvas.imports.proposal import Proposal


def exported(outcome: OutputOutcome | ExportError, audience: str = "") -> Phrase:
    """What an export came to. For `exists` the front end adds how the file is replaced.

    Args:
        outcome: what `Workspace.export` gave.
        audience: who it is for, where that is to be said.
    """
    if isinstance(outcome, Exception):
        return Phrase(str(outcome), is_warning=True)
    match outcome.code:
        case "written" | "unchanged":
            whom = f", for {audience}" if audience else ""
            told = (f"Wrote {visible_line(outcome.path)}{whom}.", unresolved_in_export(outcome.unresolved))
            text = " ".join(filter(None, (*told, *outcome.warnings)))
            return Phrase(text, is_warning=bool(outcome.unresolved))
        case "exists":
            text = file_exists(outcome.path)
        case "no_name":
            text = "The output's name is empty."
        case "is_the_canvas" | "name_of_a_canvas":
            text = f"{visible_line(outcome.path)} is the name of a canvas; choose another one for the export."
        case "terminal":
            text = f"{visible_line(outcome.path)} is a terminal, which cannot show this format."
        case "stopped":
            text = "Stopped: nothing was written."
        case "disk":
            text = f"{quote(outcome.path)}: {outcome.error}"
    return Phrase(text, is_warning=True)


def exported_sheets(outcome: SheetsOutcome) -> Phrase:
    """What writing a sheet for each partner came to."""
    if outcome.is_stopped:
        return Phrase("Stopped: nothing was written.", is_warning=True)
    sheets = f"{outcome.total} sheet{'' if outcome.total == 1 else 's'}"
    told = sheets if outcome.is_done else f"{outcome.written} of {sheets}"
    why = (
        f"{quote(os.path.basename(path))}: {reason}"
        if isinstance(reason, Exception)
        else f"{file_exists(os.path.basename(path))} It was left as it is."
        if reason.code == "exists"
        else exported(reason).text
        for path, reason in outcome.failed
    )
    parts = (
        f"Wrote {told} to {visible_line(outcome.folder)}.",
        *why,
        unresolved_in_export(outcome.unresolved),
        *outcome.warnings,
    )
    return Phrase(" ".join(filter(None, parts)), is_warning=not outcome.is_done or bool(outcome.unresolved))


def unresolved_in_export(count: int) -> str:
    """How much of an export is not resolved; empty where all is.

    Args:
        count: how many statements in it, and the canvas's own fields as one, two versions have differently.
    """
    if not count:
        return ""
    return f"Two versions differ in {count} {'place' if count == 1 else 'places'}: not resolved yet."


def imported(proposal: Proposal, taken: int, way: Way | None = None) -> Phrase:
    """What an import came to: how many changes were taken, and how it is undone where there is a way."""
    if proposal.differences.are_none:
        return Phrase(f"Nothing in {quote(proposal.name)} is different from this canvas.")
    count = "1 change" if taken == 1 else f"{taken} changes"
    told = f"Took in {count} from {quote(proposal.name)}"
    return Phrase(f"{told}; {way('undo')} undoes it." if way else f"{told}.")
