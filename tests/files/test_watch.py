from __future__ import annotations

import os
from pathlib import Path

import pytest

from canvas.files import file_reading, watch
from canvas.files.watch import Look, Watch


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"known")
    return path


def test_a_file_that_holds_what_is_known_is_nothing_new(file: Path) -> None:
    look = Watch()
    for _ in range(3):
        assert look.look(str(file), b"known") == Look()


def test_a_change_of_equal_size_and_time_is_found_by_its_content(file: Path) -> None:
    look = Watch()
    assert look.look(str(file), b"known") == Look()
    times = file.stat()
    file.write_bytes(b"other")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert look.look(str(file), b"known") == Look(b"other")


def test_a_large_file_is_read_again_only_when_something_tells_of_a_change_or_seldom(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_ALWAYS_READ_BYTES", 1)
    look, known = Watch(), b"known"
    reads: list[str] = []
    read = file_reading.read

    def counted(path: str) -> bytes:
        reads.append(path)
        return read(path)

    monkeypatch.setattr(file_reading, "read", counted)
    for _ in range(5):
        assert look.look(str(file), known) == Look()
    assert len(reads) == 1
    file.write_bytes(b"other")
    assert look.look(str(file), known) == Look(b"other")
    monkeypatch.setattr(watch, "_LARGE_FILE_SECONDS", 0)
    look.look(str(file), known)
    assert len(reads) == 3


def test_a_file_or_folder_that_is_gone_is_gone_and_no_trouble(tmp_path: Path) -> None:
    assert Watch().look(str(tmp_path / "absent"), b"") == Look(is_gone=True)
    (tmp_path / "plain").touch()
    assert Watch().look(str(tmp_path / "plain" / "file"), b"") == Look(is_gone=True)


def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    assert Watch().look(str(tmp_path), b"").problem == "it is a folder, not a file."
    assert Watch().look("nul\0", b"").problem.startswith("it cannot be looked at")
