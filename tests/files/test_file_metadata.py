"""What a save keeps of the file that it replaces, and what it sweeps from beside it."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import struct
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from canvas.files.disk_errors import DiskError
from tests.files.replacing import NEW, OLD, put

LEFT = ".t.canvas.toml.0123456789ab.tmp"
ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
linux = pytest.mark.skipif(sys.platform != "linux", reason="Python knows of attributes on Linux alone")


def access_list(user: int, rights: int) -> bytes:
    """The list that lets one more user in."""
    everybody = 0xFFFFFFFF
    entries = (
        (1, 6, everybody),
        (2, rights, user),
        (4, 4, everybody),
        (16, 6, everybody),
        (32, 0, everybody),
    )
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def set_attribute(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"this disk has no {name}: {error}")


@linux
def test_the_attributes_of_a_file_are_kept_and_who_else_may_use_it(path: Path) -> None:
    path.chmod(0o640)
    set_attribute(path, "user.canvas", b"\0kept")
    set_attribute(path, ACCESS, access_list(12345, 6))
    before = path.stat().st_mode, {name: os.getxattr(path, name) for name in os.listxattr(path)}
    assert ACCESS in before[1]
    assert put(path).warnings == ()
    assert (path.stat().st_mode, {name: os.getxattr(path, name) for name in os.listxattr(path)}) == before


@linux
def test_nobody_is_let_in_whom_only_the_folder_would(path: Path) -> None:
    path.chmod(0o640)
    set_attribute(path.parent, DEFAULT, access_list(12345, 6))
    assert put(path).warnings == ()
    assert ACCESS not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@linux
@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSPC])
def test_attributes_that_cannot_be_kept_are_told_and_never_in_the_way(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    for name in "abcde":
        set_attribute(path, f"user.{name}", b"x")
    set_attribute(path, "user.\x1b", b"x")

    def refuse(*_: Any) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "setxattr", refuse)
    [warning] = put(path).warnings
    assert warning.startswith("Attributes of the file could not be kept: user.")
    assert warning.endswith(" and 3 more.")
    assert warning.isprintable()
    monkeypatch.setattr(os, "listxattr", refuse)
    told = put(path, OLD, NEW).warnings
    unknown = ("The file's attributes could not be read, so none were kept.",)
    assert told == (() if number == errno.ENOTSUP else unknown)


def test_a_group_that_cannot_be_kept_leaves_nobody_with_more_rights(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o664)
    if os.geteuid():
        pytest.skip("only root may give a file another owner")
    os.chown(path, 12345, 54321)

    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EPERM, "no")

    monkeypatch.setattr(os, "fchown", refuse)
    [warning] = put(path).warnings
    assert warning.startswith("The file's group could not be kept")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_link_to_nothing_is_followed_and_stays(folder: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to(folder / "c")
    assert put(folder / "a", NEW, None).path == str(folder / "c")
    assert (folder / "c").read_bytes() == NEW
    assert os.readlink(folder / "a") == "b"
    assert os.readlink(folder / "b") == str(folder / "c")


def test_links_that_lead_in_a_circle_are_told(folder: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    for expected in (None, OLD):
        with pytest.raises(DiskError, match=r"^its name is a symbolic link that leads back to itself\.$"):
            put(folder / "a", NEW, expected)
    assert sorted(os.listdir(folder)) == ["a", "b"]


def test_a_link_that_cannot_be_read_is_not_taken_for_a_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = path.with_name("link")
    link.symlink_to(path.name)
    look = os.lstat

    def broken(what: str) -> os.stat_result:
        if what == str(link):
            raise OSError(errno.EIO, "broken")
        return look(what)

    monkeypatch.setattr(os, "lstat", broken)
    with pytest.raises(DiskError):
        put(link)
    monkeypatch.undo()
    assert link.is_symlink()
    assert path.read_bytes() == OLD


def later(monkeypatch: pytest.MonkeyPatch, seconds: float = 3700) -> None:
    then = time.time() + seconds
    monkeypatch.setattr(time, "time", lambda: then)


@pytest.mark.parametrize(
    "name", [LEFT, ".t.canvas.toml.bak.0123456789ab.tmp", ".t.canvas.toml.2.bak.0123456789ab.tmp"]
)
def test_what_a_killed_program_left_is_swept_after_an_hour(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    left = path.with_name(name)
    left.write_text("left")
    put(path)
    assert left.exists()
    later(monkeypatch, 3500)
    put(path, OLD, NEW)
    assert left.exists()
    later(monkeypatch, 300)
    put(path)
    assert not left.exists()


def test_a_second_name_that_a_killed_program_left_is_swept_at_once_and_not_warned_of(path: Path) -> None:
    path.with_name(LEFT).hardlink_to(path)
    assert put(path).warnings == ()
    assert os.listdir(path.parent) == [path.name]


def test_nothing_is_swept_that_is_not_certainly_ours(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {
        "t.canvas.toml.0123456789ab.tmp", ".t.canvas.toml.0123456789AB.tmp", ".t.canvas.toml.0123456789a.tmp",
        ".t.canvas.toml.0123456789ab.tmp~", ".t.canvas.tomlx.0123456789ab.tmp", ".other.0123456789ab.tmp",
        ".t.canvas.toml.0123456789ab.tmp.txt", ".t.canvas.toml.tmp", ".t.canvas.toml.mine.0123456789ab.tmp",
    }  # fmt: skip
    for name in names:
        path.with_name(name).write_text("mine")
    path.with_name(LEFT).symlink_to("t.canvas.toml")
    folder = path.with_name(LEFT.replace("a", "b"))
    folder.mkdir()
    shared = path.with_name(LEFT.replace("0", "1"))
    shared.write_text("mine")
    path.with_name("other name").hardlink_to(shared)
    later(monkeypatch)
    before = set(os.listdir(path.parent))
    put(path)
    assert set(os.listdir(path.parent)) == before


def test_a_file_that_another_program_still_writes_is_not_swept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = path.with_name(LEFT)
    left.write_text("half")
    later(monkeypatch)
    with left.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        put(path)
        assert left.exists()
    put(path, OLD, NEW)
    assert not left.exists()


def test_a_replace_that_happened_though_it_was_said_to_fail_is_told_as_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = os.replace

    def placed(source: str, target: str) -> None:
        place(source, target)
        raise OSError(errno.EIO, "lost on the way back")

    monkeypatch.setattr(os, "replace", placed)
    assert put(path).warnings == ("Saved, but the disk did not confirm that it would survive a power cut.",)
    assert path.read_bytes() == NEW


def test_a_disk_that_takes_nothing_is_not_written_to_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(DiskError, match="it takes nothing more"):
        put(path)
    assert path.read_bytes() == OLD
