"""What the user discards lies in the bin for 30 days, and comes back as it was."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document
from canvas.files.canvas_save import save
from canvas.files.journal import paths, recovery_bin
from canvas.files.journal.recovery import RecoverableWork, find_recoverable
from canvas.files.journal.recovery_bin import RETENTION_SECONDS, BinnedWork, binned
from canvas.files.journal.writer import Journal
from canvas.model.canvas import Canvas
from tests.files.journal.boards import add, aged, journals, leave, only
from tests.files.journal.faulty import Faulty, PowerCutError, patched
from tests.files.journal.screens import screen
from tests.waiting import PATIENCE

ROOT = str(Path(__file__).parents[3])
DAY = 24 * 60 * 60
NOW = 1_800_000_000.0


def in_bin() -> list[Path]:
    """The files in the bin."""
    where = Path(paths.bin_folder())
    return sorted(where.iterdir()) if where.is_dir() else []


def discard(path: str | None, now: float = NOW) -> None:
    """Discard all unsaved work on a file."""
    for work in find_recoverable(path):
        assert work.discard(now)


def released(found: list[BinnedWork]) -> list[BinnedWork]:
    """What was found, unlocked."""
    for work in found:
        work.release()
    return found


def only_binned(found: list[BinnedWork]) -> BinnedWork:
    assert len(found) == 1
    return found[0]


def test_discarded_work_is_in_the_bin_unchanged_and_not_offered_again(document: Document, path: str) -> None:
    name = leave(document, add(document.canvas, "One"))
    aged(name, DAY)
    data, status = Path(name).read_bytes(), os.stat(name)
    assert only(find_recoverable(path)).discard(NOW)
    assert journals() == []
    assert find_recoverable(path) == []
    (moved,) = in_bin()
    assert moved.read_bytes() == data
    assert os.path.samestat(moved.stat(), status)
    assert moved.stat().st_mtime == status.st_mtime
    work = only_binned(binned(NOW))
    assert (work.path, work.title, work.discarded) == (os.path.realpath(path), "A title", NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes")
def test_nobody_else_may_look_into_the_bin(document: Document, path: str) -> None:
    mask = os.umask(0)
    try:
        leave(document, add(document.canvas, "One"))
        discard(path)
    finally:
        os.umask(mask)
    (moved,) = in_bin()
    assert stat.S_IMODE(moved.stat().st_mode) == 0o600
    assert stat.S_IMODE(moved.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(moved.parent.parent.stat().st_mode) == 0o700


def test_restored_work_is_offered_again_byte_for_byte(document: Document, path: str) -> None:
    shown = add(document.canvas, "One")
    name = leave(document, shown)
    aged(name, DAY)
    data, when = Path(name).read_bytes(), os.stat(name).st_mtime
    discard(path)
    assert only_binned(binned(NOW)).restore()
    assert in_bin() == []
    assert Path(paths.all_journals()[0]).read_bytes() == data
    work = only(find_recoverable(path))
    assert screen(work.canvas) == screen(shown)
    assert work.when == when


def test_restored_work_can_be_discarded_again(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"))
    for day in range(3):
        discard(path, NOW + day * DAY)
        work = only_binned(binned(NOW + day * DAY))
        assert work.discarded == NOW + day * DAY
        assert work.restore()
    assert len(journals()) == 1


def test_work_that_never_had_a_file_is_restored(path: str) -> None:
    leave(Document(Canvas("New")), add(Canvas("New"), "One"))
    discard(None)
    work = only_binned(binned(NOW, None))
    assert (work.path, work.title) == (None, "New")
    assert work.restore()
    assert only(find_recoverable(None)).canvas.title == "New"
    assert find_recoverable(path) == []


def test_the_bin_lists_the_latest_first_and_only_the_files_asked_for(document: Document, path: str) -> None:
    other = document._replace(path=f"{path}.other")
    for number, found in enumerate((document, other, Document(Canvas("New")), document)):
        leave(found, add(found.canvas, str(number)))
        discard(found.path, NOW + number)
    real = os.path.realpath(path)
    assert [work.path for work in released(binned(NOW + 9))] == [real, None, f"{real}.other", real]
    assert [work.discarded - NOW for work in released(binned(NOW + 9, path))] == [3, 0]
    assert [work.discarded - NOW for work in released(binned(NOW + 9, path, None))] == [3, 2, 0]
    assert binned(NOW, "a\0b") == []


def test_work_on_one_file_that_is_discarded_in_the_same_moment_is_all_there(
    document: Document, path: str
) -> None:
    texts = {"One", "Two", "Three"}
    for text in texts:
        leave(document, add(document.canvas, text))
    discard(path)
    assert len(in_bin()) == 3
    for work in binned(NOW):
        assert work.restore()
    assert {work.canvas.panels["roles"][0].text for work in find_recoverable(path)} == texts


def test_work_stays_in_the_bin_for_thirty_days_after_it_was_discarded(document: Document, path: str) -> None:
    aged(leave(document, add(document.canvas, "One")), 300 * DAY)  # how old the work is does not count
    discard(path)
    recovery_bin.sweep(NOW + RETENTION_SECONDS - 1)
    work = only_binned(binned(NOW + RETENTION_SECONDS - 1))
    assert binned(NOW + RETENTION_SECONDS) == []
    recovery_bin.sweep(NOW + RETENTION_SECONDS)
    assert len(in_bin()) == 1  # it is about to be restored
    work.release()
    recovery_bin.sweep(NOW + RETENTION_SECONDS)
    assert in_bin() == []
    assert RETENTION_SECONDS == 30 * DAY


def test_looking_for_unsaved_work_sweeps_the_bin(document: Document, path: str) -> None:
    for days in (29, 31):
        leave(document, add(document.canvas, "One"))
        discard(path, time.time() - days * DAY)
    assert len(in_bin()) == 2
    assert find_recoverable(f"{path}.other") == []
    (work,) = binned(time.time())
    assert round((time.time() - work.discarded) / DAY) == 29
    assert len(in_bin()) == 1


def test_damaged_work_in_the_bin_is_left_out_until_it_is_swept(document: Document, path: str) -> None:
    for text in ("One", "Two", "Three", "Four"):
        leave(document, add(document.canvas, text))
    discard(path)
    empty, cut, odd, _ = in_bin()
    empty.write_bytes(b"")
    cut.write_bytes(cut.read_bytes()[:-3])
    odd.write_bytes(odd.read_bytes()[:40] + b"\xff" + odd.read_bytes()[41:])
    assert len(released(binned(NOW))) == 1
    assert len(in_bin()) == 4
    recovery_bin.sweep(NOW + RETENTION_SECONDS)
    assert in_bin() == []


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_what_is_not_a_journal_of_ours_is_neither_listed_nor_swept(
    document: Document, path: str, folder: Path
) -> None:
    leave(document, add(document.canvas, "One"))
    discard(path)
    (name,) = in_bin()
    elsewhere = folder / "elsewhere"
    name.rename(elsewhere)
    makers: tuple[Callable[[], None], ...] = (
        lambda: name.symlink_to(elsewhere),
        lambda: name.hardlink_to(elsewhere),
        lambda: os.mkfifo(name),
        name.mkdir,
    )
    for make in makers:
        make()
        assert binned(NOW) == []
        recovery_bin.sweep(NOW + RETENTION_SECONDS)
        assert os.path.lexists(name)
        (os.rmdir if name.is_dir() else os.unlink)(name)
    stranger = name.with_name("notes.journal")
    elsewhere.rename(stranger)
    assert binned(NOW) == []
    recovery_bin.sweep(NOW + RETENTION_SECONDS)
    assert stranger.exists()
    stranger.rename(name.with_name(f"{'0' * 32}{name.name[32:]}"))  # named for another file
    assert binned(NOW) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links")
@pytest.mark.parametrize("obstacle", ["file", "link"])
def test_where_there_can_be_no_bin_the_work_stays_where_it_was(
    document: Document, path: str, folder: Path, obstacle: str
) -> None:
    name = leave(document, add(document.canvas, "One"))
    data = Path(name).read_bytes()
    if obstacle == "file":
        Path(paths.bin_folder()).write_text("in the way")
    else:
        os.symlink(folder, paths.bin_folder())
    before = sorted(folder.iterdir())
    work = only(find_recoverable(path))
    assert not work.discard(NOW)
    assert Path(name).read_bytes() == data
    assert sorted(folder.iterdir()) == before
    assert binned(NOW) == []
    assert find_recoverable(path) == []  # still locked
    os.unlink(paths.bin_folder())
    assert work.discard(NOW)
    assert only_binned(binned(NOW)).restore()


def test_work_whose_file_was_deleted_meanwhile_is_discarded(document: Document, path: str) -> None:
    name = leave(document, add(document.canvas, "One"))
    work = only(find_recoverable(path))
    os.unlink(name)
    assert work.discard(NOW)
    assert in_bin() == []


def test_work_that_was_released_cannot_be_moved(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"))
    work = only(find_recoverable(path))
    work.release()
    assert not work.discard(NOW)
    discard(path)
    binned_work = only_binned(binned(NOW))
    binned_work.release()
    assert not binned_work.restore()
    assert len(in_bin()) == 1


def test_work_that_is_safe_elsewhere_is_deleted_and_not_put_into_the_bin(
    document: Document, path: str
) -> None:
    canvas = add(document.canvas, "One")
    leave(document, canvas)
    journal = Journal()
    journal.record(document, canvas)
    journal.adopt(only(find_recoverable(path)))
    assert journal.flush(PATIENCE)
    assert len(journals()) == 1
    journal.close(keep=True)
    save(document, canvas)
    assert find_recoverable(path) == []
    assert journals() == []
    assert in_bin() == []


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EINTR, None])
def test_whichever_call_fails_the_work_is_in_one_place_unchanged(
    document: Document, path: str, number: int | None
) -> None:
    name = leave(document, add(document.canvas, "One"))
    data = Path(name).read_bytes()
    answers, fails, calls = set(), 0, 0
    while fails <= calls:
        for act in ("discard", "restore"):
            work, move = to_move(act, path)
            faulty, handle = Faulty(fails, number), work._held.handle
            answer: bool | None = None
            with patched(faulty), suppress(PowerCutError):
                answer = move()
            work.release()
            for left_open in (handle, *faulty.opened) if number is None else ():
                with suppress(OSError):
                    os.close(left_open)
            calls = max(calls, len(faulty.calls))
            (there,) = (*map(Path, paths.all_journals()), *in_bin())
            assert there.read_bytes() == data
            is_moved = (there.parent.name == "bin") == (act == "discard")
            assert answer in (is_moved, None), (act, faulty.calls)
            answers.add((act, answer))
            if not is_moved:
                assert to_move(act, path)[1]()
        fails += 1
    failed = None if number is None else False
    assert answers == {(act, answer) for act in ("discard", "restore") for answer in (True, failed)}


def to_move(act: str, path: str) -> tuple[RecoverableWork | BinnedWork, Callable[[], bool]]:
    """The work that is to be discarded or restored, and the call that does it."""
    if act == "discard":
        work = only(find_recoverable(path))
        return work, lambda: work.discard(NOW)
    found = only_binned(binned(NOW))
    return found, found.restore


def test_a_move_is_synced_in_both_folders(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"))
    work = only(find_recoverable(path))
    acts: tuple[Callable[[], bool], ...] = (
        lambda: work.discard(NOW),
        lambda: only_binned(binned(NOW)).restore(),
    )
    for act in acts:
        synced: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(paths, "sync", lambda where=None, to=synced: to.append(where or paths.folder()))
            assert act()
        assert synced[-2:] == [paths.bin_folder(), paths.folder()]


OTHER_PROGRAM = """
import sys
from canvas.files.journal.recovery import find_recoverable
from canvas.files.journal.recovery_bin import binned
print("ready", flush=True)
sys.stdin.readline()
moved = 0
for _ in range(20):
    if sys.argv[1] == "discard":
        moved += sum(work.discard(float(sys.argv[3])) for work in find_recoverable(sys.argv[2]))
    else:
        moved += sum(work.restore() for work in binned(float(sys.argv[3]), sys.argv[2]))
print(moved, flush=True)
"""


def raced(act: str, path: str) -> int:
    """Let two programs discard or restore everything at the same time; how much they moved."""
    command = [sys.executable, "-W", "ignore", "-c", OTHER_PROGRAM, act, path, str(NOW)]
    environment = os.environ | {"PYTHONPATH": ROOT}
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as one,
        subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as other,
    ):
        for process in (one, other):
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        for process in (one, other):
            assert process.stdin
            process.stdin.write("\n")
            process.stdin.flush()
        return sum(int(process.communicate(timeout=PATIENCE * 2)[0]) for process in (one, other))


def test_two_programs_that_discard_and_restore_at_once_lose_nothing(document: Document, path: str) -> None:
    texts = {f"Number {number}" for number in range(40)}
    for text in texts:
        leave(document, add(document.canvas, text))
    for act, is_binned in (("discard", True), ("restore", False)):
        assert raced(act, path) == len(texts)
        assert len(in_bin()) == (len(texts) if is_binned else 0)
        assert len(journals()) == len(texts) - len(in_bin())
    assert {work.canvas.panels["roles"][0].text for work in find_recoverable(path)} == texts


def test_work_that_one_program_is_asked_about_cannot_be_restored_by_another(
    document: Document, path: str
) -> None:
    leave(document, add(document.canvas, "One"))
    discard(path)
    work = only_binned(binned(NOW))
    assert raced("restore", path) == 0
    work.release()
    assert raced("restore", path) == 1


def test_a_restored_journal_never_replaces_one_that_is_being_written(document: Document, path: str) -> None:
    name = leave(document, add(document.canvas, "One"))
    discard(path)
    journal = Journal()
    journal.record(document, add(document.canvas, "Two"))
    assert journal.flush(PATIENCE)
    assert paths.all_journals() == [name]  # it took the name that has become free
    assert only_binned(binned(NOW)).restore()
    journal.close(keep=True)
    assert {work.canvas.panels["roles"][0].text for work in find_recoverable(path)} == {"One", "Two"}
