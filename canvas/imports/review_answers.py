"""Read the answers to a review back from the forms of `canvas.exports.review_form`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from canvas.imports.blocks import ImportFileError
from canvas.model.review import Answer, Round, Statement
from canvas.model.sanitize import clean, clean_line, quote, visible_line
from canvas.model.text_folding import folded

# Possessive quantifiers keep the time linear in the length of a line.
_HEADING = r"#{2,6}\s++(?P<says>.*)\(\\?(?P<id>[0-9a-z]{7})\\?\)\s*+#*"
_BOX = (
    r"\s*+(?:[-*+]|\d++[.)])?+\s*+"
    r"(?:\\?\[\s*+(?P<mark>[^\s\]\\]?)\s*+\\?\]|(?P<sign>[☐☑☒]))\s*+(?P<words>.*)"
)
_FROM = r"\s*+\**from\s*+:?+\**+\s*+:?+\s*+(?P<who>.*)"
_REVIEW = r"\s*+\**+review\s*+:?+\**+\s*+:?+\s*+(?P<id>[0-9a-z]{7})\s*+"
_IRRELEVANT = "not relevant"
_DASHES = frozenset("-–—0")
_CHECKED = "☑☒"
_MAX_RESPONDENTS = 500


class Sheet(NamedTuple):
    """The answers of one respondent.

    Attributes:
        who: what stands after “From:”; may be empty.
        answers: the answers by the ids of their statements.
    """

    who: str
    answers: Mapping[str, Answer]


def read_form(text: str, name: str, round_: Round) -> tuple[Sheet, ...]:
    """The answers in a form that was sent back: one sheet, or as many as a table has respondents.

    Raises:
        ImportFileError: where it is no form of this round, or an answer cannot be understood; nothing of the
            form is taken then.
    """
    name = visible_line(name)
    text = text.removeprefix("\ufeff")
    is_table = name.lower().endswith((".csv", ".tsv")) or re.match(r"\W*from\W+id\W", text, re.IGNORECASE)
    found = tuple(_table(text, name, round_) if is_table else [_page(text, name, round_)])
    if not any(sheet.answers for sheet in found):
        raise ImportFileError(f"{name}: no statement is answered in it.", "review-form")
    for sheet in found:
        if round_.is_named and not sheet.who:
            raise ImportFileError(
                f"{name}: write the organisation after “From:”; this review names them.", "review-form"
            )
    return found


def _page(text: str, name: str, round_: Round) -> Sheet:
    asked = {statement.id: statement for statement in round_.statements}
    who, open_statement, boxes = "", None, _Boxes()
    answers: dict[str, Answer] = {}
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")  # noqa: PLW2901 - the same line
        if found := re.fullmatch(_HEADING, line.strip()):
            boxes.close(open_statement, answers, name)
            open_statement = asked.get(found["id"])
            if open_statement is None:
                said = quote(found["says"].rstrip("\\ \t"))
                raise ImportFileError(
                    f"{name}, line {number}: {said} is not asked in {quote(round_.name)}.", "review-form"
                )
            boxes = _Boxes(number)
        elif re.match(r"#{1,6}\s", line):
            boxes.close(open_statement, answers, name)
            open_statement, boxes = None, _Boxes()
        elif open_statement is not None:
            boxes.add(line)
        elif (found := re.fullmatch(_REVIEW, line, re.IGNORECASE)) and found["id"] != round_.id:
            raise ImportFileError(
                f"{name}: it is the form of another review than {quote(round_.name)}.", "review-form"
            )
        elif not who and (found := re.fullmatch(_FROM, line, re.IGNORECASE)):
            who = clean_line(found["who"]).strip("_ ")
    boxes.close(open_statement, answers, name)
    return Sheet(who, answers)


class _Boxes:
    """The boxes below a statement, and the words among and after them."""

    def __init__(self, line: int = 0) -> None:
        self._line = line
        self._ticked: list[tuple[int, str]] = []
        self._count = 0
        self._words: list[str] = []

    def add(self, line: str) -> None:
        if found := re.fullmatch(_BOX, line):
            self._count += 1
            if found["mark"] or (found["sign"] or "") in set(_CHECKED):
                self._ticked.append((self._count, found["words"]))
            elif found["words"].lower().startswith(_IRRELEVANT):
                self._words.append(_after_colon(found["words"]))
        else:
            self._words.append(line.strip())

    def close(self, statement: Statement | None, answers: dict[str, Answer], name: str) -> None:
        """Add the answer, where there is one."""
        words = clean("\n".join(self._words))
        if statement is None or not self._ticked:
            return
        if len(self._ticked) > 1:
            raise ImportFileError(
                f"{name}, line {self._line}: {quote(statement.says)} has two answers; keep one.",
                "review-form",
            )
        ((number, said),) = self._ticked
        if number > len(statement.levels):
            reason = "\n".join(filter(None, (_after_colon(said), words)))
            answers[statement.id] = Answer(0, reason)
        else:
            answers[statement.id] = Answer(number, words)


def _after_colon(words: str) -> str:
    return words.partition(":")[2].strip()


def _table(text: str, name: str, round_: Round) -> Iterator[Sheet]:
    sample = text[: text.find("\n")] if "\n" in text else text
    delimiter = max((",", ";", "\t"), key=sample.count)
    asked = {statement.id: statement for statement in round_.statements}
    found: dict[str, dict[str, Answer]] = {}
    who = ""
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [folded(cell.strip()) for cell in next(rows, [])]
        places = [head.index(column) for column in ("from", "id", "answer", "because")]
    except ValueError:
        raise ImportFileError(
            f"{name}: its first row should have the columns from, id, answer and because.", "review-form"
        ) from None
    except csv.Error:
        raise ImportFileError(f"{name}: it is no table that can be read.", "review-form") from None
    for number, row in enumerate(_rows(rows, name), 2):
        said, key, answer, because = (_cell(row, place) for place in places)
        who = clean_line(said) or who
        if not key and not answer:
            continue
        statement = asked.get(key)
        if statement is None:
            raise ImportFileError(
                f"{name}, row {number}: this statement is not asked in {quote(round_.name)}.", "review-form"
            )
        if answer:
            level = _level(answer, statement)
            if level is None:
                most = len(statement.levels)
                raise ImportFileError(
                    f"{name}, row {number}: the answer should be a number from 1 to {most}, or a dash.",
                    "review-form",
                )
            found.setdefault(who, {})[statement.id] = Answer(level, clean(because))
    if len(found) > _MAX_RESPONDENTS:
        raise ImportFileError(f"{name}: it has more respondents than a review can have.", "review-form")
    yield from (Sheet(each, answers) for each, answers in found.items())


def _rows(rows: Iterable[list[str]], name: str) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        raise ImportFileError(f"{name}: it is no table that can be read.", "review-form") from None


def _cell(row: list[str], place: int) -> str:
    return row[place].strip().removeprefix("'") if place < len(row) else ""


def _level(answer: str, statement: Statement) -> int | None:
    """The level of a cell: its number, its words, or 0 for a dash."""
    if (answer[0] in _DASHES and len(answer) == 1) or folded(answer).startswith(_IRRELEVANT):
        return 0
    found = re.match(r"([0-9]{1,2})\b", answer)
    if found:
        level = int(found[1])
        return level if 1 <= level <= len(statement.levels) else None
    words = [folded(level) for level in statement.levels]
    return words.index(folded(answer)) + 1 if folded(answer) in words else None
