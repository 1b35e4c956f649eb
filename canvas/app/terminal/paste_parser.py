"""What comes from a terminal, told apart: keys, and what is pasted.

A terminal puts pasted text in brackets, and some let an end within the text pass: what follows it would then
be taken for keys, and act. Nobody types in the same moment in which a paste ends. So what comes right behind
an end, and has another end behind it, is of the same paste.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

PATIENCE = 1.5
"""After how many seconds without anything more a paste is taken to have ended."""

PAUSE = 0.05
"""For how many seconds nothing must come for what comes then to be typed,"""

LONGEST = 0.3
"""and how long that is waited for at most."""

BEGINNING = 0.2
"""For how many seconds the first bytes of a bracket are held back: no key begins like them."""

TYPED = 64
"""More characters than this nobody types in that time; what the mouse tells does not count."""

_REPORT = re.compile("\x1b\\[[0-9;<?]*[A-Za-z~]")

BEGUN, ENDED = "\x1b[200~", "\x1b[201~"


class PasteParser:
    """Tells pastes and keys apart; gives pairs of what was pasted, then what was typed behind it."""

    def __init__(self) -> None:
        self._parts: list[str] = []  # of the paste that is not handed on yet
        self._is_open = self._has_ended = False
        self._before = ""  # the last keys, which may be the first of a bracket
        self._rest = ""  # what may turn out to be, or to hold, a bracket
        self._since = self._ended = 0.0  # since when nothing has come; when an end came

    @property
    def is_waiting(self) -> bool:
        """Whether a pause will tell more."""
        return self._is_open or self._has_ended or bool(self._rest)

    def come(self, text: str) -> Iterator[tuple[str, str]]:
        """This came."""
        self._since = time.monotonic()
        text, self._rest = self._rest + text, ""
        while text:
            if self._is_open:
                text = self._until_ended(text)
            elif not self._has_ended:
                keys, text = self._until_begun(text)
                yield "", keys
            elif ENDED in text.partition(BEGUN)[0]:
                self._is_open = True  # what seemed to be its end was not
            elif text.startswith(BEGUN):  # a paste right behind the other
                yield self._whole(), ""
            elif BEGUN in text:  # nobody types between two that come in one
                more, _, text = text.partition(BEGUN)
                self._parts.append(more)
                self._is_open = True
            elif len(_REPORT.sub("", text)) > TYPED:
                self._is_open = True  # it goes on, though its end was told
            else:
                self._rest, text = text, ""
                if self._since - self._ended > LONGEST:
                    yield from self.over()

    def nothing_came(self) -> Iterator[tuple[str, str]]:
        """Nothing came for a moment."""
        self._before = ""
        patience = PATIENCE if self._is_open else PAUSE if self._has_ended else BEGINNING
        if time.monotonic() - self._since > patience:
            yield from self.over()

    def over(self) -> Iterator[tuple[str, str]]:
        """Nothing more will come that belongs to what came."""
        rest, self._rest = self._rest, ""
        if self._is_open:
            self._parts.append(rest)
            rest = ""
        yield self._whole(), rest

    def _until_begun(self, text: str) -> tuple[str, str]:
        """The keys before a paste, and what follows its beginning.

        Escape may be a key, so it is not held back. Where it was the first of a bracket, whoever reads the
        keys is given the rest of that, and an end at once.
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
        """Take in what belongs to the open paste; what follows it."""
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
    """A text without the beginning of a bracket at its end, and that; it counts from some length on."""
    for length in range(len(bracket) - 1, least - 1, -1):
        if text.endswith(bracket[:length]):
            return text[:-length], text[-length:]
    return text, ""
