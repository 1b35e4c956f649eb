"""Golden screens: what a screen shows, as plain text in ``tests/screens``, read and compared line by line.

After a change that was meant, write them anew and read the difference in git:

    CANVAS_GOLDEN=write pytest -n 0 tests/app/test_screens.py

A file whose screen no test asks for is removed then, too.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "screens"
WRITE = os.environ.get("CANVAS_GOLDEN") == "write"


def compare(name: str, size: tuple[int, int], lines: list[str]) -> None:
    """Hold a screen against its golden text.

    Args:
        name: the screen's name.
        size: the terminal's columns and lines.
        lines: what it shows, without blanks at the lines' ends.
    """
    path = path_of(name, size)
    shown = "".join(f"{line}\n" for line in lines)
    if WRITE:
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: CANVAS_GOLDEN=write makes it"
    kept = path.read_text(encoding="utf-8")
    differing = "\n".join(
        unified_diff(kept.splitlines(), shown.splitlines(), path.name, "shown", n=1, lineterm="")
    )
    assert not differing, differing


def path_of(name: str, size: tuple[int, int]) -> Path:
    """The golden file of a screen."""
    return FOLDER / f"{name}-{size[0]}x{size[1]}.txt"
