"""What is still open in a canvas: disputes, unresolved conflicts, and how much is proposed or parked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.document import (
    Bullet,
    Bullets,
    Row,
    Table,
    heading,
    paragraph,
    plain,
    strong,
    without_empty_columns,
)
from canvas.exports.phrases import REFERENCE_LENGTH, counted, cut, line, listed
from canvas.exports.summary_layout import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from canvas.exports.document import Block, Inline
    from canvas.model.canvas import Canvas, Item


def still_open(canvas: Canvas) -> Iterable[Block]:
    """Each dispute with its reason and owner, each conflict, and how much is proposed or parked."""
    disputed, unresolved, others = [], [], []
    for panel, item in canvas:
        if item.is_unresolved:
            unresolved.append(Bullet(_pointer(panel, item), item=item.id))
        elif item.status == "disputed":
            disputed.append((panel, item))
        elif not item.is_agreed:
            others.append(item.status)
    if not (disputed or unresolved or others):
        return
    yield heading("Still open")
    if disputed:
        rows = tuple(
            Row(
                (_pointer(panel, item), plain(line(item.reason), "reason"), plain(line(item.owner), "owner")),
                item.id,
            )
            for panel, item in disputed
        )
        table = without_empty_columns(Table(("Disputed", "Why", "Owner"), rows), least=2)
        yield from table or (Bullets(tuple(_disputed(row) for row in rows)),)
    if unresolved:
        yield paragraph("Two versions differ, and nobody has resolved it yet:")
        yield Bullets(tuple(unresolved))
    if others:
        yield paragraph(
            _also_open(others.count("proposed"), others.count("parked"), bool(disputed or unresolved))
        )


def _disputed(row: Row) -> Bullet:
    """A dispute of which nothing more is told, as an entry of a list."""
    return Bullet((*strong("Disputed:"), *plain(" "), *row.cells[0]), item=row.item)


def _also_open(proposed: int, parked: int, is_more: bool) -> str:
    both = ((proposed, "proposed"), (parked, "parked"))
    told = [f"{number} {'is' if number == 1 else 'are'} {status}" for number, status in both if number]
    first, noun = next(number for number, _ in both if number), "other statement" if is_more else "statement"
    words = listed(told).replace(f"{first} ", f"{counted(first, noun)} ", 1)
    return f"{words}; {'it is' if proposed + parked == 1 else 'they are'} marked below."


def _pointer(panel: str, item: Item) -> Inline:
    """An item in short, after what it is about."""
    words = cut(item.text, REFERENCE_LENGTH) or "(no words yet)"
    return (*plain(f"{part_of(panel, item.kind).called}: "), *plain(words))
