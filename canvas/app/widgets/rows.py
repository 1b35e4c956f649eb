"""The lines of a panel on the board, and the slot for an item that is being edited."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from canvas.app.widgets.cell import AIR


class Row(NamedTuple):
    """One line below the heading.

    Attributes:
        item: the position of the item it belongs to.
        strip: what it shows.
        is_typed: whether it belongs to the slot of the item that is being edited.
    """

    item: int | None
    strip: Strip
    is_typed: bool = False


class Slot:
    """Room in a panel for an item that is being edited.

    Attributes:
        position: the position among the items.
        replaces: whether it replaces the item there, or is a new one before it.
        height: the lines that the text takes.
    """

    # Written by hand, like the other classes of the first frame: a dataclass costs half a millisecond each.
    __slots__ = ("height", "position", "replaces")

    def __init__(self, position: int, *, replaces: bool, height: int = 1) -> None:
        self.position = position
        self.replaces = replaces
        self.height = height


def cut_below(strip: Strip) -> Strip:
    """A line whose text goes on out of sight: with an ellipsis at its end, in place of a word if need be."""
    width, text = strip.cell_length, strip.text.rstrip()
    if cell_len(text) >= width - AIR:
        text = text.rpartition(" ")[0].rstrip() or text[:-1]
    kept = strip.crop(0, cell_len(text))
    style = list(kept)[-1].style if text else None
    return Strip([*kept, Segment("…", style)]).adjust_cell_length(width, style)
