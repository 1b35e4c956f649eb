"""canvas check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from canvas.cli import main
from tests.cli.running import called

TOP = 'format = 1\ntitle = "T"\n'
ITEM = '\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'
APART = (
    f'{TOP}theirs = [{{ title = "U" }}]\n{ITEM}'
    'theirs = [{ text = "two", owner = "Ana" }, { text = "three" }]\n'
)
MARKED = f'{TOP}<<<<<<< HEAD\nstage = "forming"\n=======\nstage = "closing"\n>>>>>>> other\n'


def put(here: Path, text: str, name: str = "x.canvas.toml") -> str:
    (here / name).write_bytes(text.encode())
    return name


def test_nothing_is_printed_where_nothing_is_found(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", put(here, TOP + ITEM)]) == 0
    assert capsys.readouterr() == ("", "")


def test_everything_that_is_not_settled_is_told_a_line_each(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", put(here, APART)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "x.canvas.toml: must: the title is ‘T’ here and ‘U’ in another version.",
        "x.canvas.toml: must: Vision: ‘one’ is ‘two’ in another version.",
        "x.canvas.toml: must: Vision: the owner of ‘one’ is nothing here and ‘Ana’ in another version.",
        "x.canvas.toml: must: Vision: ‘one’ is ‘three’ in another version.",
    ]


def test_json_says_the_same_to_a_program(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", put(here, APART), "--json"]) == 1
    first, second, *_ = json.loads(capsys.readouterr().out)
    assert (first["file"], first["rule"], first["level"], first["item"]) == (
        "x.canvas.toml",
        "settled",
        "must",
        None,
    )
    assert (second["panel"], second["item"], set(second)) == (
        "vision", "aaaaa", {"file", "rule", "level", "says", "why", "panel", "item"},
    )  # fmt: skip
    assert main(["check", put(here, TOP), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_marks_of_git_are_found_with_what_differs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", put(here, MARKED), "--level", "must"]) == 1
    told = capsys.readouterr().out
    assert "conflict marks" in told
    assert "the stage is ‘forming’ here and ‘closing’ in another version" in told


@pytest.mark.parametrize(("level", "count"), [("must", 0), ("should", 1), ("consider", 2)])
def test_a_level_holds_back_what_matters_less(
    here: Path, level: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    name = put(here, TOP + ITEM + 'due = "soon"\n' + ITEM)
    assert main(["check", name, "--level", level]) == bool(count)
    told = capsys.readouterr().out
    assert told.count("\n") == count
    assert ("“due” should be a day" in told) == (count > 0)
    assert ("has the id ‘aaaaa’, as another in line 5; the next save gives it one of" in told) == (count > 1)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["check", "gone", put(here, APART), ".", put(here, "x = ", "bad"), put(here, TOP, "fine")]) == 2
    )
    out, err = capsys.readouterr()
    assert out.count("x.canvas.toml: must") == 4
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["gone", ".", "bad, line 1"]


def test_standard_input_is_checked_like_a_file() -> None:
    assert called("check", "-", given=APART.encode()).stdout.count(b"\n") == 4
    assert called("check", "-", given=TOP.encode()).returncode == 0


def test_a_check_wants_a_file() -> None:
    done = called("check")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"canvas: ")


def test_control_characters_are_escaped_in_text(here: Path) -> None:
    text = f'{TOP}{ITEM}theirs = [{{ "\\u001b[31m" = "\\u0007", text = "\\u009b\\u202e" }}]\n'
    done = called("check", put(here, text, "x\x1b[m.toml"))
    assert done.returncode == 1
    assert not set(done.stdout.decode()) & set("\x1b\x07\x9b\u202e")


def test_control_characters_are_escaped_in_json(here: Path) -> None:
    name = put(here, APART, "x\x9b31m\u202e.toml")
    done = called("check", "--json", name)
    assert done.returncode == 1
    assert not set(done.stdout.decode()) & set("\x1b\x07\x9b\u202e")
    assert json.loads(done.stdout)[0]["file"] == name


def test_checking_writes_nothing(here: Path) -> None:
    name = put(here, MARKED)
    assert main(["check", name]) == 1
    assert (here / name).read_text() == MARKED
    assert [path.name for path in here.iterdir()] == [name]
