"""Find the canvas files below folders: hidden folders and links to folders are left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from canvas.files.canvas_file import SUFFIX
from canvas.model.named_tuple import NamedTuple


class Found(NamedTuple):
    """A canvas file, or a folder that could not be searched.

    Attributes:
        path: its path, as the folder was named.
        problem: why a folder could not be searched, or a file cannot be read; may be empty.
        blob: the id of its content in git; empty for a file of the file system.
    """

    path: str
    problem: str = ""
    blob: str = ""


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
    waiting = [(top, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield Found(path)
            continue
        try:
            entries = _entries(path, seen)
        except OSError as error:
            yield Found(path, f"the folder could not be read ({error.strerror or error}).")
            continue
        for entry in reversed(entries):
            is_folder = _is_folder(entry)
            if is_folder or entry.name.endswith(SUFFIX):
                waiting.append((entry.path if path != os.curdir else entry.name, is_folder))


def _entries(folder: str, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    """What is in a folder by its name, unless it is hidden or the folder was searched already."""
    state = os.stat(folder)
    identity = (state.st_dev, state.st_ino)
    if state.st_ino and identity in seen:
        return []
    seen.add(identity)
    with os.scandir(folder) as listed:
        return sorted((e for e in listed if not e.name.startswith(".")), key=lambda entry: entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
