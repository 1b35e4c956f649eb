"""A board's journal while the disk, or the computer, is in trouble."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document
from canvas.files.journal import journal_file, paths, writer
from canvas.files.journal.writer import Journal
from tests.files.journal.boards import add, back, journals
from tests.files.journal.screens import screen
from tests.waiting import PATIENCE, until


class Gate:
    """A disk that answers when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.waiting = threading.Event()
        write = journal_file._write

        def slowly(handle: int, data: bytes) -> None:
            self.waiting.set()
            assert self.open.wait(PATIENCE)
            write(handle, data)

        monkeypatch.setattr(journal_file, "_write", slowly)


@pytest.mark.parametrize("keep", [True, False])
def test_the_end_waits_for_what_is_being_written(
    document: Document, path: str, monkeypatch: pytest.MonkeyPatch, *, keep: bool
) -> None:
    gate = Gate(monkeypatch)
    journal = Journal()
    journal.record(document, add(document.canvas, "One"))
    assert gate.waiting.wait(PATIENCE)
    last = add(document.canvas, "Two")
    journal.record(document, last)
    threading.Timer(0.05, gate.open.set).start()
    assert journal.close(keep=keep)
    assert back(path) == ([screen(last)] if keep else [])


def test_the_end_does_not_wait_for_ever(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_CLOSE_SECONDS", 0.05)
    gate = Gate(monkeypatch)
    journal = Journal()
    journal.record(document, add(document.canvas, "One"))
    assert gate.waiting.wait(PATIENCE)
    assert not journal.close(keep=True)
    gate.open.set()
    thread = journal._thread
    assert thread
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_nobody_waits_for_a_disk_that_does_not_answer_and_it_is_told(
    journal: Journal, document: Document, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SLOW_DISK_SECONDS", 0.05)
    gate = Gate(monkeypatch)
    last = document.canvas
    for number in range(50):
        last = add(last, str(number))
        journal.record(document, last)
    assert not journal.flush(0.01)
    until(lambda: journal.problem == "the disk does not answer")
    gate.open.set()
    assert journal.flush(PATIENCE)
    assert journal.problem == ""
    journal.close(keep=True)
    assert back(path) == [screen(last)]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "the folder for it may not be written by you"),
        (errno.EIO, "broken"),
    ],
)
def test_a_disk_that_fails_is_told_within_a_second_and_heals_by_itself(
    document: Document, path: str, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    journal = Journal()
    monkeypatch.setattr(writer, "FIRST_RETRY_SECONDS", 0.01)
    write, fails = journal_file._write, [True]

    def wrong(handle: int, data: bytes) -> None:
        if fails[0]:
            raise OSError(number, "broken")
        write(handle, data)

    monkeypatch.setattr(journal_file, "_write", wrong)
    canvas = add(document.canvas, "One")
    began = time.monotonic()
    journal.record(document, canvas)
    until(lambda: journal.problem)
    assert time.monotonic() - began < writer.SLOW_DISK_SECONDS / 2  # not only once it is late
    assert journal.problem == told
    assert not journal.flush(PATIENCE)
    fails[0] = False
    until(lambda: not journal.problem)
    assert journal.flush(PATIENCE)
    journal.close(keep=True)
    assert back(path) == [screen(canvas)]


def test_a_flush_tries_a_disk_that_failed_once_more_at_once(
    journal: Journal, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "FIRST_RETRY_SECONDS", PATIENCE)
    monkeypatch.setattr(writer, "MAX_RETRY_SECONDS", PATIENCE)
    os.makedirs(os.path.dirname(paths.folder()))
    with open(paths.folder(), "wb"):
        pass
    journal.record(document, add(document.canvas, "One"))
    until(lambda: journal.problem)
    assert not journal.flush(PATIENCE)
    os.unlink(paths.folder())
    assert journal.flush(PATIENCE)
    assert journal.problem == ""


def test_what_is_in_the_way_of_the_folder_is_told(journal: Journal, document: Document) -> None:
    os.makedirs(os.path.dirname(os.path.dirname(paths.folder())))
    with open(os.path.dirname(paths.folder()), "wb"):
        pass
    journal.record(document, add(document.canvas, "One"))
    until(lambda: journal.problem)
    assert journal.problem == "a file is in the way of the folder for it"


def test_a_folder_that_is_a_link_is_not_followed(journal: Journal, document: Document, folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    os.makedirs(os.path.dirname(paths.folder()))
    os.symlink(elsewhere, paths.folder())
    journal.record(document, add(document.canvas, "One"))
    until(lambda: journal.problem)
    assert os.listdir(elsewhere) == []
    assert stat.S_IMODE(os.stat(elsewhere).st_mode) == 0o755


def test_a_link_under_a_journals_name_is_left_alone(
    journal: Journal, document: Document, path: str, folder: Path
) -> None:
    os.makedirs(paths.folder(), mode=0o700)
    target = folder / "precious"
    target.write_bytes(b"precious")
    name = next(paths.names(os.path.realpath(path)))
    os.symlink(target, name)
    journal.record(document, add(document.canvas, "One"))
    assert journal.flush(PATIENCE)
    assert target.read_bytes() == b"precious"
    assert len(journals()) == 2
    assert os.path.islink(name)


def test_a_canvas_that_nothing_can_hold_is_told_and_does_not_end_the_journal(
    journal: Journal, document: Document, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "FIRST_RETRY_SECONDS", 0.01)
    good = add(document.canvas, "One")
    journal.record(document, good)
    assert journal.flush(PATIENCE)
    journal.record(document, good.replacing(values={"x": object()}))
    until(lambda: journal.problem)
    assert len(journals()) == 1
    better = add(good, "Two")
    journal.record(document, better)
    until(lambda: not journal.problem)
    assert journal.flush(PATIENCE)
    journal.close(keep=True)
    assert back(path) == [screen(better)]


def test_a_computer_without_a_thread_to_spare_is_told_and_nobody_stumbles(
    journal: Journal, document: Document
) -> None:
    def none_left(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    canvas = add(document.canvas, "One")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading.Thread, "start", none_left)
        journal.record(document, canvas)
    assert journal.problem == "the computer is too busy"
    assert not journal.flush(0.01)
    journal.record(document, canvas)
    assert journal.flush(PATIENCE)
    assert journal.problem == ""
