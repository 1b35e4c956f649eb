"""A random user: keys to type, and which words must be on the board after them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.killed.forked import Forked
from tests.killed.words import Words

ENTER, ESCAPE, SAVE, REDO, END, DELETE = "\r", "\x1b", "\x13", "\x12", "\x1b[F", "\x1b[3~"
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"

Step = str | float | Callable[[], bool]
"""Keys to send, seconds to wait, or a condition to wait for."""


class Hands:
    """Generates the steps of a user, for as long as the program lives."""

    def __init__(self, it: Forked, words: Words, chance: random.Random) -> None:
        self.it = it
        self.words = words
        self.chance = chance

    def steps(self) -> Iterator[Step]:
        """Random actions, endlessly."""
        if self.chance.random() < 0.5:
            yield from self._save()
        while True:
            do = self.chance.choice(
                (
                    *(self._add, self._add, self._reword, self._paste, self._undo, self._delete),
                    *(self._form, self._title, self._leave, self._save, self._save, self._save, self._save),
                )
            )
            yield from do()

    # What is done

    def _add(self) -> Iterator[Step]:
        """New items; the last is now and then not finished, or saved while it is typed."""
        yield from self._begin()
        for _ in range(self.chance.randint(1, 3)):
            yield from self._word()
            if self.chance.random() < 0.3:
                yield self._pasting(" and " + self.words.new())
            yield ENTER
        if self.chance.random() < 0.5:
            yield from self._word()
            if self.chance.random() < 0.5:
                yield self.chance.uniform(0.1, 0.5)
            if self.chance.random() < 0.5:
                yield from self._saved()
                return
            yield ENTER
        yield from self._escape()

    def _reword(self) -> Iterator[Step]:
        """More words for the item under the cursor."""
        yield ENTER
        yield " "
        yield from self._word()
        yield ENTER

    def _paste(self) -> Iterator[Step]:
        """Several items at once."""
        lines = [f"- {self.words.new()}" for _ in range(self.chance.randint(1, 4))]
        yield self._pasting("\r\n".join(lines))

    def _undo(self) -> Iterator[Step]:
        """A new item, taken back, and perhaps brought back."""
        yield from self._begin()
        word = self.words.new()
        yield word + ENTER
        yield from self._escape()
        self.words.gone(word)
        yield "u"
        if self.chance.random() < 0.5:
            self.words.back(word)
            yield REDO

    def _delete(self) -> Iterator[Step]:
        """A new item, deleted."""
        yield from self._begin()
        word = self.words.new()
        yield word + ENTER
        yield from self._escape()
        self.words.gone(word)
        yield DELETE

    def _leave(self) -> Iterator[Step]:
        """Words that escape ends, which keeps them."""
        yield from self._begin()
        yield self.words.new()
        yield from self._escape()

    def _form(self) -> Iterator[Step]:
        """More words in the form of the item under the cursor."""
        yield "e"
        yield from self._fill(" ")

    def _title(self) -> Iterator[Step]:
        """More words for the canvas's title."""
        yield "c"
        yield self._has_form
        yield from self._fill(END + " ")

    def _fill(self, first: str) -> Iterator[Step]:
        yield self._has_form
        yield first
        word = self.words.new()
        yield word
        if self.chance.random() < 0.5:
            yield self.chance.uniform(0.1, 0.6)
        if self.chance.random() < 0.7:
            yield SAVE
        else:
            self.words.gone(word)
            yield ESCAPE
        yield self._is_board

    def _save(self) -> Iterator[Step]:
        """Save, with something to save."""
        yield from self._reword()
        yield from self._saved()

    # How it is done

    def _saved(self) -> Iterator[Step]:
        yield lambda: "Saved " not in self.it.shown
        self.words.saving()
        yield SAVE
        yield lambda: "Saved " in self.it.shown
        self.words.saved()

    def _begin(self) -> Iterator[Step]:
        yield f"{self.chance.randint(1, 8)}a"

    def _word(self) -> Iterator[Step]:
        word = self.words.new()
        if self.chance.random() < 0.5:
            yield word
            return
        for letter in word:
            yield letter
            yield self.chance.uniform(0, 0.012)

    def _escape(self) -> Iterator[Step]:
        """Escape, alone: with the next key it would be another."""
        yield lambda: "esc keep and end" in self.it.shown
        yield ESCAPE
        yield self._is_board

    def _pasting(self, text: str) -> str:
        return f"{_PASTE}{text}{_PASTED}"

    def _has_form(self) -> bool:
        return "Keep  ctrl+s" in self.it.shown

    def _is_board(self) -> bool:
        return "? help" in self.it.shown and not self._has_form()
