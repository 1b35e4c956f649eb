"""What waits in the tray of a meeting, grouped by panel and by likeness."""

from __future__ import annotations

from collections.abc import Iterable

from canvas.meet.types import Contribution
from canvas.model.near_duplicates import LikenessGroups
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import PanelKey

Groups = tuple[tuple[Contribution, ...], ...]


class Grouping:
    """Groups contributions; one stays in its group, whatever becomes of the others."""

    def __init__(self) -> None:
        self._likeness: dict[PanelKey, LikenessGroups] = {}
        self._group_of: dict[str, tuple[int, int]] = {}
        self._grouped: tuple[tuple[Contribution, ...], Groups] = ((), ())

    def groups(self, waiting: tuple[Contribution, ...]) -> Groups:
        """Contributions in groups of those that are alike: by panel, the earliest first."""
        if waiting != self._grouped[0]:
            found: dict[tuple[int, int], list[Contribution]] = {}
            for each in waiting:
                found.setdefault(self._group(each), []).append(each)
            self._grouped = (waiting, tuple(tuple(found[group]) for group in sorted(found)))
        return self._grouped[1]

    def prepare(self, waiting: Iterable[Contribution]) -> bool:
        """Compare one that is new, which takes milliseconds where there are hundreds; whether more are."""
        new = (each for each in waiting if each.id not in self._group_of)
        if each := next(new, None):
            self._group(each)
        return next(new, None) is not None

    def _group(self, each: Contribution) -> tuple[int, int]:
        """The panel and the group of a contribution, which is compared with others but once."""
        if each.id not in self._group_of:
            likeness = self._likeness.setdefault(each.panel, LikenessGroups())
            self._group_of[each.id] = (PANEL_KEYS.index(each.panel), likeness.add(each.text))
        return self._group_of[each.id]
