"""Virtual scrolling: the first visible entry, and how many of its lines are scrolled out of sight.

Only entries near the window are measured, so a panel of a thousand items costs no more than one of ten.
"""

from __future__ import annotations

from collections.abc import Callable


class ScrollWindow:
    """A window over entries of different heights: its first entry, and how many of its lines are hidden.

    After `bring_in`, no line of the room stays blank while an entry is hidden above.
    """

    __slots__ = ("height_of", "skip", "top")

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self.height_of = height_of
        self.top = 0
        self.skip = 0

    def bring_in(self, wanted: int, room: int, count: int, height: int | None = None) -> None:
        """Scroll as little as needed to show an entry, and back up where lines would stay blank.

        One that is taller than the room is shown from its first line, unless it fills the room already.

        Args:
            wanted: the position of the entry.
            room: the number of lines.
            count: the number of entries.
            height: how many of the entry's lines must show; all by default.
        """
        if room < 1 or count == 0:
            self.top = self.skip = 0
            return
        self.top = min(self.top, count - 1)
        self.skip = max(0, min(self.skip, self.height_of(self.top) - 1))
        height = self.height_of(wanted) if height is None else height
        if wanted == self.top:
            self.skip = min(self.skip, max(0, height - room))
        elif wanted < self.top:
            self.top, self.skip = wanted, 0
        else:
            self._bring_up(wanted, height, room)
        self._fill(room, count)

    def _bring_up(self, wanted: int, height: int, room: int) -> None:
        """Scroll down until an entry below the first one is in sight."""
        first, needed = wanted, height
        while first > self.top:
            lines = self.height_of(first - 1) - (self.skip if first - 1 == self.top else 0)
            if needed + lines > room:
                break
            first, needed = first - 1, needed + lines
        if first > self.top:
            self.top, self.skip = first, 0

    def _fill(self, room: int, count: int) -> None:
        """Scroll up by as many lines as would stay blank below the last entry."""
        blank = room + self.skip
        for position in range(self.top, count):
            blank -= self.height_of(position)
            if blank <= 0:
                return
        while blank > 0 and self.up():
            blank -= 1

    def up(self) -> bool:
        """One line towards the first entry; whether there was any."""
        if self.skip:
            self.skip -= 1
        elif self.top:
            self.top -= 1
            self.skip = max(0, self.height_of(self.top) - 1)
        else:
            return False
        return True

    def down(self) -> None:
        """One line towards the last entry."""
        self.skip += 1
        if self.skip >= self.height_of(self.top):
            self.top, self.skip = self.top + 1, 0
