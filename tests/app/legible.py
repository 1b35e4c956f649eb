"""How far what is painted stands out from what it is painted on, measured on the screen itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tests.app.driving import Driven

TEXT, MARK = 7.0, 3.0
"""What the two themes promise: the least contrast of words, and of borders, marks and cursors."""

TEXT_16 = 4.5
"""What the themes for sixteen colours promise of words; of marks it is as much as the others."""

_BLANK = " \u2800"


class Painted(NamedTuple):
    """Words or marks on the screen that look alike.

    Attributes:
        text: what is painted.
        is_mark: whether it is a border, a mark or a cursor rather than words.
        contrast: as WCAG counts it, from 1 to 21.
    """

    text: str
    is_mark: bool
    contrast: float


def contrast(style: Style) -> float:
    """How far a style's colour stands out from its background, as WCAG counts it."""

    def light(color: object) -> float:
        triplet = getattr(color, "triplet", None)
        assert triplet, style
        parts = [float(value) / 255 for value in triplet]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])

    high, low = sorted((light(style.color), light(style.bgcolor)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def painted(it: Driven, as_painted: Callable[[Style], Style] = lambda style: style) -> Iterator[Painted]:
    """All there is on the screen, blanks apart.

    Args:
        it: the program.
        as_painted: what a terminal makes of a style.
    """
    for strip in it.strips:
        for text, style, _ in strip:
            letters = text.strip(_BLANK)
            if letters:
                assert style is not None, text
                assert not style.dim, f"{text!r} is faded out by the terminal, nobody knows how far"
                yield Painted(letters, all(map(_is_mark, letters)), contrast(as_painted(style)))
    for name, grounds in _without_letters(it):
        painted_so = dict.fromkeys(as_painted(ground) for ground in grounds if ground.bgcolor)
        first, *others = painted_so or [Style()]
        for other in others:
            together = Style(color=first.color, bgcolor=other.bgcolor)
            yield Painted(name, is_mark=True, contrast=contrast(together))


def _without_letters(it: Driven) -> Iterator[tuple[str, list[Style]]]:
    """What is told by the ground alone: the handles of scrollbars, and the cursor where something is typed.

    Each by its name, with the grounds that have to stand out from each other: as a colour and a background.
    """
    strips = it.strips
    for widget in it.screen.walk_children():
        if isinstance(widget, Widget) and widget.show_vertical_scrollbar:
            where = widget.vertical_scrollbar.region
            yield "scrollbar", [_ground(strips, where.x, y) for y in range(where.y, where.bottom)]
    if isinstance(it.app.focused, Input | TextArea):
        (x, y), across = it.app.cursor_position, it.app.focused.content_region
        if across.contains(x, y):
            # At the right may stand a scrollbar, at the left what is selected.
            beside = x - 1 if x > across.x and it.app.focused.selection.is_empty else x + 1
            yield "text cursor", [_ground(strips, x, y), _ground(strips, beside, y)]


def _ground(strips: list[Strip], x: int, y: int) -> Style:
    """The ground of a place on the screen, as colour and as background."""
    if not 0 <= y < len(strips) or not 0 <= x < strips[y].cell_length:
        return Style()
    (segment, *_) = strips[y].crop(x, x + 1)
    style = segment.style or Style()
    ground = style.color if style.reverse else style.bgcolor
    return Style(color=ground, bgcolor=ground)


def faint(it: Driven) -> list[Painted]:
    """What does not stand out as far as is promised."""
    return [part for part in painted(it) if part.contrast < (MARK if part.is_mark else TEXT)]


def _is_mark(char: str) -> bool:
    """Whether a character draws rather than speaks: lines, boxes, blocks, shapes."""
    return char in _BLANK or "\u2500" <= char <= "\u25ff" or unicodedata.category(char) in ("So", "Co")


def coarse(style: Style) -> Style:
    """A style as a terminal of sixteen colours paints it."""
    both = []
    for colour in (style.color, style.bgcolor):
        assert colour
        there = colour.downgrade(ColorSystem.STANDARD).get_truecolor(DEFAULT_TERMINAL_THEME)
        both.append(Color.from_triplet(there))
    return Style(color=both[0], bgcolor=both[1])
