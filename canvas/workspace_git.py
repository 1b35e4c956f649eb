"""The git operations of a workspace, what they do in a thread included; loads git's modules."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

from canvas.exports.changes import message
from canvas.exports.minutes import ended_meeting, meeting_subject
from canvas.files.canvas_file import Document, DocumentError, open_document
from canvas.files.git import commit as git_commit
from canvas.files.git import named_versions
from canvas.files.git import versions as git_versions
from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, is_committed
from canvas.files.git.named_versions import Version
from canvas.files.git.new_branch import make_branch, offered_branch
from canvas.files.git.repository import TrackedFile
from canvas.files.git.resolve_state import ResolveState, read_resolve_state
from canvas.files.git.versions import VersionError, Versions
from canvas.model.canvas import Canvas
from canvas.model.compare import compare
from canvas.model.conflicts import conflicts
from canvas.model.sanitize import visible_line
from canvas.operations import CommitOutcome, CommitProposal, CommitState, Operation, ResolvedOutcome
from canvas.session import Session

Found = TypeVar("Found")
Failure = TypeVar("Failure", bound=Exception)
Arguments = ParamSpec("Arguments")


class GitOperations:
    """What git is asked about the open file, and told to do with it."""

    def __init__(self, session: Session, merge: Callable[[Document], object]) -> None:
        """Work on a session.

        Args:
            session: the file and its canvas.
            merge: merges a file that a hook has changed into the canvas.
        """
        self._session = session
        self._merge = merge

    @property
    def _path(self) -> str | None:
        return self._session.document.path

    @property
    def _data(self) -> bytes:
        return self._session.document.data or b""

    def commit_state(self) -> Operation[Any, CommitState]:
        """Find out what a commit has to be; the canvas must be saved."""

        def finish(state: ResolveState | VersionError | GitError) -> CommitState:
            if isinstance(state, Exception):
                return CommitState("no_git", error=state)
            left = len(conflicts(self._session.canvas))
            if state.waits and left:
                return CommitState("unresolved", state.operation, left)
            if state.operation and not state.waits:
                return CommitState("other_operation", state.operation, left)
            if not (state.operation or state.is_ours):
                return CommitState("commit", unresolved=left)
            drops = state.is_ours and state.has_theirs
            return CommitState("mark_would_drop_theirs" if drops else "mark_resolved", state.operation)

        return Operation(partial(_resolve_state, self._path, self._data), finish)

    def propose_commit(self) -> Operation[Any, CommitProposal]:
        """Compare the canvas with its last commit, and propose what a commit says."""
        propose = partial(_propose, self._path, self._session.canvas, self._data)
        return Operation.of(propose)

    def commit(self, message: str, *, branch: str = "") -> Operation[Any, CommitOutcome]:
        """Commit the file as it was saved, and nothing else.

        Where a hook changes the file, that is merged into the canvas.

        Args:
            message: what it says.
            branch: the name of a new branch to hold it; empty where none is to be made.
        """
        document = self._session.document

        def finish(result: tuple[CommitOutcome, Document | None]) -> CommitOutcome:
            outcome, found = result
            if found and self._session.document is document:
                self._merge(found)
            return outcome

        return Operation(partial(_commit, document, message, branch), finish)

    def mark_resolved(self, state: CommitState) -> Operation[Any, ResolvedOutcome]:
        """Tell git that the saved file is resolved, as `commit_state` found it can be."""
        mark = partial(_attempt, GitError, git_commit.mark_resolved, self._path or "", self._data)
        return Operation(mark, lambda error: ResolvedOutcome(state.operation, error))

    def versions(self) -> Operation[Any, Versions | VersionError]:
        """List the commits that changed the file, newest first."""
        read = partial(_attempt, VersionError, git_versions.listed, self._path)
        return Operation.of(read)

    def version(self, file: TrackedFile, commit: Commit) -> Operation[Any, Canvas | VersionError]:
        """Read the canvas of one of the commits that `versions` listed."""
        read = partial(_attempt, VersionError, git_versions.canvas_at, file, commit)
        return Operation.of(read)

    def last_committed(self) -> Operation[Any, Version | VersionError]:
        """Read the version of the last commit."""
        read = partial(_attempt, VersionError, named_versions.last_committed, self._path)
        return Operation.of(read)


def _attempt(
    failure: type[Failure],
    call: Callable[Arguments, Found],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Found | Failure:
    """What a call returns, or the error of a kind that it raises."""
    try:
        return call(*arguments, **named)
    except failure as error:
        return error


def _resolve_state(path: str | None, data: bytes) -> ResolveState | VersionError | GitError:
    """Find out whether git waits for the file to be resolved."""
    try:
        return read_resolve_state(git_versions.place_of(path), data)
    except (VersionError, GitError) as error:
        return error


def _propose(path: str | None, canvas: Canvas, data: bytes) -> CommitProposal:
    """Compare a canvas, and the bytes of its file, with the last commit, and propose a message."""
    title = visible_line(canvas.title).strip() or "a canvas"
    try:
        file, commits = git_versions.listed(path)
        needs_terminal = git_commit.needs_terminal(path or "")
        proposal = CommitProposal("proposed", f"Begin {title}", needs_terminal=needs_terminal)
        if not commits:
            return proposal._replace(branch=offered_branch(file))
        if is_committed(file, data):
            return CommitProposal("nothing")
        proposal = proposal._replace(subject=f"Change {title}", branch=offered_branch(file))
        try:
            differences = compare(git_versions.canvas_at(file, commits[0]), canvas)
        except VersionError:  # the last version is no canvas
            return proposal
    except (VersionError, GitError) as error:
        return CommitProposal("failed", error=error)
    if differences.are_none:
        return proposal._replace(subject="Change the file, though not what it says")
    subject, _, body = message(differences, canvas).partition("\n")
    if ended := ended_meeting(differences, canvas):
        subject = meeting_subject(ended)
    return proposal._replace(subject=subject, body=body.strip("\n"))


def _commit(document: Document, words: str, branch: str) -> tuple[CommitOutcome, Document | None]:
    """Commit the file as it was saved; gives the file too, where a hook has changed it."""
    path = document.path or ""
    try:
        outcome = CommitOutcome(git_commit.commit(path, words, document.data or b""), branch=branch)
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
