"""The terminal as the program paints on it."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator

import pytest
from textual import events

from canvas.app.app import CanvasApp
from canvas.app.terminal.driver import TerminalDriver
from canvas.app.terminal.input_parser import InputParser
from tests.app.driving import a_canvas, program


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """What a program paints whose Python was told to buffer nothing (PYTHONUNBUFFERED)."""
    reader, writer = os.pipe()
    with open(reader, "rb") as read, open(writer, "wb", buffering=0) as raw:
        unbuffered = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        typed = io.TextIOWrapper(io.BytesIO())
        monkeypatch.setattr(typed, "fileno", read.fileno)
        monkeypatch.setattr(sys, "__stderr__", unbuffered)
        monkeypatch.setattr(sys, "__stdin__", typed)
        yield reader
        unbuffered.detach()


@pytest.mark.usefixtures("painted")
async def test_other_work_gives_way_from_the_key_to_its_frame() -> None:
    came: list[str] = []

    class Other:
        def key_came(self) -> None:
            came.append("key")

        def key_shown(self) -> None:
            came.append("frame")

    app = CanvasApp()
    driver = TerminalDriver(app)
    app.gives_way = Other()
    assert driver._file is not None
    driver._file.write("x")
    driver._file.flush()
    (event,) = next(driver._read(InputParser(is_typing=lambda: True)))
    assert isinstance(event, events.Key)
    assert came == ["key"]
    async with program(a_canvas(vision=["One"])) as it:
        it.app.gives_way = Other()
        await it.press("down")
    assert came[:2] == ["key", "frame"]


@pytest.mark.usefixtures("painted")
async def test_a_key_is_read_while_the_other_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        def key_came(self) -> None: ...

    found = iter([Other()])  # whoever asks a second time finds that it has ended
    monkeypatch.setattr(CanvasApp, "gives_way", property(lambda _: next(found, None)), raising=False)
    driver = TerminalDriver(CanvasApp())
    assert driver._file is not None
    driver._file.write("x")
    driver._file.flush()
    (event,) = next(driver._read(InputParser(is_typing=lambda: True)))
    assert isinstance(event, events.Key)


async def test_garbage_is_collected_after_a_frame_and_not_amid_the_next_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collected: list[int] = []
    async with program(a_canvas(vision=["One"])) as it:
        await it.until(lambda: not it.app._collects)  # what there was before this test
        monkeypatch.setattr(gc, "collect", collected.append)
        monkeypatch.setattr(gc, "isenabled", lambda: True)
        monkeypatch.setattr(gc, "get_count", lambda: (0, 3, 0))
        await it.press("down")
        assert not it.app._collects
        monkeypatch.setattr(gc, "get_count", lambda: (0, 4, 0))
        await it.press("down", "up")
        await it.until(lambda: collected)
    assert {*collected} == {1}


async def test_what_is_painted_is_never_cut_by_a_signal(painted: int) -> None:
    """Python's unbuffered layer drops what is left of a write that a signal has cut short."""
    driver = TerminalDriver(CanvasApp())
    file = driver._file
    assert file is not None
    assert isinstance(file.buffer, io.BufferedWriter)
    file.write("ein Frühstück \ud800")
    file.flush()
    assert os.read(painted, 100).decode() == "ein Frühstück ?"
