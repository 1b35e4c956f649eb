"""Full-text search over items."""

from __future__ import annotations

from canvas.model.canvas import Item
from canvas.model.schema import BY_KEY


def holds(panel: str, item: Item, wanted: list[str]) -> bool:
    """Whether an item contains all the words, in its text, its fields or its panel's title.

    Args:
        panel: the key of its panel.
        item: the item.
        wanted: the words, casefolded.
    """
    said = [item.text, BY_KEY[panel].title]
    for value in item.values.values():
        if isinstance(value, str):
            said.append(value)
        elif isinstance(value, tuple | list):
            said += [entry for entry in value if isinstance(entry, str)]
    heap = "\n".join(said).casefold()
    return all(word in heap for word in wanted)
