"""The styles that the nine cells are drawn with, by name, made from the colours of the theme.

They are a table here and not component classes in the stylesheet: a line-drawing widget looks them up for
every segment, and Textual would parse, match and store each of them before the first frame.
"""

from __future__ import annotations

from rich.style import Style as RichStyle
from textual.color import Color
from textual.style import Style
from textual.widget import Widget

_STYLES: dict[str, tuple[str, str, bool]] = {
    "text": ("foreground", "background", False),
    "heading": ("foreground", "", True),
    "heading-active": ("background", "primary", True),
    "heart": ("heart", "", True),
    "heart-active": ("background", "heart", True),
    "rule": ("rule", "", False),
    "quiet": ("quiet", "", False),
    "settled": ("quiet", "", False),
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
"""Each style's colour and ground among the theme's variables, none where it takes over what is below it;
and whether it is bold."""


class Palette:
    """The styles by name, in the colours of the theme that holds."""

    def __init__(self, widget: Widget) -> None:
        """A palette that is empty until the first style is asked for.

        Args:
            widget: in whose program the theme holds.
        """
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._rich: dict[str, RichStyle] = {}
        self._is_stale = True
        self._version = 0

    def expire(self) -> None:
        """Look at the theme again before the next style is given."""
        self._is_stale = True

    def renew(self) -> None:
        """Have everything drawn again that was drawn with it."""
        self._version = self.version + 1

    @property
    def version(self) -> int:
        """A number that is another whenever any style is."""
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
        """``text`` as the ground to draw on, any other to lay over it."""
        return self._styles[name] if self.version else Style()

    def rich(self, name: str) -> RichStyle:
        """A style on the ground, for a segment."""
        return self._rich[name] if self.version else RichStyle()
