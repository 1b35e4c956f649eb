"""The git operations of a workspace. Git's modules are loaded in the thread that needs them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from canvas.git_work import commit, last_committed, mark_resolved, propose, resolve_state, version, versions
from canvas.model.conflicts import conflicts
from canvas.operations import CommitState, Operation, ResolvedOutcome

if TYPE_CHECKING:
    from canvas.files.canvas_file import Document
    from canvas.files.git.git_process import GitError
    from canvas.files.git.history import Commit
    from canvas.files.git.named_versions import Version
    from canvas.files.git.repository import TrackedFile
    from canvas.files.git.resolve_state import ResolveState
    from canvas.files.git.versions import VersionError, Versions
    from canvas.model.canvas import Canvas
    from canvas.operations import CommitOutcome, CommitProposal
    from canvas.session import Session


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
        path, data = self._path, self._data

        def perform() -> ResolveState | VersionError | GitError:

            return resolve_state(path, data)

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

        return Operation(perform, finish)

    def propose_commit(self) -> Operation[Any, CommitProposal]:
        """Compare the canvas with its last commit, and propose what a commit says."""
        path, canvas, data = self._path, self._session.canvas, self._data

        def perform() -> CommitProposal:

            return propose(path, canvas, data)

        return Operation(perform, lambda proposal: proposal)

    def commit(self, message: str, *, branch: str = "") -> Operation[Any, CommitOutcome]:
        """Commit the file as it was saved, and nothing else.

        Where a hook changes the file, that is merged into the canvas.

        Args:
            message: what it says.
            branch: the name of a new branch to hold it; empty where none is to be made.
        """
        document = self._session.document

        def perform() -> tuple[CommitOutcome, Document | None]:

            return commit(document, message, branch)

        def finish(result: tuple[CommitOutcome, Document | None]) -> CommitOutcome:
            outcome, found = result
            if found and self._session.document is document:
                self._merge(found)
            return outcome

        return Operation(perform, finish)

    def mark_resolved(self, state: CommitState) -> Operation[Any, ResolvedOutcome]:
        """Tell git that the saved file is resolved, as `commit_state` found it can be."""
        path, data = self._path or "", self._data

        def perform() -> GitError | None:

            return mark_resolved(path, data)

        return Operation(perform, lambda error: ResolvedOutcome(state.operation, error))

    def versions(self) -> Operation[Any, Versions | VersionError]:
        """List the commits that changed the file, newest first."""
        path = self._path

        def perform() -> Versions | VersionError:

            return versions(path)

        return Operation(perform, lambda found: found)

    def version(self, file: TrackedFile, commit: Commit) -> Operation[Any, Canvas | VersionError]:
        """Read the canvas of one of the commits that `versions` listed."""

        def perform() -> Canvas | VersionError:

            return version(file, commit)

        return Operation(perform, lambda found: found)

    def last_committed(self) -> Operation[Any, Version | VersionError]:
        """Read the version of the last commit."""
        path = self._path

        def perform() -> Version | VersionError:

            return last_committed(path)

        return Operation(perform, lambda found: found)
