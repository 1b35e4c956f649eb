"""A save that is killed leaves the old or the new file in full; `tests.files.kill_saves` does the killing."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.cli.running import environment


@pytest.mark.parametrize(("arguments", "kills"), [((), 200), (("40",), 40)])
def test_a_killed_save_leaves_the_old_or_the_new_file_in_full(arguments: tuple[str, ...], kills: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.kill_saves", *arguments],
        capture_output=True,
        env=environment(),
        check=False,
        timeout=300,
    )
    said = done.stdout.decode()
    assert done.returncode == 0, (said, done.stderr.decode())
    found = {name: int(number.replace(",", "")) for number, name in re.findall(r"(\d[\d,]*) ([a-z]+)", said)}
    assert found["kills"] >= kills
    assert (found["torn"], found["lost"], found["unswept"]) == (0, 0, 0)
    assert found["strays"] > 0
