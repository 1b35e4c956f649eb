"""A board's journal while the board is open."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document
from canvas.files.journal import paths, writer
from canvas.files.journal.journal_file import JournalFile
from canvas.files.journal.recovery import find_recoverable
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.files.journal.writer import Journal
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS
from tests.files.journal.boards import add, back, document_of, journals
from tests.files.journal.screens import screen
from tests.waiting import PATIENCE, until


def test_there_is_no_file_until_there_is_something_to_keep(journal: Journal, document: Document) -> None:
    journal.record(document, document.canvas)
    journal.record(document, document.canvas, Draft("roles", ""))
    journal.record(document, document.canvas, Draft("roles", "  "))
    assert journal.flush(PATIENCE)
    assert not os.path.exists(paths.folder())
    assert journal._thread is None
    journal.record(document, document.canvas, Draft("roles", "x"))
    assert journal.flush(PATIENCE)
    assert len(journals()) == 1


def test_what_was_noted_is_on_the_disk_without_anybody_waiting_for_it(
    journal: Journal, document: Document
) -> None:
    journal.record(document, add(document.canvas, "One"))
    until(journals)
    (name,) = paths.all_journals()
    until(lambda: b"One" in Path(name).read_bytes())
    journal.record(document, add(document.canvas, "Two"))
    until(lambda: b"Two" in Path(name).read_bytes())


def test_a_note_waits_for_the_frame_of_its_key_and_is_written_with_those_that_come_meanwhile(
    journal: Journal, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Snapshot] = []
    write = JournalFile.write

    def counting(journal_file: JournalFile, work: Snapshot) -> None:
        written.append(work)
        write(journal_file, work)

    monkeypatch.setattr(writer, "_AFTER_FRAME_SECONDS", PATIENCE)
    monkeypatch.setattr(JournalFile, "write", counting)
    canvas = document.canvas
    for number in range(200):
        canvas = add(canvas, str(number))
        journal.record(document, canvas)
        time.sleep(0)  # the thread may run
    assert not written
    assert journal.flush(PATIENCE)
    assert [work.canvas for work in written] == [canvas]


def test_only_the_user_may_read_a_journal(journal: Journal, document: Document) -> None:
    mask = os.umask(0)
    try:
        os.makedirs(paths.folder(), mode=0o777)
        journal.record(document, add(document.canvas, "One"))
        assert journal.flush(PATIENCE)
    finally:
        os.umask(mask)
    (name,) = paths.all_journals()
    assert stat.S_IMODE(os.stat(name).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(paths.folder()).st_mode) == 0o700


def test_a_narrow_mask_shuts_nobody_out_of_their_own_journal(journal: Journal, document: Document) -> None:
    os.makedirs(paths.folder(), mode=0o700)
    mask = os.umask(0o777)
    try:
        journal.record(document, add(document.canvas, "One"))
        assert journal.flush(PATIENCE)
    finally:
        os.umask(mask)
    (name,) = paths.all_journals()
    assert stat.S_IMODE(os.stat(name).st_mode) == 0o600


def test_a_save_or_an_undo_takes_the_journal_away(journal: Journal, document: Document, path: str) -> None:
    for end in (document, document_of(add(document.canvas, "One"), path)):
        journal.record(document, add(document.canvas, "One"))
        assert journal.flush(PATIENCE)
        assert len(journals()) == 1
        journal.record(end, end.canvas)
        assert journal.flush(PATIENCE)
        assert journals() == []


def test_a_save_while_something_is_typed_begins_another(
    journal: Journal, document: Document, path: str
) -> None:
    canvas = add(document.canvas, "One")
    journal.record(document, canvas)
    assert journal.flush(PATIENCE)
    before = journals()
    saved = document_of(canvas, path)
    journal.record(saved, saved.canvas, Draft("roles", "Two"))
    assert journal.flush(PATIENCE)
    assert len(journals()) == 1
    assert journals() != before
    journal.close(keep=True)
    (left,) = find_recoverable(path)
    assert left.data == saved.data
    assert screen(left.canvas) == screen(add(saved.canvas, "Two"))
    left.discard()


@pytest.mark.parametrize("keep", [True, False])
def test_the_end_keeps_what_is_to_be_kept_and_nothing_else(
    document: Document, path: str, *, keep: bool
) -> None:
    journal = Journal()
    canvas = add(document.canvas, "One")
    journal.record(document, canvas)
    assert journal.close(keep=keep)
    assert journal.close(keep=keep)
    journal.record(document, add(canvas, "Two"))  # too late
    assert back(path) == ([screen(canvas)] if keep else [])
    assert len(journals()) == keep
    assert Journal().close(keep=keep)


def test_many_may_note_at_once_and_the_last_word_is_kept(document: Document, path: str) -> None:
    journal = Journal()

    def noting(name: str) -> None:
        for number in range(50):
            journal.record(document, add(document.canvas, f"{name}{number}"), Draft("vision", name))
            if number % 10 == 0:
                journal.flush(PATIENCE)

    threads = [threading.Thread(target=noting, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = journal._wanted
    assert last
    assert journal.close(keep=True)
    assert back(path) == [screen(last.canvas, last.typing)]


def test_two_boards_on_one_file_keep_a_journal_each(document: Document, path: str) -> None:
    one, other = Journal(), Journal()
    canvases = add(document.canvas, "One"), add(document.canvas, "Two")
    for journal, canvas in zip((one, other), canvases, strict=True):
        journal.record(document, canvas)
        assert journal.flush(PATIENCE)
    assert len(journals()) == 2
    assert back(path) == []
    one.close(keep=False)
    assert len(journals()) == 1
    other.close(keep=True)
    assert back(path) == [screen(canvases[1])]


def test_a_file_has_one_journal_whatever_leads_to_it(document: Document, path: str, folder: Path) -> None:
    os.symlink("x.canvas.toml", folder / "link")
    os.symlink(".", folder / "here")
    journal = Journal()
    canvas = add(document.canvas, "One")
    journal.record(document._replace(path=str(folder / "here" / "link")), canvas)
    assert journal.close(keep=True)
    for name in ("link", "here/link", "here/x.canvas.toml", "x.canvas.toml"):
        assert back(str(folder / name)) == [screen(canvas)]
    assert back(str(folder / "y.canvas.toml")) == []
    assert path.endswith("x.canvas.toml")


def test_a_note_costs_nothing_however_large_the_canvas(journal: Journal, path: str) -> None:
    names = [panel.key for panel in PANELS]
    many = {key: tuple(Item(f"{key}{n}", f"Statement {n} of {key}") for n in range(500)) for key in names}
    document = document_of(Canvas("Large", panels=many), path)
    journal.record(document, document.canvas, Draft("roles", "x"))
    took = []
    for number in range(300):
        typing = Draft("roles", "x" * number)
        began = time.thread_time()
        journal.record(document, document.canvas, typing)
        took.append(time.thread_time() - began)
    took.sort()
    assert took[len(took) // 2] < 0.0005
    assert journal.flush(PATIENCE)
