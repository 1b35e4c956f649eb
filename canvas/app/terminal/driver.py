"""The terminal driver: robust decoding, pastes, suspending, and a terminal that goes away.

Textual's own driver ends at a byte that is not UTF-8, waits for the end of a paste for ever, and polls a
terminal that is gone in a busy loop.
"""

from __future__ import annotations

import io
import os
import re
import select
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from canvas.app.terminal.paste_parser import PAUSE, PasteParser
from canvas.app.terminal.terminal_user import TerminalUser

_AT_ONCE = 1 << 16
_REPLY = re.compile(
    "\x1b[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # colours, names and the like, as long strings
    "|\x1b\\[[?>=][0-9;]*[cnu]"  # what the terminal is, and what it can do
    "|\x1b\\[(?!1;)[0-9]+;[0-9]+R"  # where the cursor is; 1;… is a function key
)
_BEGUN = re.compile("\x1b[\\]PX^_][^\x07\x1b]*\x1b?$")


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with the input loop and the stop signals replaced."""

    _app: TerminalUser
    _is_aside = False

    def __init__(self, app: TerminalUser, **how: Any) -> None:  # noqa: ANN401 - as Textual has it
        """A driver for an application.

        Args:
            app: the application.
            how: Textual's other arguments.
        """
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
        """The input loop: read and dispatch keys and pastes until the application or the terminal ends."""
        parser = XTermParser(self._debug)
        replies = _Replies()
        for pasted, keys in self._read():
            if pasted:
                self.process_message(events.Paste(pasted.replace("\x00", "")))
            typed = replies.removed_from(keys) if keys else replies.forget()
            for event in (*parser.feed(typed), *parser.tick()) if typed else parser.tick():
                if not isinstance(event, events.Paste) or event.text:  # `PasteParser` makes empty ones
                    self.process_message(event)

    def _read(self) -> Iterator[tuple[str, str]]:
        """Yield pasted text and keys as they arrive, and empty ones on a timeout."""
        decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        pastes = PasteParser()
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], PAUSE if pastes.is_waiting else 0.1)
            if not ready:
                yield from pastes.nothing_came()
                yield "", ""
                continue
            try:
                data = os.read(self.fileno, _AT_ONCE)
            except OSError:
                data = b""
            if not data:
                self._app.call_later(self._app.terminal_gone)
                return
            yield from pastes.come(decode(data))
        yield from pastes.over()


class _Replies:
    """Filters out replies of the terminal to queries, from this program or one before it."""

    def __init__(self) -> None:
        self._begun = ""

    def removed_from(self, text: str) -> str:
        """Remove replies from a text; an incomplete one at its end is held back."""
        text, self._begun = self._begun + text, ""
        text = _REPLY.sub("", text)
        begun = _BEGUN.search(text)
        if begun and len(begun[0]) <= _AT_ONCE:
            self._begun = begun[0]
            return text[: begun.start()]
        return text

    def forget(self) -> str:
        """Drop an incomplete reply after a timeout; gives no text."""
        self._begun = ""
        return ""
