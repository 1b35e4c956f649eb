"""The lines of key hints: clickable, and blank while another screen is on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from canvas.app.widgets.key_hints import MAX_LINES, Key, bound_keys, fitting_lines, keys_line, told

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.workspace import Workspace

_MAX_NARROW_LINES = 4
_NARROW_COLUMNS = 50
"""The width of hints below which they may take more lines, where the screen has them."""
LOW_LINES = 20
"""The lines of a screen below which dialogs have no blank lines, and hints take one line: two where only the
way out fits on one."""
FADE_SECONDS = 8.0
"""How long a message beside hints shows that is no warning, unless a key replaces it before."""
_HIGH_LINES = 30
"""The lines of a screen from which narrow hints may take more lines than others."""


class KeyHints(Widget):
    """A widget with key hints, which shows none while another screen is on top: they would not work."""

    app: Host

    def on_mount(self) -> None:
        """Follow which screen is on top."""
        self.app.screen_change_signal.subscribe(self, lambda _: self.top_changed(), immediate=True)

    def on_unmount(self) -> None:
        """Let go of the signal, which would hold the widget."""
        self.app.screen_change_signal.unsubscribe(self)

    @property
    def has_keys(self) -> bool:
        """Whether the screen of this widget takes the keys."""
        return self.screen is self.app.screen

    def top_changed(self) -> None:
        """Another screen is on top: paint with or without hints."""
        self.refresh()


class FadingLine(KeyHints):
    """A line of key hints with a sanitised ``message``, which may fade."""

    message = ""
    _fade: Timer | None = None

    def let_fade(self, *, fades: bool = True) -> None:
        """Clear the message after a while that begins now; without `fades` it stays."""
        if self._fade:
            self._fade.stop()
        is_fading = fades and self.message and self.is_attached
        self._fade = self.set_timer(FADE_SECONDS, self._clear) if is_fading else None

    def _clear(self) -> None:
        self.message = ""
        self.refresh()


class KeysLine(KeyHints):
    """The last line of a dialog: its keys by importance, the way out last; the least important give way.

    Attributes:
        workspace: the canvas that its keys may change; None where they change none.
    """

    workspace: Workspace | None = None

    def __init__(self, *keys: Key, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id, classes="hint")
        self._keys: Sequence[Key] = keys

    def show(self, *keys: Key) -> None:
        """Show other keys."""
        if keys != self._keys:
            self._keys = keys
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """One line, or two where there are many keys and lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The hints that fit."""
        return Content("\n").join(map(keys_line, self._lines(self.size.width) if self.has_keys else ()))

    def _lines(self, width: int) -> list[list[Key]]:
        lines = self.app.size.height
        may_edit = not (self.workspace and self.workspace.read_only_reason)
        keys = told(self._keys, bound_keys(self.screen), may_edit=may_edit)
        keys = [(action, self.app.written(words)) for action, words in keys]
        if lines < LOW_LINES and len((found := fitting_lines(keys, width, 1))[0]) > 1:
            return found
        narrow = width < _NARROW_COLUMNS and lines >= _HIGH_LINES
        return fitting_lines(keys, width, _MAX_NARROW_LINES if narrow else MAX_LINES)
