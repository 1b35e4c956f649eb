"""Every screen of the program: what is opened for it, and the keys that lead there from the board."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime, time
from itertools import count
from pathlib import Path

from canvas.files.canvas_file import Document
from canvas.meet.place import Place
from canvas.meet.room import Room
from canvas.model.canvas import Canvas
from canvas.workspace_meet import RoomLink
from tests.app.driving import TODAY, Driven, a_copy
from tests.app.in_git import meetings, unsettled
from tests.files.git.repository import Repository

_REVIEW = ("Q", *"Spring", "enter", "1", "enter", "2")

_ROUND = ("Y", "2")
TRAY = ("F", "1")
"""The keys to an empty tray, where no meeting runs."""
_SLIPS = (
    "a",
    *"Find rooms for children",
    "enter",
    *"Rooms for children",
    "enter",
    *"Cook",
    "enter",
    "escape",
)

FROM_BOARD: dict[str, tuple[str, ...]] = {
    "board": (),
    "typing": ("a", *"New words "),
    "rewording": ("enter", "!"),
    "zoomed": ("z",),
    "form": ("e",),
    "properties": ("c",),
    "status": ("s",),
    "steps": ("n",),
    "steps-by-owner": ("n", "tab", "space"),
    "line": (":", *"5 find rooms @riv"),
    "due": ("n", "d", *"fri"),
    "what-next": ("n", "N"),
    "new-step": ("n", "a", *"Book a hall"),
    "owner": ("n", "o", "k"),
    "move": ("m",),
    "find": ("slash", "a"),
    "help": ("question_mark",),
    "save-as": ("S",),
    "quit": ("space", "ctrl+q"),
    "present-first": ("p",),
    "present-board": ("p", "0"),
    "present-panel": ("p", "2"),
    "present-unlocked": ("p", "2", "U", "down"),
    "present-typing": ("p", "2", "U", "a", *"New words "),
    "present-last": ("p", "G"),
    "present-guided": ("p", "2", "i"),
    "present-timed": ("p", "2", "t", *"8x5", "enter"),
    "present-keys": ("p", "question_mark"),
    "present-missing": ("p", "2", "9"),
    "export": ("x",),
    "partner": ("x", "Z"),
    "import": ("ctrl+f", *"old.md", "enter"),
    "settings": ("comma",),
    "copy": ("y",),
    "menu": ("full_stop",),
    "palette": ("ctrl+p",),
    "several": ("v", "v"),
    "hands": ("f", *"5442 3"),
    "why-not": ("s", "3", *"nobody has the money "),
    "parked": ("P",),
    "round": (*_ROUND, *"5442"),
    "round-why": (*_ROUND, "!", *"too dear"),
    "round-reword": (*_ROUND, "!", "enter", "2"),
    "round-end": ("Y", *"11", "enter", *"too dear", "enter", "1", "right"),
    "review": _REVIEW,
    "review-answers": (*_REVIEW, "a", "enter"),
    "review-result": (*_REVIEW, "a", "enter", *"42311331132231", "Q"),
    "meeting-begin": ("B",),
    "meeting": ("B", "space", "enter", "B"),
    "present-minutes": ("B", "space", "enter", "space", "B", "B"),
    "tray": (*TRAY, *_SLIPS),
    "join-with": (*TRAY, *_SLIPS, "M"),
    "slips": (*TRAY, "a", *"A van "),
    "findings": ("9",),
    "guidance": ("i",),
    "guidance-all": ("6", "I"),
    "starters": ("4", "I", "space"),
    "timer": ("t", "5"),
    "timer-runs": ("t", *"8x5", "enter", "t"),
}
"""The keys from the board with the cursor on an item to each screen, by its name."""

IN_GIT: dict[str, tuple[str, ...]] = {
    "changes": ("space", "2", "delete", "D"),
    "marked": ("space", "2", "delete", "D", "asterisk", "escape"),
    "history": ("space", "H"),
    "past": ("H", "down", "enter"),
    "commit-changes": ("H", "D"),
    "commit": ("space", "2", "delete", "C"),
}
"""The same for the screens that a canvas in git has."""

WITH_PHONES: dict[str, tuple[str, ...]] = {
    "room": ("F", "L"),
    "spread": ("F", "full_stop", "3", "3"),
}
"""The same for the screens of a meeting that phones take part in."""

UNSETTLED: dict[str, tuple[str, ...]] = {
    "unsettled": (),
    "settle": ("r",),
    "join-walk": ("ctrl+p", *"near dup", "enter"),
}
"""The same for a canvas with conflicts that are not resolved."""

FROM_START: dict[str, tuple[str, ...]] = {
    "start": (),
    "new": ("a",),
    "tour": ("enter", "right", "i"),
    "register": ("slash",),
}
"""The keys from the start screen."""

EMPTY = "empty"
"""The board of a canvas without a statement."""

NAMES = (*FROM_BOARD, *WITH_PHONES, *IN_GIT, *UNSETTLED, *FROM_START, EMPTY)
"""Every screen."""

NAMES_OF: dict[str, str] = {
    "AnswerReviewScreen": "review-answers",
    "BeginMeetingScreen": "meeting-begin",
    "BoardScreen": "board typing rewording zoomed several guidance marked unsettled tour empty",
    "CaptureLineScreen": "line",
    "ChangesScreen": "changes",
    "ChooseScreen": "status move quit partner copy menu timer-runs",
    "PaletteScreen": "palette",
    "CommitScreen": "commit",
    "ConflictsScreen": "settle",
    "ConsentRoundScreen": "round round-end",
    "DayScreen": "due",
    "DisputeReasonScreen": "why-not",
    "ExportScreen": "export",
    "FindScreen": "find",
    "FormScreen": "form properties",
    "GuidanceScreen": "guidance-all",
    "HelpScreen": "help",
    "HistoryScreen": "history",
    "JoinWalkScreen": "join-walk",
    "ImportScreen": "import",
    "MeetingScreen": "meeting",
    "JoinWithScreen": "join-with",
    "NameScreen": "owner",
    "OldVersionScreen": "past",
    "FindingsScreen": "findings",
    "PanelFindingsScreen": "present-missing",
    "ParkedScreen": "parked",
    "PresentScreen": "present-first present-board present-panel present-unlocked present-typing present-last "
    "present-guided present-timed present-minutes",
    "PromptScreen": "new",
    "RegisterScreen": "register",
    "ReviewScreen": "review review-result",
    "RewordScreen": "round-reword",
    "RoomScreen": "room",
    "SaveAsScreen": "save-as",
    "SettingsScreen": "settings",
    "ShowOfHandsScreen": "hands",
    "SlipsScreen": "slips",
    "SpreadScreen": "spread",
    "StartersScreen": "starters",
    "StartScreen": "start",
    "StepsScreen": "steps steps-by-owner",
    "NextScreen": "what-next",
    "NewStepScreen": "new-step",
    "TextViewerScreen": "present-keys commit-changes",
    "TrayScreen": "tray",
    "TimerScreen": "timer",
    "WhyLowScreen": "round-why",
}
"""The names above by the class of the screen that they lead to."""

CLASS_OF = {name: screen for screen, names in NAMES_OF.items() for name in names.split()}


_AGREEMENT = """# Breakfast pact

## Aims

- No child starts lessons hungry
- A table that parents may join

## Parking

- Six spaces behind the hall

Page 1 of 2
"""


def _example() -> Path:
    return Path(a_copy(Path.cwd()).name)


def _start() -> None:
    noon = datetime.combine(TODAY, time(12)).timestamp()
    os.utime(a_copy(Path.cwd()), (noon, noon))


def _several() -> None:
    for name in ("riverside-breakfast", "sallow-estuary", "shipyard-voices"):
        a_copy(Path.cwd(), name)
    Path("torn.canvas.toml").write_text("format = 1\n[[vision\n", encoding="utf-8")


def _nothing() -> None:
    return


OPENED: dict[str, Callable[[], Path | Document | None]] = {
    **dict.fromkeys((*FROM_BOARD, *WITH_PHONES), _example),
    **dict.fromkeys(IN_GIT, lambda: meetings(Repository(Path.cwd()))),
    **dict.fromkeys(UNSETTLED, lambda: Document(unsettled())),
    "start": _start,
    "new": _start,
    "tour": _nothing,
    "register": _several,
    EMPTY: lambda: Document(Canvas("River & Sons")),
}
"""Makes what is opened for a screen, in the current folder."""


def phones(it: Driven, number: int = 12) -> RoomLink:
    """A meeting beside the board in which so many phones are, without a network."""
    numbers = count(1)
    room = Room(it.canvas, now=lambda: 0.0, chance=lambda size: (next(numbers) * 7919).to_bytes(size, "big"))
    for _ in range(number):
        room.enter(room.invitation().token)
    return RoomLink(it.at.workspace, room, place=Place("192.168.1.23", 8017, is_open=True))


async def go_to(it: Driven, name: str) -> None:
    """Press the keys that lead to a screen, from what is opened for it."""
    it.app.timekeeper.stop()
    it.app.timekeeper.time_of_day = lambda: "14:05"
    it.app.timekeeper.clock = lambda: 0.0  # stands still, so that the time shown is always the same
    if name == "import":
        Path("old.md").write_text(_AGREEMENT, encoding="utf-8")
    if name in WITH_PHONES:
        it.at.beside.adopt(phones(it))
    if name in IN_GIT:
        for key in IN_GIT[name]:
            await it.press(key)  # and wait for git
    elif FROM_BOARD.get(name, ())[:2] == TRAY:
        await it.press(*TRAY)
        await it.until(lambda: it.top_is("TrayScreen"))  # its log is opened in a thread
        await it.press(*FROM_BOARD[name][2:])
    else:
        await it.press(*{**FROM_BOARD, **WITH_PHONES, **UNSETTLED, **FROM_START, EMPTY: ()}[name])
    await it.until(lambda: it.top_is(CLASS_OF[name]))
    if name not in FROM_START and it.at.room:
        it.at.room.publish()  # now, and not a moment later
    await it.settle()


async def walk(it: Driven, names: Iterable[str] = FROM_BOARD) -> AsyncIterator[str]:
    """Open one screen after the other in the same running program; the board is where each begins.

    Yields:
        The name of the screen that is open.
    """
    before = len(it.session.history.done)
    for name in names:
        await it.press(*["u"] * (len(it.session.history.done) - before), "1", "g")
        await go_to(it, name)
        yield name
        for _ in range(4):
            cursor = it.board.cursor
            if it.top_is("BoardScreen") and not (it.is_typing or cursor.zoomed or cursor.selected):
                break
            await it.press("escape")
        assert it.top_is("BoardScreen"), name
        if it.at.guidance.is_open:
            await it.press("i")
