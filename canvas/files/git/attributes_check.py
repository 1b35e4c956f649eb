"""Attributes that override the merge driver's line in ``.gitattributes``.

A later line of the same file can override it, and so can the attributes of a subfolder. ``git check-attr`` is
asked for the result, since no other reader knows all of its rules.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from canvas.files.git.git_process import run_query

_SUFFIX = ".canvas.toml"
_PROBE = f"x{_SUFFIX}"
"""A name that stands for any canvas: attributes are queried by name, and the file need not exist."""

_ATTRIBUTE_FORMS = {"unset": "-{}", "unspecified": "!{}", "set": "{}"}


def overriding_attributes(top: str) -> list[str]:
    """Find the folders and single canvases that git merges or compares some other way, as sentences."""
    listed = map(os.fsdecode, set(run_query(top, "ls-files", "-z").split(b"\0")))
    tracked = sorted(name for name in listed if name.endswith(_SUFFIX))
    folders = sorted({"", *(folder for name in tracked for folder in _parent_folders(name))})
    wrong = _differing_attributes(top, [*(f"{folder}{_PROBE}" for folder in folders), *tracked])
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


def _parent_folders(name: str) -> Iterable[str]:
    """All folders above a file, except the top one."""
    parts = name.split("/")[:-1]
    return ("/".join(parts[: count + 1]) + "/" for count in range(len(parts)))


def _differing_attributes(top: str, names: Iterable[str]) -> dict[str, str]:
    """Query the attributes; those that differ from the driver's, by name."""
    stdin = b"".join(os.fsencode(name) + b"\0" for name in dict.fromkeys(names))
    answer = run_query(top, "check-attr", "-z", "--stdin", "merge", "diff", stdin=stdin).split(b"\0")
    found: dict[str, list[str]] = {}
    for name, attribute, value in zip(answer[::3], answer[1::3], answer[2::3], strict=False):
        if value != b"canvas":
            key, said = os.fsdecode(attribute), os.fsdecode(value)
            word = _ATTRIBUTE_FORMS[said].format(key) if said in _ATTRIBUTE_FORMS else f"{key}={said}"
            found.setdefault(os.fsdecode(name), []).append(f"“{word}”")
    return {name: " and ".join(words) for name, words in found.items()}
