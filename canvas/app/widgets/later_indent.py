"""Hanging indents that are made when they are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from textual.css.styles import RulesMap

from canvas.app.paint.content_lines import breaks
from canvas.app.widgets.hanging_indent import HangingIndent, Row
from canvas.model.sanitize import is_narrow


class LaterIndent(HangingIndent):
    """Rows that are made when they are painted: of a long list most are never seen."""

    def __init__(
        self, make: Callable[[], HangingIndent], indent: int, *texts: str, longest_facts: str = ""
    ) -> None:
        """Where the rows begin, and their texts; facts below these are no longer than `longest_facts`."""
        self._make = make
        self._indent = indent
        self._texts = texts
        self._facts = longest_facts
        self.goes_on = []

    @cached_property
    def _rows(self) -> Sequence[Row]:  # type: ignore[override]
        return self._make()._rows  # noqa: SLF001 - its own class's

    def _count_lines(self, rules: RulesMap, width: int) -> int:
        """The number of lines; no row is made where its text is plain."""
        room = max(1, width - self._indent)
        if len(self._facts) > room or not is_narrow(self._facts):
            return super()._count_lines(rules, width)
        height = 1 if self._facts else 0
        for text in self._texts:
            if not (is_narrow(text) and text.isprintable()):
                return super()._count_lines(rules, width)
            height += 1 if len(text) <= room else 1 + len(breaks(text, room))
        return height
