"""What there is to keep of one board's work."""

from __future__ import annotations

from typing import NamedTuple

from canvas.files.canvas_file import Document
from canvas.model.canvas import Canvas


class Draft(NamedTuple):
    """A statement while it is being typed.

    Attributes:
        panel: the key of its panel.
        text: what stands there so far.
        item: the id of the item that is reworded; None while a new one is typed.
        after: the id of the item that a new one follows; None at the end of the panel.
    """

    panel: str
    text: str
    item: str | None = None
    after: str | None = None

    @property
    def place(self) -> tuple[str, str | None, str | None]:
        """Where it is typed."""
        return self.panel, self.item, self.after

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing in it yet that somebody could miss."""
        return self.item is None and not self.text.strip()


class Snapshot(NamedTuple):
    """A board's work at one moment.

    Attributes:
        document: the canvas as its file holds it, and the file.
        canvas: the canvas as it is now.
        typing: what is being typed; None where nothing is.
    """

    document: Document
    canvas: Canvas
    typing: Draft | None = None

    @property
    def is_kept_already(self) -> bool:
        """Whether the file holds all of it, or there is nothing in it that anybody made."""
        return self.canvas is self.document.canvas and (self.typing is None or self.typing.says_nothing)

    @property
    def base(self) -> Canvas | None:
        """The canvas that can be had by reading the file's bytes again; None where there is none.

        Git's conflict marks are read with git's help, which may tell another story another time.
        """
        return None if self.document.data is None or self.document.marked else self.document.canvas
