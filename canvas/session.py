"""An open canvas: its file, its history, and what has not been saved yet.

Every front end drives a canvas through a `Session`; none of them changes a canvas past it.
"""

from __future__ import annotations

from collections.abc import Callable

from canvas.files.document import Document, Saved, newer_sentence, save, save_as
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit, EditError
from canvas.model.history import History, Step


class Session:
    """One canvas while somebody works on it.

    Attributes:
        document: the canvas as its file holds it.
        history: the canvas as it is now, and how it came to be.
        refusal: why the canvas must not be changed, as a sentence; empty where it may.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.history = History(document.canvas)
        self.refusal = newer_sentence(document, document.path or "This canvas") if document.newer else ""

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.history.canvas

    @property
    def is_unsaved(self) -> bool:
        """Whether there is anything that no file holds."""
        document = self.document
        return document.data is None or document.marked or self.canvas != document.canvas

    @property
    def is_worth_keeping(self) -> bool:
        """Whether leaving now would lose something: not so with a copy of an example nobody has touched."""
        untouched = self.document.data is None and not self.history.done and len(self.canvas) > 0
        return self.is_unsaved and not untouched

    def make(self, edit: Callable[[Canvas], Edit], *, looking_at: str | None = None) -> Edit:
        """Make an edit.

        Args:
            edit: what to do with the canvas.
            looking_at: the id of the item looked at, for when the edit is undone.

        Raises:
            EditError: where it cannot be made, or nothing may be changed.
        """
        made = self._checked(edit)
        self.history.make(made, focus_before=looking_at)
        return made

    def offer(self, edit: Callable[[Canvas], Edit], *, looking_at: str | None = None) -> bool:
        """Keep an edit that was typed but not wanted where `redo` finds it; whether there was any.

        Raises:
            EditError: where it cannot be made, or nothing may be changed.
        """
        return self.history.offer(self._checked(edit), focus_before=looking_at)

    def undo(self) -> Step | None:
        """Take the latest edit back; None where there is none."""
        return self.history.undo()

    def redo(self) -> Step | None:
        """Make the edit taken back last once more; None where there is none."""
        return self.history.redo()

    def save(self) -> Saved:
        """Write the canvas to its file.

        Raises:
            DocumentError: where it has none, or it cannot be written.
        """
        return self._saved(save(self.document, self.canvas))

    def save_as(self, path: str, *, over: bool = False) -> Saved:
        """Write the canvas to another file, which is its file from then on.

        Args:
            path: the file.
            over: whether one that is there may be replaced.

        Raises:
            DocumentError: where it cannot be written.
        """
        return self._saved(save_as(self.document, self.canvas, path, over=over))

    def _saved(self, saved: Saved) -> Saved:
        self.document = saved.document
        return saved

    def _checked(self, edit: Callable[[Canvas], Edit]) -> Edit:
        if self.refusal:
            raise EditError(self.refusal)
        return edit(self.canvas)
