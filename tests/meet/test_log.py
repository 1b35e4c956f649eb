"""The log of a meeting: what a phone was told is on disk, and a meeting that ended leaves nothing there."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from canvas.files.journal.locks import LockedFile, acquire
from canvas.meet.cut_off import KEPT_SECONDS, CutOff, delete_cut_off, find_cut_off
from canvas.meet.log import MeetingRunsError, MeetLog
from canvas.meet.state import Record
from canvas.meet.types import Guest
from tests.meet.killed_log import abandon
from tests.meet.rooms import come_in, key, room_of
from tests.waiting import PATIENCE

RECORDS: list[Record] = [
    {"is": "unknown", "number": number, "text": "漢\u2028x" * number} for number in range(20)
]


def the_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "state" / "partnership-canvas" / "meetings").iterdir()
    return found


def test_what_was_written_is_read_by_the_next_start(tmp_path: Path) -> None:
    log = MeetLog.open("/a/canvas.toml")
    assert (log.records, log.port, log.written) == ([], 0, 0)
    log.note_port(4711)
    positions = [log.append(record) for record in RECORDS]
    assert log.flush(PATIENCE)
    assert log.written == positions[-1] == len(RECORDS) + 1
    assert stat.S_IMODE(the_file(tmp_path).stat().st_mode) == 0o600
    abandon(log)
    assert log.append({"is": "late"}) > log.written
    again = MeetLog.open("/a/canvas.toml")
    assert (again.records[1:], again.port) == (RECORDS, 4711)
    again.append({"is": "more"})
    again.close(keep=True)
    last = MeetLog.open("/a/canvas.toml")
    assert [record["is"] for record in last.records] == ["port", *["unknown"] * 20, "more"]
    assert last.close(keep=False)
    assert not list((tmp_path / "state" / "partnership-canvas" / "meetings").iterdir())


@pytest.mark.parametrize("cut", [1, 7, 30])
def test_a_torn_end_is_left_out_and_written_over(tmp_path: Path, cut: int) -> None:
    log = MeetLog.open(None)
    for record in RECORDS:
        log.append(record)
    log.close(keep=True)
    with the_file(tmp_path).open("r+b") as file:
        file.truncate(the_file(tmp_path).stat().st_size - cut)
    again = MeetLog.open(None)
    assert again.records == RECORDS[:-1]
    again.append(RECORDS[-1])
    again.close(keep=True)
    assert MeetLog.open(None).records == RECORDS


def test_a_file_that_is_no_log_is_begun_anew(tmp_path: Path) -> None:
    log = MeetLog.open(None)
    abandon(log)
    the_file(tmp_path).write_bytes(b"something else" * 100)
    again = MeetLog.open(None)
    assert again.records == []
    again.append(RECORDS[0])
    again.close(keep=True)
    assert MeetLog.open(None).records == RECORDS[:1]


def test_two_programs_do_not_write_one_log() -> None:
    log = MeetLog.open(None)
    with pytest.raises(MeetingRunsError):
        MeetLog.open(None)
    log.close(keep=False)


def test_a_disk_that_fails_is_written_again_and_nothing_is_told_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = MeetLog.open(None)
    sync, failures = os.fsync, [OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken")]
    seen: list[tuple[int, str]] = []
    log.subscribe(lambda position: seen.append((position, log.problem)))

    def fsync(handle: int) -> None:
        if failures:
            assert log.written == 0
            raise failures.pop(0)
        sync(handle)

    monkeypatch.setattr("canvas.meet.log._FIRST_RETRY_SECONDS", 0.01)
    monkeypatch.setattr(os, "fsync", fsync)
    for record in RECORDS:
        log.append(record)
    assert log.flush(PATIENCE)
    assert not failures
    log.close(keep=True)
    assert (len(RECORDS), "") in seen
    assert MeetLog.open(None).records == RECORDS


def test_a_meeting_that_was_cut_off_goes_on_and_one_that_ended_is_gone(tmp_path: Path) -> None:
    log = MeetLog.open(None)
    room = room_of(keeper=log)
    guest, once = come_in(room), key()
    room.ask("write", "vision")
    receipt = room.contribute(guest, once, "text")
    assert log.flush(PATIENCE)
    assert receipt.position <= log.written
    abandon(log)
    log = MeetLog.open(None)
    room = room_of(keeper=log, records=log.records, seed=2)
    assert room.guest(guest.cookie) == guest
    assert room.contribute(guest, once, "text").is_repeat
    assert isinstance(room.enter(room.invitation().token), Guest)
    room.end()
    assert log.flush(PATIENCE)
    kept = the_file(tmp_path).read_bytes()
    assert log.close(keep=True)
    assert not list((tmp_path / "state" / "partnership-canvas" / "meetings").iterdir())
    abandon(MeetLog.open(None))
    the_file(tmp_path).write_bytes(kept)  # as after a kill
    assert MeetLog.open(None).records == []
    assert the_file(tmp_path).stat().st_size < len(kept)


def test_a_log_that_another_program_only_looks_at_or_deletes_is_no_meeting_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    abandon(MeetLog.open(None))
    for done in (LockedFile.release, LockedFile.remove):
        looked_at = acquire(str(the_file(tmp_path)))
        assert looked_at
        monkeypatch.setattr(time, "sleep", lambda _, done=done, held=looked_at: done(held))
        abandon(MeetLog.open(None))
        assert the_file(tmp_path).exists()


def test_a_meeting_that_was_cut_off_is_found_and_nothing_of_one_that_ended_or_is_old_stays(
    tmp_path: Path,
) -> None:
    files = tmp_path / "state" / "partnership-canvas" / "meetings"

    def left(path: str, *, ends: bool = False, age: float = 0) -> None:
        log = MeetLog.open(path)
        room = room_of(keeper=log)
        log.note_port(4711)
        room.slip("Cook", "roles")
        room.slip("Drive", "roles")
        room.decide(["c1"], "dropped")
        assert find_cut_off(path, 0.0) is None  # it runs
        if ends:
            room.end()
        assert log.flush(PATIENCE)
        (name,) = {*files.iterdir()} - known
        abandon(log)
        os.utime(name, (2e9 - age, 2e9 - age))
        known.add(name)

    known: set[Path] = set()
    left("/a/1")
    left("/a/2", ends=True)
    left("/a/3", age=KEPT_SECONDS + 1)
    left("/a/4", age=KEPT_SECONDS - 1)
    (files / "other.txt").write_text("not ours")
    (files / f"{'0' * 32}.meeting").write_bytes(b"damaged")
    os.utime(files / f"{'0' * 32}.meeting", (2e9, 2e9))
    assert find_cut_off("/a/none", 2e9) is None
    assert find_cut_off("/a/1", 2e9) == CutOff(2e9, 1, 4711)
    assert len([*files.iterdir()]) == 4
    assert [find_cut_off(f"/a/{number}", 2e9) is not None for number in (2, 3, 4)] == [False, False, True]
    assert [delete_cut_off(f"/a/{number}") for number in (1, 1, 4)] == [True] * 3
    assert {each.name for each in files.iterdir()} == {"other.txt", f"{'0' * 32}.meeting"}
