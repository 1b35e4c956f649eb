"""Text assembled from pieces, with the usual blank lines between blocks."""

from __future__ import annotations

from collections.abc import Iterable

_WHITESPACE = " \t\r\n"


class TextBuilder:
    """Appends pieces of text."""

    def __init__(self, newline: str) -> None:
        self.newline = newline
        self.pieces: list[str] = []

    def add(self, piece: str) -> None:
        """Append a piece as it is."""
        if piece:
            self.pieces.append(piece)

    def block(self, piece: str) -> None:
        """Append whole lines, on a line of their own."""
        self._end_line()
        self.pieces.append(piece if piece.endswith("\n") else piece + self.newline)

    def blank_line(self) -> None:
        """Append a blank line, unless there is one."""
        self._end_line()
        last = "".join(self.pieces[-2:])[:-1].rpartition("\n")[2]
        if last.strip(_WHITESPACE):
            self.pieces.append(self.newline)

    def end_without_blank_lines(self) -> None:
        """Remove blank lines at the end."""
        text = self.text()
        last = text.find("\n", len(text.rstrip(_WHITESPACE))) + 1
        self.pieces = [text[: last or None]]

    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    def _end_line(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append(self.newline)


def without_first_blank_lines(text: str) -> str:
    """Remove blank lines at the beginning."""
    rest = text.lstrip(_WHITESPACE)
    return text[text.rfind("\n", 0, len(text) - len(rest)) + 1 :] if rest else ""


def apply_edits(
    text: str, edits: Iterable[tuple[int, int, str]], start: int = 0, stop: int | None = None
) -> str:
    """Replace spans of a text, or of a part of it; insertions at one place keep their order."""
    pieces: list[str] = []
    for begin, end, piece in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (text[start:begin], piece)
        start = end
    return "".join((*pieces, text[start:stop]))


def newline_of(text: str) -> str:
    """The line end of a text."""
    return "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"


def with_newline(text: str, newline: str) -> str:
    """Convert the line ends of a text."""
    return text.replace("\r\n", "\n").replace("\n", newline)


def indent_at(text: str, position: int) -> str:
    """The blanks at a position."""
    rest = text[position : text.find("\n", position) + 1 or None]
    return rest[: len(rest) - len(rest.lstrip(" \t"))]
