"""The summary of a canvas for one audience, as a document.

What a reader needs first comes first: at a glance, what is still open, the next steps; then the panels for
reference, and who looks after what. A part without content is left out: `preview_notes.py` tells those who
keep the canvas what is missing. The public page leaves out next steps and what is open, but marks each item
that is not agreed, lest a proposal be read as a promise.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from canvas.exports.audience_filter import filtered_for
from canvas.exports.conflict_phrases import partner_names, property_differences
from canvas.exports.document import (
    Bullet,
    Bullets,
    Paragraph,
    Row,
    Table,
    TextDocument,
    heading,
    labelled,
    paragraph,
    plain,
    strong,
    without_empty_columns,
)
from canvas.exports.item_people import to_act
from canvas.exports.item_text import Reader
from canvas.exports.opening import (
    date_line,
    draft_line,
    origin_line,
    property_facts,
    request_origin,
    review_of,
    title_of,
)
from canvas.exports.phrases import listed
from canvas.exports.still_open import still_open
from canvas.exports.summary_layout import BETWEEN_NOTES, SECTIONS, part_of
from canvas.model.collections import REVIEWS
from canvas.model.sanitize import printable_line
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from canvas.exports.document import Block, Inline
    from canvas.exports.request import ExportRequest
    from canvas.exports.summary_layout import Part, Section
    from canvas.model.canvas import Canvas, Item

_UNRESOLVED = "not resolved"
_ItemsByPart = dict["Part", list["Item"]]


def summary(request: ExportRequest) -> TextDocument:
    """Summarise a canvas, filtered for the audience of the request."""
    canvas = filtered_for(request.canvas, request.audience)
    reader = Reader(request.audience, request.today)
    parts: _ItemsByPart = {}
    for panel, item in canvas:
        parts.setdefault(part_of(panel, item.kind), []).append(item)
    body: list[Block] = []
    if not reader.is_public:
        body += [*still_open(canvas), *next_steps(canvas.next_steps, reader)]
    body += [block for section in SECTIONS for block in _section(section, canvas, parts, reader)]
    if not reader.is_public:
        body += _looked_after(canvas, reader)
    if REVIEWS.key in request.canvas.values:
        from canvas.exports.review_result import review_blocks  # noqa: PLC0415 - few canvases hold one

        body += review_blocks(request.canvas, request.audience)
    if not len(canvas):
        nothing = (
            "Nothing is marked public yet." if reader.is_public else "Nothing has been written here yet."
        )
        body.append(paragraph(nothing))
    title, origin = title_of(canvas), request_origin(request, canvas)
    blocks = (
        heading(title, 1),
        date_line(request._replace(canvas=canvas), origin),
        *draft_line(canvas, is_public=reader.is_public),
        *_glance(canvas, reader),
        *body,
        origin_line(origin),
    )
    return TextDocument(title, blocks, request.audience, origin)


def next_steps(steps: Iterable[tuple[str, Item]], reader: Reader) -> list[Block]:
    """The table of next steps, by day; each comes with the key of its panel."""
    rows = []
    for panel, item in steps:
        names = next(iter(to_act(item)), ())
        who = plain(listed(names) or "not assigned", "owner" if item.owner.strip() else "")
        when = reader.when(item)
        cells = (
            reader.step(item, part_of(panel, item.kind)),
            who,
            plain(when or "no date yet", "due" if when else ""),
        )
        rows.append(Row(cells, item.id))
    return [heading("Next steps"), Table(("What", "Who", "By when"), tuple(rows))] if rows else []


def _glance(canvas: Canvas, reader: Reader) -> Iterable[Block]:
    yield heading("At a glance")
    facts = property_facts(canvas, reader.today, is_public=reader.is_public)
    counts = "" if reader.is_public else _counts(canvas)
    review = facts.pop("Next review")
    yield labelled(
        {"Partners": listed(partner_names(canvas)), **facts, "Statements": counts, "Next review": review}
    )
    if differences := property_differences(canvas, reader.audience):
        yield paragraph(differences)


def _counts(canvas: Canvas) -> str:
    """How many statements are agreed, and how many of the others have which status."""
    found = Counter(_UNRESOLVED if item.is_unresolved else item.status for _, item in canvas)
    done = f" ({found['done']} of these done)" if found["done"] else ""
    told = [f"{found['agreed'] + found['done']} agreed{done}"] if found else []
    others = ("disputed", "proposed", "parked", _UNRESOLVED)
    return ", ".join([*told, *(f"{found[status]} {status}" for status in others if found[status])])


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
                Bullet(
                    (*strong(printable_line(found[0][0]).strip(), "owner"), *strong(":")),
                    tuple(words for _, words in found),
                )
                for found in owned.values()
            )
        )


def _section(section: Section, canvas: Canvas, parts: _ItemsByPart, reader: Reader) -> Iterable[Block]:
    table = _table(section, parts, reader)
    listed_parts = section.parts if table else section.all_parts
    bullets = tuple(reader.bullet(item, part) for part in listed_parts for item in parts.get(part, ()))
    blocks: list[Block] = [*table, *((Bullets(bullets),) if bullets else ())]
    if section.review and blocks and (review := review_of(canvas, reader.today, is_public=reader.is_public)):
        blocks.append(Paragraph((*plain("Next review: "), *plain(f"{review}."))))
    if blocks:
        yield heading(section.title)
        yield from blocks


def _table(section: Section, parts: _ItemsByPart, reader: Reader) -> tuple[Table, ...]:
    """The table of a section; none where it would have a single column."""
    part = section.tabled
    items = parts.get(part, ()) if part else ()
    if not part or not items:
        return ()
    shown = {key for column in section.columns for key in column.keys}
    columns: dict[str, list[Inline]] = {}
    for column in section.columns:
        if column.keys:
            values = reader.values(items, part.panel, column.keys)
            columns[column.title] = [value or plain(column.fallback) for value in values]
        else:
            columns[column.title] = [reader.words(item) for item in items]
    columns["Notes"] = [_in_one_cell(reader.details(item, part, shown)) for item in items]
    cells = zip(*columns.values(), strict=True)
    rows = tuple(Row(row, item.id) for row, item in zip(cells, items, strict=True))
    return without_empty_columns(Table(tuple(columns), rows), least=2)


def _in_one_cell(details: Iterable[Inline]) -> Inline:
    runs: Inline = ()
    for detail in details:
        runs = (*runs, *plain(BETWEEN_NOTES), *detail) if runs else detail
    return runs
