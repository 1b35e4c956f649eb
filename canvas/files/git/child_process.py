"""A child process that answers on its standard output, while its parent goes on.

Importing `subprocess` takes as long as git takes to answer, and an export would wait for both. Where there is
`os.posix_spawn` it is not needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic, sleep

from canvas.model.named_tuple import NamedTuple

MAX_ANSWER_BYTES = 64 * 1024 * 1024
"""How much of a process's output is read."""

_CHUNK = 1 << 16
_REAP_SECONDS = 0.0002
"""Between two looks at a process that has closed its output and is about to end."""


class Answer(NamedTuple):
    """What a process came to.

    Attributes:
        code: its exit code; negative where a signal ended it.
        output: its standard output.
        errors: its standard error.
    """

    code: int
    output: bytes
    errors: bytes


class TooMuchError(Exception):
    """A process prints more than is read."""


if sys.platform == "win32":
    import subprocess

    class ChildProcess:
        """A program that was started; `answer` or `stop` must follow."""

        def __init__(self, command: list[str], environment: Mapping[str, str], stdin: bytes = b"") -> None:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(  # noqa: S603 - no shell, and a program by its full path
                command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe
            )
            self._stdin = stdin

        def answer(self, seconds: float) -> Answer:
            """Wait for its end, and kill it where one of these is raised.

            Raises:
                TimeoutError: where it takes longer.
                TooMuchError: where it prints more than `MAX_ANSWER_BYTES`.
            """
            try:
                output, errors = self._process.communicate(self._stdin, seconds)
            except subprocess.TimeoutExpired:
                raise TimeoutError from None
            finally:
                self.stop()
            if len(output) + len(errors) > MAX_ANSWER_BYTES:  # read, for two pipes at once need threads here
                raise TooMuchError
            return Answer(self._process.returncode, output, errors)

        def stop(self) -> None:
            """Kill it, unless it has ended."""
            self._process.kill()
            self._process.wait()

else:
    import select

    class ChildProcess:
        """A program that was started; `answer` or `stop` must follow.

        Raises:
            OSError: where it cannot be started.
            ValueError: where an argument has a NUL in it.
        """

        def __init__(self, command: list[str], environment: Mapping[str, str], stdin: bytes = b"") -> None:
            pipes = [os.pipe() for _ in range(3)]  # no other process inherits them
            (stdin_read, self._input), (self._output, output), (self._errors, errors) = pipes
            self._unwritten = memoryview(stdin)
            self._read: dict[int, list[bytes]] = {self._output: [], self._errors: []}
            self._size = 0
            self._open = {self._input, self._output, self._errors}
            dup = os.POSIX_SPAWN_DUP2
            try:
                self._pid = os.posix_spawn(
                    command[0],
                    command,
                    environment,
                    file_actions=((dup, stdin_read, 0), (dup, output, 1), (dup, errors, 2)),
                )
            except BaseException:
                self._close(*self._open)
                raise
            finally:
                for end in (stdin_read, output, errors):
                    os.close(end)
            self._is_ended = False
            if not stdin:
                self._close(self._input)

        def answer(self, seconds: float) -> Answer:
            """Wait for its end, and kill it where one of these is raised.

            Raises:
                TimeoutError: where it takes longer.
                TooMuchError: where it prints more than `MAX_ANSWER_BYTES`.
            """
            until = monotonic() + seconds
            try:
                self._exchange(until)
                code = self._reap(until)
            finally:
                self.stop()
            output, errors = (b"".join(self._read[end]) for end in (self._output, self._errors))
            return Answer(code, output, errors)

        def stop(self) -> None:
            """Kill it, unless it has ended."""
            self._close(*self._open)
            if not self._is_ended:
                from signal import SIGKILL  # noqa: PLC0415 - hardly ever

                with suppress(ProcessLookupError):
                    os.kill(self._pid, SIGKILL)
                self._wait(0)

        def _exchange(self, until: float) -> None:
            """Write its input and read what it prints, until it has closed both."""
            poll = select.poll()
            for end in self._open:
                poll.register(end, select.POLLOUT if end == self._input else select.POLLIN)
            while self._open:
                ready = poll.poll(1000 * max(0.0, until - monotonic()))
                if not ready:
                    raise TimeoutError
                for end, _ in ready:
                    if not (self._write() if end == self._input else self._take(end)):
                        poll.unregister(end)
                        self._close(end)

        def _write(self) -> bool:
            """Write some of the input; whether there is more that it wants to read."""
            try:
                written = os.write(self._input, self._unwritten[: select.PIPE_BUF])
            except BrokenPipeError:
                return False
            self._unwritten = self._unwritten[written:]
            return bool(self._unwritten)

        def _take(self, end: int) -> bool:
            """Read some output; whether there may be more."""
            data = os.read(end, _CHUNK)
            self._size += len(data)
            if self._size > MAX_ANSWER_BYTES:
                raise TooMuchError
            self._read[end].append(data)
            return bool(data)

        def _reap(self, until: float) -> int:
            """The exit code of the process, which has closed its output."""
            while True:
                status = self._wait(os.WNOHANG)
                if status is not None:
                    return os.waitstatus_to_exitcode(status)
                if monotonic() > until:
                    raise TimeoutError
                sleep(_REAP_SECONDS)

        def _wait(self, options: int) -> int | None:
            """The status with which it ended; None while it goes on."""
            try:
                pid, status = os.waitpid(self._pid, options)
            except ChildProcessError:  # whoever started this program has the ends of children ignored
                pid, status = self._pid, 0
            self._is_ended = bool(pid)
            return status if pid else None

        def _close(self, *ends: int) -> None:
            for end in ends:
                self._open.discard(end)
                os.close(end)
