"""A killed program loses nothing: the short form of `tests.killed`."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.cli.running import environment

KILLS = 10


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
def test_killed_at_any_moment_the_program_has_lost_no_word_and_torn_no_file() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed", str(KILLS)],
        capture_output=True,
        env=environment(),
        check=False,
        timeout=300,
    )
    said = done.stdout.decode()
    print(said)
    assert done.returncode == 0, (said, done.stderr.decode())
    found = {name: int(number.replace(",", "")) for number, name in re.findall(r"(\d[\d,]*) ([a-z]+)", said)}
    assert (found["kills"], found["torn"], found["lost"]) == (KILLS, 0, 0)
    assert found["words"] > 0
