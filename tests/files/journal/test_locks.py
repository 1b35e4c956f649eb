"""A journal's lock lives as long as the board that writes it, and no longer."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document
from canvas.files.journal import locks, paths
from canvas.files.journal.locks import LockedFile, lock
from canvas.files.journal.recovery import find_recoverable
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks")

ROOT = str(Path(__file__).parents[3])
BOARD = """
import os, subprocess, sys, time
from canvas.files.canvas_file import open_document
from canvas.files.journal.writer import Journal
from canvas.files.journal.snapshot import Draft
document = open_document(sys.argv[1])
journal = Journal()
journal.record(document, document.canvas, Draft("roles", sys.argv[2]))
assert journal.flush(30)
child = 0
if sys.argv[3] == "exec":
    child = subprocess.Popen(["sleep", "100"], stdout=subprocess.DEVNULL).pid
elif sys.argv[3] == "fork":
    child = os.fork()
    if not child:
        os.close(1)
        time.sleep(100)
print(child, flush=True)
time.sleep(100)
"""


@contextmanager
def board(path: str, text: str = "Typed", child: str = "none") -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A board in a process of its own, and the process that it started."""
    command = [sys.executable, "-W", "ignore", "-c", BOARD, path, text, child]
    environment = os.environ | {"PYTHONPATH": ROOT}
    started = 0
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            started = int(process.stdout.readline())
            yield process, started
        finally:
            process.kill()
            if started:
                with suppress(ProcessLookupError):
                    os.kill(started, 9)


def texts(path: str) -> list[str]:
    """What is left behind, by what was typed."""
    found = find_recoverable(path)
    for left in found:
        left.release()
    return sorted(left.canvas.panels["roles"][0].text for left in found)


@pytest.fixture(autouse=True)
def there(document: Document) -> Document:
    return document


def test_a_board_that_lives_is_left_alone_and_one_that_was_killed_is_found(path: str) -> None:
    with board(path, "First") as (first, _), board(path, "Second") as (second, _):
        assert texts(path) == []
        assert len(paths.all_journals()) == 2
        first.kill()
        first.wait()
        assert texts(path) == ["First"]
        second.kill()
        second.wait()
        assert texts(path) == ["First", "Second"]


def test_a_program_that_a_board_started_does_not_keep_its_lock(path: str) -> None:
    with board(path, child="exec") as (process, child):
        process.kill()
        process.wait()
        os.kill(child, 0)  # it lives
        assert texts(path) == ["Typed"]


def test_a_bare_copy_of_a_board_keeps_its_lock_until_it_ends(path: str) -> None:
    with board(path, child="fork") as (process, child):
        process.kill()
        process.wait()
        assert texts(path) == []
        os.kill(child, 9)
        until(lambda: texts(path) == ["Typed"])


def test_a_lock_is_had_once(folder: Path) -> None:
    with open(folder / "x", "wb") as one, open(folder / "x", "rb") as other:
        assert lock(one.fileno())
        assert not lock(other.fileno())
    with open(folder / "x", "rb") as again:
        assert lock(again.fileno())


@pytest.mark.parametrize(
    ("number", "had"),
    [(errno.ENOLCK, True), (errno.EBADF, True), (errno.EAGAIN, False), (errno.EACCES, False)],
)
def test_where_there_are_no_locks_the_work_is_kept_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, had: bool
) -> None:
    def failing(*_: object) -> None:
        raise OSError(number, "broken")

    monkeypatch.setattr("fcntl.flock", failing)
    with open(folder / "x", "wb") as file:
        assert lock(file.fileno()) == had


def test_a_file_that_was_exchanged_is_not_taken_away(folder: Path) -> None:
    name = str(folder / "x")
    held = LockedFile(name, os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
    assert held.is_there
    os.rename(name, f"{name}.old")
    assert not held.is_there
    Path(name).write_bytes(b"another's")
    assert not held.is_there
    assert held.remove()
    assert Path(name).read_bytes() == b"another's"


def test_a_file_that_will_not_go_is_emptied_and_held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(folder / "x")
    held = LockedFile(name, os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
    os.write(held.handle, b"work")
    with monkeypatch.context() as patch:
        patch.setattr(locks, "_unlinked", lambda _: False)
        assert not held.remove()
    assert Path(name).read_bytes() == b""
    assert held.remove()
    assert not os.path.exists(name)
