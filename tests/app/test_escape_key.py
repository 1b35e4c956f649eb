"""Escape is a key of its own, however soon another follows; sequences cut anywhere are still understood."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from canvas.app.terminal.escape_key import DELAY
from canvas.app.terminal.input_parser import InputParser
from tests.app.driving import a_canvas, program

SEQUENCES = {
    "\x1b[A": "up", "\x1b[B": "down", "\x1bOP": "f1", "\x1b[15~": "f5", "\x1b[3~": "delete",
    "\x1b[1;3A": "alt+up", "x": "x", "\x1b": "escape",
}  # fmt: skip


class Clock:
    """A clock for the parsers, which reads of the terminal move on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("time.monotonic", lambda: self.now)
        monkeypatch.setattr("textual._parser.get_time", lambda: self.now)


def keys_of(reads: Sequence[str], clock: Clock, gap: float) -> list[str]:
    """The keys that come of some reads, with a gap between them, as the driver's loop asks for them."""
    parser = InputParser(is_typing=lambda: False)
    found = []
    for read in (*reads, ""):
        found += list(parser.feed(read.encode())) if read else []
        until = clock.now + (gap if read else 1.0)
        while clock.now < until:
            wait = max(parser.timeout, 0.001)
            if clock.now + wait > until:
                clock.now = until
                break
            clock.now += wait
            found += list(parser.timed_out())
    return [event.key for event in found if isinstance(event, events.Key)]


@pytest.mark.parametrize("gap", [0.001, 0.03, 0.099])
@pytest.mark.parametrize("key", ["j", "\r", "1", "b", "f", "P", "[", "O", " ", "\x7f", "\x1b", "é"])
def test_a_key_soon_after_escape_is_a_key_of_its_own(
    key: str, gap: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    alone = keys_of([key], clock, 0.5)
    assert keys_of(["\x1b", key], clock, gap) == ["escape", *alone]
    assert keys_of([f"\x1b{key}"], clock, gap) == ["escape", *alone]


def test_a_lone_escape_is_told_after_the_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    parser = InputParser()
    assert list(parser.feed(b"\x1b")) == []
    assert parser.timeout == pytest.approx(DELAY)
    clock.now += parser.timeout
    assert [event.key for event in parser.timed_out() if isinstance(event, events.Key)] == ["escape"]


@given(st.lists(st.sampled_from([name for name in SEQUENCES if name != "\x1b"]), max_size=6), st.data())
def test_sequences_cut_anywhere_are_understood(typed: list[str], data: st.DataObject) -> None:
    text = "".join(typed)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))))
    reads = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    with pytest.MonkeyPatch.context() as patched:
        clock = Clock(patched)
        assert keys_of(list(filter(None, reads)), clock, DELAY * 0.9) == [SEQUENCES[key] for key in typed]


async def test_escape_ends_the_typing_before_the_key_behind_it_acts() -> None:
    async with program(a_canvas(beneficiaries=["one", "two"])) as it:
        await it.press("g")
        for reads in ([b"\x1b", b"k"], [b"\x1bk"], [b"\x1b\r\x1b"]):
            parser = InputParser(is_typing=lambda: it.app.is_typing)
            await it.press("a", *"xyz")
            for event in (*(event for read in reads for event in parser.feed(read)), *parser.end()):
                assert isinstance(event, events.Event)
                it._post(event)
            await it.settle()
            assert it.texts()[-1] == "xyz"
            assert it.where == ("beneficiaries", 1 if b"k" in reads[-1] else 2)
            await it.press("escape", "escape", "u")
            assert it.texts() == ["one", "two"]
