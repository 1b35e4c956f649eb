"""Owner, permissions and extended attributes, copied from the file that a save replaces.

A save never fails for these: what cannot be copied becomes a warning.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from functools import partial

from canvas.model.sanitize import visible_line

_ACL_ATTRIBUTE = "system.posix_acl_access"
_CONTENT_ATTRIBUTES = {"security.ima", "security.evm", "security.capability"}
"""Attributes that are derived from a file's content, and must not be copied to another."""

_UNSUPPORTED_ERRORS = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
_MAX_NAMED_ATTRIBUTES = 3


def copy_metadata(handle: int, before: os.stat_result, target: str) -> list[str]:
    """Copy the metadata of the old file (status and path) to the new one (open).

    Returns:
        Warnings about what could not be copied.

    Raises:
        InterruptedError: where a signal interrupted a call; the caller retries.
        OSError: where the status of the new file cannot be read.
    """
    if not hasattr(os, "fchmod"):
        return []
    warnings, same_group = _copy_owner(handle, before)
    mode = stat.S_IMODE(before.st_mode)
    if not same_group:  # the new group gets no more than others had
        mode &= 0o707 | (mode & 0o007) << 3
    lost = _copy_mode_and_attributes(handle, target, mode, same_group=same_group)
    if stat.S_IMODE(os.fstat(handle).st_mode) != mode:
        warnings.append("The file's permissions could not be kept.")
    if lost is None:
        warnings.append("The file's attributes could not be read, so none were kept.")
    elif lost:
        unnamed = len(lost) - _MAX_NAMED_ATTRIBUTES
        more = f" and {unnamed} more" if unnamed > 0 else ""
        names = ", ".join(map(visible_line, lost[:_MAX_NAMED_ATTRIBUTES]))
        warnings.append(f"Attributes of the file could not be kept: {names}{more}.")
    return warnings


def _copy_owner(handle: int, before: os.stat_result) -> tuple[list[str], bool]:
    """Copy owner and group; the warnings, and whether the group is the same."""
    made = os.fstat(handle)
    if (made.st_uid, made.st_gid) == (before.st_uid, before.st_gid):
        return [], True
    if _succeeds(lambda: os.fchown(handle, before.st_uid, before.st_gid)):
        return [], True
    # Only root may give a file away; the group alone often works.
    if made.st_gid == before.st_gid or _succeeds(lambda: os.fchown(handle, -1, before.st_gid)):
        return ["The file belongs to you now: its owner could not be kept."], True
    return ["The file's group could not be kept, so what the group might do, only its owner may now."], False


def _copy_mode_and_attributes(handle: int, target: str, mode: int, *, same_group: bool) -> list[str] | None:
    """Copy permissions and attributes, in the order in which neither undoes the other.

    Returns:
        The names of the attributes that could not be copied; None where they could not be read.
    """
    if sys.platform != "linux":  # Python supports attributes only there
        _succeeds(lambda: os.fchmod(handle, mode))
        return []
    wanted, readable = _read_attributes(target)
    made, _ = _read_attributes(handle)
    if _ACL_ATTRIBUTE in made and _ACL_ATTRIBUTE not in wanted:  # inherited from the folder
        _succeeds(lambda: os.removexattr(handle, _ACL_ATTRIBUTE))
    _succeeds(lambda: os.fchmod(handle, mode))
    lost = []
    for name, value in wanted.items():
        allowed = same_group or name != _ACL_ATTRIBUTE
        copy = partial(os.setxattr, handle, name, value)
        if made.get(name) != value and not (allowed and _succeeds(copy)):
            lost.append(name)
    return lost if readable else None


def _read_attributes(file: int | str) -> tuple[dict[str, bytes], bool]:
    """Read the extended attributes of a file; also whether that worked, or the file system has none."""
    found = {}
    try:
        for name in os.listxattr(file):
            if name not in _CONTENT_ATTRIBUTES:
                found[name] = os.getxattr(file, name)
    except InterruptedError:
        raise
    except OSError as error:
        return found, error.errno in _UNSUPPORTED_ERRORS
    return found, True


def _succeeds(call: Callable[[], None]) -> bool:
    """Make a call; False where it failed."""
    try:
        call()
    except InterruptedError:
        raise
    except OSError:
        return False
    return True
