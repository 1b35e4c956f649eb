"""What a board asks of whoever owns the canvas."""

from __future__ import annotations

from typing import Protocol


class Wishes(Protocol):
    """What the user wants done.

    These are called, not posted as messages: the key that comes next must find the canvas as the one
    before left it, however fast both were pressed.
    """

    def typed(self, panel: str, texts: tuple[str, ...], after: str | None) -> str | None:
        """New statements for a panel, after an item or at its end; the id of the last one made."""

    def reworded(self, item_id: str, text: str) -> None:
        """Another wording of an item."""

    def unfinished(self, panel: str, text: str, item_id: str | None, after: str | None) -> None:
        """Something was typed and left: a new statement, or another wording of an item."""

    def dropped(self, item_id: str, panel: str, position: int) -> None:
        """An item was dragged to a place."""

    def refused(self) -> bool:
        """Whether nothing may be changed; that is then said."""

    def looked(self) -> None:
        """The eye went somewhere else, or typing began or ended."""
