"""Pair the lines that a summary said with those that came back: equal ones first, then similar ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from canvas.imports.expected import Unit
from canvas.imports.line_values import collapsed, comparable
from canvas.imports.received import Received
from canvas.model.canvas import Item
from canvas.model.types import ItemId, PanelKey

_LEAST_ALIKE: Final = 0.5
_LEAST_ALIKE_ELSEWHERE: Final = 0.75
_MAX_COMPARED_CHARS: Final = 300


def pair_lines(expected: Sequence[Unit], received: Sequence[Received]) -> dict[int, int]:
    """The number of what came back by the number of what was expected; each is in one pair at most."""
    pairs: dict[int, int] = {}
    mine = [comparable(unit.text) for unit in expected]
    theirs = [comparable(unit.text) for unit in received]
    for key in (lambda unit, text: (collapsed(unit.section), text), lambda _, text: text):
        waiting: dict[object, list[int]] = {}
        taken = set(pairs.values())
        for at, unit in enumerate(received):
            if at not in taken:
                waiting.setdefault(key(unit, theirs[at]), []).append(at)
        for number, said in enumerate(expected):
            if number not in pairs and (same := waiting.get(key(said, mine[number]))):
                pairs[number] = same.pop(0)
    _pair_by_id(pairs, expected, received)
    _pair_similar(pairs, expected, received, mine, theirs)
    return pairs


def _pair_by_id(pairs: dict[int, int], expected: Sequence[Unit], received: Sequence[Received]) -> None:
    """Pair what is marked with the id of an item, in the same section if it is there twice."""
    taken = set(pairs.values())
    for is_here in (True, False):
        waiting: dict[str, list[int]] = {}
        for at, unit in enumerate(received):
            if unit.id and at not in taken:
                waiting.setdefault(unit.id, []).append(at)
        for number, said in enumerate(expected):
            if number in pairs or said.item is None or not _has_text(said):
                continue
            for at in waiting.get(said.item, ()):
                is_same = collapsed(said.section) == received[at].section
                if at not in taken and (is_same or not is_here):
                    pairs[number] = at
                    taken.add(at)
                    break


def _has_text(unit: Unit) -> bool:
    return any(part.field == "text" for cell in unit.cells for part in cell)


def _pair_similar(
    pairs: dict[int, int],
    expected: Sequence[Unit],
    received: Sequence[Received],
    mine: Sequence[str],
    theirs: Sequence[str],
) -> None:
    taken = set(pairs.values())
    rest = [number for number in range(len(mine)) if number not in pairs]
    matcher = SequenceMatcher(autojunk=False)
    found = []
    for at in (at for at in range(len(theirs)) if at not in taken):
        unit = received[at]
        matcher.set_seq2(theirs[at][:_MAX_COMPARED_CHARS])
        for number in rest:
            said = expected[number]
            if (len(said.cells) > 1) != (len(unit.cells) > 1):
                continue
            is_here = collapsed(said.section) == unit.section
            least = _LEAST_ALIKE if is_here else _LEAST_ALIKE_ELSEWHERE
            matcher.set_seq1(mine[number][:_MAX_COMPARED_CHARS])
            if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                continue
            if (ratio := matcher.ratio()) >= least:
                found.append((-ratio, not is_here, abs(number - at), number, at))
    for _, _, _, number, at in sorted(found):
        if number not in pairs and at not in taken:
            pairs[number] = at
            taken.add(at)


def home_lines(
    expected: Sequence[Unit], items: Mapping[ItemId, tuple[PanelKey, Item]], headings: Mapping[str, object]
) -> dict[ItemId, int]:
    """The line that is an item's own place: below a heading for its panel, with its words in full.

    Args:
        expected: the lines of the summary.
        items: the items by their ids.
        headings: the headings below which items have their place.
    """
    homes: dict[ItemId, tuple[bool, int]] = {}
    for number, unit in enumerate(expected):
        if unit.item is None or unit.item not in items or not _says(unit, items[unit.item][1]):
            continue
        is_own = unit.section in headings
        if unit.item not in homes or (is_own and not homes[unit.item][0]):
            homes[unit.item] = (is_own, number)
    return {item: number for item, (_, number) in homes.items()}


def _says(unit: Unit, item: Item) -> bool:
    text = comparable(item.text)
    return any(part.field == "text" and comparable(part.text) == text for cell in unit.cells for part in cell)
