"""The state machine: hypothesis draws actions of users, disks and other programs, in any order."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.files.faults import ERRORS, Fault
from tests.lasting import doing, ending, outside
from tests.lasting.boards import Board
from tests.lasting.troubles import JOURNAL_ERRORS
from tests.lasting.world import Count, LieError, LostError, World
from tests.strategies import HALVES, HOSTILE

_MOST_BOARDS = 2
_CALLS = 45
"""About how many calls a save makes."""

picks = st.integers(0, 30)
panels = st.integers(1, 8)
ends = st.sampled_from(("enter", "enter", "half", "escape"))
faults = st.builds(
    Fault, st.integers(0, _CALLS), st.sampled_from(ERRORS), lasting=st.booleans(), late=st.booleans()
)
pieces = st.lists(st.sampled_from(("", "", " ", *HOSTILE, *HALVES)), min_size=1, max_size=4)
keys = st.sampled_from(
    [("space",), ("space",), ("delete",), ("delete",), ("J",), ("K",), ("m", "4"), ("m", "1"), ("<",), (">",)]
)

lasts = st.sampled_from(("", "", "type", "type", "edit", "undo", "saved", "half saved"))
answers = st.lists(st.sampled_from("11144223"), min_size=1, max_size=3)


class Machine(RuleBasedStateMachine):
    """The boards on one file, and everything around them."""

    count = Count()
    """The figures of all runs so far."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.count)
        self.count.runs += 1
        ending.open_board(self.world, ["2"])

    def teardown(self) -> None:
        """End all of it."""
        self.world.close()

    def step(self, name: str, act: Callable[[], object]) -> None:
        """Do one thing."""
        self.count.steps += 1
        self.world.log.append(name)
        act()

    def board(self, which: int) -> Board:
        """One of the boards."""
        return self.world.boards[which % len(self.world.boards)]

    def on(self, which: int, act: Callable[..., object], *arguments: Any, **options: Any) -> None:
        """Do one thing on a board."""
        board = self.board(which)
        name = f"{board.name}: {act.__name__} {arguments or ''} {options or ''}"
        self.step(name, lambda: act(self.world, board, *arguments, **options))

    @property
    def is_open(self) -> bool:
        """Whether there is a board."""
        return bool(self.world.boards)

    @property
    def is_room(self) -> bool:
        """Whether there may be one more."""
        return len(self.world.boards) < _MOST_BOARDS

    @invariant()
    def nothing_is_lost(self) -> None:
        """Check all invariants."""
        self.step_checked(self.world.check)

    def step_checked(self, look: Callable[[], object]) -> None:
        """Check all invariants, as part of the step before."""
        look()

    @precondition(lambda self: self.is_open)
    @rule(which=picks, panel=panels, end=ends)
    def type(self, which: int, panel: int, end: str) -> None:
        """Type a new statement."""
        self.on(which, doing.type_new, panel, end=end)

    @precondition(lambda self: self.is_open)
    @rule(which=picks, pick=picks, end=ends, anew=st.booleans())
    def reword(self, which: int, pick: int, end: str, anew: bool) -> None:
        """Reword a statement."""
        self.on(which, doing.reword, pick, end=end, anew=anew)

    @precondition(lambda self: self.is_open)
    @rule(which=picks, keep=st.booleans())
    def finish(self, which: int, keep: bool) -> None:
        """Close what is open."""
        self.on(which, doing.finish, keep=keep)

    @precondition(lambda self: self.is_open)
    @rule(which=picks, pick=picks, said=pieces, inside=st.booleans())
    def paste(self, which: int, pick: int, said: list[str], inside: bool) -> None:
        """Paste anything."""
        self.on(which, doing.paste, pick, said, inside=inside)

    @precondition(lambda self: self.is_open)
    @rule(which=picks, pick=picks, pressed=keys)
    def key(self, which: int, pick: int, pressed: tuple[str, ...]) -> None:
        """Press a key on an item."""
        self.on(which, doing.key, pick, pressed)

    @precondition(lambda self: self.is_open)
    @rule(which=picks, times=st.integers(1, 3))
    def undo(self, which: int, times: int) -> None:
        """Undo."""
        for _ in range(times):
            self.on(which, doing.undo)

    @precondition(lambda self: self.is_open)
    @rule(which=picks)
    def redo(self, which: int) -> None:
        """Redo."""
        self.on(which, doing.redo)

    @precondition(lambda self: self.is_open)
    @rule(which=picks, pick=picks, own=st.booleans(), end=ends)
    def fill(self, which: int, pick: int, own: bool, end: str) -> None:
        """Fill in a form."""
        self.on(which, doing.fill, pick, own=own, end=end)

    @precondition(lambda self: self.is_open)
    @rule(which=picks)
    def save(self, which: int) -> None:
        """Save."""
        self.on(which, doing.save, None)

    @precondition(lambda self: self.is_open)
    @rule(which=picks, fault=faults)
    def save_in_trouble(self, which: int, fault: Fault) -> None:
        """Save on a disk that fails."""
        self.on(which, doing.save, fault)

    @precondition(lambda self: self.is_open)
    @rule(which=picks)
    def look(self, which: int) -> None:
        """Poll."""
        self.on(which, doing.look)

    @rule(error=st.sampled_from((0, 0, *JOURNAL_ERRORS)))
    def journals_fail(self, error: int) -> None:
        """Make writes of journals fail, or succeed again."""
        self.count.faults += bool(error)
        self.step(f"journals fail: {error}", lambda: setattr(self.world.troubles.disk, "error", error))

    @rule(kind=st.sampled_from(outside.SOUND), pick=picks)
    def others(self, kind: str, pick: int) -> None:
        """Another program changes the file, and all boards poll."""
        self.others_spoil(kind, pick, seen=True)

    @rule(kind=st.sampled_from(outside.KINDS), pick=picks, seen=st.booleans())
    def others_spoil(self, kind: str, pick: int, seen: bool) -> None:
        """Another program changes, damages or removes the file; all boards may poll."""
        self.step(f"others: {kind} {pick}", lambda: outside.change(self.world, kind, pick))
        for which in range(len(self.world.boards) if seen else 0):
            self.on(which, doing.look)

    @precondition(lambda self: self.is_room)
    @rule(then=answers)
    def another(self, then: list[str]) -> None:
        """Open the file once more."""
        self.open(then)

    def open(self, then: list[str]) -> None:
        """Open the file, and answer the offers of recovery."""
        self.step(f"open {then}", lambda: ending.open_board(self.world, then))

    @precondition(lambda self: self.is_open)
    @rule(which=picks, last=lasts, pause=st.booleans(), fault=faults, then=answers)
    def kill(self, which: int, last: str, pause: bool, fault: Fault, then: list[str]) -> None:
        """Kill a program, and open the file again."""
        self.on(which, ending.kill, last, fault, pause=pause)
        self.reopen(then)

    @precondition(lambda self: self.is_open)
    @rule(
        which=picks,
        how=st.sampled_from(("1", "1", "2", "3", "signal", "signal")),
        fault=st.none() | faults,
        then=answers,
    )
    def leave(self, which: int, how: str, fault: Fault | None, then: list[str]) -> None:
        """Leave a program, or terminate it by a signal."""
        if how == "signal":
            self.on(which, ending.told_to_go)
        else:
            self.on(which, ending.leave, how, fault)
        self.reopen(then)

    def reopen(self, then: list[str]) -> None:
        """Reopen the file where no board is open, after a check of the invariants."""
        if not self.is_open:
            self.step_checked(self.world.check)
            self.open(then)


class Counting(Machine):
    """The same, but failures are recorded and the other runs continue."""

    failures: list[str] = []  # noqa: RUF012 - those of all runs
    """Each failure, with the steps that led to it."""

    def __init__(self) -> None:
        self.broken = False
        super().__init__()

    def step(self, name: str, act: Callable[[], object]) -> None:
        """Do one thing, unless something has failed in this run."""
        if not self.broken:
            self._counted(lambda: super(Counting, self).step(name, act))

    def step_checked(self, look: Callable[[], object]) -> None:
        """Check all invariants, unless something has failed in this run."""
        if not self.broken:
            self._counted(look)

    def _counted(self, act: Callable[[], object]) -> None:
        try:
            act()
        except LostError as error:
            self.count.lost += 1
            self._broke(error)
        except (LieError, Exception) as error:  # noqa: BLE001 - a program that breaks has told a lie too
            self.count.lies += 1
            self._broke(error)

    def _broke(self, error: Exception) -> None:
        self.broken = True
        broken = [board.it.app._exception for board in self.world.boards]
        told = "".join("".join(traceback.format_exception(one)) for one in (error, *filter(None, broken)))
        self.failures.append("\n  ".join([told, *self.world.log]))
