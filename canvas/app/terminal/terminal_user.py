"""The application as its terminal sees it: what the driver asks, how its frames are made and written.

The driver itself cannot be imported on Windows.
"""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakSet

from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.app import App
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from textual.dom import DOMNode

_COUNTED_DIFFERENTLY = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1100-\u11ff\u1700-\u1cff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U0001f000-\U0010ffff]"
)
"""Characters of clusters whose columns terminals do not agree on: emoji, and scripts with combining marks."""


class Frame(CompositorUpdate):
    """A frame that is written as Textual writes it, unless terminals count some of its text differently."""

    def __init__(self, update: CompositorUpdate) -> None:
        self._update = update

    def render_segments(self, console: Console) -> str:
        """The frame's sequences."""
        frame = self._update.render_segments(console)
        if not _COUNTED_DIFFERENTLY.search(frame):
            return frame
        from canvas.app.terminal.placed_frame import placed_frame  # noqa: PLC0415 - most canvases need none

        return placed_frame(self._update, console, _COUNTED_DIFFERENTLY)


def render_changed_parts_alone() -> None:
    """Have a frame ask each widget for the lines that changed, and a widget without any for none.

    Textual asks all widgets in the box around everything that changed for all of their lines: with a heading
    and the status line in it, for the whole screen.
    """
    Compositor.render_partial_update = _render_changed_parts  # type: ignore[method-assign]


def _render_changed_parts(self: Compositor) -> ChopsUpdate | None:
    regions = self._dirty_regions.copy()
    self._dirty_regions.clear()
    if not regions:
        return None
    spans = [*self._regions_to_spans(regions)]
    cuts = self.cuts
    chops: list[dict[int, Strip | None]] = [{} for _ in cuts]
    missing: dict[int, set[int]] = {}  # by row, where the parts begin that are to be painted
    for y, first, last in spans:
        chops[y] = dict.fromkeys(cuts[y][:-1])
        parts = (cut for cut, end in pairwise(cuts[y]) if cut < last and end > first)
        missing.setdefault(y, set()).update(parts)
    for widget, (region, clip) in self.visible_widgets.items():  # those in front come first
        left, top, right, bottom = region.intersection(clip).corners
        rows = (
            y for y, wanted in missing.items() if top <= y < bottom and any(left <= x < right for x in wanted)
        )
        for row, count in _runs([*rows]):
            lines = widget.render_lines(Region(left - region.x, row - region.y, right - left, count))
            for y, line in enumerate(lines, row):
                chop = chops[y]
                within = [cut for cut in cuts[y] if left <= cut <= right]
                for cut, part in zip(within, line.divide([cut - left for cut in within[1:]]), strict=False):
                    if chop.get(cut) is None:
                        chop[cut] = part
                missing[y].difference_update(within[:-1])
    return ChopsUpdate(chops, spans, [cuts_of_row[1:] for cuts_of_row in cuts])


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the number of each run of consecutive rows."""
    first = count = 0
    for row in rows:
        if count and row == first + count:
            count += 1
            continue
        if count:
            yield first, count
        first, count = row, 1
    if count:
        yield first, count


_COLLECT_AFTER_SECONDS = 0.01
_YOUNG_COLLECTIONS = 4
"""After how many collections of the youngest objects those a little older are collected, once a frame is out.

At ten Python does it by itself, mostly amid a key: one to three milliseconds.
"""

_QUIET_SECONDS = 0.15
"""Seconds without a key before what closed screens have left is collected."""


class GivesWay(Protocol):
    """Other work of this process that stops while a key is being answered."""

    def key_came(self) -> None:
        """A key has been read; called in the driver's thread."""

    def key_shown(self) -> None:
        """A frame has been written."""


class TerminalUser(App[int]):
    """The application that has the terminal.

    Attributes:
        gives_way: the work that stops while a key is being answered, or None.
    """

    gives_way: GivesWay | None = None
    _collects = False
    _full_collection: asyncio.TimerHandle | None = None
    _frozen: WeakSet[DOMNode] = WeakSet()  # noqa: RUF012 - replaced, never changed
    _outlived = 0

    @property
    def seconds_without_input(self) -> float:
        """How long nobody has pressed a key or moved the mouse."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether a text field has the focus; asked in the driver's thread."""
        raise NotImplementedError

    def keep_for_now(self) -> None:
        """Flush the journals before the process is stopped."""
        raise NotImplementedError

    def terminal_gone(self) -> None:
        """End: the terminal is gone."""
        raise NotImplementedError

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write a frame, and leave the terminal's cursor where the caret of the focused field was painted.

        A field reports its caret when it gets the focus, before it has been laid out.
        """
        if isinstance(renderable, CompositorUpdate):
            caret = getattr(self.screen.focused, "cursor_screen_offset", None)
            if isinstance(caret, Offset):
                self.cursor_position = caret
            renderable = Frame(renderable)
        super()._display(screen, renderable)
        if self.gives_way:
            self.gives_way.key_shown()
        if not self._collects and gc.isenabled() and gc.get_count()[1] >= _YOUNG_COLLECTIONS:
            self._collects = True
            asyncio.get_running_loop().call_later(_COLLECT_AFTER_SECONDS, self._collect)

    def _collect(self) -> None:
        self._collects = False
        gc.collect(1)

    def collect_when_idle(self, board: Screen[Any]) -> None:
        """Collect what a screen above the board has left, once nobody has typed for a moment.

        Python would do so amid a later key, after ten screens or so, which takes 30 ms and more.
        """
        if gc.isenabled() and not self._full_collection:
            later = asyncio.get_running_loop().call_later
            self._full_collection = later(_QUIET_SECONDS, self._collect_if_idle, board)

    def _collect_if_idle(self, board: Screen[Any]) -> None:
        self._full_collection = None
        if not self.is_running:
            return
        if self.seconds_without_input < _QUIET_SECONDS:
            self.collect_when_idle(board)
        else:
            self.collect_and_freeze(board)

    def collect_and_freeze(self, board: Screen[Any]) -> None:
        """Collect garbage, and have no later collection look again at what is left.

        Nothing is frozen while there is a screen above the board, or one that was just removed. A widget that
        was frozen and is removed since, such as guidance that was closed, would stay: all is looked at again.
        """
        if self._count_removed() > self._outlived:
            gc.unfreeze()
        gc.collect()
        self._outlived = self._count_removed()  # the context of a task may hold the latest ones
        screens = {node for node in self._registry if isinstance(node, Screen)}
        if screens == {*self.screen_stack} and board.is_active:
            gc.freeze()
            self._frozen = WeakSet((*self._frozen, *self._registry))

    def _count_removed(self) -> int:
        """How many widgets that were frozen have been removed, and are there yet."""
        return sum(node not in self._registry for node in self._frozen)
