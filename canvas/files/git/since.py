"""The version since which changes are told, as people name it: a day, or a revision."""

from __future__ import annotations

from datetime import date

from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, UnknownError, commit_before, resolve
from canvas.files.git.repository import TrackedFile
from canvas.model.calendar_text import DayError, parse_iso
from canvas.model.date_parser import parse_past_date


def day_of(words: str) -> date | None:
    """Parse a typed day; None where it is not a day, but perhaps a revision."""
    try:
        return parse_iso(words)
    except DayError as error:
        raise GitError(str(error), "bad_day") from None


def find_since(place: TrackedFile, words: str, today: date) -> tuple[date | None, Commit | None]:
    """Find the version since which to tell changes: as a typed day began, or of a revision.

    A revision goes before everyday words such as ``yesterday``. The day is None for a revision, the commit
    where there is none from before the day.
    """
    begun = day_of(words)
    if begun is None:
        try:
            return None, resolve(place, words)
        except UnknownError:
            try:
                begun = parse_past_date(words, today)
            except DayError as error:
                if error.code != "unreadable":
                    raise GitError(str(error), "bad_day") from None
        if begun is None:
            return None, resolve(place, words)  # raises again, without the error of the day
    return begun, commit_before(place, begun)
