"""Turn the bytes that a terminal sends into events: keys, pastes, bursts of keys, and what the mouse does."""

from __future__ import annotations

import re
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from canvas.app.terminal.bursts import BurstDetector
from canvas.app.terminal.escape_key import ESCAPE, EscapeSplitter
from canvas.app.terminal.paste_parser import PASTE_PAUSE, PasteParser

_IDLE_SECONDS = 0.1
_MAX_REPLY = 1 << 16
_REPLY = re.compile(
    "\x1b[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # colours, names and the like, as long strings
    "|\x1b\\[[?>=][0-9;]*[cnu]"  # what the terminal is, and what it can do
    "|\x1b\\[(?!1;)[0-9]+;[0-9]+R"  # where the cursor is; 1;… is a function key
)
_OPTION_KEYS = ("\x1bb", "\x1bf", "\x1b\x7f")
"""A word to the left, to the right, and backspace with option, as macOS sends them in one read."""
_LEAST_REPLY = 3
_PARTIAL_REPLY = re.compile("\x1b[\\]PX^_][^\x07\x1b]*\x1b?$")


class InputParser:
    """Decodes, removes replies of the terminal, and tells keys from pastes and bursts."""

    def __init__(self, *, is_typing: Callable[[], bool] = lambda: False, debug: bool = False) -> None:
        """``is_typing`` says whether a text field has the focus; ``debug`` has Textual log the keys."""
        self._is_typing = is_typing
        self._decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        self._pastes = PasteParser()
        self._keys = XTermParser(debug)
        self._escapes = EscapeSplitter()
        self._bursts = BurstDetector()
        self._reply = ""  # the beginning of a reply
        self._is_after_return = False

    @property
    def timeout(self) -> float:
        """Seconds to wait for input before `timed_out` is due."""
        paste = PASTE_PAUSE if self._pastes.is_waiting else _IDLE_SECONDS
        others = (self._bursts.timeout, self._escapes.timeout)
        return min(paste, *(_IDLE_SECONDS if seconds is None else seconds for seconds in others))

    def feed(self, data: bytes) -> Iterator[Message]:
        """Parse what has been read."""
        yield from self._events(self._pastes.feed(self._decode(data)))

    def timed_out(self) -> Iterator[Message]:
        """Pass on what waited for more input."""
        yield from self._events([*self._pastes.timed_out(), ("", "")])

    def end(self) -> Iterator[Message]:
        """Pass on all that is pending."""
        yield from self._events(self._pastes.flush())
        yield from self._bursts.flush()

    def _events(self, parts: Iterable[tuple[str, str]]) -> Iterator[Message]:
        for pasted, keys in parts:
            found: list[Message] = [events.Paste(pasted.replace("\x00", ""))] if pasted else []
            found += self._keys_in(self._typed(keys))
            found += self._keys.tick()
            # `PasteParser` makes empty pastes.
            found = [event for event in found if not isinstance(event, events.Paste) or event.text]
            if found:
                yield from self._bursts.feed(found, time.monotonic(), is_typing=self._is_typing())
            else:
                yield from self._bursts.tick(time.monotonic())

    def _keys_in(self, typed: str) -> Iterator[Message]:
        """The keys that were typed, escape as a key of its own."""
        if typed in _OPTION_KEYS and self._is_typing():
            yield from self._keys.feed(typed)
            return
        for part in self._escapes.feed(typed) if typed else self._escapes.tick():
            if part == ESCAPE:
                yield events.Key("escape", ESCAPE)
            else:
                yield from self._keys.feed(part)

    def _typed(self, keys: str) -> str:
        """Remove replies, holding an incomplete one back until a timeout; make line ends enters."""
        if not keys:  # a timeout: what was no more than escape and a letter was no reply
            text, self._reply = (self._reply if len(self._reply) < _LEAST_REPLY else ""), ""
            self._is_after_return = False
            return text
        text, self._reply = self._reply + keys, ""
        text = _REPLY.sub("", text)
        begun = _PARTIAL_REPLY.search(text)
        if begun and len(begun[0]) <= _MAX_REPLY:
            self._reply = begun[0]
            text = text[: begun.start()]
        if self._is_after_return:
            text = text.removeprefix("\n")
        self._is_after_return = text.endswith("\r")
        return text.replace("\r\n", "\r").replace("\n", "\r")
