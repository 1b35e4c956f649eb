"""Holds a conversation with the program: what is said to it, and what it says."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document, open_document
from canvas.linear.entry import talk
from canvas.model.canvas import Canvas
from canvas.workspace import Workspace
from canvas.workspace_meet import RoomLink
from tests.app.driving import TODAY


class Said:
    """What a conversation came to.

    Attributes:
        code: its exit code.
        text: all that the program said.
    """

    def __init__(self, code: int, text: str) -> None:
        self.code = code
        self.text = text

    @property
    def lines(self) -> list[str]:
        """What it said, line by line."""
        return self.text.splitlines()


class _Interrupted(io.RawIOBase):
    """Somebody who says some things and then presses ctrl+c."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines: Iterator[bytes] = iter(lines)

    def readline(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002 - as of any stream
        try:
            return next(self._lines)
        except StopIteration:
            raise KeyboardInterrupt from None


class Talks:
    """Talks with the program."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch = monkeypatch
        self._capsys = capsys

    def about(
        self,
        opened: Canvas | Path | Document | None,
        *said: str,
        read_only: bool = False,
        interrupted: bool = False,
        room: Callable[[Workspace], RoomLink] | None = None,
    ) -> Said:
        """Say some things about a canvas, perhaps with a meeting beside it, and then no more."""
        document = open_document(str(opened)) if isinstance(opened, Path) else opened
        if isinstance(document, Canvas):
            document = Document(document)
        lines = [f"{line}\n".encode() for line in said]
        stdin = io.TextIOWrapper(io.BytesIO(b"".join(lines)), encoding="utf-8")
        if interrupted:
            self._patch.setattr(sys, "stdin", _Stream(_Interrupted(lines)))
        else:
            self._patch.setattr(sys, "stdin", stdin)
        self._capsys.readouterr()
        code = talk(document, read_only=read_only, today=TODAY, room=room)
        return Said(code, self._capsys.readouterr().out)


class _Stream:
    def __init__(self, buffer: io.RawIOBase) -> None:
        self.buffer = buffer

    def isatty(self) -> bool:
        return False
