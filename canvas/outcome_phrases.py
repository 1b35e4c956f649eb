"""Sentences for the outcomes of a workspace's operations, for every front end.

Each function takes an outcome and `way`, which names how the user reaches an action: the board gives its key,
the linear front end the word of its command. No sentence names a key or a command by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from canvas.files.disk_errors import ADVISES_SAVE_AS
from canvas.model.canvas import Canvas
from canvas.model.conflicts import Conflict, conflicts
from canvas.model.sanitize import quote, visible_line

if TYPE_CHECKING:
    from canvas.exports import ExportError
    from canvas.exports.output_file import OutputOutcome
    from canvas.exports.sheet_files import SheetsOutcome
    from canvas.files.git.repository import GitOperation
    from canvas.files.git.versions import VersionError
    from canvas.imports.proposal import Proposal
    from canvas.model.paste import Pasted
    from canvas.model.undo_history import UndoStep
    from canvas.operations import (
        CommitOutcome,
        CommitProposal,
        CommitState,
        EditOutcome,
        FileNews,
        JoinOutcome,
        ResolvedOutcome,
        SaveOutcome,
    )

Way = Callable[[str], str]
"""Names how the user reaches an action, by the action's id in the table of keys."""


class Phrase(NamedTuple):
    """What to say.

    Attributes:
        text: the sentences; empty where what was said before is to be taken back.
        is_warning: whether it needs the user's attention.
    """

    text: str
    is_warning: bool = False


# Edits


_IRREGULAR = {
    "begin": "began",
    "bring": "brought",
    "give": "gave",
    "keep": "kept",
    "put": "put",
    "say": "said",
    "set": "set",
    "take": "took",
}


def past_tense(label: str) -> str:
    """Turn the label of an edit, which begins with a verb, into a sentence about what was done."""
    verb, space, rest = label.partition(" ")
    past = _IRREGULAR.get(verb) or verb.removesuffix("e") + "ed"
    return f"{past.capitalize()}{space}{rest}"


def edit_done(outcome: EditOutcome) -> Phrase:
    """What an edit came to, by its own label; empty where it changed nothing."""
    if outcome.error:
        return Phrase(str(outcome.error), is_warning=True)
    return Phrase(f"{past_tense(outcome.edit.label)}." if outcome.edit and outcome.changed else "")


def paste_done(pasted: Pasted, *, undo: str = "", letter: str = "") -> Phrase:
    """What was made of a paste, with the ways to undo it and to have it to the letter."""
    ways = [f"{letter} has them as pasted"] if letter and pasted.is_changed else []
    ways += [f"{undo} undoes"] if undo else []
    # Short, so that what was done and both ways fit on a line of 80 columns.
    said = pasted.sentence if pasted.is_changed else f"Pasted {pasted.sentence}"
    return Phrase(". ".join(filter(None, (said, ", ".join(ways)))) + ".")


def stashed(way: Way) -> Phrase:
    """An edit was typed and cancelled."""
    return Phrase(f"Left as it was; {way('redo')} brings back what you typed.")


def undone(step: UndoStep | None, of_guests: UndoStep | None = None) -> Phrase:
    """What an undo came to; where it was refused because the room made the latest edit, that."""
    if step is None and of_guests:
        return Phrase(f"The latest change came from the room ({of_guests.label}): undo it on the board.")
    return Phrase(f"Undone: {step.label}." if step else "There is nothing to undo.")


def redone(step: UndoStep | None) -> Phrase:
    """What a redo came to."""
    return Phrase(f"Redone: {step.label}." if step else "There is nothing to redo.")


def journal_trouble(problem: str) -> Phrase:
    """Unsaved work would not survive the program."""
    return Phrase(
        f"What is not saved is not safe: the journal cannot be written ({problem}).", is_warning=True
    )


# Differences between two versions

NOTHING_TO_RESOLVE = "There is nothing to resolve: no two versions differ here."


def resolved(left: int, way: Way, *, take: bool) -> Phrase:
    """One difference was resolved; how many there are still."""
    if not left:
        return Phrase(f"All resolved; {way('save')} saves.")
    done = "Took the other version" if take else "Kept this version"
    return Phrase(f"{done}; {left} not resolved yet.")


def unresolved(canvas: Canvas, way: Way) -> str:
    """How much differs between two versions, and what to do about it; empty where nothing does."""
    found = conflicts(canvas)
    if not found:
        return ""
    from canvas.exports.phrases import counted, listed  # noqa: PLC0415 - two versions seldom differ

    count = len({c.item.id for c in found if c.item})
    own = [f"the canvas's {_property_name(c)}" for c in found if c.item is None]
    what = listed([*own, *([counted(count, "statement")] if count else [])])
    differ = "differs" if len(own) + count == 1 else "differ"
    ours, theirs, both = map(way, ("keep_ours", "take_theirs", "settle"))
    do = f"{ours} keeps this one, {theirs} takes the other" if count else f"{both} shows both"
    more = f"; {both} shows all" if count and own else ""
    return f"{what[:1].upper()}{what[1:]} {differ} between two versions: {do}{more}."


def _property_name(conflict: Conflict) -> str:
    return conflict.name.lower()


# The file


def file_news(news: FileNews, way: Way, *, read_only: bool = False, has_board: bool = True) -> Phrase | None:
    """What a look at the file found; None where there is nothing to say.

    Args:
        news: what was found.
        way: names the way to an action.
        read_only: whether the user asked that nothing be written: no way to save is named then.
        has_board: whether the canvas is on the screen.
    """
    match news.code:
        case "nothing":
            return None
        case "recovered":
            return Phrase("")
        case "waiting":
            text = "The file was changed by somebody else: that is taken in when you have finished here."
        case "damaged":
            text = f"Somebody else changed the file, and it cannot be read now. {news.detail} "
            text += _all_kept(has_board=has_board) + "."
        case "gone":
            way_out = "." if read_only else f": {way('save')} writes it again."
            text = f"{visible_line(news.path)} is no longer there. {_all_kept(has_board=has_board)}{way_out}"
        case "inaccessible":
            way_out = "." if read_only else f": {way('save_as')} saves under another name."
            text = f"{visible_line(news.path)}: {news.detail} {_all_kept(has_board=has_board)}{way_out}"
        case "merged":
            return _merged(news, has_board)
        case "conflicts":
            differing = unresolved(news.after, way) if news.after else ""
            text = f"The file was changed by somebody else. {differing}"
    return Phrase(text, is_warning=True)


def _all_kept(*, has_board: bool) -> str:
    return "The board keeps all" if has_board else "Nothing is lost"


def _merged(news: FileNews, has_board: bool) -> Phrase | None:
    if news.before is None or news.after is None or news.before == news.after:
        return None
    from canvas.exports.change_summary import counts  # noqa: PLC0415 - others seldom change an open file
    from canvas.model.compare import compare  # noqa: PLC0415 - likewise

    how = ", merged with yours" if news.was_unsaved else ", now on the board" * has_board
    differences = compare(news.before, news.after)
    what = ", ".join(counts(differences))  # not `summary`, which is worded as a commit: like an order
    names = [quote(change.item.text) for change in differences.items]
    names += [visible_line(change.key) for change in differences.properties]
    if len(names) == 1:
        what += f" ({names[0]})"
    return Phrase(f"Somebody else changed the file{how}: {what}.")


def saved(outcome: SaveOutcome, way: Way, *, has_board: bool = True) -> Phrase:
    """What a save came to. Empty for `no_path` and `read_only`: the front end asks, or gives the reason."""
    news = outcome.merged and file_news(outcome.merged, way, has_board=has_board)
    merged = news.text if news else ""
    match outcome.code:
        case "no_path" | "read_only":
            return Phrase("")
        case "conflicts":
            return Phrase(f"Not saved yet. {merged}", is_warning=True)
        case "unreadable":
            ways = f"{way('save_as')} saves it under another name"
            kept = f"{_all_kept(has_board=has_board)}; {ways}."
            return Phrase(f"Not saved. The file cannot be read now: {outcome.error} {kept}", is_warning=True)
        case "failed":
            advised = outcome.error is not None and outcome.error.code in ADVISES_SAVE_AS
            does = "does that" if advised else "saves under another name"
            return Phrase(f"Not saved. {outcome.error} {way('save_as')} {does}.", is_warning=True)
        case "unchanged":
            done = "Nothing has changed since the last save."
        case "saved":
            path = outcome.saved.document.path if outcome.saved else ""
            done = f"Saved {visible_line(path or '')}."
    warnings = outcome.saved.warnings if outcome.saved else ()
    meanwhile = "What was changed meanwhile is not saved yet." if outcome.still_unsaved else ""
    text = " ".join(filter(None, (done, *warnings, merged, meanwhile)))
    return Phrase(text, is_warning=bool(warnings))


def file_exists(path: str) -> str:
    """A file of that name exists; the front end adds how it is replaced."""
    return f"{quote(path)} is there already."


# Git


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
    return (
        f"{text.removesuffix('.')}: {way('commit')} makes the first." if error.code == "no_commit" else text
    )


# Exports


def exported(outcome: OutputOutcome | ExportError, audience: str = "") -> Phrase:
    """What an export came to. For `exists` the front end adds how the file is replaced.

    Args:
        outcome: what `Workspace.export` gave.
        audience: who it is for, where that is to be said.
    """
    if isinstance(outcome, Exception):
        return Phrase(str(outcome), is_warning=True)
    match outcome.code:
        case "written" | "unchanged":
            whom = f", for {audience}" if audience else ""
            told = (f"Wrote {visible_line(outcome.path)}{whom}.", unresolved_in_export(outcome.unresolved))
            text = " ".join(filter(None, (*told, *outcome.warnings)))
            return Phrase(text, is_warning=bool(outcome.unresolved))
        case "exists":
            text = file_exists(outcome.path)
        case "no_name":
            text = "The output's name is empty."
        case "is_the_canvas" | "name_of_a_canvas":
            text = f"{visible_line(outcome.path)} is the name of a canvas; choose another one for the export."
        case "terminal":
            text = f"{visible_line(outcome.path)} is a terminal, which cannot show this format."
        case "stopped":
            text = "Stopped: nothing was written."
        case "disk":
            text = f"{quote(outcome.path)}: {outcome.error}"
    return Phrase(text, is_warning=True)


def exported_sheets(outcome: SheetsOutcome) -> Phrase:
    """What writing a sheet for each partner came to."""
    if outcome.is_stopped:
        return Phrase("Stopped: nothing was written.", is_warning=True)
    sheets = f"{outcome.total} sheet{'' if outcome.total == 1 else 's'}"
    told = sheets if outcome.is_done else f"{outcome.written} of {sheets}"
    why = (
        f"{quote(os.path.basename(path))}: {reason}"
        if isinstance(reason, Exception)
        else f"{file_exists(os.path.basename(path))} It was left as it is."
        if reason.code == "exists"
        else exported(reason).text
        for path, reason in outcome.failed
    )
    parts = (
        f"Wrote {told} to {visible_line(outcome.folder)}.",
        *why,
        unresolved_in_export(outcome.unresolved),
        *outcome.warnings,
    )
    return Phrase(" ".join(filter(None, parts)), is_warning=not outcome.is_done or bool(outcome.unresolved))


def unresolved_in_export(count: int) -> str:
    """How much of an export is not settled; empty where all is.

    Args:
        count: how many statements in it, and the canvas's own fields as one, two versions have differently.
    """
    if not count:
        return ""
    return f"Two versions differ in {count} {'place' if count == 1 else 'places'}: not resolved yet."


# Recovery


WITH_COMMENTS = "The comments of joined copies come along with the next save."


def recovered(unresolved_sentence: str, way: Way, *, has_board: bool = True) -> Phrase:
    """Unsaved work of an earlier run was merged into the canvas.

    Args:
        unresolved_sentence: what `unresolved` gives where that added differences; empty otherwise.
        way: names the way to an action.
        has_board: whether the canvas is on the screen.
    """
    where = "back on the board" if has_board else "back"
    text = f"It is {where}, not saved yet: {way('save')} saves it, {way('undo')} undoes it."
    return Phrase(f"{text} {unresolved_sentence}".strip(), is_warning=True)


NOTHING_TO_RESTORE = "There is no unsaved work of an earlier session, and none of it in the bin."


def discarded(way: Way, *, moved: bool) -> Phrase:
    """What discarding unsaved work came to.

    Args:
        way: names the way to an action.
        moved: whether it is in the bin now.
    """
    if not moved:
        return Phrase("It could not be deleted; it is offered again the next time.", is_warning=True)
    return Phrase(f"Deleted; {way('restore')} brings it back within 30 days.")


# Conflicted copies of sync programs

NOTHING_TO_JOIN = "There is no conflicted copy beside this file that says anything else."


def copy_found(path: str, way: Way) -> Phrase:
    """A conflicted copy lies beside the file."""
    name = visible_line(os.path.basename(path))  # at the end, where a long one may be truncated
    return Phrase(f"A conflicted copy lies beside this file; {way('join')} joins it: {name}", is_warning=True)


def joined(outcome: JoinOutcome, way: Way, unresolved_sentence: str = "") -> Phrase:
    """What merging a conflicted copy came to.

    Args:
        outcome: what `Workspace.join` gave.
        way: names the way to an action.
        unresolved_sentence: what `unresolved` gives now.
    """
    name = visible_line(os.path.basename(outcome.path))
    if outcome.code == "nothing":
        return Phrase(f"{name} says nothing that is not here; the copy stays where it is.")
    if outcome.joined is None:
        return Phrase(f"Nothing was joined. {outcome.error}", is_warning=True)
    if outcome.code == "refused":
        return Phrase(str(outcome.error), is_warning=True)
    from canvas.exports.phrases import counted  # noqa: PLC0415 - copies are rare

    found = outcome.joined
    own, gone = len(found.differences.properties) + len(found.differences.told_records), found.gone
    what = [counted(found.changed, "statement")] if found.changed else []
    what += [f"{counted(gone, 'statement')} less"] if gone else []
    what += [f"{counted(own, 'field')} of the canvas"] if own else []
    what += [counted(found.conflicts, "difference")] if found.conflicts else []
    done = f"Joined {name}: {', '.join(what)}; the copy stays where it is, and {way('undo')} undoes it."
    differs = unresolved_sentence if found.conflicts else ""
    return Phrase(f"{done} {differs}".strip(), is_warning=bool(differs))


# Imports


def imported(proposal: Proposal, taken: int, way: Way | None = None) -> Phrase:
    """What an import came to: how many changes were taken, and how it is undone where there is a way."""
    if proposal.differences.are_none:
        return Phrase(f"Nothing in {quote(proposal.name)} is different from this canvas.")
    count = "1 change" if taken == 1 else f"{taken} changes"
    told = f"Took in {count} from {quote(proposal.name)}"
    return Phrase(f"{told}; {way('undo')} undoes it." if way else f"{told}.")
