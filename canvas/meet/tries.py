"""A token bucket: so many at once, then one more for each so many seconds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_MAX_NAMES: Final = 1024


class Tries:
    """How often something may still be tried, by all together or by one.

    Attributes:
        most: how many may be tried at once.
        seconds: how long it takes until one more may be.
    """

    __slots__ = ("_left", "_now", "_seen", "most", "seconds")

    def __init__(self, most: int, seconds: float, now: Callable[[], float]) -> None:
        self.most, self.seconds, self._now = most, seconds, now
        self._left, self._seen = float(most), now()

    def may_try(self) -> bool:
        """Whether one more may be tried now."""
        now = self._now()
        self._left = min(self.most, self._left + max(0.0, now - self._seen) / self.seconds)
        self._seen = now
        return self._left >= 1

    def failed(self) -> None:
        """Count one that was tried."""
        self._left -= 1

    def take(self) -> bool:
        """Count one where one may be tried; whether it was."""
        if not self.may_try():
            return False
        self._left -= 1
        return True


class Rates:
    """A bucket for each name; those that were not heard of for long are forgotten."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float]) -> None:
        self._most, self._seconds, self._now = most, seconds, now
        self._buckets: OrderedDict[str, Tries] = OrderedDict()

    def take(self, name: str) -> bool:
        """Count one of a name where it may be tried; whether it was."""
        bucket = self._buckets.pop(name, None) or Tries(self._most, self._seconds, self._now)
        self._buckets[name] = bucket
        if len(self._buckets) > _MAX_NAMES:
            self._buckets.popitem(last=False)
        return bucket.take()
