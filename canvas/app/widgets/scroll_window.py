"""Virtual scrolling: the first visible item, and how many of its lines are scrolled out of sight.

Only items near the window are measured, so a panel of a thousand items costs no more than one of ten.
"""

from __future__ import annotations

from collections.abc import Callable


class ScrollWindow:
    """A window over items of different heights: its first item, and how many of its lines are hidden."""

    __slots__ = ("height_of", "skip", "top")

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self.height_of = height_of
        self.top = 0
        self.skip = 0

    def bring_in(self, wanted: int, height: int, room: int, count: int) -> None:
        """Scroll as little as needed to show an item, from its first line if it is too tall.

        A position one past the last is that of an item that is being added.
        """
        if room < 1 or count == 0:
            self.top = self.skip = 0
            return
        self.top = min(self.top, count - 1)
        self.skip = min(self.skip, self.height_of(self.top) - 1)
        if wanted <= self.top and wanted < count:
            self.top, self.skip = wanted, 0
            return
        first, needed = wanted, height
        while first > self.top:
            lines = self.height_of(first - 1) - (self.skip if first - 1 == self.top else 0)
            if needed + lines > room:
                break
            first, needed = first - 1, needed + lines
        if first > self.top:
            self.top, self.skip = min(first, count - 1), 0

    def up(self) -> bool:
        """One line towards the first item; whether there was any."""
        if self.skip:
            self.skip -= 1
        elif self.top:
            self.top -= 1
            self.skip = self.height_of(self.top) - 1
        else:
            return False
        return True

    def down(self) -> None:
        """One line towards the last item."""
        self.skip += 1
        if self.skip >= self.height_of(self.top):
            self.top, self.skip = self.top + 1, 0
