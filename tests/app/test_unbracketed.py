"""Pastes that a terminal does not bracket: as bytes through the parser and the input queue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message
from textual.widgets import Input, TextArea

from canvas.app.terminal import bursts
from canvas.app.terminal.bursts import MAX_GAP, MIN_PASTE_KEYS, Burst, BurstDetector, BurstKey
from canvas.app.terminal.input_parser import InputParser
from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, key_event, program
from tests.app.test_pasting import LINES as FIELDS
from tests.app.test_pasting import to_line

FRAME = 0.016
SOON = 1.0
"""Seconds after which somebody may answer a question."""
BEGIN = a_canvas(beneficiaries=["first", "second"], vision=[Item("vis00", "one")])
DELETE = "\x1b[3~"
HOSTILE = ("Agree roles", "quit date", "delete old members", "dd", "uu x", "S o q ,", "> < r P 3")
ENDS = ("\r", "\n", "\r\n")
QUESTION = "is this a paste?"


def lines(count: int) -> list[str]:
    """Lines that are full of keys of the board, each another."""
    return [f"{HOSTILE[number % len(HOSTILE)]} {number}" for number in range(count)]


class Clock:
    """The time of the parsers, which stands still between the reads of a test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        for module in ("terminal.input_parser", "terminal.paste_parser", "terminal.bursts"):
            monkeypatch.setattr(f"canvas.app.{module}.time", self)  # not of the whole program

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


class Wire:
    """Sends bytes to a program, read by read, as its terminal driver would."""

    def __init__(self, it: Driven, clock: Clock) -> None:
        self.it = it
        self.clock = clock
        self.parser = InputParser(is_typing=lambda: it.app.is_typing)

    async def send(self, *reads: str, gap: float = bursts.FIRST_GAP * 0.9) -> None:
        """Send some reads with a gap after each, and a pause after all."""
        for number, read in enumerate(reads):
            self._post([*self.parser.feed(read.encode())])
            self.clock.now += gap
            if gap > MAX_GAP or number == len(reads) - 1:
                self.clock.now += bursts.PASTE_PAUSE
                self._post([*self.parser.timed_out()])
        await self.it.settle()
        self.clock.now += SOON

    def _post(self, found: Sequence[object]) -> None:
        for event in found:
            if isinstance(event, events.Event):
                self.it._post(event)


def reads_of(text: str) -> list[tuple[str, ...]]:
    """A text in one read, in some, and with each character in a read of its own."""
    third = len(text) // 3
    return [(text,), (text[:third], text[third : 2 * third], text[2 * third :]), tuple(text)]


# The detector


@given(st.lists(st.tuples(st.sampled_from("abd\r"), st.floats(0, 0.03)), max_size=40))
def test_each_key_comes_out_once_in_order_and_only_those_close_to_others_as_a_burst(
    typed: list[tuple[str, float]],
) -> None:
    detector, now = BurstDetector(), 0.0
    came: list[Message] = []
    for character, gap in typed:
        now += gap
        came += detector.feed([key_event("enter" if character == "\r" else character)], now)
    came += detector.flush()
    keys: list[Message] = []
    for event in came:
        keys += event.keys if isinstance(event, Burst) else [event]
    pressed = [key.key for key in keys if isinstance(key, events.Key)]
    assert pressed == [c if c != "\r" else "enter" for c, _ in typed]
    assert len(pressed) == len(keys)
    for event in came:
        if isinstance(event, Burst):
            assert len(event.keys) >= MIN_PASTE_KEYS
            assert any(key.key == "enter" for key in event.keys)
    if all(gap > MAX_GAP for _, gap in typed):
        assert not any(isinstance(event, Burst | BurstKey) for event in came)


@given(st.sampled_from(["a", "enter", "tab", "escape", "down", "ctrl+s", "f5"]))
def test_no_first_key_is_held_back_longer_than_a_frame(key: str) -> None:
    detector = BurstDetector()
    came = list(detector.feed([key_event(key)], 0.0))
    if not came:
        assert detector.timeout is not None
        assert detector.timeout < FRAME
        came = list(detector.tick(FRAME))
    assert [event.key for event in came if isinstance(event, events.Key)] == [key]
    assert not isinstance(came[0], BurstKey)


def test_a_letter_in_a_field_is_not_held_back() -> None:
    assert list(BurstDetector().feed([key_event("a")], 0.0, is_typing=True))


def test_the_repeats_of_a_held_key_go_on_to_act() -> None:
    detector, came = BurstDetector(), 0
    for number in range(400):
        came += len(list(detector.feed([key_event("j")], number * 0.008)))
    assert came > 200


# On the board


@pytest.mark.parametrize("count", [2, 3, 20, 200])
async def test_a_burst_on_the_board_is_offered_as_statements_and_no_key_of_it_acts(
    clock: Clock, count: int
) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        wanted = lines(count)
        for end in ENDS:
            for reads in reads_of(end.join(wanted) + end):
                if count > 20 and len(reads) > 3 and end != "\n":
                    continue  # byte by byte takes long, and does the same for each end of a line
                await wire.send(*reads)
                assert QUESTION in it.seen
                assert it.canvas == BEGIN
                await it.press("1")
                assert it.texts() == ["first", "second", *wanted]
                await it.press("u")
                assert it.canvas == BEGIN


async def test_a_burst_can_be_ignored_or_used_as_the_keys_that_it_is(clock: Clock) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        stalled = "agiven while stalled\rand more\r\r2a\r"
        await wire.send(stalled)
        await it.press("escape")
        assert it.canvas == BEGIN
        await wire.send(stalled)
        await it.press("down", "enter")
        assert it.texts() == ["first", "second", "given while stalled", "and more"]
        assert it.where[0] == "vision"


async def test_what_comes_of_a_paste_while_the_question_is_open_belongs_to_it(clock: Clock) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        wanted = lines(9)
        text = "\r".join(wanted)
        await wire.send(text[:60], text[60:110], text[110:], gap=0.2)
        assert QUESTION in it.seen
        await it.press("1")
        assert it.texts() == ["first", "second", *wanted]


@pytest.mark.parametrize("end", ["", "\x1b"])
async def test_statements_that_are_typed_by_a_script_are_all_held_and_ignoring_them_loses_none(
    clock: Clock, end: str
) -> None:
    said = ("every child eats", "nobody pays at the door", "the hall is warm from seven")
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        for text in said:
            await wire.send(f"a{text}\r")
            clock.now -= SOON
            await wire.send(end)
            clock.now -= SOON - 0.1
        clock.now += SOON
        assert QUESTION in it.seen
        await it.press("2")
        assert it.canvas == BEGIN
        assert "ctrl+r brings back what you typed" in it.said
        await it.press("ctrl+r")
        assert it.texts()[2:] == [f"a{text}" for text in said]
        await it.press("u")
        assert it.canvas == BEGIN


@pytest.mark.parametrize(
    "keys",
    [
        DELETE * 2,
        f"{DELETE}\r",
        f"G{DELETE}",
        f"2{DELETE}",
        "ju",
        "\x112",
        "x\r",
        "O\r",
        ",j \r",
        "R\r",
        "ctrl+r u",
    ],
)
async def test_a_short_burst_acts_but_destroys_nothing_without_a_question(
    here: Path, clock: Clock, keys: str
) -> None:
    del here
    keys = keys.replace("ctrl+r", "\x12").replace(" u", "u")
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        await it.press("a", "n", "enter", "escape")
        before = it.canvas
        await wire.send(keys)
        assert QUESTION in it.seen
        assert it.canvas == before
        assert not list(Path.cwd().iterdir())
        await it.press("escape")
        assert it.canvas == before
        assert it.top_is("BoardScreen")


@pytest.mark.parametrize("leaves", [True, False])
async def test_escape_and_a_control_key_in_one_read_do_what_they_do_one_by_one(
    clock: Clock, leaves: bool
) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        await it.press("a", "n")
        await wire.send("\x1b\x11" if leaves else f"\x1b{DELETE}")
        assert QUESTION not in it.seen
        assert it.top_is("ChooseScreen") == leaves
        assert leaves or it.texts() == ["first", "second"]  # the third was kept, and deleted


@pytest.mark.parametrize("keys", ["\x1b\x11\x11", "\x1bq\x11", "q\x1b\x11", f"\x1b{DELETE}{DELETE}"])
async def test_escape_among_more_keys_may_still_be_of_a_paste(clock: Clock, keys: str) -> None:
    async with program(BEGIN) as it:
        await it.press("a", "n", "enter", "escape")
        before = it.canvas
        await Wire(it, clock).send(keys)
        assert QUESTION in it.seen
        assert it.canvas == before


async def test_a_short_burst_goes_on_as_keys_once_that_was_said(clock: Clock) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        await wire.send(DELETE * 2)
        await it.press("down", "enter")
        assert it.texts() == []
        await wire.send("2+j")
        assert it.canvas.panels["vision"][0].votes == 1


async def test_the_start_screen_is_not_left_by_a_burst(here: Path, clock: Clock) -> None:
    del here
    async with program() as it:
        await Wire(it, clock).send("jqj")
        assert QUESTION in it.seen
        await it.press("escape")
        assert it.top_is("StartScreen")


# In fields


@pytest.mark.parametrize("place", [*FIELDS, "prompt"])
async def test_a_burst_in_a_line_is_pasted_there_and_nothing_is_done(
    here: Path, clock: Clock, place: str
) -> None:
    del here
    async with program(BEGIN) as it:
        line = await to_line(it, place)
        wire = Wire(it, clock)
        before = it.canvas
        for count in (2, 60):
            wanted = lines(count)
            for end in ENDS:
                for reads in reads_of(end.join(wanted) + end)[: 3 if count == 2 else 2]:
                    await it.burst("ctrl+u")
                    await wire.send(*reads)
                    assert it.app.focused is line
                    assert line.value == " ".join(wanted)
        assert it.canvas == before


async def test_a_line_with_an_enter_behind_it_is_typed(clock: Clock) -> None:
    async with program(BEGIN) as it:
        await it.press("a")
        await Wire(it, clock).send("a sentence that somebody dictates\r")
        assert it.texts() == ["first", "second", "a sentence that somebody dictates"]
        assert it.is_typing


async def test_bursts_of_any_length_where_statements_are_added_are_statements(clock: Clock) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        for count in (2, 60):
            wanted = lines(count)
            for end in ENDS:
                await it.press("a")
                await wire.send(end.join(wanted) + end)
                await it.press("escape")
                assert it.texts() == ["first", "second", *wanted]
                while it.canvas != BEGIN:
                    await it.press("u")
                await it.press("g")
        await it.press("a")
        await wire.send("ab\ncd\n")
        await it.press("escape")
        assert it.texts() == ["first", "second", "ab", "cd"]


async def test_a_burst_into_another_wording_and_into_several_lines_is_whole(clock: Clock) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        await it.press("enter")
        await wire.send(" and\r" + "\r".join(lines(20)) + "\r")
        await it.press("enter")
        assert it.texts() == [" ".join(["first and", *lines(20)]), "second"]
        await it.press("2", "e")
        area = it.app.focused
        assert isinstance(area, TextArea)
        await wire.send("\n" + "\n".join(lines(20)))
        assert area.text == "\n".join(["one", *lines(20)])
        await wire.send("\nab\n")
        assert area.text.endswith("\nab\n")


async def test_keys_that_command_amid_a_burst_in_a_field_are_asked_about(clock: Clock) -> None:
    async with program(BEGIN) as it:
        wire = Wire(it, clock)
        await it.press("slash")
        line = it.app.focused
        assert isinstance(line, Input)
        await wire.send("several words\rof more\x11q\r")
        assert QUESTION in it.seen
        await it.press("1")
        assert line.value == "several words of moreq"
