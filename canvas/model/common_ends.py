"""What two versions of a sequence or text have in common at both ends: an edit changed what is between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import is_


def common_ends(was: Sequence[object], now: Sequence[object]) -> tuple[int, int]:
    """How many items, or records, two versions have in common at the beginning and at the end.

    They are compared by identity: 1 equals True, and NaN does not equal itself.
    """
    front = [*map(is_, was, now), False].index(False)
    back = [*map(is_, reversed(was), reversed(now)), False].index(False)
    return front, min(back, len(was) - front, len(now) - front)


def common_affixes(was: str, now: str) -> tuple[int, int]:
    """The lengths of the common prefix and suffix of two texts, by comparing slices."""
    shorter, old, new = min(len(was), len(now)), len(was) - 1, len(now) - 1
    prefix = bisect_left(range(shorter), True, key=lambda at: was[: at + 1] != now[: at + 1])
    rest = range(shorter - prefix)
    return prefix, bisect_left(rest, True, key=lambda at: was[old - at :] != now[new - at :])
