"""The short form of the check: every bug can still be planted, and what becomes of it is told rightly."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from tests.planted import __main__ as check
from tests.planted.patches import HERE, ROOT, PlantedError, patches, plant
from tests.planted.trial import copied, failed

NAMES = sorted(path.stem for path in HERE.glob("*.patch"))
SOON = "no-look-before-replace"
"""The bug that is caught soonest."""

RECENT, QUICK_TEST = "canvas/files/recent.py", "tests/files/test_text_builder.py"


def a_patch(folder: Path, old: str, new: str) -> None:
    """A patch of the list of recent canvases, as git would write it."""
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{RECENT}", f"b/{RECENT}"
    )
    text = f"Nobody suffers.\nCaught-by: {QUICK_TEST}\n\n{''.join(lines)}"
    (folder / "harmless.patch").write_text(text, encoding="utf-8")


def test_there_are_ten_bugs_at_least() -> None:
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_a_bug_still_fits_the_sources_and_the_tests_that_should_catch_it_are_there(name: str) -> None:
    (bug,) = patches([name])
    plant(bug, ROOT, only_look=True)


def test_a_bug_is_caught_and_the_test_that_did_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([SOON]) == 0
    said = capsys.readouterr().out.split("\n")
    assert said[0] == "Without any bug these pass: tests/files/test_atomic_file.py"
    assert said[1].startswith(f"{SOON}: caught by tests/files/test_atomic_file.py::test_")
    assert said[2].startswith("1 of 1 caught, in ")


def test_a_bug_that_no_test_notices_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_without_any", lambda _: "")
    now = (ROOT / RECENT).read_text(encoding="utf-8")
    a_patch(here, now, f"{now}# A comment.\n")
    assert check.main([], here) == 1
    said = capsys.readouterr().out
    assert f"harmless: NOT CAUGHT by {QUICK_TEST}: Nobody suffers." in said
    assert "0 of 1 caught, in " in said


def test_a_bug_that_no_longer_fits_is_told_in_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_without_any", lambda _: "")
    a_patch(here, "What stood there once.\n", "And no longer does.\n")
    assert check.main(["harmless"], here) == 1
    said = capsys.readouterr().out
    assert f"make it anew (error: patch failed: {RECENT}:1)." in said
    assert "harmless: ERROR: it no longer fits the sources" in said
    assert check.main(["another"], here) == 1
    assert capsys.readouterr().out == "another: there is no such bug; there are harmless.\n"


def test_tests_that_fail_without_any_bug_catch_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "failed", lambda _, tests: f"{tests[0]}::test_of_something")
    assert check.main([SOON]) == 1
    assert "caught by it says nothing" in capsys.readouterr().out


def test_tests_that_are_not_there_catch_none(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "lost.patch").write_text("Somebody suffers.\nCaught-by: tests/test_gone.py\n", encoding="utf-8")
    assert check.main([], here) == 1
    assert "tests/test_gone.py, which should catch something, is not there." in capsys.readouterr().out
    (here / "lost.patch").write_text("diff --git a/x b/x\n", encoding="utf-8")
    assert check.main([], here) == 1
    assert "its first lines do not say" in capsys.readouterr().out


def test_tests_that_are_handed_another_program_than_the_copy_are_not_believed() -> None:
    with copied() as root:
        shutil.rmtree(root / "canvas")
        with pytest.raises(PlantedError, match="could not be run"):
            failed(root, [QUICK_TEST])
