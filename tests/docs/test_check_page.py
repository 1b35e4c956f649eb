"""docs/check.md: its tables are the program's, its hook and the jobs of both hosts do what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from argparse import ArgumentParser
from pathlib import Path

import pytest

from canvas.cli_parser import parser_for
from canvas.exports.reports import REPORTS
from canvas.files.canonical_toml import canonical
from canvas.model.finding import SEVERITIES
from canvas.verbs import VERBS
from tests.docs.documents import ROOT, samples, table, text_of
from tests.model.test_rules import a_healthy_canvas, changing

PAGE = "docs/check.md"
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def ticked(cells: tuple[str, ...]) -> list[str]:
    return [re.findall(r"`(\S+?)[ `]", cell)[0] for cell in cells]


def test_the_page_has_each_option_each_format_and_each_severity() -> None:
    parser: ArgumentParser = parser_for("check", VERBS["check"].load())
    options = [option for option in parser._option_string_actions if option.startswith("--")]
    rows = table(PAGE, "Options", "Option").rows
    assert sorted([*ticked(tuple(row[0] for row in rows)), "--help"]) == sorted(options)
    formats = table(PAGE, "Formats, and which are promises", "Format").rows
    assert ticked(tuple(row[0] for row in formats)) == [*REPORTS]
    promised = [name for name, row in zip(REPORTS, formats, strict=True) if row[2].startswith("a promise")]
    assert promised == ["text", "json", "jsonl"]
    assert all(f"`{severity}`" in text_of(PAGE) for severity in SEVERITIES)


def test_the_hook_runs_the_verb_on_canvases_alone() -> None:
    told = dict(re.findall(r"^[- ] (\w+): (.+)$", HOOKS.read_text(encoding="utf-8"), re.MULTILINE))
    assert told["entry"] == "canvas check"
    assert told["language"] == "python"
    assert re.search(told["files"], "a/river.canvas.toml")
    assert not re.search(told["files"], "pyproject.toml")
    (sample,) = samples(PAGE, "yaml")[:1]
    assert f"- id: {told['id']}\n" in sample.text


def lines_of(host: str) -> str:
    """The lines of shell that a job runs, but the one that installs the program."""
    (text,) = (sample.text for sample in samples(PAGE, "yaml") if sample.info == f"yaml {host}")
    blocks = re.findall(r"run: \|\n((?: {10}.*\n)+)", text)
    single = re.findall(r"^ +- (?:run: )?(canvas .+)$", text, re.MULTILINE)
    return "\n".join([*map(textwrap.dedent, blocks), *single])


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with a branch, and the program on the path; the branch it goes to lacks something already."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "canvas"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m canvas "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path))
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ana")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ana@example.org")
    clone = tmp_path / "clone"
    before = canonical(changing("role1", accountable=None)(a_healthy_canvas()))
    run(tmp_path, f"git init -q --bare -b main origin && git clone -q origin {clone}")
    (clone / "river.canvas.toml").write_text(before, encoding="utf-8")
    done = run(clone, "git add . && git commit -q -m before && git push -q origin HEAD:main")
    assert done.returncode == 0, done.stderr
    return clone


def run(here: Path, lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-e", "-c", lines], cwd=here, capture_output=True, text=True, check=False, timeout=60
    )


def put(work: Path, accountable: str | None) -> str:
    """A change to one responsibility; its line."""
    before = changing("role1", accountable=None)(a_healthy_canvas())
    canvas = changing("role3", accountable=accountable)(before)
    text = canonical(canvas)
    (work / "river.canvas.toml").write_text(text, encoding="utf-8")
    key = 'accountable = "Mill School and Health Centre"' if accountable else '\nid = "role3"'
    return str(text[: text.index(key)].count("\n") + 1)


@pytest.mark.parametrize("accountable", [None, "Mill School and Health Centre"])
def test_a_pull_request_that_leaves_nobody_or_two_accountable_fails_at_the_line(
    work: Path, accountable: str | None
) -> None:
    line = put(work, accountable)
    done = run(work, lines_of("github"))
    assert done.returncode == 1, done.stderr
    (error,) = (told for told in done.stdout.splitlines() if told.startswith("::error "))
    assert error.startswith(f"::error file=river.canvas.toml,line={line},col=1,title=roles/one-accountable::")
    assert "‘Drive on day 3’" in error


def test_a_pull_request_is_not_blamed_for_what_was_there_before(work: Path) -> None:
    done = run(work, lines_of("github"))
    assert (done.returncode, done.stdout) == (0, "Nothing new to mend in 1 canvas.\n"), done.stderr


def test_a_merge_request_fails_and_has_its_report(work: Path) -> None:
    line = put(work, None)
    done = run(work, lines_of("gitlab"))
    assert done.returncode == 1, done.stderr
    assert f"river.canvas.toml:{line}:1: must roles/one-accountable" in done.stdout
    assert '"path": "river.canvas.toml"' in (work / "canvases.json").read_text(encoding="utf-8")


def test_the_hook_of_git_stops_a_commit_that_leaves_nobody_accountable(work: Path) -> None:
    (sample,) = (sample for sample in samples(PAGE, "sh") if sample.info == "sh hook")
    hook = work / ".git" / "hooks" / "pre-commit"
    hook.write_text(sample.text, encoding="utf-8")
    hook.chmod(0o755)
    put(work, None)
    done = run(work, "git commit -q -a -m change")
    assert done.returncode != 0
    assert "must roles/one-accountable: Nobody is accountable for ‘Drive on day 3’" in done.stderr
