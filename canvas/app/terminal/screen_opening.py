"""Spare a screen that opens the work that Textual does several times.

Textual styles each widget as it is mounted, all again as the screen is resumed, and a third time as it
learns its size; it lays out the screen, and those below it, twice; and it paints those below a dialog through
Rich, line by line, with a tint that is transparent here.
"""

# ruff: noqa: SLF001 - Textual has no public names for the styling and the layout of a screen

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.screen import ModalScreen, Screen
from textual.strip import Strip


def spare(screen: Screen[Any]) -> None:
    """Have a screen that is about to be mounted styled and laid out once."""
    names = vars(screen)
    if screen.is_mounted or "_screen_resized" in names:
        return
    _set_breakpoints(screen)
    screen.app.stylesheet.apply(screen)  # its own sheet may have come after it
    names["update_node_styles"] = partial(_styled_already, screen)
    names["_screen_resized"] = partial(lay_out_anew, screen, screen._screen_resized)
    if isinstance(screen, ModalScreen):
        names["render_lines"] = Background(screen, screen.render_lines)


def _set_breakpoints(screen: Screen[Any]) -> None:
    """Set the classes for the size of the terminal, before there is any widget to style anew."""
    app, (width, height) = screen.app, screen.app.size
    for size, own, others in (
        (width, screen.HORIZONTAL_BREAKPOINTS, app.HORIZONTAL_BREAKPOINTS),
        (height, screen.VERTICAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS),
    ):
        breakpoints = (others if own is None else own) or []
        applying = screen._get_breakpoint_classes(size, breakpoints)
        screen.update_classes({name: name in applying for _, name in breakpoints}, update=False)


def _styled_already(screen: Screen[Any], *, animate: bool = True) -> None:  # noqa: ARG001 - as Textual calls it
    """Stand in for the styling of all widgets as a new screen is resumed, right after they were mounted."""
    vars(screen).pop("update_node_styles", None)


def lay_out_anew(screen: Screen[Any], lay_out: Callable[[Size], None], size: Size) -> None:
    """Lay a screen out for a size, unless it is laid out for it."""
    if size != screen._compositor.size or screen._layout_required or not screen.is_mounted:
        lay_out(size)


class Background:
    """Paints the screens below a dialog as they are, without links that could be clicked."""

    def __init__(self, screen: ModalScreen[Any], render_lines: Callable[[Region], list[Strip]]) -> None:
        self._screen = screen
        self._render_lines = render_lines
        self._painted: list[Strip] = []

    def __call__(self, crop: Region) -> list[Strip]:
        """The lines of a dialog's screen, all of which those below it show through."""
        screen = self._screen
        stack = screen.app.screen_stack
        if screen.styles.background.a or screen not in stack[1:]:
            return self._render_lines(crop)
        is_top = screen is stack[-1]
        if screen._dirty_regions or not is_top or len(self._painted) != screen.size.height:
            below = stack[stack.index(screen) - 1]
            self._painted = [_without_links(strip) for strip in below._compositor.render_strips()]
            screen._dirty_regions.clear()
        return [strip.crop(crop.x, crop.right) for strip in self._painted[crop.y : crop.bottom]]


def _without_links(strip: Strip) -> Strip:
    """A strip without links and actions."""
    if not any(style and (style._meta or style._link) for _, style, _ in strip):
        return strip
    return Strip(_plain(strip), strip.cell_length)


def _plain(strip: Strip) -> Iterator[Segment]:
    for text, style, control in strip:
        yield Segment(text, style.clear_meta_and_links() if style else style, control)
