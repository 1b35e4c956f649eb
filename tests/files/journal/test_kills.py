"""Boards that are killed lose nothing that they said was safe."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.files.journal import kills

KILLS = int(os.environ.get("CANVAS_KILLS", "40"))
"""How many in all; ``python -m tests.files.journal.kills 1000`` tells its figures."""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")
@pytest.mark.parametrize("seed", range(4))
def test_whenever_a_board_is_killed_what_was_safe_comes_back(folder: Path, seed: int) -> None:
    count = kills.run(str(folder), KILLS // 4, seed)
    print(count)  # noqa: T201
    assert count.lost == ()
    assert count.kills == KILLS // 4
    assert count.safe >= count.kills * 3 // 4, "as many are killed only once something was safe"
    assert count.offered
