"""An open canvas: its file, its undo history, and the journal of its unsaved work.

Every front end changes a canvas through its `Session`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

from canvas.files.canvas_file import Document, Saved, Versions, newer_sentence
from canvas.files.journal.snapshot import Draft
from canvas.files.journal.writer import Journal
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit, EditError
from canvas.model.types import ItemId
from canvas.model.undo_history import History, UndoStep

READ_ONLY = "This canvas is open read-only: nothing in it can be changed."
"""The reason where the user asked for that."""


JOIN = "join what the groups wrote"
"""The label of the edit that joins groups' copies."""

RESTORE = "restore the unsaved changes"
"""The label of the edit that recovers work; both bring comments, which are saved unless they are undone."""


class Session:
    """An open canvas.

    Attributes:
        document: the canvas as its file holds it.
        history: the canvas as it is now, with undo and redo.
        read_only_reason: why the canvas must not be changed, as a sentence; empty where it may.
        read_only: whether the user asked for that. What others write to the file still shows.
        journal: records unsaved work for a recovery.
        typing: the statement that is being typed, or None.
        discard_allowed: whether unsaved work may be lost: the user said so, or there is none.
        is_file_lost: whether the file held no canvas when it was looked at last, such as a deleted one.
    """

    def __init__(self, document: Document, *, read_only: bool = False) -> None:
        self.document = document
        self.read_only = read_only
        self.history = History(document.canvas)
        self.read_only_reason = READ_ONLY if read_only else ""
        if document.newer:
            self.read_only_reason = newer_sentence(document, document.path or "This canvas")
        self.journal = Journal(document.path)
        self._joined: list[tuple[int, Versions]] = []  # with how many edits were done when they came
        self.typing: Draft | None = None
        self.discard_allowed = False
        self.is_file_lost = False
        self._recorded = document.canvas

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.history.canvas

    @property
    def is_unsaved(self) -> bool:
        """Whether there is anything that no file holds."""
        return self.is_changed or (self.is_file_lost and not self.read_only_reason)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that the file did not hold when it was read or written last."""
        document = self.document
        if self.read_only:
            return False
        return (
            document.data is None
            or document.marked
            or self.canvas != document.canvas
            or bool(self.document_to_save.versions)
        )

    @property
    def document_to_save(self) -> Document:
        """The document, without the comments of what was joined by an edit that is undone at present."""
        if not self.document.versions:
            return self.document
        done = len(self.history.done)
        stays = {each for at, versions in self._joined if at <= done for each in versions}
        left = tuple(each for each in self.document.versions if each in stays)
        return self.document if left == self.document.versions else self.document._replace(versions=left)

    def add_versions(self, versions: Versions, label: str) -> None:
        """Have the next save add the comments of joined versions.

        Where the latest edit has this label, they came by it, and are not added while it is undone.
        """
        done = self.history.done
        self._joined.append((len(done) if done and done[-1].label == label else 0, versions))
        if new := tuple(each for each in versions if each not in self.document.versions):
            self.document = self.document._replace(versions=(*self.document.versions, *new))
        self.journal_now()

    @property
    def is_worth_keeping(self) -> bool:
        """Whether leaving now would lose something; not so for an untouched copy of an example."""
        untouched = self.document.data is None and not self.history.done and len(self.canvas) > 0
        return self.is_unsaved and not untouched

    def make(self, edit: Callable[[Canvas], Edit], *, focus: ItemId | None = None, by: str = "") -> Edit:
        """Apply an edit.

        Args:
            edit: makes the edit from the canvas.
            focus: the id of the selected item, for undo.
            by: who makes it, for undo.

        Raises:
            EditError: where it cannot be made, or the canvas is read-only.
        """
        made = self._checked(edit)
        done, document = len(self.history.done), self.document_to_save
        if self.history.make(made, focus_before=focus, by=by):
            self._forget_undone(done, document)
        self.journal_now()
        return made

    def _forget_undone(self, done: int, document: Document) -> None:
        """Forget the comments of what was undone, now that no redo brings it back.

        Args:
            done: how many edits stayed done.
            document: what was to be saved then.
        """
        self.document = document
        self._joined = [each for each in self._joined if each[0] <= done]

    def stash_for_redo(self, edit: Callable[[Canvas], Edit], *, focus: ItemId | None = None) -> bool:
        """Keep an edit that was typed but cancelled for `redo`; whether it would change anything.

        Raises:
            EditError: as `make`.
        """
        return self.history.stash_for_redo(self._checked(edit), focus_before=focus)

    def undo(self) -> UndoStep | None:
        """Undo the latest edit; None where there is none. Raises `EditError` where read-only."""
        self._may_change()
        step = self.history.undo()
        self.journal_now()
        return step

    def redo(self) -> UndoStep | None:
        """Redo the edit undone last; None where there is none. Raises `EditError` likewise."""
        self._may_change()
        done, document, stashed = len(self.history.done), self.document_to_save, self.history.stashed
        step = self.history.redo()
        if step is not None and step is stashed:
            self._forget_undone(done, document)
        self.journal_now()
        return step

    def set_typing(self, typing: Draft | None) -> None:
        """Journal the statement that is being typed, or that none is."""
        self.typing = typing
        self.journal_now()

    def record_draft(self, edit: Callable[[Canvas], Edit]) -> None:
        """Journal what an edit would come to that is not made yet, such as a form half filled in."""
        try:
            made = self._checked(edit)
        except EditError:
            return  # such as half a date: the journal keeps the last valid state
        self._record(made.canvas)

    def journal_now(self) -> None:
        """Journal the present state."""
        if not self.read_only_reason:
            self._record(self.canvas)

    def journal_save(self, path: str, canvas: Canvas) -> None:
        """Journal the present state, and the canvas that is being saved to a file, which this continues."""
        if self.read_only_reason:
            return
        with suppress(OSError):  # the current folder was deleted: the save will tell
            path = os.path.abspath(path)
        self._record(self.canvas, (path, canvas))

    def _record(self, canvas: Canvas, saving: tuple[str, Canvas] | None = None) -> None:
        self._recorded = canvas
        versions, is_lost = self.document_to_save.versions, self.is_file_lost
        self.journal.record(self.document, canvas, self.typing, versions, saving, is_file_lost=is_lost)

    def merge_external(self, document: Document) -> int:
        """Merge what somebody else wrote to the file.

        Args:
            document: the canvas as the file holds it now.

        Returns:
            The number of conflicts; both values of each are kept in the canvas.
        """
        from canvas.model.merge import merge  # noqa: PLC0415 - hardly ever

        base, now = self.document.canvas, document.canvas
        merged = merge(base, self.canvas, now) if self.canvas != base else None
        self.history.merge_external(
            lambda canvas: merge(base, canvas, now).canvas, merged.canvas if merged else now
        )
        self.document = document._replace(versions=self.document.versions)
        self.is_file_lost = False
        self.journal_now()
        return merged.conflicts if merged else 0

    def file_seen(self, *, is_lost: bool) -> None:
        """Journal all of the canvas, and of what is drafted, while the file does not hold one."""
        self.is_file_lost = is_lost
        if not self.read_only_reason:
            self._record(self._recorded)

    def close(self, *, keep: bool) -> bool:
        """End the session; `keep` leaves unsaved work in the journal. Whether the journal is safe."""
        self.discard_allowed = self.discard_allowed or not keep
        return self.journal.close(keep=keep)

    def accept_saved(self, saved: Saved, versions: Versions) -> None:
        """Take over the saved file, with the comments of some versions; what came meanwhile stays unsaved."""
        left = tuple(each for each in self.document.versions if each not in versions)
        self.document = saved.document._replace(versions=left)
        self.is_file_lost = False
        self.journal_now()

    def _checked(self, edit: Callable[[Canvas], Edit]) -> Edit:
        self._may_change()
        return edit(self.canvas)

    def _may_change(self) -> None:
        if self.read_only_reason:
            raise EditError(self.read_only_reason, "read-only")
