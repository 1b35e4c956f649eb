"""What a summary said when it was exported, as lines that name items and fields.

The caller makes these of the exporters' document; nothing here knows how a summary is laid out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from canvas.model.types import ItemId, PanelKey, Status


class Part(NamedTuple):
    """Words of a line: the value of a field of its item, or the exporter's own words where that is empty."""

    text: str
    field: str = ""


Cell = tuple[Part, ...]


class Unit(NamedTuple):
    """A line of a summary, or a row of a table.

    Attributes:
        item: the item it is about; None for the exporter's own words.
        cells: its words; a line is one cell.
        section: the heading it stands under.
        depth: how deep in a list it stands; -1 for what is in none.
        header: the header of its table.
    """

    item: ItemId | None
    cells: tuple[Cell, ...]
    section: str
    depth: int = -1
    header: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its words."""
        return " | ".join(self.cell(at) for at in range(len(self.cells)))

    def cell(self, at: int) -> str:
        """The words of a cell."""
        return "".join(part.text for part in self.cells[at])


class Place(NamedTuple):
    """Where a new line below a heading belongs: the panel and kind of lines with this label."""

    panel: PanelKey
    kind: str
    label: str = ""


class Layout(NamedTuple):
    """How a summary is laid out.

    Attributes:
        places: what stands below each heading.
        tabled: what the rows of a table below a heading are.
        columns: the field of a column, by heading and the column's title; ``text`` for the statement.
        details: the field that a label of a detail stands for.
        leads: the field that a short fact is about which begins so; in lower case.
        statuses: the status that words in brackets at the end stand for.
        steps: the headings below which next steps stand.
        own: the headings below which the summary says again what stands elsewhere.
        records: the headings below which nothing is read: what stands there is kept as it was.
        review: the label of the day of the next review.
        between: what stands between the details in one cell.
    """

    places: Mapping[str, Sequence[Place]]
    tabled: Mapping[str, Place]
    columns: Mapping[tuple[str, str], str]
    details: Mapping[str, str]
    leads: Mapping[str, str]
    statuses: Mapping[str, Status]
    steps: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    review: str = "Next review"
    between: str = "; "


class Expected(NamedTuple):
    """A summary as it was exported."""

    units: tuple[Unit, ...]
    layout: Layout
