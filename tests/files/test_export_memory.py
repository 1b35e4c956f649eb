"""What was exported last is remembered, and a file of it that is broken is as good as none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from canvas.files import export_memory
from canvas.files.export_memory import ExportChoice

CHOICE = ExportChoice("pdf", "public", "partners", "/a/b.canvas.toml", "Küche \udcff", "each")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "state" / "exports.json"
    monkeypatch.setattr(export_memory, "state_file", lambda _: str(path))
    return path


def test_a_choice_and_what_was_written_are_remembered_side_by_side(memory: Path) -> None:
    assert export_memory.last_choice() is None
    assert not export_memory.was_written("a.md", b"one")
    export_memory.remember_choice(CHOICE)
    export_memory.remember_written("a.md", b"one")
    assert export_memory.last_choice() == CHOICE
    assert export_memory.was_written(os.path.join(os.getcwd(), "a.md"), b"one")
    assert not export_memory.was_written("a.md", b"two")
    assert not export_memory.was_written("b.md", b"one")
    assert memory.parent.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_only_the_newest_files_are_remembered(memory: Path) -> None:
    for number in range(export_memory._MAX_FILES + 10):
        export_memory.remember_written(f"{number}.md", b"")
    assert memory.stat().st_size < 100_000
    assert export_memory.was_written(f"{export_memory._MAX_FILES + 9}.md", b"")
    assert not export_memory.was_written("0.md", b"")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"choice": [1], "written": []}'),
        *(b'{"choice": []}', b'{"choice": ["1", "2", "3", "4", "5", "6", "7"]}'),
    ],
)
def test_a_broken_file_is_no_memory(memory: Path, content: bytes) -> None:
    memory.parent.mkdir()
    memory.write_bytes(content)
    assert export_memory.last_choice() is None
    assert not export_memory.was_written("a.md", b"")
    export_memory.remember_choice(CHOICE)
    assert export_memory.last_choice() == CHOICE


def test_a_folder_that_cannot_be_made_is_no_trouble(memory: Path) -> None:
    memory.parent.write_text("a file")
    export_memory.remember_choice(CHOICE)
    assert export_memory.last_choice() is None
