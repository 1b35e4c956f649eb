"""What the journal records of a board."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from canvas.files.canvas_file import Document, Versions
from canvas.model.canvas import Canvas
from canvas.model.schema import FieldValue


class Draft(NamedTuple):
    """A statement while it is being typed.

    Attributes:
        panel: the key of its panel.
        text: the text so far, without shorthand.
        item: the id of the item that is reworded; None while a new one is typed.
        after: the id of the item that a new one follows; None at the end of the panel.
        values: the fields that shorthand and keys gave it; a day said as “Friday” would mean another later.
    """

    panel: str
    text: str
    item: str | None = None
    after: str | None = None
    values: Mapping[str, FieldValue] = MappingProxyType({})

    @property
    def place(self) -> tuple[str, str | None, str | None]:
        """Where it is typed."""
        return self.panel, self.item, self.after

    @property
    def is_blank(self) -> bool:
        """Whether it is a new statement without text."""
        return self.item is None and not self.text.strip()


class Snapshot(NamedTuple):
    """A board's work at one moment.

    Attributes:
        document: the canvas as its file holds it, and the file.
        canvas: the canvas as it is now.
        typing: what is being typed; None where nothing is.
        versions: joined versions whose comments a save adds, as in `Document`.
        saving: the file that a save begins to write, and the canvas that it writes; None where none begins.
        is_overtaken: whether a save that began since may have replaced what the document holds.
        is_file_lost: whether the file holds no canvas any more.
    """

    document: Document
    canvas: Canvas
    typing: Draft | None = None
    versions: Versions = ()
    saving: tuple[str, Canvas] | None = None
    is_overtaken: bool = False
    is_file_lost: bool = False

    @property
    def is_saved(self) -> bool:
        """Whether the file holds all of it."""
        is_typed = self.typing is not None and not self.typing.is_blank
        is_there = not (self.is_overtaken or self.is_file_lost)
        is_same = is_there and self.canvas is self.document.canvas
        return is_same and not is_typed and not self.versions

    @property
    def base(self) -> Canvas | None:
        """The canvas that parsing the file's bytes gives; None where there is none.

        Conflict markers are merged with git's index, which may be another one later.
        """
        return None if self.document.data is None or self.document.marked else self.document.canvas
