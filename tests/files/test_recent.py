"""The list of canvases worked on last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from canvas.files import recent as module
from canvas.files.recent import recent, remember


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of canvases, and a list of its own."""
    monkeypatch.setattr(module, "_list_file", lambda: str(tmp_path / "state" / "recent.txt"))
    folder = tmp_path / "canvases"
    folder.mkdir()
    return folder


def made(folder: Path, name: str) -> str:
    path = os.path.join(folder, name)
    with open(path, "wb"):
        pass
    return path


def test_the_latest_comes_first_and_each_only_once(folder: Path) -> None:
    assert recent() == []
    a, b = made(folder, "a"), made(folder, "b")
    for path in (a, b, a):
        remember(path)
    assert recent() == [a, b]
    os.unlink(a)
    assert recent() == [b]


def test_a_list_that_cannot_be_replaced_stays_and_leaves_no_other_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = made(folder, "a"), made(folder, "b")
    remember(a)
    with monkeypatch.context() as refusing:
        refusing.setattr("os.replace", lambda *_: os.stat(folder / "missing"))
        remember(b)
    assert recent() == [a]
    assert os.listdir(folder.parent / "state") == ["recent.txt"]


def test_a_link_is_remembered_as_the_file_it_leads_to(folder: Path) -> None:
    path = made(folder, "a")
    os.symlink("a", folder / "link")
    remember(str(folder / "link"))
    assert recent() == [path]


def test_any_name_that_fits_on_a_line_is_remembered(folder: Path) -> None:
    paths = [made(folder, name) for name in ("a\u2028b", "a\rb", "a\x0cb", os.fsdecode(b"a\xffb"), " a ")]
    for path in paths:
        remember(path)
    assert recent() == paths[::-1]
    remember(made(folder, "a\nb"))
    assert recent() == paths[::-1]


def test_the_list_does_not_grow_without_end(folder: Path) -> None:
    for number in range(30):
        remember(made(folder, str(number)))
    assert len(recent()) == 20
    assert recent()[0].endswith("29")


def test_a_list_that_cannot_be_read_or_written_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "state").write_text("a file in the way")
    remember(made(folder, "a"))
    assert recent() == []
    monkeypatch.undo()
    assert module._list_file().endswith("recent.txt")
