"""How a summary and a partner's sheet begin, and the line at their end that names the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.conflict_phrases import NOT_SETTLED, unresolved_suffix
from canvas.exports.document import Paragraph, emphasis, paragraph, plain, strong
from canvas.exports.origin import origin_of
from canvas.exports.phrases import day, line, status_words
from canvas.model.canvas import has_other_version
from canvas.model.sanitize import printable_line
from canvas.model.schema import STAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from canvas.exports.document import Inline
    from canvas.exports.origin import Origin
    from canvas.exports.request import ExportRequest
    from canvas.model.canvas import Canvas, Item

_FOR = {
    "internal": "internal: only for those who keep this canvas",
    "partners": "for partners",
    "public": "for the public",
}
_MARKS = ("proposed", "disputed", "parked", NOT_SETTLED)
"""What a statement that is not agreed may be marked with, in the order of the draft's sentence."""

_IN_DRAFT = frozenset(("proposed", "disputed", NOT_SETTLED))
"""The marks that make a copy a draft: what is parked is kept for another day."""


def title_of(canvas: Canvas) -> str:
    """The title on one line, or a placeholder."""
    title = printable_line(canvas.title)
    return (title if title.strip() else "A partnership without a name") + unresolved_suffix(canvas, "title")


def date_line(request: ExportRequest, origin: Origin, whom: str = "") -> Paragraph:
    """Day and version, whose copy it is, and whom to write to; ``whom`` is the partner of a sheet."""
    canvas, committed = request.canvas, request.committed
    begins = f"As of {day(committed.day)} (version" if committed else f"Draft of {day(request.today)} ("
    version = f"{begins}{' ' * bool(committed)}{origin.short})"
    words = plain(f"{version}, {f'for {whom}' if whom else _FOR[request.audience]}.")
    if contact := line(canvas.contact):
        words = (*words, *plain(" Write to "), *plain(contact, "contact"), *plain("."))
    return Paragraph(words, "date")


def draft_line(canvas: Canvas, *, is_public: bool) -> Iterator[Paragraph]:
    """That not everything is agreed, and how what is not is marked; nothing where all is."""
    still_open = [item for _, item in canvas if not item.is_agreed]
    if not has_other_version(canvas.values) and _IN_DRAFT.isdisjoint(map(_mark, still_open)):
        return
    if is_public:
        yield paragraph("Points not yet agreed are marked.", "draft")
        return
    words = (
        _draft_sentence(still_open, len(canvas)) if still_open else plain("Two versions are not resolved.")
    )
    yield Paragraph((*strong("Draft."), *plain(" "), *words), "draft")


def property_facts(canvas: Canvas, today: date, *, is_public: bool) -> dict[str, str]:
    """The stage with its meaning, and the day of the next review, by their labels."""
    hint = next((f" ({choice.hint})" for choice in STAGE.choices if choice.key == canvas.stage), "")
    stage = f"{canvas.stage}{hint}{unresolved_suffix(canvas, 'stage')}"
    return {"Stage": stage, "Next review": review_of(canvas, today, is_public=is_public)}


def review_of(canvas: Canvas, today: date, *, is_public: bool) -> str:
    """The day of the next review; empty where none is set, and to the public also where it is past."""
    suffix = unresolved_suffix(canvas, "review")
    if canvas.review is None:
        return suffix.strip()
    is_late = canvas.review < today
    return "" if is_public and is_late else day(canvas.review) + (suffix or " (overdue)" * is_late)


def origin_line(origin: Origin) -> Paragraph:
    """The last line, by which an import finds the version."""
    return paragraph(origin.line, "origin")


def request_origin(request: ExportRequest, readable: Canvas, partner: str | None = None) -> Origin:
    """The origin of an export, of which the audience may read a canvas."""
    return origin_of(readable, request.audience, request.committed, partner)


def _draft_sentence(still_open: Iterable[Item], total: int) -> Inline:
    """How many statements are agreed, and how those that are not are marked."""
    marks = [_mark(item) for item in still_open]
    agreed, rest = total - len(marks), len(marks)
    if not agreed:
        return plain("Nothing here is agreed yet.")
    marked: Inline = ()
    found = sorted(set(marks), key=_MARKS.index)
    for place, mark in enumerate(found):
        between = "" if not place else " or " if place == len(found) - 1 else ", "
        marked = (*marked, *plain(between), *emphasis(status_words(mark, "partners")))
    are = "is" if agreed == 1 else "are"
    others = "The other one is marked " if rest == 1 else f"The other {rest} are marked "
    return (*plain(f"{agreed} of {total} statements {are} agreed. {others}"), *marked, *plain("."))


def _mark(item: Item) -> str:
    return NOT_SETTLED if item.is_unresolved else item.status
