"""The base of what paints lines that scroll."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class LineScroll(ScrollView):
    """Lays out no screen for the number of its lines, unless a scrollbar comes or goes."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scrollbars."""
        self._scroll_update(size)
