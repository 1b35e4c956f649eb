"""Replaces what Textual does only for a terminal or once per process; imported by `tests.app.driving`.

Each replacement saves CPU time in the tests of the screen. What they do not see for it:

- the frames between two keys, and how lines are put together to a frame: `tests/app/test_first_frame.py`,
  `tests/app/test_changed_parts.py` and the tests in a terminal have Textual's own;
- a text or a statement that is drawn anew for a reason that the keys below leave out: every so many times
  what is kept is drawn again, and must be the same;
- what is written to Textual's log, which no user of the program has.

`tests.app.as_textual` plays programs with Textual's own drawing beside ours.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from typing import Any

import textual.pilot
from textual import Logger
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.content import Content
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.dom import DOMNode
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.theme import Theme

from canvas.app.dates import _order
from canvas.app.paint import style_cache
from canvas.app.terminal.screen_opening import count_parameters_by_code
from canvas.app.widgets.cell import Cell
from canvas.app.widgets.panel import PanelView
from canvas.model.canvas import Item
from canvas.model.schema import Panel
from tests.waiting import PATIENCE


def _replace(owner: object, name: str, by: object) -> None:
    """Put something in the place of a method or a property of Textual's or of a widget."""
    assert hasattr(owner, name)
    setattr(owner, name, by)


async def event_loop_idle(
    min_sleep: float = 0,  # noqa: ARG001 - as Pilot calls it
    max_sleep: float = 1,  # noqa: ARG001 - likewise
) -> None:
    """Let the event loop run until all tasks wait for input, a timer or a thread."""
    loop: Any = asyncio.get_running_loop()
    limit = time.monotonic() + PATIENCE
    await asyncio.sleep(0)
    while loop._ready:
        assert time.monotonic() < limit, "the event loop never came to rest"
        await asyncio.sleep(0)


# Pilot waits until the process has used no CPU for 20 ms, which is slow, and on a busy machine wrong.
_replace(textual.pilot, "wait_for_idle", event_loop_idle)


# Nobody sees the frames of a program without a terminal: `Driven` paints one after each key and when
# all has come to rest, and whoever looks at the screen renders it anew. Rendering each took 40 % of the time.
render_update = Compositor.render_update
"""Textual's own, for tests that count frames."""


def paint_frame(compositor: Compositor, below: list[Screen[Any]]) -> None:
    """Have the widgets in sight paint what has changed; their lines are not put together to a frame."""
    screen, changed = compositor.size.region, compositor._dirty_regions.copy()
    compositor._dirty_regions.clear()
    visible_screen_stack.set(below)
    crop = screen if screen in changed else Region.from_union(changed).intersection(screen)
    deque(compositor._get_renders(crop), maxlen=0)


def _leave_dirty(
    self: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,  # noqa: ARG001 - as Textual calls it
    simplify: bool = False,  # noqa: ARG001 - likewise
) -> None:
    if full:
        self._dirty_regions.add(self.size.region)


_replace(Compositor, "render_update", _leave_dirty)


count_parameters_by_code()


# Most widgets handle few of the messages that they get: Textual looks through all of their classes each time.
_dispatched = MessagePump._get_dispatch_methods
_handling: dict[tuple[type, type, str], list[type] | None] = {}


def _handling_classes(pump: type, message: type, name: str) -> list[type] | None:
    """The classes of a widget with a method for a message, by its name; None where a decorator tells some."""
    known = [(cls, vars(cls)) for cls in pump.__mro__]
    if any(not names.get("_decorated_handlers", {}).keys().isdisjoint(message.__mro__) for _, names in known):
        return None
    return [cls for cls, names in known if name in names or f"_{name}" in names]


def _methods_of(
    pump: MessagePump, classes: list[type], name: str, message: Message
) -> Iterator[tuple[type, Callable[[Message], Awaitable[Any]]]]:
    for cls in classes:
        if message._no_default_action:
            break
        names = vars(cls)
        method = names.get(f"_{name}") or names.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            yield cls, method.__get__(pump, cls)


def _get_dispatch_methods(
    self: MessagePump, method_name: str, message: Message
) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
    key = (type(self), type(message), method_name)
    if key not in _handling:
        _handling[key] = _handling_classes(*key)
    classes = _handling[key]
    if classes is None:
        return _dispatched(self, method_name, message)
    return _methods_of(self, classes, method_name, message) if classes else ()


_replace(MessagePump, "_get_dispatch_methods", _get_dispatch_methods)


# Around each message Textual prevents no others, by a generator, and makes three loggers that nobody reads.
_prevent = MessagePump.prevent
_PREVENTS_NOTHING = nullcontext()


def _prevented(self: MessagePump, *message_types: type[Message]) -> AbstractContextManager[None]:
    return _prevent(self, *message_types) if message_types else _PREVENTS_NOTHING


_replace(MessagePump, "prevent", _prevented)
_replace(Logger, "event", property(lambda self: self))
_replace(Logger, "verbosity", lambda self, verbose: self)  # noqa: ARG005 - as Textual calls it


# Textual copies its table of themes to look one up, twice for each widget in each frame.
_found_theme = App.get_theme


def _get_theme(self: App[Any], theme_name: str) -> Theme | None:
    return self._registered_themes.get(theme_name) or _found_theme(self, theme_name)


_replace(App, "get_theme", _get_theme)


# Each program that a test starts wraps the same few texts, and draws the statements of the same few canvases:
# half of the time of a start.
_MAX_KEPT = 5_000
_CHECKED = 50
"""Every so many times that something kept is used, it is drawn again, and must be the same."""

_uses = count(1)


def _check(kept: list[Strip], draw: Callable[[], list[Strip]]) -> list[Strip]:
    assert next(_uses) % _CHECKED or kept == draw(), "its key leaves out what it depends on"
    return kept.copy()


_wrapped = Cell.wrapped
_wrapped_before: dict[object, list[Strip]] = {}


def _wrapped_once(self: Cell, content: Content, width: int, ground: Style) -> list[Strip]:
    key = (type(self), self.app.theme, content.plain, tuple(content.spans), width, ground)
    strips = _wrapped_before.get(key)
    if strips is None:
        if len(_wrapped_before) >= _MAX_KEPT:
            _wrapped_before.clear()
        strips = _wrapped_before[key] = _wrapped(self, content, width, ground)
    return _check(strips, lambda: _wrapped(self, content, width, ground))


_replace(Cell, "wrapped", _wrapped_once)

_drawn = PanelView._drawn
_drawn_before: dict[object, tuple[Panel, list[Strip]]] = {}


def _drawn_once(self: PanelView, item: Item, base: str) -> list[Strip]:
    self._refresh_manner()
    key = (
        *(repr(item), id(self.panel), self.app.theme, base, self._manner, self._text_width),
        *(self.emphasised is None or item.id in self.emphasised, item.id in self.selected),
        *(self.changes.items.get(item.id), self.names.get(item.owner), self.today, *_order),
    )
    found = _drawn_before.get(key)
    if found is None:
        if len(_drawn_before) >= _MAX_KEPT:
            _drawn_before.clear()
        found = _drawn_before[key] = self.panel, _drawn(self, item, base)  # the panel keeps its address
    return _check(found[1], lambda: _drawn(self, item, base))


_replace(PanelView, "_drawn", _drawn_once)


# Each program tokenizes the same few hundred variables of its theme.
_tokenized: dict[object, dict[str, list[Token]]] = {}


def _variable_tokens(self: Stylesheet) -> dict[str, list[Token]]:
    key = tuple(self._variables.items())
    if key not in _tokenized:
        _tokenized[key] = tokenize_values(self._variables)
    return _tokenized[key]


_replace(Stylesheet, "_variable_tokens", property(_variable_tokens))


# Each program styles the same widgets by the same rules, which are parsed once a process.
_applied = style_cache._apply
_kept_by_rules: dict[object, object] = {}


def _apply_kept(
    self: Stylesheet,
    node: DOMNode,
    *,
    animate: bool = False,
    cache: dict[tuple[Any, ...], RulesMap] | None = None,
) -> None:
    rules: Any = self.rules
    of_rules, _ = getattr(self, "_kept", (None, {}))
    if of_rules is not rules:
        key = *rules, *sorted(node.app.get_pseudo_classes())
        setattr(self, "_kept", (rules, _kept_by_rules.setdefault(key, {})))  # noqa: B010 - no attribute of Textual's
    _applied(self, node, animate=animate, cache=cache)


_replace(style_cache, "_apply", _apply_kept)
