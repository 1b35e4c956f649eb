"""From each key of the table to its last byte, beside the same kind of key in an empty Textual app."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.figures import percentile_95
from benchmarks.programs import Programs
from benchmarks.pty import Burst, SilenceError, Terminal
from canvas.app.keys import ACTIONS, PANEL_ACTIONS, Action, spelled

_ITEMS = 50
_TIMES = 20
_QUIET = 0.12
_ESCAPE = b"\x1b"
_PAUSE_AFTER_ESCAPE = 0.25
_PATIENCE = 8.0
_BYTES = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "tab": b"\t",
    "space": b" ",
    "shift+tab": b"\x1b[Z",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "delete": b"\x1b[3~",
    "enter": b"\r",
    "escape": _ESCAPE,
}

KEY_LIMIT, SCREEN_LIMIT = 16.0, 50.0
"""Milliseconds to the last byte at the 95th percentile on a quiet machine."""

ACTION: dict[str, Action] = {action.id: action for action in ACTIONS}
"""Each action by its id."""

_LEAVE = "unmark"
"""The action of the escape key."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is pressed again and again: the actions in `timed`, with others before and after them."""

    timed: tuple[str, ...]
    limit: float
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def _turns(*timed: str) -> Round:
    """Actions on the board, of which the last ones undo what the first did."""
    return Round(timed, KEY_LIMIT)


def _toggle(action: str) -> Round:
    """An action that changes the whole screen, and back."""
    return Round((action,), SCREEN_LIMIT)


def _opens(action: str, *after: str) -> Round:
    """An action that opens something, which escape leaves."""
    return Round((action,), SCREEN_LIMIT, after=(_LEAVE, *after))


def _says(action: str) -> Round:
    """An action that has only a sentence to say here; moving away and back clears it."""
    return Round((action,), KEY_LIMIT, after=("down", "up"))


def _asks_git(action: str) -> Round:
    """An action whose dialog closes by itself here, where there is no git, and leaves a sentence."""
    return Round((action,), SCREEN_LIMIT, after=("down", "up"))


ROUNDS: tuple[Round, ...] = (
    *(_turns("down", "up"), _turns("right", "left"), _turns("next_panel", "previous_panel")),
    *(_turns(*PANEL_ACTIONS[1:], PANEL_ACTIONS[0]), _turns("last", "first"), _turns("page_down", "page_up")),
    *(_turns("next_status", "undo", "redo", "undo"), _turns("vote", "unvote"), _turns("delete", "undo")),
    *(_turns("sort", "undo"), _turns("item_down", "item_up"), _turns("mark", _LEAVE)),
    *(_toggle("zoom"), _toggle("guidance"), _toggle("theme")),
    *(_opens("add"), _opens("add_here"), _opens("edit"), _opens("capture_line"), _opens("form")),
    *(_opens("owner"), _opens("day"), _opens("what_next"), _opens("kind"), _opens("visibility")),
    *(_opens("status"), _opens("dispute", "undo"), _opens("item_to"), _opens("temperature")),
    *(
        _opens("parked"),
        _opens("next_steps"),
        _opens("findings"),
        _opens("consent_round"),
        _opens("review"),
        _opens("meeting"),
        _opens("room"),
        _opens("join_groups"),
        _opens("present"),
        _opens("find"),
        _opens("more_guidance"),
    ),
    *(_opens("timer"), _opens("menu"), _opens("help"), _opens("palette"), _opens("properties")),
    *(_opens("save_as"), _opens("export"), _opens("import_file"), _opens("copy"), _opens("settings")),
    _opens("open"),
    Round(("quit",), SCREEN_LIMIT, before=("vote",), after=(_LEAVE, "unvote")),
    Round(("save",), SCREEN_LIMIT, before=("vote",)),
    *(_asks_git("changes"), _asks_git("history"), _asks_git("commit")),
    *(_says("why"), _says("keep_ours"), _says("take_theirs"), _says("settle"), _says("link")),
    *(
        _says("bring_back"),
        _says("restore"),
        _says("join"),
        _says("walk_join"),
        _says("repair_text"),
        _says("as_typed"),
    ),
)
"""All that is timed, in the order of the table that is printed."""

NOT_TIMED: dict[str, str] = {"editor": "the terminal is another program's"}
"""The actions without a row, each with the reason."""


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

    @property
    def processor(self) -> list[float]:
        """The milliseconds of the processor that each answer took."""
        return [burst.processor * 1000 for burst in self.bursts]

    def line(self, peer: Answer) -> str:
        """The answer as a row of the table, beside its peer."""
        took, used = self.milliseconds, self.processor
        slow = percentile_95(took)
        ratio = median(took) / median(peer.milliseconds)
        used_ratio = median(used) / (median(peer.processor) or 1)
        kilobytes = median(len(burst.data) for burst in self.bursts) / 1000
        frames = median(burst.frames for burst in self.bursts)
        verdict = "over" if slow > self.limit else "ok"
        return (
            f"| {self.name:14} | {took[0]:6.1f} | {min(took):6.1f} | {median(took):6.1f} | {slow:6.1f} "
            f"| {self.limit:4.0f} | {verdict:4} | {ratio:5.1f} × | {used[0]:6.1f} | {median(used):6.1f} "
            f"| {used_ratio:5.1f} × | {kilobytes:5.1f} | {frames:3.0f} |"
        )


_HEAD = (
    "| key            |  first |  least | median |   95th | most |      | of peer "
    "| cpu 1st |   cpu | of peer |    kB | frames |\n"
    "|----------------|--------|--------|--------|--------|------|------|---------"
    "|---------|-------|---------|-------|--------|"
)


def encoded(action: str) -> bytes:
    """The bytes that a terminal sends for the first key of an action."""
    key = ACTION[action].keys[0]
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1]) & 0x1F])
    return _BYTES.get(key) or spelled(key).encode()


def answers(terminal: Terminal, repeated: Round, times: int) -> list[Answer]:
    """Press the keys of a round so many times; an answer for each of its actions."""
    bursts: dict[str, list[Burst]] = {action: [] for action in repeated.timed}
    for _ in range(times):
        for action in repeated.before:
            terminal.press(encoded(action), quiet=_QUIET)
        for action in repeated.timed:
            bursts[action].append(
                terminal.press(encoded(action), quiet=_quiet(action), patience=_PATIENCE, a_frame=True)
            )
        for action in repeated.after:
            terminal.press(encoded(action), quiet=_quiet(action), patience=_PATIENCE)
    return [Answer(action, pressed, repeated.limit) for action, pressed in bursts.items()]


def _quiet(action: str) -> float:
    """For how long nothing may come after a key; a dialog that is left may take a moment."""
    return _PAUSE_AFTER_ESCAPE if encoded(action) == _ESCAPE else _QUIET


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


def untimed() -> set[str]:
    """The actions that have keys, and neither a row nor a reason why not."""
    timed = {action for repeated in ROUNDS for action in repeated.timed}
    return {str(action.id) for action in ACTIONS if action.keys} - timed - NOT_TIMED.keys()


def main() -> int:
    """Measure and print; the exit code is 1 where a key is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screens", description=__doc__)
    parser.add_argument("action", nargs="*", help="only the rows of these actions")
    parser.add_argument("--times", type=int, default=_TIMES, help=f"how often each is pressed ({_TIMES})")
    arguments = parser.parse_args()
    named = set(arguments.action)
    if unknown := named - ACTION.keys():
        parser.error(f"no such action: {', '.join(sorted(unknown))}")
    chosen: Iterable[Round] = [row for row in ROUNDS if not named or named & set(row.timed)]
    with TemporaryDirectory() as folder:
        programs = Programs.of_row("screens", folder)
        programs.compile_all()
        word, dialog = peers(programs, arguments.times)
        print(_HEAD)
        for peer in (word, dialog):
            print(peer.line(peer), flush=True)
        over = 0
        terminal, _ = programs.board(programs.canvas(_ITEMS))
        with terminal:
            terminal.settle(1)
            for repeated in chosen:
                try:
                    measured = answers(terminal, repeated, arguments.times)
                except SilenceError as error:
                    print(f"| {', '.join(repeated.timed)}: {error} |", flush=True)
                    over += 1
                    with suppress(SilenceError):
                        terminal.press(_ESCAPE, quiet=1)
                    continue
                for answer in measured:
                    print(answer.line(word if answer.limit == KEY_LIMIT else dialog), flush=True)
                    over += percentile_95(answer.milliseconds) > answer.limit
    for action, reason in NOT_TIMED.items():
        print(f"{action}: {reason}")
    return int(over > 0)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except SilenceError as error:
        raise SystemExit(f"benchmarks.screens: {error}") from error
