"""A canvas as the two pages its partners take home, without a format.

It says what is agreed, what is still open and who has promised what, in the order in which a newcomer
would ask. It carries no time stamp: the same canvas read on the same day gives the same summary, and the
day matters only to what is overdue.

The page for the public is the same page with less on it. What is still open, who has to do what next and
which parts are empty is the partners' own business; a part without anything public is left out, since to
call it empty could be untrue. What is not agreed still says so, lest a proposal be read as a promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.audience_filter import filtered_for
from canvas.exports.document import (
    Bullet,
    Bullets,
    Heading,
    Paragraph,
    Table,
    TextDocument,
    emphasis,
    plain,
    strong,
)
from canvas.exports.item_text import Reader, to_act
from canvas.exports.phrases import REFERENCE_LENGTH, counted, cut, day, listed
from canvas.exports.summary_layout import PARTS, SECTIONS, part_of
from canvas.model.findings import findings, rule_of
from canvas.model.sanitize import visible_line
from canvas.model.schema import STAGE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from canvas.exports.document import Block, Inline
    from canvas.exports.summary_layout import Part, Section
    from canvas.model.canvas import Canvas, Item

SETTLED = frozenset({"agreed", "done"})
"""The standings of what is no longer in question; a summary is a draft until every statement has one."""
_OPEN = {"disputed": "Disputed", "proposed": "Proposed, not agreed yet", "parked": "Parked for now"}

_Places = dict["Part", list["Item"]]
"""The statements by the part they stand in."""


def summary(canvas: Canvas, audience: str, today: date) -> TextDocument:
    """The whole partnership, for partners or for anyone.

    Args:
        canvas: the canvas; what the audience may not know is taken away here.
        audience: ``internal``, ``partners`` or ``public``.
        today: the day that decides what is overdue.
    """
    canvas = filtered_for(canvas, audience)
    reading = Reader(audience, today)
    places = _places(canvas)
    missing = _missing_nouns(canvas, reading)
    body = [block for section in SECTIONS for block in _section(section, canvas, places, missing, reading)]
    if not reading.is_public:
        body += [*_standing(canvas, places), *next_steps(canvas.next_steps, reading)]
    elif not body:
        body = [Paragraph(plain("There is nothing to read here yet."))]
    title = title_of(canvas)
    return TextDocument(title, (Heading(1, plain(title)), *_opening(canvas, reading), *body))


def title_of(canvas: Canvas) -> str:
    """The partnership's name on one line, or words that stand in for it."""
    title = visible_line(canvas.title)
    return title if title.strip() else "A partnership without a name"


def stage_of(canvas: Canvas) -> str:
    """The stage and what it means: forming, that is, agreeing how."""
    hints = {choice.key: choice.hint for choice in STAGE.choices}
    hint = hints.get(canvas.stage)
    return f"{canvas.stage} ({hint})" if hint else canvas.stage


def review_of(canvas: Canvas, reading: Reader) -> str:
    """The day of the next review; for partners also when there is none, or when it has gone by."""
    if canvas.review is None or (reading.is_public and canvas.review < reading.today):
        return "" if reading.is_public else "not set yet"
    return day(canvas.review) + " (overdue)" * (canvas.review < reading.today)


def next_steps(steps: Iterable[tuple[str, Item]], reading: Reader) -> Iterable[Block]:
    """The table of what is to be done, by whom, by when.

    Args:
        steps: each step with its panel's key, in the order they are due.
        reading: for whom.
    """
    rows = tuple(
        (
            reading.pointer(item, part_of(panel, item.kind)),
            plain(listed(next(iter(to_act(item)), ("nobody yet",)))),
            _by_when(item, reading),
        )
        for panel, item in steps
    )
    yield Heading(2, plain("Next steps"))
    if rows:
        yield Table(("What", "Who", "By when"), rows)
    else:
        yield Paragraph(plain("No next steps have been written here yet."))


def _by_when(item: Item, reading: Reader) -> Inline:
    return plain(reading.when(item) or "no date yet")


def _places(canvas: Canvas) -> _Places:
    places: _Places = {}
    for panel, item in canvas:
        places.setdefault(part_of(panel, item.kind), []).append(item)
    return places


def _opening(canvas: Canvas, reading: Reader) -> Iterable[Block]:
    total = len(canvas)
    unsettled = sum(item.status not in SETTLED for _, item in canvas)
    if reading.is_public:
        if unsettled:
            yield Paragraph(
                plain("Some of what follows is still being settled; it says so where that is so.")
            )
    elif not total:
        yield Paragraph((*strong("Draft."), *plain(" Nothing has been written here yet.")))
    elif unsettled == total:
        yield Paragraph((*strong("Draft."), *plain(" Nothing here is agreed yet.")))
    elif unsettled:
        are = "is" if unsettled == 1 else "are"
        yield Paragraph(
            (
                *strong("Draft."),
                *plain(
                    f" Of {counted(total, 'statement')} here, {unsettled} {are} not agreed yet "
                    f"and {'says' if unsettled == 1 else 'say'} so. All the others are agreed."
                ),
            )
        )
    names = listed([visible_line(name) for name in dict.fromkeys(canvas.partners) if name.strip()])
    facts = {
        "Partners": names or ("" if reading.is_public else "none named yet"),
        "Stage": stage_of(canvas),
        "Next review": review_of(canvas, reading),
    }
    yield Bullets(
        tuple(Bullet((*strong(f"{label}:"), *plain(f" {fact}"))) for label, fact in facts.items() if fact)
    )


def _missing_nouns(canvas: Canvas, reading: Reader) -> dict[Part, list[str]]:
    """What the rules find missing, as nouns, by the part in which it would stand."""
    nouns: dict[Part, list[str]] = {}
    for finding in () if reading.is_public else findings(canvas, "summary", reading.today):
        rule = rule_of(finding)
        if finding.panel:
            nouns.setdefault(part_of(finding.panel, rule.kind), []).append(rule.noun)
    return nouns


def _section(
    section: Section, canvas: Canvas, places: _Places, nouns: dict[Part, list[str]], reading: Reader
) -> Iterable[Block]:
    blocks = [*_table(section, places, reading), *_list(section, places, reading)]
    if section.review and (blocks or not reading.is_public) and (review := review_of(canvas, reading)):
        blocks.append(Paragraph(plain(f"Next review: {review}.")))
    if not reading.is_public:
        blocks += _missing(section, nouns) if blocks else [Paragraph(plain(section.empty))]
    if blocks:
        yield Heading(2, plain(section.title))
        yield from blocks


def _list(section: Section, places: _Places, reading: Reader) -> Iterable[Block]:
    entries = tuple(reading.bullet(item, part) for part in section.parts for item in places.get(part, ()))
    if entries:
        yield Bullets(entries)


def _missing(section: Section, nouns: dict[Part, list[str]]) -> Iterable[Block]:
    """One line that names what such a section should hold and does not."""
    parts = (*((section.tabled,) if section.tabled else ()), *section.parts)
    missing = [noun for part in parts for noun in nouns.get(part, ())]
    if missing:
        yield Paragraph(plain(f"Not written here yet: {listed(missing)}."))


def _table(section: Section, places: _Places, reading: Reader) -> Iterable[Block]:
    part = section.tabled
    items = places.get(part, ()) if part else ()
    if not part or not items:
        return
    told = {key for column in section.columns for key in column.keys}
    columns: dict[str, list[Inline]] = {}
    for column in section.columns:
        values = [reading.value(item, part.panel, column.keys) for item in items]
        if not column.keys:
            columns[column.title] = [reading.words(item) for item in items]
        elif column.always or any(values):
            columns[column.title] = [plain(value or column.fallback) for value in values]
    more = [_together(reading.details(item, part, told)) for item in items]
    if any(more):
        columns["Worth knowing"] = more
    yield Table(tuple(columns), tuple(zip(*columns.values(), strict=True)))


def _together(details: tuple[Inline, ...]) -> Inline:
    """Several details in one cell."""
    runs: Inline = ()
    for detail in details:
        runs = (*runs, *plain("; "), *detail) if runs else detail
    return runs


def _standing(canvas: Canvas, places: _Places) -> Iterable[Block]:
    """What is agreed, and a list of what is not, by how far it has come."""
    total = len(canvas)
    settled = sum(item.status in SETTLED for _, item in canvas)
    done = sum(item.status == "done" for _, item in canvas)
    yield Heading(2, plain("What is agreed, and what is still open"))
    if not total:
        yield Paragraph(plain("Nothing is agreed here yet."))
        return
    yield Paragraph(plain(_score(total, settled, done)))
    found: dict[str, list[Inline]] = {}
    for part in PARTS:
        for item in places.get(part, ()):
            if (status := item.status) in _OPEN:
                found.setdefault(status, []).append(_pointer(item, part))
    if found:
        yield Bullets(
            tuple(
                Bullet(strong(f"{label}:"), tuple(found[status]))
                for status, label in _OPEN.items()
                if status in found
            )
        )


def _score(total: int, settled: int, done: int) -> str:
    if settled == total:
        said = "Everything here is agreed"
    elif settled:
        said = f"{settled} of {counted(total, 'statement')} here {'is' if settled == 1 else 'are'} agreed"
    else:
        said = "Nothing here is agreed yet"
    return f"{said}, {done} of them done." if done else f"{said}."


def _pointer(item: Item, part: Part) -> Inline:
    words = plain(f"{part.called}: {cut(item.text, REFERENCE_LENGTH) or '(no words yet)'}")
    why = " ".join(visible_line(item.reason).split())
    return (*words, *plain(" "), *emphasis(f"(why not: {why})")) if why else words
