"""Where journals are stored: in a private folder below the user's state folder, with a bin in it."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress

SUFFIX = ".journal"
_MOST = 1000
"""How many journals one file may have at the same time."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_IN_BIN = re.compile(r"(?:[0-9a-f]{32}|unnamed)\.([0-9]{1,15})\.[0-9a-f]{16}\.journal")


def folder() -> str:
    """The folder of all journals."""
    import platformdirs  # noqa: PLC0415 - costs more than most of what is done there

    state = platformdirs.user_state_dir("partnership-canvas", appauthor=False)
    return os.path.join(state, "journals")


def bin_folder() -> str:
    """The folder of discarded journals."""
    return os.path.join(folder(), "bin")


def prepare(where: str | None = None) -> None:
    """Make a folder where it is missing, and remove other users' rights to it.

    Args:
        where: the folder; None for the folder of journals.

    Raises:
        OSError: where that fails, or the folder is a symbolic link or another user's.
    """
    where = where or folder()
    os.makedirs(where, mode=0o700, exist_ok=True)
    found = os.lstat(where)
    if not _is_ours(found):
        raise OSError(errno.ENOTDIR, "the folder for it is a link, or somebody else's")
    if os.name != "nt" and found.st_mode & _OTHERS:
        with suppress(PermissionError):  # a file system without modes
            os.chmod(where, stat.S_IMODE(found.st_mode) & ~_OTHERS)


def sync(where: str | None = None) -> None:
    """Make the names in a folder survive a power cut (fsync).

    Args:
        where: the folder; None for the folder of journals.

    Raises:
        OSError: where the disk does not confirm it.
    """
    if os.name == "nt":
        return  # a folder cannot be opened there
    handle = os.open(where or folder(), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
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


def everything(where: str | None = None) -> list[str]:
    """All journals in a folder.

    Args:
        where: the folder; None for the folder of journals.
    """
    where = where or folder()
    try:
        found = os.listdir(where) if _is_ours(os.lstat(where)) else []
    except OSError:
        return []
    return sorted(os.path.join(where, name) for name in found if name.endswith(SUFFIX))


def bin_name(path: str | None, discarded: float) -> str:
    """A new unique name in the bin, which records when the journal was discarded.

    The modification time is not used for that: it tells when the work was last written.

    Args:
        path: the file's real path; None for work that had no file.
        discarded: the time, in seconds as `time.time` counts them.
    """
    unique = os.urandom(8).hex()
    milliseconds = max(0, int(discarded * 1000))
    return os.path.join(bin_folder(), f"{_stem(path)}.{milliseconds}.{unique}{SUFFIX}")


def restored_name(path: str | None) -> str:
    """A new unique name for the journal of a file, unlike any of `names`.

    Args:
        path: the file's real path; None for work that had no file.
    """
    return os.path.join(folder(), f"{_stem(path)}.{os.urandom(8).hex()}{SUFFIX}")


def binned_names() -> Iterator[tuple[str, float]]:
    """The journals in the bin, each with the time at which it was discarded. Other names are skipped."""
    for name in everything(bin_folder()):
        if match := _IN_BIN.fullmatch(os.path.basename(name)):
            yield name, int(match[1]) / 1000


def belongs_to(name: str, path: str | None) -> bool:
    """Whether a journal is named for this file.

    Args:
        name: the journal.
        path: the file's real path; None for work that had no file.
    """
    try:
        return os.path.basename(name).startswith(f"{_stem(path)}.")
    except ValueError:  # a path that no file can have
        return False


def _is_ours(found: os.stat_result) -> bool:
    """Whether it is a folder that nobody else could exchange under our hands; root is trusted to know."""
    if not stat.S_ISDIR(found.st_mode):
        return False
    return not hasattr(os, "geteuid") or os.geteuid() in (found.st_uid, 0)


def _stem(path: str | None) -> str:
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which a board without journals need not

    return hashlib.sha256(os.fsencode(path)).hexdigest()[:32] if path is not None else "unnamed"
