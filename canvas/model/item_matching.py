"""Match the items of two canvases.

Items are matched by id; those without an id in the file, by equal text; those whose text was changed as well,
by similar text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.similar_texts import Placed, similar_text
from canvas.model.text_folding import normalised
from canvas.model.types import ItemId, PanelKey

_Strategy = Callable[[Placed, Placed], Iterable[tuple[ItemId, ItemId]]]
"""A way to match new items with old ones; yields pairs of their ids."""


def equal_in_file(one: object, other: object) -> bool:
    """Whether two values are written alike in a file: NaN equals NaN, but True is not 1 and 1.0 is not 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal_in_file(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(equal_in_file, one, other))
    if type(one) is not type(other):
        return False
    return one == other or (one != one and other != other)  # noqa: PLR0124 - NaN alone is not itself


def equivalent(one: object, other: object) -> bool:
    """Whether two values are the same once the texts in them are normalised."""
    return equal_in_file(one, other) or equal_in_file(_normalised(one), _normalised(other))


def _normalised(value: object) -> object:
    if isinstance(value, str):
        return normalised(value)
    if isinstance(value, Mapping):
        return {key: _normalised(entry) for key, entry in value.items()}
    return [*map(_normalised, value)] if isinstance(value, list | tuple) else value


def is_named(item: Item) -> bool:
    """Whether an item has an id in its file."""
    return not item.id.startswith(UNWRITTEN)


def match_items(old: Canvas, new: Canvas, *, by_words: bool = True) -> dict[ItemId, ItemId]:
    """Match the items of two canvases: the id in the old one by the id in the new one.

    Args:
        old: one canvas.
        new: the other.
        by_words: whether two items with different ids may still match, as reworded or moved. For a reader
            they are one; for a merge they are two, since one was deleted and the other added.
    """
    before, after = _placed(old), _placed(new)
    found = {name: name for name, (_, item) in after.items() if name in before and is_named(item)}
    if len(found) == len(after):
        return found
    _restore_copied_ids(found, before, after)
    _pair(found, before, after, _identical, _same_text_and_panel)
    if by_words:
        _pair(found, before, after, similar_text, _same_text)
    else:
        _pair(found, _unnamed(before), after, similar_text, _same_text)
        _pair(found, before, _unnamed(after), similar_text, _same_text)
    return found


def _placed(canvas: Canvas) -> Placed:
    """The items of a canvas by id, with their texts normalised."""
    found: dict[ItemId, tuple[PanelKey, Item]] = {}
    for panel, item in canvas:
        text = normalised(item.text)
        found[item.id] = panel, item if text == item.text else item._replace(text=text)
    return found


def _pair(found: dict[ItemId, ItemId], before: Placed, after: Placed, *strategies: _Strategy) -> None:
    """Match items that are not matched yet, one strategy after the other."""
    for pairs in strategies:
        taken = set(found.values())
        rest_old = {name: placed for name, placed in before.items() if name not in taken}
        rest_new = {name: placed for name, placed in after.items() if name not in found}
        if not (rest_old and rest_new):
            return
        for new_id, old_id in pairs(rest_old, rest_new):
            if new_id not in found and old_id not in taken:
                found[new_id] = old_id
                taken.add(old_id)


def _unnamed(items: Placed) -> Placed:
    return {name: placed for name, placed in items.items() if not is_named(placed[1])}


def _restore_copied_ids(found: dict[ItemId, ItemId], before: Placed, after: Placed) -> None:
    """Match the original of a copied item, where the copy was pasted above it.

    Reading a file gives a new id to the second of two items with one id. Where the first is the copy, and was
    reworded, the second is the original, known by its unchanged text.
    """
    there = set(found.values())  # what else said the same before is more likely to be that than this
    known = {(panel, item.text) for name, (panel, item) in before.items() if name not in there}
    unknown = ((placed, name) for name, placed in after.items() if name not in found)
    rest = {(panel, item.text): name for (panel, item), name in unknown if (panel, item.text) not in known}
    for copy, old in list(found.items()):
        panel, item = before[old]
        original = rest.pop((panel, item.text), None)
        if original is None:
            continue
        if after[copy][1].text == item.text:
            rest[panel, item.text] = original
        else:
            del found[copy]
            found[original] = old


def _equal(key: Callable[[str, Item], object]) -> _Strategy:
    """Match items with an equal key, in their order."""

    def pairs(old: Placed, new: Placed) -> Iterable[tuple[ItemId, ItemId]]:
        waiting: dict[object, list[ItemId]] = {}
        # An item whose id is gone was most likely deleted; one without an id has only its text to match by.
        for name, placed in sorted(old.items(), key=lambda entry: is_named(entry[1][1])):
            waiting.setdefault(key(*placed), []).append(name)
        for name, placed in new.items():
            if candidates := waiting.get(key(*placed)):
                yield name, candidates.pop(0)

    return pairs


_identical = _equal(lambda panel, item: (panel, item.text, normalised(repr(sorted(item.values.items())))))
_same_text_and_panel = _equal(lambda panel, item: (panel, item.text))
_same_text = _equal(lambda _, item: item.text)
