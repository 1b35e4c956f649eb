"""What was under the mouse when its button went down, and the time before."""

from __future__ import annotations

from typing import NamedTuple


class PressTarget(NamedTuple):
    """Where the mouse is.

    Attributes:
        cell: the cell under it; None where there is none.
        item: the id of the item under it; None where there is none.
        is_shape: whether it is on the shape that stands for the item's status.
    """

    cell: str | None = None
    item: str | None = None
    is_shape: bool = False


class PressHistory:
    """The last two presses: the canvas may change under the mouse between them, or while a button is down."""

    def __init__(self) -> None:
        self._before = self._now = PressTarget()

    def down(self, at: PressTarget) -> None:
        """A button went down."""
        self._before, self._now = self._now, at

    def is_on(self, at: PressTarget) -> bool:
        """Whether it went down on what is under the mouse now."""
        return at.cell is not None and at == self._now

    def is_twice_on(self, at: PressTarget) -> bool:
        """Whether both times it went down on the item that is under the mouse now."""
        return at.item is not None and at == self._now == self._before
