"""Pictures of every screen, in both themes and three sizes: ``python docs/screens.py [FOLDER]``.

They are the screens of which `tests/screens` keeps the words, reached by the same keys. Somebody should look
at them, one by one, after a change of what is shown.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when Textual is imported

import pytest  # noqa: E402
from drawing import svg  # noqa: E402

from tests.app.driving import Driven, program  # noqa: E402
from tests.app.every_screen import NAMES, OPENED, go_to  # noqa: E402

SIZES = ((80, 24), (120, 40), (200, 60))
KINDS = ("dark", "light")

SCREENS = tuple(name for name in NAMES if name != "tour")


@contextmanager
def a_world_of_its_own() -> Iterator[None]:
    """A new folder to be in, with nobody's settings and nobody's git."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name in ("COLORTERM", "LANG", "LC_ALL", "NO_COLOR", "TEXTUAL_THEME", *os.environ):
            if name in ("COLORTERM", "NO_COLOR", "TEXTUAL_THEME") or name.startswith(("GIT_", "LC_", "LANG")):
                patch.delenv(name, raising=False)
        home = Path(folder, "home")
        here = Path(folder, "here")
        home.mkdir()
        here.mkdir()
        for name, value in {
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "DATA", "CACHE")},
            **{f"GIT_{who}_NAME": "Ana Petrescu" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "ana@example.org" for who in ("AUTHOR", "COMMITTER")},
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CEILING_DIRECTORIES": folder,
        }.items():
            patch.setenv(name, value)
        patch.chdir(here)
        yield


async def draw(name: str, size: tuple[int, int], kind: str) -> str:
    """A screen as the text of an SVG file."""
    async with program(OPENED[name](), size=size) as it:
        if kind != KINDS[0]:
            it.app.switch_theme()
            await it.settle()
        await go_to(it, name)
        return svg(f"{name.replace('-', ' ')}, {kind}", it.strips, _ground(it))


def _ground(it: Driven) -> str:
    return it.app.theme_variables["background"].lower()


def index() -> str:
    """A page that leads to all of them."""
    head = [f"{kind} {width}×{height}" for kind in KINDS for width, height in SIZES]
    rows = [["Screen", *head], ["---"] * (1 + len(head))]
    for name in SCREENS:
        links = [
            f"[{width}×{height}]({kind}-{width}x{height}/{name}.svg)"
            for kind in KINDS
            for width, height in SIZES
        ]
        rows.append([name.replace("-", " "), *links])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return (
        "# Every screen\n\nIn both themes, on a small terminal and on one as it is projected; drawn by "
        f"`python docs/screens.py` from the program itself.\n\n{table}\n"
    )


def main(folder: Path, names: Sequence[str], kinds: Sequence[str]) -> None:
    """Draw screens into a folder; what is drawn there already is replaced."""
    for kind in kinds:
        for size in SIZES:
            there = folder / f"{kind}-{size[0]}x{size[1]}"
            there.mkdir(parents=True, exist_ok=True)
            for name in names:
                with a_world_of_its_own():
                    drawn = asyncio.run(draw(name, size, kind))
                (there / f"{name}.svg").write_text(drawn, encoding="utf-8", newline="\n")
            print(there.name)
    (folder / "README.md").write_text(index(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Draw every screen as SVG files, and a page that leads to them."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument(
        "--only", nargs="+", choices=SCREENS, default=SCREENS, help="draw these screens alone"
    )
    parser.add_argument("--theme", nargs="+", choices=KINDS, default=KINDS, help="draw these themes alone")
    said = parser.parse_args()
    main(said.folder.resolve(), said.only, said.theme)
