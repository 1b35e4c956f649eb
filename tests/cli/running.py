"""Runs the program as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def environment() -> dict[str, str]:
    """What a process of the program's own needs to know: where the program is, and no warnings hidden."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONDONTWRITEBYTECODE": "1"}


def canvas(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The program with some arguments and something on its standard input, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "canvas", *arguments],
        input=given,
        capture_output=True,
        env=environment(),
        check=False,
        timeout=60,
    )


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """A line of shell in which ``$canvas`` is the program."""
    known = {**environment(), "canvas": f"{sys.executable} -m canvas"}
    return subprocess.run(
        ["/bin/bash", "-c", command], capture_output=True, env=known, check=False, timeout=60
    )
