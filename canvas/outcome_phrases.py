"""Sentences for the outcomes of edits, of the file and of recovery, for every front end.

Each function takes an outcome and `way`, which names how the user reaches an action: the board gives its key,
the linear front end the word of its command. No sentence names a key or a command by itself. Those about git
are in `git_phrases.py`, those about exports and imports in `exchange_phrases.py`.
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
    from canvas.model.paste import Pasted
    from canvas.model.undo_history import UndoStep
    from canvas.operations import EditOutcome, FileNews, JoinOutcome, SaveOutcome

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
        case "nothing" | "recovered":
            return None
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
