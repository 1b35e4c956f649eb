"""Pair the lines that a summary said with those that came back: equal ones first, then similar ones."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from canvas.imports.expected import Unit
from canvas.imports.line_values import collapsed, comparable
from canvas.imports.received import Received
from canvas.model.canvas import Item
from canvas.model.types import ItemId, PanelKey

_LEAST_ALIKE: Final = 0.5
_LEAST_ALIKE_ELSEWHERE: Final = 0.75
_MAX_COMPARED_CHARS: Final = 300

_MAX_COMPARED_PAIRS: Final = 100_000
"""Up to how many pairs of lines all are compared."""

_MAX_LINES_OF_A_WORD: Final = 200
_MAX_CANDIDATES: Final = 10

_MIN_SCATTERED_CHARS: Final = 8
_BETWEEN: Final = r"[\s|>•·*+-]+"


class Pairs(NamedTuple):
    """Which lines belong together, by their numbers.

    Attributes:
        lines: what came back by what was expected; each is in one pair at most.
        scattered: what was expected and is there word for word, but in other lines, as in a torn table.
        pieces: what came back and says nothing but that.
    """

    lines: dict[int, int]
    scattered: frozenset[int]
    pieces: frozenset[int]


def pair_lines(expected: Sequence[Unit], received: Sequence[Received]) -> Pairs:
    """Pair what was expected with what came back."""
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
    _pair_rows(pairs, expected, received)
    headers = [comparable(" ".join(header)) for header in dict.fromkeys(unit.header for unit in expected)]
    there = Pairs(pairs, *_scattered(pairs, [*mine, *headers], theirs))
    _pair_similar(there, expected, received, mine, theirs)
    return there


def _pair_rows(pairs: dict[int, int], expected: Sequence[Unit], received: Sequence[Received]) -> None:
    """Pair the rows of a section that begin with the same words."""
    taken = set(pairs.values())
    waiting = {
        (unit.section, comparable(unit.cells[0])): at
        for at, unit in enumerate(received)
        if at not in taken and len(unit.cells) > 1
    }
    for number, said in enumerate(expected):
        if number not in pairs and len(said.cells) > 1:
            at = waiting.pop((collapsed(said.section), comparable(said.cell(0))), None)
            if at is not None:
                pairs[number] = at


def _scattered(
    pairs: Mapping[int, int], mine: Sequence[str], theirs: Sequence[str]
) -> tuple[frozenset[int], frozenset[int]]:
    """What was expected and stands there in other lines, and these lines, which say nothing else.

    ``mine`` may end with headers of tables, which are in no pair.
    """
    taken = set(pairs.values())
    rest = [at for at in range(len(theirs)) if at not in taken]
    said = [re.sub(_BETWEEN, "", theirs[at]) for at in rest]
    starts = [0, *accumulate(map(len, said))]
    there = "".join(said)
    spans: dict[int, tuple[int, int]] = {}
    for number, text in enumerate(mine):
        words = re.sub(_BETWEEN, "", text)
        if number not in pairs and len(words) >= _MIN_SCATTERED_CHARS and (at := there.find(words)) >= 0:
            spans[number] = (at, at + len(words))
    while True:
        covered = bytearray(len(there))
        for start, end in spans.values():
            covered[start:end] = b"\1" * (end - start)
        whole = [all(covered[start:end]) for start, end in pairwise(starts)]
        partial = {
            number
            for number, (start, end) in spans.items()
            if not all(whole[bisect(starts, start) - 1 : bisect_left(starts, end)])
        }
        if not partial:
            break
        spans = {number: span for number, span in spans.items() if number not in partial}
    pieces = (at for at, text, is_whole in zip(rest, said, whole, strict=True) if text and is_whole)
    return frozenset(spans), frozenset(pieces if spans else ())


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
                is_alike = (len(said.cells) > 1) == (len(received[at].cells) > 1)
                if at not in taken and is_alike and (is_same or not is_here):
                    pairs[number] = at
                    taken.add(at)
                    break


def _has_text(unit: Unit) -> bool:
    return any(part.field == "text" for cell in unit.cells for part in cell)


def _pair_similar(
    there: Pairs,
    expected: Sequence[Unit],
    received: Sequence[Received],
    mine: Sequence[str],
    theirs: Sequence[str],
) -> None:
    pairs = there.lines
    taken = {*pairs.values(), *there.pieces}
    rest = [number for number in range(len(mine)) if number not in pairs and number not in there.scattered]
    others = [at for at in range(len(theirs)) if at not in taken]
    matcher = SequenceMatcher(autojunk=False)
    found = []
    for at, candidates in _candidates(pairs, rest, others, mine, theirs):
        unit = received[at]
        matcher.set_seq2(theirs[at][:_MAX_COMPARED_CHARS])
        for number in candidates:
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


def _candidates(
    pairs: Mapping[int, int],
    rest: Sequence[int],
    others: Sequence[int],
    mine: Sequence[str],
    theirs: Sequence[str],
) -> Iterator[tuple[int, Sequence[int]]]:
    """Each line that came back with those to compare it with.

    Of very many these are the lines with most rare words in common, and those behind the line before it.
    """
    if len(rest) * len(others) <= _MAX_COMPARED_PAIRS:
        yield from ((at, rest) for at in others)
        return
    index: dict[str, list[int]] = {}
    for number in rest:
        for word in set(mine[number].split()):
            index.setdefault(word, []).append(number)
    numbers = {at: number for number, at in pairs.items()}
    paired = sorted(numbers)
    for at in others:
        words = (index.get(word, ()) for word in set(theirs[at].split()))
        shared = Counter(number for lines in words if len(lines) <= _MAX_LINES_OF_A_WORD for number in lines)
        before = bisect(paired, at) - 1
        start = bisect(rest, numbers[paired[before]]) if before >= 0 else 0
        likely = [number for number, _ in shared.most_common(_MAX_CANDIDATES)]
        yield at, sorted({*likely, *rest[start : start + _MAX_CANDIDATES]})


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
