"""The terminal as the program paints on it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator

import pytest

from canvas.app.app import CanvasApp
from canvas.app.terminal.driver import TerminalDriver


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """What a program paints whose Python was told to buffer nothing (PYTHONUNBUFFERED)."""
    reader, writer = os.pipe()
    with open(reader, "rb") as read, open(writer, "wb", buffering=0) as raw:
        unbuffered = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        typed = io.TextIOWrapper(io.BytesIO())
        typed.fileno = read.fileno  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "__stderr__", unbuffered)
        monkeypatch.setattr(sys, "__stdin__", typed)
        yield reader
        unbuffered.detach()


async def test_what_is_painted_is_never_cut_by_a_signal(painted: int) -> None:
    """Python's unbuffered layer drops what is left of a write that a signal has cut short."""
    driver = TerminalDriver(CanvasApp())
    file = driver._file
    assert file is not None
    assert isinstance(file.buffer, io.BufferedWriter)
    file.write("ein Frühstück \ud800")
    file.flush()
    assert os.read(painted, 100).decode() == "ein Frühstück ?"
