"""The summary of a canvas: two pages for partners, or a shorter one for the public, as a document.

It holds no time stamp; the day decides only what is overdue. The public page leaves out next steps, what is
open and what is missing, but says of each item that it is not agreed, lest a proposal be read as a promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.audience_filter import filtered_for
from canvas.exports.conflict_phrases import (
    NOT_SETTLED,
    partner_names,
    property_differences,
    unresolved_suffix,
)
from canvas.exports.document import (
    Bullet,
    Bullets,
    Paragraph,
    Row,
    Table,
    TextDocument,
    emphasis,
    heading,
    labelled,
    paragraph,
    plain,
    strong,
)
from canvas.exports.item_text import Reader, to_act
from canvas.exports.phrases import REFERENCE_LENGTH, cut, day, line, listed, status_words
from canvas.exports.summary_layout import PARTS, SECTIONS, part_of
from canvas.model.canvas import has_other_version
from canvas.model.findings import findings, rule_of
from canvas.model.sanitize import printable_line
from canvas.model.schema import STAGE
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from canvas.exports.document import Block, Inline
    from canvas.exports.summary_layout import Part, Section
    from canvas.model.canvas import Canvas, Item
    from canvas.model.types import Audience

_UNRESOLVED = NOT_SETTLED.capitalize()
_OPEN = {"disputed": "Disputed", "proposed": "Proposed, not agreed yet", "parked": "Parked for now"}

_MARKS = ("proposed", "disputed", "parked", NOT_SETTLED)
"""What a statement that is not agreed may be marked with, in the order of the draft's sentence."""

_ItemsByPart = dict["Part", list["Item"]]


def summary(canvas: Canvas, audience: Audience, today: date) -> TextDocument:
    """Summarise a canvas, filtered for an audience."""
    canvas = filtered_for(canvas, audience)
    reader = Reader(audience, today)
    parts: _ItemsByPart = {}
    for panel, item in canvas:
        parts.setdefault(part_of(panel, item.kind), []).append(item)
    missing = _missing_nouns(canvas, reader)
    body = [block for section in SECTIONS for block in _section(section, canvas, parts, missing, reader)]
    if not reader.is_public:
        body += [
            *_status_overview(canvas, parts),
            *next_steps(canvas.next_steps, reader),
            *_looked_after(canvas, reader),
        ]
    elif not body:
        body = [paragraph("Nothing is marked public yet.")]
    title = title_of(canvas)
    return TextDocument(title, (heading(title, 1), *_opening(canvas, reader), *body))


def title_of(canvas: Canvas) -> str:
    """The title on one line, or a placeholder."""
    title = printable_line(canvas.title)
    return (title if title.strip() else "A partnership without a name") + unresolved_suffix(canvas, "title")


def property_facts(canvas: Canvas, reader: Reader) -> dict[str, str]:
    """The stage with its meaning, and the day of the next review, by their labels."""
    hint = next((f" ({choice.hint})" for choice in STAGE.choices if choice.key == canvas.stage), "")
    stage = f"{canvas.stage}{hint}{unresolved_suffix(canvas, 'stage')}"
    return {"Stage": stage, "Next review": review_of(canvas, reader)}


def review_of(canvas: Canvas, reader: Reader) -> str:
    """The day of the next review; the public reads of none that is not set or past."""
    suffix = unresolved_suffix(canvas, "review")
    is_late = canvas.review is not None and canvas.review < reader.today
    if canvas.review is None or (reader.is_public and is_late):
        return "" if reader.is_public else f"not set yet{suffix}"
    return day(canvas.review) + (suffix or " (overdue)" * is_late)


def next_steps(steps: Iterable[tuple[str, Item]], reader: Reader) -> Iterable[Block]:
    """The table of next steps; each comes with the key of its panel."""
    rows = tuple(
        Row(
            (
                reader.step(item, part_of(panel, item.kind)),
                plain(listed(next(iter(to_act(item)), ("not assigned",))), "owner"),
                plain(reader.when(item) or "no date yet", "due"),
            ),
            item.id,
        )
        for panel, item in steps
    )
    yield heading("Next steps")
    if rows:
        yield Table(("What", "Who", "By when"), rows)
    else:
        yield paragraph("No next steps have been written here yet.")


def _looked_after(canvas: Canvas, reader: Reader) -> Iterable[Block]:
    """Who looks after what that is no next step, a list entry for each owner."""
    owned: dict[str, list[tuple[str, Bullet]]] = {}
    for panel, item in canvas.looked_after:
        words = reader.pointer(item, part_of(panel, item.kind))
        owned.setdefault(folded_name(item.owner), []).append((item.owner, Bullet(words, item=item.id)))
    if owned:
        yield heading("Who looks after what")
        yield Bullets(
            tuple(
                Bullet(strong(f"{printable_line(found[0][0]).strip()}:"), tuple(words for _, words in found))
                for found in owned.values()
            )
        )


def _draft_sentence(still_open: Sequence[Item], total: int) -> Inline:
    """How many statements are agreed, and how those that are not are marked."""
    agreed, rest = total - len(still_open), len(still_open)
    marks = {mark: None for item in still_open if (mark := _mark(item))}
    marked: Inline = ()
    for place, mark in enumerate(sorted(marks, key=_MARKS.index)):
        between = "" if not place else " or " if place == len(marks) - 1 else ", "
        marked = (*marked, *plain(between), *emphasis(status_words(mark, "partners")))
    are = "is" if agreed == 1 else "are"
    others = "The other one is marked " if rest == 1 else f"The other {rest} are marked "
    return (*plain(f"{agreed} of {total} statements {are} agreed. {others}"), *marked, *plain("."))


def _mark(item: Item) -> str:
    return NOT_SETTLED if item.is_unresolved else item.status


def _opening(canvas: Canvas, reader: Reader) -> Iterable[Block]:
    total = len(canvas)
    still_open = [item for _, item in canvas if not item.is_agreed]
    differences = property_differences(canvas, reader.audience)
    draft: Inline = ()
    if reader.is_public:
        if still_open or differences:
            yield paragraph("Points not yet agreed are marked.")
    elif not total:
        draft = plain("Nothing has been written here yet.")
    elif len(still_open) == total:
        draft = plain("Nothing here is agreed yet.")
    elif still_open:
        draft = _draft_sentence(still_open, total)
    if draft:
        yield Paragraph((*strong("Draft."), *plain(" "), *draft))
    partners = listed(partner_names(canvas)) or ("" if reader.is_public else "none named yet")
    yield labelled({"Partners": partners, **property_facts(canvas, reader)})
    if differences:
        yield paragraph(differences)


def _missing_nouns(canvas: Canvas, reader: Reader) -> dict[Part, list[str]]:
    """What the rules find missing, as nouns, by the part in which it would stand."""
    nouns: dict[Part, list[str]] = {}
    for finding in () if reader.is_public else findings(canvas, "summary", reader.today):
        rule = rule_of(finding)
        if finding.panel:
            nouns.setdefault(part_of(finding.panel, rule.kind), []).append(rule.noun)
    return nouns


def _section(
    section: Section, canvas: Canvas, parts: _ItemsByPart, nouns: dict[Part, list[str]], reader: Reader
) -> Iterable[Block]:
    blocks = list(_table(section, parts, reader))
    bullets = tuple(reader.bullet(item, part) for part in section.parts for item in parts.get(part, ()))
    if bullets:
        blocks.append(Bullets(bullets))
    if section.review and (blocks or not reader.is_public) and (review := review_of(canvas, reader)):
        blocks.append(paragraph(f"Next review: {review}."))
    if not blocks and not reader.is_public:
        blocks.append(paragraph(section.empty))
    elif missing := [noun for part in section.all_parts for noun in nouns.get(part, ())]:
        blocks.append(paragraph(f"Not written here yet: {listed(missing)}."))
    if blocks:
        yield heading(section.title)
        yield from blocks


def _table(section: Section, parts: _ItemsByPart, reader: Reader) -> Iterable[Block]:
    part = section.tabled
    items = parts.get(part, ()) if part else ()
    if not part or not items:
        return
    shown = {key for column in section.columns for key in column.keys}
    columns: dict[str, list[Inline]] = {}
    for column in section.columns:
        values = [reader.value(item, part.panel, column.keys) for item in items]
        if not column.keys:
            columns[column.title] = [reader.words(item) for item in items]
        elif column.always or any(values):
            columns[column.title] = [plain(value or column.fallback) for value in values]
    more = [_joined(reader.details(item, part, shown)) for item in items]
    if any(more):
        columns["Notes"] = more
    rows = zip(*columns.values(), strict=True)
    yield Table(tuple(columns), tuple(Row(row, item.id) for row, item in zip(rows, items, strict=True)))


def _joined(details: tuple[Inline, ...]) -> Inline:
    """Several details in one cell."""
    runs: Inline = ()
    for detail in details:
        runs = (*runs, *plain("; "), *detail) if runs else detail
    return runs


def _status_overview(canvas: Canvas, parts: _ItemsByPart) -> Iterable[Block]:
    """How much is agreed, and a list of the other items by status."""
    yield heading("What is agreed, and what is still open")
    yield paragraph(_score(canvas))
    found: dict[str, list[Bullet]] = {label: [] for label in (_UNRESOLVED, *_OPEN.values())}
    for part in PARTS:
        for item in parts.get(part, ()):
            if not item.is_agreed:
                label = _UNRESOLVED if item.is_unresolved else _OPEN[item.status]
                found[label].append(Bullet(_open_item(item, part), item=item.id))
    if any(found.values()):
        yield Bullets(
            tuple(Bullet(strong(f"{label}:"), tuple(items)) for label, items in found.items() if items)
        )


def _score(canvas: Canvas) -> str:
    total = len(canvas)
    agreed = sum(item.is_agreed for _, item in canvas)
    done = sum(item.is_done for _, item in canvas)
    if not agreed:
        return "Nothing here is agreed yet."
    if agreed == total and not has_other_version(canvas.values):
        score = "Everything here is agreed"
    else:
        score = f"{agreed} of {total} agreed"
    return f"{score}, {done} of them done." if done else f"{score}."


def _open_item(item: Item, part: Part) -> Inline:
    words = plain(f"{part.called}: {cut(item.text, REFERENCE_LENGTH) or '(no words yet)'}")
    why = line(item.reason)
    return (*words, *plain(" "), *emphasis(f"(why not: {why})")) if why else words
