"""Full-text search over items."""

from __future__ import annotations

from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey


def find_items(canvas: Canvas, typed: str) -> list[tuple[PanelKey, Item]]:
    """The items that contain all the words, in any order; none where nothing is typed.

    Words are searched for in the text, the fields and the title of the panel, regardless of case, accents
    and normalisation.
    """
    found = []
    if words := folded(typed).split():
        for panel, item in canvas:
            content = folded(_content(panel, item))
            if all(word in content for word in words):
                found.append((panel, item))
    return found


def _content(panel: PanelKey, item: Item) -> str:
    """Everything readable of an item, one value a line."""
    parts = [item.text, BY_KEY[panel].title]
    for value in item.values.values():
        entries = value if isinstance(value, list | tuple) else [value]
        parts += [entry for entry in entries if isinstance(entry, str)]
    return "\n".join(parts)
