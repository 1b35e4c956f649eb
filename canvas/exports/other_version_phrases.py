"""What became of an unresolved conflict between two versions, within a sentence."""

from __future__ import annotations

from canvas.exports.phrases import cut, format_value, listed
from canvas.model.canvas import has_other_version
from canvas.model.conflicts import DELETED, PANEL, TEXT, THEIRS, OtherValue, other_values
from canvas.model.field_changes import FieldChange
from canvas.model.item_matching import equal_in_file
from canvas.model.schema import BY_KEY, PROPERTIES, Field


def field_label(key: str, spec: Field | None) -> str:
    """What a field is called within a sentence, in quotation marks."""
    return f"“{spec.label if spec else cut(key, 40)}”"


def conflict_clause(change: FieldChange, panel: str) -> str:
    """What became of the other version's values; empty where they cannot be read."""
    before, after = other_values({THEIRS: change.before}), other_values({THEIRS: change.after})
    came = [saying for saying in after if not any(equal_in_file(saying, other) for other in before)]
    if came:
        return f"is not resolved: the other version {listed([_other(panel, saying) for saying in came])}"
    if not after and has_other_version({THEIRS: change.after}):
        return "is not resolved"
    if before and change.after is None:
        return "was resolved"
    if len(after) < len(before):
        rest = listed([_other(panel, saying) for saying in after])
        return f"was resolved in part: the other version still {rest}" if rest else ""
    return ""


def _other(panel: str, saying: OtherValue) -> str:
    """One value of the other version, as the end of a sentence."""
    key, value = saying
    if key == DELETED and isinstance(value, bool):
        return "has it no more" if value else "has it still"
    if key == PANEL and isinstance(value, str) and value in BY_KEY:
        return f"has it in {BY_KEY[value].title}"
    if key == TEXT and panel:
        return f"reads {format_value(value)}"
    fields = BY_KEY[panel].fields if panel else PROPERTIES
    label = field_label(key, next((field for field in fields if field.key == key), None))
    said = "nothing" if value in ("", [], ()) else format_value(value)
    return f"says {said} under {label}"
