"""A save that is killed leaves the old or the new file in full; `tests.files.kill_saves` does the killing."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.cli.running import environment


def run(*arguments: str) -> dict[str, int]:
    """Run `tests.files.kill_saves`; the figures that it prints, by name."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.kill_saves", *arguments],
        capture_output=True,
        env=environment(),
        check=False,
        timeout=300,
    )
    printed = done.stdout.decode()
    assert done.returncode == 0, (printed, done.stderr.decode())
    found = re.findall(r"(\d[\d,]*) ([a-z]+)", printed)
    return {name: int(number.replace(",", "")) for number, name in found}


def test_a_save_killed_at_any_of_its_calls_leaves_the_old_or_the_new_file_in_full() -> None:
    found = run("brief")
    assert found["kills"] >= 100
    assert (found["torn"], found["lost"], found["unswept"]) == (0, 0, 0)
    assert found["strays"] > 0  # some calls are made while a temporary file is there, so sweeping was tried


def test_saves_killed_at_random_moments_leave_the_old_or_the_new_file_in_full() -> None:
    found = run("20")
    assert found["kills"] == 20
    assert found["saves"] >= 20  # each process is killed after its first save at the earliest
    assert (found["torn"], found["lost"], found["unswept"]) == (0, 0, 0)
