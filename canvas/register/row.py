"""What the register tells of one canvas: values that are compared, cached and sent between processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Self

from canvas.files.canvas_file import Document
from canvas.files.check_file import LocatedAnswer, LocatedFinding, answered_in, check_findings
from canvas.model.answers import last_day
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import conflicts
from canvas.model.finding import Finding
from canvas.model.group_record import group_of, title_with_group
from canvas.model.known_names import known_names, names_of, split_names
from canvas.model.named_tuple import NamedTuple
from canvas.model.records import Record

_STATES: Final = ("draft", "agreed", "signed")
NO_AGREEMENT: Final = "none"


class Part(NamedTuple):
    """A name in a canvas, and what stands beside it.

    Attributes:
        name: the name as written.
        role: the key of the field that it stands in; ``partner`` where it is a partner's own statement.
        partner: the partner that the name stands for; may be empty.
        panel: the key of the panel.
        text: the statement, or what happens next, or what a partner gives.
        due: its day.
        is_open: whether it is neither done nor parked.
        is_step: whether it is a next step.
        is_late: whether it is late.
    """

    name: str
    role: str
    partner: str
    panel: str
    text: str
    due: date | None
    is_open: bool
    is_step: bool
    is_late: bool


class Row(NamedTuple):
    """One canvas file in the register.

    Attributes:
        file: the file, as it was named or found.
        title: its title.
        stage: its stage; empty where it cannot be read.
        partners: the names of its partners.
        review: the day of the next review.
        steps: the number of next steps.
        late: how many of them are late.
        due: the earliest day of a next step.
        must: how many findings matter most.
        should: how many matter.
        consider: how many are to be considered.
        rules: the rules that have findings, each once.
        agreement: how far the agreement has come: ``none``, ``draft``, ``agreed`` or ``signed``.
        differences: how many differences between two versions are not resolved.
        answered: how many findings are answered.
        problem: why the file cannot be read, as one sentence; empty where it can.
        parts: the names in it, where they are asked for.
    """

    file: str
    title: str = ""
    stage: str = ""
    partners: tuple[str, ...] = ()
    review: date | None = None
    steps: int = 0
    late: int = 0
    due: date | None = None
    must: int = 0
    should: int = 0
    consider: int = 0
    rules: tuple[str, ...] = ()
    agreement: str = ""
    differences: int = 0
    answered: int = 0
    problem: str = ""
    parts: tuple[Part, ...] = ()


def row_of(document: Document, file: str, today: date, found: Iterable[Finding] | None = None) -> Row:
    """The row of an open canvas, without its parts; `found` is what the check found in it, if it ran."""
    canvas = document.canvas
    found = check_findings(document, today) if found is None else [*found]
    severities = [finding.severity for finding in found]
    steps = [item for _, item in canvas if item.is_next_step]
    return Row(
        file,
        title_with_group(canvas),
        canvas.stage,
        canvas.partners,
        canvas.review,
        len(steps),
        sum(item.is_overdue(today) for item in steps),
        min((item.due for item in steps if item.due), default=None),
        severities.count("must"),
        severities.count("should"),
        severities.count("consider"),
        tuple(sorted({finding.rule for finding in found})),
        _agreement(canvas),
        len(conflicts(canvas)),
        len(answered_in(document, today)),
    )


def parts_of(canvas: Canvas, today: date) -> tuple[Part, ...]:
    """Every name in a canvas, partners first where they introduce themselves.

    None of the copy for a group: what it says is promised in the canvas that was split.
    """
    return () if group_of(canvas) else tuple(_parts(canvas, today))


def _parts(canvas: Canvas, today: date) -> Iterator[Part]:
    known = known_names(canvas)
    for panel, item in canvas:
        if item.kind == "partner" and panel == "relationships":
            yield _part(item.text, "partner", item.text, panel, item, today)
            if gives := item.line("gives").strip():
                yield _part(item.text, "gives", item.text, panel, item, today)._replace(text=gives)
        for use in names_of(item):
            names = [use.name] if use.name in known else split_names(use.name)
            for name in names:
                yield _part(name, use.field, known.partner(name) or "", panel, item, today)


def _part(name: str, role: str, partner: str, panel: str, item: Item, today: date) -> Part:  # noqa: PLR0917
    is_open = item.status not in ("done", "parked") or item.is_unresolved
    text = " ".join((item.next.strip() or item.text).split())
    name, partner = " ".join(name.split()), " ".join(partner.split())
    return Part(
        name, role, partner, panel, text, item.due, is_open, item.is_next_step, item.is_overdue(today)
    )


def _agreement(canvas: Canvas) -> str:
    """How far the agreement that has come furthest is."""
    items = [i for i in canvas.panels["governance"] if i.kind == "agreement" and i.status != "parked"]
    states = [state for item in items if (state := item.line("state")) in _STATES]
    return max(states, key=_STATES.index) if states else _STATES[0] if items else NO_AGREEMENT


def span_of(canvas: Canvas, today: date) -> tuple[date, date]:
    """The first and the last day around today on which a canvas has the same row and findings.

    They depend on the day only through its order among the days in the file.
    """
    first, last = date.min, date.max
    for day in _days([canvas.review, canvas.values, *(item.values for _, item in canvas)]):
        if day < today:
            first = max(first, date.fromordinal(day.toordinal() + 1))
        else:
            last = min(last, day)
    return first, last


_HOLDS_DAYS: Final = (date, dict, list, tuple, MappingProxyType)


def _days(value: Any) -> Iterator[date]:  # noqa: ANN401 - whatever a file may hold
    if isinstance(value, date):
        yield value.date() if isinstance(value, datetime) else value
    else:
        for entry in value.values() if hasattr(value, "values") else value:
            if isinstance(entry, _HOLDS_DAYS):
                yield from _days(entry)


class RecordError(ValueError):
    """A text that is no record: a cache may be damaged."""


class FileRecord(NamedTuple):
    """What was read of a file: its row, what the check found where that is asked for, and how long it holds.

    Attributes:
        row: the row.
        findings: what the check found, in the order of its lines.
        answered: what is answered there, with the reason, who says so and until when.
        first: the first day on which this holds.
        last: the last such day.
    """

    row: Row
    findings: tuple[LocatedFinding, ...] = ()
    answered: tuple[LocatedAnswer, ...] = ()
    first: date = date.min
    last: date = date.max

    def __reduce__(self) -> tuple[Any, ...]:
        """For pickle: in columns of plain tuples; of each named one it asks for the arguments in Python."""
        *row, parts = self.row
        lines, columns, found, twins = zip(*self.findings, strict=True) if self.findings else ((),) * 4
        findings = lines, columns, [*map(tuple, found)], twins
        return _record_of, (row, [*map(tuple, parts)], findings, self.answered, self.first, self.last)

    def encoded(self) -> str:
        """As JSON, without the file's name: what a cache keeps, and one process sends to another."""
        import json  # noqa: PLC0415 - only a cache needs it

        row = (*self.row[1:-1], [tuple(part) for part in self.row.parts])
        found = [(*_flat(each), None) for each in self.findings]
        found += [(*_flat(each.located), (each.answer.id, *_said(each.answer))) for each in self.answered]
        return json.dumps(
            (row, found, self.first, self.last), ensure_ascii=False, default=str, separators=(",", ":")
        )

    @classmethod
    def decoded(cls, text: str, file: str) -> Self:
        """The record of a file from its JSON.

        Raises:
            RecordError: where it is no such JSON.
        """
        import json  # noqa: PLC0415 - as above

        try:
            (*row, parts), found, first, last = json.loads(text)
            names = [
                Part(*(_convert(kind, value) for kind, value in zip(_PART_KINDS, part, strict=True)))
                for part in parts
            ]
            values = [_convert(kind, value) for kind, value in zip(_ROW_KINDS, row, strict=True)]
            read = Row._make((file, *values, tuple(names)))
            findings = [(_located(each), answer) for *each, answer in found]
            return cls(
                read,
                tuple(located for located, answer in findings if answer is None),
                tuple(LocatedAnswer(located, _answer(*answer)) for located, answer in findings if answer),
                date.fromisoformat(first),
                date.fromisoformat(last),
            )
        except (TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
            raise RecordError(str(error)) from None


def _record_of(  # noqa: PLR0917 - pickle names no argument
    row: list[Any],
    parts: list[tuple[Any, ...]],
    findings: tuple[Iterable[int], Iterable[int], Iterable[tuple[Any, ...]], Iterable[int]],
    answered: tuple[LocatedAnswer, ...],
    first: date,
    last: date,
) -> FileRecord:
    """The record that was pickled."""
    lines, columns, found, twins = findings
    located = map(_LOCATED, zip(lines, columns, map(_FINDING, found), twins, strict=True))
    read = Row._make((*row, tuple(map(Part._make, parts))))
    return FileRecord(read, tuple(located), answered, first, last)


_FINDING: Final[Callable[[Iterable[Any]], Finding]] = partial(tuple.__new__, Finding)
_LOCATED: Final[Callable[[Iterable[Any]], LocatedFinding]] = partial(tuple.__new__, LocatedFinding)
"""What the `_make` of both does, without a call in Python for each of some fifty in a canvas."""

_OPTIONAL: Final = object()
"""The kind of a text that may be missing."""

_ROW_KINDS: Final = (str, str, tuple, date, int, int, date, int, int, int, tuple, str, int, int, str)
_PART_KINDS: Final = (str, str, str, str, str, date, bool, bool, bool)
_FINDING_KINDS: Final = (str, str, str, _OPTIONAL, _OPTIONAL, str, str, str)


def _flat(located: LocatedFinding) -> tuple[Any, ...]:
    line, column, finding, twin = located
    return (line, column, twin, *finding)


def _located(values: list[Any]) -> LocatedFinding:
    line, column, twin, *finding = values
    found = Finding._make(_convert(kind, v) for kind, v in zip(_FINDING_KINDS, finding, strict=True))
    return LocatedFinding(int(line), int(column), found, int(twin))


def _said(answer: Record) -> tuple[str, str, date | None]:
    """What is told of an answer: why, who says so, until when."""
    return answer.line("because"), answer.line("by"), last_day(answer)


def _answer(answer_id: object, because: object, by: object, until: object) -> Record:
    values = {"because": _convert(str, because), "by": _convert(str, by), "until": _convert(date, until)}
    return Record(_convert(str, answer_id), values)


def answers_of(document: Document, today: date) -> tuple[LocatedAnswer, ...]:
    """The findings that are answered, with what is told of the answers."""
    found = answered_in(document, today)
    return tuple(
        each._replace(answer=_answer(each.answer.id, *map(_plain, _said(each.answer)))) for each in found
    )


def _plain(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _convert(kind: object, value: Any) -> Any:  # noqa: ANN401 - from JSON
    """A value of JSON as the kind that is wanted.

    Raises:
        TypeError: where it is of another kind.
        ValueError: where it is no day.
    """
    if kind is date:
        return None if value is None else date.fromisoformat(value)
    if kind is tuple and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    if type(value) is kind or (kind is _OPTIONAL and (value is None or isinstance(value, str))):
        return value
    raise TypeError(value)
