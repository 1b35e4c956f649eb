"""File names made from titles: safe on every system, and never the name of a file that is there."""

from __future__ import annotations

import os
import unicodedata

from canvas.files.document import SUFFIX

_LONGEST = 60
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def stem_of(title: str) -> str:
    """A title as the beginning of a file name: its letters and digits in lower case, hyphens between.

    It is never empty, hidden, reserved by a system, or taken for an option.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    words = "".join(char if char.isalnum() else " " for char in text).split()
    stem = "-".join(words)[:_LONGEST]
    while len(stem.encode()) > _LONGEST:
        stem = stem[:-1]
    stem = stem.strip("-") or "canvas"
    return f"{stem}-canvas" if stem in _RESERVED else stem


def free_path(folder: str, stem: str, suffix: str = SUFFIX) -> str:
    """A path in a folder that no file has: with a number where the plain name is taken."""
    path, number = os.path.join(folder, stem + suffix), 2
    while os.path.lexists(path):
        path, number = os.path.join(folder, f"{stem}-{number}{suffix}"), number + 1
    return path


def stem_of_path(path: str) -> str:
    """A canvas file's path without what canvas files end in."""
    for suffix in (SUFFIX, ".toml"):
        if path.endswith(suffix) and len(os.path.basename(path)) > len(suffix):
            return path.removesuffix(suffix)
    return path


def canvas_path(typed: str) -> str:
    """A path that somebody typed, with its home folder and the ending that canvas files have."""
    path = os.path.expanduser(typed.strip())
    return path if path.endswith((".toml", os.sep)) else path + SUFFIX
