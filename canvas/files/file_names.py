"""File names made from titles: valid on every system, and never the name of an existing file."""

from __future__ import annotations

import os
import unicodedata

from canvas.files.canvas_file import SUFFIX

_MAX_STEM_LENGTH = 60
_MARKS_PER_LETTER = 4  # only the beginning of a very long title is read
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def stem_of(title: str) -> str:
    """Turn a title into the stem of a file name: letters and digits in lower case and NFKC, with hyphens.

    It is never empty, hidden, reserved by a system, nor like an option.
    """
    start = title[: 4 * _MAX_STEM_LENGTH * _MARKS_PER_LETTER]
    # Direction marks and joiners separate no words, nor an accent from its letter.
    joined = "".join(char for char in start if unicodedata.category(char) != "Cf")
    kept = ""
    for char in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", joined).casefold()):
        is_kept = char.isalnum() or (kept and kept[-1] != " " and _is_combining(char))
        kept += char if is_kept else " "
    stem = _truncate("-".join(kept.split())).strip("-") or "canvas"
    return f"{stem}-canvas" if stem in _RESERVED else stem


def _truncate(stem: str) -> str:
    """Truncate a stem to the longest that is allowed, between letters and never before an accent."""
    end = min(len(stem), _MAX_STEM_LENGTH)
    while len(stem[:end].encode()) > _MAX_STEM_LENGTH or (
        end and end < len(stem) and _is_combining(stem[end])
    ):
        end -= 1
    return stem[:end]


def _is_combining(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc")


def free_path(folder: str, stem: str) -> str:
    """Find an unused path for a canvas in a folder, with a number where the plain name is taken.

    A name that differs only in case or in Unicode composition counts as taken: on some systems it is.
    """
    try:
        taken = {_normalised(name) for name in os.listdir(folder or os.curdir)}
    except OSError:
        taken = set()
    name, number = stem + SUFFIX, 2
    while _normalised(name) in taken or os.path.lexists(os.path.join(folder, name)):
        name, number = f"{stem}-{number}{SUFFIX}", number + 1
    return os.path.join(folder, name)


def _normalised(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def stem_of_path(path: str) -> str:
    """Remove the suffix of canvas files from a path."""
    for suffix in (SUFFIX, ".toml"):
        if path.endswith(suffix) and len(os.path.basename(path)) > len(suffix):
            return path.removesuffix(suffix)
    return path


def canvas_path(typed: str) -> str:
    """Complete a typed path: expand ``~``, and add the suffix of canvas files where it has none."""
    path = os.path.expanduser(typed.strip())
    return path if path.endswith((".toml", os.sep)) else path + SUFFIX
