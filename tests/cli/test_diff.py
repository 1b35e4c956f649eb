"""`canvas diff` and `canvas show --textconv`, on real files in real repositories."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from canvas.cli import main
from tests.cli.running import called, environment, shell
from tests.cli.test_imports import imported_by
from tests.files.git.repository import NAME, Repository

OLD = b"""\
format = 1
title = "Small"

[[vision]]
id = "aaaaa"
text = "One"

[[roles]]
id = "bbbbb"
text = "Cook"
accountable = "Kitchen"
"""
NEW = OLD.replace(b'text = "One"\n', b'text = "One"\nstatus = "agreed"\n').replace(b"Kitchen", b"Trust")
SAID = [
    "2 changes: 1 agreed, 1 changed.",
    "",
    "Vision: \u2018One\u2019 is now agreed (was proposed).",
    "Roles: \u2018Cook\u2019 is now accountable to Trust (was Kitchen).",
]


@pytest.fixture
def two(here: Path) -> tuple[str, str]:
    (here / "old.canvas.toml").write_bytes(OLD)
    (here / "new.canvas.toml").write_bytes(NEW)
    return "old.canvas.toml", "new.canvas.toml"


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    said, complained = capsys.readouterr()
    assert complained == ""
    return said.splitlines()


# Two files


def test_two_files_are_compared_in_sentences(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *two]) == 1
    assert told(capsys) == [f"Small: what changed from {two[0]} to {two[1]}", *SAID]


def test_nothing_changed_between_a_file_and_itself(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", two[0], two[0]]) == 0
    assert told(capsys)[1:] == ["Nothing changed."]
    assert main(["diff", two[0], two[0], "--markdown"]) == 0
    assert told(capsys)[-1] == "Nothing changed."


@pytest.mark.parametrize("place", [0, 1])
def test_one_of_two_may_be_standard_input(two: tuple[str, str], place: int) -> None:
    names = ["-" if place == at else name for at, name in enumerate(two)]
    done = called("diff", *names, given=Path(two[place]).read_bytes())
    assert done.returncode == 1
    heading, *rest = done.stdout.decode().splitlines()
    assert rest == SAID
    assert "standard input" in heading


def test_markdown_and_json_say_the_same(two: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *two, "--markdown"]) == 1
    lines = told(capsys)
    assert lines[0] == "# Small"
    assert "## Vision" in lines
    assert main(["diff", *two, "--json"]) == 1
    data = json.loads("\n".join(told(capsys)))
    assert data["from"] == {"file": two[0], "commit": None, "day": None}
    assert [item["sentence"] for item in data["items"]] == SAID[2:]


def test_two_files_are_compared_without_git_or_another_program(two: tuple[str, str]) -> None:
    code, modules = imported_by("diff", *two)
    assert code == 1
    assert not {name for name in modules if name.startswith(("canvas.files.git", "subprocess", "textual"))}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("a", "b", "--since", "HEAD"),
            "two files are compared with each other: leave out --since, or one of them.",
        ),
        (("-",), "git knows no older version of standard input: name a file, or what to compare it with."),
        (("-", "-"), "only one of the two can be standard input."),
        (("absent", "old.canvas.toml"), "absent: there is no such file."),
        (("old.canvas.toml", "bad"), "bad, line 1: this is not a canvas"),
        (("old.canvas.toml", "newer"), "newer, line 1: it was written by a newer canvas"),
    ],
)
def test_wrong_use_and_what_cannot_be_read_are_one_sentence(
    two: tuple[str, str],
    here: Path,
    arguments: tuple[str, ...],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert two
    (here / "bad").write_bytes(b"no canvas")
    (here / "newer").write_bytes(OLD.replace(b"format = 1", b"format = 99"))
    assert main(["diff", *arguments]) == 2
    said, complained = capsys.readouterr()
    assert said == ""
    assert complained.startswith(f"canvas: {says}")
    assert complained.count("\n") == 1


def test_json_and_markdown_at_once_are_wrong_use(two: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["diff", *two, "--json", "--markdown"])
    assert left.value.code == 2


# A file and what git has of it


def test_a_file_is_compared_with_its_last_commit(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    short = repository.commit(OLD)[:10]
    repository.commit(b"x", name="another")
    assert main(["diff", NAME]) == 0
    assert told(capsys)[1:] == ["Nothing changed."]
    repository.write(NEW)
    assert main(["diff", NAME]) == 1
    assert told(capsys) == [f"Small: what changed since the last commit (2 March 2026, {short})", *SAID]


def test_a_file_is_compared_with_a_commit_and_with_a_day_as_it_began(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    first = repository.commit(OLD)
    repository.git("tag", "v1")
    second = repository.commit(NEW)
    for since, heading, changed in (
        ("v1", f"2 March 2026 ({first[:10]})", True),
        ("HEAD~1", f"2 March 2026 ({first[:10]})", True),
        (first[:8], f"2 March 2026 ({first[:10]})", True),
        ("2026-03-03", f"3 March 2026 ({first[:10]})", True),
        ("2026-3-3", f"3 March 2026 ({first[:10]})", True),
        ("20260303", f"3 March 2026 ({first[:10]})", True),
        ("3 Mar 2026", f"3 March 2026 ({first[:10]})", True),
        ("2026-03-05", f"5 March 2026 ({second[:10]})", False),
    ):
        assert main(["diff", NAME, "--since", since]) == int(changed)
        said = told(capsys)
        assert said[0] == f"Small: what changed since {heading}"
        assert said[1:] == (SAID if changed else ["Nothing changed."])
    assert main(["diff", NAME, "--since", "v1", "--json"]) == 1
    assert json.loads("\n".join(told(capsys)))["from"] == {"file": NAME, "commit": first, "day": "2026-03-02"}


def test_a_file_is_found_under_its_former_name(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(OLD, name="was.canvas.toml")
    repository.git("mv", "was.canvas.toml", NAME)
    repository.record("Rename")
    repository.write(NEW)
    assert main(["diff", NAME, "--since", "HEAD~1"]) == 1
    assert told(capsys)[1:] == SAID


@pytest.mark.parametrize(
    ("since", "heading"),
    [
        ((), r"the last commit \(there was no such file then\)"),
        (("--since", "2026-03-01"), r"1 March 2026 \(there was no such file then\)"),
        (("--since", "HEAD"), r"2 March 2026 \([0-9a-f]{10}, there was no such file then\)"),
    ],
)
def test_all_is_new_where_there_was_no_such_file(
    repository: Repository, since: tuple[str, ...], heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(b"x", name="another")
    repository.write(OLD)
    assert main(["diff", NAME, *since]) == 1
    first, *rest = told(capsys)
    assert re.fullmatch(f"Small: what changed since {heading}", first)
    assert rest == [
        "3 changes: 2 new, 1 changed.",
        "",
        "The partnership is now called \u2018Small\u2019 (it had no name).",
        "Vision: new, \u2018One\u2019.",
        "Roles: new, \u2018Cook\u2019 (accountable to Kitchen).",
    ]


def test_a_repository_without_a_commit_has_nothing_to_compare_with(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(OLD)
    assert main(["diff", NAME]) == 1
    assert told(capsys)[1] == "3 changes: 2 new, 1 changed."


@pytest.mark.parametrize(
    ("old", "says"),
    [
        (b"no canvas", r"river\.canvas\.toml in [0-9a-f]{10}, line 1: this is not a canvas.*"),
        (
            b"format = 99\n",
            r"river\.canvas\.toml in [0-9a-f]{10}, line 1: it was written by a newer canvas.*",
        ),
    ],
)
def test_an_old_version_that_cannot_be_read_is_one_sentence(
    repository: Repository, old: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(old)
    repository.write(OLD)
    assert main(["diff", NAME]) == 2
    assert re.fullmatch(f"canvas: {says}\n", capsys.readouterr().err)


@pytest.mark.parametrize("since", ["nothing", "", "--all", "HEAD:river.canvas.toml", "\x1b[31m"])
def test_a_version_that_is_not_there_is_one_sentence(
    repository: Repository, since: str, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(OLD)
    assert main(["diff", NAME, f"--since={since}"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("canvas: there is no version called")
    assert said.count("\n") == 1
    assert "\x1b" not in said


def test_outside_a_repository_and_without_git_it_says_so(
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository.commit(OLD)
    outside = tmp_path / "river.canvas.toml"
    outside.write_bytes(OLD)
    assert main(["diff", str(outside)]) == 2
    assert capsys.readouterr().err == "canvas: river.canvas.toml is not in a git repository.\n"
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert main(["diff", NAME]) == 2
    assert capsys.readouterr().err.startswith("canvas: git is not installed")


# As git's diff reads it


def test_git_shows_a_changed_statement_as_its_changed_lines_under_its_panel(repository: Repository) -> None:
    repository.write(b"*.canvas.toml diff=canvas\n", ".gitattributes")
    repository.commit(OLD)
    program = f"PYTHONPATH='{environment()['PYTHONPATH']}' '{sys.executable}' -m canvas show --textconv"
    repository.git("config", "diff.canvas.textconv", program)
    repository.git("config", "diff.canvas.xfuncname", r"^[1-8]\. .*$")
    repository.write(NEW)
    lines = repository.git("diff", "-U1").decode().splitlines()
    assert [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")] == [
        "-  status: proposed",
        "+  status: agreed",
        "-  accountable: Kitchen",
        "+  accountable: Trust",
    ]
    assert [line.rpartition("@@ ")[2] for line in lines if line.startswith("@@")] == ["2. Vision", "5. Roles"]
    repository.commit(b"<<<<<<< no canvas\n")
    assert b"+<<<<<<< no canvas" in repository.git("log", "-p", "-1")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no canvas\n",
        OLD.replace(b"format = 1", b"format = 99"),
        OLD.replace(b'text = "One"\n', b'<<<<<<< a\ntext = "One"\n=======\ntext = "Two"\n>>>>>>> b\n'),
    ],
)
def test_what_is_no_canvas_is_shown_to_git_as_it_stands(
    here: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / NAME).write_bytes(data)
    assert main(["show", "--textconv", NAME]) == 0
    assert capsys.readouterr() == (data.decode(), "")


def test_bytes_that_are_no_text_and_a_file_that_is_no_canvas_never_make_git_fail(here: Path) -> None:
    (here / NAME).write_bytes(bytes(range(256)))
    done = called("show", "--textconv", NAME)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"<DCFF>" in done.stdout
    with open(here / NAME, "ab") as file:
        file.truncate(20 * 1024 * 1024)
    done = called("show", "--textconv", NAME)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


def test_a_file_that_is_not_there_is_told_and_standard_input_is_read(here: Path) -> None:
    done = called("show", "--textconv", "absent")
    assert (done.returncode, done.stderr) == (2, b"canvas: absent: there is no such file.\n")
    done = called("show", "--textconv", "-", given=OLD)
    assert done.stdout.startswith(b"title: Small\n")
    assert shell("$canvas show x --textconv --panel roles").returncode == 2
    assert not [*here.iterdir()]


def test_a_day_may_be_written_short_and_one_that_is_none_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(OLD)
    repository.commit(NEW)
    assert main(["diff", NAME, "--since", "2026-3-3"]) == 1
    assert told(capsys)[0].startswith("Small: what changed since 3 March 2026 (")
    assert main(["diff", NAME, "--since", "2026-13-01"]) == 2
    said = capsys.readouterr().err
    assert said == "canvas: there is no day 2026-13-01: write one such as 2026-11-01.\n"
