"""A repository of a test's own, changed by the real git."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from canvas.files.git.history import resolve, version
from canvas.files.git.repository import TrackedFile

NAME = "river.canvas.toml"
DAY = 24 * 60 * 60
BEGINNING = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())
ODD_NAMES = [
    NAME,
    "a folder/rivière 漢.canvas.toml",
    "-x.canvas.toml",
    "--all",
    "new\nline.canvas.toml",
    "tab\tquo\"te's back\\slash.canvas.toml",
    os.fsdecode(b"caf\xe9.canvas.toml"),
    ":(top)x.canvas.toml",
    ":!x.canvas.toml",
    "*.canvas.toml",
    "[a-z]iver.canvas.toml",
    "HEAD",
    "%P %% $(touch x).canvas.toml",
]


@cache
def _template(hash_name: str) -> Path:
    """A git folder without commits, made once by the real git and then copied: that saves a process."""
    folder = tempfile.TemporaryDirectory(prefix="template-")
    atexit.register(folder.cleanup)
    command = ["git", "init", "--quiet", "--initial-branch=main", "--template="]
    command += [f"--object-format={hash_name}", folder.name]
    subprocess.run(command, check=True, timeout=60)
    made = Path(folder.name) / ".git"
    with (made / "config").open("a") as config:  # no process for maintenance, and no waiting for the disk
        config.write("[maintenance]\n\tauto = false\n[gc]\n\tauto = 0\n[core]\n\tfsync = none\n")
    return made


def without_settings(
    monkeypatch: pytest.MonkeyPatch,
    above: Path,
    who: str = "Ana Petrescu",
    address: str = "ana@example.org",
    config: str = os.devnull,
) -> None:
    """Keep out of git the settings of whoever runs the tests, and any repository above; commit as one."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", config)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(above))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", who)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", address)


def content_at(place: TrackedFile, rev: str = "HEAD", name: str = "") -> bytes | None:
    """What a revision has under the name of a file, or under another name."""
    return version(place, resolve(place, rev)._replace(name=name or place.name))


class Repository:
    """A work tree whose commits are a day apart, at noon of the time at Greenwich."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.clock = BEGINNING
        top.mkdir(parents=True, exist_ok=True)
        if not (top / ".git").exists():
            shutil.copytree(_template(os.environ.get("GIT_DEFAULT_HASH", "sha1")), top / ".git")

    def git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git prints; it must succeed."""
        done = self.tried(*arguments, stdin=stdin)
        assert done.returncode == 0, done
        return done.stdout

    def tried(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """What came of a command that need not succeed."""
        dates = {f"GIT_{who}_DATE": f"{self.clock} +0000" for who in ("AUTHOR", "COMMITTER")}
        return subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env={**os.environ, **dates},
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )

    def path(self, name: str = NAME) -> str:
        return os.path.join(self.top, name)

    def place(self, name: str = NAME) -> TrackedFile:
        """What `canvas.files.git.repository.locate` gives, without a process."""
        return TrackedFile(os.path.realpath(self.top), name)

    def write(self, data: bytes, name: str = NAME) -> None:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def add(self, *names: str) -> None:
        self.git("--literal-pathspecs", "add", "--force", "--", *names)

    def commit(self, data: bytes, subject: str = "Change", name: str = NAME) -> str:
        """Commit a file with all that is staged; the commit's id."""
        return self.commit_all({name: data}, subject)

    def commit_all(self, files: Mapping[str, bytes], subject: str = "Change") -> str:
        """Commit several files at once with all that is staged; the commit's id."""
        for name, data in files.items():
            self.write(data, name)
        self.add(*files)
        return self.record(subject)

    def record(self, subject: str, *options: str) -> str:
        """Commit what is staged; the commit's id."""
        self.clock += DAY
        self.git("commit", "--quiet", "--allow-empty", *options, "-m", subject)
        return self.head()

    def fork(self, *names: str) -> None:
        """Change the same line of some files on main, which is checked out, and on a branch ``other``."""
        files = names or (NAME,)
        self.commit_all(dict.fromkeys(files, b"base\n"))
        self.git("checkout", "--quiet", "-b", "other")
        self.commit_all(dict.fromkeys(files, b"theirs\n"))
        self.git("checkout", "--quiet", "main")
        self.commit_all(dict.fromkeys(files, b"ours\n"))

    def hook(self, name: str, body: str) -> Path:
        return script(self.top / ".git" / "hooks" / name, body)

    def head(self) -> str:
        """The id of the last commit, from the branch's file where it has one: that saves a process."""
        head = self.top / ".git" / "HEAD"
        name = head.read_text().removeprefix("ref: ").strip() if head.is_file() else ""
        branch = self.top / ".git" / name
        if name.startswith("refs/") and branch.is_file():
            return branch.read_text().strip()
        return self.git("rev-parse", "HEAD").decode().strip()

    def staged(self) -> bytes:
        """The index, as git tells it."""
        return self.git("ls-files", "--stage", "-z") + self.git("status", "--porcelain", "-z")


def script(path: Path, body: str) -> Path:
    """A program in shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def replace_git(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Have a program in shell, in a folder that is made, found in place of git; all others stay."""
    script(folder / "bin" / "git", body)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
