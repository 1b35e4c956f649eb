"""What part of a panel's items is in sight: an item at the top, and how many of its lines are above it.

Only the items near the window are ever measured, so a panel of a thousand items costs no more than one of
ten. No screen is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class ScrollWindow:
    """A window over items of different heights.

    Attributes:
        height_of: gives the lines that the item at a position takes.
        top: the position of the first item in sight.
        skip: how many of its lines are out of sight.
    """

    height_of: Callable[[int], int]
    top: int = 0
    skip: int = 0

    def bring_in(self, wanted: int, height: int, room: int, count: int) -> None:
        """Move as little as needed to have an item in sight, from its first line if it is too tall.

        Args:
            wanted: its position; that of one to come after the last may be meant.
            height: the lines it takes.
            room: the lines there are.
            count: how many items there are.
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
