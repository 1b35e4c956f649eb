"""Unresolved conflicts in words: what two versions differ in, and what either says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from canvas.exports.phrases import day, hands, line, listed, status_words
from canvas.model.canvas import Canvas, has_other_version
from canvas.model.conflicts import DELETED, PANEL, TEXT, Conflict, conflicts_in, item_conflicts
from canvas.model.schema import BY_KEY, STATUS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from canvas.model.canvas import Item

NOT_SETTLED: Final = "two versions, not settled yet"
"""Stands beside every statement, and every property of a canvas, that has an unresolved conflict."""

_SUBJECTS: Final = {TEXT: "the words", DELETED: "whether it stays", PANEL: "the panel"}


def subject(conflict: Conflict) -> str:
    """What the two versions differ in."""
    return conflict.name if conflict.item is None else _SUBJECTS.get(conflict.key, conflict.name)


def both_values(conflict: Conflict) -> tuple[str, str]:
    """What this version says, and what the other does, each on one line."""
    if conflict.deletes is not None:
        return ("keeps it", "deleted it") if conflict.deletes else ("deleted it", "keeps it")
    ours, theirs = (_value(conflict, value) for value in (conflict.ours, conflict.theirs))
    return ours, theirs


def _value(conflict: Conflict, value: Any) -> str:  # noqa: ANN401 - a file may hold anything
    spec = conflict.field
    if not value and spec is not None and spec.default and type(value) is not bool:
        value = spec.default
    if conflict.item is not None and conflict.key == PANEL and isinstance(value, str) and value in BY_KEY:
        return BY_KEY[value].title
    if isinstance(value, list | tuple):
        return listed([line(str(entry)) for entry in value]) or "nothing"
    if type(value) is date:
        return day(value)
    if spec is not None and spec.type == "hands":
        value = hands(str(value or ""))
    return ("" if value is None else line(str(value))) or "nothing"


def difference(conflict: Conflict, audience: str = "partners") -> str:
    """A conflict in a few words: ``the words: ‘Bread’ or ‘Cake’``."""
    ours, theirs = both_values(conflict)
    if conflict.deletes is not None:
        return "one version keeps it, the other deleted it"
    if conflict.field is STATUS:
        ours, theirs = (status_words(each, audience) or each for each in (ours, theirs))
    elif conflict.key == TEXT or conflict.field is None or conflict.field.type in ("line", "prose"):
        ours, theirs = (each if each == "nothing" else f"‘{each}’" for each in (ours, theirs))
    return f"{subject(conflict)}: {ours} or {theirs}"


def item_differences(panel: str, item: Item, audience: str, hidden: Collection[str] = ()) -> str:
    """A sentence with both versions of an item, as far as its audience may read them; empty for none.

    Args:
        panel: the key of its panel.
        item: the item as the audience may know it.
        audience: who reads it.
        hidden: the keys of the fields that this output leaves out.
    """
    return _sentence(item_conflicts(panel, item) if item.is_unresolved else (), audience, hidden)


def property_differences(canvas: Canvas, audience: str) -> str:
    """A sentence with both versions of the canvas's own fields; empty for none."""
    return _sentence(conflicts_in(canvas, ""), audience, ())


def _sentence(found: Iterable[Conflict], audience: str, hidden: Collection[str]) -> str:
    told = "; ".join(difference(each, audience) for each in found if each.key not in hidden)
    return f"Two versions differ: {told}." if told else ""


def unresolved_mark(canvas: Canvas, key: str) -> str:
    """What follows the value of one of the canvas's own fields; empty where both versions say the same."""
    is_unresolved = any(conflict.key == key for conflict in conflicts_in(canvas, ""))
    return f" ({NOT_SETTLED})" if is_unresolved else ""


def partner_names(canvas: Canvas) -> list[str]:
    """The names of the partners, each once and marked where it is not settled."""
    partners = (item for item in canvas.panels["relationships"] if item.kind == "partner")
    named = (
        line(item.text) + f" ({NOT_SETTLED})" * item.is_unresolved for item in partners if item.text.strip()
    )
    return list(dict.fromkeys(named))


def count_unresolved(canvas: Canvas) -> int:
    """The number of items in conflict; the canvas's own fields count as one."""
    return sum(item.is_unresolved for _, item in canvas) + has_other_version(canvas.values)
