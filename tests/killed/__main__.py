"""Kill the program a number of times, and print the figures."""

from __future__ import annotations

import os
import sys
import tempfile
import time

os.environ.update(TERM="xterm-256color", TEXTUAL_ANIMATIONS="none")  # read when Textual is imported
for name in ("COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_DRIVER", "VISUAL", "EDITOR"):
    os.environ.pop(name, None)


def _main(arguments: list[str]) -> int:
    from canvas.files.journal import writer
    from tests.killed.runs import Killing, at_home
    from tests.waiting import PATIENCE

    writer.SLOW_DISK_SECONDS = PATIENCE  # a busy disk is no loss
    kills, seed, first = (*map(int, arguments), *(10, 1, 0)[len(arguments) :])
    with tempfile.TemporaryDirectory() as folder:
        at_home(folder)
        began = time.monotonic()
        count = Killing(seed, 50 if kills >= 100 else 4).run(range(first, first + kills))
        sys.stdout.write(f"{count}, in {time.monotonic() - began:.0f} s\n")
        os.chdir("/")
    sys.stdout.write("".join(f"{line}\n" for line in (*count.torn, *count.lost)))
    return 1 if count.torn or count.lost else 0


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
