"""In which order a save does its work: nothing takes a file's place before all of it is on the disk."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.files.faults import Fault, Faulty
from tests.files.saves import SAVES, Save, over_a_file

_NEVER = 1 << 30
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.mark.parametrize("make", SAVES, ids=lambda make: make.__name__)
def test_a_file_takes_its_place_once_the_disk_has_all_of_it_and_the_folder_is_told_after(
    folder: Path, make: Callable[[Path], Save]
) -> None:
    save = make(folder)
    with Faulty(Fault(_NEVER, errno.EIO)) as whole:
        save.act()
    calls = [(call.name, call.what) for call in whole.calls]
    placed = [at for at, (name, _) in enumerate(calls) if name in ("replace", "link")]
    assert placed
    for at in placed:
        new = calls[at][1]
        before = [name for name, what in calls[:at] if what == new and name in ("write", "fsync")]
        assert before[-1:] == ["fsync"]
        assert before.count("write") >= 1
        later = [name for name, what in calls[at:] if what == new]
        assert "write" not in later
    assert ("fsync", str(save.file.parent)) in calls[placed[-1] :]


def test_nobody_else_may_look_into_the_new_file_while_it_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = over_a_file(folder)
    save.file.chmod(0o600)
    right = os.open
    made: dict[str, int] = {}

    def opened(path: str, flags: int, *arguments: Any, **options: Any) -> int:
        handle = right(path, flags, *arguments, **options)
        if flags & os.O_CREAT:
            made[str(path)] = stat.S_IMODE(os.fstat(handle).st_mode)
        return handle

    monkeypatch.setattr(os, "open", opened)
    mask = os.umask(0)
    try:
        save.act()
    finally:
        os.umask(mask)
    assert made
    assert not any(mode & _OTHERS for mode in made.values()), made
    assert stat.S_IMODE(save.file.stat().st_mode) == 0o600
