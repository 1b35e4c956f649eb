"""A fair share of the places of a meeting for each address, so that no device shuts the others out."""

from __future__ import annotations

from collections import Counter


class Shares:
    """How many places each address took, in memory alone.

    An address may take another place while it holds fewer than are free: one alone gets half of them, and
    whoever has none yet finds one. A new cookie is no new share.
    """

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def may_take(self, address: str, free: int) -> bool:
        """Whether an address may take one of the places that are free; an unknown one may take any."""
        return free > 0 if not address else self._taken[address] < free

    def take(self, address: str) -> None:
        """Count a place that an address took."""
        if address:
            self._taken[address] += 1

    def forget(self) -> None:
        """Begin anew: all places are free."""
        self._taken.clear()
