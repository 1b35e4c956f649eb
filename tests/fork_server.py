"""Starts the program by a fork of a process that has imported it: its imports are most of what a start costs.

Run as a program, this module is that process. It ends with the test process that has started it.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = str(Path(__file__).parent.parent)
_PACKAGES = ("canvas.app", "canvas.app.actions", "canvas.app.board", "canvas.app.screens")
_STREAMS = ("stdin", "r", None), ("stdout", "w", "strict"), ("stderr", "w", "backslashreplace")
_STATUS_BYTES = 4


class ForkedProcess:
    """A program in a pseudo-terminal, with what the tests use of a `ptyprocess.PtyProcess`.

    Attributes:
        fd: the terminal's end of the tests.
        pid: its process, which is no child of this one.
        exitstatus: its exit code; None while it runs, and where a signal has ended it.
        signalstatus: the signal that has ended it, or None.
        closed: whether the terminal is closed.
    """

    def __init__(self, fd: int, status: int) -> None:
        self.fd = fd
        self.fileobj = os.fdopen(fd, "r+b", buffering=0)
        self.exitstatus: int | None = None
        self.signalstatus: int | None = None
        self.closed = False
        self._status = status
        self.pid = self._read_status()

    def write(self, data: bytes) -> None:
        """Type."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self.fd, rest) :]

    def setwinsize(self, lines: int, columns: int) -> None:
        """Give the terminal another size, of which the program is told with SIGWINCH."""
        _set_size(self.fd, lines, columns)

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def isalive(self) -> bool:
        """Whether it runs."""
        if not self._has_ended and select.select([self._status], [], [], 0)[0]:
            self._note_end()
        return not self._has_ended

    def close(self, *, force: bool) -> None:
        """Close the terminal, and end the program where it is to be forced."""
        if not self.closed:
            self.closed = True
            self.fileobj.close()
        if force and self.isalive():
            with suppress(ProcessLookupError):  # it ended since, as its terminal was closed
                self.kill(signal.SIGKILL)
            self._note_end()
        os.close(self._status)

    @property
    def _has_ended(self) -> bool:
        return self.exitstatus is not None or self.signalstatus is not None

    def _note_end(self) -> None:
        status = self._read_status()
        if os.WIFSIGNALED(status):
            self.signalstatus = os.WTERMSIG(status)
        else:
            self.exitstatus = os.waitstatus_to_exitcode(status)

    def _read_status(self) -> int:
        data = os.read(self._status, _STATUS_BYTES)
        assert len(data) == _STATUS_BYTES, "the fork server has ended"
        return int.from_bytes(data, "big")


def spawn(
    arguments: Sequence[str], *, dimensions: tuple[int, int], env: Mapping[str, str], first: str
) -> ForkedProcess:
    """The program, started in the current folder with a terminal of its own.

    Args:
        arguments: its command line, after its name.
        dimensions: lines and columns of the terminal.
        env: its environment.
        first: lines of Python that run before it, once all its modules are imported.
    """
    ours, theirs = os.openpty()
    _set_size(ours, *dimensions)
    status, told = os.pipe()
    wanted = {"arguments": [*arguments], "folder": os.getcwd(), "env": {**env}, "first": first}
    server = _server()
    socket.send_fds(server, [b"\n"], [theirs, told])
    server.sendall(json.dumps(wanted).encode() + b"\n")
    os.close(theirs)
    os.close(told)
    return ForkedProcess(ours, status)


@cache
def _server() -> socket.socket:
    """The connection to the server of this test process, which is started for the first program."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-P", "-m", "tests.fork_server", str(theirs.fileno())]
    environment = {**os.environ, "PYTHONPATH": ROOT, "TEXTUAL_ANIMATIONS": "none"}
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, cwd=ROOT)
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _set_size(fd: int, lines: int, columns: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def _serve(requests: socket.socket) -> str:
    """Fork a program for each request; only that returns, with what is to run before it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child of the server is waited for
    while True:
        begin, handles, *_ = socket.recv_fds(requests, 1, 2)
        if not begin:
            os._exit(0)
        wanted = json.loads(requests.makefile("rb", buffering=0).readline())
        if not os.fork():
            requests.close()
            if not _forked(*handles):
                break
        for handle in handles:
            os.close(handle)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["env"])
    sys.argv[:] = ["canvas", *wanted["arguments"]]
    return str(wanted["first"])


def _forked(terminal: int, told: int) -> int:
    """Fork once more: 0 in the program, whose end the process between it and the server tells."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if not program:
        os.close(told)
        os.login_tty(terminal)
        _open_streams()
        return 0
    os.close(terminal)
    os.write(told, program.to_bytes(_STATUS_BYTES, "big"))
    os.write(told, os.waitpid(program, 0)[1].to_bytes(_STATUS_BYTES, "big"))
    os._exit(0)


def _open_streams() -> None:
    """Open the standard streams on the terminal, as the interpreter does at its start."""
    for handle, (name, mode, errors) in enumerate(_STREAMS):
        stream = open(handle, mode, 1, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - stays open
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _import_all() -> None:
    for package in map(import_module, _PACKAGES):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    gc.collect()
    gc.freeze()  # so that no collection in a fork copies what it shares with the server


if __name__ == "__main__":
    connection = socket.socket(fileno=int(sys.argv[1]))
    _import_all()
    exec(_serve(connection))  # noqa: S102 - lines of the tests' own
    from canvas.cli import run

    run()
