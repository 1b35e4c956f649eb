"""A show of hands as lines: a bar for each number of fingers, what each number means, and the summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from canvas.exports.phrases import counted
from canvas.exports.slides.layout import Line, StyledRun
from canvas.model.show_of_hands import LOW, MAX_FINGERS, MEANINGS, ShowOfHands

ON_THREE: Final = "On three, everyone holds up a hand."
"""What is said before any hand is counted."""

_LABEL_WIDTH = max(map(len, MEANINGS.values())) + 1
_MIN_WIDTH_FOR_LABELS = 44
_MAX_BAR_WIDTH = 40


def legend(*, few: bool) -> list[Line]:
    """The meanings of the fingers; of three numbers where there are ``few`` lines."""
    told = (MAX_FINGERS, LOW + 1, 0) if few else MEANINGS
    return [(StyledRun(f"{fingers} {MEANINGS[fingers]}", "quiet"),) for fingers in told]


def bars(taken: ShowOfHands, width: int, *, few: bool) -> Iterator[Line]:
    """A bar for each number of fingers; with ``few`` lines, only for those that were shown."""
    lead = _LABEL_WIDTH if width >= _MIN_WIDTH_FOR_LABELS else 0
    most = max(count for _, count in taken.spread)
    room = max(1, min(_MAX_BAR_WIDTH, width - lead - len(f"  {most} low") - 2))
    wide = max(1, min(4, room // most))
    for fingers, count in taken.spread:
        if not count and few:
            continue
        low = fingers <= LOW and count
        length = count * wide if most * wide <= room else max(1, count * room // most) if count else 0
        number = f" {count}{' low' if low else ''}" if count else ""
        yield (
            StyledRun(f"{fingers} ", "label"),
            StyledRun(f"{MEANINGS[fingers]:<{lead}}" if lead else "", "quiet"),
            StyledRun("█" * length + number, "late" if low else "text"),
        )


def summary(taken: ShowOfHands, when: str = "", *, brief: bool = False) -> Line:
    """How many hands, the median and the low ones, after ``when``; shorter if ``brief``."""
    voices = taken.voices if brief or not taken.low else f"{taken.voices} ({LOW} or fewer)"
    some = f"{when}{counted(len(taken.hands), 'hand')} · middle {taken.median} · "
    return (StyledRun(some, "label"), StyledRun(voices, "late" if taken.low else "label"))
