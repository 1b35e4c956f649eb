"""Bytes on disk: what is read, replaced, kept and refused."""

from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from canvas.files import atomic_file, file_reading
from canvas.files.atomic_file import Written
from canvas.files.disk_errors import ChangedError, DiskError
from canvas.files.file_reading import read
from tests.files.replacing import NEW, OLD, put


def test_a_file_is_read_and_replaced_in_full(path: Path) -> None:
    assert read(str(path)) == OLD
    assert put(path) == Written(str(path))
    assert path.read_bytes() == NEW
    assert os.listdir(path.parent) == [path.name]
    put(path, b"", NEW)
    assert read(str(path)) == b""


def test_a_new_file_is_made_with_the_permissions_of_any_new_file(folder: Path) -> None:
    old = os.umask(0o027)
    try:
        put(folder / "x", NEW, None)
    finally:
        os.umask(old)
    assert (folder / "x").read_bytes() == NEW
    assert stat.S_IMODE((folder / "x").stat().st_mode) == 0o640
    assert os.listdir(folder) == ["x"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_permissions_of_a_file_are_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    put(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_file_that_nobody_may_write_to_is_not_replaced(path: Path, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(DiskError, match=r"^it is read-only; save under another name\.$"):
        put(path)
    assert path.read_bytes() == OLD
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert os.listdir(path.parent) == [path.name]


def test_a_file_that_only_others_may_write_to_is_not_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda target, _: target != str(path))
    with pytest.raises(DiskError, match="read-only"):
        put(path)
    assert path.read_bytes() == OLD


def test_a_stream_is_neither_a_file_nor_a_folder_nor_nothing(folder: Path, path: Path) -> None:
    _pipe(folder / "pipe")
    assert file_reading.is_stream(str(folder / "pipe"))
    assert file_reading.is_stream(os.devnull)
    assert not any(map(file_reading.is_stream, (str(path), str(folder), str(folder / "absent"), "a\0b")))


def test_what_is_poured_into_a_pipe_comes_out_of_it_until_the_reader_goes(folder: Path) -> None:
    pipe = folder / "pipe"
    _pipe(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    atomic_file.write_stream(str(pipe), NEW)
    assert os.read(reader, 2 * len(NEW)) == NEW
    write = os.write

    def leaves(handle: int, data: bytes) -> int:
        os.close(reader)
        return write(handle, data)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "write", leaves)
        with pytest.raises(BrokenPipeError):
            atomic_file.write_stream(str(pipe), NEW)


def test_what_cannot_be_poured_is_told_in_half_a_sentence(folder: Path) -> None:
    with pytest.raises(DiskError, match=r"\.$"):
        atomic_file.write_stream(str(folder), NEW)


def test_a_symbolic_link_stays_one_and_what_it_leads_to_is_replaced(path: Path) -> None:
    folder = path.parent / "links"
    folder.mkdir()
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("../t.canvas.toml")
    assert put(folder / "a").path == str(path)
    assert (folder / "a").is_symlink()
    assert path.read_bytes() == NEW
    assert sorted(os.listdir(folder)) == ["a", "b"]


def test_a_second_name_of_the_file_is_warned_of(path: Path) -> None:
    path.with_name("second").hardlink_to(path)
    [warning] = put(path).warnings
    assert "hard link" in warning
    assert path.with_name("second").read_bytes() == OLD


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def _device(path: Path) -> None:
    path.symlink_to("/dev/null")


@pytest.mark.parametrize(
    ("make", "what"), [(_pipe, "a pipe"), (_folder, "a folder"), (_socket, "a socket"), (_device, "a device")]
)
def test_what_is_no_file_is_neither_read_nor_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], what: str
) -> None:
    monkeypatch.chdir(folder)
    path = folder / "x"
    make(path)
    for expected in (OLD, None):
        with pytest.raises(DiskError) as caught:
            put(path, NEW, expected)
        assert str(caught.value) == f"it is {what}, not a file."
    with pytest.raises(DiskError) as caught:
        read(str(path))
    assert str(caught.value) in (
        f"it is {what}, not a file.",
        "it could not be read (No such device or address).",
    )
    assert os.listdir(folder) == ["x"]


@pytest.mark.parametrize("now", [b"NEW\n" * 10, b"longer" * 100, b""])
def test_a_file_that_changed_is_not_replaced_even_at_the_same_size_and_time(path: Path, now: bytes) -> None:
    before = path.stat()
    path.write_bytes(now)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChangedError, match="another program changed it"):
        put(path)
    assert path.read_bytes() == now
    assert os.listdir(path.parent) == [path.name]


def test_a_file_that_went_or_came_is_not_replaced(path: Path) -> None:
    with pytest.raises(ChangedError, match=r"^there is a file of that name already\.$"):
        put(path, NEW, None)
    path.unlink()
    with pytest.raises(ChangedError, match="it is no longer there"):
        put(path)
    assert not os.listdir(path.parent)


def _meanwhile(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Let something happen once the temporary file is written."""
    fsync = os.fsync

    def changed(handle: int) -> None:
        fsync(handle)
        monkeypatch.setattr(os, "fsync", fsync)
        change()

    monkeypatch.setattr(os, "fsync", changed)


def test_a_change_while_the_new_bytes_are_written_is_seen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for change in (lambda: path.write_bytes(b"x" * len(OLD)), path.unlink):
        path.write_bytes(OLD)
        _meanwhile(monkeypatch, change)
        with pytest.raises(ChangedError):
            put(path)
        assert path.name not in os.listdir(path.parent) or path.read_bytes() == b"x" * len(OLD)
    assert not os.listdir(path.parent)


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_at_the_last_moment_is_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    path = folder / "x"
    link = os.link

    def late(source: str, target: str) -> None:
        path.write_bytes(OLD)
        if not links:
            raise OSError(errno.EPERM, "no links here")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(ChangedError):
        put(path, NEW, None)
    assert path.read_bytes() == OLD
    assert os.listdir(folder) == ["x"]


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 300, "a/b", "t.canvas.toml/b", "loop"])
def test_a_name_that_no_file_can_have_is_told_so(path: Path, name: str) -> None:
    (path.parent / "loop").symlink_to("loop")
    for act in (lambda: read(f"{path.parent}/{name}"), lambda: put(f"{path.parent}/{name}", NEW, None)):
        with pytest.raises(DiskError) as caught:
            act()
        assert str(caught.value).endswith(".")
        assert "\n" not in str(caught.value)
    assert sorted(os.listdir(path.parent)) == ["loop", path.name]


@pytest.mark.parametrize("name", ["漢" * 85, "x" * 255, "👩" * 63, "é" * 127])
def test_a_file_with_as_long_a_name_as_there_may_be_can_be_saved(folder: Path, name: str) -> None:
    put(folder / name, OLD, None)
    put(folder / name)
    assert (folder / name).read_bytes() == NEW


def test_what_is_far_too_large_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", len(OLD))
    assert read(str(path)) == OLD
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", len(OLD) - 1)
    with pytest.raises(DiskError, match="far too large"):
        read(str(path))


@pytest.mark.parametrize("times", [2, 3])
def test_a_file_that_another_program_is_writing_is_read_once_that_is_done(
    path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    right, turns = os.fstat, count()

    def grows(handle: int) -> os.stat_result:
        if next(turns) < 3 or times == 3:
            path.write_bytes(path.read_bytes() + b"more")
        return right(handle)

    monkeypatch.setattr(os, "fstat", grows)
    if times == 2:
        assert read(str(path)) == OLD + b"more" * 3
    else:
        with pytest.raises(DiskError, match=r"^another program is writing it; try again in a moment\.$"):
            read(str(path))


def test_the_owner_and_group_are_kept_as_far_as_they_may_be_given(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[int, int]] = []
    others = os.stat(path)
    mine = os.stat_result((*others[:4], others.st_uid + 1, others.st_gid + 1, *others[6:]))
    fstat = os.fstat
    monkeypatch.setattr(
        os, "fstat", lambda handle: mine if fstat(handle).st_size == len(NEW) else fstat(handle)
    )
    for allowed in (2, 1, 0):

        def give(_: int, owner: int, group: int, allowed: int = allowed) -> None:
            given.append((owner, group))
            if allowed == 0 or (allowed == 1 and owner != -1):
                raise PermissionError(errno.EPERM, "no")

        monkeypatch.setattr(os, "fchown", give)
        path.write_bytes(OLD)
        put(path)
        assert path.read_bytes() == NEW
    whole, group = (others.st_uid, others.st_gid), (-1, others.st_gid)
    assert given == [whole, whole, group, whole, group]
