"""Fault injection: one system call of a save fails, once or from then on.

Every system call that a save makes is counted. The one with the chosen number fails: before its effect, or
after it (late); with a lasting fault, all later calls fail as well. `KILLED` kills the process there instead.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import threading
from collections.abc import Callable
from types import ModuleType, TracebackType
from typing import Any, NamedTuple, Self

CALLS = (
    "open", "read", "write", "fsync", "close", "stat", "lstat", "fstat", "readlink", "access", "listdir",
    "fchmod", "fchown", "listxattr", "getxattr", "setxattr", "removexattr", "link", "unlink", "replace",
)  # fmt: skip
"""Every function of `os` that `canvas.files` calls during a save."""

READS = {"read", "stat", "lstat", "fstat", "readlink", "access", "listdir", "listxattr", "getxattr"}
"""Those that change nothing on the disk."""

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EINTR)
SHORT, NOTHING, KILLED = -1, -2, -3
"""Faults without an error: a partial write or read, a write of nothing, a killed process."""

CAN_BE_LATE = {"replace", "link", "unlink", "write", "fsync", "setxattr", "fchmod", "open"}
CAN_BE_SHORT = {"write", "read"}
_close = os.close


class Fault(NamedTuple):
    """A fault to inject.

    Attributes:
        at: the number of the call that fails, from 0.
        error: the error's number, or one of the faults without an error.
        lasting: whether every later call fails as well.
        late: whether the call has its effect before it fails.
    """

    at: int
    error: int
    lasting: bool = False
    late: bool = False


class Call(NamedTuple):
    """A system call that was made.

    Attributes:
        name: the function.
        what: its first argument: a path, or the path of the open file.
        failed: whether the fault was injected into it.
    """

    name: str
    what: str
    failed: bool


class Faulty:
    """A context in which a fault is injected into the calls of this thread.

    Attributes:
        fault: the fault.
        calls: the calls made so far.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.calls: list[Call] = []
        self._open: dict[int, str] = {}
        self._thread = threading.get_ident()
        self._originals: list[tuple[ModuleType, str, Any]] = []

    def __enter__(self) -> Self:
        for module, name in ((fcntl, "flock"), *((os, name) for name in CALLS)):
            if hasattr(module, name):
                self._originals.append((module, name, getattr(module, name)))
                setattr(module, name, self._faulty(name, getattr(module, name)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for module, name, original in self._originals:
            setattr(module, name, original)

    @property
    def happened(self) -> bool:
        """Whether the call with the chosen number was reached."""
        return len(self.calls) > self.fault.at

    @property
    def failed(self) -> list[str]:
        """The names of the calls that failed."""
        return [call.name for call in self.calls if call.failed]

    def _faulty(self, name: str, right: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if threading.get_ident() != self._thread:
                return right(*arguments, **options)
            turn = len(self.calls) - self.fault.at
            fails = (turn == 0 or (turn > 0 and self.fault.lasting)) and self._can_fail(name)
            what = self._open.get(arguments[0], str(arguments[0]))
            self.calls.append(Call(name, what, fails))
            if name == "close":
                self._open.pop(arguments[0], None)
            result = self._failed(name, right, arguments, options) if fails else right(*arguments, **options)
            if name == "open":
                self._open[result] = str(arguments[0])
            return result

        return call

    def _can_fail(self, name: str) -> bool:
        return name in {SHORT: CAN_BE_SHORT, NOTHING: {"write"}}.get(self.fault.error, {name})

    def _failed(self, name: str, right: Callable[..., Any], arguments: Any, options: Any) -> Any:
        if self.fault.error == SHORT:
            handle, rest = arguments
            return right(handle, rest[: max(1, len(rest) // 2)] if name == "write" else min(rest, 7))
        if self.fault.error == NOTHING:
            return 0
        if name == "close" or (self.fault.late and name in CAN_BE_LATE):
            result = right(*arguments, **options)  # a failed close closes the file nevertheless
            if name == "open":
                _close(result)
        if self.fault.error == KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "access":  # it returns False instead of raising
            return False
        raise OSError(self.fault.error, os.strerror(self.fault.error))
