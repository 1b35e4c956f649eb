"""Measures what each test file costs, and writes `tests/slow.txt`, by which tests are marked as slow.

    python -m pytest -n auto -p tests.durations

The CPU time of a test and of the programs that it ran counts, as the clock depends on what else runs.
The dearest files are slow, until all others together keep to the budget of the quick run.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SLOW = Path(__file__).with_name("slow.txt")
QUICK_SECONDS = 70.0
"""What the quick run may cost: two cores do it within a minute, the collection of the tests included."""

_NAME = "seconds"
_spent: defaultdict[str, float] = defaultdict(float)


def slow_files(spent: Mapping[str, float], budget: float = QUICK_SECONDS) -> list[str]:
    """The files that the quick run leaves out, by name: the dearest, until it keeps to its budget."""
    slow: list[str] = []
    left = sum(spent.values(), 0.0)
    for name in sorted(spent, key=lambda name: (-spent[name], name)):
        if left <= budget:
            break
        slow.append(name)
        left -= spent[name]
    return sorted(slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note what a test costs where its report takes it along, to another process, too."""
    began = sum(os.times()[:4])
    try:
        return (yield)
    finally:
        item.user_properties.append((_NAME, sum(os.times()[:4]) - began))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add what a test has cost to its file's."""
    if report.when == "call":
        name = report.nodeid.partition("::")[0].removeprefix("tests/")
        _spent[name] += float(str(dict(report.user_properties).get(_NAME, 0)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the file once all have run."""
    if not hasattr(session.config, "workerinput"):
        SLOW.write_text("".join(f"{name}\n" for name in slow_files(_spent)), encoding="utf-8")
