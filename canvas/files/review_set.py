"""The statements of a review: those that the program brings along, or a file of an organisation's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from canvas.files import file_reading
from canvas.files.canvas_file import DocumentError
from canvas.files.disk_errors import DiskError, with_name
from canvas.files.toml_limits import FileError, load
from canvas.model.review import MAX_LEVELS, MAX_STATEMENTS, Statement, statement_of
from canvas.model.sanitize import clean_line, visible_line
from canvas.model.schema import PANEL_KEYS

OWN_SET = os.path.join(os.path.dirname(os.path.abspath(__file__)), "review_set.toml")
"""The set that the program brings along."""

_MAX_OF_A_PANEL = 2
_MIN_LEVELS = 2
_EXAMPLE = 'such as levels = ["Not yet", "Now and then", "Mostly", "Yes"]'


class ReviewSet(NamedTuple):
    """The statements that a round can ask.

    Attributes:
        title: what the form is called.
        statements: the statements, in the order of the panels.
    """

    title: str
    statements: tuple[Statement, ...]


def load_review_set(path: str = OWN_SET) -> ReviewSet:
    """Read a set of statements.

    Raises:
        DocumentError: where it cannot be read, or is no such set; one sentence says what to mend.
    """
    name = visible_line(path)
    try:
        text = file_reading.read(path).decode("utf-8-sig")
    except DiskError as error:
        raise DocumentError(with_name(path, error)) from None
    except UnicodeDecodeError:
        raise DocumentError(f"{name}: it is not text in UTF-8.") from None
    try:
        return _parse(load(text))
    except FileError as error:
        raise DocumentError(error.sentence(name)) from None


def _parse(table: Mapping[str, Any]) -> ReviewSet:
    """The set in a table; `FileError` where there is none."""
    given = table.get("statements")
    if not isinstance(given, list) or not given or not all(isinstance(each, dict) for each in given):
        raise FileError("it has no statements; each begins with a line [[statements]].")
    if len(given) > MAX_STATEMENTS:
        raise FileError(f"it has {len(given)} statements; a review asks {MAX_STATEMENTS} at most.")
    usual = _levels(table.get("levels"), "it") if "levels" in table else ()
    found = tuple(_statements(given, usual))
    for panel in PANEL_KEYS:
        if sum(each.panel == panel for each in found) > _MAX_OF_A_PANEL:
            raise FileError(f"it has more than two statements about {panel}; choose two.")
    if len({each.id for each in found}) < len(found):
        raise FileError("it has one of its statements twice.")
    title = table.get("title", "")
    ordered = sorted(found, key=lambda each: PANEL_KEYS.index(each.panel))
    return ReviewSet(clean_line(title) if isinstance(title, str) else "", tuple(ordered))


def _statements(given: list[dict[str, Any]], usual: tuple[str, ...]) -> Iterator[Statement]:
    for number, entry in enumerate(given, 1):
        where = f"statement {number}"
        says = entry.get("says")
        if not isinstance(says, str) or not clean_line(says):
            raise FileError(f'{where} says nothing; write says = "…".')
        if entry.get("panel") not in PANEL_KEYS:
            raise FileError(f"{where} needs the panel it is about: one of {', '.join(PANEL_KEYS)}.")
        levels = _levels(entry["levels"], where) if "levels" in entry else usual
        if not levels:
            raise FileError(f"{where} needs the words of its levels, {_EXAMPLE}.")
        yield statement_of(entry["panel"], clean_line(says), levels)


def _levels(given: object, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise FileError(f"the levels of {where} should be a list of texts, {_EXAMPLE}.")
    found = tuple(map(clean_line, given))
    if not _MIN_LEVELS <= len(found) <= MAX_LEVELS or not all(found) or len({*found}) < len(found):
        raise FileError(f"{where} needs two to {MAX_LEVELS} levels in different words, {_EXAMPLE}.")
    return found
