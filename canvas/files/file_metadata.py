"""What a new file takes over from the one it replaces: its owner, its permissions, its attributes.

None of it is worth losing a save for: what cannot be kept is told.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable

from canvas.model.sanitize import visible_line

_ACCESS_LIST = "system.posix_acl_access"
_OF_THE_BYTES = {"security.ima", "security.evm", "security.capability"}
"""Attributes that vouch for the very bytes of a file: they would say nothing true of other ones."""

_NO_SUCH_THING = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
_TOLD = 3


def take_over(handle: int, before: os.stat_result, target: str) -> list[str]:
    """Give an open new file what the old one has.

    Args:
        handle: the new file.
        before: what the old one is.
        target: where the old one is.

    Returns:
        Sentences about what could not be kept.

    Raises:
        InterruptedError: where a signal came in between; then it is worth another try.
        OSError: where the new file is not even to be asked what it is.
    """
    if not hasattr(os, "fchmod"):
        return []
    warnings, same_group = _take_owner(handle, before)
    mode = stat.S_IMODE(before.st_mode)
    if not same_group:  # nobody gains by it: a group that could not look in before cannot now
        mode &= 0o707 | (mode & 0o007) << 3
    lost = _take_attributes(handle, target, mode, same_group=same_group)
    if stat.S_IMODE(os.fstat(handle).st_mode) != mode:
        warnings.append("The file's permissions could not be kept.")
    if lost is None:
        warnings.append("The file's attributes could not be read, so none were kept.")
    elif lost:
        more = f" and {len(lost) - _TOLD} more" if len(lost) > _TOLD else ""
        names = ", ".join(map(visible_line, lost[:_TOLD]))
        warnings.append(f"Attributes of the file could not be kept: {names}{more}.")
    return warnings


def _take_owner(handle: int, before: os.stat_result) -> tuple[list[str], bool]:
    """What to tell of the owner, and whether the group is the same."""
    made = os.fstat(handle)
    if (made.st_uid, made.st_gid) == (before.st_uid, before.st_gid):
        return [], True
    if _done(lambda: os.fchown(handle, before.st_uid, before.st_gid)):
        return [], True
    # Only root may give a file away; the group alone often works.
    if made.st_gid == before.st_gid or _done(lambda: os.fchown(handle, -1, before.st_gid)):
        return ["The file belongs to you now: its owner could not be kept."], True
    return ["The file's group could not be kept, so what the group might do, only its owner may now."], False


def _take_attributes(handle: int, target: str, mode: int, *, same_group: bool) -> list[str] | None:
    """Set the permissions and the attributes, in the order that keeps both.

    Returns:
        The names of those attributes that could not be kept; None where they could not be read.
    """
    if sys.platform != "linux":  # Python knows of attributes nowhere else
        _done(lambda: os.fchmod(handle, mode))
        return []
    wanted, readable = _attributes(target)
    made, _ = _attributes(handle)
    if _ACCESS_LIST in made and _ACCESS_LIST not in wanted:  # the folder gave it: the old file had none
        _done(lambda: os.removexattr(handle, _ACCESS_LIST))
    _done(lambda: os.fchmod(handle, mode))
    lost = []
    for name, value in wanted.items():
        allowed = same_group or name != _ACCESS_LIST
        if made.get(name) != value and not (allowed and _done(_setting(handle, name, value))):
            lost.append(name)
    return lost if readable else None


def _setting(handle: int, name: str, value: bytes) -> Callable[[], None]:
    return lambda: os.setxattr(handle, name, value)


def _attributes(file: int | str) -> tuple[dict[str, bytes], bool]:
    """The attributes of a file, and whether they could be read; none where there is no such thing."""
    found = {}
    try:
        for name in os.listxattr(file):
            if name not in _OF_THE_BYTES:
                found[name] = os.getxattr(file, name)
    except InterruptedError:
        raise
    except OSError as error:
        return found, error.errno in _NO_SUCH_THING
    return found, True


def _done(call: Callable[[], None]) -> bool:
    """Make a call that may fail; whether it did not."""
    try:
        call()
    except InterruptedError:
        raise
    except OSError:
        return False
    return True
