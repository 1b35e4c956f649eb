"""Spare a screen that opens the work that Textual does several times.

Textual styles each widget as it is mounted, all again as the screen is resumed, and a third time as it
learns its size; it lays out the screen, and those below it, twice; and it paints those below a dialog through
Rich, line by line, with a tint that is transparent here.
"""

# ruff: noqa: SLF001 - Textual has no public names for the styling and the layout of a screen

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import CodeType, MethodType
from typing import Any

from rich.console import RenderableType
from rich.segment import Segment
from textual import _callback
from textual.geometry import Region, Size
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget


def repaint_no_screen_for_focus() -> None:
    """Have a change of focus repaint the widgets that look different with it, and not the whole screen."""
    vars(Screen)["focused"]._repaint = False


_on_timer_update = Screen._on_timer_update


def paint_own_changes_too() -> None:
    """Have a screen paint the widgets that changed on it where the one below has it repainted in part.

    Textual forgets them: it takes a screen that is to be repainted to be so as a whole.
    """
    Screen._on_timer_update = _paint_own_changes_too  # type: ignore[method-assign]  # for every screen


def _paint_own_changes_too(self: Screen[Any]) -> None:
    if self._repaint_required and self._dirty_widgets and self.is_current:
        self._compositor.update_widgets(self._dirty_widgets)
    _on_timer_update(self)


def _number_of_parameters(function: Callable[..., Any]) -> int:
    """What Textual's own function says, which inspects the signature, some fifty times as slowly."""
    code = getattr(function, "__code__", None)
    if not isinstance(code, CodeType) or hasattr(function, "__wrapped__"):
        return _inspected(function)
    more = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
    return code.co_argcount + code.co_kwonlyargcount + more - isinstance(function, MethodType)


_inspected = _callback._count_parameters


def count_parameters_by_code() -> None:
    """Have Textual read the number of parameters of each callback, which it wants to know, from its code."""
    vars(_callback)["_count_parameters"] = _number_of_parameters


_size_updated = Widget._size_updated


def _take_size(widget: Widget, size: Size, content: Size, container: Size, layout: bool = True) -> bool:
    is_wanted = layout and not isinstance(widget.screen, ModalScreen)
    return _size_updated(widget, size, content, container, layout=is_wanted)


def lay_out_no_dialog_for_sizes() -> None:
    """Have a widget of a dialog that learns its size from a layout ask for no other layout.

    The board needs one: how high its rows are depends on what the panels show at their new width.
    """
    setattr(Widget, "_size_updated", _take_size)  # noqa: B010 - mypy allows no other


def spare(screen: Screen[Any]) -> None:
    """Have a screen that is about to be mounted styled and laid out once."""
    names = vars(screen)
    if screen.is_mounted or "_screen_resized" in names:
        return
    _set_breakpoints(screen)
    screen.app.stylesheet.apply(screen)  # its own sheet may have come after it
    names["update_node_styles"] = partial(_styled_already, screen)
    names["_refresh_layout"] = partial(_lay_out_later, screen)
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


def _lay_out_later(screen: Screen[Any], size: Size | None = None, **_: bool) -> None:
    """Stand in for the layout of a new screen as it is resumed, of which most is not mounted yet."""
    vars(screen).pop("_refresh_layout", None)
    screen._size = size or screen.app.size
    screen._layout_required = True


def lay_out_anew(screen: Screen[Any], lay_out: Callable[[Size], None], size: Size) -> None:
    """Lay a screen out for a size, unless it is laid out for it; its next frame does what widgets ask for."""
    if size != screen._compositor.size or not screen.is_mounted:
        lay_out(size)


def forget_widgets(screen: Screen[Any]) -> None:
    """Let go of the widgets that a screen knew last, and was yet to lay out, paint or call."""
    screen._nodes._displayed_nodes = (-1, [])
    for waiting in (screen._dirty_widgets, screen._layout_widgets, screen._callbacks):
        waiting.clear()


class Background:
    """Paints the screens below a dialog as they are, without links that could be clicked.

    Only the lines that a frame shows of them are painted; most frames are of the dialog alone.
    """

    def __init__(self, screen: ModalScreen[Any], render_lines: Callable[[Region], list[Strip]]) -> None:
        self._screen = screen
        self._render_lines = render_lines
        self._painted: dict[int, Strip] = {}
        self._wanted: set[int] | None = None
        vars(screen._compositor)["render_update"] = self._render_update

    def __call__(self, crop: Region) -> list[Strip]:
        """The lines of a dialog's screen, all of which those below it show through."""
        screen = self._screen
        stack = screen.app.screen_stack
        if screen.styles.background.a or screen not in stack[1:]:
            return self._render_lines(crop)
        if screen._dirty_regions or screen is not stack[-1]:
            self._painted.clear()
            screen._dirty_regions.clear()
        below = stack[stack.index(screen) - 1]._compositor
        if below.size != screen.size:  # laid out for a new size after the dialog, and refreshes it then
            self._painted.clear()
            return [Strip.blank(crop.width)] * crop.height
        rows = self._wanted if self._wanted is not None else {*range(screen.size.height)}
        for block in _blocks(rows - self._painted.keys()):
            chops = below._render_chops(
                Region(0, block.start, below.size.width, len(block)), block.__contains__
            )
            for y in block:
                self._painted[y] = _without_links(Strip.join(chops[y].values()))
        blank = Strip.blank(screen.size.width)
        lines = (self._painted.get(y, blank) for y in range(crop.y, crop.bottom))
        return [strip.crop(crop.x, crop.right) for strip in lines]

    def box(self) -> Region:
        """What the dialog covers; nothing where it has more than one box, or one that shows through."""
        shown = [child for child in self._screen.children if child.display]
        is_opaque = len(shown) == 1 and shown[0].styles.background.a == 1
        return shown[0].region if is_opaque else Region()

    def _render_update(
        self, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        """Render a frame, of what is below only the lines of which something shows."""
        compositor = self._screen._compositor
        box = self.box()
        spans = compositor._regions_to_spans(compositor._dirty_regions)
        self._wanted = (
            None
            if full
            else {y for y, left, right in spans if not box.contains_region(Region(left, y, right - left, 1))}
        )
        try:
            return type(compositor).render_update(
                compositor, full=full, screen_stack=screen_stack, simplify=simplify
            )
        finally:
            self._wanted = None


def _blocks(rows: set[int]) -> Iterator[range]:
    """Rows that follow each other, together."""
    starts = sorted(y for y in rows if y - 1 not in rows)
    ends = sorted(y for y in rows if y + 1 not in rows)
    for first, last in zip(starts, ends, strict=True):
        yield range(first, last + 1)


def dialog_alone(screen: Screen[Any]) -> bool:
    """Reduce what is to be painted of a new dialog to what it covers; False where that is not known."""
    background = vars(screen).get("render_lines")
    box = background.box() if isinstance(background, Background) else Region()
    if not box or screen.styles.background.a:
        return False
    screen._compositor._dirty_regions = {box}
    return True


def _without_links(strip: Strip) -> Strip:
    """A strip without links and actions."""
    if not any(style and (style._meta or style._link) for _, style, _ in strip):
        return strip
    return Strip(_plain(strip), strip.cell_length)


def _plain(strip: Strip) -> Iterator[Segment]:
    for text, style, control in strip:
        yield Segment(text, style.clear_meta_and_links() if style else style, control)
