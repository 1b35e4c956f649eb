"""A world in which whatever can have a hostile name or say a hostile thing does."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from canvas.files.canvas_file import open_document
from canvas.files.recent import remember
from canvas.model.edits import delete, set_text
from canvas.model.types import ItemId
from tests.files.git.repository import Repository, script
from tests.files.journal.boards import leave, started
from tests.raw.corpus import CORPUS, NAMES, saying, written

SUFFIX = ".canvas.toml"
HOOK = CORPUS["clipboard"]
"""What a hook of the repository says."""


class World:
    """A folder with a repository, whose canvas says the texts given, and with other files around it.

    Attributes:
        top: the folder in which the program is started.
        path: the canvas, from there.
        repository: where it is kept.
    """

    def __init__(self, top: Path, texts: Sequence[str], most: int | None) -> None:
        self.top = top
        self.most = most
        self.texts = tuple(texts)
        self.name = f"{NAMES[0]}{SUFFIX}"
        self.repository = Repository(top / NAMES[1])
        self.path = os.path.join(NAMES[1], self.name)
        self._commit()

    def refuse_commits(self) -> None:
        """Have a hook refuse every commit, in words of its own."""
        said = self.top / "said"
        said.write_bytes(HOOK.encode() + b" \xff\x9b31m [/b]\n")
        script(
            self.repository.top / ".git" / "hooks" / "pre-commit", f"cat '{said}'; cat '{said}' >&2; exit 1"
        )

    def add_neighbours(self) -> None:
        """Put canvases and what is none beside it, some opened a while ago, and leave work behind."""
        for name in NAMES:
            (self.top / f"{name}{SUFFIX}").write_bytes(written(saying(self.texts[-1])))
            remember(f"{name}{SUFFIX}")
        bad = self.top / f"0{NAMES[2]}{SUFFIX}"
        bad.write_bytes(b'format = 1\ntitle = "\x1b]0;Q\x07"\n')
        remember(str(bad))
        leave(started(self.top / f"0gone{SUFFIX}")._replace(path=None), saying(*self.texts[:3]))

    def leave_work(self) -> None:
        """Leave work on the canvas behind, as a program that was killed does."""
        document = open_document(self.path)
        leave(document, set_text(document.canvas, ItemId("be000"), self.texts[-1]).canvas)

    def _commit(self) -> None:
        now = saying(*self.texts, most=self.most)
        before = delete(set_text(now, ItemId("be000"), self.texts[-1]).canvas, [ItemId("vi000")]).canvas
        first = set_text(before, ItemId("be001" if len(self.texts) > 1 else "be000"), "Plainly").canvas
        versions = [first, before, now]
        with settings({f"GIT_{who}_NAME": f"Ana {NAMES[0]} P" for who in ("AUTHOR", "COMMITTER")}):
            for number, version in enumerate(versions):
                text = self.texts[number % len(self.texts)].replace("\0", "")
                self.repository.commit(written(version), f"{text} {NAMES[number]}", self.name)
        self.repository.git("branch", "-m", "a\u202eb\x9b31m")
        Path(self.path).write_bytes(written(saying(*self.texts, most=self.most, unlike=True)))
        lines = [f"- {' '.join(text.replace(chr(0), '').split())}" for text in self.texts]
        agreement = "\n".join([f"# Pact {self.texts[0]}", "", "## Aims", "", *lines])
        (self.top / "old.md").write_text(agreement, encoding="utf-8", errors="surrogateescape")


def hostile_settings() -> dict[str, str]:
    """An environment that says hostile things where the program might repeat them."""
    text = NAMES[0]
    return {"EDITOR": f"'/no/{text}'", "LANG": text, "LC_ALL": text, "USER": text, "LOGNAME": text}


@contextmanager
def settings(also: Mapping[str, str | None]) -> Iterator[None]:
    """Some of the environment otherwise, for a while; None takes a name out of it."""
    before = {name: os.environ.get(name) for name in also}
    _set(also)
    try:
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@contextmanager
def a_world(top: Path, *texts: str, most: int | None = None) -> Iterator[World]:
    """A world in a folder, and the work in it.

    Args:
        top: an empty folder.
        texts: what its canvas says.
        most: how many of them it says in a panel; all where it is not given.
    """
    home = top / "home"
    home.mkdir(parents=True)
    work = top / "work"
    work.mkdir()
    unset = [*(name for name in os.environ if name.startswith("GIT_")), "PYTHONUNBUFFERED"]
    nobodys: dict[str, str | None] = dict.fromkeys(unset)
    nobodys |= {name: str(home) for name in ("HOME", "USERPROFILE")}
    nobodys |= {
        f"XDG_{name}_HOME": str(home / f"{name} {NAMES[1]}") for name in ("CONFIG", "STATE", "DATA", "CACHE")
    }
    nobodys |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(top),
    }
    nobodys |= {f"GIT_{who}_NAME": "Ana" for who in ("AUTHOR", "COMMITTER")}
    nobodys |= {f"GIT_{who}_EMAIL": "ana@example.org" for who in ("AUTHOR", "COMMITTER")}
    before = os.getcwd()
    with settings(nobodys):
        os.chdir(work)
        try:
            yield World(work, texts, most)
        finally:
            os.chdir(before)
