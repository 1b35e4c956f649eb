"""Paths of journals: a private folder below the user's state folder, with a bin in it."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress

from canvas.files.hashes import sha256_of
from canvas.files.user_folders import state_file

SUFFIX = ".journal"
_MAX_JOURNALS_PER_FILE = 1000
_OTHERS_RIGHTS = stat.S_IRWXG | stat.S_IRWXO
_IN_BIN = re.compile(r"(?:[0-9a-f]{32}|unnamed)\.([0-9]{1,15})\.[0-9a-f]{16}\.journal")


def folder() -> str:
    """The folder of all journals."""
    return state_file("journals")


def bin_folder() -> str:
    """The folder of discarded journals."""
    return os.path.join(folder(), "bin")


def prepare(where: str | None = None) -> None:
    """Create a folder (by default that of journals), and remove other users' rights to it.

    Raises:
        OSError: where that fails, or the folder is a symbolic link or another user's.
    """
    where = where or folder()
    os.makedirs(where, mode=0o700, exist_ok=True)
    found = os.lstat(where)
    if not _is_ours(found):
        raise OSError(errno.ENOTDIR, "the folder for it is a link, or somebody else's")
    if os.name != "nt" and found.st_mode & _OTHERS_RIGHTS:
        with suppress(PermissionError):  # a file system without modes
            os.chmod(where, stat.S_IMODE(found.st_mode) & ~_OTHERS_RIGHTS)


def sync(where: str | None = None) -> None:
    """Call ``fsync`` on a folder (by default that of journals); may raise `OSError`."""
    if os.name == "nt":
        return  # a folder cannot be opened there
    handle = os.open(where or folder(), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # not supported by this file system
            raise
    finally:
        os.close(handle)


def names(path: str | None) -> Iterator[str]:
    """Candidate names for the journal of a file, by its real path; None for work without a file."""
    begin = os.path.join(folder(), stem(path))
    for number in range(1, _MAX_JOURNALS_PER_FILE):
        yield f"{begin}.{number}{SUFFIX}"


def journals_of(path: str | None) -> list[str]:
    """The journals of a file, by its real path; None for work without a file."""
    return [name for name in all_journals() if belongs_to(name, path)]


def all_journals(where: str | None = None) -> list[str]:
    """All journals in a folder, by default that of journals."""
    where = where or folder()
    try:
        found = os.listdir(where) if _is_ours(os.lstat(where)) else []
    except OSError:
        return []
    return sorted(os.path.join(where, name) for name in found if name.endswith(SUFFIX))


def bin_name(path: str | None, discarded: float) -> str:
    """A new unique name in the bin, with the time of discarding: the mtime is that of the work."""
    unique = os.urandom(8).hex()
    milliseconds = max(0, int(discarded * 1000))
    return os.path.join(bin_folder(), f"{stem(path)}.{milliseconds}.{unique}{SUFFIX}")


def restored_name(path: str | None) -> str:
    """A new unique name for the journal of a file, unlike any of `names`."""
    return os.path.join(folder(), f"{stem(path)}.{os.urandom(8).hex()}{SUFFIX}")


def binned_names() -> Iterator[tuple[str, float]]:
    """The journals in the bin with the time at which each was discarded; other names are skipped."""
    for name in all_journals(bin_folder()):
        if match := _IN_BIN.fullmatch(os.path.basename(name)):
            yield name, int(match[1]) / 1000


def belongs_to(name: str, path: str | None) -> bool:
    """Whether a journal is named for a file, by the file's real path."""
    try:
        return os.path.basename(name).startswith(f"{stem(path)}.")
    except ValueError:  # a path that no file can have
        return False


def _is_ours(found: os.stat_result) -> bool:
    """Whether it is a folder of this user, which nobody else can replace; root may use any."""
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "geteuid") or os.geteuid() in (found.st_uid, 0))


def stem(path: str | None) -> str:
    """The beginning of the names of what belongs to a file, by its real path; None for work without one."""
    return sha256_of(os.fsencode(path))[:32] if path is not None else "unnamed"
