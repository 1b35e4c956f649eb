"""A program in a pseudo-terminal, timed from outside: from a key, or the start, to the last byte painted.

The terminal is one of today without the newest extras: of what Textual asks at its start it has synchronised
output, and neither reports its size in band nor speaks kitty's keyboard protocol. Both programs that are
compared are asked and answered alike.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Self

COLUMNS, LINES = 120, 40

_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
_FRAME_ENDS = b"\x1b[?2026l"
_QUESTION = re.compile(b"|".join(map(re.escape, _ANSWERS)))
_LONGEST_QUESTION = max(map(len, _ANSWERS))
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>78])")


class SilenceError(RuntimeError):
    """The program painted nothing, never stopped painting, or did not paint what it should have."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What a program painted in one go.

    Attributes:
        data: the bytes.
        seconds: from the key, or the start of the program, to the last of them.
        processor: the seconds of the processor that the program took for them; 0 where nothing tells.
    """

    data: bytes
    seconds: float
    processor: float = 0

    @property
    def text(self) -> str:
        """The characters painted, without what moves and colours them."""
        return _SEQUENCE.sub("", self.data.decode("utf-8", "replace"))

    @property
    def frames(self) -> int:
        """How often the program finished a synchronised update."""
        return self.data.count(_FRAME_ENDS)

    def must_show(self, *words: str) -> Burst:
        """This burst, once it is sure that it painted these words: else something else was timed.

        Raises:
            SilenceError: where it did not.
        """
        missing = [word for word in words if word not in self.text]
        if missing:
            raise SilenceError(f"not painted: {', '.join(missing)}; painted instead: {self.text[-300:]!r}")
        return self


class Terminal:
    """A running program and the terminal it paints on; leaving the block ends it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start a program.

        Args:
            command: the program and its arguments.
            environment: all of its environment.
        """
        self._started = perf_counter()
        self.process, self._handle = pty.fork()
        if not self.process:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
                os.execve(command[0], list(command), dict(environment))  # noqa: S606 - no shell is wanted
            finally:
                os._exit(127)
        self._tail = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End the program, whatever it is doing."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._handle)

    def first(self, *, quiet: float, patience: float = 20) -> Burst:
        """Everything painted since the program was started, once it is quiet.

        Args:
            quiet: for how many seconds nothing more may come.
            patience: how many seconds it may take.

        Raises:
            SilenceError: where nothing comes, or it never ends.
        """
        return self._burst(self._started, quiet, patience)

    def press(self, key: bytes, *, quiet: float, patience: float = 5, a_frame: bool = False) -> Burst:
        """Press a key; what is painted in answer.

        Args:
            key: the bytes that a terminal sends for it.
            quiet: for how many seconds nothing more may come.
            patience: how many seconds it may take.
            a_frame: whether to wait for a whole frame; the cursor's shape, say, may come long before one.

        Raises:
            SilenceError: where nothing comes, or it never ends.
        """
        self.settle(0)
        pressed = perf_counter()
        os.write(self._handle, key)
        return self._burst(pressed, quiet, patience, a_frame=a_frame)

    def frame(self, key: bytes, *words: str, quiet: float, patience: float = 5) -> float:
        """Press a key; the seconds to the end of the frame with which all of these words have been painted.

        A screen that opens is painted once more a moment later, as it was; nobody sees that, and it is not
        waited for, other than for quiet before the next key.

        Args:
            key: the bytes that a terminal sends for it.
            words: what the frame shows.
            quiet: for how many seconds nothing more may come afterwards.
            patience: how many seconds it may take.

        Raises:
            SilenceError: where the words never come.
        """
        self.settle(0)
        pressed = perf_counter()
        os.write(self._handle, key)
        data, finished = b"", 0.0
        while self._has_more(quiet if finished else patience):
            data += self._read()
            if not finished and perf_counter() - pressed > patience:
                break
            frames = data[: data.rfind(_FRAME_ENDS) + 1]
            if not finished and all(word in Burst(frames, 0).text for word in words):
                finished = perf_counter() - pressed
        Burst(data, finished).must_show(*words)
        return finished

    def settle(self, seconds: float, *, patience: float = 20) -> None:
        """Take in, and forget, what is painted until nothing came for so long.

        Args:
            seconds: for how many seconds nothing more may come.
            patience: how many seconds it may take; a cursor that blinks never settles.

        Raises:
            SilenceError: where it never ends, or the program does.
        """
        until = perf_counter() + patience
        while self._has_more(seconds):
            if not self._read():
                raise SilenceError("the program ended")
            if perf_counter() > until:
                raise SilenceError("the program does not stop painting")

    def resident(self) -> int:
        """How much memory the program has now, in bytes, shared libraries included."""
        if sys.platform == "linux":
            with open(f"/proc/{self.process}/status", encoding="ascii") as file:
                line = next(line for line in file if line.startswith("VmRSS:"))
            return int(line.split()[1]) * 1024
        said = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.process)], capture_output=True, text=True, check=True
        )
        return int(said.stdout) * 1024

    def processor_seconds(self) -> float:
        """How long the program has run on a processor so far; 0 where the system does not tell."""
        if sys.platform != "linux":
            return 0
        nanoseconds = 0
        for thread in os.listdir(f"/proc/{self.process}/task"):
            with suppress(OSError):  # a thread may end meanwhile
                path = f"/proc/{self.process}/task/{thread}/schedstat"
                with open(path, encoding="ascii") as file:
                    nanoseconds += int(file.read().split()[0])
        return nanoseconds / 1e9

    def _burst(self, since: float, quiet: float, patience: float, *, a_frame: bool = False) -> Burst:
        pieces: list[bytes] = []
        last = since
        before = used = self.processor_seconds()
        while self._has_more(
            quiet if pieces and not (a_frame and _FRAME_ENDS not in b"".join(pieces)) else patience
        ):
            piece = self._read()
            if not piece:
                raise SilenceError(f"the program ended: {Burst(b''.join(pieces), 0).text[-500:]!r}")
            last = perf_counter()
            used = self.processor_seconds()
            pieces.append(piece)
            if last - since > patience:
                raise SilenceError("the program does not stop painting")
        if not pieces:
            raise SilenceError("the program paints nothing")
        return Burst(b"".join(pieces), last - since, used - before)

    def _has_more(self, seconds: float) -> bool:
        return bool(select.select([self._handle], [], [], seconds)[0])

    def _read(self) -> bytes:
        try:
            data = os.read(self._handle, 65536)
        except OSError:  # Linux says so where the other side is closed
            return b""
        seen = self._tail + data
        end = 0
        for question in _QUESTION.finditer(seen):
            os.write(self._handle, _ANSWERS[question[0]])
            end = question.end()
        self._tail = seen[max(end, len(seen) - _LONGEST_QUESTION + 1) :]
        return data
