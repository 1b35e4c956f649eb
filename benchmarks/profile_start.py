"""Where a start goes: the imports of ours that come on top of those of the peer it is measured against.

``python -m benchmarks.profile_start`` prints them for the board and for an export, the dearest first. Each is
the least of several runs: what else the machine does can only make an import slower.
"""

from __future__ import annotations

import re
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.programs import Programs
from benchmarks.rows import EXAMPLE

_RUNS, _SHOWN = 7, 25
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_PAIRS: Final = (
    (
        "the board, on top of the empty app",
        "import canvas.cli, canvas.verbs.open, canvas.app.app",
        "import benchmarks.empty_app",
    ),
    (
        "an export, on top of its peer",
        f"import sys; sys.argv = ['canvas', 'export', {EXAMPLE!r}]; from canvas.cli import run; run()",
        "import argparse, tomllib, tomli_w",
    ),
)


def main() -> None:
    """Print what is imported on top of each peer."""
    with TemporaryDirectory() as folder:
        programs = Programs.of_row("start", folder)
        for title, ours, peer in _PAIRS:
            known = _imports(programs, peer)
            added = {name: took for name, took in _imports(programs, ours).items() if name not in known}
            dearest = sorted(added.items(), key=lambda entry: -entry[1])
            print(f"{title}: {_ms(sum(added.values()))} on {_ms(sum(known.values()))}")
            print("".join(f"{_ms(took):>12}  {name}\n" for name, took in dearest[:_SHOWN]))


def _imports(programs: Programs, code: str) -> dict[str, int]:
    """Each module that a program imports, and its own microseconds, without those of what it imports."""
    least: dict[str, int] = {}
    for _ in range(_RUNS + 1):  # the first also compiles
        command = [sys.executable, "-P", "-X", "importtime", "-c", code]
        said = subprocess.run(command, env=programs.environment, capture_output=True, text=True, check=True)
        for took, name in _LINE.findall(said.stderr):
            least[name] = min(int(took), least.get(name, int(took)))
    return least


def _ms(microseconds: int) -> str:
    return f"{microseconds / 1000:.1f} ms"


if __name__ == "__main__":
    main()
