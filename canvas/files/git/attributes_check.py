"""Where git does not hand canvases to this program, though the repository's own line of attributes says so.

A later line of the same file may say something else, and so may the attributes of a folder within. Git is
asked what holds, for no other reader knows all its rules.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from canvas.files.git.git_process import read

_SUFFIX = ".canvas.toml"
_PROBE = f"x{_SUFFIX}"
"""What any canvas might be called: the attributes are asked for a name, and there need be no such file."""

_WORDS = {"unset": "-{}", "unspecified": "!{}", "set": "{}"}


def overruled(top: str) -> list[str]:
    """The folders, and the single canvases, that git merges or compares some other way, as sentences.

    Raises:
        GitError: where git cannot tell.
    """
    listed = map(os.fsdecode, set(read(top, "ls-files", "-z").split(b"\0")))
    tracked = sorted(name for name in listed if name.endswith(_SUFFIX))
    folders = sorted({"", *(folder for name in tracked for folder in _folders(name))})
    wrong = _wrong(top, [*(f"{folder}{_PROBE}" for folder in folders), *tracked])
    told = []
    for folder in folders:
        said = wrong.get(f"{folder}{_PROBE}")
        above = folder[: folder.rstrip("/").rfind("/") + 1]
        if said and (not folder or wrong.get(f"{above}{_PROBE}") != said):
            where = f"for {folder} it has" if folder else "it has"
            told.append(_sentence(f"{where} {said}", folder))
    for name in tracked:
        folder = name[: name.rfind("/") + 1]
        if name in wrong and wrong[name] != wrong.get(f"{folder}{_PROBE}"):
            told.append(_sentence(f"for {name} it has {wrong[name]}", folder))
    return told


def _sentence(what: str, folder: str) -> str:
    where = f"{folder}.gitattributes" + ("" if folder else " or .git/info/attributes")
    return f"But git does not do so everywhere: {what}. Look for that in {where}, and take it out."


def _folders(name: str) -> Iterable[str]:
    """Every folder that a file is in, but for the top."""
    parts = name.split("/")[:-1]
    return ("/".join(parts[: count + 1]) + "/" for count in range(len(parts)))


def _wrong(top: str, names: Iterable[str]) -> dict[str, str]:
    """What the attributes say of those names for which they say something else."""
    given = b"".join(os.fsencode(name) + b"\0" for name in dict.fromkeys(names))
    answer = read(top, "check-attr", "-z", "--stdin", "merge", "diff", given=given).split(b"\0")
    found: dict[str, list[str]] = {}
    for name, attribute, value in zip(answer[::3], answer[1::3], answer[2::3], strict=False):
        if value != b"canvas":
            key, said = os.fsdecode(attribute), os.fsdecode(value)
            word = _WORDS[said].format(key) if said in _WORDS else f"{key}={said}"
            found.setdefault(os.fsdecode(name), []).append(f"“{word}”")
    return {name: " and ".join(words) for name, words in found.items()}
