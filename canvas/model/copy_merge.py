"""Merge a copy of a canvas into it, so that merging the same copy again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change, Differences, compare
from canvas.model.conflicts import THEIRS, OtherValue, conflicts, other_values, with_other_values
from canvas.model.item_matching import equal_in_file, match_items
from canvas.model.merge import Merged, merge
from canvas.model.schema import VOTES
from canvas.model.types import ItemId, PanelKey


class Joined(NamedTuple):
    """A canvas with a copy merged into it.

    Attributes:
        canvas: the result.
        differences: what that changes.
        conflicts: how many conflicts it adds.
    """

    canvas: Canvas
    differences: Differences
    conflicts: int

    @property
    def is_news(self) -> bool:
        """Whether it changes anything."""
        return not self.differences.are_none or self.conflicts > 0

    @property
    def changed(self) -> int:
        """How many items are new, or changed beyond their conflicts."""
        return sum(not change.is_gone and not _is_conflict_alone(change) for change in self.differences.items)

    @property
    def gone(self) -> int:
        """How many items it deletes."""
        return sum(change.is_gone for change in self.differences.items)


def _is_conflict_alone(change: Change) -> bool:
    if change.is_new or change.is_moved or change.reordered:
        return False
    return all(field.key == THEIRS for field in change.fields)


def join_copy(canvas: Canvas, copy: Canvas, base: Canvas, *, adds_votes: bool = False) -> Joined:
    """Merge a copy into a canvas.

    Args:
        canvas: the canvas.
        copy: the copy.
        base: the version that both came from; an empty canvas where that is not known.
        adds_votes: whether the votes of both are added up, as those of people who voted apart. By default the
            higher number stands: in a synced folder both sides mostly hold the same votes.
    """
    ours, theirs = (canvas, copy) if adds_votes else _with_equal_votes(canvas, copy)
    merged = _without_repeats(canvas, merge(base, ours, theirs, twice=adds_votes))
    more = max(0, len(conflicts(merged)) - len(conflicts(canvas)))
    return Joined(merged, compare(canvas, merged), more)


def _without_repeats(ours: Canvas, merged: Merged) -> Canvas:
    """The merged canvas without the conflicts that ours has already, from an earlier merge of the copy."""
    was = {item.id: item.values for _, item in ours}
    panels: dict[PanelKey, list[Item]] = {}
    for panel, item in merged.canvas:
        origin = merged.origins[item.id].ours
        values = _new_conflicts_once(item.values, was[origin] if origin else {})
        panels.setdefault(panel, []).append(item if values is item.values else item._replace(values=values))
    changed = {key: tuple(items) for key, items in panels.items()}
    values = _new_conflicts_once(merged.canvas.values, ours.values)
    return merged.canvas.replacing(values=values).with_items(changed)


def _new_conflicts_once(values: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    """Values without the conflicts that are among the known ones and are there once more."""
    said, known_said = other_values(values), other_values(known)
    unmatched, kept = list(known_said), []
    for saying in said:
        if (at := _index_of(saying, unmatched)) is not None:
            del unmatched[at]
        elif _index_of(saying, known_said) is not None:
            continue
        kept.append(saying)
    return values if len(kept) == len(said) else with_other_values(values, kept)


def _index_of(saying: OtherValue, among: Sequence[OtherValue]) -> int | None:
    return next((at for at, other in enumerate(among) if equal_in_file(saying, other)), None)


def _with_equal_votes(ours: Canvas, theirs: Canvas) -> tuple[Canvas, Canvas]:
    """Give items that both have the higher number of votes."""
    mine, others = ({item.id: item.votes for _, item in canvas} for canvas in (ours, theirs))
    pairs = match_items(theirs, ours, by_words=False)
    higher = {new: max(mine[new], others[old]) for new, old in pairs.items()}
    return _with_votes(ours, higher), _with_votes(theirs, {pairs[new]: higher[new] for new in pairs})


def _with_votes(canvas: Canvas, votes: Mapping[ItemId, int]) -> Canvas:
    panels = {
        panel: tuple(
            item.with_values({VOTES.key: votes[item.id]}, panel)
            if votes.get(item.id, item.votes) != item.votes
            else item
            for item in items
        )
        for panel, items in canvas.panels.items()
    }
    changed = {panel: items for panel, items in panels.items() if items != canvas.panels[panel]}
    return canvas.with_items(changed) if changed else canvas
