"""A half-hour meeting, run by someone who has never seen the program: each key is one that it told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from canvas.exports.minutes import named_meeting, readable_meeting
from canvas.exports.minutes_file import render
from canvas.files.canvas_file import open_document
from canvas.files.tour_flag import tour_seen
from canvas.model.canvas import Canvas
from tests.app.driving import TODAY, Driven, a_copy, program

SAID = (
    "Farah hands the chair to Shanice in July",
    "Whoever chairs has half a day a week for it",
    "Head teachers hear from us before their governors do",
    "Neil brings two councillors to one breakfast a term",
    "The cooks meet once a month, and Desmond takes notes",
    "If Desmond is ill, Ana keeps the diary",
    "Parents chair every second meeting",
    "What worries one of us is said within the week",
    "We tell the wholesaler a year ahead what we need",
    "Each of us names who steps in for them",
)
"""What people in the room said, in their own words."""

PROMISED = {SAID[5]: " @Ana Petrescu by 1 dec", SAID[9]: " @Shanice Bell by fri"}
"""Who does it and by when, typed right after the words."""


MINUTES = """\
Riverside Breakfast Partnership: minutes
Meeting 1, 23 November 2026, from 14:05.

Here: Ana Petrescu, Desmond Clarke, Helen Okafor and Tom Whitby
On the agenda: Good food, not merely enough of it · Schools pass on head counts
only; the council also asks for postcodes · Nobody is accountable for ‘Find 24
volunteers, four for each school’

Agreed:
- If Desmond is ill, Ana keeps the diary (new)
- Parents chair every second meeting (new)
- What worries one of us is said within the week (new)
- We tell the wholesaler a year ahead what we need (new)
- Each of us names who steps in for them (new)

Promised:
- Shanice Bell: Each of us names who steps in for them, by 27 November 2026
- Ana Petrescu: If Desmond is ill, Ana keeps the diary, by 1 December 2026

New, not agreed yet:
- Farah hands the chair to Shanice in July
- Whoever chairs has half a day a week for it
- Head teachers hear from us before their governors do
- Neil brings two councillors to one breakfast a term
- The cooks meet once a month, and Desmond takes notes

What comes next:
- Nobody is accountable for ‘Find 24 volunteers, four for each school’
- ‘Some families stay away because the old…’ has no evidence yet
- ‘More children say they have eaten’ has no target
"""
"""What a stranger reads of it: each outcome once, on half a page."""

LAST_SLIDE = re.compile(r"(?:What happens next|Where we stand) · (\d+) of \1\b")
"""How the last slide calls itself."""

MOST_KEYS = 64
"""Two thirds of the 96 keys that this meeting took before there were shorthand, and escape that keeps."""


class Hands:
    """Presses keys and counts those that are no part of what is written."""

    def __init__(self, it: Driven) -> None:
        self.it = it
        self.keys = 0
        self.help = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        self.help += keys.count("question_mark")
        await self.it.press(*keys)

    async def write(self, text: str) -> None:
        await self.it.write(text)

    @contextmanager
    def at_most(self, keys: int) -> Iterator[None]:
        """What is done meanwhile takes no more keys than these, what is written apart."""
        before = self.keys
        yield
        assert self.keys - before <= keys


async def test_someone_who_has_never_seen_the_program_runs_a_meeting(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a projector of 120x40 at first; the slides, and all after them, in a small terminal of 80x24."""
    path = a_copy(here)
    written = path.read_bytes()
    rung: list[float] = []
    async with program(size=(120, 40)) as it:
        hands, now = Hands(it), 0.0
        monkeypatch.setattr(it.app, "bell", lambda: rung.append(now))
        monkeypatch.setattr(it.app.timekeeper, "clock", lambda: now)

        async def minutes_pass(minutes: float) -> None:
            nonlocal now
            now += minutes * 60
            it.app.timekeeper.tick()
            await it.settle()

        await tour(hands)
        await opening(hands, path)
        it.app.timekeeper.time_of_day = lambda: "14:05"
        await it.press("B", *["space"] * 4, "enter")  # who is here; not counted, nor is the end
        await it.resize(80, 24)
        await walk_through(hands)

        # Five minutes for one panel.
        await hands.press("7", "t")
        await hands.write("5")
        await hands.press("enter")
        assert it.lines[0].endswith("7 Leadership 5 min")

        with hands.at_most(12):
            await capture(hands, SAID[:9])
            await minutes_pass(5)  # while somebody is being listened to
            assert rung == [now]
            assert "■ time is up" in it.lines[0]
            await finish(hands, SAID[9])
        assert [text for text in it.texts("leadership") if text in SAID] == list(SAID)
        await hands.press("t", "4")
        assert "time is up" not in it.lines[0]

        await agree_on_five(hands)
        await closing(hands)

        await it.press("B", "B", "escape")
        await hands.press("ctrl+s")
        await it.until(lambda: it.said.startswith("Saved "))
        assert hands.help <= 1
        assert hands.keys <= MOST_KEYS
    saved = open_document(str(path)).canvas
    assert minutes_of(saved) == MINUTES
    assert len(MINUTES.splitlines()) <= 30
    assert max(map(len, MINUTES.splitlines())) <= 80
    ours = {item.text: item for item in saved.panels["leadership"] if item.text in SAID}
    assert list(ours) == list(SAID)
    assert [item.status for item in ours.values()] == ["proposed"] * 5 + ["agreed"] * 5
    promised = [(item.owner, str(item.due)) for item in ours.values() if item.is_next_step]
    assert promised == [("Ana Petrescu", "2026-12-01"), ("Shanice Bell", "2026-11-27")]
    assert path.read_bytes().startswith(written.split(b"[[leadership]]")[0])


def minutes_of(canvas: Canvas) -> str:
    """The minutes of the last meeting as partners read them, as text."""
    found = named_meeting(canvas, "last")
    shown = found and readable_meeting(canvas, found, "partners", TODAY)
    assert shown
    return render(canvas, shown, "partners", "txt")


async def tour(hands: Hands) -> None:
    """It is offered to whoever comes for the first time; each step names the key that leads on."""
    it = hands.it
    assert "First time here?" in it.shown
    await hands.press("down")
    await hands.press("enter")
    await it.until(lambda: it.top_is("BoardScreen") and it.app.tour)
    for number, key in enumerate(("right", "i", "a"), 1):
        assert f"Tour {number} of 7" in it.shown
        await hands.press(key)
    await hands.write("The council pays for the heating")
    await hands.press("escape", "space", "u")
    last = it.seen[it.seen.index("Tour 7 of 7") :]
    for told in (
        "p shows all this to the room",
        "t is the timer",
        "n shows who does what",
        "? has every key",
    ):
        assert told in last
    await hands.press("question_mark", "escape")
    assert "O opens another canvas" in it.said
    assert tour_seen()


async def opening(hands: Hands, path: Path) -> None:
    """Their own canvas, in place of the copy; what was tried on that need not be kept."""
    it = hands.it
    await hands.press("O", "enter")
    await it.until(lambda: "2  Discard changes and open" in it.shown)
    await hands.press("2")
    await it.until(lambda: (it.session.document.path or "").endswith(path.name))
    await it.settle()
    assert "Tour" not in it.shown


async def walk_through(hands: Hands) -> None:
    """Slide by slide with the space bar, to where we stand."""
    it = hands.it
    where = it.where
    await hands.press("p")
    met: set[str] = set()
    while not LAST_SLIDE.search(it.shown):
        met.update(line.strip() for line in it.lines)
        assert max(len(line.strip()) for line in it.lines[:-1]) <= 80
        await hands.press("space")
    met.update(line.strip() for line in it.lines)
    for title in ("1 Beneficiaries", "2 Vision", "8 Communications", "Where we stand"):
        assert any(line.startswith(title) for line in met), title
    with hands.at_most(1):
        await hands.press("escape")
    assert it.top_is("BoardScreen")
    assert it.where == where


async def capture(hands: Hands, said: tuple[str, ...]) -> None:
    """What people say, one after the other."""
    await hands.press("a")
    for text in said:
        await hands.write(text + PROMISED.get(text, ""))
        await hands.press("enter")
    await hands.write("Each of us ")


async def finish(hands: Hands, text: str) -> None:
    """The end of the sentence that was being written when the bell rang."""
    assert hands.it.is_typing
    await hands.write(text.removeprefix("Each of us ") + PROMISED[text])
    await hands.press("escape")


async def agree_on_five(hands: Hands) -> None:
    """One key agrees on what is under the cursor: that is the statement typed last."""
    it = hands.it
    for text in SAID[:4:-1]:
        assert it.item
        assert it.item.text == text
        with hands.at_most(1):
            await hands.press("space")
        assert it.item.status == "agreed"
        assert it.said.startswith("Agreed: ")
        if text != SAID[5]:
            await hands.press("up")


async def closing(hands: Hands) -> None:
    """The last slide: what was agreed, what is open, who does what."""
    it = hands.it
    await hands.press("p", "G")
    assert "What happens next" in it.shown
    assert "46 of 67" in it.seen
    shown = it.seen
    while not LAST_SLIDE.search(it.shown):
        await hands.press("space")
        shown += it.seen
    for words in ("Ana Petrescu · 2", "Shanice Bell", "46 of 67 agreed"):
        assert words in shown
    await hands.press("escape")
