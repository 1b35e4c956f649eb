"""One file that `atomic_file.replace` writes anew."""

from __future__ import annotations

from pathlib import Path

from canvas.files.atomic_file import Written, replace

OLD, NEW = b"old\n" * 10, b"new\n" * 1000


def put(path: Path | str, data: bytes = NEW, expected: bytes | None = OLD) -> Written:
    return replace(str(path), data, expected)
