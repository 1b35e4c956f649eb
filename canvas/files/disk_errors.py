"""Why a file cannot be read or written, in the second half of a sentence."""

from __future__ import annotations

import errno
import stat

ELSEWHERE = "save under another name"


class DiskError(OSError):
    """A file that cannot be read or written; its text is one sentence without the file's name."""

    def __str__(self) -> str:
        return str(self.args[0])


class ChangedError(DiskError):
    """The target no longer holds what was opened; nothing was written."""


class UncertainError(DiskError):
    """The disk failed at the very moment of replacing, and does not tell which version stands."""


def sort_of(mode: int) -> str:
    """What something that is no file is."""
    for test, word in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return word
    return "a device"


def reason(error: OSError | ValueError, done: str) -> str:
    """Why something could not be ``done``, which is ``read`` or ``written``."""
    if not isinstance(error, OSError):
        return f"it could not be {done}: the name is not one that a file can have."
    writing = done != "read"
    if error.errno == errno.ENOENT:
        return "there is no such folder." if writing else "there is no such file."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"you may not write it there; {ELSEWHERE}." if writing else "it may not be read by you."
    if error.errno == errno.EROFS:
        return f"the disk is read-only; {ELSEWHERE}, on another disk."
    return _REASONS.get(error.errno or 0, f"it could not be {done} ({error.strerror or error}).")


_REASONS = {
    errno.EISDIR: "it is a folder, not a file.",
    errno.ENOTDIR: "a part of its path is a file, not a folder.",
    errno.ENOSPC: "the disk is full.",
    errno.EDQUOT: "the disk is full.",
    errno.ENAMETOOLONG: "its name is too long.",
    errno.ELOOP: "its name is a symbolic link that leads back to itself.",
}
