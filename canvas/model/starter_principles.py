"""Suggested principles, meant to be reworded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.text_folding import folded
from canvas.model.types import ItemId, PanelKey

PANEL: Final[PanelKey] = "principles"


class Starter(NamedTuple):
    """A suggested principle.

    Attributes:
        text: the principle.
        practice: what people do who live by it.
    """

    text: str
    practice: str


STARTERS: tuple[Starter, ...] = (
    Starter("We say it early, above all when it is bad", "Trouble is told to every partner within a day"),
    Starter("What one of us learns is everybody's", "Each meeting begins with a thing others may borrow"),
    Starter("We would rather do it well than often", "Twice a year we name what we do badly, and mend one"),
    Starter("We spend it as though strangers watched", "Any partner may see any payment in its month"),
    Starter("Plans may bend, promises may not", "If you cannot keep a promise, say so before it is due"),
    Starter(
        "Nothing is decided over people's heads", "The people it concerns were in the room or were asked"
    ),
    Starter("The smallest partner speaks first", "One voice each, and the big ones listen before they talk"),
    Starter("We decide in the room, not after it", "Each decision is read back before anybody goes"),
    Starter("Nobody's time is cheaper than another's", "We begin and end when we said, and send the rest"),
    Starter("We share the applause", "Whoever tells of our work names all of us"),
    Starter("We argue in here and stand together out there", "We ask who sees it otherwise, then hold to it"),
    Starter("Before each step we ask who might lose by it", "The answer is written down beside the step"),
)


def is_there(canvas: Canvas, starter: Starter) -> bool:
    """Whether the canvas has this principle, regardless of case and accents."""
    return any(folded(item.text) == folded(starter.text) for item in canvas.panels[PANEL])


def adopt(canvas: Canvas, starters: Iterable[Starter], *, after: ItemId | None = None) -> Edit:
    """Add some suggestions as proposed principles, except those that the canvas has; focus on the first.

    Raises:
        EditError: where there is none to add.
    """
    wanted = [starter for starter in starters if not is_there(canvas, starter)]
    made = edits.add(canvas, PANEL, [starter.text for starter in wanted], after=after).canvas
    before = {item.id for item in canvas.panels[PANEL]}
    new = [item.id for item in made.panels[PANEL] if item.id not in before]
    changes: edits.Values = {
        item_id: {"practice": starter.practice} for item_id, starter in zip(new, wanted, strict=True)
    }
    count = f"{len(wanted)} principle{'' if len(wanted) == 1 else 's'} to begin with"
    return edits.set_values(made, new[:1], changes, f"add {count}")
