"""What the tests of the screen have in common."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from rich.segment import Segment

import canvas
from canvas.app.paint.cell_widths import measure_print_at_once
from canvas.app.paint.output_filter import OutputFilter
from canvas.app.paint.style_cache import release_lines_of_removed_widgets
from tests.files.git.repository import Repository, without_settings
from tests.waiting import PATIENCE

# The program does so a moment after its start: most tests are over by then.
measure_print_at_once()
release_lines_of_removed_widgets()

# A module first imported while a test has something patched that it imports would keep the patched one.
for _module in pkgutil.walk_packages(canvas.__path__, "canvas."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)


@pytest.fixture(autouse=True)
def _guard_is_never_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No widget leans on the last guard: what reaches it has been made harmless before."""

    def alarm(_: OutputFilter, segment: Segment) -> Segment:
        raise AssertionError(f"the last guard had to mend {segment!r}")

    monkeypatch.setattr(OutputFilter, "sanitize", alarm)


@pytest.fixture(autouse=True)
def _no_calm_after_a_presentation(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits until keys act again after a presentation."""
    monkeypatch.setattr("canvas.app.actions.presentation._GUARD_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def _no_sentence_fades(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sentence is gone before a busy machine comes to read it."""
    monkeypatch.setattr("canvas.app.widgets.keys_line.FADE_SECONDS", PATIENCE)


@pytest.fixture(autouse=True)
def _keys_wait_for_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key goes past a question that a busy machine opens late."""
    monkeypatch.setattr("canvas.app.terminal.input_queue._MAX_WAIT_SECONDS", PATIENCE)


@pytest.fixture(autouse=True)
def _nothing_is_loaded_while_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test pays for the screens or the garbage of others, nor meets a disk that it has hang meanwhile."""
    monkeypatch.setattr("canvas.app.board.idle_loading.load_while_idle", lambda _: None)
    monkeypatch.setattr("canvas.app.terminal.terminal_user.TerminalUser.collect_when_idle", lambda *_: None)


@pytest.fixture
def git_environment(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without the settings of whoever runs the tests, and with an author of its own."""
    without_settings(monkeypatch, here.parent)


@pytest.fixture
def repository(git_environment: None, here: Path) -> Repository:  # noqa: ARG001 - git reads it
    """A repository in the folder in which the test runs."""
    return Repository(here)
