"""Every test in a world of its own: an empty home, an empty folder, no settings from outside."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is just now says nothing about the program: `benchmarks` measures that.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when Textual is imported

_FROM_OUTSIDE = (
    *("NO_COLOR", "FORCE_COLOR", "COLORTERM", "VISUAL", "EDITOR", "COLUMNS", "LINES", "LANG", "LC_ALL"),
    *("TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_THEME", "TEXTUAL_DEBUG", "PYTHONPATH", "PYTHONWARNINGS"),
)


@pytest.fixture(autouse=True)
def _nothing_stays_in_memory() -> Iterator[None]:
    """A program that starts takes all there is for its own, for good: hundreds would fill the memory."""
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def a_world_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's files and settings out of the tests, and the tests out of the user's files."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in _FROM_OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    # A disk that many tests write to at once answers late: that is no news to be told on a screen.
    monkeypatch.setattr("canvas.files.journal.writer.SLOW", 30.0)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder in which the test runs."""
    return tmp_path / "here"
