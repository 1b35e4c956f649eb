"""Which items an action is for: those that are marked, or else the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from canvas.app.actions.base import Acting
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import quote


class Choosing(Acting):
    """Marks items."""

    def targets(self) -> list[str]:
        """The ids of the marked items in reading order; without marks that of the item under the cursor."""
        marked = self.board.selected
        if marked:
            return [item.id for _, item in self.session.canvas if item.id in marked]
        return [self.board.item.id] if self.board.item else []

    def chosen(self) -> list[str]:
        """The same; where there is none, that is said."""
        found = self.targets()
        if not found:
            self.on_item()
        return found

    def named(self, item_ids: list[str]) -> str:
        """The one item in quotation marks, or how many there are."""
        one = self.session.canvas.item(item_ids[0]) if len(item_ids) == 1 else None
        return quote(one.text) if one else f"{len(item_ids)} items"

    def for_all(self, edit: Callable[[Canvas], Edit]) -> Callable[[Canvas], Edit]:
        """An edit of all that are marked, after which the eye stays where it is while its item is there."""
        here = self.looking_at

        def made(canvas: Canvas) -> Edit:
            done = edit(canvas)
            return replace(done, focus=here) if here and done.canvas.item(here) else done

        return made if self.board.selected else edit

    def item_alone(self) -> bool:
        """Whether what is asked of the item under the cursor is for it alone, or for all marked with it."""
        item = self.board.item
        if item and self.board.selected and item.id not in self.board.selected:
            self.board.clear_selection()  # whoever points at another item means that one
        return item is not None

    def action_mark(self) -> None:
        item = self.on_item()
        if item:
            self.say("")
            self.board.toggle_selected(item.id)
            if self.board.position + 1 < len(self.board.items):
                self.board.look_at(self.board.active, self.board.position + 1)

    def action_unmark(self) -> None:
        """Let go of what is dragged; clear the marks, or show the whole board again."""
        was_dragging = self.board.is_dragging
        self.board.end_drag()
        if was_dragging:
            return
        if self.board.selected:
            self.say("")
            self.board.clear_selection()
        elif self.board.zoomed:
            self.board.zoom()
