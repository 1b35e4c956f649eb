"""The canvas as a table for spreadsheets: one row for each statement, one column for each field.

The columns are those of the schema: fields of the same key share one. It begins with a byte order mark,
without which spreadsheets do not read UTF-8. A text that a spreadsheet would take for a formula gets an
apostrophe in front. Days are ISO dates; the entries of a list stand with ``; `` between them.
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Final

from canvas.exports.conflict_phrases import NOT_SETTLED, item_differences
from canvas.model.canvas import UNWRITTEN
from canvas.model.sanitize import printable
from canvas.model.schema import BY_KEY, COMMON, PANELS

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas, Item
    from canvas.model.schema import FieldValue
    from canvas.model.types import Audience, PanelKey

BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA_STARTS: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # the last four in Japanese Excel
_UNRESOLVED: Final = "Two versions"


def render(canvas: Canvas, *, audience: Audience) -> str:
    """A canvas, filtered for an audience; a last column has what is not resolved, where anything is."""
    columns = _columns()
    is_unresolved = any(item.is_unresolved for _, item in canvas)
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    head = ["Panel", "Id", *(label for _, label in columns)]
    writer.writerow([*head, _UNRESOLVED] if is_unresolved else head)
    for panel, item in canvas:
        row = [BY_KEY[panel].title, "" if item.id.startswith(UNWRITTEN) else item.id]
        row += [_value(panel, item, key) for key, _ in columns]
        if is_unresolved:
            row.append((item_differences(panel, item, audience) or NOT_SETTLED) if item.is_unresolved else "")
        writer.writerow(map(csv_cell, row))
    return BYTE_ORDER_MARK + target.getvalue()


def _columns() -> list[tuple[str, str]]:
    """The key and the heading of each column of a statement, in the order of the file."""
    own: dict[str, str] = {}
    for panel in PANELS:
        for field in panel.own:
            own.setdefault(field.key, field.label)
    common = [(field.key, field.label) for field in COMMON]
    return [("kind", "Kind"), ("text", "Text"), *own.items(), *common]


def _value(panel: PanelKey, item: Item, key: str) -> str:
    if key == "text":
        return item.text
    field = BY_KEY[panel].field(key)
    return _written(item.get(field)) if field else ""


def _written(value: FieldValue) -> str:
    """A value as a cell; a count of nothing is empty."""
    match value:
        case None | 0:
            return ""
        case tuple():
            return "; ".join(entry for entry in value if entry.strip())
        case date():
            return value.isoformat()
        case _:
            return str(value)


def csv_cell(cell: str) -> str:
    """A cell that no spreadsheet calculates, and no terminal obeys."""
    text = printable(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
