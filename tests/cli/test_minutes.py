"""canvas minutes: prints the minutes of a meeting, or says in a sentence why there are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from canvas.cli import main
from canvas.files.canonical_toml import canonical
from canvas.model.meeting_edits import show_to
from canvas.model.meetings import latest_meeting
from tests.exports.test_minutes import held
from tests.model.test_meetings import BASE, LATER, begun

NAME = "river.canvas.toml"


def _printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["minutes", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_minutes_are_printed_in_each_format_and_for_each_audience(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / NAME
    path.write_text(canonical(begun(held(), "Follow-up", LATER)), encoding="utf-8")
    code, said, _ = _printed(capsys, NAME)
    assert code == 0
    assert said.startswith("# River: minutes\n\nMeeting 1, 23 November 2026, from 14:05.\n")
    assert "ecret" not in said
    _, said, _ = _printed(
        capsys, NAME, "--audience", "internal", "--format", "txt", "--meeting", "2026-11-23"
    )
    assert "\nAgreed:\n- A secret\n" in said
    _, said, _ = _printed(capsys, NAME, "--meeting", "follow-up", "--format", "json")
    assert json.loads(said)["ended"] is False
    assert json.loads(said)["day"] == str(LATER)
    hostile = path.read_text(encoding="utf-8").replace('"Follow-up"', '"x\\u009b31m"')
    path.write_text(hostile, encoding="utf-8")
    _, said, _ = _printed(capsys, NAME, "--meeting", str(LATER), "--format", "json")
    assert '"name": "x\\u009b31m"' in said
    assert "\x9b" not in said
    code, _, said = _printed(capsys, NAME, "--meeting", "x\x1b")
    assert code == 2
    assert said.startswith(
        f"canvas: {NAME}: there is no meeting called ‘x␛’ in it; there is Meeting 1, 23 November 2026,"
    )
    assert main(["export", NAME, "--minutes"]) == 0
    assert "## Minutes" in capsys.readouterr().out
    assert main(["export", NAME, "--minutes", "--to", "json"]) == 2
    assert "Minutes cannot be had in json" in capsys.readouterr().err


def test_why_there_are_no_minutes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = here / NAME
    path.write_text(canonical(BASE), encoding="utf-8")
    assert _printed(capsys, NAME) == (
        2, "", f"canvas: {NAME}: no meeting yet; on the board one key begins one.\n",
    )  # fmt: skip
    found = latest_meeting(held())
    assert found
    path.write_text(canonical(show_to(held(), found, "internal").canvas), encoding="utf-8")
    code, said, wrong = _printed(capsys, NAME)
    assert (code, said) == (2, "")
    assert "are not for partners; --audience internal has them" in wrong
    assert _printed(capsys, "gone.canvas.toml")[0] == 2
    assert main(["export", NAME, "--minutes"]) == 2
    assert f"canvas: {NAME}: there are no minutes that partners may read" in capsys.readouterr().err
