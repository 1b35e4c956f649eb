"""Repositories to try things in: git as it comes, without anybody's settings, name or clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

ROOT: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""The checkout."""

_KEPT: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")
_WHEN: Final = "2027-01-04T12:00:00Z"
_SETTINGS: Final = {
    "init.defaultBranch": "main",
    "core.autocrlf": "false",
    "core.fsync": "none",  # what is tried here may be lost with the machine
    "gc.auto": "0",
    "maintenance.auto": "false",
    "receive.autogc": "false",
    "advice.detachedHead": "false",
}


class GitError(RuntimeError):
    """Git did something other than what was asked of it."""


def surroundings(folder: str) -> dict[str, str]:
    """The whole environment of git and of what it starts: the program is the one of this checkout.

    Args:
        folder: a folder that stays while they run: their HOME.
    """
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    settings = {"GIT_CONFIG_COUNT": str(len(_SETTINGS))}
    for number, (key, value) in enumerate(_SETTINGS.items()):
        settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A Facilitator"), ("EMAIL", "facilitator@example.org"), ("DATE", _WHEN))
    }
    return {
        **kept,
        **settings,
        **who,
        "HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "PYTHONPATH": ROOT,
    }


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, or the folder in which one is to be made.

    Attributes:
        path: its folder.
        environment: the whole environment of git in it.
    """

    path: str
    environment: Mapping[str, str]

    def git(self, *arguments: str, ends: Collection[int] = (0,)) -> subprocess.CompletedProcess[str]:
        """Run git in it.

        Args:
            arguments: what git is to do.
            ends: the exit codes that are no surprise.

        Raises:
            GitError: where it ends with another one.
        """
        return self._run(("git", *arguments), ends)

    def set_up(self) -> None:
        """Have ``canvas git-setup`` make the program this clone's merge driver.

        Raises:
            GitError: where it refuses.
        """
        self._run((sys.executable, "-P", "-m", "canvas", "git-setup"), (0,))

    def commit(self, message: str) -> None:
        """Commit everything in the folder."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def unmerged(self) -> set[str]:
        """The files in which a merge found a conflict."""
        said = self.git("ls-files", "--unmerged", "-z").stdout
        return {entry.partition("\t")[2] for entry in said.split("\0") if entry}

    def write(self, name: str, text: str) -> None:
        """Write a file of the folder."""
        path = os.path.join(self.path, name)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)

    def read(self, name: str) -> str:
        """The text of a file of the folder."""
        with open(os.path.join(self.path, name), encoding="utf-8", newline="") as file:
            return file.read()

    def _run(self, command: tuple[str, ...], ends: Collection[int]) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            cwd=self.path,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode not in ends:
            what = " ".join(command[:1] if command[0] == "git" else command[3:4])
            raise GitError(f"{what} {command[1:]}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done
