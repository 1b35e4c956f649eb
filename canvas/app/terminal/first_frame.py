"""Paint a screen once after a large change, when its layouts are done.

Textual paints a new screen as it is resumed, resized, laid out, and laid out again for what its widgets
learnt meanwhile: up to six frames, a tick of 16 ms apart, of which only the last is wanted.
"""

# ruff: noqa: SLF001 - Textual has no public names for what a screen has yet to lay out and paint

from __future__ import annotations

import asyncio
from typing import Any

from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from canvas.app.terminal.screen_opening import dialog_alone

_MOST_SECONDS = 0.3
"""Seconds after which a screen is painted as it is."""

_PREPARING_SECONDS = 0.05
"""Seconds for which a screen waits for what it is going to show."""

_PREPARING_STEP = 0.002
"""Seconds between two looks whether that is there; a thread that makes it is not held up."""

_QUIET_TURNS = 2
"""Turns of the event loop without a message after which a screen counts as laid out."""

_HIDDEN = "_compositor_refresh"
"""The method that paints a screen; an attribute of the instance hides it."""


class _Hold:
    """Hides the method, in place of which this is found.

    Attributes:
        is_clean: whether all that was there before the key that holds the screen has been painted.
    """

    def __init__(self, *, is_clean: bool) -> None:
        self.is_clean = is_clean

    def __call__(self) -> None:
        """Paint nothing."""


def paint_once(  # noqa: C901 - three steps that share what is held
    screen: Screen[Any], *, is_clean: bool = True
) -> None:
    """Hold back what a screen paints until its widgets have no message waiting and no layout is due.

    Those below it are painted with it, as its background, and are held back as long. It is not clean where
    the terminal still shows a screen that was removed.
    """
    if hold := vars(screen).get(_HIDDEN):
        hold.is_clean = False
        return
    app, loop = screen.app, asyncio.get_running_loop()
    held = {screen, *app.screen_stack}
    before = [hold for shown in held if (hold := vars(shown).get(_HIDDEN))]
    nothing = _Hold(is_clean=is_clean and all(hold.is_clean for hold in before))
    for shown in held:
        vars(shown)[_HIDDEN] = nothing
    began, quiet, is_new = loop.time(), 0, not screen.is_mounted

    def release() -> None:
        if not app.screen_stack:  # the program has ended
            return
        changed: set[Region] = set()
        try:
            for below in () if screen is not app.screen else app._background_screens:
                _lay_out(below)
                changed |= _changed(below)
                below._compositor._dirty_regions.clear()
            _lay_out(app.screen)
            if is_new and nothing.is_clean and screen is app.screen and dialog_alone(screen):
                screen._compositor._dirty_regions |= changed
        finally:
            for shown in held:
                vars(shown).pop(_HIDDEN, None)
        app.screen._compositor_refresh()

    def turn() -> None:
        nonlocal quiet
        if vars(screen).get(_HIDDEN) is not nothing:
            return  # another screen came on top
        top = app.screen_stack[-1] if app.screen_stack else screen
        if vars(top).get(_HIDDEN) is not nothing:  # it is not this one, nor one that was below it
            release()
            return
        quiet = 0 if _is_busy(top) else quiet + 1
        seconds = loop.time() - began
        is_over = seconds >= _MOST_SECONDS or not top.is_running
        if quiet < _QUIET_TURNS and not is_over:
            loop.call_soon(turn)
        elif _has_more_to_lay_out(top) and not is_over:
            _lay_out(top)
            quiet = 0
            loop.call_soon(turn)
        elif getattr(top, "is_preparing", False) and seconds < _PREPARING_SECONDS and not is_over:
            loop.call_later(_PREPARING_STEP, turn)
        else:
            release()

    loop.call_soon(turn)


def _lay_out(screen: Screen[Any]) -> None:
    """Do what the next tick would do."""
    with screen._context():
        screen._on_timer_update()


def _has_more_to_lay_out(screen: Screen[Any]) -> bool:
    """Whether a layout is due, or something that waits for one, such as a text made for its width."""
    return screen._layout_required or screen._scroll_required or bool(screen._callbacks)


def _changed(screen: Screen[Any]) -> set[Region]:
    """What has changed of a screen, which is to be repainted as a whole because another was put on it."""
    compositor = screen._compositor
    compositor.update_widgets(compositor.visible_widgets.keys() - {screen})
    return compositor._dirty_regions - {screen.size.region}


def _is_busy(screen: Screen[Any]) -> bool:
    """Whether a screen is not mounted and sized, or a widget has messages or a layout to ask for."""
    return (
        not (screen.is_mounted and screen.size)
        or bool(screen.message_queue_size or screen.app.message_queue_size)
        or any(
            # A widget that is hidden from the start is sent nothing, and so never asks for its layout.
            (widget._layout_required and widget.display) or widget.message_queue_size
            for widget in screen.walk_children(Widget, with_self=False)
        )
    )
