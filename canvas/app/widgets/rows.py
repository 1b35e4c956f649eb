"""What a panel on the board consists of: lines, and room for an item that is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual.strip import Strip


class Row(NamedTuple):
    """One line below the heading.

    Attributes:
        item: the position of the item it belongs to.
        strip: what it shows.
        is_typed: whether the item that is being typed stands here.
    """

    item: int | None
    strip: Strip
    is_typed: bool = False


@dataclass(slots=True)
class Slot:
    """Room for an item that is being typed.

    Attributes:
        position: where it stands among the items.
        replaces: whether it stands in for the item there, or is a new one before it.
        height: the lines it needs.
    """

    position: int
    replaces: bool
    height: int = 1
