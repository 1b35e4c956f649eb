"""Isolate each test: an empty home, an empty working directory, no settings from the environment."""

from __future__ import annotations

import gc
import importlib
import itertools
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

# Without their cache each worker compiles all modules anew, and so does each program that a test starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Looking through all modules again and again took a quarter of the time of the tests of the screen,
# and a fifth of that of the collection.
gc.set_threshold(300_000, 5, 20)

import pytest
from hypothesis import HealthCheck, settings

from canvas.exports import version_lookup
from canvas.files.journal import writer
from canvas.files.journal.locks import LockedFile
from canvas.meet import log
from canvas.meet import server as meet_server
from tests.meet.killed_log import abandon
from tests.small import ONE_BYTES
from tests.waiting import PATIENCE

# The speed of the machine says nothing about the program: `benchmarks` measures that.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("few", _UNTIMED, max_examples=8)  # where coverage is counted
settings.register_profile("short", _UNTIMED, max_examples=15)
settings.register_profile("long", _UNTIMED, max_examples=1000)
settings.load_profile("short")
_STATED_FOR = 40
"""Of how many examples a profile has that for which properties state a number of their own."""

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when Textual is imported

_FROM_OUTSIDE = (
    *("NO_COLOR", "FORCE_COLOR", "COLORTERM", "VISUAL", "EDITOR", "COLUMNS", "LINES", "LANG", "LC_ALL"),
    *("TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_THEME", "TEXTUAL_DEBUG", "PYTHONPATH", "PYTHONWARNINGS"),
)

_TERMINAL = """
    killed raw test_ending.py test_package.py test_pasting_raw.py test_program.py test_suspending.py
    linear/test_in_a_terminal.py
    test_real_cursor.py
"""
"""Tests that open a real pseudo-terminal, and wait for it: they are slow, too."""

_LONG = """
    app/test_hostile.py app/test_meeting.py app/test_presenting_aside.py files/test_bad_files.py lasting
    planted/test_planted.py test_concurrent.py
"""
"""Tests of which a single one takes seconds."""

_GIT = """
    files/git raw lasting test_concurrent.py cli/test_git_setup.py imports/test_summary_edits.py
    docs/test_check_page.py cli/test_review.py
"""
"""Tests that run git, beside every test with the fixture ``repository``."""


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as cores: tests in a terminal wait, and each worker collects all tests."""
    cores = os.cpu_count() or 1
    return cores + (cores + 1) // 2


def pytest_sessionstart(session: pytest.Session) -> None:
    """Have each worker begin with other modules: the rest it finds compiled, its assertions rewritten.

    All workers collect in the same order, so that in a fresh clone each would compile everything itself.
    """
    worker: dict[str, str | int] | None = getattr(session.config, "workerinput", None)
    folders = [Path(argument) for argument in session.config.args if Path(argument).is_dir()]
    if worker is None or not folders:
        return
    paths = sorted(path.resolve() for folder in folders for path in folder.rglob("test_*.py"))
    first = len(paths) * int(str(worker["workerid"])[2:]) // int(worker["workercount"])
    for path in (*paths[first:], *paths[:first]):
        module = path.relative_to(session.config.rootpath).with_suffix("")
        # Collection imports once more what fails here, and tells of it.
        with warnings.catch_warnings(), suppress(Exception, pytest.skip.Exception):
            warnings.simplefilter("error")
            importlib.import_module(".".join(module.parts))


def pytest_collection_finish() -> None:
    """Set up the process once for all tests: no settings from outside; what is loaded is no garbage."""
    gc.freeze()
    # A program that starts exempts all that is there, so the garbage of hundreds would fill the memory.
    gc.freeze = lambda: None
    # A disk that many tests write to at once answers late: that is no news to be told on a screen.
    writer.SLOW_DISK_SECONDS = PATIENCE
    # Nor does an export call itself a draft because git takes longer on a busy machine.
    version_lookup.TIMEOUT_SECONDS = PATIENCE
    # A journal that such a disk has not taken by the end of a program is not kept.
    vars(writer)["_CLOSE_SECONDS"] = vars(log)["_CLOSE_SECONDS"] = PATIENCE
    # A meeting's server that such a machine ends late is not left behind.
    vars(meet_server)["_STOP_SECONDS"] = vars(meet_server)["_CUT_SECONDS"] = PATIENCE
    for name in _FROM_OUTSIDE:
        os.environ.pop(name, None)
    os.environ["TERM"] = "xterm-256color"


def _scale_examples(items: list[pytest.Item]) -> None:
    """Have the profile decide on the properties that state a number of examples, too: a share of it."""
    usual, attribute = settings.default, "_hypothesis_internal_use_settings"
    assert usual is not None
    for function in {item.obj for item in items if isinstance(item, pytest.Function)}:
        stated = getattr(function, attribute, usual)
        if stated.max_examples != usual.max_examples:
            number = max(1, stated.max_examples * usual.max_examples // _STATED_FOR)
            setattr(function, attribute, settings(stated, max_examples=number))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests by file and fixture, so that no new test in a marked file can be forgotten."""
    _scale_examples(items)
    tests = Path(__file__).parent
    marks: dict[str, list[str]] = {}
    slow = (tests / "slow.txt").read_text(encoding="utf-8")  # `python -m pytest -p tests.durations` writes it
    for mark, table in {"slow": f"{slow} {_TERMINAL}", "terminal": _TERMINAL, "git": _GIT}.items():
        for path in table.split():
            assert (tests / path).exists(), f"{path} is in a table of marks, and not there"
            marks.setdefault(path, []).append(mark)
    # First those that wait or run longest: one that began last would run alone.
    first = tuple(str(tests / path) for path in f"{_TERMINAL} {_LONG}".split())
    items.sort(key=lambda item: not str(item.path).startswith(first))
    for item in items:
        path = item.path.relative_to(tests).as_posix()
        while path:
            for mark in marks.get(path, ()):
                item.add_marker(mark)
            path = path.rpartition("/")[0]
        if "repository" in getattr(item, "fixturenames", ()):
            item.add_marker("git")


_numbers = itertools.count()
_WITHOUT_THREADS = frozenset(Path(__file__).parent / name for name in ("docs", "exports", "imports", "model"))
_UNUSED: list[list[str]] = [["here", "home"], [], []]
_unused: list[Path] = []
"""Folders that such tests have left as they were: most of them need none, and the disk takes its time."""


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with an empty home and an empty working directory.

    It is made without looking through those of all tests before, as pytest does, or is one that nobody used.
    """
    may_be_unused = request.path.parent in _WITHOUT_THREADS
    if may_be_unused and _unused:
        path = _unused.pop()
    else:
        name = re.sub(r"\W", "_", request.node.name)[:30]
        path = tmp_path_factory.getbasetemp() / f"{name}-{next(_numbers)}"
        for folder in (path, path / "home", path / "here"):
            folder.mkdir()
    yield path
    if may_be_unused and [sorted(os.listdir(path / name)) for name in ("", "here", "home")] == _UNUSED:
        _unused.append(path)


@pytest.fixture(autouse=True)
def a_world_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's files and settings out of the tests, and the tests out of the user's files."""
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture(autouse=True)
def no_log_writes_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End the threads of the journals and of the logs of meetings that the test began.

    They would open and close files in later tests.
    """
    ends: list[Callable[[], object]] = []
    begin, open_log = writer.Journal.__init__, log.MeetLog.__init__

    def remembering(journal: writer.Journal, path: str | None = None) -> None:
        begin(journal, path)
        ends.append(partial(journal.close, keep=True))

    def remembering_log(opened: log.MeetLog, held: LockedFile) -> None:
        open_log(opened, held)
        ends.append(partial(abandon, opened))

    monkeypatch.setattr(writer.Journal, "__init__", remembering)
    monkeypatch.setattr(log.MeetLog, "__init__", remembering_log)
    yield
    for end in ends:
        end()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder in which the test runs."""
    return tmp_path / "here"


@pytest.fixture
def small(here: Path) -> Path:
    """A file of one statement."""
    path = here / "small.canvas.toml"
    path.write_bytes(ONE_BYTES)
    return path
