"""The terminal as the program reads it: bytes that are no text, pastes without an end, and its own end.

Textual's own reader ends the program at a byte that is not UTF-8, waits for the end of a paste for ever, and
asks a terminal that is gone again and again, as fast as it can.
"""

from __future__ import annotations

import io
import os
import re
import select
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from canvas.app.app import CanvasApp

PATIENCE = 1.5
"""After how many seconds without anything more a paste is taken to have ended."""

_AT_ONCE = 1 << 16
_REPLY = re.compile(
    "\x1b[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # colours, names and the like, as long strings
    "|\x1b\\[[?>=][0-9;]*[cnu]"  # what the terminal is, and what it can do
    "|\x1b\\[(?!1;)[0-9]+;[0-9]+R"  # where the cursor is; 1;… is a function key
)
_BEGUN = re.compile("\x1b[\\]PX^_][^\x07\x1b]*\x1b?$")
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"


class Terminal(LinuxDriver):
    """Reads a terminal, whatever comes from it."""

    _app: CanvasApp

    def __init__(self, app: CanvasApp, **how: Any) -> None:  # noqa: ANN401 - as Textual has it
        """Reads the terminal for a program, and paints on it.

        Args:
            app: the program.
            how: what else Textual tells a driver.
        """
        super().__init__(app, **how)
        if self._file and isinstance(getattr(self._file, "buffer", None), io.RawIOBase):
            # Unbuffered (PYTHONUNBUFFERED), Python drops the rest of what a terminal takes in two bites.
            self._file = open(self._file.fileno(), "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the program ends or the terminal does."""
        parser = XTermParser(self._debug)
        for text in self._texts():
            for event in parser.feed(text) if text else parser.tick():
                self.process_message(event)
            for event in parser.tick() if text else ():
                self.process_message(event)

    def _texts(self) -> Iterator[str]:
        """What comes from the terminal, bit by bit, and nothing now and then, so that waiting has an end."""
        decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        paste, replies = _OpenPaste(), _Replies()
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], 0.1)
            if not ready:
                replies.forget()
                yield paste.ended()
                continue
            try:
                data = os.read(self.fileno, _AT_ONCE)
            except OSError:
                data = b""
            if not data:
                self._app.call_later(self._app.terminal_gone)
                return
            text = decode(data)
            text = text if paste.is_open else replies.left_out(text)
            paste.look_at(text)
            yield text


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

    def forget(self) -> None:
        """What has begun comes to no end: it was no key either."""
        self._begun = ""


class _OpenPaste:
    """Whether a paste has begun that has not come to its end, and how long nothing has come."""

    def __init__(self) -> None:
        self._tail = ""
        self.is_open = False
        self._since = 0.0

    def look_at(self, text: str) -> None:
        """Look at what came."""
        seen = self._tail + text
        begun, ended = seen.rfind(_PASTE), seen.rfind(_PASTED)
        if max(begun, ended) >= 0:
            self.is_open = begun > ended
        self._tail = seen[1 - len(_PASTE) :]
        self._since = time.monotonic()

    def ended(self) -> str:
        """The end that a paste should have had, where it has been waited for too long; else nothing."""
        if self.is_open and time.monotonic() - self._since > PATIENCE:
            self.is_open, self._tail = False, ""
            return _PASTED
        return ""


def driver() -> dict[str, Any]:
    """What tells a program to read its terminal so; nothing on a system whose terminals are others."""
    return {} if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER") else {"driver_class": Terminal}
