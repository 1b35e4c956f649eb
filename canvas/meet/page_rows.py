"""A part of a page that is a list: an event brings the rows that changed, and not the others.

A board may hold thousands of statements, and an edit changes one.
"""

from __future__ import annotations

from typing import NamedTuple


class Rows(NamedTuple):
    """A list with what stands around it.

    Attributes:
        key: where it is another, the rows of before are of no use: the whole list is sent.
        before: the HTML in front of the rows, with the start of the list.
        rows: the HTML of each row by its id, in order.
        after: the HTML behind them.
    """

    key: tuple[object, ...]
    before: str
    rows: dict[str, str]
    after: str

    @property
    def frame(self) -> str:
        """What stands around the rows."""
        return self.before + self.after

    def __str__(self) -> str:
        return f"{self.before}{''.join(self.rows.values())}{self.after}"


Part = str | Rows
"""The HTML of a part of a page."""


class RowsSince:
    """A list, with the number of the state in which each piece of it changed last."""

    def __init__(self, number: int, part: Rows) -> None:
        self._part = part
        self._whole_at = self._frame_at = self._order_at = number
        self._row_at = dict.fromkeys(part.rows, number)

    def update(self, number: int, part: Rows) -> bool:
        """Take the list of a later state; whether it is another."""
        was, self._part = self._part, part
        is_same_order = [*part.rows] == [*was.rows]  # which `==` of two dictionaries does not ask for
        if part is was or (part == was and is_same_order):
            return False
        if part.key != was.key:
            self._whole_at = number
        if part.frame != was.frame:
            self._frame_at = number
        if not is_same_order:
            self._order_at = number
        self._row_at = {
            name: self._row_at[name] if was.rows.get(name) == html else number
            for name, html in part.rows.items()
        }
        return True

    def since(self, number: int) -> str | dict[str, object] | None:
        """What brings a page up to date that knows the state of a number: the whole, or what changed."""
        if self._whole_at > number:
            return str(self._part)
        rows = {name: html for name, html in self._part.rows.items() if self._row_at[name] > number}
        if len(rows) > len(self._part.rows) / 2 and len(rows) > 1:
            return str(self._part)
        told: dict[str, object] = {"rows": rows} if rows else {}
        if self._order_at > number:
            told["order"] = [*self._part.rows]
        if self._frame_at > number:
            told["frame"] = self._part.frame
        return {"rows": {}, **told} if told else None
