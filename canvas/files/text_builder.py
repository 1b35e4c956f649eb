"""Pieces of a text put together, with the blank lines that a person would leave between them."""

from __future__ import annotations

_BLANKS = " \t\r\n"


class TextBuilder:
    """A text that grows at its end."""

    def __init__(self, newline: str) -> None:
        self.newline = newline
        self.pieces: list[str] = []

    def add(self, piece: str) -> None:
        """Add what goes on where the text ends."""
        if piece:
            self.pieces.append(piece)

    def block(self, piece: str) -> None:
        """Add whole lines."""
        self._end_line()
        self.pieces.append(piece if piece.endswith("\n") else piece + self.newline)

    def blank_line(self) -> None:
        """See to a blank line at the end."""
        self._end_line()
        last = "".join(self.pieces[-2:])[:-1].rpartition("\n")[2]
        if last.strip(_BLANKS):
            self.pieces.append(self.newline)

    def end_without_blank_lines(self) -> None:
        """Take blank lines away from the end."""
        text = self.text()
        last = text.find("\n", len(text.rstrip(_BLANKS))) + 1
        self.pieces = [text[: last or None]]

    def text(self) -> str:
        """The whole."""
        return "".join(self.pieces)

    def _end_line(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append(self.newline)


def without_first_blank_lines(text: str) -> str:
    """The text from its first line on that holds anything."""
    rest = text.lstrip(_BLANKS)
    return text[text.rfind("\n", 0, len(text) - len(rest)) + 1 :] if rest else ""
