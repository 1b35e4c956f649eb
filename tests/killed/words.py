"""The words that are typed: which of them must not be lost."""

from __future__ import annotations

import re

from canvas.model.canvas import Canvas

SAFE_AFTER = 0.25
"""For how many seconds a word must have been on the screen for it to be safe."""

_WORD = r"q\d{5}x\d{3}"


def words_of(canvas: Canvas) -> frozenset[str]:
    """Every typed word that stands anywhere in a canvas."""
    said = [canvas.title]
    for _, item in canvas:
        said += (item.text, item.note)
    return frozenset(re.findall(_WORD, "\n".join(said)))


class Words:
    """What was typed into one program, and since when it was seen.

    Attributes:
        board: the words that are on the board once every key has been obeyed.
        states: what the file may hold: the words of each save, those of the last one that was told and later.
        saves: how many saves were told.
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
        """A word that was never typed before; it is about to be."""
        self._count += 1
        word = f"q{self._number:05}x{self._count:03}"
        self.board.add(word)
        self._new.add(word)
        return word

    def gone(self, *words: str) -> None:
        """Words are about to be taken back or deleted: nobody asks for them any more."""
        self.board.difference_update(words)
        for word in words:
            self._since.pop(word, None)

    def back(self, *words: str) -> None:
        """Words that had gone are about to come back; to be seen again they must be seen to have gone."""
        self.board.update(words)
        self._hidden.update(words)

    def saving(self) -> None:
        """What is on the board is about to be saved."""
        self.states.append(frozenset(self.board))

    def saved(self) -> None:
        """It was told that it is saved: the file holds nothing older."""
        del self.states[:-1]
        self.saves += 1

    def look(self, shown: str, now: float) -> None:
        """See what is on the screen."""
        for word in self._new & self.board:
            if word not in shown:
                self._hidden.discard(word)
            elif word not in self._hidden:
                self._since.setdefault(word, now)

    def safe(self, now: float) -> frozenset[str]:
        """The words that may not be lost, whatever happens."""
        begin = {word for word in self.board if word not in self._new}
        told = self.states[0] & self.board if self.saves else frozenset()
        return frozenset(begin | told | {w for w, since in self._since.items() if now - since >= SAFE_AFTER})

    def seen(self, now: float) -> int:
        """How many words of this program's were on the screen for long enough."""
        return len(self.safe(now) & self._new)
