"""A quick temperature of the room: how many fingers each hand showed, and on which day that was asked.

A hand shows 0 (a fist) to 5 fingers. The hands are kept from the highest to the lowest, so that nobody can
read from them who sat where; and together with their day in one line, ``5 4 4 2 on 2026-11-23``, so that no
merge puts the hands of one meeting beside the day of another.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from canvas.model.errors import CodedError

MOST = 5
"""The fingers of a hand."""

LOW = 2
"""Up to so many fingers, a hand is a low voice: one to be heard before anything is called agreed."""

_MOST_HANDS = 200
_BETWEEN = frozenset(" \t\n\r,;./")
_ASKED = r"(?P<hands>.*?)[\s,;]*(?:\bon\s+)?(?P<asked>[0-9]{4}-[0-9]{2}-[0-9]{2})\s*"
_EXAMPLE = "type one number from 0 to 5 for each hand, such as 5 4 4 2"


HandsCode = Literal["too-many-fingers", "unreadable", "none", "too-many-hands", "no-such-day"]
"""Why a `HandsError` was raised."""


class HandsError(CodedError[HandsCode]):
    """Text that is no show of hands; its text is a sentence that says what would be."""


class ShowOfHands(NamedTuple):
    """How a statement was received in the room.

    Attributes:
        hands: the fingers of each hand, 0 to 5, the highest first; never empty.
        asked: the day of it; None where nobody wrote it down.
    """

    hands: tuple[int, ...]
    asked: date | None = None

    @property
    def median(self) -> str:
        """The hand in the middle, in fingers, as people write it: ``4``, ``3.5``."""
        count = len(self.hands)
        twice = self.hands[count // 2] + self.hands[(count - 1) // 2]
        return f"{twice // 2}.5" if twice % 2 else str(twice // 2)

    @property
    def low(self) -> int:
        """How many hands showed two fingers or fewer."""
        return sum(hand <= LOW for hand in self.hands)

    @property
    def spread(self) -> tuple[tuple[int, int], ...]:
        """How many hands showed each number of fingers, from 5 to 0."""
        return tuple((fingers, self.hands.count(fingers)) for fingers in range(MOST, -1, -1))

    @property
    def shown(self) -> str:
        """The hands alone: ``5 4 4 2``."""
        return " ".join(map(str, self.hands))

    @property
    def written(self) -> str:
        """All of it in one line, as a file has it: ``5 4 4 2 on 2026-11-23``."""
        return f"{self.shown} on {self.asked.isoformat()}" if self.asked else self.shown

    @property
    def voices(self) -> str:
        """The low voices in words: ``no low voices``, ``1 low voice``, ``2 low voices``."""
        return f"{self.low or 'no'} low voice{'' if self.low == 1 else 's'}"


def hands(typed: str) -> tuple[int, ...]:
    """The hands that a text tells, the highest first: of ``5 4 4 2``, ``5442`` or ``5,4,4,2``.

    Every digit is a hand of its own; spaces, commas and the like between them mean nothing.

    Raises:
        HandsError: where it holds anything else, no hand at all, or more than a room has.
    """
    found: list[int] = []
    for char in typed:
        if char in _BETWEEN:
            continue
        if char in "012345":
            found.append(int(char))
        elif char in "6789":
            raise HandsError(
                f"A hand has five fingers, so {char} is too many: {_EXAMPLE}.", "too-many-fingers"
            )
        else:
            shown = f"‘{char}’" if char.isprintable() else "a character that cannot be seen"
            raise HandsError(f"There is {shown} among the hands: {_EXAMPLE}.", "unreadable")
    if not found:
        raise HandsError(f"No hands yet: {_EXAMPLE}.", "none")
    if len(found) > _MOST_HANDS:
        raise HandsError(
            f"These are more than {_MOST_HANDS} hands: count them by tables, and ask each.", "too-many-hands"
        )
    return tuple(sorted(found, reverse=True))


def read(said: str) -> ShowOfHands:
    """What a line of a file or a form tells: the hands, and the day where one stands behind them.

    Raises:
        HandsError: where it tells no hands, or of a day that there is not.
    """
    dated = re.fullmatch(_ASKED, said, re.DOTALL)
    if dated is None:
        return ShowOfHands(hands(said))
    try:
        asked = date.fromisoformat(dated["asked"])
    except ValueError:
        raise HandsError(
            f"There is no day {dated['asked']}: write one such as 2027-09-01.", "no-such-day"
        ) from None
    return ShowOfHands(hands(dated["hands"]), asked)


def is_one(said: str) -> bool:
    """Whether a line tells a temperature."""
    try:
        read(said)
    except HandsError:
        return False
    return True
