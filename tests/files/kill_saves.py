"""Kill processes while they save: at each system call of a save, and at random moments.

    python -m tests.files.kill_saves            every sort of save, killed at each of its calls
    python -m tests.files.kill_saves brief      the same, without calls that change nothing on the disk
    python -m tests.files.kill_saves 1000       a process that saves in a loop, killed 1,000 times

Afterwards the file must be the old or the new one in full, with everything in it that was acknowledged. The
kills at each call always leave the same temporary files behind; random ones may leave none.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn
from unittest import mock

from canvas.files import atomic_file
from canvas.files.canvas_file import DocumentError, open_document
from canvas.files.canvas_save import save
from canvas.model import edits
from tests.files.faults import KILLED, READS, Fault, Faulty
from tests.files.saves import MEMORY, SAVES, Save

_ITEMS = 60
_LATEST = 0.04
_TWO_HOURS = 7200


class Count(NamedTuple):
    """The figures of one kill or of many.

    Attributes:
        kills: how many processes were killed.
        saves: how many saves they had acknowledged.
        torn: how many files were neither the old nor the new one.
        lost: how many files lacked an acknowledged save.
        strays: how many temporary files were left behind.
        unswept: how many of those were still there after the next save, two hours later.
    """

    kills: int = 0
    saves: int = 0
    torn: int = 0
    lost: int = 0
    strays: int = 0
    unswept: int = 0

    def __str__(self) -> str:
        """The figures in a line."""
        return ", ".join(f"{value:,} {name}" for name, value in self._asdict().items())


def at_each_call(folder: Path, *, brief: bool = False) -> Count:
    """Kill every sort of save before each of its calls, and after the last: that is after each.

    Args:
        folder: a folder for the files.
        brief: whether to leave out a call where nothing has changed on the disk since the kill before it.
    """
    counts: list[Count] = []
    for make in SAVES:
        save = make(_new_place(folder))
        with Faulty(Fault(sys.maxsize, KILLED)) as whole:
            save.act()
        names = [call.name for call in whole.calls]
        times = [at for at in range(len(names)) if not (brief and at and names[at - 1] in READS)]
        faults = [*(Fault(at, KILLED) for at in times), Fault(len(names) - 1, KILLED, late=True)]
        counts += filter(None, (_killed_at(_new_place(folder), make, fault) for fault in faults))
    return _sum(counts)


def at_random(folder: Path, kills: int, seed: int) -> Count:
    """Kill a process that saves in a loop, at random moments."""
    file = _new_place(folder) / "t.canvas.toml"
    items = "".join(f'\n[[vision]]\nid = "i{n:04}"\ntext = "statement {n}"\n' for n in range(_ITEMS))
    file.write_text(f'format = 1\ntitle = "0"\n{items}')
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    return _sum([_killed_after(file, chance.uniform(0, _LATEST)) for _ in range(kills)])


def _killed_at(place: Path, make: Callable[[Path], Save], fault: Fault) -> Count | None:
    """Kill one save at one call; None where it ends before that."""
    save = make(place)
    child = os.fork()
    if not child:
        with Faulty(fault):
            save.act()
        os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        return None
    now = _bytes(save.file)
    strays = _strays(save)
    with _two_hours_later():
        atomic_file.replace(str(save.file), save.new, now)
    return Count(1, 0, now not in (save.old, save.new), 0, strays, _strays(save))


def _killed_after(file: Path, seconds: float) -> Count:
    """Kill a process that saves in a loop, some seconds after its first save."""
    was = int(open_document(str(file)).canvas.title)
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _save_in_a_loop(file, theirs)
    os.close(theirs)
    with open(ours, encoding="utf-8") as printed:
        first = printed.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        acknowledged = [int(line) for line in (first + printed.read()).split("\n")[:-1]]
    strays = len(list(file.parent.glob(".*.tmp")))
    try:
        canvas = open_document(str(file)).canvas
    except DocumentError:
        return Count(1, len(acknowledged), torn=1)
    torn = [item.text for _, item in canvas] != [f"statement {n}" for n in range(_ITEMS)]
    lost = int(canvas.title) not in ((last := max(acknowledged, default=was)), last + 1)
    with _two_hours_later():
        atomic_file.replace(str(file), file.read_bytes(), file.read_bytes())
    unswept = len(list(file.parent.glob(".*.tmp")))
    return Count(1, len(acknowledged), torn, lost, strays, unswept)


def _save_in_a_loop(file: Path, acknowledge: int) -> NoReturn:
    """Save a canvas whose title counts the saves, and acknowledge each to the file descriptor."""
    now = open_document(str(file))
    number = int(now.canvas.title)
    while True:
        number += 1
        canvas = edits.set_properties(
            now.canvas, title=str(number), stage=now.canvas.stage, review=now.canvas.review
        ).canvas
        now = save(now, canvas).document
        os.write(acknowledge, f"{number}\n".encode())


def _two_hours_later() -> mock._patch[mock.MagicMock]:
    """Move the clock: what a killed process leaves behind is swept after an hour."""
    then = time.time() + _TWO_HOURS
    return mock.patch.object(time, "time", return_value=then)


def _strays(save: Save) -> int:
    return len([name for name in os.listdir(save.file.parent) if name.endswith(".tmp")])


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _new_place(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def _sum(counts: list[Count]) -> Count:
    return Count(*map(sum, zip(*counts, strict=True)))


def main(arguments: list[str]) -> int:
    """Kill, and print the figures; 1 where anything is not as it should be."""
    brief = arguments == ["brief"]
    is_random = bool(arguments) and not brief
    with tempfile.TemporaryDirectory(dir=None if is_random else MEMORY) as name:
        folder = Path(name)
        seed = int(arguments[1]) if len(arguments) > 1 else 1
        count = at_random(folder, int(arguments[0]), seed) if is_random else at_each_call(folder, brief=brief)
    sys.stdout.write(f"{count}\n")
    return int(bool(count.torn or count.lost or count.unswept))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
