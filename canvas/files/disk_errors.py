"""Errors of files that cannot be read or written: a sentence without the file's name, and a code."""

from __future__ import annotations

import errno
import stat
from typing import Final, Literal

from canvas.model.sanitize import visible_line

DiskCode = Literal[
    "missing", "no_folder", "not_a_file", "unreadable", "not_permitted", "read_only", "full", "bad_name",
    "too_large", "busy", "exists", "gone", "changed", "uncertain", "failed",
]  # fmt: skip
"""``exists``, ``gone`` and ``changed`` are of a target that is not what the caller expected; ``uncertain`` is
the disk that failed during the rename, and does not tell which version stands."""

ADVISES_SAVE_AS: Final = frozenset({"not_permitted", "read_only", "uncertain"})
"""The codes whose sentence ends with the advice to save under another name."""

ELSEWHERE = "save under another name"


class DiskError(OSError):
    """A file that cannot be read or written; an `OSError`, therefore no `CodedError`."""

    def __init__(self, sentence: str, code: DiskCode = "failed") -> None:
        super().__init__(sentence)
        self.code: DiskCode = code

    def __str__(self) -> str:
        return str(self.args[0])


class ChangedError(DiskError):
    """The target no longer holds what was opened; nothing was written."""


_TYPES = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


def file_type(mode: int) -> str:
    """The type of something that is not a regular file, in words."""
    return _TYPES.get(stat.S_IFMT(mode), "a device")


def with_name(path: str, error: object) -> str:
    """The sentence of an error, with the file that it is about."""
    return f"{visible_line(path)}: {error}" if path else "the file's name is empty."


def disk_error(error: OSError | ValueError, done: Literal["read", "written"]) -> DiskError:
    """Translate an error of the system while a file was read or written."""
    if not isinstance(error, OSError):
        return DiskError(f"it could not be {done}: the name is not one that a file can have.", "bad_name")
    number = error.errno or 0
    found = (_NOT_READ if done == "read" else _NOT_WRITTEN).get(number) or _NEITHER.get(number)
    return DiskError(*found) if found else DiskError(f"it could not be {done} ({error.strerror or error}).")


_NOT_READ: dict[int, tuple[str, DiskCode]] = {
    errno.ENOENT: ("there is no such file.", "missing"),
    errno.EACCES: ("it may not be read by you.", "unreadable"),
    errno.EPERM: ("it may not be read by you.", "unreadable"),
}
_NOT_WRITTEN: dict[int, tuple[str, DiskCode]] = {
    errno.ENOENT: ("there is no such folder.", "no_folder"),
    errno.EACCES: (f"you may not write it there; {ELSEWHERE}.", "not_permitted"),
    errno.EPERM: (f"you may not write it there; {ELSEWHERE}.", "not_permitted"),
}
_NEITHER: dict[int, tuple[str, DiskCode]] = {
    errno.EROFS: (f"the disk is read-only; {ELSEWHERE}, on another disk.", "read_only"),
    errno.EISDIR: ("it is a folder, not a file.", "not_a_file"),
    errno.ENOTDIR: ("a part of its path is a file, not a folder.", "bad_name"),
    errno.ENOSPC: ("the disk is full.", "full"),
    errno.EDQUOT: ("the disk is full.", "full"),
    errno.ENAMETOOLONG: ("its name is too long.", "bad_name"),
    errno.ELOOP: ("its name is a symbolic link that leads back to itself.", "bad_name"),
}
