"""What other runs of the program, and sync programs, left beside the file of a workspace."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Protocol

from canvas.files import user_folders
from canvas.files.conflicted_copies import Candidate, ConflictedCopy, find_copy, joined
from canvas.files.journal.recovery import RecoverableWork, find_recoverable, recovered
from canvas.files.journal.recovery_bin import binned
from canvas.model.edits import Edit
from canvas.model.merge import merge
from canvas.model.sanitize import quote
from canvas.operations import EditOutcome, JoinOutcome, Operation, Recovery
from canvas.session import RESTORE

if TYPE_CHECKING:
    from collections.abc import Callable

    from canvas.meet.cut_off import CutOff
    from canvas.model.canvas import Canvas
    from canvas.model.types import ItemId
    from canvas.session import Session


def _has_files(folder: str) -> bool:
    try:
        return bool(os.listdir(folder))
    except OSError:
        return False


class Run(Protocol):
    """Makes an edit, as `Workspace.run` does."""

    def __call__(
        self, edit: Callable[[Canvas], Edit], *, by: str = "", focus: ItemId | None = None
    ) -> EditOutcome:
        """Make it; `by` names the view that asks, `focus` the item that it is about."""


class RecoveryOperations:
    """Finds unsaved work and conflicted copies, and merges them into the canvas.

    Attributes:
        cut_off: the meeting about the file that was cut off, once it was found; None where there is none.
    """

    def __init__(self, session: Session, run: Run) -> None:
        """Work on a session, whose canvas `run` edits."""
        self._session = session
        self._run = run
        self._copies_done: set[Candidate] = set()
        self.cut_off: CutOff | None = None
        self._cut_off_path: str | None = None  # a save under another name makes it no meeting of that file

    @property
    def _path(self) -> str | None:
        return self._session.document.path

    def find(self) -> Operation[Any, list[RecoverableWork]]:
        """Find unsaved work on this file, newest first; each must be recovered, discarded or released."""
        path, allowed = self._path, not self._session.read_only_reason

        def perform() -> list[RecoverableWork]:
            if path is None or not allowed:
                return []  # looking for it would already tidy it up

            return find_recoverable(path)

        return Operation.of(perform)

    def find_meeting(self) -> Operation[Any, CutOff | None]:
        """Find the meeting about this file that was cut off, and delete what is left of old ones of any."""
        path, allowed = self._path, not self._session.read_only_reason

        def perform() -> CutOff | None:
            if path is None or not allowed or not _has_files(user_folders.state_file("meetings")):
                return None
            from canvas.meet.cut_off import find_cut_off  # noqa: PLC0415 - few have ever held a meeting

            return find_cut_off(path, time.time())

        def finish(found: CutOff | None) -> CutOff | None:
            self.cut_off, self._cut_off_path = found, path
            return found

        return Operation(perform, finish)

    def delete_meeting(self) -> Operation[Any, bool]:
        """Delete the meeting that was found; whether it is gone."""
        path = self._cut_off_path

        def perform() -> bool:
            from canvas.meet.cut_off import delete_cut_off  # noqa: PLC0415 - likewise

            return delete_cut_off(path)

        def finish(is_gone: bool) -> bool:
            self.cut_off = None if is_gone else self.cut_off
            return is_gone

        return Operation(perform, finish)

    def discard(self, work: RecoverableWork) -> Operation[Any, bool]:
        """Move work to the bin. Where that fails it is released and offered again; whether it was moved."""

        def perform() -> bool:
            moved = work.discard()
            if not moved:
                work.release()
            return moved

        return Operation.of(perform)

    def restore_discarded(self) -> Operation[Any, list[RecoverableWork]]:
        """Take what was discarded last of this file out of the bin; gives all that is recoverable then."""
        path, allowed = self._path, not self._session.read_only_reason

        def perform() -> list[RecoverableWork]:
            if path is None or not allowed:
                return []

            discarded = binned(time.time(), path)
            for number, work in enumerate(discarded):
                if number or not work.restore():
                    work.release()
            return find_recoverable(path) if discarded else []

        return Operation.of(perform)

    def preview(self, work: RecoverableWork) -> Recovery:
        """What the canvas would be with the work merged into it."""
        found = recovered(work, self._session.document)
        if self._session.canvas is self._session.document.canvas:
            return Recovery(found.canvas, found.conflicts)

        merged = merge(self._session.document.canvas, self._session.canvas, found.canvas)
        return Recovery(merged.canvas, found.conflicts + merged.conflicts)

    def recover(self, work: RecoverableWork, *, by: str = "") -> EditOutcome:
        """Merge the work into the canvas; its journal goes once this canvas's own journal holds it."""
        found = self.preview(work)
        outcome = self._run(lambda _: Edit(RESTORE, found.canvas), by=by)
        if outcome.edit:
            self._session.add_versions(work.versions, RESTORE)
            self._session.journal.adopt(work)
        return outcome

    def conflicted_copy(self, *, again: bool = False) -> Operation[Any, ConflictedCopy | None]:
        """Find the newest conflicted copy beside the file that says anything else; None where there is none.

        Args:
            again: whether to offer those too that `join` has dealt with.
        """
        path, canvas, done = (
            self._path,
            self._session.canvas,
            frozenset() if again else frozenset(self._copies_done),
        )
        allowed = not self._session.read_only_reason

        def perform() -> ConflictedCopy | None:
            if path is None or not allowed:
                return None

            return find_copy(path, canvas, done)

        return Operation.of(perform)

    def join(self, copy: ConflictedCopy, *, by: str = "", focus: ItemId | None = None) -> JoinOutcome:
        """Merge a copy that `conflicted_copy` found into the canvas, as one edit."""
        path = copy.candidate.path
        self._copies_done.add(copy.candidate)
        if copy.error:
            return JoinOutcome("unreadable", path, error=copy.error)
        found = joined(self._session.canvas, copy)
        if not found.is_news:
            return JoinOutcome("nothing", path)
        label = f"join {quote(os.path.basename(path))}"
        outcome = self._run(lambda _: Edit(label, found.canvas, focus), by=by, focus=focus)
        return JoinOutcome("refused" if outcome.error else "joined", path, found, outcome.error)
