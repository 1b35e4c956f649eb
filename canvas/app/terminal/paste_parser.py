"""Split terminal input into keys and bracketed pastes.

Some terminals do not filter end markers out of pasted text: what follows one would be taken for keys. Nobody
types within milliseconds of the end of a paste, so text right behind an end marker that has another end
marker behind it belongs to the same paste.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

PATIENCE = 1.5
"""Seconds without input after which a paste without an end marker is over."""

PAUSE = 0.05
"""Seconds without input after an end marker, from which on input is keys."""

LONGEST = 0.3
"""Maximum seconds to wait for that pause."""

BEGINNING = 0.2
"""Seconds for which a partial marker is held back; no key begins like it."""

TYPED = 64
"""Nobody types more characters than this within the pause; mouse reports are not counted."""

_REPORT = re.compile("\x1b\\[[0-9;<?]*[A-Za-z~]")

BEGUN, ENDED = "\x1b[200~", "\x1b[201~"


class PasteParser:
    """Yields pairs of pasted text and the keys typed after it."""

    def __init__(self) -> None:
        self._parts: list[str] = []  # of the current paste
        self._is_open = self._has_ended = False
        self._before = ""  # the last keys, which may begin a marker
        self._rest = ""  # input that may be, or contain, a marker
        self._since = self._ended = 0.0  # the times of the last input and of the last end marker

    @property
    def is_waiting(self) -> bool:
        """Whether a timeout will produce more."""
        return self._is_open or self._has_ended or bool(self._rest)

    def come(self, text: str) -> Iterator[tuple[str, str]]:
        """Feed input."""
        self._since = time.monotonic()
        text, self._rest = self._rest + text, ""
        while text:
            if self._is_open:
                text = self._until_ended(text)
            elif not self._has_ended:
                keys, text = self._until_begun(text)
                yield "", keys
            elif ENDED in text.partition(BEGUN)[0]:
                self._is_open = True  # the end marker was part of the text
            elif text.startswith(BEGUN):  # another paste follows at once
                yield self._whole(), ""
            elif BEGUN in text:  # nobody types between two pastes in one read
                more, _, text = text.partition(BEGUN)
                self._parts.append(more)
                self._is_open = True
            elif len(_REPORT.sub("", text)) > TYPED:
                self._is_open = True  # more than anybody types: the paste goes on
            else:
                self._rest, text = text, ""
                if self._since - self._ended > LONGEST:
                    yield from self.over()

    def nothing_came(self) -> Iterator[tuple[str, str]]:
        """Handle a timeout without input."""
        self._before = ""
        patience = PATIENCE if self._is_open else PAUSE if self._has_ended else BEGINNING
        if time.monotonic() - self._since > patience:
            yield from self.over()

    def over(self) -> Iterator[tuple[str, str]]:
        """Yield what is pending: nothing more belongs to it."""
        rest, self._rest = self._rest, ""
        if self._is_open:
            self._parts.append(rest)
            rest = ""
        yield self._whole(), rest

    def _until_begun(self, text: str) -> tuple[str, str]:
        """The keys before a paste, and the text after its start marker.

        Escape may be a key, so it is never held back. If it began a marker, the key parser receives the rest
        of the marker and an end marker, which makes an empty paste.
        """
        keys, begun, rest = (self._before + text).partition(BEGUN)
        self._is_open = bool(begun)
        if not begun:
            keys, self._rest = _split(text, BEGUN, least=len("\x1b[2"))
            self._before = (self._before + keys)[1 - len(BEGUN) :]
        elif len(keys) < len(self._before):
            keys = (keys + begun)[len(self._before) :] + ENDED
        else:
            keys = keys[len(self._before) :]
        if begun:
            self._before = ""
        return keys, rest

    def _until_ended(self, text: str) -> str:
        """Add text to the open paste, up to an end marker; the rest."""
        more, ended, rest = text.partition(ENDED)
        if ended:
            self._is_open, self._has_ended, self._ended = False, True, self._since
        else:
            more, self._rest = _split(more, ENDED)
        self._parts.append(more)
        return rest

    def _whole(self) -> str:
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
