"""The status line of the presentation: a message or clickable key hints, and the timer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textual.content import Content

from canvas.app.widgets.big_timer import BigTimer
from canvas.app.widgets.keys_line import FadingLine
from canvas.exports.slides.layout import WIDEST
from canvas.model.sanitize import shorten, visible_line

_GAP = 2
_MIN_WIDTH = 76


class Hint(NamedTuple):
    """A key hint, and the action of the screen that a click runs; its words are never user input."""

    action: str
    key: str
    label: str


@cache
def _clickable(hint: Hint) -> Content:
    """A hint as a link; cached, because parsing the markup takes as long as the rest of the line."""
    key = "[bold $foreground]$key[/] " if hint.key else ""
    words = f"[@click=screen.{hint.action}]{key}[$quiet]$label[/][/]"
    return Content.from_markup(words, key=hint.key, label=hint.label)


class SlideLine(FadingLine):
    """Shows its ``message``, and as many hints as fit; the last two always.

    Where there is no room for big digits, the timer is at its end.
    """

    def __init__(self) -> None:
        super().__init__(id="slide-line")
        self._hints: Sequence[Hint] = ()
        self._mode = ""
        self._width = WIDEST
        self._tells_time = False

    def on_mount(self) -> None:
        """Subscribe to the timer."""
        self.app.timekeeper.changed.subscribe(self, lambda _: self.refresh())

    def on_unmount(self) -> None:
        """Let go of the signal, which would hold the slides."""
        self.app.timekeeper.changed.unsubscribe(self)

    def show(
        self, hints: Sequence[Hint], message: str | None = "", width: int = WIDEST, *, mode: str = ""
    ) -> None:
        """Show hints, and before them a message or else a mode; as wide as the slide.

        Both are sanitised here. The message fades, the mode stays; None leaves the message that there is.
        """
        before = self.message, self._mode, self._width, self._tells_time
        if message is not None:
            self.message = visible_line(message)
            self.let_fade()
        self._mode, self._width = visible_line(mode), max(width, _MIN_WIDTH)
        self._tells_time = BigTimer.lines(self.app.size.height) <= 1
        if (self.message, self._mode, self._width, self._tells_time) != before:
            self._repaint()
        self.hint(hints)

    def hint(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        hints = [hint._replace(key=self.app.written(hint.key)) for hint in hints]
        if hints != self._hints:
            self._hints = hints
            self._repaint()

    def _repaint(self) -> None:
        if self.size.width:  # before that the first frame shows it
            self.refresh()

    def render(self) -> Content:
        """The line."""
        whole = self.size.width
        left = (whole - self._width) // 2 + _GAP if whole > self._width else 1
        width = max(1, min(self._width - _GAP, whole - 2))
        time = self._time(width)
        words = max(1, width - (time.cell_length + _GAP if time else 0))
        said = Content(shorten(self.message or self._mode, words))
        line = said.stylize("bold $foreground")
        for hint in self._fitting(words - (said.cell_length + _GAP if said else 0)):
            line = (line + Content(" " * _GAP) if line else line) + _clickable(hint)
        if time:
            line = line + Content(" " * (width - line.cell_length - time.cell_length)) + time
        return Content(" " * left) + line

    def _time(self, width: int) -> Content:
        """The timer where no big digits tell it; highlighted where its time is up."""
        told = self.app.timekeeper.line(width) if self._tells_time else ""
        style = "bold reverse" if self.app.timekeeper.announces_end else "bold $foreground"
        return Content.styled(f" {told} ", style) if told else Content("")

    def _fitting(self, room: int) -> list[Hint]:
        """The hints that fit: the last two take precedence."""
        if not (self._hints and self.has_keys):
            return []
        *others, one, other = self._hints if len(self._hints) > 1 else (*self._hints,) * 2
        kept: list[Hint] = []
        for hint in (other, one, *others):
            needed = len(hint.key) + 1 + len(hint.label) + _GAP
            if needed > room + _GAP:
                break
            room -= needed
            kept.append(hint)
        return [hint for hint in self._hints if hint in kept]
