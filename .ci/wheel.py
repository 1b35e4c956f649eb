"""Checks an installed wheel: it exports, and it paints a board. Run with the path of its `canvas`."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import ptyprocess
import pyte

LIMIT = 30.0
"""For how many seconds the board may take to appear."""


def main(program: str) -> None:
    """Make a canvas from an example, export it, and look at it on a terminal of its own."""
    home = Path.cwd()
    environment = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "XDG_STATE_HOME": str(home)}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    run("new", "it.canvas.toml", "--example", "riverside-breakfast")
    summary = run("export", "it.canvas.toml")
    assert summary.startswith("# Riverside Breakfast Partnership\n"), summary[:200]

    child = ptyprocess.PtyProcess.spawn([program, "it.canvas.toml"], dimensions=(40, 120), env=environment)
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    until = time.monotonic() + LIMIT

    def read() -> bool:
        """Take in what was painted; whether the program is still there."""
        assert time.monotonic() < until, "\n".join(screen.display)
        if select.select([child.fd], [], [], 0.1)[0]:
            try:
                stream.feed(child.read(65536))
            except EOFError:
                return False
        return True

    while not all(word in "\n".join(screen.display) for word in ("1 Beneficiaries", "8 Communications")):
        assert read(), "\n".join(screen.display)
    child.write(b"\x11")  # ctrl+q
    while read():
        pass
    child.wait()
    assert child.exitstatus == 0, child.exitstatus
    print("The wheel exports, and paints a board.")


main(sys.argv[1])
