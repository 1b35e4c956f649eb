"""Texts that say the same in other words are found, and others are not offered."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canvas_file import open_document
from canvas.model.near_duplicates import ALIKE, LikenessGroups, likeness, near_pairs
from canvas.model.schema import PANEL_KEYS
from tests.model.group_statements import GROUPS, PARAPHRASED, SAME, UNLIKE
from tests.model.statements_in_languages import ALIKE_PAIRS, UNLIKE_PAIRS

SOME = ("the", "school", "open", "opens", "Café", "not", "3", "4", "hall", "meal")
WORDS = st.lists(st.sampled_from(SOME), max_size=6)
TEXTS = st.lists(WORDS.map(" ".join) | st.text(max_size=12), max_size=12)


def test_of_five_groups_thirty_statements_all_ten_near_duplicates_are_offered_and_nothing_else() -> None:
    offered = set()
    for panel in PANEL_KEYS:
        texts = [text for group in GROUPS.values() for text in group[panel]]
        offered |= {frozenset((texts[one], texts[other])) for one, other in near_pairs(texts)}
    assert sum(len(texts) for group in GROUPS.values() for texts in group.values()) == 5 * 30
    assert len(SAME) == 10
    assert offered == set(map(frozenset, SAME))


@pytest.mark.parametrize(("one", "other"), PARAPHRASED)
def test_what_is_said_in_other_words_is_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_differs_in_the_word_that_counts_is_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


@pytest.mark.parametrize("language", ALIKE_PAIRS)
def test_each_language_finds_what_says_the_same_and_nothing_else(language: str) -> None:
    for one, other in ALIKE_PAIRS[language]:
        assert likeness(one, other) >= ALIKE, (one, other)
    for one, other in UNLIKE_PAIRS[language]:
        assert likeness(one, other) < ALIKE, (one, other)
    texts = [text for pair in (*ALIKE_PAIRS[language], *UNLIKE_PAIRS[language]) for text in pair]
    same = {frozenset(pair) for pair in ALIKE_PAIRS[language]}
    found = {frozenset((texts[one], texts[other])) for one, other in near_pairs(texts)}
    assert {pair for pair in found if len(pair) > 1} >= same


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_whole_for_the_same_text(one: str, other: str) -> None:
    assert likeness(one, one) == 1.0
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.canvas.toml")), ids=lambda path: path.name)
def test_no_two_statements_of_an_example_are_taken_for_one(path: Path) -> None:
    for items in open_document(str(path)).canvas.panels.values():
        texts = [item.text for item in items]
        assert [(texts[one], texts[other]) for one, other in near_pairs(texts)] == []


@given(TEXTS)
def test_the_pairs_found_are_all_that_are_alike(texts: list[str]) -> None:
    alike = [
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if likeness(texts[one], texts[other]) >= ALIKE
    ]
    assert sorted(near_pairs(texts)) == alike
    assert all(likeness(one, other) == likeness(other, one) for one, other in combinations(texts, 2))


def test_hundreds_of_texts_with_the_same_words_are_compared_up_to_a_limit() -> None:
    assert len([*near_pairs(["Meet in the library hall"] * 200)]) == 200 * 199 / 2
    assert len([*near_pairs(["Meet in the library hall"] * 1_000)]) == 20_000
    assert [*near_pairs([f"Meet in the library hall at {number}" for number in range(1_000)])] == []


def groups_by_likeness(texts: list[str]) -> tuple[tuple[int, ...], ...]:
    """The positions of texts in each group, in the order of the first."""
    grouping, groups = LikenessGroups(), dict[int, list[int]]()
    for number, text in enumerate(texts):
        groups.setdefault(grouping.add(text), []).append(number)
    return tuple(map(tuple, groups.values()))


@given(TEXTS)
def test_each_text_is_in_one_group_whose_first_it_is_like(texts: list[str]) -> None:
    groups = groups_by_likeness(texts)
    assert sorted(number for group in groups for number in group) == [*range(len(texts))]
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    for leader, *others in groups:
        assert all(likeness(texts[leader], texts[number]) >= ALIKE for number in others)
    for one, other in combinations([group[0] for group in groups], 2):
        assert likeness(texts[one], texts[other]) < ALIKE


def test_a_chain_of_small_differences_is_not_one_group() -> None:
    assert groups_by_likeness(["Open the hall", "Thank the cook", "Opening of the hall"]) == ((0, 2), (1,))
