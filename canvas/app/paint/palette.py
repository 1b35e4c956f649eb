"""Named styles of the line-rendering widgets, computed from the theme.

They are a table and not component classes in the stylesheet, because they are looked up for every segment,
and Textual would parse and match each of them before the first frame.
"""

from __future__ import annotations

from rich.style import Style as RichStyle
from textual.color import Color
from textual.style import Style
from textual.widget import Widget

_STYLES: dict[str, tuple[str, str, bool]] = {
    "text": ("foreground", "background", False),
    "heading": ("accent", "", True),
    "heading-active": ("accent", "cursor-line", True),
    "rule": ("rule", "", False),
    "rule-active": ("primary", "cursor-line", True),
    "heart": ("accent", "", True),
    "heart-rule": ("accent", "", False),
    "quiet": ("quiet", "", False),
    "late": ("error", "", True),
    "differing": ("warning", "", True),
    "changed": ("accent", "", True),
    "marked": ("accent", "", True),
    "cursor": ("", "cursor-line", False),
    "proposed": ("foreground", "", False),
    "agreed": ("success", "", True),
    "disputed": ("error", "", True),
    "parked": ("quiet", "", False),
    "done": ("success", "", False),
}
"""Each style's foreground and background as theme variables, empty to inherit; and whether it is bold."""


class Palette:
    """The styles by name, in the colours of the current theme."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._rich: dict[str, RichStyle] = {}
        self._is_stale = True
        self._version = 0

    def expire(self) -> None:
        """Read the theme again before the next look-up."""
        self._is_stale = True

    def renew(self) -> None:
        """Invalidate everything that was rendered with it."""
        self._version = self.version + 1

    @property
    def version(self) -> int:
        """A number that changes whenever a style does, for use in cache keys."""
        if self._is_stale:
            self._is_stale = False
            colours = self._widget.app.theme_variables
            styles = {
                name: Style(
                    Color.parse(colours[ground]) if ground else None,
                    Color.parse(colours[colour]) if colour else None,
                    bold=bold or None,
                )
                for name, (colour, ground, bold) in _STYLES.items()
            }
            if styles != self._styles:
                self._styles = styles
                self._rich = {name: (styles["text"] + style).rich_style for name, style in styles.items()}
                self._version += 1
        return self._version

    def style(self, name: str) -> Style:
        """A style by name: ``text`` is the background, any other is combined with it."""
        return self._styles[name] if self.version else Style()

    def rich(self, name: str) -> RichStyle:
        """A style combined with the background, for a segment."""
        return self._rich[name] if self.version else RichStyle()
