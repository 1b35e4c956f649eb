"""The copy that is kept beside a file: nobody may read it who may not read the file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.saves import Save, under_the_name_of_another, written_anew


@pytest.mark.parametrize("make", [written_anew, under_the_name_of_another])
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_a_kept_copy_lets_nobody_in_whom_the_file_does_not(
    folder: Path, make: Callable[[Path], Save], mode: int
) -> None:
    save = make(folder)
    save.file.chmod(mode)
    mask = os.umask(0)
    try:
        save.act()
    finally:
        os.umask(mask)
    (kept,) = folder.glob("*.bak")
    assert kept.read_bytes() == save.old
    assert stat.S_IMODE(kept.stat().st_mode) == mode
