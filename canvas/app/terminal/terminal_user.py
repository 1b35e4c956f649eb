"""The application as its terminal sees it: what the driver asks of it, and how its frames are written.

The driver itself cannot be imported on Windows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual._compositor import CompositorUpdate
from textual.app import App
from textual.geometry import Offset

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from textual.screen import Screen

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


class TerminalUser(App[int]):
    """The application that has the terminal."""

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
