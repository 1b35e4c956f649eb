"""From each key of the table to its last byte, beside the same kind of key in an empty Textual app."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory

from textual.keys import key_to_character

from benchmarks.figures import percentile_95
from benchmarks.programs import Programs
from benchmarks.pty import Burst, SilenceError, Terminal
from canvas.app.keys import ACTIONS, Action

_ITEMS = 50
_TIMES = 20
_QUIET = 0.12
_ESCAPE = b"\x1b"
_PAUSE_AFTER_ESCAPE = 0.25
_BYTES = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "delete": b"\x1b[3~",
    "enter": b"\r",
    "escape": _ESCAPE,
}

PAIRS: tuple[tuple[str, str], ...] = (
    *(("down", "up"), ("right", "left"), ("next_panel", "previous_panel"), ("panel_5", "panel_1")),
    *(("last", "first"), ("page_down", "page_up"), ("next_status", "undo"), ("vote", "unvote")),
    *(("item_down", "item_up"), ("mark", "mark")),
)
"""Actions on the board that take turns, each of which undoes what the other did."""

TOGGLES: tuple[tuple[str, str], ...] = (*(("zoom", "zoom"), ("guidance", "guidance"), ("theme", "theme")),)
"""Actions that change the whole screen, in the same way."""

SCREENS: tuple[str, ...] = (
    *("add", "edit", "form", "status", "why", "item_to", "temperature", "parked", "next_steps"),
    *("present", "find", "more_guidance", "timer", "menu", "help", "palette", "properties", "save_as"),
    *("export", "copy", "settings", "quit", "owner", "day", "kind", "shorthand"),
)
"""Actions that open something, which escape leaves."""

ACTION: dict[str, Action] = {action.id: action for action in ACTIONS}
"""Each action by its id."""

KEY_LIMIT, SCREEN_LIMIT = 16.0, 50.0
"""Milliseconds to the last byte at the 95th percentile on a quiet machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a key was answered with, each time it was pressed.

    Attributes:
        name: the action's id, or what a peer does.
        bursts: the answers, the first of the program's life among them.
        limit: milliseconds at the 95th percentile.
    """

    name: str
    bursts: Sequence[Burst]
    limit: float

    @property
    def milliseconds(self) -> list[float]:
        """From each key to its last byte."""
        return [burst.seconds * 1000 for burst in self.bursts]

    def line(self, peer: Answer) -> str:
        """The answer as a row of the table, beside its peer."""
        took = self.milliseconds
        slow = percentile_95(took)
        ratio = median(took) / median(peer.milliseconds)
        kilobytes = median(len(burst.data) for burst in self.bursts) / 1000
        frames = median(burst.frames for burst in self.bursts)
        verdict = "over" if slow > self.limit else "ok"
        return (
            f"| {self.name:14} | {took[0]:6.1f} | {median(took):6.1f} | {slow:6.1f} | {self.limit:4.0f} "
            f"| {verdict:4} | {ratio:5.1f} × | {kilobytes:5.1f} | {frames:3.0f} |"
        )


def encoded(action: str) -> bytes:
    """The bytes that a terminal sends for the first key of an action."""
    key = ACTION[action].keys[0]
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1]) & 0x1F])
    return _BYTES.get(key) or (key_to_character(key) or key).encode()


def in_turns(
    terminal: Terminal, pairs: Iterable[tuple[str, ...]], limit: float, times: int
) -> Iterable[Answer]:
    """Each pair of keys on the board, in turns."""
    for action, back in pairs:
        bursts: dict[str, list[Burst]] = {action: [], back: []}
        for _ in range(times):
            for pressed in (action, back):
                bursts[pressed].append(terminal.press(encoded(pressed), quiet=_QUIET, a_frame=True))
        yield from (Answer(name, answers, limit) for name, answers in bursts.items())


def openings(terminal: Terminal, actions: Iterable[str], times: int) -> Iterable[Answer]:
    """Each action that opens something, left by escape each time."""
    for action in actions:
        bursts = []
        for _ in range(times):
            bursts.append(terminal.press(encoded(action), quiet=_QUIET, a_frame=True))
            terminal.press(_ESCAPE, quiet=_PAUSE_AFTER_ESCAPE)
        yield Answer(action, bursts, SCREEN_LIMIT)


def peers(programs: Programs, times: int) -> tuple[Answer, Answer]:
    """An empty app that changes a word at a key, and that opens a dialog with a word."""
    terminal, _ = programs.empty()
    with terminal:
        terminal.settle(1)
        words = [terminal.press(b"w", quiet=_QUIET, a_frame=True) for _ in range(times)]
        dialogs = []
        for _ in range(times):
            dialogs.append(terminal.press(b"d", quiet=_QUIET, a_frame=True))
            terminal.press(_ESCAPE, quiet=_PAUSE_AFTER_ESCAPE)
    return Answer("a word", words, KEY_LIMIT), Answer("a dialog", dialogs, SCREEN_LIMIT)


def main() -> int:
    """Measure and print; the exit code is 1 where a key is over its limit."""
    named = set(sys.argv[1:])

    def chosen(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The rows of actions that there are, and that were named, if any were."""
        return [row for row in rows if set(row) <= set(ACTION) and (not named or set(row) & named)]

    with TemporaryDirectory() as folder:
        programs = Programs.of_row("screens", folder)
        word, dialog = peers(programs, _TIMES)
        terminal, _ = programs.board(programs.canvas(_ITEMS))
        print("| key            |  first | median |   95th | most |      | of peer |    kB | frames |")
        print("|----------------|--------|--------|--------|------|------|---------|-------|--------|")
        for peer in (word, dialog):
            print(peer.line(peer), flush=True)
        over = 0
        with terminal:
            terminal.settle(1)
            groups = [
                in_turns(terminal, chosen(PAIRS), KEY_LIMIT, _TIMES),
                in_turns(terminal, chosen(TOGGLES), SCREEN_LIMIT, _TIMES),
                openings(terminal, [name for (name,) in chosen((name,) for name in SCREENS)], _TIMES),
            ]
            for answer in (answer for group in groups for answer in group):
                print(answer.line(word if answer.limit == KEY_LIMIT else dialog), flush=True)
                over += percentile_95(answer.milliseconds) > answer.limit
    return int(over > 0)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except SilenceError as error:
        raise SystemExit(f"benchmarks.screens: {error}") from error
