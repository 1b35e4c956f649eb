"""What a board, or a form on top of it, asks of whoever owns the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol


class BoardPort(Protocol):
    """What the user wants done.

    These are called, not posted as messages: the key that comes next must find the canvas as the one
    before left it, however fast both were pressed.
    """

    def typed(self, panel: str, texts: tuple[str, ...], after: str | None) -> str | None:
        """New statements for a panel, after an item or at its end; the id of the last one made."""

    def reworded(self, item_id: str, text: str) -> None:
        """Another wording of an item."""

    def so_far(self, panel: str, text: str, item_id: str | None, after: str | None) -> None:
        """A statement is being typed, and this is what stands there by now."""

    def unfinished(self, panel: str, text: str, item_id: str | None, after: str | None) -> None:
        """Something was typed and left: a new statement, or another wording of an item."""

    def menu(self) -> None:
        """What can be done with what was clicked with the right button."""

    def dropped(self, item_id: str, panel: str, position: int) -> None:
        """An item was dragged to a place."""

    def shape_clicked(self) -> None:
        """The status of the item under the cursor was clicked."""

    def refused(self) -> bool:
        """Whether nothing may be changed; that is then said."""

    def looked(self) -> None:
        """The eye went somewhere else, or typing began or ended."""


class FormPort(NamedTuple):
    """What a form asks of whoever opened it.

    Attributes:
        keep: takes in the fields that were changed, by key; gives a sentence where it cannot.
        so_far: is told of them while they are filled in.
        ended: is told that the form is closed.
    """

    keep: Callable[[dict[str, Any]], str]
    so_far: Callable[[dict[str, Any]], object]
    ended: Callable[[], object]
