"""The lowest contrast of words and of marks in every theme that is offered, over every golden screen.

    python -m tests.app.contrast

Measured on what is painted. Borders, marks, cursors and the handles of scrollbars count as marks. Terminals
of sixteen colours have themes of their own; what they make of a colour is taken from Rich's own table.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from rich.style import Style

from canvas.files.tour_flag import _FLAG
from canvas.files.user_folders import state_file
from tests.app.driving import WIDE, Driven, program
from tests.app.every_screen import NAMES, OPENED, go_to
from tests.app.legible import MARK, TEXT, TEXT_16, coarse, painted

SIZES = ((40, 12), (80, 24), (120, 40), (200, 60))
Lowest = dict[tuple[str, bool], tuple[float, str, str]]
"""The least contrast, of what and on which screen: by the theme, and whether it is that of marks."""


def note(lowest: Lowest, it: Driven, screen: str, as_painted: Callable[[Style], Style]) -> None:
    """Remember what stands out least on the screen."""
    for part in painted(it, as_painted):
        key = it.app.theme, part.is_mark
        if key not in lowest or part.contrast < lowest[key][0]:
            lowest[key] = part.contrast, part.text, screen


async def look(lowest: Lowest, as_painted: Callable[[Style], Style]) -> int:
    """Look at every screen in both themes; how many it were."""
    for name in NAMES:
        for is_other in (False, True):
            with TemporaryDirectory() as folder, chdir(folder):  # where no unsaved changes are offered
                await see(lowest, name, as_painted, is_other=is_other)
    return len(NAMES) * len(SIZES)


async def see(lowest: Lowest, name: str, as_painted: Callable[[Style], Style], *, is_other: bool) -> None:
    """Look at one screen at each size, opened in one theme or the other."""
    Path(state_file(_FLAG)).unlink(missing_ok=True)  # else the tour is offered once only
    async with program(OPENED[name](), size=WIDE) as it:
        if is_other:
            it.app.switch_theme()
            await it.until(lambda: not it.app.is_operating)  # the theme is written down
        await go_to(it, name)
        for size in SIZES:
            await it.resize(*size)
            note(lowest, it, f"{name} {size[0]}x{size[1]}", as_painted)


def told(lowest: Lowest) -> list[str]:
    """A line for each theme and sort; those that promise more than they keep say so."""
    lines = []
    for (theme, is_mark), (least, what, screen) in sorted(lowest.items()):
        limit = MARK if is_mark else TEXT_16 if theme.endswith("-16") else TEXT
        kept = "ok" if least >= limit else "BELOW"
        sort = "marks" if is_mark else "words"
        lines.append(f"{theme:<16} {sort} {least:6.2f}  >= {limit}  {kept:<5}  {what[:30]!r} on {screen}")
    return lines


def main() -> int:
    """Print the figures; the exit code is 1 where one is below what is promised."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    lines: list[str] = []
    with TemporaryDirectory() as folder, chdir(folder):
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        os.environ.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
        for who in ("AUTHOR", "COMMITTER"):
            os.environ |= {f"GIT_{who}_NAME": "Ana Petrescu", f"GIT_{who}_EMAIL": "ana@example.org"}
        os.environ.pop("NO_COLOR", None)
        for colours, as_painted in (("truecolor", lambda style: style), ("standard", coarse)):
            lowest: Lowest = {}
            with patch("textual.constants.COLOR_SYSTEM", colours):
                count = asyncio.run(look(lowest, as_painted))
            lines += told(lowest)
            print("\n".join(told(lowest)), flush=True)
            sys.stderr.write(f"{count} screens looked at in two themes\n")
    return int(any("BELOW" in line for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
