"""What is said, and what is answered: lines of text, and nothing else.

There is no colour, no box and no move of the cursor, so that a screen reader reads each line once, in its
order, and a pipe can be either end of it.
"""

from __future__ import annotations

import sys

from canvas.model.sanitize import visible

_LONGEST = 1 << 20
"""How many bytes of a line are read at a time: nobody says more than that in one breath."""


class InputEnded(Exception):  # noqa: N818 - nothing is wrong
    """Whoever was asked has no more to say."""


class Console:
    """Standard input and output."""

    def __init__(self) -> None:
        self._is_person = sys.stdin.isatty()

    def say(self, *lines: str) -> None:
        """Say some lines; what a terminal would obey in them is made harmless here."""
        for line in lines:
            sys.stdout.write(f"{visible(line)}\n")
        sys.stdout.flush()

    def ask(self, question: str) -> str:
        """Ask, and give the answer without the white space around it.

        Raises:
            Ended: where there is no more to come.
        """
        # What comes from a pipe shows no line end of its own: the next line must not run into the question.
        sys.stdout.write(f"{visible(question)} " if self._is_person else f"{visible(question)}\n")
        sys.stdout.flush()
        stream = getattr(sys.stdin, "buffer", sys.stdin)
        read = stream.readline(_LONGEST)
        if not read:
            if self._is_person:
                self.say("")
            raise InputEnded
        text = read.decode("utf-8", "replace") if isinstance(read, bytes) else read
        return text.strip()
