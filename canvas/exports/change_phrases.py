"""The wording of changes: one clause for each changed field of an item.

Every field has a row in a table below; an unknown one, or a value that does not fit, is told by its label, so
that no change is silent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from canvas.exports.change_wordings import LISTS, WORDINGS, ChangeWording
from canvas.exports.conflict_phrases import NOT_SETTLED
from canvas.exports.other_version_phrases import conflict_clause, field_label
from canvas.exports.phrases import counted, format_value, hands, listed, name
from canvas.exports.quoted_pairs import quote_both
from canvas.model.canvas import AGREED
from canvas.model.conflicts import TEXT, THEIRS
from canvas.model.field_changes import FieldChange
from canvas.model.item_matching import equal_in_file
from canvas.model.schema import BY_KEY, PROPERTIES, STATUS, Field

if TYPE_CHECKING:
    from canvas.model.canvas import Item
    from canvas.model.compare import Change


_TEXT_FIELD = Field("text", "Text", "prose", "what was said")

_TITLE_WORDING = ChangeWording(
    "The partnership is now called {new}",
    "The partnership has no name any more (it was {old})",
    "The partnership is now called {new} (it had no name)",
)


def clauses(change: Change) -> list[str]:
    """A clause for each changed field of an item, and one where it has an unresolved conflict."""
    panel, source = BY_KEY[change.panel], BY_KEY[change.source]  # kinds differ between panels
    told = []
    for field in change.fields:
        spec = _TEXT_FIELD if field.key == TEXT else panel.field(field.key)
        was = (source.field(field.key) if change.is_moved else None) or spec
        fits = (
            spec
            and was
            and spec.type == was.type
            and fits_field(spec, field.after)
            and fits_field(was, field.before)
        )
        told.append(_clause(field, spec, change.panel, fits=bool(fits)))
        if field.key == STATUS.key and change.item.is_unresolved and field.after in AGREED:
            told[-1] += " in one version"
    if change.after and change.after.is_unresolved and change.field(THEIRS) is None:
        told.append(conflict_clause(FieldChange(THEIRS, None, change.after.values[THEIRS]), change.panel))
    return told


def of_the_canvas(change: FieldChange, *, is_unresolved: bool = False) -> str:
    """A sentence for a change of the canvas's own fields."""
    suffix = f" ({NOT_SETTLED})" * is_unresolved
    spec = next((spec for spec in PROPERTIES if spec.key == change.key), None)
    if spec is None or not (fits_field(spec, change.before) and fits_field(spec, change.after)):
        return f"The canvas {_clause(change, None, '', fits=False)}{suffix}."
    subject = f"The {spec.label.lower()}"
    wording = ChangeWording(
        f"{subject} is now {{new}}",
        f"{subject} is not set any more (it was {{old}})",
        f"{subject} is now {{new}} (none was set before)",
    )
    wording = _TITLE_WORDING if spec.key == "title" else wording
    return f"{word_change(wording, spec, change, f'“{spec.label}”')}{suffix}."


def in_brief(panel: str, item: Item) -> str:
    """The most important fields of a new item, in brackets; empty where it has none."""
    hidden = STATUS.key if item.is_unresolved and item.status in AGREED else ""
    told = [
        wording.brief.format(new=_format(wording, spec, item.values[spec.key]))
        for spec in BY_KEY[panel].fields
        if (wording := WORDINGS.get(spec.key)) and wording.brief
        if spec.key != hidden and spec.key in item.values and spec.accepts(item.values[spec.key])
    ]
    told += ["not resolved"] * item.is_unresolved
    return f" ({', '.join(told)})" if told else ""


def _clause(change: FieldChange, spec: Field | None, panel: str, *, fits: bool) -> str:
    if change.key == THEIRS and (told := conflict_clause(change, panel)):
        return told
    label = field_label(change.key, spec)
    if spec is None or not fits:
        before, after = (
            None if spec and not value and value == spec.default else value for value in change[1:]
        )
        return word_change(unlisted(label), None, FieldChange(change.key, before, after), label)
    if spec.type == "list":
        noun = LISTS.get(spec.key, f"the names under {label}")
        return _list_clause(change.before or (), change.after or (), noun, label)
    return word_change(WORDINGS.get(spec.key, unlisted(label)), spec, change, label)


def unlisted(label: str) -> ChangeWording:
    """The wording of a field without a row."""
    label = label.replace("{", "{{").replace("}", "}}")
    return ChangeWording(f"now says {{new}} under {label}", f"no longer says {{old}} under {label}")


def word_change(wording: ChangeWording, spec: Field | None, change: FieldChange, label: str) -> str:
    """Word the change of one field."""
    before, after = change.before, change.after
    is_text = isinstance(before, str) and isinstance(after, str)
    if is_text and not (spec and spec.type in ("choice", "hands")):
        old, new = quote_both(before, after, bare=wording.bare)
    else:
        old, new = (_format(wording, spec, value) for value in (before, after))
    if not _has_value(spec, after):
        return wording.ended.format(old=old)
    if not _has_value(spec, before):
        return (wording.first or wording.now).format(new=new)
    if old == new:
        return f"now says the same under {label} with other white space"
    return (wording.now + wording.was).format(new=new, old=old)


def fits_field(spec: Field, value: object) -> bool:
    """Whether a field accepts a value, or has it as its default."""
    return spec.accepts(value) or equal_in_file(value, spec.default)


def _has_value(spec: Field | None, value: object) -> bool:
    return value is not None if spec is None else bool(value)


def _format(wording: ChangeWording, spec: Field | None, value: object) -> str:
    if spec is not None and spec.type == "choice":
        hints = {choice.key: choice.hint for choice in spec.choices}
        return hints.get(str(value), str(value)) if wording.hinted else str(value)
    if spec is not None and spec.type == "hands":
        return hands(str(value or ""))
    if wording.counted and isinstance(value, int):
        return counted(value, wording.counted)
    if wording.bare and isinstance(value, str):
        return name(value)
    return format_value(value)


def _list_clause(before: Sequence[str], after: Sequence[str], noun: str, label: str) -> str:
    """Which names a list gained and lost."""
    was, now = Counter(before), Counter(after)
    gained = [name(one) for one in (now - was).elements()]
    lost = [name(one) for one in (was - now).elements()]
    if not (gained or lost):
        return f"now lists {noun} in another order"
    if sorted(gained) == sorted(lost):
        return f"now says the same under {label} with other white space"
    told = [f"gained {listed(gained)} among {noun}"] * bool(gained)
    if lost:
        told.append(f"lost {listed(lost)}" + f" from {noun}" * (not gained))
    return ", and ".join(told)
