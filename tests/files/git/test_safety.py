"""To look at a repository that somebody sent runs nothing of theirs."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from time import monotonic

import pytest

from canvas.files.git.commit import commit, needs_terminal
from canvas.files.git.git_process import GitError
from canvas.files.git.history import commit_before, commits, is_committed, resolve, version
from canvas.files.git.last_version import ask, content_of, last_version
from canvas.files.git.repository import locate, under_way
from canvas.files.git.setup import set_up, undo
from canvas.files.git.unmerged import stages
from tests.files.git.repository import NAME, Repository, script

_HOOKS = (
    *("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout", "post-merge"),
    *("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-rewrite", "pre-auto-gc"),
)
_PROGRAMS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy"),
    *("core.alternateRefsCommand", "sequence.editor", "credential.helper", "gpg.program", "gpg.ssh.program"),
    *(
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "merge.evil.driver",
        "interactive.diffFilter",
    ),
    *("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "merge.tool", "trailer.x.command"),
    *("remote.origin.uploadpack", "remote.origin.receivepack", "uploadpack.packObjectsHook"),
    *(f"pager.{verb}" for verb in ("rev-list", "cat-file", "ls-tree", "rev-parse", "diff-tree", "config")),
)
_UNFILTERED = ("-c", "filter.evil.process=", "-c", "filter.evil.required=false")
_VERBS = ("rev-parse", "rev-list", "cat-file", "ls-tree", "ls-files", "diff-tree", "config", "symbolic-ref")
_VARIABLES = (
    *("GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "SSH_ASKPASS"),
    *("GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "EDITOR", "VISUAL", "GIT_PROXY_COMMAND"),
)


class Trap:
    """A clone that lacks a version, in which every setting leads to a program that leaves a mark."""

    def __init__(self, origin: Repository, folder: Path) -> None:
        self.marks = folder / "marks"
        self.marks.mkdir(parents=True)
        self.programs = folder / "programs"
        self.origin = origin
        self.absent = origin.commit(b"absent\n")
        origin.commit(b"present\n")
        origin.git("config", "uploadpack.allowFilter", "true")
        origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
        origin.git("clone", "-q", "--filter=blob:none", f"file://{origin.top}", str(folder / "clone"))
        self.clone = Repository(folder / "clone")
        self._conflict()
        self._set()

    def program(self, name: str) -> str:
        """A program that leaves a mark, and fails."""
        mark = self.marks / name.replace("/", "-")
        return str(script(self.programs / name.replace("/", "-"), f"touch '{mark}'; exit 1"))

    def left(self) -> list[str]:
        """The marks, which go."""
        marks = sorted(os.listdir(self.marks))
        for mark in marks:
            (self.marks / mark).unlink()
        return marks

    def _conflict(self) -> None:
        clone = self.clone
        clone.commit(b"base\n", name="open.canvas.toml")
        clone.git("checkout", "--quiet", "-b", "other")
        clone.commit(b"theirs\n", name="open.canvas.toml")
        clone.git("checkout", "--quiet", "main")
        clone.commit(b"ours\n", name="open.canvas.toml")
        clone.git("mv", NAME, "renamed.canvas.toml")
        clone.record("Rename")
        clone.tried("merge", "other")

    def _set(self) -> None:
        clone = self.clone
        attributes = "* filter=evil diff=evil merge=evil\n"
        (clone.top / ".gitattributes").write_text(attributes)
        (clone.top / ".git" / "info" / "attributes").write_text(attributes)
        for hook in _HOOKS:
            for folder in (clone.top / ".git" / "hooks", self.programs / "hooks"):
                script(folder / hook, f"touch '{self.marks / hook}'; exit 0")
        for setting in _PROGRAMS:
            clone.git("config", "--replace-all", setting, self.program(setting))
        for verb in _VERBS:
            clone.git("config", f"alias.{verb}", f"!{self.program(f'alias-{verb}')}")
        for setting, value in (
            ("core.hooksPath", str(self.programs / "hooks")),
            ("log.showSignature", "true"),
            ("commit.gpgSign", "false"),
            ("filter.evil.required", "true"),
            ("protocol.allow", "always"),
            ("protocol.file.allow", "always"),
            ("protocol.ext.allow", "always"),
            ("core.untrackedCache", "true"),
        ):
            clone.git("config", "--replace-all", setting, value)
        self.left()


@cache
def _built() -> tuple[Trap, Path]:
    """A trap that is built once, since its settings name its folder, and a copy of that folder."""
    made = tempfile.TemporaryDirectory(prefix="trap-")
    atexit.register(made.cleanup)
    folder = Path(os.path.realpath(made.name))
    trap = Trap(Repository(folder / "trap" / "origin"), folder / "trap")
    shutil.copytree(folder / "trap", folder / "copy", symlinks=True)
    return trap, folder / "copy"


@pytest.fixture
def trap() -> Trap:
    """The trap as it was built."""
    trap, copy = _built()
    shutil.rmtree(trap.marks.parent)
    shutil.copytree(copy, trap.marks.parent, symlinks=True)
    trap.clone.tried("update-index", "--refresh")  # the index names the files that were there before
    trap.left()
    return trap


@pytest.fixture
def hostile(trap: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trap:
    """The same, with variables that lead to more of them."""
    other = Repository(tmp_path / "other")
    other.commit(b"other\n")
    for name in _VARIABLES:
        monkeypatch.setenv(name, trap.program(name))
    for name in ("GIT_TRACE", "GIT_TRACE2_EVENT", "GIT_TRACE_SETUP"):
        monkeypatch.setenv(name, str(trap.marks / name))
    commands = tmp_path / "commands"
    for verb in _VERBS:
        script(commands / f"git-{verb}", f"touch '{trap.marks / verb}'")
    for name, value in (
        ("GIT_EXEC_PATH", str(commands)),
        ("GIT_DIR", str(other.top / ".git")),
        ("GIT_WORK_TREE", str(other.top)),
        ("GIT_INDEX_FILE", str(other.top / ".git" / "index")),
        ("GIT_OBJECT_DIRECTORY", str(other.top / ".git" / "objects")),
        ("GIT_CONFIG_PARAMETERS", f"'core.fsmonitor'='{trap.program('parameters')}'"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.fsmonitor"),
        ("GIT_CONFIG_VALUE_0", trap.program("count")),
        ("GIT_ALLOW_PROTOCOL", "file:ext"),
    ):
        monkeypatch.setenv(name, value)
    return trap


def _look(trap: Trap) -> None:
    """Ask everything there is to ask."""
    clone = trap.clone
    place = locate(clone.path("renamed.canvas.toml"))
    assert place.top == str(clone.top)
    found = commits(place)
    assert [commit.name for commit in found] == ["renamed.canvas.toml", NAME, NAME]
    assert version(place, found[0]) == version(place, found[1]) == b"present\n"
    with pytest.raises(GitError, match="not in this clone"):
        version(place, found[2])
    assert resolve(place, "other").name == NAME
    assert commit_before(place, date(2026, 3, 3)) is not None
    assert is_committed(place, b"present\n")
    path, until = clone.path("renamed.canvas.toml"), monotonic() + 20
    latest = last_version(ask(path), path, until)
    assert latest
    assert (latest.commit, content_of(latest, path, until)) == (found[0].short, b"present\n")
    assert latest.holds(b"present\n")
    assert under_way(place)
    assert stages(clone.place("open.canvas.toml")) == {1: b"base\n", 2: b"ours\n", 3: b"theirs\n"}
    assert needs_terminal(place.top + "/x")
    for rev in ("@{upstream}", "origin/main", "--all", "HEAD:x", "0" * 40):
        with suppress(GitError):
            resolve(place, rev)


def test_to_look_at_a_repository_runs_nothing_of_it(trap: Trap) -> None:
    _look(trap)
    assert trap.left() == []


def test_to_look_at_a_repository_runs_nothing_that_a_variable_names(hostile: Trap) -> None:
    _look(hostile)
    assert hostile.left() == []


def test_to_look_at_a_repository_writes_nothing_into_it(trap: Trap) -> None:
    def everything() -> dict[str, tuple[int, int]]:
        found = {}
        for folder, _, names in os.walk(trap.clone.top):
            for name in names:
                status = os.lstat(os.path.join(folder, name))
                found[os.path.join(folder, name)] = (status.st_mtime_ns, status.st_size)
        return found

    before = everything()
    _look(trap)
    assert everything() == before


def test_to_set_it_up_runs_nothing_of_it_either(trap: Trap) -> None:
    assert set_up(str(trap.clone.top), command="canvas")
    assert undo(str(trap.clone.top))
    assert trap.left() == []


@pytest.mark.parametrize(
    ("ask", "mark"),
    [
        (lambda trap: trap.clone.tried("status"), "core.fsmonitor"),
        (lambda trap: trap.clone.tried("diff"), "diff.evil.textconv"),
        (lambda trap: trap.clone.tried(*_UNFILTERED, "diff", "HEAD~2", "HEAD~1"), "diff.evil.command"),
        (lambda trap: trap.clone.tried("add", "-A"), "filter.evil.process"),
        (lambda trap: trap.clone.tried("show", f"{trap.absent}:{NAME}"), "remote.origin.uploadpack"),
        (lambda trap: trap.clone.tried("update-ref", "refs/heads/x", "HEAD"), "reference-transaction"),
    ],
)
def test_the_trap_would_shut(trap: Trap, ask: Callable[[Trap], object], mark: str) -> None:
    assert trap.left() == []
    ask(trap)
    assert mark in trap.left()


def test_a_commit_runs_the_hooks_for_then_the_user_acts(trap: Trap) -> None:
    for setting in ("filter.evil.process", "filter.evil.clean", "filter.evil.smudge"):
        trap.clone.git("config", "--unset-all", setting)
    trap.clone.git("config", "filter.evil.required", "false")
    trap.clone.tried("reset", "--hard")
    assert not under_way(trap.clone.place("x"))
    trap.clone.write(b"new\n", "renamed.canvas.toml")
    trap.left()
    commit(trap.clone.path("renamed.canvas.toml"), "Mine", b"new\n")
    assert {"pre-commit", "commit-msg", "post-commit"} <= set(trap.left())
