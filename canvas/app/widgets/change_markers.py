"""Change markers: symbols beside the items that differ from an older version.

They are updated with every edit; only the panels that an edit touched are compared again.
"""

from __future__ import annotations

from collections.abc import Mapping

from canvas.app.widgets.change_list import mark
from canvas.app.widgets.panel import PanelChanges
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import compare
from canvas.model.item_matching import is_named


class ChangeMarkers:
    """Compares a canvas with an older version, its ``base``; the label says since when (``since 12 Nov``)."""

    def __init__(self, base: Canvas, label: str) -> None:
        self.base = base
        self.label = label
        self._seen: dict[str, tuple[Item, ...]] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._changes: dict[str, PanelChanges] = {}
        self._home: dict[str, str] = {}
        self._is_typed_by_hand = False

    def changes(self, canvas: Canvas) -> Mapping[str, PanelChanges]:
        """The changes in each panel, by key."""
        if not self._seen:
            self._is_typed_by_hand = not all(is_named(item) for _, item in self.base)
            self._home = {item.id: panel for panel, item in self.base}
        touched = {key for key, items in canvas.panels.items() if items is not self._seen.get(key)}
        if touched and self._is_typed_by_hand:
            touched = set(canvas.panels)  # an item without an id is matched by its neighbours
        if touched:
            self._compare(canvas, touched)
        return self._changes

    def _compare(self, canvas: Canvas, touched: set[str]) -> None:
        for key in list(touched):
            self._seen[key] = canvas.panels[key]
            before, now = self._ids.get(key, frozenset()), frozenset(item.id for item in canvas.panels[key])
            self._ids[key] = now
            # A removed item counts in the panel where it once was.
            touched |= {self._home[name] for name in before ^ now if name in self._home}
        here = frozenset().union(*(self._ids[key] for key in touched))
        elsewhere = frozenset().union(*(ids for key, ids in self._ids.items() if key not in touched))
        was = {
            key: tuple(
                item
                for item in items
                if item.id in here or (key in touched and item.id not in elsewhere) or self._is_typed_by_hand
            )
            for key, items in self.base.panels.items()
        }
        there = {key: canvas.panels[key] for key in touched}
        symbols: dict[str, dict[str, str]] = {key: {} for key in touched}
        removed = dict.fromkeys(touched, 0)
        for change in compare(Canvas("").with_items(was), Canvas("").with_items(there)).items:
            if change.after is None:
                removed[change.panel] += 1
            else:
                symbols[change.panel][change.after.id] = mark(change)
        self._changes = {
            **self._changes,
            **{key: PanelChanges(symbols[key], removed[key]) for key in touched},
        }
