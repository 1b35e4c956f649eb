"""Lengths of the common prefix and suffix of two versions, for records that hold only the difference."""

from __future__ import annotations

from collections.abc import Callable


def of_text(was: str, now: str) -> tuple[int, int]:
    """The lengths of the common prefix and suffix of two texts, by comparing slices."""
    shorter, old, new = min(len(was), len(now)), len(was), len(now)
    prefix = _bisect(shorter, lambda low, high: was[low:high] == now[low:high])
    suffix = _bisect(
        shorter - prefix, lambda low, high: was[old - high : old - low] == now[new - high : new - low]
    )
    return prefix, suffix


def _bisect(most: int, is_equal: Callable[[int, int], bool]) -> int:
    """The largest length up to which two texts are equal."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if is_equal(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
