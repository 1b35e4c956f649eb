"""An open canvas: its file, its history, and what has not been saved yet.

Every front end drives a canvas through a `Session`; none of them changes a canvas past it.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from canvas.files.canvas_file import (
    ChangedOnDiskError,
    Document,
    DocumentError,
    Saved,
    newer_sentence,
    save,
    save_as,
)
from canvas.files.journal.snapshot import Draft
from canvas.files.journal.writer import Journal
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit, EditError
from canvas.model.types import ItemId
from canvas.model.undo_history import History, UndoStep

READ_ONLY = "This canvas is open read-only: nothing in it can be changed."
"""Why nothing may be changed where the user asked for that."""


class Session:
    """One canvas while somebody works on it.

    Attributes:
        document: the canvas as its file holds it.
        history: the canvas as it is now, and how it came to be.
        read_only_reason: why the canvas must not be changed, as a sentence; empty where it may.
        read_only: whether that is because the user asked for it. What others write to the file still shows.
        journal: keeps what no file holds yet, for the day when nobody can save it.
        typing: the statement that is being typed; None where none is.
        discard_allowed: whether the user has said that what is not saved may be lost, or saved it all.
    """

    def __init__(self, document: Document, *, read_only: bool = False) -> None:
        self.document = document
        self.read_only = read_only
        self.history = History(document.canvas)
        self.read_only_reason = READ_ONLY if read_only else ""
        if document.newer:
            self.read_only_reason = newer_sentence(document, document.path or "This canvas")
        self.journal = Journal()
        self.typing: Draft | None = None
        self.discard_allowed = False

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.history.canvas

    @property
    def is_unsaved(self) -> bool:
        """Whether there is anything that no file holds."""
        document = self.document
        if self.read_only:
            return False
        return document.data is None or document.marked or self.canvas != document.canvas

    @property
    def is_worth_keeping(self) -> bool:
        """Whether leaving now would lose something: not so with a copy of an example nobody has touched."""
        untouched = self.document.data is None and not self.history.done and len(self.canvas) > 0
        return self.is_unsaved and not untouched

    def make(self, edit: Callable[[Canvas], Edit], *, looking_at: ItemId | None = None) -> Edit:
        """Make an edit.

        Args:
            edit: what to do with the canvas.
            looking_at: the id of the item looked at, for when the edit is undone.

        Raises:
            EditError: where it cannot be made, or nothing may be changed.
        """
        made = self._checked(edit)
        self.history.make(made, focus_before=looking_at)
        self.journal_now()
        return made

    def stash_for_redo(self, edit: Callable[[Canvas], Edit], *, looking_at: ItemId | None = None) -> bool:
        """Keep an edit that was typed but not wanted where `redo` finds it; whether there was any.

        Raises:
            EditError: where it cannot be made, or nothing may be changed.
        """
        return self.history.stash_for_redo(self._checked(edit), focus_before=looking_at)

    def undo(self) -> UndoStep | None:
        """Take the latest edit back; None where there is none.

        Raises:
            EditError: where nothing may be changed.
        """
        self._may_change()
        step = self.history.undo()
        self.journal_now()
        return step

    def redo(self) -> UndoStep | None:
        """Make the edit taken back last once more; None where there is none.

        Raises:
            EditError: where nothing may be changed.
        """
        self._may_change()
        step = self.history.redo()
        self.journal_now()
        return step

    def set_typing(self, typing: Draft | None) -> None:
        """A statement is being typed, or no longer is."""
        self.typing = typing
        self.journal_now()

    def record_draft(self, edit: Callable[[Canvas], Edit]) -> None:
        """Keep for a recovery what an edit would come to that is not made yet: a form half filled in."""
        try:
            made = self._checked(edit)
        except EditError:
            return  # half a day is no day: the last that was one is kept
        self.journal.record(self.document, made.canvas, self.typing)

    def journal_now(self) -> None:
        """Keep for a recovery what there is now."""
        if not self.read_only_reason:
            self.journal.record(self.document, self.canvas, self.typing)

    def merge_external(self, document: Document) -> int:
        """Take in what somebody else wrote to the file. What is not saved here is merged with it.

        Args:
            document: the canvas as the file holds it now.

        Returns:
            How many things are said differently here and there; both are kept in the canvas.
        """
        from canvas.model.merge import merge  # noqa: PLC0415 - hardly ever

        base, now = self.document.canvas, document.canvas
        merged = merge(base, self.canvas, now) if self.canvas != base else None
        self.history.merge_external(
            lambda canvas: merge(base, canvas, now).canvas, merged.canvas if merged else now
        )
        self.document = document
        self.journal_now()
        return merged.conflicts if merged else 0

    def save(self) -> Saved:
        """Write the canvas to its file.

        Raises:
            DocumentError: where it has none, or it cannot be written.
        """
        self._may_write()
        try:
            return self.accept_saved(save(self.document, self.canvas))
        except ChangedOnDiskError:
            path = self.document.path
            if path is None or os.path.lexists(path):
                raise
            # It was deleted or moved away: nobody's words are in its place.
            return self.accept_saved(save_as(self.document, self.canvas, path))

    def save_as(self, path: str, *, over: bool = False) -> Saved:
        """Write the canvas to another file, which is its file from then on.

        Args:
            path: the file.
            over: whether one that is there may be replaced.

        Raises:
            DocumentError: where it cannot be written.
        """
        self._may_write()
        return self.accept_saved(save_as(self.document, self.canvas, path, over=over))

    def close(self, *, keep: bool) -> bool:
        """End; what no file holds stays in the journal where it is to be kept. Whether all went well."""
        self.discard_allowed = self.discard_allowed or not keep
        return self.journal.close(keep=keep)

    def accept_saved(self, saved: Saved) -> Saved:
        """Take over what a save wrote as the state of the file; edits made meanwhile stay unsaved."""
        self.document = saved.document
        self.journal_now()
        return saved

    def _checked(self, edit: Callable[[Canvas], Edit]) -> Edit:
        self._may_change()
        return edit(self.canvas)

    def _may_change(self) -> None:
        if self.read_only_reason:
            raise EditError(self.read_only_reason, "read-only")

    def _may_write(self) -> None:
        if self.read_only:
            raise DocumentError(self.read_only_reason)
