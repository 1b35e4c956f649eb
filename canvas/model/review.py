"""Reviews: a partnership looks at itself, round by round, statement by statement.

A round, its statements and each answer are records of three collections beside the panels. The level of an
answer counts from 1, the worst. In a round that names nobody an answer does not say whose it is; its id,
made from a word that only its sender knows, lets the same answer come twice without counting twice.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.collections import (
    COLLECTIONS,
    RECORD_VISIBILITY,
    REVIEW_ANSWERS,
    REVIEW_STATEMENTS,
    REVIEWS,
)
from canvas.model.edits import Edit
from canvas.model.record_edits import editable_tables, stable_id
from canvas.model.records import ID, Table, in_order, records, tables, with_tables
from canvas.model.sanitize import clean, clean_line, quote
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import PanelKey

MAX_STATEMENTS: Final = 16
"""The most statements of a review: more take longer than three minutes."""

MAX_LEVELS: Final = 7

MAX_INVITED: Final = 500
"""The most who are asked in one round."""

LEAST_SHOWN: Final = 5
"""From how many answers on each of them is shown where nobody is named."""

ORGANISATIONS: Final = "organisations"
"""The word of a round in which each answer stands beside its organisation."""


class Statement(NamedTuple):
    """A statement that respondents answer.

    Attributes:
        id: its id, made from its words: the same in every round.
        panel: the panel it is about.
        says: its words.
        levels: the words of each level, the worst first.
    """

    id: str
    panel: PanelKey
    says: str
    levels: tuple[str, ...]


class Answer(NamedTuple):
    """What a respondent says to a statement.

    Attributes:
        level: the level, counted from 1; 0 where it is not relevant for the respondent.
        because: why; may be empty.
    """

    level: int
    because: str = ""


class Round(NamedTuple):
    """One round of review.

    Attributes:
        id: its id.
        name: its name.
        day: the day it began, or None.
        is_named: whether each answer stands beside its organisation, as was announced.
        invited: how many were asked; 0 where nobody said.
        revealed: the day from which the answers are shown, or None.
        statements: what was asked.
        visibility: who may read the result.
    """

    id: str
    name: str
    day: date | None
    is_named: bool
    invited: int
    revealed: date | None
    statements: tuple[Statement, ...]
    visibility: str


class Voice(NamedTuple):
    """An answer of a round, with the organisation it stands beside; empty where nobody is named."""

    who: str
    answer: Answer


class Result(NamedTuple):
    """What a round says about a statement.

    Attributes:
        statement: the statement.
        voices: every answer, those that are not relevant last.
        is_shown: whether each of them may be shown.
    """

    statement: Statement
    voices: tuple[Voice, ...]
    is_shown: bool

    @property
    def levels(self) -> tuple[int, ...]:
        """The level of each answer, the worst first; without those that are not relevant."""
        return tuple(sorted(voice.answer.level for voice in self.voices if voice.answer.level))

    @property
    def number(self) -> int:
        """How many answered, *not relevant* included."""
        return len(self.voices)

    @property
    def middle(self) -> float | None:
        """The median of the levels; None where there is none."""
        found = self.levels
        half = len(found) // 2
        return (found[half] + found[~half]) / 2 if found else None

    @property
    def disagreement(self) -> float:
        """How far two answers are apart on average, as a share of the scale."""
        pairs = [high - low for low, high in combinations(self.levels, 2)]
        return sum(pairs) / len(pairs) / (len(self.statement.levels) - 1) if pairs else 0.0

    @property
    def is_low(self) -> bool:
        """Whether the middle is in the lower half of the scale."""
        return self.middle is not None and self.middle <= len(self.statement.levels) / 2

    @property
    def is_split(self) -> bool:
        """Whether answers are in both halves of the scale, and not only side by side."""
        found, half = self.levels, len(self.statement.levels) / 2
        return bool(found) and found[0] <= half < found[-1] and found[-1] - found[0] > 1

    @property
    def asks_for_talk(self) -> bool:
        """Whether it is to be talked about: where it is shown, and low or split."""
        return self.is_shown and (self.is_low or self.is_split)


def rounds(canvas: Canvas) -> tuple[Round, ...]:
    """The rounds of a canvas, the earliest first."""
    read = (_statement(record.id, record.values) for record in records(canvas, REVIEW_STATEMENTS.key))
    asked = {statement.id: statement for statement in read if statement}
    found = [_round(record.id, record.values, asked) for record in records(canvas, REVIEWS.key)]
    return tuple(sorted(found, key=lambda each: (each.day or date.min, each.name)))


def round_called(canvas: Canvas, name: str) -> Round | None:
    """The round with this name or id; the latest where the name is empty."""
    found = rounds(canvas)
    if not name:
        return found[-1] if found else None
    return next((each for each in found if name in {each.name, each.id}), None)


def asked_before(canvas: Canvas) -> tuple[Statement, ...]:
    """What the latest round asked, which the next one asks again unless somebody says otherwise."""
    latest = round_called(canvas, "")
    return latest.statements if latest else ()


def results(canvas: Canvas, round_: Round) -> tuple[Result, ...]:
    """What a round says about each of its statements, those with the most disagreement first."""
    voices: dict[str, list[Voice]] = {statement.id: [] for statement in round_.statements}
    levels = {statement.id: len(statement.levels) for statement in round_.statements}
    for record in records(canvas, REVIEW_ANSWERS.key):
        said = record.line("statement")
        if record.line("round") == round_.id and said in voices:
            level = _level(record.values.get("level", 0), levels[said])
            if level is not None:
                answer = Answer(level, record.line("because"))
                voices[said].append(Voice(record.line("who") if round_.is_named else "", answer))
    found = [
        Result(
            statement,
            tuple(sorted(voices[statement.id], key=lambda voice: (not voice.answer.level, voice))),
            round_.is_named or len(voices[statement.id]) >= LEAST_SHOWN,
        )
        for statement in round_.statements
    ]
    return tuple(sorted(found, key=_rank))


def _rank(result: Result) -> tuple[bool, float, float, int]:
    """The order of results: what may not be shown yet is ranked by its panel alone, or it would be told."""
    place = PANEL_KEYS.index(result.statement.panel)
    if not result.is_shown:
        return True, 0.0, 0.0, place
    return False, -result.disagreement, result.middle or 0.0, place


def panels_ranked(found: Iterable[Result]) -> tuple[tuple[PanelKey, tuple[Result, ...]], ...]:
    """Results by panel: the panel with the most disagreement in one of its statements first."""
    by_panel: dict[PanelKey, list[Result]] = {}
    for result in found:
        by_panel.setdefault(result.statement.panel, []).append(result)
    return tuple((panel, tuple(each)) for panel, each in by_panel.items())


def answered(canvas: Canvas, round_: Round) -> int:
    """How many respondents answered, as far as it can be told: the most answers to one statement."""
    counts: dict[str, int] = dict.fromkeys((statement.id for statement in round_.statements), 0)
    for table in tables(canvas, REVIEW_ANSWERS.key):
        if table.get("round") == round_.id and table.get("statement") in counts:
            counts[table["statement"]] += 1
    return max(counts.values(), default=0)


def organisations_answered(canvas: Canvas, round_: Round) -> tuple[str, ...]:
    """The organisations whose answers are there, where they are named."""
    if not round_.is_named:
        return ()
    found = records(canvas, REVIEW_ANSWERS.key)
    return tuple(dict.fromkeys(each.line("who") for each in found if each.line("round") == round_.id))


def statement_of(panel: PanelKey, says: str, levels: Sequence[str]) -> Statement:
    """A statement with the id that its words give it."""
    made = stable_id(REVIEW_STATEMENTS, {"panel": panel, "says": says, "levels": tuple(levels)})
    return Statement(made, panel, says, tuple(levels))


def start(
    canvas: Canvas,
    name: str,
    day: date,
    statements: Sequence[Statement],
    *,
    is_named: bool = False,
    invited: int = 0,
) -> Edit:
    """Begin a round; one of the same name is begun once.

    Raises:
        EditError: where the file has something else in place of a collection of reviews.
    """
    name = clean_line(name)
    told = f"begin the review {quote(name)}"
    made = stable_id(REVIEWS, {"name": name})
    if any(record.id == made for record in records(canvas, REVIEWS.key)):
        return Edit(told, canvas)
    table = {
        ID: made,
        "name": name,
        "day": day,
        **({"named": ORGANISATIONS} if is_named else {}),
        **({"invited": invited} if invited > 0 else {}),
        "statements": [statement.id for statement in statements],
    }
    canvas = _added(canvas, REVIEW_STATEMENTS.key, [_asked(statement) for statement in statements])
    return Edit(told, with_tables(canvas, REVIEWS.key, [*editable_tables(canvas, REVIEWS.key), table]))


def take(canvas: Canvas, round_: Round, who: str, answers: Mapping[str, Answer]) -> Edit:
    """Take the answers of a respondent; those that are there already stay or change.

    Args:
        canvas: the canvas.
        round_: the round.
        who: the organisation, or a word that only the respondent knows where nobody is named.
        answers: the answers by the ids of their statements.

    Raises:
        EditError: where the file has something else in place of the answers.
    """
    who = clean_line(who)
    said = [_said(round_, who, statement, answer) for statement, answer in answers.items()]
    told = f"take the answers of {quote(who)}" if round_.is_named else "take the answers of a review"
    return Edit(told, _added(canvas, REVIEW_ANSWERS.key, said))


def reveal(canvas: Canvas, round_: Round, day: date) -> Edit:
    """Show the answers of a round from a day on."""
    return _changed(canvas, round_, {"revealed": day}, f"show the answers of {quote(round_.name)}")


def show_to(canvas: Canvas, round_: Round, visibility: str) -> Edit:
    """Let an audience read the result of a round."""
    kept = None if visibility == RECORD_VISIBILITY.default else visibility
    change = {RECORD_VISIBILITY.key: kept}
    return _changed(canvas, round_, change, f"set who may read {quote(round_.name)}")


def _changed(canvas: Canvas, round_: Round, changes: Mapping[str, object], told: str) -> Edit:
    rows = [
        in_order(REVIEWS, {key: value for key, value in {**table, **changes}.items() if value is not None})
        if record.id == round_.id
        else table
        for table, record in zip(tables(canvas, REVIEWS.key), records(canvas, REVIEWS.key), strict=True)
    ]
    return Edit(told, with_tables(canvas, REVIEWS.key, rows))


def _said(round_: Round, who: str, statement: str, answer: Answer) -> Table:
    about = {"round": round_.id, "who": who, "statement": statement}
    table: dict[str, object] = {ID: stable_id(REVIEW_ANSWERS, about), "round": round_.id}
    if round_.is_named:
        table["who"] = who
    table["statement"] = statement
    if answer.level:
        table["level"] = answer.level
    if because := clean(answer.because):
        table["because"] = because
    return table


def _added(canvas: Canvas, key: str, rows: Iterable[Table]) -> Canvas:
    """A canvas with records put in by their ids, which tell nothing of the order in which they came."""
    there = [*editable_tables(canvas, key)]
    ids = [record.id for record in records(canvas, key)]
    collection = COLLECTIONS[key]
    for row in rows:
        if row[ID] in ids:
            at = ids.index(row[ID])
            known = {ID, *(field.key for field in collection.own)}
            kept = {name: value for name, value in there[at].items() if name not in known}
            there[at] = in_order(collection, {**row, **kept})
        else:
            at = bisect(ids, row[ID])
            ids.insert(at, row[ID])
            there.insert(at, row)
    return with_tables(canvas, key, there)


def _asked(statement: Statement) -> Table:
    return {
        ID: statement.id,
        "panel": statement.panel,
        "says": statement.says,
        "levels": list(statement.levels),
    }


def _statement(name: str, table: Table) -> Statement | None:
    panel, says, levels = (table.get(key) for key in ("panel", "says", "levels"))
    if panel not in PANEL_KEYS or not isinstance(says, str) or not isinstance(levels, list | tuple):
        return None
    words = tuple(level for level in levels if isinstance(level, str))
    return Statement(name, panel, says, words) if len(words) == len(levels) > 1 else None


def _round(name: str, table: Table, asked: Mapping[str, Statement]) -> Round:
    def known(key: str) -> object:
        spec = REVIEWS.field(key)
        value = table.get(key)
        return value if spec is not None and value is not None and spec.accepts(value) else None

    wanted = known("statements")
    names = wanted if isinstance(wanted, list | tuple) else ()
    day, revealed, invited = known("day"), known("revealed"), known("invited")
    visibility = known(RECORD_VISIBILITY.key)
    return Round(
        name,
        str(known("name") or name),
        day if isinstance(day, date) else None,
        known("named") == ORGANISATIONS,
        invited if isinstance(invited, int) else 0,
        revealed if isinstance(revealed, date) else None,
        tuple(asked[each] for each in names if each in asked),
        str(visibility or RECORD_VISIBILITY.default),
    )


def _level(value: object, most: int) -> int | None:
    """A level that the scale has, or 0; else None."""
    return value if type(value) is int and 0 <= value <= most else None
