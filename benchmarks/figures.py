"""What a benchmark comes to: figures, each beside its limit."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One number.

    Attributes:
        value: what was measured.
        limit: what it must be at most.
        unit: what both are counted in: ``×`` for a ratio to a peer in the same run, ``ms``, or things.
        of: what it was measured of, where a row has several.
        statistic: how it was made from all that was measured.
    """

    value: float
    limit: float
    unit: str = "×"
    of: str = ""
    statistic: str = "ratio of medians"

    @property
    def is_over(self) -> bool:
        """Whether it is more than it may be."""
        return self.value > self.limit

    @property
    def shown(self) -> str:
        """The value in as many digits as it is good for; what was counted has no fractions."""
        if self.unit == "×":
            return f"{self.value:.2f}"
        return f"{self.value:.1f}" if self.unit == "ms" else f"{self.value:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table.

    Attributes:
        title: what is measured.
        figures: its numbers.
        detail: what they were made from.
    """

    title: str
    figures: tuple[Figure, ...]
    detail: str

    @property
    def is_over(self) -> bool:
        """Whether any of its numbers is more than it may be."""
        return any(figure.is_over for figure in self.figures)

    @property
    def measured(self) -> str:
        """Its numbers, as the table shows them: those of one thing together."""
        parts = []
        for (of, unit), figures in groupby(self.figures, lambda figure: (figure.of, figure.unit)):
            parts.append(f"{of} {' / '.join(figure.shown for figure in figures)} {unit}".strip())
        return ", ".join(parts)

    @property
    def limit(self) -> str:
        """Its limits, as the table shows them."""
        return " / ".join(dict.fromkeys(f"{figure.limit:g} {figure.unit}" for figure in self.figures))


def percentile_95(values: Sequence[float]) -> float:
    """The least value that is no less than 95 of a hundred."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]


def against(
    pairs: int, ours: Callable[[], float], theirs: Callable[[], float], *, unit: str = "ms"
) -> tuple[float, str]:
    """The ratio of two medians, and what it was made from.

    The two take turns, so that whatever else the machine does meets both alike. A first pair is not counted:
    it fills caches, that of compiled modules above all.

    Args:
        pairs: how often each is measured.
        ours: measures ours once.
        theirs: measures the peer once.
        unit: what they count in, for the detail.
    """
    ours(), theirs()
    measured = [(ours(), theirs()) for _ in range(pairs)]
    our, their = median(one for one, _ in measured), median(other for _, other in measured)
    return our / their, f"{our:.0f} against {their:.0f} {unit}, {pairs} pairs"


def milliseconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    gc.collect()  # nothing that others left behind is swept up on this one's time
    started = perf_counter()
    result = call()
    took = perf_counter() - started
    del result
    return took * 1000
