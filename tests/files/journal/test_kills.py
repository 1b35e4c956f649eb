"""Killed boards lose nothing that they said was safe; `tests.files.journal.kills` kills them."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.cli.running import environment

KILLS = int(os.environ.get("CANVAS_KILLS", "24"))
"""How many in all; ``python -m tests.files.journal.kills 1000`` tells its figures."""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")
def test_whenever_a_board_is_killed_what_was_safe_comes_back() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.journal.kills", str(KILLS)],
        capture_output=True,
        env=environment(),
        check=False,
        timeout=300,
    )
    printed = done.stdout.decode()
    assert done.returncode == 0, (printed, done.stderr.decode())
    kills, *_, acknowledged, offered, lost = map(int, re.findall(r"\d+", printed))
    assert (kills, lost) == (KILLS, 0)
    assert acknowledged >= KILLS * 3 // 4, "as many are killed only once something was safe"
    assert offered
