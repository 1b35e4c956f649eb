"""An item dragged with the mouse, from the press to the drop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.geometry import Offset

from canvas.app.widgets.board_port import BoardPort
from canvas.app.widgets.panel import PanelView
from canvas.model.canvas import Item


@dataclass(slots=True)
class Drag:
    """What happens between a button going down on an item and coming up again.

    Attributes:
        item: the item under the mouse when the button went down.
        start: where that was; the item is not dragged until the mouse has left it.
        moved: whether it has.
    """

    item: Item
    start: Offset
    moved: bool = False

    def over(
        self, at: Offset, views: Iterable[PanelView], find: Callable[[Offset], PanelView | None]
    ) -> None:
        """Show where the item would land."""
        self.moved = self.moved or at != self.start
        if self.moved:
            under = find(at)
            for view in views:
                view.set_target(view.place_at(at.y - view.region.y) if view is under else None)

    def drop(
        self, at: Offset, views: Iterable[PanelView], under: PanelView | None, wishes: BoardPort
    ) -> None:
        """Let the item go; it moves where the mouse is over a panel, and not after a mere click."""
        for view in views:
            view.set_target(None)
        if not self.moved or under is None:
            return
        wishes.dropped(self.item.id, under.panel.key, under.place_at(at.y - under.region.y))
