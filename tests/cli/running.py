"""Runs the program as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Self
from unittest.mock import patch

from canvas.cli import main

ROOT = Path(__file__).parent.parent.parent


def environment() -> dict[str, str]:
    """What a process of the program's own needs to know: where the program is, and no warnings hidden."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


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


def called(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The same within this process, where a process of its own would prove nothing more."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="") for _ in "12")
    stdin = io.TextIOWrapper(io.BytesIO(given), "utf-8")
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", stdin):
        try:
            code = main([*arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out.flush()
        err.flush()
    printed, complained = (stream.buffer.getvalue() for stream in (out, err))
    return subprocess.CompletedProcess(arguments, code, printed, complained)


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """A line of shell in which ``$canvas`` is the program."""
    known = {**environment(), "canvas": f"{sys.executable} -m canvas"}
    return subprocess.run(
        ["/bin/bash", "-c", command], capture_output=True, env=known, check=False, timeout=60
    )


def fixed_day(day: date) -> type[date]:
    """A class of days for a module, to which it is always one day."""

    class Day(date):
        @classmethod
        def today(cls) -> Self:
            return cls(day.year, day.month, day.day)

    return Day
