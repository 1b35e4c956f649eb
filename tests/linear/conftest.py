"""What the tests of the conversation have in common."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.linear.talking import Talks


@pytest.fixture
def talks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Talks]:
    """Somebody to talk to; the signals are as they were afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield Talks(monkeypatch, capsys)
    for number, handler in before.items():
        signal.signal(number, handler)
