"""The short form of the check: every bug can still be planted, and what becomes of it is told rightly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.planted import __main__ as check
from tests.planted.bugs import HERE, ROOT, PlantedError, bugs, plant
from tests.planted.trial import copied, failed

NAMES = sorted(path.stem for path in HERE.glob("*.toml"))
SOON = "no-look-before-replace"
"""The bug that is caught soonest."""

RECENT, QUICK_TEST = "canvas/files/recent.py", "tests/files/test_text_builder.py"


def write_bug(folder: Path, old: str, new: str) -> None:
    """A bug in the list of recent canvases."""
    change = f"[[change]]\nfile = {RECENT!r}\nold = {old!r}\nnew = {new!r}\n"
    text = f"breaks = 'Nobody suffers.'\ncaught_by = [{QUICK_TEST!r}]\n{change}"
    (folder / "harmless.toml").write_text(text, encoding="utf-8")


def test_there_are_ten_bugs_at_least() -> None:
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_a_bug_still_fits_the_sources_and_the_tests_that_should_catch_it_are_there(name: str) -> None:
    (bug,) = bugs([name])
    plant(bug, ROOT, dry_run=True)


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
    write_bug(here, "from __future__ import annotations", "from __future__ import annotations  # on purpose")
    assert check.main([], here) == 1
    said = capsys.readouterr().out
    assert f"harmless: NOT CAUGHT by {QUICK_TEST}: Nobody suffers." in said
    assert "0 of 1 caught, in " in said


def test_a_bug_that_no_longer_fits_is_told_in_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_without_any", lambda _: "")
    write_bug(here, "What stood there once.", "And no longer does.")
    assert check.main(["harmless"], here) == 1
    said = capsys.readouterr().out
    assert f"make it anew ({RECENT} has 'What stood there once.' 0 times)." in said
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
    lost = here / "lost.toml"
    lost.write_text("breaks = 'x'\ncaught_by = ['tests/test_gone.py']\nchange = []\n", encoding="utf-8")
    assert check.main([], here) == 1
    assert "tests/test_gone.py, which should catch something, is not there." in capsys.readouterr().out
    lost.write_text("breaks = 'x'\n", encoding="utf-8")
    assert check.main([], here) == 1
    assert "it does not say what it should" in capsys.readouterr().out


def test_tests_that_are_handed_another_program_than_the_copy_are_not_believed() -> None:
    with copied() as root:
        shutil.rmtree(root / "canvas")
        with pytest.raises(PlantedError, match="could not be run"):
            failed(root, [QUICK_TEST])
