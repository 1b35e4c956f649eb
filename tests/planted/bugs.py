"""The planted bugs: what each breaks, which tests should catch it, and the lines that it changes.

A bug is a TOML file: ``breaks`` says what is broken and who would suffer, ``caught_by`` names the test files,
and each ``[[change]]`` has a ``file``, the ``old`` lines and the ``new`` ones that replace them. The old text
must occur in its file exactly once; line numbers and surrounding lines do not matter.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


class PlantedError(Exception):
    """A bug that cannot be planted; the text is one sentence."""


class Change(NamedTuple):
    """A replacement in one file.

    Attributes:
        file: the path of the source file, from the root.
        old: the text to replace, which occurs there once.
        new: the text that replaces it.
    """

    file: str
    old: str
    new: str


class Bug(NamedTuple):
    """One planted bug.

    Attributes:
        name: the name of its file, without the suffix.
        breaks: what is broken, and what its users would suffer.
        caught_by: the test files that should catch it.
        changes: the replacements that plant it.
    """

    name: str
    breaks: str
    caught_by: tuple[str, ...]
    changes: tuple[Change, ...]


def bugs(names: list[str], folder: Path = HERE) -> list[Bug]:
    """Read the bugs of those names, or all of them where none is given.

    Raises:
        PlantedError: where one does not exist, or its file is incomplete.
    """
    paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    for name in names:
        if name not in paths:
            raise PlantedError(f"{name}: there is no such bug; there are {', '.join(paths)}.")
    return [_read(paths[name]) for name in names or paths]


def _read(path: Path) -> Bug:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        changes = tuple(Change(**change) for change in table["change"])
        return Bug(path.stem, table["breaks"], tuple(table["caught_by"]), changes)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise PlantedError(f"{path.name}: it does not say what it should ({error}).") from None


def plant(bug: Bug, root: Path, *, dry_run: bool = False) -> None:
    """Put a bug into the sources.

    Args:
        bug: the bug.
        root: the folder of the sources.
        dry_run: whether only to check that it applies.

    Raises:
        PlantedError: where a test file does not exist, or an old text does not occur exactly once.
    """
    for test in bug.caught_by:
        if not (root / test).is_file():
            raise PlantedError(f"{bug.name}: {test}, which should catch it, is not there.")
    texts: dict[str, str] = {}
    for change in bug.changes:
        path = root / change.file
        if not path.is_file():
            raise PlantedError(f"{bug.name}: {change.file} is not there, make it anew.")
        text = texts.get(change.file) or path.read_text(encoding="utf-8")
        count = text.count(change.old)
        if count != 1 or change.old == change.new:
            first = change.old.strip().split("\n")[0]
            raise PlantedError(
                f"{bug.name}: it no longer fits the sources, make it anew "
                f"({change.file} has {first!r} {count} times)."
            )
        texts[change.file] = text.replace(change.old, change.new)
    if not dry_run:
        for file, text in texts.items():
            (root / file).write_text(text, encoding="utf-8")
