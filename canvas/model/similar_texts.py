"""Statements of two versions with similar texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from canvas.model.canvas import Item
from canvas.model.types import ItemId, PanelKey

ALIKE = 0.6
"""The `difflib` ratio from which two texts count as wordings of one statement."""

_MAX_COMPARED_CHARS = 400
"""Characters of a text that are compared: the time grows with the square."""

_MAX_CHAR_PAIRS = 10_000_000
"""Pairs of characters compared in all: about half a second."""

_MAX_ITEM_PAIRS = 100_000
"""Pairs of items of one panel that are compared."""

Placed = Mapping[ItemId, tuple[PanelKey, Item]]
"""Items with their panel's key, by their id."""


def similar_text(old: Placed, new: Placed) -> Iterable[tuple[ItemId, ItemId]]:
    """Items of the same panel with similar texts, the most similar first.

    `difflib` is slow: two paragraphs take a hundredth of a second. Pairs that share most trigrams are
    compared first; once `_MAX_CHAR_PAIRS` is used up, the rest counts as different.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - two versions of one file seldom need it

    matcher = SequenceMatcher(autojunk=False)
    effort = _MAX_CHAR_PAIRS
    found: dict[ItemId, ItemId] = {}
    taken: set[ItemId] = set()
    for new_id, old_id in _by_shared_trigrams(old, new):
        if new_id in found or old_id in taken:
            continue
        is_now, was = new[new_id][1].text[:_MAX_COMPARED_CHARS], old[old_id][1].text[:_MAX_COMPARED_CHARS]
        if not _share_prefix_and_suffix(was, is_now):
            matcher.set_seqs(was, is_now)
            if matcher.real_quick_ratio() < ALIKE:
                continue
            effort -= len(was) * len(is_now)
            if effort < 0:
                break
            if matcher.ratio() < ALIKE:
                continue
        found[new_id] = old_id
        taken.add(old_id)
    return found.items()


def _by_shared_trigrams(old: Placed, new: Placed) -> Iterable[tuple[ItemId, ItemId]]:
    """Pairs of items of the same panel, as a new id and an old one, those that share most trigrams first."""
    olds: dict[PanelKey, list[tuple[ItemId, frozenset[str]]]] = {}
    for name, (panel, item) in old.items():
        olds.setdefault(panel, []).append((name, _trigrams(item.text)))
    news: dict[PanelKey, list[tuple[ItemId, frozenset[str]]]] = {}
    for name, (panel, item) in new.items():
        news.setdefault(panel, []).append((name, _trigrams(item.text)))
    found: list[tuple[float, int, int, int, ItemId, ItemId]] = []
    for where, there in news.items():
        before = olds.get(where, [])
        reach = max(
            _MAX_ITEM_PAIRS // len(there) // 2, 1
        )  # where there are thousands, only those that stand near
        for rank, (new_id, mine) in enumerate(there):
            near = rank * len(before) // len(there)
            for place in range(max(0, near - reach), min(len(before), near + reach + 1)):
                old_id, theirs = before[place]
                shared = 2 * len(mine & theirs) / (len(mine) + len(theirs))
                found.append((-shared, abs(near - place), rank, place, new_id, old_id))
    found.sort()
    return ((new_id, old_id) for _, _, _, _, new_id, old_id in found)


def _share_prefix_and_suffix(one: str, other: str) -> bool:
    """Whether the common prefix and suffix of two texts alone make them similar."""
    shortest = min(len(one), len(other))
    first = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    last = next((at for at in range(shortest - first) if one[~at] != other[~at]), shortest - first)
    return 2 * (first + last) >= ALIKE * (len(one) + len(other))


def _trigrams(text: str) -> frozenset[str]:
    """The trigrams of a text, padded at both ends."""
    padded = f"  {text[:_MAX_COMPARED_CHARS]}  "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
