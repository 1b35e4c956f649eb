"""The terminal as the program reads it: bytes that are no text, pastes without an end, and its own end.

Textual's own reader ends the program at a byte that is not UTF-8, waits for the end of a paste for ever, and
asks a terminal that is gone again and again, as fast as it can.
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
    """Reads a terminal, whatever comes from it."""

    _app: TerminalUser
    _is_aside = False

    def __init__(self, app: TerminalUser, **how: Any) -> None:  # noqa: ANN401 - as Textual has it
        """Reads the terminal for a program, and paints on it.

        Args:
            app: the program.
            how: what else Textual tells a driver.
        """
        super().__init__(app, **how)
        if self._file and isinstance(getattr(self._file, "buffer", None), io.RawIOBase):
            # Unbuffered (PYTHONUNBUFFERED), Python drops the rest of what a terminal takes in two bites.
            self._file = open(self._file.fileno(), "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115

    # Textual's own handlers act in the middle of whatever is being done: they may wait for ever for a lock
    # that is held just then. They paint nothing when the program goes on, and take a program that was stopped
    # without being asked for one that has no reader and no writer, so that it has two of each from then on.

    def _sigtstp_application(self, *_: object) -> None:
        """Stop: at once while another program has the terminal, else before the next thing is done."""
        if not self._has_terminal:
            return  # not yet, or no longer: the program is gone in a moment
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on; whoever had the terminal meanwhile has left it in another state."""
        if self._auto_restart and not self._is_aside and self._has_terminal:
            self._loop.call_soon_threadsafe(self._take_again)

    @property
    def _has_terminal(self) -> bool:
        """Whether the program is at work in the terminal, from its first frame to its end."""
        at_work = self._app.is_running and not self._app._exit  # noqa: SLF001 - nothing else tells
        return at_work and self._writer_thread is not None and not self._loop.is_closed()

    def _stop(self) -> None:
        """Give the terminal back, stop, and take it again when that is over."""
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
        """Take the terminal again after a stop that nobody could see coming."""
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
        """Stop again, as often as the program is told to go on while others have the terminal."""
        try:
            while os.tcgetpgrp(self.fileno) != os.getpgrp() and os.getsid(os.getppid()) == os.getsid(0):
                os.kill(os.getpid(), signal.SIGSTOP)
        except OSError:  # there is no terminal any more: its reader will see to that
            return

    def run_input_thread(self) -> None:
        """Hand on what is typed and pasted, until the program ends or the terminal does."""
        parser = XTermParser(self._debug)
        replies = _Replies()
        for pasted, keys in self._comes():
            if pasted:
                self.process_message(events.Paste(pasted.replace("\x00", "")))
            typed = replies.left_out(keys) if keys else replies.forget()
            for event in (*parser.feed(typed), *parser.tick()) if typed else parser.tick():
                if not isinstance(event, events.Paste) or event.text:  # an empty one is made up in `Pastes`
                    self.process_message(event)

    def _comes(self) -> Iterator[tuple[str, str]]:
        """What comes, bit by bit, and nothing now and then, so that waiting has an end."""
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
    """What the terminal answers to questions, of this program or of one before it: nobody typed that."""

    def __init__(self) -> None:
        self._begun = ""

    def left_out(self, text: str) -> str:
        """The text without replies; one that has only begun is waited for."""
        text, self._begun = self._begun + text, ""
        text = _REPLY.sub("", text)
        begun = _BEGUN.search(text)
        if begun and len(begun[0]) <= _AT_ONCE:
            self._begun = begun[0]
            return text[: begun.start()]
        return text

    def forget(self) -> str:
        """What has begun comes to no end: it was no key either. Nothing is what is left."""
        self._begun = ""
        return ""
