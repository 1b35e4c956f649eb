"""Canvases that live in git, for the screens that show versions."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from canvas.bundled_files import examples
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.types import ItemId
from tests.app.driving import a_canvas
from tests.files.git.repository import BEGINNING, DAY, NAME, Repository

FIRST = a_canvas(beneficiaries=["one", "two", "three"], vision=["four"])
SECOND = edits.set_text(FIRST, ItemId("ben01"), "two, in other words").canvas
THIRD = edits.move(edits.delete(SECOND, [ItemId("ben00")]).canvas, ItemId("vis00"), "roles").canvas

OURS = edits.set_text(FIRST, ItemId("ben01"), "two, as we say").canvas

_histories: dict[tuple[str, ...], Path] = {}
"""Git folders by their commits, made once by git and then copied: that saves two processes a commit."""


def merging(repository: Repository, *how: str) -> None:
    """Leave a merge of SECOND into OURS, or the like, that git could not end."""
    committed(repository, FIRST)
    repository.git("checkout", "--quiet", "-b", "theirs")
    repository.commit(canonical(SECOND).encode(), "Theirs")
    repository.git("checkout", "--quiet", "main")
    repository.commit(canonical(OURS).encode(), "Ours")
    assert repository.tried(*(how or ("merge", "theirs"))).returncode


def committed(repository: Repository, *versions: Canvas, subject: str = "Change") -> Path:
    """A file of which git has these versions, one commit a day from the second of March on."""
    texts = [canonical(version) for version in versions or (FIRST, SECOND, THIRD)]
    key = (os.environ["GIT_AUTHOR_NAME"], os.environ.get("GIT_DEFAULT_HASH", ""), subject, *texts)
    folder = repository.top / ".git"
    is_first = repository.clock == BEGINNING
    if is_first and key in _histories:
        shutil.rmtree(folder)
        shutil.copytree(_histories[key], folder)
        repository.write(texts[-1].encode())
        repository.clock += DAY * len(texts)
    else:
        for number, text in enumerate(texts, 1):
            repository.commit(text.encode(), f"{subject} {number}")
        if is_first:
            kept = tempfile.TemporaryDirectory(prefix="history-")
            atexit.register(kept.cleanup)
            _histories[key] = Path(shutil.copytree(folder, f"{kept.name}/git"))
    return Path(NAME)


def meetings(repository: Repository) -> Path:
    """The worked example as three meetings left it, in a repository."""
    name = "riverside-breakfast"
    canvas = open_document(examples()[name]).canvas
    begun = edits.delete(canvas, [canvas.panels["vision"][2].id, canvas.panels["roles"][1].id]).canvas
    met = edits.set_text(begun, begun.panels["vision"][0].id, "No child comes to school hungry").canvas
    for version, subject in (
        (begun, "Begin"),
        (met, "Meeting in the town hall"),
        (canvas, "After the tasting"),
    ):
        repository.commit(canonical(version).encode(), subject, f"{name}.canvas.toml")
    return Path(f"{name}.canvas.toml")


def unsettled() -> Canvas:
    """The worked example as a merge of two versions leaves it."""
    canvas = open_document(examples()["riverside-breakfast"]).canvas
    said: dict[tuple[str, int], list[dict[str, object]]] = {
        ("beneficiaries", 1): [{"text": "One child in four comes to school hungry", "status": "proposed"}],
        ("vision", 1): [{"owner": "Harbour Trust"}],
        ("roles", 0): [{"deleted": True}],
        ("governance", 0): [{"panel": "vision"}],
    }
    changed = {key: list(items) for key, items in canvas.panels.items()}
    for (panel, position), theirs in said.items():
        item = changed[panel][position]
        changed[panel][position] = differing(item, *theirs)
    panels = {key: tuple(items) for key, items in changed.items()}
    return canvas.with_items(panels).replacing(values={"theirs": [{"title": "Breakfast in Riverside"}]})


def differing(item: Item, *theirs: dict[str, object]) -> Item:
    """An item of which another version says something else."""
    return item._replace(values={**item.values, "theirs": list(theirs)})
