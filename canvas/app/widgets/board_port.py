"""The interface through which a board calls the owner of the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from canvas.app.widgets.capture import Capture
    from canvas.model.canvas import Item
    from canvas.model.paste import Pasted
    from canvas.model.shorthand import Typed
    from canvas.model.types import ItemId, PanelKey


class BoardEdits(Protocol):
    """The edits that a board asks for.

    These are calls, not messages: the next key must find the canvas as the previous one left it, however
    fast both were pressed.
    """

    def capture(self, panel: PanelKey, item: Item | None) -> Capture:
        """What understands the text of new items of a panel, or of an item that is reworded."""

    def add_typed(self, panel: PanelKey, typed: Typed, after: ItemId | None) -> ItemId | None:
        """Add an item that was typed, with the fields that were typed with it; its id."""

    def reword(self, item_id: ItemId, typed: Typed) -> None:
        """Set the text of an item, and the fields that were typed with it."""

    def record_draft(
        self, panel: PanelKey, typed: Typed, item_id: ItemId | None, after: ItemId | None
    ) -> None:
        """Record the text that is being typed, for recovery."""

    def stash_wording(self, item_id: ItemId, text: str) -> None:
        """Make a new wording of an item that was cancelled available to redo."""

    def drop(self, item_id: ItemId, panel: PanelKey, position: int) -> None:
        """Move an item that was dragged, and the rest of the selection where it is part of it."""

    def refused(self) -> bool:
        """Whether the canvas is read-only; if so, the user is told why."""


class BoardPastes(Protocol):
    """What a board does with pasted text."""

    def add_pasted(self, panel: PanelKey, pasted: Pasted, after: ItemId | None) -> ItemId | None:
        """Add what was pasted to a panel, after an item or at its end; the id of the last item added."""

    def paste_to_the_letter(self) -> ItemId | None:
        """Replace what was pasted last by its lines as they were; the id of the last one, None where not."""


class BoardPort(Protocol):
    """The owner of a board: it edits the canvas, and is notified."""

    @property
    def edits(self) -> BoardEdits:
        """What edits the canvas."""

    @property
    def pastes(self) -> BoardPastes:
        """What takes in pasted text."""

    def open_menu(self) -> None:
        """Open the context menu, after a click with the right button."""

    def status_clicked(self) -> None:
        """The status symbol of the item under the cursor was clicked."""

    def typing_changed(self) -> None:
        """What is typed changed, or how it is understood."""

    def view_changed(self) -> None:
        """The cursor moved, the selection changed, or typing began or ended."""
