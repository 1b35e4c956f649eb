"""The terminal driver: robust decoding, pastes, suspending, and a terminal that goes away.

Textual's own driver ends at a byte that is not UTF-8, waits for the end of a paste for ever, and polls a
terminal that is gone in a busy loop.
"""

from __future__ import annotations

import io
import os
import select
import signal
from collections.abc import Iterable, Iterator
from typing import Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from canvas.app.terminal.input_parser import InputParser
from canvas.app.terminal.terminal_user import TerminalUser

_MAX_READ = 1 << 16


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with the input loop and the stop signals replaced."""

    _app: TerminalUser
    _is_aside = False

    def __init__(self, app: TerminalUser, **how: Any) -> None:  # noqa: ANN401 - as Textual has it
        super().__init__(app, **how)
        if self._file and isinstance(getattr(self._file, "buffer", None), io.RawIOBase):
            # Unbuffered (PYTHONUNBUFFERED), Python drops the rest of a partial write.
            self._file = open(self._file.fileno(), "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115

    # Textual acts within the signal handler, which may deadlock on a lock that the main thread holds. It does
    # not repaint after SIGCONT, and starts a second reader and writer after a SIGSTOP that it did not see.

    def _sigtstp_application(self, *_: object) -> None:
        """SIGTSTP: stop at once while another program has the terminal, else from the event loop."""
        if not self._has_terminal:
            return  # starting or ending
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """SIGCONT: restore the terminal's modes, which other programs may have changed."""
        if self._auto_restart and not self._is_aside and self._has_terminal:
            self._loop.call_soon_threadsafe(self._take_again)

    @property
    def _has_terminal(self) -> bool:
        """Whether the application runs in the terminal: from its first frame to its exit."""
        at_work = self._app.is_running and not self._app._exit  # noqa: SLF001 - there is no public name for it
        return at_work and self._writer_thread is not None and not self._loop.is_closed()

    def _stop(self) -> None:
        """Restore the terminal, stop the process, and set the terminal up again when it continues."""
        if not self._has_terminal:
            return
        self._app.keep_for_now()
        self._is_aside = True
        try:
            self.suspend_application_mode()
            os.kill(os.getpid(), signal.SIGSTOP)
            self._come_forward()
            self.resume_application_mode()
        finally:
            self._is_aside = False
        self._app.refresh(layout=True)

    def _take_again(self) -> None:
        """Set the terminal up again after a SIGSTOP."""
        if not self._has_terminal:
            return
        self._is_aside = True
        try:
            self._come_forward()
            self.suspend_application_mode()
            self.resume_application_mode()
        finally:
            self._is_aside = False
        self._app.refresh(layout=True)

    def _come_forward(self) -> None:
        """Stop again while the process is continued in the background."""
        try:
            while os.tcgetpgrp(self.fileno) != os.getpgrp() and os.getsid(os.getppid()) == os.getsid(0):
                os.kill(os.getpid(), signal.SIGSTOP)
        except OSError:  # the terminal is gone: the input loop handles that
            return

    def run_input_thread(self) -> None:
        """The input loop: read and dispatch events until the application or the terminal ends."""
        parser = InputParser(is_typing=lambda: self._app.is_typing, debug=self._debug)
        for found in self._read(parser):
            for event in found:
                self.process_message(event)

    def _read(self, parser: InputParser) -> Iterator[Iterable[Message]]:
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], parser.timeout)
            if not ready:
                yield parser.timed_out()
                continue
            try:
                data = os.read(self.fileno, _MAX_READ)
            except OSError:
                data = b""
            if not data:
                self._app.call_later(self._app.terminal_gone)
                return
            if gives_way := self._app.gives_way:  # asked once: it may end meanwhile, in the other thread
                gives_way.key_came()
            yield parser.feed(data)
        yield parser.end()
