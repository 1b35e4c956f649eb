"""What happens next on a statement, as lists of next steps say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from canvas.model.canvas import Item


def act_of(item: Item) -> tuple[str, str]:
    """What happens next, and the text that it belongs to; that is empty where it says nothing more."""
    act = " ".join(item.next.split())
    if not act or folded_name(act) == folded_name(item.text):
        return item.text, ""
    return act, item.text
