"""Which item of one canvas is which item of another.

An item is known by its id; one typed by hand, without an id, by its text; one whose text was changed as
well, by a text that is like it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.types import ItemId, PanelKey

ALIKE = 0.6
"""From which ratio of `difflib` on two texts are taken for two wordings of one statement."""

_LONGEST = 400
"""How much of a text is compared: the time it takes grows with the square."""

_EFFORT = 10_000_000
"""How many pairs of letters are compared at most: half a second or so."""

_PAIRS = 100_000
"""How many pairs of items of one panel are looked at, at most."""

_Placed = Mapping[ItemId, tuple[PanelKey, Item]]
"""Items with their panel's key, by their id."""

_Way = Callable[[_Placed, _Placed], Iterable[tuple[ItemId, ItemId]]]
"""A way to tell which new item is which old one, as pairs of their ids."""


def same(one: object, other: object) -> bool:
    """Whether a file says two values in the same words: NaN is NaN, but True is not 1 and 1.0 is not 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is not type(other):
        return False
    return one == other or (one != one and other != other)  # noqa: PLR0124 - NaN alone is not itself


def is_named(item: Item) -> bool:
    """Whether an item has an id in its file."""
    return not item.id.startswith(UNWRITTEN)


def matched(old: Canvas, new: Canvas, *, by_words: bool = True) -> dict[ItemId, ItemId]:
    """The items that both canvases hold: the id in the old one by the id in the new one.

    Args:
        old: one canvas.
        new: the other.
        by_words: whether two items that both have ids, but other ones, may be one that was worded anew or
            moved: so a reader would tell it. To a merge they are two, for one was deleted and one was made.
    """
    before = {item.id: (panel, item) for panel, item in old}
    after = {item.id: (panel, item) for panel, item in new}
    found = {name: name for name, (_, item) in after.items() if name in before and is_named(item)}
    if len(found) == len(after):
        return found
    _take_back_copied_ids(found, before, after)
    _pair(found, before, after, _unchanged, _told_alike)
    if by_words:
        _pair(found, before, after, _worded_alike, _moved_alike)
    else:
        _pair(found, _unnamed(before), after, _worded_alike, _moved_alike)
        _pair(found, before, _unnamed(after), _worded_alike, _moved_alike)
    return found


def _pair(found: dict[ItemId, ItemId], before: _Placed, after: _Placed, *ways: _Way) -> None:
    """Find more of the items that both hold, one way after the other, among those not found yet."""
    for pairs in ways:
        taken = set(found.values())
        rest_old = {name: placed for name, placed in before.items() if name not in taken}
        rest_new = {name: placed for name, placed in after.items() if name not in found}
        if not (rest_old and rest_new):
            return
        for new_id, old_id in pairs(rest_old, rest_new):
            if new_id not in found and old_id not in taken:
                found[new_id] = old_id
                taken.add(old_id)


def _unnamed(items: _Placed) -> _Placed:
    return {name: placed for name, placed in items.items() if not is_named(placed[1])}


def _take_back_copied_ids(found: dict[ItemId, ItemId], before: _Placed, after: _Placed) -> None:
    """Give an item back to itself whose id was copied, along with all it says, to a place above it.

    Reading repairs the second of two equal ids. Where the first is the copy, made to say something else,
    the second is the one that says what the item has always said.
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


def _unchanged(old: _Placed, new: _Placed) -> Iterable[tuple[ItemId, ItemId]]:
    """Items of the same panel that say the same altogether, in their order."""
    return _with_the_same(
        old,
        new,
        lambda panel, item: (panel, item.text, repr(sorted(item.values.items(), key=lambda entry: entry[0]))),
    )


def _told_alike(old: _Placed, new: _Placed) -> Iterable[tuple[ItemId, ItemId]]:
    """Items with the same text in the same panel, in their order."""
    return _with_the_same(old, new, lambda panel, item: (panel, item.text))


def _moved_alike(old: _Placed, new: _Placed) -> Iterable[tuple[ItemId, ItemId]]:
    """Items with the same text anywhere."""
    return _with_the_same(old, new, lambda _, item: item.text)


def _with_the_same(
    old: _Placed, new: _Placed, saying: Callable[[str, Item], object]
) -> Iterable[tuple[ItemId, ItemId]]:
    waiting: dict[object, list[ItemId]] = {}
    # One whose id is gone was most likely deleted; one that never had any can only be known by its words.
    for name, placed in sorted(old.items(), key=lambda entry: is_named(entry[1][1])):
        waiting.setdefault(saying(*placed), []).append(name)
    for name, placed in new.items():
        there = waiting.get(saying(*placed))
        if there:
            yield name, there.pop(0)


def _worded_alike(old: _Placed, new: _Placed) -> Iterable[tuple[ItemId, ItemId]]:
    """Items of the same panel with texts that are alike, those that share most first.

    `difflib` judges, but it is slow: two paragraphs take it a hundredth of a second. What shares most three
    letters is shown to it first, and once it has had enough to do, the rest is not alike.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - two versions of one file seldom need it

    judge = SequenceMatcher(autojunk=False)
    effort = _EFFORT
    found: dict[ItemId, ItemId] = {}
    taken: set[ItemId] = set()
    for new_id, old_id in _most_promising(old, new):
        if new_id in found or old_id in taken:
            continue
        is_now, was = new[new_id][1].text[:_LONGEST], old[old_id][1].text[:_LONGEST]
        if not _begin_and_end_alike(was, is_now):
            judge.set_seqs(was, is_now)
            if judge.real_quick_ratio() < ALIKE:
                continue
            effort -= len(was) * len(is_now)
            if effort < 0:
                break
            if judge.ratio() < ALIKE:
                continue
        found[new_id] = old_id
        taken.add(old_id)
    return found.items()


def _most_promising(old: _Placed, new: _Placed) -> Iterable[tuple[ItemId, ItemId]]:
    """Pairs of items of the same panel, as a new id and an old one, those that share most letters first."""
    olds: dict[PanelKey, list[tuple[ItemId, frozenset[str]]]] = {}
    for name, (panel, item) in old.items():
        olds.setdefault(panel, []).append((name, _threes(item.text)))
    news: dict[PanelKey, list[tuple[ItemId, frozenset[str]]]] = {}
    for name, (panel, item) in new.items():
        news.setdefault(panel, []).append((name, _threes(item.text)))
    found: list[tuple[float, int, int, int, ItemId, ItemId]] = []
    for where, there in news.items():
        before = olds.get(where, [])
        reach = max(_PAIRS // len(there) // 2, 1)  # where there are thousands, only those that stand near
        for rank, (new_id, mine) in enumerate(there):
            near = rank * len(before) // len(there)
            for place in range(max(0, near - reach), min(len(before), near + reach + 1)):
                old_id, theirs = before[place]
                shared = 2 * len(mine & theirs) / (len(mine) + len(theirs))
                found.append((-shared, abs(near - place), rank, place, new_id, old_id))
    found.sort()
    return ((new_id, old_id) for _, _, _, _, new_id, old_id in found)


def _begin_and_end_alike(one: str, other: str) -> bool:
    """Whether two texts are alike already by how they begin and how they end."""
    shortest = min(len(one), len(other))
    first = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    last = next((at for at in range(shortest - first) if one[~at] != other[~at]), shortest - first)
    return 2 * (first + last) >= ALIKE * (len(one) + len(other))


def _threes(text: str) -> frozenset[str]:
    """Every three letters in a row, those at the ends as well."""
    padded = f"  {text[:_LONGEST]}  "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
