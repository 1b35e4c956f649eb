"""Find the canvas files below folders: hidden folders and links to folders are left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from canvas.files.canvas_file import SUFFIX


class Found(NamedTuple):
    """A canvas file, or a folder that could not be searched.

    Attributes:
        path: its path, as the folder was named.
        problem: why a folder could not be searched; empty for a file.
    """

    path: str
    problem: str = ""


def search(names: Iterable[str]) -> Iterator[Found]:
    """The canvas files below folders, each folder searched once, in the order of their names.

    A name that is no folder is taken for a canvas file.
    """
    seen: set[tuple[int, int]] = set()
    for name in names:
        if os.path.isdir(name):
            yield from _below(name, seen)
        else:
            yield Found(name)


def _below(top: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    """Depth first without recursion: a hostile tree may be very deep."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            state = os.stat(folder)
            if (state.st_dev, state.st_ino) in seen and state.st_ino:
                continue
            seen.add((state.st_dev, state.st_ino))
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield Found(folder, f"the folder could not be read ({error.strerror or error}).")
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                folders.append(entry.path.removeprefix(f".{os.sep}") if top == os.curdir else entry.path)
            elif entry.name.endswith(SUFFIX):
                yield Found(entry.path.removeprefix(f".{os.sep}") if top == os.curdir else entry.path)
        waiting += reversed(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
