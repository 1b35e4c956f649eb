"""Tell the escape key from the beginning of a key's sequence.

Sequences of keys begin with ESC and ``[`` or ``O``. Textual takes ESC and any other character that follows
within a tenth of a second for one key with alt, which nothing is bound to.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator

from textual.constants import ESCAPE_DELAY

ESCAPE = "\x1b"

DELAY = ESCAPE_DELAY if "ESCDELAY" in os.environ else 0.008
"""Seconds for which what may begin a sequence waits for its rest.

A terminal writes a sequence in one go, so that it comes in two reads only where a connection cuts it; a line
of 9,600 baud takes a millisecond for each byte. tmux waits for 10 ms, and hands sequences on in one go. In
kitty's protocol escape is a sequence, and never waits.
"""

_KEY = re.compile("(\x1b)(?![\\[O])")
_BEGINNING = re.compile("\x1b[\\[O]?\\Z")


class EscapeSplitter:
    """Parts escape keys from other input; holds back what may begin a sequence, for a moment."""

    def __init__(self) -> None:
        self._held = ""
        self._since = 0.0

    @property
    def timeout(self) -> float | None:
        """Seconds after which `tick` is due; None where nothing is held back."""
        return max(0.0, self._since + DELAY - time.monotonic()) if self._held else None

    def feed(self, text: str) -> Iterator[str]:
        """Yield the input in parts; one that is `ESCAPE` is the key."""
        text, self._held = self._held + text, ""
        if begun := _BEGINNING.search(text):
            text, self._held, self._since = text[: begun.start()], begun[0], time.monotonic()
        yield from filter(None, _KEY.split(text))

    def tick(self) -> Iterator[str]:
        """Yield what is held back, where nothing has followed it for long enough."""
        if self.timeout == 0:
            held, self._held = self._held, ""
            yield from filter(None, (held[:1], held[1:]))
