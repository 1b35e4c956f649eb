"""What stands in the folder of journals and is no work that could come back."""

from __future__ import annotations

import os
import time
from pathlib import Path

from canvas.files.canvas_file import Document
from canvas.files.journal import paths
from canvas.files.journal.recovery import find_recoverable
from tests.files.journal.boards import add, aged, journals, leave, only

MONTH = 30 * 24 * 60 * 60


def test_a_journal_of_a_newer_program_is_left_alone(document: Document, path: str) -> None:
    name = leave(document, add(document.canvas, "One"))
    data = Path(name).read_bytes().replace(b"canvas journal 1\n", b"canvas journal 2\n")
    Path(name).write_bytes(data)
    aged(name, 2 * MONTH)
    assert find_recoverable(path) == []
    assert Path(name).read_bytes() == data


def test_after_a_month_a_journal_goes_in_which_nothing_can_be_read(document: Document, path: str) -> None:
    other = document._replace(path=f"{path}.other")
    broken, young, good = (leave(other, add(document.canvas, text)) for text in ("One", "Two", "Three"))
    for name in (broken, young):
        data = Path(name).read_bytes()
        Path(name).write_bytes(data[:30])
    aged(broken, MONTH + 60)
    aged(young, MONTH - 60)
    aged(good, 10 * MONTH)
    assert find_recoverable(path) == []
    assert sorted(paths.all_journals()) == sorted((young, good))
    assert only(find_recoverable(f"{path}.other")).when < time.time() - 9 * MONTH


def test_a_journal_that_never_held_a_word_goes_at_once(document: Document, path: str) -> None:
    name = leave(document, add(document.canvas, "One"))
    Path(name).write_bytes(b"")
    assert find_recoverable(path) == []
    assert journals() == []


def test_what_is_no_journal_of_ours_is_neither_followed_nor_taken_away(
    document: Document, path: str, folder: Path
) -> None:
    name = leave(document, add(document.canvas, "One"))
    elsewhere = folder / "elsewhere"
    os.rename(name, elsewhere)
    os.symlink(elsewhere, name)
    assert find_recoverable(path) == []
    os.unlink(name)
    os.link(elsewhere, name)
    assert find_recoverable(path) == []
    os.unlink(name)
    os.mkfifo(name)
    assert find_recoverable(path) == []
    os.unlink(name)
    os.mkdir(name)
    assert find_recoverable(path) == []
    os.rmdir(name)
    os.rename(elsewhere, name)
    moved = f"{paths.folder()}.moved"
    os.rename(paths.folder(), moved)
    os.symlink(moved, paths.folder())
    assert find_recoverable(path) == []
    os.unlink(paths.folder())
    os.rename(moved, paths.folder())
    only(find_recoverable(path)).discard()


def test_a_journal_of_another_file_under_this_ones_name_is_not_believed(
    document: Document, path: str
) -> None:
    name = leave(document, add(document.canvas, "One"))
    os.rename(name, next(paths.names(os.path.realpath(f"{path}.other"))))
    assert find_recoverable(f"{path}.other") == []
    assert len(journals()) == 1


def test_a_name_that_no_file_can_have_has_left_nothing() -> None:
    assert find_recoverable("a\0b") == []
    assert find_recoverable("") == []


def test_work_under_a_name_that_is_no_text_comes_back(document: Document, folder: Path) -> None:
    path = os.path.join(folder, os.fsdecode(b"a\xffb.canvas.toml"))
    leave(document._replace(path=path), add(document.canvas, "One"))
    assert only(find_recoverable(path)).path == path
