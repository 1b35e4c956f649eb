"""Sentences for what commits and older versions came to, for every front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.model.sanitize import visible_line
from canvas.outcome_phrases import Phrase, Way

if TYPE_CHECKING:
    from canvas.files.git.repository import GitOperation
    from canvas.files.git.versions import VersionError
    from canvas.operations import CommitOutcome, CommitProposal, CommitState, ResolvedOutcome


def not_committed(error: object, *, wrote: bool) -> Phrase:
    """Why nothing was committed.

    Args:
        error: the reason, as a sentence.
        wrote: whether the file was saved for the commit.
    """
    return Phrase(f"{_not(wrote)} committed. {error}", is_warning=True)


def _not(wrote: bool) -> str:
    return "Saved, but not" if wrote else "Not"


def commit_blocked(state: CommitState, way: Way, *, wrote: bool) -> Phrase | None:
    """Why a canvas cannot be committed now; None for the codes that go on."""
    lead = "Saved; " if wrote else ""
    match state.code:
        case "no_git":
            return not_committed(state.error, wrote=wrote)
        case "unresolved":
            then = "marks it for git" if state.operation else "commits it"
            shows = f"{way('settle')} shows what. Then {way('commit')} {then}."
            return Phrase(f"{lead}{state.unresolved} not resolved yet: {shows}", is_warning=True)
        case "other_operation" if state.operation:
            stop = state.operation
            where = f"git is in the middle of a {stop.name}, which does not wait for this canvas"
            then = f"once it is done, {way('commit')} commits"
            text = f"{lead}{where}: “{stop.ends}” {_continues(stop)}; {then}."
            return Phrase(f"{text[:1].upper()}{text[1:]}", is_warning=True)
    return None


def _continues(operation: GitOperation) -> str:
    return f"ends the {operation.name}" if operation.name == "merge" else f"goes on with the {operation.name}"


WOULD_DROP_THEIRS = "Nothing of the other version is in this file"
"""The title of the question that `mark_would_drop_theirs` needs."""


def marked_resolved(outcome: ResolvedOutcome, path: str, *, wrote: bool) -> Phrase:
    """What telling git that a file is resolved came to."""
    if outcome.error:
        return Phrase(f"{_not(wrote)} marked as resolved. {outcome.error}", is_warning=True)
    name, stop = visible_line(path), outcome.operation
    done = f"Saved {name} and marked it" if wrote else f"Marked {name}"
    then = f"“{stop.ends}” {_continues(stop)}" if stop else "it is as in the last commit"
    return Phrase(f"{done} as resolved for git; {then}.", is_warning=True)


NOTHING_TO_COMMIT = "There is nothing to commit: git has this version already."


def no_proposal(proposal: CommitProposal, *, wrote: bool) -> Phrase | None:
    """Why there is nothing to propose for a commit; None where there is."""
    if proposal.code == "failed":
        return not_committed(proposal.error, wrote=wrote)
    return Phrase(NOTHING_TO_COMMIT) if proposal.code == "nothing" else None


def commit_cancelled(path: str, *, wrote: bool) -> Phrase:
    """The user decided against a commit."""
    return Phrase(f"Saved {visible_line(path)}, not committed." if wrote else "Not committed.")


def commits_both(count: int) -> str:
    """A warning before a commit of a canvas in which two versions still differ; empty where none do."""
    if not count:
        return ""
    what = "1 difference is" if count == 1 else f"{count} differences are"
    return f"{what} not resolved: the commit will hold both versions."


def on_no_branch(branch: str) -> str:
    """A warning before a commit that no branch would hold; empty where a branch is checked out."""
    return "No branch is checked out, so none would hold this commit." if branch else ""


def committed(outcome: CommitOutcome, *, wrote: bool) -> Phrase:
    """What a commit came to, and what a hook made of the file."""
    if outcome.commit is None:
        return not_committed(outcome.error, wrote=wrote)
    hook = ""
    if outcome.file == "changed":
        hook = "A hook changed the file; this is how it is now."
    elif outcome.file == "unreadable":
        hook = f"The file cannot be read any more; perhaps a hook changed it. {outcome.error}"
    branch = f" on the new branch {visible_line(outcome.branch)}" if outcome.branch else ""
    no_branch = f"The branch could not be made: {outcome.branch_error}" if outcome.branch_error else ""
    done = f"{'Saved and committed' if wrote else 'Committed'} as {outcome.commit.short}{branch}."
    return Phrase(" ".join(filter(None, (done, no_branch, hook))), is_warning=bool(hook or no_branch))


def no_version(error: VersionError, way: Way) -> str:
    """Why an older version cannot be read."""
    text = str(error)
    with_way = f"{text.removesuffix('.')}: {way('commit')} makes the first."
    return with_way if error.code == "no_commit" else text
