"""The rules a canvas is checked against, and what they find.

So far there is one: nothing that two versions said differently stays unsettled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.conflicts import PANEL, TEXT, Conflict, conflicts
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY

LEVELS = ("must", "should", "consider")
"""How much a finding matters, the gravest first."""


class Finding(NamedTuple):
    """One answer of the check.

    Attributes:
        rule: the rule's name, which stays the same when its words change.
        level: one of `LEVELS`.
        says: what was found, as a sentence.
        why: why it matters, in a line.
        panel: the key of the panel to mend it in; empty where that is none in particular.
        item: the id of the item to mend; None where it is none in particular.
    """

    rule: str
    level: str
    says: str
    why: str
    panel: str = ""
    item: str | None = None


def findings(canvas: Canvas) -> tuple[Finding, ...]:
    """What the rules find, in reading order."""
    return tuple(_unsettled(canvas))


def _unsettled(canvas: Canvas) -> Iterator[Finding]:
    why = "two versions say different things, and only people can tell which of them holds"
    for conflict in conflicts(canvas):
        item = conflict.item.id if conflict.item else None
        yield Finding("settled", LEVELS[0], _both(conflict), why, conflict.panel, item)


def _both(conflict: Conflict) -> str:
    """What two versions say, in a sentence."""
    ours, theirs = _told(conflict.ours), _told(conflict.theirs)
    if conflict.item is None:
        return f"the {conflict.name} is {ours} here and {theirs} in another version."
    where = BY_KEY[conflict.panel].title
    name = quote(conflict.item.text)
    if conflict.key == TEXT:
        return f"{where}: {ours} is {theirs} in another version."
    if conflict.deletes is not None:
        here = "in another version" if conflict.deletes else "here and kept in another version"
        return f"{where}: {name} is deleted {here}."
    if conflict.key == PANEL:
        panel = BY_KEY.get(str(conflict.theirs))
        return f"{where}: {name} stands in {panel.title if panel else theirs} in another version."
    return f"{where}: the {conflict.name} of {name} is {ours} here and {theirs} in another version."


def _told(value: Any) -> str:  # noqa: ANN401 - a file may hold anything
    if isinstance(value, str):
        return f"‘{visible_line(value)}’" if value else "nothing"
    if isinstance(value, list | tuple):
        return visible_line(" and ".join(map(str, value))) or "nothing"
    return "nothing" if value is None else visible_line(str(value))
