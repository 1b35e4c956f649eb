"""Walks the program over all of its screens, in a terminal of which every byte is kept."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pyte

from tests.app.every_screen import FROM_BOARD, IN_GIT, TRAY, UNSETTLED
from tests.terminal import Terminal, terminal
from tests.waiting import PATIENCE

SIZES = ((120, 40), (80, 24), (40, 12))
ENTER, ESCAPE, SAVE, QUIT, PAGE_DOWN = "\r", "\x1b[27u", "\x13", "\x11", "\x1b[6~"
"""Escape as a terminal sends it that says keys in full: whatever follows is no part of it."""

SCREENS: Mapping[str, tuple[str, ...]] = {
    **FROM_BOARD,
    **IN_GIT,
    **UNSETTLED,
    "quit": ("+", "ctrl+q"),  # a status may have come round to what the file says
    # The round that the first visit begins is there for the others.
    "review-answers": ("Q", "a", "enter"),
    "review-result": ("Q", "a", "enter", *FROM_BOARD["review-result"][13:]),
}
"""The keys from the board to each screen, as Textual names them."""

SHOWS: Mapping[str, str] = {
    "board": "",
    "typing": "keep and next",
    "rewording": "cancel",
    "zoomed": "whole board",
    "form": "Keep",
    "properties": "This canvas",
    "status": "disputed",
    "steps": "to do",
    "steps-by-owner": "",
    "due": "By when",
    "owner": "Who is responsible for",
    "move": "Relationships",
    "find": "Find in",
    "help": "Keys",
    "save-as": "Save as",
    "quit": "Discard changes and quit",
    "present-first": "Welcome",
    "present-board": "The whole board",
    "present-panel": "come true",
    "present-unlocked": "",
    "present-typing": "",
    "present-guided": "",
    "present-timed": "",
    "present-last": "happens next",
    "present-keys": "Keys while",
    "present-missing": "esc closes",
    "export": "Summary for",
    "partner": "Which partner",
    "import": "taken",
    "settings": "Settings",
    "tray": "in the tray",
    "join-with": "with",
    "slips": "Slip",
    "copy": "Copy",
    "menu": "Reword",
    "palette": "Commands",
    "several": "selected",
    "hands": "middle",
    "why-not": "",
    "parked": "",
    "round": "hands",
    "round-why": "Why not",
    "round-reword": "other words",
    "round-end": "answered",
    "meeting-begin": "",
    "meeting": "",
    "present-minutes": "",
    "join-walk": "",
    "findings": "enter",
    "review": "answered",
    "review-answers": "will stand beside",
    "review-result": "middle",
    "guidance": "Guidance",
    "guidance-all": "Guidance",
    "starters": "picks",
    "timer": "",
    "timer-runs": "",
    "changes": "What changed",
    "marked": "",
    "history": "in git",
    "past": "read only",
    "commit-changes": "↑ ↓ scroll",
    "commit": "Commit message",
    "line": "",
    "new-step": "",
    "what-next": "",
    "unsettled": "",
    "settle": "two versions",
}
"""Words of the program's own that each shows, in every size."""

_BETWEEN = {"D": "goes there", "H": "in git", "C": "enter commits", "x": "Summary for"}
"""Words to wait for after a key that is not the last: git is asked first."""

_TYPED_IN = ("present-timed", "timer-runs", "tray", "join-with")
"""The screens on the way to which such a key is a letter."""

_KEYS = {
    "enter": ENTER,
    "escape": ESCAPE,
    "space": " ",
    "slash": "/",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "asterisk": "*",
    "delete": "\x1b[3~",
    "tab": "\t",
    "down": "\x1b[B",
    "ctrl+f": "\x06",
    "ctrl+p": "\x10",
    "ctrl+q": QUIT,
}
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07)")


class _Deaf(pyte.ByteStream):
    """Paints nothing: the bytes are what is looked at, and they may be more than `pyte` can take."""

    def feed(self, data: object) -> None:
        """Leave it."""


class Walk:
    """The program in a terminal, and the way through it."""

    def __init__(self, it: Terminal) -> None:
        it.stream = _Deaf(it.painted)
        self.it = it
        self._since = 0
        self._end: bytes | None = None

    def see(self, *words: str) -> None:
        """Wait until the program has written some words since the last keys."""
        limit = time.monotonic() + PATIENCE
        while not all(word in self.new for word in words):
            assert self.it.process.isalive(), f"it ended before {words}: {self.new[-2000:]}"
            assert time.monotonic() < limit, f"it never showed {words}: {self.new[-1500:]!a}"
            self.it._read(0.05)

    def see_one_of(self, *words: str) -> None:
        """Wait until the program has written any of some words since the last keys."""
        limit = time.monotonic() + PATIENCE
        while not any(word in self.new for word in words):
            assert time.monotonic() < limit, f"it showed none of {words}: {self.new[-1500:]!a}"
            self.it._read(0.05)

    def since(self) -> None:
        """From here on, words are waited for."""
        self._since = len(self.it.raw)

    def press(self, keys: str, *words: str) -> None:
        """Type, and wait for words."""
        self.since()
        self.it.send(keys)
        self.see(*words)

    def page_down_to(self, words: str) -> None:
        """Page down until words are shown: a list may be long, and grow while a folder is read."""
        self.since()
        limit = time.monotonic() + PATIENCE
        while words not in self.new:
            assert time.monotonic() < limit, f"no page shows {words}: {self.new[-1500:]!a}"
            self.it.send(PAGE_DOWN)
            self.it._read(0.2)

    def paste(self, text: str, *words: str) -> None:
        """Paste, and wait for words."""
        self.since()
        self.it.process.write(f"\x1b[200~{text}\x1b[201~".encode("utf-8", "surrogateescape"))
        self.see(*words)

    def back(self, times: int = 3) -> None:
        """Leave whatever is open, down to the board, with the cursor in its first panel."""
        while self.it._read(0.2):
            pass  # until what the keys before have opened is painted
        self.press(ESCAPE * times + "3", "Relationships")  # a frame of its own
        self.press("1", "Beneficiaries")

    def open_tray(self) -> None:
        """Open the tray, and begin the meeting whose tray it is where none runs.

        Its log is opened in a thread: what is typed before it is there may go to the board.
        """
        question, there = "in the room write?", "in the tray"
        self.press("F", "")
        self.see_one_of(question, there)
        if question in self.new:
            self.press("1", there)

    def visit(self, name: str) -> None:
        """Open a screen from the board, and leave it."""
        keys = SCREENS[name]
        if keys[: len(TRAY)] == TRAY:
            self.open_tray()
            keys = keys[len(TRAY) :]
        between = {} if name in _TYPED_IN else _BETWEEN
        for key in keys[:-1]:
            self.press(_KEYS.get(key, key), between.get(key, ""))
        if keys:
            self.press(_KEYS.get(keys[-1], keys[-1]), SHOWS[name])
        self.back()

    def visit_all(self, names: Iterable[str] = SCREENS) -> None:
        """Each screen, one after the other."""
        for name in names:
            self.visit(name)

    def keep_frames(self) -> None:
        """Answer as a terminal that keeps a frame together: only whole ones are seen from here on."""
        self.it.send("\x1b[?2026;2$y")
        self._end = b"\x1b[?2026l"

    @property
    def new(self) -> str:
        """The words since the last keys, as they were written, however they were wrapped."""
        data = self.it.raw[self._since :]
        if self._end:
            data = data[: data.rfind(self._end) + 1]
        return " ".join(_SEQUENCE.sub(b"", data).decode("utf-8", "replace").split())


_KEYS_WITHOUT_PAUSES = """
from canvas.app.host import Host; Host.holds_burst = lambda _: False
from canvas.app.terminal import bursts; bursts.MIN_PASTE_KEYS = 1_000_000
"""
"""Lets keys act that follow each other faster than hands: what is written counts here, not how fast."""


@contextmanager
def walk(*arguments: str, size: tuple[int, int] = SIZES[0], first: str = "") -> Iterator[Walk]:
    """The program in a terminal whose every byte is kept.

    Args:
        arguments: its command line.
        size: columns and lines.
        first: lines of Python that run before it, and before its modules are imported.
    """
    lines = f"{_KEYS_WITHOUT_PAUSES}\n{first}"
    with terminal(*arguments, size=size, first=lines, anew=bool(first)) as it:
        yield Walk(it)
