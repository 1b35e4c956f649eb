"""The status line: a message or key hints. A long warning takes up to three lines."""

from __future__ import annotations

from textual.content import Content

from canvas.app.keys import BY_NAME, HINTS, Hints
from canvas.app.widgets.keys_line import FadingLine
from canvas.model.sanitize import shorten, visible_line

_GAP = 2
_MAX_LINES = 3
_HELP = BY_NAME["help"].label.lower()


class StatusLine(FadingLine):
    """Shows its ``message`` until the next key, and the hints that fit beside it."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._is_warning = False
        self._hints = HINTS[""]

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence, sanitised here; a warning is highlighted and may take several lines."""
        message = visible_line(message)
        if (message, warning) != (self.message, self._is_warning):
            lines = len(self._wrapped(self.app.size.width))
            self.message, self._is_warning = message, warning
            self.refresh(layout=len(self._wrapped(self.app.size.width)) != lines)
        self.let_fade(fades=not warning)

    def hint(self, hints: Hints) -> None:
        """Show hints: keys and what they do."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def _wrapped(self, width: int) -> list[Content]:
        """The message: a warning on as many lines as it needs, anything else on one."""
        room = max(1, width - 2)
        said = Content(self.message)
        if not self._is_warning or said.cell_length <= room:
            return [Content(shorten(self.message, room))]
        lines = [line.rstrip() for line in said.wrap(room)]
        if len(lines) > _MAX_LINES:
            rest = Content(" ").join(lines[_MAX_LINES - 1 :])
            lines[_MAX_LINES - 1 :] = [Content(shorten(rest.plain, room))]
        return lines

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """One line, unless a warning needs more."""
        return len(self._wrapped(width))

    def render(self) -> Content:
        """The line, or the lines; below a dialog, which may hide the others, the last alone."""
        width = max(1, self.size.width - 2)
        lines = self._wrapped(self.size.width)
        if len(lines) > 1 and not self.has_keys:
            lines[:] = [*[Content("")] * (len(lines) - 1), Content(shorten(self.message, width))]
        if len(lines) > 1:
            return Content("\n").join(Content(" ") + line.stylize("bold $error") for line in lines)
        parts: list[tuple[str, str]] = [(" ", "")]
        used = 0
        if self.message:
            style = "bold $error" if self._is_warning else "bold $foreground"
            parts += ((lines[0].plain, style), (" " * _GAP * 2, ""))
            used = lines[0].cell_length + _GAP * 2
        for keys, label in fitting(self._hints if self.has_keys else (), width - used):
            parts += ((keys, "bold $foreground"), (f" {label}{' ' * _GAP}", "$quiet"))
        return Content.assemble(*parts)


def fitting(hints: Hints, room: int) -> Hints:
    """The last two hints and as many of the first as fit beside them; else the way out, or the help, alone.

    The way out is the last hint where no help follows it, as while typing.
    """
    way_out = hints[-2:-1] if hints[-1:] and hints[-1][1] == _HELP else hints[-1:]
    ways_out = next((last for last in (hints[-2:], way_out, hints[-1:]) if _width(last) <= room), ())
    if not ways_out:
        return ()
    first = hints[: -len(ways_out)] if len(ways_out) == len(hints[-2:]) else ()
    while _width((*first, *ways_out)) > room:
        first = first[:-1]
    return (*first, *ways_out)


def _width(hints: Hints) -> int:
    return sum(len(keys) + 1 + len(label) for keys, label in hints) + _GAP * (len(hints) - 1)
