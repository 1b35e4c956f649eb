"""The timer on the slides: big digits, and a bar that empties; at the end what can be done."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from canvas.app.paint.palette import Palette
from canvas.model.sanitize import shorten
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.model.timer import PanelTimer

_GLYPHS: Final = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": (" ", "█", " ", "█", " "),
}
"""Each sign in five lines; every column of it is painted twice, as a cell is half as wide as high."""

DIGIT_LINES: Final = 5
_FULL, _EMPTY = "▄", "▁"
_MARGIN: Final = 2
_BIG_MIN_LINES: Final = 24
"""Lines of the screen from which on there is room for big digits; below stands the bar alone."""

_BAR_MIN_LINES: Final = 15


def digits(time: str) -> list[str]:
    """A time such as ``4:59`` in five lines of blocks."""
    shown = [_GLYPHS[sign] for sign in time if sign in _GLYPHS]
    return [
        "  ".join("".join(2 * cell for cell in glyph[line]) for glyph in shown) for line in range(DIGIT_LINES)
    ]


def bar(left: float, whole: float, width: int) -> str:
    """A bar of a width, as full as time is left; never empty before the end."""
    full = min(width, ceil(width * left / whole)) if whole > 0 else 0
    return _FULL * full + _EMPTY * (width - full)


class BigTimer(Widget):
    """Paints the timer that runs; takes no room where there is none. It wakes up once a second."""

    app: Host

    def __init__(self) -> None:
        super().__init__(id="big-timer")
        self.palette = Palette(self)
        self._width = 0
        self._second: Timer | None = None

    @property
    def box(self) -> PanelTimer | None:
        """The timer."""
        return self.app.timekeeper.box

    @staticmethod
    def lines(height: int) -> int:
        """How many lines of a screen of this height it takes while a timer is there."""
        return DIGIT_LINES + 2 if height >= _BIG_MIN_LINES else int(height >= _BAR_MIN_LINES)

    def on_mount(self) -> None:
        """Follow the timer."""
        self.app.timekeeper.changed.subscribe(self, lambda _: self.follow())
        self._wake()

    def on_unmount(self) -> None:
        """Let go of the signal, which would hold its screen."""
        self.app.timekeeper.changed.unsubscribe(self)

    def notify_style_update(self) -> None:
        """Look the colours up again."""
        super().notify_style_update()
        self.palette.expire()

    def follow(self, width: int = 0) -> None:
        """Take as much room as there is for the timer, as wide as the slide, and paint it anew."""
        self._width = width or self._width
        lines = self.lines(self.app.size.height) if self.box else 0
        if (self.display, self.styles.height and self.styles.height.value) != (bool(lines), lines):
            self.styles.height = lines
            self.display = bool(lines)
        if self.is_attached:
            self.refresh()
            self._wake()

    def _wake(self) -> None:
        """Paint the next second when it comes, while the time runs."""
        if self._second:
            self._second.stop()
        box, now = self.box, self.app.timekeeper.clock()
        if box and self.display and not box.is_paused and (left := box.remaining(now)) > 0:
            self._second = self.set_timer(left - (ceil(left) - 1) + 0.02, self.follow)

    def render_line(self, y: int) -> Strip:
        """One line: a blank one, the digits with the panel beside them, then the bar."""
        whole, ground = self.size.width, self.palette.rich("text")
        box, now = self.box, self.app.timekeeper.clock()
        if box is None:
            return Strip.blank(whole, ground)
        width = max(1, min(self._width, whole) - 2 * _MARGIN)
        left = (whole - min(self._width, whole)) // 2 + _MARGIN
        style = self.palette.rich("late" if box.is_up(now) else "heading")
        quiet = self.palette.rich("quiet")
        segments = [Segment(" " * left, ground)]
        if y == self.size.height - 1:
            filled = bar(box.remaining(now), box.length, width)
            count = filled.count(_FULL)
            segments += [Segment(filled[:count], style), Segment(filled[count:], quiet)]
        elif 0 < y <= DIGIT_LINES:
            big = digits(box.format_exact(now).split()[0])[y - 1]
            segments.append(Segment(big, style))
            room = width - len(big) - 4
            if y - 1 == DIGIT_LINES // 2 and room > 0:
                segments.append(Segment(f"    {shorten(self._beside(box, now), room)}", style))
        return Strip(segments).adjust_cell_length(whole, ground).simplify()

    @staticmethod
    def _beside(box: PanelTimer, now: float) -> str:
        """The panel whose time it is, and whether it is paused or up."""
        panel = BY_KEY.get(box.panels[0])
        name = panel.numbered_title if panel else box.panels[0].capitalize()
        return f"{name}: time is up" if box.is_up(now) else f"{name}, paused" if box.is_paused else name
