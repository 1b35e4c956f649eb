"""Kills the program, checks what can be recovered, and continues from that."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from typing import NamedTuple

from canvas.files.canvas_file import Document, DocumentError, open_document
from canvas.files.canvas_save import save
from canvas.files.journal.recovery import RecoverableWork, find_recoverable, recovered
from canvas.model.canvas import Canvas
from canvas.model.schema import PANELS
from tests.killed.forked import Forked
from tests.killed.hands import SAVE, Hands, Step
from tests.killed.words import Words, words_of

NAME = "killed.canvas.toml"
BEFORE = "Said before"
BEGIN = 'format = 1\ntitle = "Killed"  # said by hand\n' + "".join(
    f'\n[[{panel.key}]]\ntext = "{BEFORE}"\n' for panel in PANELS
)
SIZES = ((80, 24), (120, 40), (100, 30))
LARGE = (200, 60)
LATEST = 1.2
"""The longest time in seconds from the first key to the kill."""

_IN_A_SAVE = 0.03
_OFTEN_IN_A_SAVE = 0.3
_MOST_ITEMS = 30
_BETWEEN_STEPS = 0.02
"""Seconds between two steps: what comes faster than anyone types may be a paste."""
_LOOK_SECONDS = 0.05
"""Seconds between two looks at the time of the program, which has to be looked at often."""

_QUIT = "\x11"


class Count(NamedTuple):
    """The figures.

    Attributes:
        kills: how many programs were killed.
        saves: how many saves they had told of.
        words: how many words had been on the screen for 250 ms of the program, or were told to be saved.
        lacking: after how many kills the file lacked any of those.
        offered: after how many kills work was offered back.
        reopened: how many times the offer was taken in the program itself.
        torn: what was wrong with files, in words.
        lost: what did not come back, or was not offered, in words.
    """

    kills: int
    saves: int
    words: int
    lacking: int
    offered: int
    reopened: int
    torn: tuple[str, ...]
    lost: tuple[str, ...]

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.kills:,} kills: {self.saves:,} saves and {self.words:,} words acknowledged; "
            f"the file lacked some {self.lacking:,} times, work was offered {self.offered:,} times "
            f"and taken back in the program {self.reopened:,} times; "
            f"{len(self.torn)} torn, {len(self.lost)} lost"
        )


class Killing:
    """Kills programs that edit one file in the current folder, one after the other."""

    def __init__(self, seed: int, often: int) -> None:
        """None killed yet.

        Args:
            seed: the seed of all random choices; the timing of the machine still varies.
            often: after every how many kills the program itself is opened to recover.
        """
        self.seed = seed
        self.often = often
        self.torn: list[str] = []
        self.lost: list[str] = []
        self._saves = self._words = self._lacking = self._offered = self._reopened = 0
        self._due = False
        _begin_anew()

    def run(self, kills: range) -> Count:
        """Kill some programs."""
        for number in kills:
            self._due = self._due or (number + 1) % self.often == 0
            was = len(self.torn) + len(self.lost)
            self.one(number)
            if len(self.torn) + len(self.lost) > was:
                _begin_anew()  # so that later kills do not fail for the same reason
        return Count(
            len(kills),
            self._saves,
            self._words,
            self._lacking,
            self._offered,
            self._reopened,
            tuple(self.torn),
            tuple(self.lost),
        )

    def one(self, number: int) -> None:
        """Kill one program, and check the file and the journals."""
        chance = random.Random(self.seed * 100_000 + number)  # noqa: S311 - nothing secret
        words = Words(number, words_of(open_document(NAME).canvas))
        it = Forked(NAME, chance.choice(SIZES))
        it.until_shown("Readiness", "? help")
        _type(it, words, Hands(it, words, chance).steps(), chance)
        now = it.time.now
        how = it.kill()
        safe = words.safe(now)
        self._saves += words.saves
        self._words += words.seen(now)
        where = f"kill {number} of seed {self.seed}"
        if how != signal.SIGKILL or "Not saved" in it.shown or "not kept safe" in it.shown:
            self.lost.append(f"{where}: ended with {how}, showing\n{it.shown}")
        try:
            document = open_document(NAME)
        except DocumentError as error:
            self.torn.append(f"{where}: {error}")
            return
        if (there := words_of(document.canvas)) not in words.states:
            odd = [(sorted(there - state), sorted(state - there)) for state in words.states]
            self.torn.append(f"{where}: more and less than in each save: {odd}")
        elif sum(item.text.startswith(BEFORE) for _, item in document.canvas) != len(PANELS):
            self.torn.append(f"{where}: some of what was there before is missing")
        self._look(where, document, safe)

    def _look(self, where: str, document: Document, safe: frozenset[str]) -> None:
        """Check that what the file lacks is recoverable, and continue from the recovered canvas."""
        lacks = safe - words_of(document.canvas)
        found = find_recoverable(NAME)
        self._lacking += bool(lacks)
        self._offered += bool(found)
        if lacks and not found:
            self.lost.append(f"{where}: {sorted(lacks)} are in no file, and not offered")
        came = self._brought(where, found, document)
        if missing := safe - words_of(came):
            self.lost.append(f"{where}: {sorted(missing)} did not come back")
        for left in found:
            left.release()
        if self._due and lacks and not missing:
            self._due = False
            self._reopened += 1
            _take_back(lacks)
            if missing := safe - words_of(open_document(NAME).canvas):
                self.lost.append(f"{where}: {sorted(missing)} were taken back, and not saved")
        else:
            save(document, came)
        for left in find_recoverable(NAME):
            self.lost.append(f"{where}: what was saved was offered again")
            left.discard()
        if len(came) > _MOST_ITEMS:
            _begin_anew()

    def _brought(self, where: str, found: list[RecoverableWork], document: Document) -> Canvas:
        if not found:
            return document.canvas
        brought = recovered(found[0], document)
        if brought.conflicts or len(found) > 1:
            self.lost.append(f"{where}: {brought.conflicts} conflicts, {len(found)} journals")
        return brought.canvas


def _type(it: Forked, words: Words, steps: Iterator[Step], chance: random.Random) -> None:
    """Type until the time of the kill."""
    end = time.monotonic() + chance.uniform(0, LATEST)
    for step in steps:
        wait = step if callable(step) else None
        until = end
        if isinstance(step, str):
            it.send(step)
            if step == SAVE and len(words.states) > 1 and chance.random() < _OFTEN_IN_A_SAVE:
                end = time.monotonic() + chance.uniform(0, _IN_A_SAVE)
            until = time.monotonic() + _BETWEEN_STEPS
        elif isinstance(step, float):
            until = min(end, time.monotonic() + step)
        while True:
            was_painted = it.read(min(until, time.monotonic() + _LOOK_SECONDS))
            now = it.time.now
            if was_painted:
                words.look(it.shown, now)
            if wait and wait():
                break
            if time.monotonic() >= until:
                break
        if time.monotonic() >= end:
            return


def _take_back(lacks: frozenset[str]) -> None:
    """Open the program, accept the offered recovery, save and quit."""
    it = Forked(NAME, LARGE)
    it.until_shown("Unsaved changes", "Restore")
    it.send("1")
    it.until_shown("It is back on the board")
    it.until(lambda: any(word in it.shown for word in lacks))
    it.send(SAVE)
    it.until_shown("Saved ")
    it.send(_QUIT)
    assert it.ended() == 0, it.shown


def _begin_anew() -> None:
    with open(NAME, "w", encoding="utf-8") as file:
        file.write(BEGIN)


def at_home(folder: str) -> None:
    """Make a folder the current one, and the home of all files of the program."""
    os.chdir(folder)
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = folder
