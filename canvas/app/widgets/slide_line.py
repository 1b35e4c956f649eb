"""The line below a slide: what just happened, or the keys; each of these can be clicked as well."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from canvas.model.text import visible_line

_GAP = 2


class Hint(NamedTuple):
    """A key to tell of; its words are the program's own.

    Attributes:
        action: the action of the screen that a click carries out.
        key: the key as a person reads it.
        label: what it does.
    """

    action: str
    key: str
    label: str


@cache
def _clickable(hint: Hint) -> Content:
    """A key and what it does; reading the markup takes as long as the rest of the line."""
    words = f"[@click=screen.{hint.action}][bold $foreground]$key[/] [$quiet]$label[/][/]"
    return Content.from_markup(words, key=hint.key, label=hint.label)


class SlideLine(Widget):
    """Shows a sentence until the next key, or as many keys as there is room for; the last two always."""

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """It never scrolls: to learn its own size is no reason to lay out and paint a second time."""

    def __init__(self) -> None:
        super().__init__(id="slide-line")
        self._hints: Sequence[Hint] = ()
        self._message = ""

    @property
    def message(self) -> str:
        """What is being said; empty where nothing is."""
        return self._message

    def show(self, hints: Sequence[Hint], message: str = "") -> None:
        """Show these keys, and a sentence before them; it is made visible here."""
        message = visible_line(message)
        if (hints, message) != (self._hints, self._message):
            self._hints, self._message = hints, message
            if self.size.width:  # before that the first frame shows it
                self.refresh()

    def render(self) -> Content:
        """The line."""
        width = max(1, self.size.width - 2)
        said = Content(self._message).truncate(width, ellipsis=True) if self._message else Content("")
        room = width - (said.cell_length + _GAP if self._message else 0)
        line = Content(" ")
        if self._message:
            line = line + said.stylize("bold $foreground") + Content(" " * _GAP)
        for hint in self._fitting(room):
            line = line + _clickable(hint) + Content(" " * _GAP)
        return line

    def _fitting(self, room: int) -> list[Hint]:
        """As many of the keys as fit: the last two before all others."""
        *others, one, other = self._hints if len(self._hints) > 1 else (*self._hints,) * 2
        kept: list[Hint] = []
        for hint in (other, one, *others):
            needed = len(hint.key) + 1 + len(hint.label) + _GAP
            if needed > room + _GAP:
                break
            room -= needed
            kept.append(hint)
        return [hint for hint in self._hints if hint in kept]
