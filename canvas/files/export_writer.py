"""Write the file of an export, comparing before replacing, and remember what was written."""

from __future__ import annotations

import os
from typing import Literal, NamedTuple

from canvas.files import atomic_file, export_memory, exported_versions, file_reading
from canvas.files.canonical_toml import canonical
from canvas.model.canvas import Canvas


class Written(NamedTuple):
    """What came of writing.

    Attributes:
        code: whether the content is there now; ``exists`` where another file of that name was left.
        found: for ``exists``, the content of that file.
        warnings: what the disk reported besides.
    """

    code: Literal["written", "unchanged", "exists"]
    found: bytes | None = None
    warnings: tuple[str, ...] = ()


def write(path: str, content: bytes, *, overwrite: bool, agreed: bytes | None) -> Written:
    """Write a file, or with ``overwrite`` a pipe.

    Args:
        path: its name.
        content: what it holds then.
        overwrite: whether any file of that name is replaced.
        agreed: the content of another file that may be replaced, as an export of ours always may.

    Raises:
        DiskError: where it cannot be written.
    """
    if overwrite and file_reading.is_stream(path):
        atomic_file.write_stream(path, content)
        return Written("written")
    there = file_reading.read(path) if os.path.lexists(path) else None
    if not overwrite and there is not None:
        if there == content:
            return Written("unchanged")
        if there != agreed and not export_memory.was_written(path, there):
            return Written("exists", there)
    done = atomic_file.replace(path, content, there)
    if not overwrite:
        export_memory.remember_written(path, content)
    return Written("written", warnings=done.warnings)


def keep_version(name: str, canvas: Canvas) -> None:
    """Keep the canvas of which a document names this version, for when it comes back changed."""
    exported_versions.keep(name, canonical(canvas))
