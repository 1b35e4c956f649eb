"""What the git operations of a workspace do in a thread; loads git's modules."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

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
from canvas.model.sanitize import visible_line
from canvas.operations import CommitOutcome, CommitProposal

Found = TypeVar("Found")


def resolve_state(path: str | None, data: bytes) -> ResolveState | VersionError | GitError:
    """Find out whether git waits for the file to be resolved."""
    try:
        return read_resolve_state(git_versions.place_of(path), data)
    except (VersionError, GitError) as error:
        return error


def propose(path: str | None, canvas: Canvas, data: bytes) -> CommitProposal:
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


def commit(document: Document, words: str, branch: str) -> tuple[CommitOutcome, Document | None]:
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


def mark_resolved(path: str, data: bytes) -> GitError | None:
    """Tell git that the file is resolved; why that failed, None where it was done."""
    try:
        git_commit.mark_resolved(path, data)
    except GitError as error:
        return error
    return None


def versions(path: str | None) -> Versions | VersionError:
    """List the commits that changed the file, newest first."""
    return _or_error(lambda: git_versions.listed(path))


def version(file: TrackedFile, listed: Commit) -> Canvas | VersionError:
    """Read the canvas of one of the listed commits."""
    return _or_error(lambda: git_versions.canvas_at(file, listed))


def last_committed(path: str | None) -> Version | VersionError:
    """Read the version of the last commit."""
    return _or_error(lambda: named_versions.last_committed(path))


def _or_error(read: Callable[[], Found]) -> Found | VersionError:
    try:
        return read()
    except VersionError as error:
        return error
