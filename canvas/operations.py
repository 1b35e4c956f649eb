"""Slow work in three steps, and what the operations of a workspace came to.

Outcomes are codes and values, worded by `canvas.outcome_phrases`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from canvas.files.canvas_file import DocumentError, Saved
    from canvas.files.git.git_process import GitError
    from canvas.files.git.history import Commit
    from canvas.files.git.repository import GitOperation
    from canvas.files.git.versions import VersionError
    from canvas.model.canvas import Canvas
    from canvas.model.copy_merge import Joined
    from canvas.model.edits import Edit, EditError

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

    @staticmethod
    def of(perform: Callable[[], Performed]) -> Operation[Performed, Performed]:
        """An operation whose outcome is what its input or output gives."""
        return Operation(perform, lambda outcome: outcome)

    def run(self) -> Outcome:
        """Do all steps in a row, in this thread."""
        result: Outcome | Operation[Any, Outcome] = self.finish(self.perform())
        while isinstance(result, Operation):
            result = result.finish(result.perform())
        return result


def completed(outcome: Outcome) -> Operation[None, Outcome]:
    """An operation whose outcome is known without any input or output."""
    return Operation(lambda: None, lambda _: outcome)


class EditOutcome(NamedTuple):
    """What an edit came to.

    Attributes:
        edit: the edit; None where it was refused.
        changed: whether the canvas is another one now.
        error: why it was refused.
    """

    edit: Edit | None
    changed: bool = False
    error: EditError | None = None


class SaveOutcome(NamedTuple):
    """What a save came to.

    Attributes:
        code: `saved`; `unchanged`, nothing to write; `conflicts`, nothing written because others wrote
            something else meanwhile, now in the canvas; `unreadable`, nothing written because the file cannot
            be read now; `failed`; `no_path`; `read_only`.
        saved: what was written.
        error: why it failed.
        merged: what others wrote meanwhile, taken in before the save.
        unresolved: how many differences between two versions there are now.
        still_unsaved: whether the canvas was edited while the save was under way.
    """

    code: Literal["saved", "unchanged", "conflicts", "unreadable", "failed", "no_path", "read_only"]
    saved: Saved | None = None
    error: DocumentError | None = None
    merged: FileNews | None = None
    unresolved: int = 0
    still_unsaved: bool = False

    @property
    def is_saved(self) -> bool:
        """Whether the canvas, as it was when the save began, is in its file."""
        return self.code in ("saved", "unchanged")


class FileNews(NamedTuple):
    """What a look at the file found. Each news is told once.

    Attributes:
        code: `nothing`; `recovered`, an earlier trouble is over; `gone`; `inaccessible`, it cannot be read;
            `damaged`, it is no canvas now; `waiting`, a change waits until the user is idle; `merged`;
            `conflicts`, merged with differences.
        path: the file.
        detail: the reason, for `inaccessible` and `damaged`.
        before: the canvas before a merge.
        after: the canvas after it.
        was_unsaved: whether a merge met unsaved edits.
        unresolved: how many differences the merge added.
        newer: the sentence why the file is read-only now, where it was replaced by one of a newer format.
    """

    code: Literal["nothing", "recovered", "gone", "inaccessible", "damaged", "waiting", "merged", "conflicts"]
    path: str = ""
    detail: str = ""
    before: Canvas | None = None
    after: Canvas | None = None
    was_unsaved: bool = False
    unresolved: int = 0
    newer: str = ""


NO_NEWS = FileNews("nothing")


class CommitState(NamedTuple):
    """What a commit of the saved file has to be.

    Attributes:
        code: `no_git`, git is missing or has no repository there; `unresolved`, git waits for this file, and
            the canvas still has differences; `other_operation`, git is in the middle of something that does
            not wait for this file; `mark_resolved`, git is only to be told that the file is resolved;
            `mark_would_drop_theirs`, likewise, but nothing of the other version is in the file; `commit`.
        operation: what git is in the middle of.
        unresolved: how many differences the canvas still has.
        error: the reason, for `no_git`.
    """

    code: Literal[
        "no_git", "unresolved", "other_operation", "mark_resolved", "mark_would_drop_theirs", "commit"
    ]
    operation: GitOperation | None = None
    unresolved: int = 0
    error: VersionError | GitError | None = None


class CommitProposal(NamedTuple):
    """A message for a commit.

    Attributes:
        code: `proposed`; `nothing`, git has this version already; `failed`.
        subject: the first line.
        body: the sentences below it.
        needs_terminal: whether git may ask the user something: a hook or a signature.
        branch: the name of a new branch for it, where no branch would hold the commit; empty otherwise.
        error: why it failed.
    """

    code: Literal["proposed", "nothing", "failed"]
    subject: str = ""
    body: str = ""
    needs_terminal: bool = False
    branch: str = ""
    error: VersionError | GitError | None = None


class CommitOutcome(NamedTuple):
    """What a commit came to.

    Attributes:
        commit: the commit; None where there is none.
        file: whether a hook changed the file; where it did, that is in the canvas now.
        error: why there is no commit, or why the file cannot be read after it.
        branch: the new branch that holds it; empty where none was made.
        branch_error: why that branch could not be made.
    """

    commit: Commit | None
    file: Literal["same", "changed", "unreadable"] = "same"
    error: GitError | DocumentError | None = None
    branch: str = ""
    branch_error: GitError | None = None


class ResolvedOutcome(NamedTuple):
    """What telling git that the file is resolved came to.

    Attributes:
        operation: what git is in the middle of, for the user to go on with.
        error: why git was not told.
    """

    operation: GitOperation | None = None
    error: GitError | None = None


class Recovery(NamedTuple):
    """Work of a program that ended without saving, merged into the canvas as it is now.

    Attributes:
        canvas: what the canvas would be.
        conflicts: how many differences between two versions that adds.
    """

    canvas: Canvas
    conflicts: int


class JoinOutcome(NamedTuple):
    """What merging a conflicted copy into the canvas came to.

    Attributes:
        code: `joined`; `nothing`, the canvas has all of it; `unreadable`; `refused`, nothing may be changed.
        path: the copy, which is left where it is.
        joined: what was merged.
        error: why it cannot be read, or was refused.
    """

    code: Literal["joined", "nothing", "unreadable", "refused"]
    path: str
    joined: Joined | None = None
    error: DocumentError | EditError | None = None
