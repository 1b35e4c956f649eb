"""Saves of every kind, for fault injection."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, Saved, open_document
from canvas.files.canvas_save import save, save_as
from canvas.files.rewrite import Rewriter
from canvas.files.toml_scanner import ScanError
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.types import ItemId

TEXT = 'format = 1\ntitle = "T"\n\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'
_EXAMPLE = 0o640
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - in a folder made for one test
"""A folder on a disk in memory, where `os.fsync` costs nothing; None for the system's own."""


@contextmanager
def no_line_wise_way() -> Iterator[None]:
    """Let every file have a layout that cannot be changed line by line; no such layout is known."""
    with patch.object(Rewriter, "text", side_effect=ScanError):
        yield


class Save(NamedTuple):
    """A prepared save.

    Attributes:
        act: saves.
        file: the file, symbolic links followed.
        old: its content before; None where it does not exist.
        new: its content after.
        beside: other names in the folder that must stay.
    """

    act: Callable[[], Saved]
    file: Path
    old: bytes | None
    new: bytes
    beside: frozenset[str] = frozenset()


def over_a_file(folder: Path) -> Save:
    """The common case: one word changed in a file with permissions and an attribute of its own."""
    file = folder / "t.canvas.toml"
    file.write_text(TEXT)
    file.chmod(_EXAMPLE)
    mark(file)
    return _reworded(file, file)


def through_links(folder: Path) -> Save:
    """A file that is opened through a symbolic link to a link in another folder."""
    real = folder / "real"
    real.mkdir()
    file = real / "t.canvas.toml"
    file.write_text(TEXT)
    (folder / "b").symlink_to("real/t.canvas.toml")
    (folder / "a").symlink_to("b")
    return _reworded(folder / "a", file)


def of_a_file_with_two_names(folder: Path) -> Save:
    """A file with a hard link, and a temporary file of a killed program beside it."""
    file = folder / "t.canvas.toml"
    file.write_text(TEXT)
    (folder / "second").hardlink_to(file)
    (folder / ".t.canvas.toml.0123456789ab.tmp").write_text("left")
    return _reworded(file, file)._replace(beside=frozenset({"second", ".t.canvas.toml.0123456789ab.tmp"}))


def of_a_new_file(folder: Path) -> Save:
    """The first save of a canvas."""
    return _first(folder / "t.canvas.toml", folder / "t.canvas.toml")


def through_a_link_to_nothing(folder: Path) -> Save:
    """The first save, through a dangling symbolic link."""
    (folder / "a").symlink_to("t.canvas.toml")
    return _first(folder / "a", folder / "t.canvas.toml")._replace(beside=frozenset({"a"}))


def written_anew(folder: Path) -> Save:
    """A file that cannot be rewritten line by line, so that a backup is written."""
    file = folder / "t.canvas.toml"
    file.write_text(TEXT)
    opened = open_document(str(file))
    canvas = edits.move(opened.canvas, ItemId("aaaaa"), "principles").canvas

    def act() -> Saved:
        with no_line_wise_way():
            return save(opened, canvas)

    return Save(act, file, TEXT.encode(), canonical(canvas).encode())


def under_the_name_of_another(folder: Path) -> Save:
    """Over another file, as the user asked."""
    file = folder / "t.canvas.toml"
    file.write_text("precious")
    (folder / "mine").write_text(TEXT)
    opened = open_document(str(folder / "mine"))
    return Save(
        lambda: save_as(opened, opened.canvas, str(file), over=True),
        file,
        b"precious",
        TEXT.encode(),
        frozenset({"mine"}),
    )


SAVES = (
    over_a_file,
    through_links,
    of_a_file_with_two_names,
    of_a_new_file,
    through_a_link_to_nothing,
    written_anew,
    under_the_name_of_another,
)
"""All of them."""


def mark(file: Path) -> None:
    """Set an extended attribute, where the system has them."""
    if sys.platform == "linux":
        try:
            os.setxattr(file, "user.canvas", b"kept")
        except OSError:
            return


def belongings(file: Path) -> tuple[int, dict[str, bytes]]:
    """A file's permissions and attributes."""
    found: dict[str, bytes] = {}
    if sys.platform == "linux":
        found = {name: os.getxattr(file, name) for name in os.listxattr(file)}
    return file.stat().st_mode, found


def _reworded(path: Path, file: Path) -> Save:
    opened = open_document(str(path))
    canvas = edits.set_text(opened.canvas, ItemId("aaaaa"), "two").canvas
    return Save(lambda: save(opened, canvas), file, TEXT.encode(), TEXT.replace("one", "two").encode())


def _first(path: Path, file: Path) -> Save:
    canvas = Canvas("T")
    return Save(lambda: save(Document(canvas, str(path)), canvas), file, None, canonical(canvas).encode())
