"""Saves of every sort, for faults to be put into."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from canvas.files.canvas_file import Document, Saved, open_document, save, save_as
from canvas.files.canvas_toml import canonical
from canvas.model import edits
from canvas.model.canvas import Canvas

TEXT = 'format = 1\ntitle = "T"\n\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'
ON_ONE_LINE = 'format = 1\ntitle = "T"\nvision = [{ text = "a" }] # mine\n'
_EXAMPLE = 0o640


class Save(NamedTuple):
    """A save that is about to be made.

    Attributes:
        act: makes it.
        file: the file that it is about, links followed.
        old: what that holds before; None where it is not there.
        new: what it is to hold.
        beside: the names that stand beside the file and are to stay.
    """

    act: Callable[[], Saved]
    file: Path
    old: bytes | None
    new: bytes
    beside: frozenset[str] = frozenset()


def over_a_file(folder: Path) -> Save:
    """The everyday one: one word changed in a file with rights and an attribute of its own."""
    file = folder / "t.canvas.toml"
    file.write_text(TEXT)
    file.chmod(_EXAMPLE)
    mark(file)
    return _reworded(file, file)


def through_links(folder: Path) -> Save:
    """A file that is known by a link to a link in another folder."""
    real = folder / "real"
    real.mkdir()
    file = real / "t.canvas.toml"
    file.write_text(TEXT)
    (folder / "b").symlink_to("real/t.canvas.toml")
    (folder / "a").symlink_to("b")
    return _reworded(folder / "a", file)


def of_a_file_with_two_names(folder: Path) -> Save:
    """A file with a hard link, and what an ended program has left beside it."""
    file = folder / "t.canvas.toml"
    file.write_text(TEXT)
    (folder / "second").hardlink_to(file)
    (folder / ".t.canvas.toml.0123456789ab.tmp").write_text("left")
    return _reworded(file, file)._replace(beside=frozenset({"second", ".t.canvas.toml.0123456789ab.tmp"}))


def of_a_new_file(folder: Path) -> Save:
    """The first save of a canvas."""
    return _first(folder / "t.canvas.toml", folder / "t.canvas.toml")


def through_a_link_to_nothing(folder: Path) -> Save:
    """The first save, through a link that leads to where there is no file yet."""
    (folder / "a").symlink_to("t.canvas.toml")
    return _first(folder / "a", folder / "t.canvas.toml")._replace(beside=frozenset({"a"}))


def written_anew(folder: Path) -> Save:
    """A file that cannot be changed piece by piece, so that the old one is kept beside it."""
    file = folder / "t.canvas.toml"
    file.write_text(ON_ONE_LINE)
    opened = open_document(str(file))
    canvas = edits.move(opened.canvas, "~1", "principles").canvas
    new = canonical(canvas).encode()
    return Save(lambda: save(opened, canvas), file, file.read_bytes(), new)


def under_the_name_of_another(folder: Path) -> Save:
    """Over a file that holds something else, which was asked for."""
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
"""Every sort."""


def mark(file: Path) -> None:
    """Give a file an attribute, where there is such a thing."""
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
    canvas = edits.set_text(opened.canvas, "aaaaa", "two").canvas
    return Save(lambda: save(opened, canvas), file, TEXT.encode(), TEXT.replace("one", "two").encode())


def _first(path: Path, file: Path) -> Save:
    canvas = Canvas("T")
    return Save(lambda: save(Document(canvas, str(path)), canvas), file, None, canonical(canvas).encode())
