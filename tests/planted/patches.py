"""The bugs, as patches: what each breaks, in plain words, and which tests should catch it.

A patch file says on its first line what is broken and who would suffer, on its second, after ``Caught-by:``,
the test files; a unified diff follows. The words are no part of the diff, so `git apply` passes over them.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_CAUGHT_BY = "Caught-by: "


class PlantedError(Exception):
    """Something that keeps a bug from being planted; its text is one sentence."""


class Patch(NamedTuple):
    """One bug.

    Attributes:
        name: what it is called.
        path: its file.
        said: what is broken, and what its users would suffer.
        caught_by: the test files that should catch it.
    """

    name: str
    path: Path
    said: str
    caught_by: tuple[str, ...]


def patches(names: list[str], folder: Path = HERE) -> list[Patch]:
    """The bugs of those names; all of them where there are none.

    Raises:
        PlantedError: where one is not there, or does not say what it should.
    """
    there = {path.stem: path for path in sorted(folder.glob("*.patch"))}
    for name in names:
        if name not in there:
            raise PlantedError(f"{name}: there is no such bug; there are {', '.join(there)}.")
    return [_read(there[name]) for name in names or there]


def _read(path: Path) -> Patch:
    said, second, *_ = [*path.read_text(encoding="utf-8").split("\n"), ""]
    tests = tuple(second.removeprefix(_CAUGHT_BY).split())
    if not said or not second.startswith(_CAUGHT_BY) or not tests:
        raise PlantedError(f"{path.name}: its first lines do not say what is broken and who should catch it.")
    return Patch(path.stem, path, said, tests)


def plant(patch: Patch, root: Path, *, only_look: bool = False) -> None:
    """Put a bug into the sources.

    Args:
        patch: the bug.
        root: the folder that the sources stand in.
        only_look: whether only to see that it would fit.

    Raises:
        PlantedError: where it does not fit, in any line that it names.
    """
    for test in patch.caught_by:
        if not (root / test).is_file():
            raise PlantedError(f"{patch.name}: {test}, which should catch it, is not there.")
    # A repository around the folder would have git look for the files elsewhere, and find nothing to do.
    known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "apply", "--verbose", *(["--check"] if only_look else []), str(patch.path)],
        cwd=root,
        env={**known, "GIT_CEILING_DIRECTORIES": str(root.parent), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stderr.strip().split("\n")
    if done.returncode or not any(line.startswith(("Checking patch", "Applied patch")) for line in told):
        why = next((line for line in told if line.startswith("error: patch failed")), told[-1])
        raise PlantedError(f"{patch.name}: it no longer fits the sources, make it anew ({why}).")
