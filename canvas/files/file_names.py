"""File names made from titles: safe on every system, and never the name of a file that is there."""

from __future__ import annotations

import os
import unicodedata

from canvas.files.canvas_file import SUFFIX

_LONGEST = 60
_MARKS = 4  # a title of a million letters is not looked through
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def stem_of(title: str) -> str:
    """A title as the beginning of a file name: its letters, their accents and digits, hyphens between.

    It is in lower case, its letters composed where they can be. It is never empty, hidden, reserved by a
    system, or taken for an option.
    """
    start = title[: 4 * _LONGEST * _MARKS]
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", start).casefold())
    kept = ""
    for char in text:
        if char.isalnum() or (kept and kept[-1] != " " and _is_mark(char)):
            kept += char
        elif unicodedata.category(char) != "Cf":  # a mark of direction, or a joiner, parts no words
            kept += " "
    stem = _cut("-".join(kept.split())).strip("-") or "canvas"
    return f"{stem}-canvas" if stem in _RESERVED else stem


def _cut(stem: str) -> str:
    """As much of it as a name may have, and no letter without its accents."""
    end = min(len(stem), _LONGEST)
    while len(stem[:end].encode()) > _LONGEST or (end and end < len(stem) and _is_mark(stem[end])):
        end -= 1
    return stem[:end]


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc")


def free_path(folder: str, stem: str, suffix: str = SUFFIX) -> str:
    """A path in a folder that no file has: with a number where the plain name is taken.

    A name that differs in capitals alone, or in how its accents are written, is taken on some systems.
    """
    try:
        taken = {_folded(name) for name in os.listdir(folder or os.curdir)}
    except OSError:
        taken = set()
    name, number = stem + suffix, 2
    while _folded(name) in taken or os.path.lexists(os.path.join(folder, name)):
        name, number = f"{stem}-{number}{suffix}", number + 1
    return os.path.join(folder, name)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


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
