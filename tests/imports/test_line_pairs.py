"""Lines that came back are paired with those that were expected."""

from __future__ import annotations

from canvas.imports.expected import Part, Unit
from canvas.imports.line_pairs import pair_lines
from canvas.imports.received import Received


def _expected(texts: list[str]) -> list[Unit]:
    return [Unit(None, ((Part(text, "text"),),), "S", 0) for text in texts]


def _received(texts: list[str]) -> list[Received]:
    return [Received((text,), "S", 0, number) for number, text in enumerate(texts, 1)]


def test_of_very_many_changed_lines_each_finds_its_own() -> None:
    before = [f"Visit house {number} before the winter" for number in range(330)]
    after = [line.replace("winter", "summer") for line in before]
    assert pair_lines(_expected(before), _received(after)).lines == {at: at for at in range(330)}


def test_lines_whose_words_stand_in_other_lines_are_there_and_those_say_nothing_else() -> None:
    expected = _expected(["Cook for six schools", "Open the rooms by ten"])
    there = pair_lines(expected, _received(["Cook for", "six schools Open", "the rooms by ten"]))
    assert not there.lines
    assert there.scattered == {0, 1}
    assert there.pieces == {0, 1, 2}
    longer = pair_lines(expected[:1], _received(["Cook for six schools and the town"]))
    assert longer.lines == {0: 0}
    assert not longer.scattered
