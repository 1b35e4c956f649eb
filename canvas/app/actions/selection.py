"""Selecting items, so that a command acts on all of them."""

from __future__ import annotations

from canvas.app.actions.base import Commands


class SelectionCommands(Commands):
    """Selects items."""

    def mark(self) -> None:
        item = self.item_under_cursor()
        if item:
            self.say("")
            self.board.toggle_selected(item.id)
            if self.board.cursor.position + 1 < len(self.board.cursor.items):
                self.board.look_at(self.board.active, self.board.cursor.position + 1)

    def unmark(self) -> None:
        """Cancel a drag, else clear the selection, else end the emphasis, else leave the zoom."""
        if self.clear():
            return
        if self.board.is_emphasising:
            self.board.emphasise(None)
        elif self.board.cursor.zoomed:
            self.board.zoom()
        self.say("")

    def clear(self) -> bool:
        """End a drag, or clear the selection; whether there was any."""
        was_dragging = self.board.is_dragging
        self.board.end_drag()
        if was_dragging:
            return True
        if self.cursor.selected:
            self.say("")
            self.board.clear_selection()
            return True
        return False

    def clear_for_another(self) -> bool:
        """Clear the selection where the cursor is on an item outside it; whether there is an item."""
        item = self.cursor.item
        if item and self.cursor.selected and item.id not in self.cursor.selected:
            self.board.clear_selection()
        return item is not None
