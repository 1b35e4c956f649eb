"""Whatever fails, a file on disk is the old or the new in full."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from canvas.files import replace_file
from canvas.files.disk_errors import DiskError
from tests.files.replacing import NEW, OLD, put


def failing(number: int, message: str = "broken") -> Callable[..., Any]:
    """A call that fails with an error of that number."""

    def call(*_: object, **__: object) -> None:
        raise OSError(number, message)

    return call


def test_a_new_file_is_made_where_there_are_no_hard_links(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    assert put(folder / "x", NEW, None).warnings == ()
    monkeypatch.delattr(os, "link")
    put(folder / "y", NEW, None)
    assert (folder / "x").read_bytes() == (folder / "y").read_bytes() == NEW
    assert sorted(os.listdir(folder)) == ["x", "y"]


def test_a_write_that_takes_a_little_at_a_time_is_finished(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
    put(path)
    assert path.read_bytes() == NEW


REASONS = {
    errno.ENOSPC: "the disk is full.",
    errno.EDQUOT: "the disk is full.",
    errno.EROFS: "the disk is read-only; save under another name, on another disk.",
    errno.EACCES: "you may not write it there; save under another name.",
    errno.EPERM: "you may not write it there; save under another name.",
    errno.EIO: "it could not be written (broken).",
    errno.EFBIG: "it could not be written (broken).",
}


FAILURES = {(call, number) for call in ("open", "write", "fsync", "replace") for number in REASONS}


@pytest.mark.parametrize(("call", "number"), sorted(FAILURES))
def test_a_failure_is_told_in_half_a_sentence_and_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    right = getattr(os, call)

    def wrong(*args: Any, **options: Any) -> Any:
        if call == "open" and not args[1] & os.O_CREAT:
            return right(*args, **options)
        raise OSError(number, "broken")

    monkeypatch.setattr(os, call, wrong)
    with pytest.raises(DiskError) as caught:
        put(path)
    assert str(caught.value) == REASONS[number]
    monkeypatch.undo()
    assert path.read_bytes() == OLD
    assert os.listdir(path.parent) == [path.name]


def test_a_file_system_that_keeps_no_permissions_is_no_reason_to_fail(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o600)
    for number in (errno.EPERM, errno.EIO):
        monkeypatch.setattr(os, "fchmod", failing(number))
        assert put(path).warnings == ()
        assert put(path, OLD, NEW).warnings == ()
        assert path.read_bytes() == OLD
    path.chmod(0o644)
    assert put(path).warnings == ("The file's permissions could not be kept.",)
    assert path.read_bytes() == NEW
    assert os.listdir(path.parent) == [path.name]


def test_an_interrupt_leaves_the_old_file_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        put(path)
    assert path.read_bytes() == OLD
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize(
    ("call", "number", "warned"),
    [
        ("open", errno.EACCES, True), ("open", errno.EMFILE, True),
        ("fsync", errno.EINVAL, False), ("fsync", errno.EIO, True), ("close", errno.EIO, True),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_made_durable_is_warned_of_once_the_file_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, *, warned: bool
) -> None:
    place = os.replace

    def placed(source: str, target: str) -> None:
        place(source, target)
        monkeypatch.setattr(os, call, failing(number))

    monkeypatch.setattr(os, "replace", placed)
    warnings = put(path).warnings
    monkeypatch.undo()
    assert path.read_bytes() == NEW
    assert warnings == (
        ("Saved, but the disk did not confirm that it would survive a power cut.",) if warned else ()
    )


def test_on_windows_a_reader_in_the_way_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, tries = os.replace, [0]

    def busy(source: str, target: str) -> None:
        tries[0] += 1
        if tries[0] < 4:
            raise PermissionError(errno.EACCES, "in use")
        place(source, target)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(os, "replace", busy)
    assert put(path).warnings == ()
    assert tries == [4]
    monkeypatch.setattr(replace_file, "_WINDOWS_RETRY_SECONDS", -1)
    tries[0] = -9
    with pytest.raises(DiskError, match=r"^you may not write it there; save under another name\.$"):
        put(path, OLD, NEW)
    assert path.read_bytes() == NEW
