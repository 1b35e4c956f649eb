"""The progress of reading many canvases."""

from __future__ import annotations

import io

import pytest

from canvas.verbs.progress import Progress


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def told(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, *, seconds: float) -> list[str]:
    """What is told, line by line, while three canvases are read, each in a number of seconds."""
    clock = [0.0]
    monkeypatch.setattr("sys.stderr", stderr)
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    shown = Progress()
    for _ in range(3):
        clock[0] += seconds
        shown.step()
    shown.clear()
    return stderr.getvalue().split("\r")


def test_progress_is_told_on_a_terminal_once_several_canvases_take_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blank = " " * len("3 canvases read…")
    expected = ["", "2 canvases read…", "3 canvases read…", blank, ""]
    assert told(monkeypatch, Terminal(), seconds=1) == expected


def test_nothing_is_told_of_what_is_read_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Terminal(), seconds=0.1) == [""]


def test_nothing_is_told_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, io.StringIO(), seconds=1) == [""]
