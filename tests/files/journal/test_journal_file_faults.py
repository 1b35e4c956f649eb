"""Whatever fails on a journal's way to the disk, nothing is lost that was said to be there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from canvas.files.canvas_file import open_document
from canvas.files.journal import paths
from canvas.files.journal.journal_file import JournalFile
from canvas.files.journal.recovery import find_recoverable, recovered
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model import edits
from tests.files.journal.boards import add, document_of, journals, seen, started
from tests.files.journal.faulty import Faulty, PowerCutError, patched
from tests.files.journal.screens import screen

NUMBERS = (errno.EIO, errno.EACCES)
"""An error, and one after which a journal is opened for reading alone."""

SAVED = 4


def states(path: Path) -> list[Snapshot]:
    """What a board shows in turn; the one in the middle is a save."""
    document = started(path)
    one = add(document.canvas, "One")
    two = add(edits.set_text(one, one.panels["vision"][0].id, "What we have").canvas, "Two")
    saved = document_of(two, str(path))
    three = add(saved.canvas, "Three")
    return [
        Snapshot(document, document.canvas, Draft("roles", "On")),
        Snapshot(document, document.canvas, Draft("roles", "One")),
        Snapshot(document, one),
        Snapshot(document, two),
        Snapshot(saved, saved.canvas),
        Snapshot(saved, saved.canvas, Draft("roles", "Th")),
        Snapshot(saved, three, Draft("vision", "Fo")),
    ]


def worked(journal_file: JournalFile, path: Path, works: list[Snapshot], tries: int) -> tuple[int, int]:
    """Keep one state after the other; which was the last that was kept, and how many tries failed."""
    last, failed = -1, 0
    for number, work in enumerate(works):
        if number == SAVED:
            path.write_bytes(work.document.data or b"")
            last = number  # it is in its file
        for _ in range(tries):
            try:
                journal_file.write(work)
            except OSError:
                failed += 1
            else:
                last = number
                break
    return last, failed


def back(path: Path) -> object:
    """What is on the screen of the next board, once the work was brought back."""
    document = open_document(str(path))
    found = find_recoverable(str(path))
    canvas = document.canvas
    if found:
        brought = recovered(found[0], document)
        assert brought.conflicts == 0
        canvas = brought.canvas
    for left in found:
        left.discard()
    assert find_recoverable(str(path)) == []
    return screen(canvas)


def swept(path: Path) -> None:
    """Leave nothing for the next case."""
    for name in paths.all_journals():
        os.unlink(name)
    path.unlink()


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.__getitem__)
def test_whichever_call_fails_what_was_kept_comes_back(folder: Path, number: int, *, for_ever: bool) -> None:
    path, fails, told = folder / "x.canvas.toml", 0, 0
    while True:
        works = states(path)
        faulty = Faulty(fails, number, for_ever=for_ever)
        with patched(faulty):
            journal_file = JournalFile()
            last, failed = worked(journal_file, path, works, tries=3)
            journal_file.release()
        told += bool(failed)
        shown = [seen(work) for work in works]
        assert back(path) in shown[last:], (fails, faulty.calls[fails])
        if not for_ever:
            assert last == len(works) - 1, (fails, faulty.calls[fails])  # it healed
            assert failed <= 1
        swept(path)
        if fails >= len(faulty.calls):
            break
        fails += 1
    print(f"{fails} calls, {told} of the failures told, 0 lost")
    assert fails > 30
    assert told > 5


def test_whenever_the_power_is_cut_what_was_kept_comes_back(folder: Path) -> None:
    path, fails, kept = folder / "x.canvas.toml", 0, 0
    for come_back in (False, True):
        fails = 0
        while True:
            works = states(path)
            faulty = Faulty(fails)
            journal_file = JournalFile()
            last = -1
            with patched(faulty):
                try:
                    for number, work in enumerate(works):
                        if number == SAVED:
                            path.write_bytes(work.document.data or b"")
                            last = number
                        journal_file.write(work)
                        last = number
                except PowerCutError:
                    pass
            faulty.cut(come_back=come_back)
            kept += last >= 0
            shown = [seen(work) for work in works]
            assert back(path) in (shown[last:] if last >= 0 else [screen(works[0].canvas), *shown]), fails
            swept(path)
            if fails >= len(faulty.calls):
                break
            fails += 1
    print(f"{2 * fails} power cuts, {kept} after something was kept, 0 lost")
    assert kept > 30


def test_a_file_that_could_not_be_synced_is_never_written_to_again(folder: Path) -> None:
    works = states(folder / "x.canvas.toml")
    faulty = Faulty()
    with patched(faulty):
        journal_file = JournalFile()
        journal_file.write(works[0])
        (first,) = journals()
        length = os.path.getsize(os.path.join(paths.folder(), first))
        calls = len(faulty.calls)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(faulty, "fails", calls + faulty_calls_to_sync(faulty, journal_file, works[1]))
            patch.setattr(faulty, "number", errno.EIO)
            with pytest.raises(OSError, match="broken"):
                journal_file.write(works[2])
        assert journals() == [first]  # what it holds is needed still
        journal_file.write(works[2])
    (second,) = journals()
    assert second != first
    assert length
    journal_file.release()
    assert back(folder / "x.canvas.toml") == seen(works[2])


def faulty_calls_to_sync(faulty: Faulty, journal_file: JournalFile, work: Snapshot) -> int:
    """How many calls an append makes before it syncs; the work is kept meanwhile."""
    before = len(faulty.calls)
    journal_file.write(work)
    made = faulty.calls[before:]
    return len(made) + made.index("fdatasync")


def test_a_write_that_takes_a_little_at_a_time_is_finished(folder: Path) -> None:
    write = os.write
    path = folder / "x.canvas.toml"
    works = states(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
        journal_file = JournalFile()
        for work in works[:4]:
            journal_file.write(work)
        journal_file.release()
    assert back(path) == seen(works[3])


def test_the_older_journal_stays_until_the_new_one_is_down(folder: Path) -> None:
    path = folder / "x.canvas.toml"
    works = states(path)
    journal_file = JournalFile()
    journal_file.write(works[3])
    (first,) = journals()
    with patched(faulty := Faulty()), pytest.MonkeyPatch.context() as patch:
        patch.setattr("canvas.files.journal.journal_file._write", _refused)
        for _ in range(30):
            with pytest.raises(OSError, match="full"):
                journal_file.write(works[5])  # saved since: a new one is begun
        assert journals() == [first]
    assert faulty.calls.count("unlink") == 30
    assert find_recoverable(str(path)) == []  # somebody still holds it
    journal_file.write(works[5])
    assert journals()
    assert first not in journals()
    journal_file.delete()
    assert journals() == []


def _refused(*_: object) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_files_that_cannot_be_taken_away_do_not_pile_up(folder: Path) -> None:
    works = states(folder / "x.canvas.toml")
    journal_file = JournalFile()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("canvas.files.journal.journal_file._write", _refused)
        patch.setattr("canvas.files.journal.locks._unlinked", lambda _: False)
        for _ in range(50):
            with pytest.raises(OSError, match=r"full|cannot be taken away"):
                journal_file.write(works[0])
        assert len(journals()) < 12
    journal_file.write(works[0])
    assert len(journals()) == 1


def test_a_journal_that_somebody_took_away_is_begun_anew(folder: Path) -> None:
    path = folder / "x.canvas.toml"
    works = states(path)
    journal_file = JournalFile()
    journal_file.write(works[0])
    for name in paths.all_journals():
        os.unlink(name)
    os.rmdir(paths.folder())
    journal_file.write(works[2])
    journal_file.release()
    assert back(path) == seen(works[2])


def test_a_journal_that_has_grown_large_is_begun_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("canvas.files.journal.journal_file.MAX_GROWTH_BYTES", 2000)
    path = folder / "x.canvas.toml"
    work, *_ = states(path)
    journal_file = JournalFile()
    sizes = []
    for number in range(100):
        text = os.urandom(50).hex()
        work = work._replace(typing=Draft("roles", f"{number} {text}"))
        journal_file.write(work)
        sizes += [os.path.getsize(name) for name in paths.all_journals()]
    assert len(sizes) == 100
    assert max(sizes) < 3000
    journal_file.release()
    assert back(path) == seen(work)
