"""Split terminal input into keys and bracketed pastes.

Some terminals do not filter end markers out of pasted text: what follows one would be taken for keys. Nobody
types within milliseconds of the end of a paste, so text right behind an end marker that has another end
marker behind it belongs to the same paste.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

UNTERMINATED_TIMEOUT = 1.5
"""Seconds without input after which a paste without an end marker is over."""

PASTE_PAUSE = 0.05
"""Seconds without input after an end marker, from which on input is keys."""

MAX_PAUSE_WAIT = 0.3
"""Maximum seconds to wait for that pause."""

PARTIAL_MARKER_TIMEOUT = 0.2
"""Seconds for which a partial marker is held back; no key begins like it."""

MAX_TYPED_LENGTH = 64
"""Nobody types more characters than this within the pause; mouse reports are not counted."""

_MOUSE_REPORT = re.compile("\x1b\\[[0-9;<?]*[A-Za-z~]")

START_MARKER, END_MARKER = "\x1b[200~", "\x1b[201~"


class PasteParser:
    """Yields pairs of pasted text and the keys typed after it."""

    def __init__(self) -> None:
        self._parts: list[str] = []  # of the current paste
        self._is_open = self._has_ended = False
        self._before = ""  # the last keys, which may begin a marker
        self._pending = ""  # input that may be, or contain, a marker
        self._last_input = self._last_end = 0.0  # the times of the last input and of the last end marker

    @property
    def is_waiting(self) -> bool:
        """Whether a timeout will produce more."""
        return self._is_open or self._has_ended or bool(self._pending)

    def feed(self, text: str) -> Iterator[tuple[str, str]]:
        """Feed input."""
        self._last_input = time.monotonic()
        text, self._pending = self._pending + text, ""
        while text:
            if self._is_open:
                text = self._add_to_paste(text)
            elif not self._has_ended:
                keys, text = self._keys_before_paste(text)
                yield "", keys
            elif END_MARKER in text.partition(START_MARKER)[0]:
                self._is_open = True  # the end marker was part of the text
            elif text.startswith(START_MARKER):  # another paste follows at once
                yield self._take_paste(), ""
            elif START_MARKER in text:  # nobody types between two pastes in one read
                more, _, text = text.partition(START_MARKER)
                self._parts.append(more)
                self._is_open = True
            elif len(_MOUSE_REPORT.sub("", text)) > MAX_TYPED_LENGTH:
                self._is_open = True  # more than anybody types: the paste goes on
            else:
                self._pending, text = text, ""
                if self._last_input - self._last_end > MAX_PAUSE_WAIT:
                    yield from self.flush()

    def timed_out(self) -> Iterator[tuple[str, str]]:
        """Handle a timeout without input."""
        self._before = ""
        timeout = PASTE_PAUSE if self._has_ended else PARTIAL_MARKER_TIMEOUT
        if self._is_open:
            timeout = UNTERMINATED_TIMEOUT
        if time.monotonic() - self._last_input > timeout:
            yield from self.flush()

    def flush(self) -> Iterator[tuple[str, str]]:
        """Yield what is pending: nothing more belongs to it."""
        rest, self._pending = self._pending, ""
        if self._is_open:
            self._parts.append(rest)
            rest = ""
        yield self._take_paste(), rest

    def _keys_before_paste(self, text: str) -> tuple[str, str]:
        """The keys before a paste, and the text after its start marker.

        Escape may be a key, so it is never held back. If it began a marker, the key parser receives the rest
        of the marker and an end marker, which makes an empty paste.
        """
        keys, begun, rest = (self._before + text).partition(START_MARKER)
        self._is_open = bool(begun)
        if not begun:
            keys, self._pending = _split(text, START_MARKER, least=len("\x1b[2"))
            self._before = (self._before + keys)[1 - len(START_MARKER) :]
        elif len(keys) < len(self._before):
            keys = (keys + begun)[len(self._before) :] + END_MARKER
        else:
            keys = keys[len(self._before) :]
        if begun:
            self._before = ""
        return keys, rest

    def _add_to_paste(self, text: str) -> str:
        """Add text to the open paste, up to an end marker; the rest."""
        more, ended, rest = text.partition(END_MARKER)
        if ended:
            self._is_open, self._has_ended, self._last_end = False, True, self._last_input
        else:
            more, self._pending = _split(more, END_MARKER)
        self._parts.append(more)
        return rest

    def _take_paste(self) -> str:
        whole = "".join(self._parts)
        self._parts.clear()
        self._is_open = self._has_ended = False
        return whole


def _split(text: str, bracket: str, least: int = 1) -> tuple[str, str]:
    """Split a partial marker of at least some length off the end of a text."""
    for length in range(len(bracket) - 1, least - 1, -1):
        if text.endswith(bracket[:length]):
            return text[:-length], text[-length:]
    return text, ""
