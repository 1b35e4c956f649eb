"""Reads and prints plain lines: no colour, no box, no cursor movement.

A screen reader reads each line once, in order, and either end can be a pipe.
"""

from __future__ import annotations

import os
import sys

from canvas.model.graphemes import wrap_offsets
from canvas.model.sanitize import visible

_MAX_LINE_BYTES = 1 << 20
"""The maximum number of bytes read at a time."""


class InputEnded(Exception):  # noqa: N818 - nothing is wrong
    """Standard input has ended."""


class Console:
    """Standard input and output."""

    def __init__(self) -> None:
        self._is_person = sys.stdin.isatty()

    def say(self, *lines: str) -> None:
        """Print lines, with control characters escaped."""
        columns = _columns()
        for line in lines:
            for part in wrapped(visible(line), columns) if columns else [visible(line)]:
                sys.stdout.write(f"{part}\n")
        sys.stdout.flush()

    def ask(self, question: str) -> str:
        """Print a question and read the answer, stripped.

        Raises:
            InputEnded: at the end of the input.
        """
        # A pipe does not echo the line end of an answer: end the question's line here.
        sys.stdout.write(f"{visible(question)} " if self._is_person else f"{visible(question)}\n")
        sys.stdout.flush()
        text = _read_line()
        if not text:
            if self._is_person:
                self.say("")
            raise InputEnded
        return text.strip()

    def read_text(self, end: str) -> str:
        """Read lines up to one that is ``end`` alone, or to the end of the input."""
        lines: list[str] = []
        while (line := _read_line()) and line.strip() != end:
            lines.append(line)
        return "".join(lines)


def _columns() -> int:
    """The columns of the terminal; 0 where a pipe takes the lines, or the terminal does not tell."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    except OSError:
        return 0


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of less than some columns, broken at spaces: a terminal would break within words."""
    parts: list[str] = []
    for line in text.split("\n"):
        offsets = wrap_offsets(line, columns - 1)
        parts += (line[a:b].rstrip() for a, b in zip([0, *offsets], [*offsets, len(line)], strict=True))
    return parts


def _read_line() -> str:
    """A line of standard input with its end; empty at the end of the input."""
    read = getattr(sys.stdin, "buffer", sys.stdin).readline(_MAX_LINE_BYTES)
    return read.decode("utf-8", "replace") if isinstance(read, bytes) else str(read)
