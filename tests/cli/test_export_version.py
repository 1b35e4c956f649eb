"""An export names the commit it was made from, or says that it is a draft."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from canvas.exports import render_text, version_lookup
from canvas.exports.origin import parse
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import set_text
from canvas.model.types import ItemId
from canvas.workspace_import import propose
from tests.cli.running import called, environment, fixed_day
from tests.files.git.repository import NAME, Repository, script, without_settings
from tests.waiting import PATIENCE

BREAD = ItemId("aaaaa")
CANVAS = Canvas("Breakfast").with_items(
    {
        "relationships": (Item(ItemId("bbbbb"), "Kitchen", {"kind": "partner"}),),
        "roles": (Item(BREAD, "Bake the bread", {"owner": "Kitchen", "status": "agreed"}),),
    }
)
AS_OF = "As of 2 March 2026 (version {}), for"
DRAFT = "Draft of 23 November 2026"


TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("canvas.verbs.export_output.date", fixed_day(TODAY))


@pytest.fixture
def repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    without_settings(monkeypatch, here.parent, "Ada", "ada@example.org")
    return Repository(here)


def exported(*options: str, given: bytes = b"") -> str:
    done = called("export", *options, given=given)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_a_committed_canvas_is_exported_under_its_commit_and_a_changed_one_as_a_draft(
    repository: Repository, here: Path
) -> None:
    (here / "own.liquid").write_text("{{ version }} {{ version_day }} {{ is_draft }}")
    committed = canonical(CANVAS).encode()
    commit = repository.commit(committed)
    repository.commit(b"x", name="another")
    as_of = AS_OF.format(commit[:7])
    for options in ((), ("--audience", "public"), ("--partner", "Kitchen"), ("--to", "html")):
        assert as_of in exported(NAME, *options)
    assert exported(NAME, "--template", "own.liquid") == f"{commit[:7]} 2026-03-02 false\n"
    assert DRAFT in exported("-", given=committed)

    repository.write(b"# a comment says nothing to partners\r\n" + committed.replace(b"\n", b"\r\n"))
    text = exported(NAME)
    assert as_of in text
    changed = set_text(CANVAS, BREAD, "Bake rolls").canvas
    repository.write(canonical(changed).encode())
    assert exported(NAME) == render_text("md", changed, today=TODAY)
    assert exported(NAME, "--template", "own.liquid").endswith(" true\n")

    repository.commit(canonical(changed).encode())  # the base of what comes back is the version it names
    origin = parse(text)
    assert origin
    assert commit.startswith(origin.name)
    now = open_document(repository.path()).canvas
    back = text.replace("Kitchen", "Kitchens").encode()
    found = propose(back, "back.md", now, date(2026, 3, 9), canvas_path=repository.path())
    assert "Bake rolls" in [item.text for _, item in found.merged]
    assert [change.item.text for change in found.differences.items][:1] == ["Kitchens"]


def test_what_comes_before_git_is_waited_for_does_not_count_as_waiting(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = repository.commit(canonical(CANVAS).encode())
    with monkeypatch.context() as long_ago:
        long_ago.setattr(version_lookup, "monotonic", lambda: monotonic() - 10)
        lookup = version_lookup.VersionLookup(repository.path())
    committed = lookup.found(CANVAS, b"the same canvas in other bytes").committed
    assert committed
    assert commit.startswith(committed.commit)


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("exec sleep 60", "git did not answer within 0 seconds"),
        ("sleep 60; echo", "git did not answer within 0 seconds"),
        ("exit 1", ""),
        ("echo nonsense", ""),
        ("echo 'fatal: detected dubious ownership in repository' >&2; exit 128", "somebody else owns it"),
        ("", "git is not installed"),
    ],
)
def test_git_that_hangs_fails_or_is_missing_makes_a_draft_that_says_why_on_standard_error(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, why: str
) -> None:
    repository.commit(canonical(CANVAS).encode())
    (tmp_path / "own.liquid").write_text("{{ is_draft }}")
    monkeypatch.setattr("canvas.exports.version_lookup.TIMEOUT_SECONDS", 0.1 if "sleep" in does else PATIENCE)
    if does:
        script(tmp_path / "bin" / "git", does)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "bin"), *["/usr/bin", "/bin"] * bool(does)]))
    for options, draft in (((), DRAFT), (("--template", str(tmp_path / "own.liquid")), "true")):
        done = called("export", NAME, *options)
        assert (done.returncode, draft in done.stdout.decode()) == (0, True)
        told = done.stderr.decode()
        assert told.startswith("canvas: This copy says “draft”, because ") is bool(why)
        assert why in told


def test_a_canvas_that_git_does_not_have_is_a_draft_and_outside_a_repository_git_is_not_started(
    here: Path, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(canonical(CANVAS).encode())
    assert DRAFT in exported(NAME)
    repository.commit(b"x", name="another")
    assert DRAFT in exported(NAME)
    (outside := tmp_path / NAME).write_text(canonical(CANVAS))
    (here / "link.canvas.toml").symlink_to(outside)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("git was started")

    monkeypatch.setattr(os, "posix_spawn", never)
    for path in (str(outside), "link.canvas.toml"):
        assert DRAFT in exported(path)


STARTS = """
import os, sys
from canvas.cli import main
from canvas.exports import version_lookup
version_lookup.TIMEOUT_SECONDS = 60
spawn = os.posix_spawn
def spawn_and_tell(*arguments, **options):
    print("started", *sys.modules, file=sys.stderr)
    return spawn(*arguments, **options)
os.posix_spawn = spawn_and_tell
main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.skipif(not hasattr(os, "posix_spawn"), reason="started by subprocess on Windows")
def test_git_is_started_before_what_reads_and_renders_and_without_what_subprocess_needs(
    repository: Repository,
) -> None:
    repository.commit(canonical(CANVAS).encode())
    command = [sys.executable, "-P", "-c", STARTS, "export", repository.path()]
    done = subprocess.run(command, capture_output=True, env=environment(), check=True, timeout=60)
    assert b"As of 2 March 2026 (version " in done.stdout
    first, last = (set(line.split()) for line in done.stderr.decode().splitlines())
    waiting = {"canvas.files.canvas_file", "canvas.exports.output_file", "canvas.exports.summary"}
    assert "started" in first
    assert first.isdisjoint(waiting)
    assert waiting <= last
    assert last.isdisjoint(("subprocess", "locale", "threading", "selectors", "signal"))
