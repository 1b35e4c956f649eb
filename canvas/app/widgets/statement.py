"""How an item is displayed on the board: its text, followed by its details in short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from canvas.app.dates import short_day
from canvas.app.widgets.cell import BETWEEN, GLUE
from canvas.app.widgets.symbols import NO_TEXT
from canvas.model.canvas import Item
from canvas.model.conflicts import THEIRS
from canvas.model.graphemes import previous_boundary
from canvas.model.sanitize import shorten, visible, visible_line
from canvas.model.schema import ORIGIN, Panel

StyleNamed = Callable[[str], Style]
"""Returns a style by name."""

_MEDIUM_COLUMNS, _FULL_COLUMNS = 36, 60

_MAX_TEXT_LENGTH = 4_000
"""Maximum characters of a text among others on the board: more than fit on any screen."""


WHY_NOT = "Why not: "
"""What stands before the reason of a dispute."""


class Density(IntEnum):
    """How much of an item a cell shows, by its width."""

    NARROW = 0
    MEDIUM = 1
    FULL = 2

    @classmethod
    def of(cls, columns: int) -> Density:
        """The highest density that a width allows."""
        return (
            cls.FULL if columns >= _FULL_COLUMNS else cls.MEDIUM if columns >= _MEDIUM_COLUMNS else cls.NARROW
        )


class Manner(NamedTuple):
    """How the items of a panel are displayed.

    Attributes:
        density: how much of each.
        kinds: whether their kinds are told, but for the default kind of the panel.
        is_brief: whether lines are scarce: only warnings then take a line of their own.
        is_whole: whether a text is rendered whole, however long.
    """

    density: Density
    kinds: bool = True
    is_brief: bool = False
    is_whole: bool = False


def statement(
    item: Item,
    panel: Panel,
    manner: Manner,
    today: date,
    style: StyleNamed,
    *,
    width: int,
    names: Mapping[str, str],
) -> Content:
    """An item's text followed by its details; at full density also by the fields of its panel.

    The reason of a dispute and the differences of another version always follow on lines of their own.
    ``width`` is that of a line; ``names`` has the short names of owners.
    """
    is_closed = item.status in ("done", "parked")
    said = item.text
    if len(said) > _MAX_TEXT_LENGTH and not manner.is_whole:
        said = said[: previous_boundary(said, _MAX_TEXT_LENGTH)] + "…"
    text = visible(said).strip() or NO_TEXT
    parts: list[tuple[str, Style]] = [(text, style("quiet") if is_closed else Style())]
    owner = f"@{names.get(item.owner) or visible_line(item.owner)}"
    owner = owner.replace(" ", GLUE) if cell_len(owner) <= width else owner
    details = list(_details(item, panel, manner, today, owner))
    for words, name, *_ in _fitting(details, text, width) if manner.is_brief else details:
        parts += ((BETWEEN if len(parts) > 1 else "  ", style("quiet")), (words, style(name)))
    if reason := visible_line(item.reason).strip():
        if manner.is_brief:
            reason = shorten(reason, width - len(WHY_NOT))
        parts.append((f"\n{WHY_NOT}{reason}", style("quiet")))
    if manner.density is Density.FULL:
        if act := visible_line(item.next).strip():
            parts.append((f"\nNext: {act}", style("quiet")))
        for label, words in _own_fields(item, panel, today):
            parts.append((f"\n{label}: {words}", style("quiet")))
    if THEIRS in item.values:
        from canvas.app.widgets import conflict_text  # noqa: PLC0415 - rarely needed

        parts += ((f"\n{line}", style("differing")) for line in conflict_text.lines(item, panel))
    return Content.assemble(*parts)


class _Detail(NamedTuple):
    """A detail of an item in a few words.

    Attributes:
        words: the words.
        style: the name of their style.
        rank: its priority where there is little room, lowest first; 0 is always shown.
    """

    words: str
    style: str = "quiet"
    rank: int = 0


def _fitting(told: Sequence[_Detail], text: str, width: int) -> Iterator[tuple[str, str]]:
    """The details that are always shown, and those that fit on the last line of the text, by rank."""
    kept = [detail for detail in told if not detail.rank]
    last = Content(text).wrap(width)[-1].cell_length if len(kept) < len(told) else 0
    room = width - last - sum(_wide(detail) for detail in kept)
    for detail in sorted(told, key=lambda detail: detail.rank):
        if detail.rank and _wide(detail) <= room:
            kept.append(detail)
            room -= _wide(detail)
    return ((words, style) for words, style, _ in told if any(words is d.words for d in kept))


def _wide(detail: _Detail) -> int:
    return cell_len(detail.words) + len(BETWEEN)


def _details(item: Item, panel: Panel, manner: Manner, today: date, owner: str) -> Iterator[_Detail]:
    kind = panel.field("kind")
    if manner.kinds and item.kind != panel.default_kind and item.kind and kind and kind.accepts(item.kind):
        yield _Detail(item.kind)
    if item.owner:
        yield _Detail(owner, rank=2)
    if item.due:
        day, late = short_day(item.due, today), item.is_overdue(today)
        words = (f"late {day}" if late else day).replace(" ", GLUE)
        yield _Detail(words, "late" if late else "quiet", rank=0 if late else 2)
    if item.votes:  # before all that may be left out: people who vote look for it
        yield _Detail(f"{item.votes}{GLUE}vote{'' if item.votes == 1 else 's'}", rank=1)
    if taken := item.temperature:
        low = f", {taken.low} low" if taken.low else ""
        yield _Detail(f"hands {taken.median}{low}".replace(" ", GLUE), rank=3)
    if origin := item.names(ORIGIN.key):
        yield _Detail(f"from{GLUE}{visible_line(', '.join(origin))}", rank=4)
    if item.visibility == "internal" or (manner.density is Density.FULL and item.visibility == "public"):
        yield _Detail(item.visibility)


def _own_fields(item: Item, panel: Panel, today: date) -> Iterator[tuple[str, str]]:
    for field in panel.own:
        value = item.get(field)
        if value == field.default or value is None:
            continue
        words = ", ".join(value) if isinstance(value, tuple) else value
        yield field.label, short_day(words, today) if isinstance(words, date) else visible_line(str(words))
