"""An open canvas at work: edits, the file, git and recovery, orchestrated once for every front end.

A `Workspace` belongs to one thread, its owner: the screen's, or the one that reads a conversation. Slow work
is an `Operation` of three steps: the method that returns it reads what it needs (owner), `perform` does the
input and output (any thread), `finish` applies the result (owner). A front end without a screen calls `run`.

Outcomes carry codes and values. Each front end words them, with the sentences of `canvas.outcome_phrases`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from canvas.files.canvas_file import (
    ChangedOnDiskError,
    Document,
    DocumentError,
    Saved,
    from_bytes,
    newer_sentence,
)
from canvas.files.journal.snapshot import Draft
from canvas.files.watch import Watch
from canvas.model.canvas import Canvas
from canvas.model.conflicts import Conflict, conflicts
from canvas.model.edits import Edit, EditError
from canvas.model.sanitize import visible_line
from canvas.model.types import ItemId
from canvas.model.undo_history import UndoStep
from canvas.operations import NO_NEWS, EditOutcome, FileNews, Operation, Performed, SaveOutcome, completed
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.workspace_export import ExportOrder, ExportOutcome
    from canvas.workspace_git import GitOperations
    from canvas.workspace_groups import GroupOperations
    from canvas.workspace_import import ImportOperations
    from canvas.workspace_paste import PasteOperations
    from canvas.workspace_recovery import RecoveryOperations

_HALF_WRITTEN_SECONDS = 3.0
"""How long a file may be unreadable before that is reported: another program may still be writing it."""

GUESTS: Final = "guests"
"""Who makes the edits that come from the room of a meeting."""

_JOURNAL_SECONDS = 1.0
"""How long a save waits for the journal to hold what it writes. A journal that is older than the file would,
after a crash, have what was edited since merged with what it was edited from."""

_MAX_SAVE_ROUNDS = 3
"""How often a save merges what others wrote meanwhile and tries again."""

EditFunction = Callable[[Canvas], Edit]

Reason = Literal["edit", "undo", "redo", "external", "recovered", "document", "draft", "journal"]
"""Why subscribers are called: the first five change the canvas; `document` is the file's state, `draft`
what is being typed, `journal` whether unsaved work is safe."""


class Change(NamedTuple):
    """What subscribers are told.

    Attributes:
        reason: what happened.
        before: the canvas before; the same as `canvas` where only the file's state changed.
        canvas: the canvas now.
        focus: the id of the item that the change is about; None where there is none.
        by: the view that asked for it, as passed to `Workspace.run`.
    """

    reason: Reason
    before: Canvas
    canvas: Canvas
    focus: ItemId | None = None
    by: str = ""


class _Found(NamedTuple):
    """What `perform` of a file operation saw."""

    document: Document | None = None
    error: DocumentError | None = None
    problem: str = ""
    is_gone: bool = False


def _write(document: Document, canvas: Canvas, path: str = "", *, over: bool = False) -> Saved:
    """Save to the file of a document, or under another name."""
    from canvas.files.canvas_save import save, save_as  # noqa: PLC0415 - the first frame writes nothing

    return save_as(document, canvas, path, over=over) if path else save(document, canvas)


class Workspace:
    """One open canvas, for whatever front end shows it.

    Attributes:
        session: its file, history and journal.
    """

    def __init__(self, session: Session) -> None:
        """Work on a session that nobody else drives."""
        self.session = session
        self._subscribers: list[Callable[[Change], object]] = []
        self._watch = Watch()
        self._told = NO_NEWS
        self._unreadable_since = 0.0
        self._merge_count = 0
        self._journal_problem = ""

    # What it is

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.session.canvas

    @property
    def document(self) -> Document:
        """The canvas as its file holds it."""
        return self.session.document

    @property
    def path(self) -> str | None:
        """The file; None where it has none yet."""
        return self.session.document.path

    @property
    def is_unsaved(self) -> bool:
        """Whether there is anything that no file holds."""
        return self.session.is_unsaved

    @property
    def read_only_reason(self) -> str:
        """Why nothing may be changed, as a sentence; empty where edits are allowed."""
        return self.session.read_only_reason

    @property
    def is_file_unreadable(self) -> bool:
        """Whether the file could not be read as a canvas when it was looked at last."""
        return self.session.is_file_lost

    @property
    def unresolved(self) -> tuple[Conflict, ...]:
        """The differences between two versions of the canvas, in reading order."""
        return conflicts(self.canvas)

    @property
    def first_unresolved(self) -> str | None:
        """The id of the first item that two versions say differently; None where there is none."""
        return next((conflict.item.id for conflict in self.unresolved if conflict.item), None)

    @property
    def journal_problem(self) -> str:
        """Why unsaved work would not survive the program, as a clause; empty where it would."""
        return self._journal_problem

    # Who watches

    def subscribe(self, seen: Callable[[Change], object]) -> Callable[[], None]:
        """Have a function called after each change, in the owner's thread; gives one that ends that."""
        self._subscribers.append(seen)

        def unsubscribe() -> None:
            if seen in self._subscribers:
                self._subscribers.remove(seen)

        return unsubscribe

    def _publish(self, reason: Reason, before: Canvas, focus: ItemId | None = None, by: str = "") -> None:
        change = Change(reason, before, self.canvas, focus, by)
        for seen in tuple(self._subscribers):
            seen(change)

    # Edits

    def run(self, edit: EditFunction, *, by: str = "", focus: ItemId | None = None) -> EditOutcome:
        """Apply an edit.

        Args:
            edit: makes the edit from the canvas.
            by: the view that asks for it; subscribers are told.
            focus: the id of the item that was looked at, for when the edit is undone.
        """
        before = self.canvas
        try:
            made = self.session.make(edit, focus=focus, by=by)
        except EditError as error:
            return EditOutcome(None, error=error)
        self._publish("edit", before, made.focus, by)
        return EditOutcome(made, self.canvas is not before)

    def stash_for_redo(self, edit: EditFunction, *, focus: ItemId | None = None) -> EditOutcome:
        """Keep an edit that was typed but cancelled, for redo; `changed` tells if there was any."""
        try:
            kept = self.session.stash_for_redo(edit, focus=focus)
        except EditError as error:
            return EditOutcome(None, error=error)
        return EditOutcome(None, changed=kept)

    @property
    def latest_of_guests(self) -> UndoStep | None:
        """The latest edit where the room made it: the facilitator's undo asks first; else None."""
        done = self.session.history.done
        return done[-1] if done and done[-1].by == GUESTS else None

    def undo(self, *, by: str = "") -> UndoStep | None:
        """Undo the latest edit; None where there is none, or nothing may be changed.

        What the room of a meeting made is undone by `GUESTS` alone, once somebody was asked, and nothing else
        is undone by them.
        """
        if (self.latest_of_guests is not None) != (by == GUESTS):
            return None
        return self._step("undo", self.session.undo, by)

    def redo(self, *, by: str = "") -> UndoStep | None:
        """Redo the edit undone or stashed last; None likewise."""
        return self._step("redo", self.session.redo, by)

    def _step(self, reason: Reason, act: Callable[[], UndoStep | None], by: str) -> UndoStep | None:
        before = self.canvas
        try:
            step = act()
        except EditError:
            return None
        if step:
            focus = step.focus_before if reason == "undo" else step.focus_after
            self._publish(reason, before, focus, by)
        return step

    # What is being typed

    def set_draft(self, draft: Draft | None) -> None:
        """Journal a statement that is being typed; None once it is not typed any more."""
        self.session.set_typing(draft)

    def end_draft(self) -> None:
        """Forget the statement that was typed: the edit that follows contains it."""
        self.session.typing = None

    def record_draft(self, edit: EditFunction) -> None:
        """Journal what an edit would come to that is not applied yet, such as a form half filled in."""
        self.session.record_draft(edit)

    def discard_drafts(self) -> None:
        """Journal the canvas as it is: what `record_draft` noted was cancelled."""
        self.session.journal_now()

    def check_journal(self) -> bool:
        """Look whether unsaved work is safe; whether that is another answer than the last time."""
        problem = self.session.journal.problem
        changed = bool(problem) != bool(self._journal_problem)
        self._journal_problem = problem
        if changed:
            self._publish("journal", self.canvas)
        return changed

    # The file

    @property
    def is_watched(self) -> bool:
        """Whether changes that others make to the file are of interest here."""
        session, document = self.session, self.session.document
        closed = session.read_only_reason and not (session.read_only and not document.newer)
        return not (session.discard_allowed or document.path is None or document.data is None or closed)

    def poll_file(
        self, is_idle: Callable[[], bool] = lambda: True, *, is_last: bool = False
    ) -> Operation[Any, FileNews]:
        """Look whether others changed the file, and merge what they wrote.

        Args:
            is_idle: asked before a merge; where the user is busy the merge waits for a later poll.
            is_last: whether no poll follows that could tell a damaged file from one that is being written.
        """
        document, watched = self.document, self.is_watched

        def perform() -> _Found:
            return self._look(document) if watched else _Found()

        def finish(found: _Found) -> FileNews:
            # Saved or merged meanwhile: what was seen may be what this very program wrote.
            return self._tell(self._news(found, is_idle, is_last)) if self.document is document else NO_NEWS

        return Operation(perform, finish)

    def save(self) -> Operation[Any, SaveOutcome]:
        """Write the canvas to its file. What others wrote meanwhile is merged first."""
        return self._save_round(1, None, self.canvas)

    def freeze_save(self) -> Callable[[], Operation[Any, SaveOutcome]]:
        """Make `save` for later, behind other work: it writes the canvas as it is now.

        Where others' words are merged before it begins it writes the canvas of then, which holds them.
        """
        canvas, merge_count = self.canvas, self._merge_count
        return lambda: self._save_round(1, None, canvas if self._merge_count == merge_count else self.canvas)

    def save_as(self, path: str, *, over: bool = False) -> Operation[Any, SaveOutcome]:
        """Write the canvas to another file, which is its file from then on.

        Args:
            path: the file.
            over: whether a file that is there may be replaced.
        """
        document, canvas = self.session.document_to_save, self.canvas
        self.session.journal_save(path, canvas)
        return self._writing(
            lambda: _write(document, canvas, path, over=over),
            lambda saved: self._saved_outcome(saved, document),
        )

    def _save_round(
        self, number: int, merged: FileNews | None, canvas: Canvas
    ) -> Operation[Any, SaveOutcome]:
        document = self.session.document_to_save
        if document.path is None:
            return completed(SaveOutcome("no_path"))
        path = document.path
        self.session.journal_save(path, canvas)

        def finish(result: Saved | _Found) -> SaveOutcome | Operation[Any, SaveOutcome]:
            if isinstance(result, Saved):
                return self._saved_outcome(result, document)._replace(merged=merged)
            if result.error:
                return SaveOutcome("unreadable", error=result.error)
            if result.document is None or number == _MAX_SAVE_ROUNDS:
                changing = "other programs keep changing it; try again in a moment."
                return SaveOutcome("failed", error=DocumentError(f"{visible_line(path)}: {changing}", "busy"))
            news = self._merge(result.document)
            if news.unresolved:
                return SaveOutcome("conflicts", merged=news, unresolved=len(self.unresolved))
            return self._save_round(number + 1, news, self.canvas)

        return self._writing(lambda: self._save_or_look(document, canvas, path), finish)

    def _save_or_look(self, document: Document, canvas: Canvas, path: str) -> Saved | _Found:
        """Save; what the file holds instead where it is not as expected, or there was nothing to write."""
        written = None
        with suppress(ChangedOnDiskError):
            written = _write(document, canvas)
        if written and written.wrote:
            return written
        found = self._look(document)
        if found.is_gone:  # deleted or moved away: nobody's words are in its place
            return _write(document, canvas, path)
        if found.problem:
            problem = DocumentError(f"{visible_line(path)}: {found.problem}", "unreadable")
            return found._replace(error=problem)
        return written if written and found == _Found() else found

    def _writing(
        self,
        write: Callable[[], Performed],
        finish: Callable[[Performed], SaveOutcome | Operation[Any, SaveOutcome]],
    ) -> Operation[Any, SaveOutcome]:
        if self.session.read_only:
            return completed(SaveOutcome("read_only"))

        def perform() -> Performed | DocumentError:
            self.session.journal.flush(_JOURNAL_SECONDS)
            try:
                return write()
            except DocumentError as error:
                return error

        def applied(result: Performed | DocumentError) -> SaveOutcome | Operation[Any, SaveOutcome]:
            if isinstance(result, DocumentError):
                return SaveOutcome("failed", error=result)
            return finish(result)

        return Operation(perform, applied)

    def _saved_outcome(self, saved: Saved, document: Document) -> SaveOutcome:
        self.session.accept_saved(saved, document.versions)
        self._told = NO_NEWS
        self._publish("document", self.canvas)
        code: Literal["saved", "unchanged"] = "saved" if saved.wrote else "unchanged"
        return SaveOutcome(code, saved, still_unsaved=self.canvas != saved.document.canvas)

    def _look(self, document: Document) -> _Found:
        """Read the file where it differs from what is known of it."""
        path = document.path or ""
        look = self._watch.look(path, document.data or b"")
        if look.data is None:
            return _Found(problem=look.problem, is_gone=look.is_gone)
        try:
            return _Found(from_bytes(look.data, path, origin=path)._replace(path=path))
        except DocumentError as error:
            return _Found(error=error)

    def _news(self, found: _Found, is_idle: Callable[[], bool], is_last: bool) -> FileNews:
        path = self.path or ""
        if found.document is not None:
            self._unreadable_since = 0.0
            return self._merge(found.document) if is_idle() else FileNews("waiting", path)
        if found.error is not None:
            self._unreadable_since = self._unreadable_since or time.monotonic()
            if not is_last and time.monotonic() - self._unreadable_since < _HALF_WRITTEN_SECONDS:
                return NO_NEWS
            return FileNews("damaged", path, str(found.error))
        if not found.problem:
            self._unreadable_since = 0.0
        if found.is_gone:
            return FileNews("gone", path)
        if found.problem:
            return FileNews("inaccessible", path, found.problem)
        return FileNews("recovered", path) if self._told != NO_NEWS else NO_NEWS

    def _tell(self, news: FileNews) -> FileNews:
        """Drop what was told already."""
        if news == self._told:
            return NO_NEWS
        if news != NO_NEWS:
            is_lost = news.code in ("gone", "inaccessible", "damaged")
            self._told = news if is_lost or news.code == "waiting" else NO_NEWS
            if is_lost != self.is_file_unreadable:
                self.session.file_seen(is_lost=is_lost)
                self._publish("document", self.canvas)
        return news

    def _merge(self, document: Document) -> FileNews:
        """Merge the file as it is now with what is not saved here."""
        before, was_unsaved = self.canvas, self.session.is_changed
        self._merge_count += 1
        self._told = NO_NEWS
        unresolved = self.session.merge_external(document)
        newer = newer_sentence(document, document.path or "") if document.newer else ""
        self.session.read_only_reason = self.session.read_only_reason or newer
        self._publish("external", before)
        code: Literal["merged", "conflicts"] = "conflicts" if unresolved else "merged"
        return FileNews(code, document.path or "", "", before, self.canvas, was_unsaved, unresolved, newer)

    # Git, and what was left beside the file

    @cached_property
    def git(self) -> GitOperations:
        """Commits and older versions of the file."""
        from canvas.workspace_git import GitOperations  # noqa: PLC0415 - the first frame needs no git

        return GitOperations(self.session, self._merge)

    @cached_property
    def recovery(self) -> RecoveryOperations:
        """Unsaved work of other runs, and conflicted copies."""
        from canvas.workspace_recovery import RecoveryOperations  # noqa: PLC0415 - nor any recovery

        return RecoveryOperations(self.session, self.run)

    @cached_property
    def pastes(self) -> PasteOperations:
        """What is pasted."""
        from canvas.workspace_paste import PasteOperations  # noqa: PLC0415 - nor any paste

        return PasteOperations(self.session, self.run, self.undo)

    @cached_property
    def imports(self) -> ImportOperations:
        """What partners send back."""
        from canvas.workspace_import import ImportOperations  # noqa: PLC0415 - nor any import

        return ImportOperations(self.session, self.run)

    @cached_property
    def groups(self) -> GroupOperations:
        """The copies of groups of the room."""
        from canvas.workspace_groups import GroupOperations  # noqa: PLC0415 - nor any group

        return GroupOperations(self.session, self.run)

    # Exports

    def export(
        self, order: ExportOrder, may_write: Callable[[], bool] = lambda: True
    ) -> Operation[Any, ExportOutcome]:
        """Write the canvas in one of the exporters' formats beside it.

        Args:
            order: what is wanted.
            may_write: asked in the thread once the export is made; nothing is written where it says no.
        """
        canvas, document = self.canvas, self.session.document
        data = document.data if canvas is document.canvas else None

        def perform() -> ExportOutcome:
            from canvas.workspace_export import export  # noqa: PLC0415 - an export alone needs it

            return export(order, canvas, document.path, data, may_write)

        return Operation.of(perform)

    # The end

    def close(self, *, keep: bool) -> bool:
        """End; what no file holds stays in the journal where `keep`. Whether the journal took it."""
        return self.session.close(keep=keep)
