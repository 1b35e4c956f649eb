"""What the tests of the conversation have in common."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files.git.repository import Repository, without_settings
from tests.linear.talking import Talks


@pytest.fixture
def talks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Talks]:
    """Somebody to talk to; the signals are as they were afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield Talks(monkeypatch, capsys)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository in the folder in which the test runs, with nothing of this computer's own settings."""
    without_settings(monkeypatch, here.parent)
    return Repository(here)
