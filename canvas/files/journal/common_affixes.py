"""What of a sequence has changed: how much of it stays at its beginning, and how much at its end.

Text is compared in halves, by the machine's own comparison: a letter typed into a megabyte costs next to
nothing. Items are compared by what they are, not by what they say: 1 is equal to True, and NaN to nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from canvas.model.canvas import Item


def of_text(was: str, now: str) -> tuple[int, int]:
    """How many letters stay at the beginning, and how many at the end."""
    most = min(len(was), len(now))
    front = _most_alike(most, lambda low, high: was[low:high] == now[low:high])
    behind, ends = len(was), len(now)
    back = _most_alike(
        most - front, lambda low, high: was[behind - high : behind - low] == now[ends - high : ends - low]
    )
    return front, back


def of_items(was: tuple[Item, ...], now: tuple[Item, ...]) -> tuple[int, int]:
    """How many items stay at the beginning, and how many at the end."""
    most = min(len(was), len(now))
    front = 0
    for one, other in zip(was, now, strict=False):
        if one is not other:
            break
        front += 1
    back = 0
    while back < most - front and was[~back] is now[~back]:
        back += 1
    return front, back


def _most_alike(most: int, alike: Callable[[int, int], bool]) -> int:
    """The largest number up to which two texts are alike, asked of ever smaller pieces."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if alike(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
