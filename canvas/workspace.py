"""An open canvas at work: edits, the file, git and recovery, orchestrated once for every front end.

A `Workspace` belongs to one thread, its owner: the screen's, or the one that reads a conversation. Slow work
is an `Operation` of three steps: the method that returns it reads what it needs (owner), `perform` does the
input and output (any thread), `finish` applies the result (owner). A front end without a screen calls `run`.

Outcomes carry codes and values. Each front end words them, with the sentences of `canvas.outcome_phrases`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from canvas.files.canvas_file import (
    ChangedOnDiskError,
    Document,
    DocumentError,
    Saved,
    from_bytes,
    newer_sentence,
    open_document,
    save,
    save_as,
)
from canvas.files.journal.snapshot import Draft
from canvas.files.watch import Watch
from canvas.model.canvas import Canvas
from canvas.model.conflicts import Conflict, conflicts
from canvas.model.edits import Edit, EditError
from canvas.model.sanitize import quote, visible_line
from canvas.model.types import ItemId
from canvas.model.undo_history import UndoStep
from canvas.outcomes import (
    NO_NEWS,
    CommitOutcome,
    CommitProposal,
    CommitState,
    EditOutcome,
    FileNews,
    JoinOutcome,
    Recovery,
    ResolvedOutcome,
    SaveOutcome,
)
from canvas.session import Session

if TYPE_CHECKING:
    from datetime import date

    from canvas.exports import ExportError
    from canvas.exports.output_file import OutputOutcome
    from canvas.files.conflicted_copies import Candidate, ConflictedCopy
    from canvas.files.git.commit import ResolveState
    from canvas.files.git.git_process import GitError
    from canvas.files.git.history import Commit, TrackedFile
    from canvas.files.git.versions import Version, VersionError, Versions
    from canvas.files.journal.recovery import RecoverableWork

_HALF_WRITTEN_SECONDS = 3.0
"""How long a file may be unreadable before that is reported: another program may still be writing it."""

_MAX_SAVE_ROUNDS = 3
"""How often a save merges what others wrote meanwhile and tries again."""

EditFunction = Callable[[Canvas], Edit]

Performed = TypeVar("Performed")
Outcome = TypeVar("Outcome")


class Operation(NamedTuple, Generic[Performed, Outcome]):
    """Slow work on a canvas.

    Attributes:
        perform: does the input and output; may run in any thread.
        finish: applies what `perform` returned, on the owner's thread; gives the outcome, or the operation
            that has to follow.
    """

    perform: Callable[[], Performed]
    finish: Callable[[Performed], Outcome | Operation[Any, Outcome]]

    def run(self) -> Outcome:
        """Do all steps in a row, in this thread."""
        result: Outcome | Operation[Any, Outcome] = self.finish(self.perform())
        while isinstance(result, Operation):
            result = result.finish(result.perform())
        return result


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


class Workspace:
    """One open canvas, for whatever front end shows it.

    Attributes:
        session: its file, history and journal.
        wake: called by `submit`, in its thread; it must have the owner call `drain`.
    """

    def __init__(self, session: Session) -> None:
        """Work on a session that nobody else drives."""
        self.session = session
        self.wake: Callable[[], object] = lambda: None
        self._subscribers: list[Callable[[Change], object]] = []
        self._submitted: SimpleQueue[tuple[EditFunction, str]] = SimpleQueue()
        self._watch = Watch()
        self._told = NO_NEWS
        self._unreadable_since = 0.0
        self._journal_problem = ""
        self._copies_done: set[Candidate] = set()

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
        return self._told.code in ("gone", "inaccessible", "damaged")

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
            made = self.session.make(edit, focus=focus)
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

    def undo(self, *, by: str = "") -> UndoStep | None:
        """Undo the latest edit; None where there is none, or nothing may be changed."""
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

    def submit(self, edit: EditFunction, by: str) -> None:
        """Hand an edit over from any thread; the owner applies it when it calls `drain`."""
        self._submitted.put((edit, by))
        self.wake()

    def drain(self) -> list[EditOutcome]:
        """Apply what other threads submitted, in order."""
        outcomes = []
        while not self._submitted.empty():
            edit, by = self._submitted.get()
            outcomes.append(self.run(edit, by=by))
        return outcomes

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

    def poll_file(self, is_idle: Callable[[], bool] = lambda: True) -> Operation[Any, FileNews]:
        """Look whether others changed the file, and merge what they wrote.

        Args:
            is_idle: asked before a merge; where the user is busy the merge waits for a later poll.
        """
        document, watched = self.document, self.is_watched

        def perform() -> _Found:
            return self._look(document) if watched else _Found()

        def finish(found: _Found) -> FileNews:
            # Saved or merged meanwhile: what was seen may be what this very program wrote.
            return self._tell(self._news(found, is_idle)) if self.document is document else NO_NEWS

        return Operation(perform, finish)

    def save(self) -> Operation[Any, SaveOutcome]:
        """Write the canvas to its file. What others wrote meanwhile is merged first."""
        return self._save_round(1, None)

    def save_as(self, path: str, *, over: bool = False) -> Operation[Any, SaveOutcome]:
        """Write the canvas to another file, which is its file from then on.

        Args:
            path: the file.
            over: whether a file that is there may be replaced.
        """
        document, canvas = self.document, self.canvas
        return self._writing(lambda: save_as(document, canvas, path, over=over), self._saved_outcome)

    def _save_round(self, number: int, merged: FileNews | None) -> Operation[Any, SaveOutcome]:
        document, canvas = self.document, self.canvas
        if document.path is None:
            return _settled(SaveOutcome("no_path"))
        path = document.path

        def finish(result: Saved | _Found) -> SaveOutcome | Operation[Any, SaveOutcome]:
            if isinstance(result, Saved):
                return self._saved_outcome(result)._replace(merged=merged)
            if result.error:
                return SaveOutcome("unreadable", error=result.error)
            if result.document is None or number == _MAX_SAVE_ROUNDS:
                changing = "other programs keep changing it; try again in a moment."
                return SaveOutcome("failed", error=DocumentError(f"{visible_line(path)}: {changing}", "busy"))
            news = self._merge(result.document)
            if news.unresolved:
                return SaveOutcome("conflicts", merged=news, unresolved=len(self.unresolved))
            return self._save_round(number + 1, news)

        return self._writing(lambda: self._save_or_look(document, canvas, path), finish)

    def _save_or_look(self, document: Document, canvas: Canvas, path: str) -> Saved | _Found:
        """Save; what the file holds instead where it is not as expected, or there was nothing to write."""
        written = None
        with suppress(ChangedOnDiskError):
            written = save(document, canvas)
        if written and written.wrote:
            return written
        found = self._look(document)
        if found.is_gone:  # deleted or moved away: nobody's words are in its place
            return save_as(document, canvas, path)
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
            return _settled(SaveOutcome("read_only"))

        def perform() -> Performed | DocumentError:
            try:
                return write()
            except DocumentError as error:
                return error

        def applied(result: Performed | DocumentError) -> SaveOutcome | Operation[Any, SaveOutcome]:
            if isinstance(result, DocumentError):
                return SaveOutcome("failed", error=result)
            return finish(result)

        return Operation(perform, applied)

    def _saved_outcome(self, saved: Saved) -> SaveOutcome:
        self.session.accept_saved(saved)
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

    def _news(self, found: _Found, is_idle: Callable[[], bool]) -> FileNews:
        path = self.path or ""
        if found.document is not None:
            self._unreadable_since = 0.0
            return self._merge(found.document) if is_idle() else FileNews("waiting", path)
        if found.error is not None:
            self._unreadable_since = self._unreadable_since or time.monotonic()
            if time.monotonic() - self._unreadable_since < _HALF_WRITTEN_SECONDS:
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
            was_unreadable = self.is_file_unreadable
            is_lasting = news.code in ("gone", "inaccessible", "damaged", "waiting")
            self._told = news if is_lasting else NO_NEWS
            if self.is_file_unreadable != was_unreadable:
                self._publish("document", self.canvas)
        return news

    def _merge(self, document: Document) -> FileNews:
        """Merge the file as it is now with what is not saved here."""
        before, was_unsaved = self.canvas, self.is_unsaved
        unresolved = self.session.merge_external(document)
        newer = newer_sentence(document, document.path or "") if document.newer else ""
        self.session.read_only_reason = self.session.read_only_reason or newer
        self._publish("external", before)
        code: Literal["merged", "conflicts"] = "conflicts" if unresolved else "merged"
        return FileNews(code, document.path or "", "", before, self.canvas, was_unsaved, unresolved, newer)

    # Work that another run of the program left unsaved

    def recoverable(self) -> Operation[Any, list[RecoverableWork]]:
        """Find unsaved work on this file, newest first; each must be recovered, discarded or released."""
        path, allowed = self.path, not self.session.read_only_reason

        def perform() -> list[RecoverableWork]:
            if path is None or not allowed:
                return []  # looking for it would already tidy it up
            from canvas.files.journal.recovery import find_recoverable  # noqa: PLC0415 - hardly ever needed

            return find_recoverable(path)

        return Operation(perform, lambda found: found)

    def discard(self, work: RecoverableWork) -> Operation[Any, bool]:
        """Move work to the bin. Where that fails it is released and offered again; whether it was moved."""

        def perform() -> bool:
            moved = work.discard()
            if not moved:
                work.release()
            return moved

        return Operation(perform, lambda moved: moved)

    def restore_discarded(self) -> Operation[Any, list[RecoverableWork]]:
        """Take what was discarded last of this file out of the bin; gives all that is recoverable then."""
        path, allowed = self.path, not self.session.read_only_reason

        def perform() -> list[RecoverableWork]:
            if path is None or not allowed:
                return []
            from canvas.files.journal.recovery import find_recoverable  # noqa: PLC0415 - hardly ever needed
            from canvas.files.journal.recovery_bin import binned  # noqa: PLC0415 - likewise

            discarded = binned(time.time(), path)
            for number, work in enumerate(discarded):
                if number or not work.restore():
                    work.release()
            return find_recoverable(path) if discarded else []

        return Operation(perform, lambda found: found)

    def preview_recovery(self, work: RecoverableWork) -> Recovery:
        """What the canvas would be with the work merged into it."""
        from canvas.files.journal.recovery import recovered  # noqa: PLC0415 - hardly ever needed

        found = recovered(work, self.document)
        if self.canvas is self.document.canvas:
            return Recovery(found.canvas, found.conflicts)
        from canvas.model.merge import merge  # noqa: PLC0415 - likewise

        merged = merge(self.document.canvas, self.canvas, found.canvas)
        return Recovery(merged.canvas, found.conflicts + merged.conflicts)

    def recover(self, work: RecoverableWork, *, by: str = "") -> EditOutcome:
        """Merge the work into the canvas; its journal goes once this canvas's own journal holds it."""
        found = self.preview_recovery(work)
        outcome = self.run(lambda _: Edit("take back the work that was in no file", found.canvas), by=by)
        if outcome.edit:
            self.session.journal_now()
            self.session.journal.adopt(work)
        return outcome

    # Conflicted copies of sync programs

    def conflicted_copy(self, *, again: bool = False) -> Operation[Any, ConflictedCopy | None]:
        """Find the newest conflicted copy beside the file that says anything else; None where there is none.

        Args:
            again: whether to offer those too that `join` has dealt with.
        """
        path, canvas, done = self.path, self.canvas, frozenset() if again else frozenset(self._copies_done)
        allowed = not self.session.read_only_reason

        def perform() -> ConflictedCopy | None:
            if path is None or not allowed:
                return None
            from canvas.files.conflicted_copies import find_copy  # noqa: PLC0415 - hardly ever needed

            return find_copy(path, canvas, done)

        return Operation(perform, lambda found: found)

    def join(self, copy: ConflictedCopy, *, by: str = "", focus: ItemId | None = None) -> JoinOutcome:
        """Merge a copy that `conflicted_copy` found into the canvas, as one edit."""
        from canvas.files.conflicted_copies import joined  # noqa: PLC0415 - hardly ever needed

        path = copy.candidate.path
        self._copies_done.add(copy.candidate)
        if copy.error:
            return JoinOutcome("unreadable", path, error=copy.error)
        found = joined(self.canvas, copy)
        if not found.is_news:
            return JoinOutcome("nothing", path)
        label = f"join {quote(os.path.basename(path))}"
        outcome = self.run(lambda _: Edit(label, found.canvas, focus), by=by, focus=focus)
        return JoinOutcome("refused" if outcome.error else "joined", path, found, outcome.error)

    # Git

    def commit_state(self) -> Operation[Any, CommitState]:
        """Find out what a commit has to be; the canvas must be saved."""
        path, data = self.path, self.document.data or b""

        def perform() -> ResolveState | VersionError | GitError:
            from canvas.files.git.commit import resolve_state  # noqa: PLC0415 - git alone needs it
            from canvas.files.git.git_process import GitError  # noqa: PLC0415 - likewise
            from canvas.files.git.versions import VersionError, place_of  # noqa: PLC0415 - likewise

            try:
                return resolve_state(place_of(path), data)
            except (VersionError, GitError) as error:
                return error

        def finish(state: ResolveState | VersionError | GitError) -> CommitState:
            if isinstance(state, Exception):
                return CommitState("no_git", error=state)
            left = len(self.unresolved)
            if state.waits and left:
                return CommitState("unresolved", state.operation, left)
            if state.operation and not state.waits:
                return CommitState("other_operation", state.operation, left)
            if not (state.operation or state.is_ours):
                return CommitState("commit", unresolved=left)
            drops = state.is_ours and state.has_theirs
            return CommitState("mark_would_drop_theirs" if drops else "mark_resolved", state.operation)

        return Operation(perform, finish)

    def propose_commit(self) -> Operation[Any, CommitProposal]:
        """Compare the canvas with its last commit, and propose what a commit says."""
        path, canvas, data = self.path, self.canvas, self.document.data or b""
        return Operation(lambda: _proposed(path, canvas, data), lambda proposal: proposal)

    def commit(self, message: str, *, branch: str = "") -> Operation[Any, CommitOutcome]:
        """Commit the file as it was saved, and nothing else.

        Where a hook changes the file, that is merged into the canvas.

        Args:
            message: what it says.
            branch: the name of a new branch to hold it; empty where none is to be made.
        """
        document = self.document
        path = document.path or ""

        def perform() -> tuple[CommitOutcome, Document | None]:
            from canvas.files.git.commit import commit, make_branch  # noqa: PLC0415 - git alone needs it
            from canvas.files.git.git_process import GitError  # noqa: PLC0415 - likewise

            try:
                outcome = CommitOutcome(commit(path, message, document.data or b""), branch=branch)
            except GitError as error:
                return CommitOutcome(None, error=error), None
            try:
                if branch:
                    make_branch(path, branch)
            except GitError as error:
                outcome = outcome._replace(branch="", branch_error=error)
            try:
                found = open_document(path)
            except DocumentError as error:
                return outcome._replace(file="unreadable", error=error), None
            if found.data == document.data:
                return outcome, None
            return outcome._replace(file="changed"), found

        def finish(result: tuple[CommitOutcome, Document | None]) -> CommitOutcome:
            outcome, found = result
            if found and self.document is document:
                self._merge(found)
            return outcome

        return Operation(perform, finish)

    def mark_resolved(self, state: CommitState) -> Operation[Any, ResolvedOutcome]:
        """Tell git that the saved file is resolved, as `commit_state` found it can be."""
        path, data = self.path or "", self.document.data or b""

        def perform() -> GitError | None:
            from canvas.files.git.commit import mark_resolved  # noqa: PLC0415 - git alone needs it
            from canvas.files.git.git_process import GitError  # noqa: PLC0415 - likewise

            try:
                mark_resolved(path, data)
            except GitError as error:
                return error
            return None

        return Operation(perform, lambda error: ResolvedOutcome(state.operation, error))

    # Older versions

    def versions(self) -> Operation[Any, Versions | VersionError]:
        """List the commits that changed the file, newest first."""
        path = self.path

        def list_them() -> Versions:
            from canvas.files.git.versions import listed  # noqa: PLC0415 - git alone needs it

            return listed(path)

        return _looked_up(list_them)

    def version(self, file: TrackedFile, commit: Commit) -> Operation[Any, Canvas | VersionError]:
        """Read the canvas of one of the commits that `versions` listed."""

        def read() -> Canvas:
            from canvas.files.git.versions import canvas_at  # noqa: PLC0415 - git alone needs it

            return canvas_at(file, commit)

        return _looked_up(read)

    def last_committed(self) -> Operation[Any, Version | VersionError]:
        """Read the version of the last commit."""
        path = self.path

        def read() -> Version:
            from canvas.files.git.versions import last_committed  # noqa: PLC0415 - git alone needs it

            return last_committed(path)

        return _looked_up(read)

    def version_since(self, words: str) -> Operation[Any, Version | VersionError]:
        """Read the version that somebody means by a day, or by what git calls a revision."""
        path = self.path

        def read() -> Version:
            from canvas.files.git.versions import since  # noqa: PLC0415 - git alone needs it

            return since(path, words)

        return _looked_up(read)

    def version_before(self, day: date) -> Operation[Any, Version | VersionError]:
        """Read the version that stood when a day began, by the days of the commits here."""
        path = self.path

        def read() -> Version:
            from canvas.files.git.versions import before  # noqa: PLC0415 - git alone needs it

            return before(path, day)

        return _looked_up(read)

    # Exports

    def export(
        self,
        to: str,
        *,
        today: date,
        audience: str,
        partner: str | None = None,
        agreed: bytes | None = None,
    ) -> Operation[Any, OutputOutcome | ExportError]:
        """Write the canvas in one of the exporters' formats to a file beside it.

        Args:
            to: the format's key.
            today: the day that decides what is overdue.
            audience: who is to read it.
            partner: the partner whose own page is wanted.
            agreed: the content of another file of that name that the user agreed to replace.
        """
        canvas, path = self.canvas, self.path

        def perform() -> OutputOutcome | ExportError:
            from canvas.exports import ExportError, output_file  # noqa: PLC0415 - an export alone needs them

            try:
                plan = output_file.prepare(
                    to, canvas, today=today, audience=audience, partner=partner, canvas_path=path
                )
            except ExportError as error:
                return error
            return output_file.perform(plan._replace(agreed=agreed))

        return Operation(perform, lambda outcome: outcome)

    # The end

    def close(self, *, keep: bool) -> bool:
        """End; what no file holds stays in the journal where `keep`. Whether the journal took it."""
        return self.session.close(keep=keep)


def _looked_up(read: Callable[[], Outcome]) -> Operation[Any, Outcome | VersionError]:
    """An operation that reads a version of git."""

    def perform() -> Outcome | VersionError:
        from canvas.files.git.versions import VersionError  # noqa: PLC0415 - git alone needs it

        try:
            return read()
        except VersionError as error:
            return error

    return Operation(perform, lambda found: found)


def _proposed(path: str | None, canvas: Canvas, data: bytes) -> CommitProposal:
    from canvas.exports.changes import message  # noqa: PLC0415 - a commit alone needs them
    from canvas.files.git.commit import needs_terminal, offered_branch  # noqa: PLC0415
    from canvas.files.git.git_process import GitError  # noqa: PLC0415
    from canvas.files.git.history import is_committed  # noqa: PLC0415
    from canvas.files.git.versions import VersionError, canvas_at, listed  # noqa: PLC0415
    from canvas.model.compare import compare  # noqa: PLC0415

    title = visible_line(canvas.title).strip() or "a canvas"
    try:
        file, commits = listed(path)
        proposal = CommitProposal("proposed", f"Begin {title}", needs_terminal=needs_terminal(path or ""))
        if not commits:
            return proposal._replace(branch=offered_branch(file))
        if is_committed(file, data):
            return CommitProposal("nothing")
        proposal = proposal._replace(subject=f"Change {title}", branch=offered_branch(file))
        try:
            differences = compare(canvas_at(file, commits[0]), canvas)
        except VersionError:  # the last version is no canvas
            return proposal
    except (VersionError, GitError) as error:
        return CommitProposal("failed", error=error)
    if differences.are_none:
        return proposal._replace(subject="Change the file, though not what it says")
    subject, _, body = message(differences, canvas).partition("\n")
    return proposal._replace(subject=subject, body=body.strip("\n"))


def _settled(outcome: Outcome) -> Operation[None, Outcome]:
    """An operation whose outcome is known without any input or output."""
    return Operation(lambda: None, lambda _: outcome)
