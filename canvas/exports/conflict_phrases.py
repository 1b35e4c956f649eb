"""Unresolved conflicts in words: what two versions differ in, and both values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from canvas.exports.phrases import format_field, format_value, hands, line, listed, status_words
from canvas.model.canvas import has_other_version
from canvas.model.collections import COLLECTIONS
from canvas.model.conflicts import DELETED, PANEL, TEXT, Conflict, conflicts_in, item_conflicts
from canvas.model.records import records as records_of
from canvas.model.schema import BY_KEY, STATUS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from canvas.model.canvas import Canvas, Item
    from canvas.model.types import Audience, PanelKey

NOT_SETTLED: Final = "two versions, not resolved yet"
"""Marks every item, and every property of a canvas, that has an unresolved conflict."""

_NOTHING: Final = "nothing"
_SUBJECTS: Final = {TEXT: "the words", DELETED: "whether it stays", PANEL: "the panel"}


def subject(conflict: Conflict) -> str:
    """What the two versions differ in."""
    return conflict.name if conflict.item is None else _SUBJECTS.get(conflict.key, conflict.name)


def both_values(conflict: Conflict) -> tuple[str, str]:
    """The value of this version and that of the other, each on one line."""
    if conflict.deletes is not None:
        return ("keeps it", "deleted it") if conflict.deletes else ("deleted it", "keeps it")
    return _format(conflict, conflict.ours), _format(conflict, conflict.theirs)


def _format(conflict: Conflict, value: Any) -> str:  # noqa: ANN401 - a file may hold anything
    spec = conflict.field
    if spec is not None and value in (None, ""):
        value = spec.default
    if isinstance(value, str) and conflict.item is not None and conflict.key == PANEL:
        return BY_KEY[value].title if value in BY_KEY else line(value)
    if spec is not None and spec.type == "hands":
        value = hands(str(value))
    elif isinstance(value, list | tuple):
        value = tuple(entry if isinstance(entry, str) else format_value(entry) for entry in value)
    elif not isinstance(value, str | int | date | None):
        value = format_value(value)
    return line(format_field(value)) or _NOTHING


def _difference(conflict: Conflict, audience: Audience) -> str:
    """A conflict in a few words: ``the words (‘Bread’ or ‘Cake’)``."""
    if conflict.deletes is not None:
        return f"{subject(conflict)} (one keeps it, the other deleted it)"
    values: tuple[str, ...] = both_values(conflict)
    if conflict.field is STATUS:
        values = tuple(status_words(value, audience) or value for value in values)
    elif conflict.key == TEXT or conflict.field is None or conflict.field.type in ("line", "prose"):
        values = tuple(value if value == _NOTHING else f"‘{value}’" for value in values)
    return f"{subject(conflict)} ({' or '.join(values)})"


def item_differences(panel: PanelKey, item: Item, audience: Audience, hidden: Collection[str] = ()) -> str:
    """A sentence with both versions of an item; empty where they are the same.

    Args:
        panel: the key of its panel.
        item: the item, filtered for the audience.
        audience: who reads it.
        hidden: the keys of the fields that this output leaves out.
    """
    return _sentence(item_conflicts(panel, item) if item.is_unresolved else (), audience, hidden)


def property_differences(canvas: Canvas, audience: Audience) -> str:
    """A sentence with both versions of the canvas's own fields; empty where they are the same."""
    return _sentence(conflicts_in(canvas, ""), audience)


def _sentence(found: Iterable[Conflict], audience: Audience, hidden: Collection[str] = ()) -> str:
    differences = [_difference(each, audience) for each in found if each.key not in hidden]
    return f"Two versions differ in {listed(differences)}." if differences else ""


def unresolved_suffix(canvas: Canvas, key: str) -> str:
    """What follows the value of one of the canvas's own fields; empty where both versions are the same."""
    is_unresolved = any(
        conflict.key == key for conflict in conflicts_in(canvas, "") if not conflict.collection
    )
    return f" ({NOT_SETTLED})" if is_unresolved else ""


def partner_names(canvas: Canvas) -> list[str]:
    """The distinct names of the partners, marked where they are not resolved."""
    partners = (item for item in canvas.panels["relationships"] if item.kind == "partner")
    names = (
        line(item.text) + f" ({NOT_SETTLED})" * item.is_unresolved for item in partners if item.text.strip()
    )
    return list(dict.fromkeys(names))


def count_unresolved(canvas: Canvas) -> int:
    """The number of items in conflict; the canvas's own fields count as one."""
    records = sum(
        has_other_version(record.values) for key in COLLECTIONS for record in records_of(canvas, key)
    )
    return sum(item.is_unresolved for _, item in canvas) + has_other_version(canvas.values) + records
