"""Tests run on a copy of the sources, with a bug in it or without."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.planted import from_here
from tests.planted.bugs import ROOT, Bug, PlantedError, plant

SOURCES = ("canvas", "styles", "examples", "tests", "docs", "pyproject.toml", "README.md")
"""What the tests of a copy need."""

PATIENCE = 300.0
"""For how many seconds some tests may run."""

_PASSED, _FAILED = 0, 1
_FROM_OUTSIDE = ("GIT_", "PYTEST_", "PYTHON", "CANVAS_", "COV_", "COVERAGE_")


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the sources, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="planted-", ignore_cleanup_errors=True) as folder:
        root = Path(folder) / "sources"
        root.mkdir()
        for name in SOURCES:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, root / name)
        yield root


def trial(bug: Bug) -> str:
    """The first test that catches a bug; empty where none does.

    Raises:
        PlantedError: where it cannot be planted, or its tests cannot be run.
    """
    with copied() as root:
        plant(bug, root)
        return failed(root, bug.caught_by)


def failed(root: Path, tests: Sequence[str]) -> str:
    """The first test that fails; empty where all pass.

    Args:
        root: the copy.
        tests: the test files, run in their order until the first failure.

    Raises:
        PlantedError: where they cannot be run, or are not done in time: then nothing is known.
    """
    named = " ".join(tests)
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-P", "-m", "pytest", "-x", "-q", "-rf", "--tb=no", "-W", "error"),
                *("-p", "no:cacheprovider", "-p", "no:randomly", "-p", from_here.__name__),
                *("--override-ini=addopts=", f"--rootdir={root}", f"--basetemp={root.parent / 'tmp'}"),
                *tests,
            ],
            cwd=root,
            env=_environment(root),
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        raise PlantedError(f"{named} did not come to an end within {PATIENCE:.0f} seconds.") from None
    found = re.search(r"^FAILED (.*?)(?: - .*)?$", done.stdout, re.MULTILINE)
    if done.returncode == _FAILED and found:
        return found[1]
    if done.returncode == _PASSED and re.search(r"\b[1-9][0-9]* passed\b", done.stdout):
        return ""
    said = " ".join([*done.stdout.strip().split("\n")[-3:], *done.stderr.strip().split("\n")[-1:]])
    raise PlantedError(f"{named} could not be run (exit code {done.returncode}): {said.strip()}.")


def _environment(root: Path) -> dict[str, str]:
    """What the tests of a copy are to know: where it is, and nothing of whoever runs this check."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(_FROM_OUTSIDE)}
    return {**known, "PYTHONPATH": str(root), from_here.ROOT: str(root)}
