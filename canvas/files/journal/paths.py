"""Where journals stand: in the user's own state folder, in one for them alone."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress

SUFFIX = ".journal"
_MOST = 1000
"""How many journals one file may have at the same time."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def folder() -> str:
    """The folder of all journals."""
    import platformdirs  # noqa: PLC0415 - costs more than most of what is done there

    state = platformdirs.user_state_dir("partnership-canvas", appauthor=False)
    return os.path.join(state, "journals")


def prepare() -> None:
    """Make the folder where it is missing, and close it to everybody else where it is open.

    Raises:
        OSError: where that cannot be, or the folder is a link or somebody else's.
    """
    where = folder()
    os.makedirs(where, mode=0o700, exist_ok=True)
    found = os.lstat(where)
    if not _is_ours(found):
        raise OSError(errno.ENOTDIR, "the folder for it is a link, or somebody else's")
    if os.name != "nt" and found.st_mode & _OTHERS:
        with suppress(PermissionError):  # a file system without modes
            os.chmod(where, stat.S_IMODE(found.st_mode) & ~_OTHERS)


def sync() -> None:
    """Make what was made in the folder, or taken away there, survive a power cut.

    Raises:
        OSError: where the disk does not confirm it.
    """
    if os.name == "nt":
        return  # a folder cannot be opened there
    handle = os.open(folder(), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that has no such thing
            raise
    finally:
        os.close(handle)


def names(path: str | None) -> Iterator[str]:
    """Names for the journal of a file, one after the other: a second board takes the next.

    Args:
        path: the file's real path; None for work that has no file yet.
    """
    for number in range(1, _MOST):
        yield os.path.join(folder(), f"{_stem(path)}.{number}{SUFFIX}")


def there(path: str | None) -> list[str]:
    """The journals that a file has, or that work without a file has left.

    Args:
        path: the file's real path; None for work that had no file.
    """
    names = list(everything())
    begin = f"{_stem(path)}." if names else ""  # no hashing, nor its import, where there are no journals
    return [name for name in names if os.path.basename(name).startswith(begin)]


def everything() -> list[str]:
    """All journals there are."""
    where = folder()
    try:
        found = os.listdir(where) if _is_ours(os.lstat(where)) else []
    except OSError:
        return []
    return sorted(os.path.join(where, name) for name in found if name.endswith(SUFFIX))


def _is_ours(found: os.stat_result) -> bool:
    """Whether it is a folder that nobody else could exchange under our hands; root is trusted to know."""
    if not stat.S_ISDIR(found.st_mode):
        return False
    return not hasattr(os, "geteuid") or os.geteuid() in (found.st_uid, 0)


def _stem(path: str | None) -> str:
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which a board without journals need not

    return hashlib.sha256(os.fsencode(path)).hexdigest()[:32] if path is not None else "unnamed"
