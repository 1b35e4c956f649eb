"""Bookkeeping of the typed words: which of them must not be lost."""

from __future__ import annotations

import re

from canvas.model.canvas import Canvas

SAFE_AFTER = 0.25
"""After how many seconds on the screen a word must survive a kill."""

_WORD = r"q\d{5}x\d{3}"


def words_of(canvas: Canvas) -> frozenset[str]:
    """All typed words in a canvas."""
    said = [canvas.title]
    for _, item in canvas:
        said += (item.text, item.note)
    return frozenset(re.findall(_WORD, "\n".join(said)))


class Words:
    """The words typed into one program, and when each was first seen.

    Attributes:
        board: the words on the board once every key has been handled.
        states: the possible contents of the file: the words of the last acknowledged save and of later ones.
        saves: how many saves were acknowledged.
    """

    def __init__(self, number: int, begin: frozenset[str]) -> None:
        self._number = number
        self._count = 0
        self._since: dict[str, float] = {}
        self._hidden: set[str] = set()
        self._new: set[str] = set()
        self.board = set(begin)
        self.states = [begin]
        self.saves = 0

    def new(self) -> str:
        """Make up a new word that is about to be typed."""
        self._count += 1
        word = f"q{self._number:05}x{self._count:03}"
        self.board.add(word)
        self._new.add(word)
        return word

    def gone(self, *words: str) -> None:
        """Words are about to be undone or deleted: they need not survive any more."""
        self.board.difference_update(words)
        for word in words:
            self._since.pop(word, None)

    def back(self, *words: str) -> None:
        """Words are about to be redone; they count as seen only after they were seen to be absent."""
        self.board.update(words)
        self._hidden.update(words)

    def saving(self) -> None:
        """The board is about to be saved."""
        self.states.append(frozenset(self.board))

    def saved(self) -> None:
        """The save was acknowledged: the file holds nothing older."""
        del self.states[:-1]
        self.saves += 1

    def look(self, shown: str, now: float) -> None:
        """Note which words are on the screen."""
        for word in self._new & self.board:
            if word not in shown:
                self._hidden.discard(word)
            elif word not in self._hidden:
                self._since.setdefault(word, now)

    def safe(self, now: float) -> frozenset[str]:
        """The words that must survive a kill."""
        begin = {word for word in self.board if word not in self._new}
        told = self.states[0] & self.board if self.saves else frozenset()
        return frozenset(begin | told | {w for w, since in self._since.items() if now - since >= SAFE_AFTER})

    def seen(self, now: float) -> int:
        """How many new words must survive a kill."""
        return len(self.safe(now) & self._new)
