"""What a list of canvases tells of each file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document, open_document
from canvas.files.git import git_process, history, repository
from canvas.register import facts
from canvas.register.facts import CanvasFacts, known_facts, note_open, read_facts
from tests.files.git.repository import Repository, without_settings
from tests.register.test_scan import HEALTHY, put

TODAY = date(2026, 11, 29)
NAMES = ["a.canvas.toml", "b.canvas.toml", "c.canvas.toml"]


def test_git_is_asked_once_for_a_folder_and_what_has_not_changed_is_not_parsed_again(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_settings(monkeypatch, here)
    paths = [str(here / "top" / name) for name in NAMES]
    outside = str(put(here, "d.canvas.toml"))
    torn = str(put(here, "torn.canvas.toml", "nonsense"))
    made = Repository(here / "top")
    made.commit_all(dict.fromkeys(NAMES, HEALTHY.encode()))
    put(here / "top", NAMES[2], HEALTHY.replace("Otterbeck", "Other"))
    asked: list[tuple[str, ...]] = []
    run_query = git_process.run_query

    def counted(folder: str, *arguments: str) -> bytes:
        asked.append(arguments)
        return run_query(folder, *arguments)

    for module in (history, repository):
        monkeypatch.setattr(module, "run_query", counted)

    def read() -> dict[str, CanvasFacts | None]:
        return dict(read_facts([*paths, outside, torn, str(here / "gone")], TODAY))

    first = read()
    assert len(asked) == 3
    told = {path: found.is_committed for path, found in first.items() if found}
    assert told == {paths[0]: True, paths[1]: True, paths[2]: False, outside: None, torn: None}
    assert first[str(here / "gone")] is None
    assert (found := first[torn])
    assert found.problem
    assert all(known_facts(path, TODAY) == found for path, found in first.items())
    assert known_facts(outside, date(2026, 11, 30)) is None
    made.commit_all({NAMES[2]: Path(paths[2]).read_bytes()})
    put(here, "d.canvas.toml", HEALTHY.replace("Otterbeck", "Somewhere else"))
    parsed: list[str] = []

    def opened(path: str) -> Document:
        parsed.append(path)
        return open_document(path)

    monkeypatch.setattr(facts, "open_document", opened)
    again = read()
    assert parsed == [paths[2], outside]
    assert (changed := again[outside])
    assert changed.title == "Somewhere else"
    assert (now := again[paths[2]])
    assert now.is_committed


def test_the_file_of_an_open_canvas_is_parsed_only_where_it_holds_something_else(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_settings(monkeypatch, here)
    paths = [str(put(here, name)) for name in NAMES[:2]]
    opened = [open_document(path) for path in paths]
    put(here, NAMES[1], HEALTHY.replace("Otterbeck", "Somewhere else"))
    parsed: list[str] = []

    def reads(path: str) -> Document:
        parsed.append(path)
        return open_document(path)

    monkeypatch.setattr(facts, "open_document", reads)
    for document in (*opened, opened[0].as_copy(), opened[0]._replace(path=str(here / "gone"))):
        note_open(document, TODAY)
    read = dict(read_facts(paths, TODAY))
    assert parsed == paths[1:]
    assert (same := read[paths[0]])
    assert (other := read[paths[1]])
    assert other.title == "Somewhere else"
    assert same == other._replace(title=opened[0].canvas.title)
    assert same.steps
