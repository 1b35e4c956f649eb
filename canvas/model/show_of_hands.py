"""A show of hands: how many fingers each hand showed, and the day.

A hand shows 0 (a fist) to 5 fingers. Hands are sorted, so that nobody can read from them who sat where, and
stored with their day in one value, ``5 4 4 2 on 2026-11-23``, so that no merge mixes two meetings.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal, NamedTuple

from canvas.model.errors import CodedError

MAX_FINGERS = 5
"""The fingers of a hand."""

LOW = 2
"""The maximum number of fingers of a low voice, to be heard before anything is called agreed."""

MEANINGS: Final = {
    5: "fully for it",
    4: "for it",
    3: "can live with it",
    2: "has doubts",
    1: "strong doubts",
    0: "fist: no",
}
"""The meaning of each number of fingers."""

MAX_HANDS = 200
_SEPARATORS = frozenset(" \t\n\r,;./")
_DATED = r"(?P<hands>.*?)[\s,;]*(?:\bon\s+)?(?P<asked>[0-9]{4}-[0-9]{2}-[0-9]{2})\s*"
_EXAMPLE = "type one number from 0 to 5 for each hand, such as 5 4 4 2"


HandsCode = Literal["too-many-fingers", "unreadable", "none", "too-many-hands", "no-such-day"]
"""Why a `HandsError` was raised."""


class HandsError(CodedError[HandsCode]):
    """Text that is no show of hands; its sentence says what would be."""


class ShowOfHands(NamedTuple):
    """The result of a show of hands.

    Attributes:
        hands: the fingers of each hand, 0 to 5, the highest first; never empty.
        asked: the day of it; None where unknown.
    """

    hands: tuple[int, ...]
    asked: date | None = None

    @property
    def median(self) -> str:
        """The median as text: ``4``, ``3.5``."""
        count = len(self.hands)
        twice = self.hands[count // 2] + self.hands[(count - 1) // 2]
        return f"{twice // 2}.5" if twice % 2 else str(twice // 2)

    @property
    def low(self) -> int:
        """The number of hands with at most `LOW` fingers."""
        return sum(hand <= LOW for hand in self.hands)

    @property
    def spread(self) -> tuple[tuple[int, int], ...]:
        """The number of hands for each number of fingers, from 5 to 0."""
        return tuple((fingers, self.hands.count(fingers)) for fingers in range(MAX_FINGERS, -1, -1))

    @property
    def shown(self) -> str:
        """The hands alone: ``5 4 4 2``."""
        return " ".join(map(str, self.hands))

    @property
    def written(self) -> str:
        """The value as stored in a file: ``5 4 4 2 on 2026-11-23``."""
        return f"{self.shown} on {self.asked.isoformat()}" if self.asked else self.shown

    @property
    def voices(self) -> str:
        """How many hands are low, in words: ``none low``, ``1 low``, ``2 low``."""
        return f"{self.low or 'none'} low"


def parse_hands(typed: str) -> tuple[int, ...]:
    """Parse hands, one digit each, as in ``5 4 4 2``, ``5442`` or ``5,4,4,2``; the highest come first.

    Raises:
        HandsError: for any other character, no hand, or more hands than `MAX_HANDS`.
    """
    found: list[int] = []
    for char in typed:
        if char in _SEPARATORS:
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
    if len(found) > MAX_HANDS:
        raise HandsError(
            f"These are more than {MAX_HANDS} hands: count them by tables, and ask each.", "too-many-hands"
        )
    return tuple(sorted(found, reverse=True))


def parse(said: str) -> ShowOfHands:
    """Parse the hands and, where given, the day, as a file or a form has them.

    Raises:
        HandsError: where it is no show of hands, or there is no such day.
    """
    dated = re.fullmatch(_DATED, said, re.DOTALL)
    if dated is None:
        return ShowOfHands(parse_hands(said))
    try:
        asked = date.fromisoformat(dated["asked"])
    except ValueError:
        raise HandsError(
            f"There is no day {dated['asked']}: write one such as 2027-09-01.", "no-such-day"
        ) from None
    return ShowOfHands(parse_hands(dated["hands"]), asked)
