"""Grapheme clusters, held against `wcwidth`, and widths, held against Rich, which lays the screen out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import iter_graphemes

from canvas.model.graphemes import (
    clusters,
    fitting,
    is_boundary,
    next_boundary,
    previous_boundary,
    syllables,
    width,
    wrap_offsets,
)
from canvas.model.sanitize import is_narrow, shorten
from tests.strategies import CLUSTERS, FAMILY, quick

texts = st.lists(st.sampled_from(CLUSTERS), max_size=8).map("".join)
pieces = st.lists(
    st.sampled_from([char for cluster in CLUSTERS for char in cluster] + ["\r", "\n"]), max_size=8
).map("".join)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_what_a_reader_takes_for_one_character_is_one_cluster(cluster: str) -> None:
    assert clusters(f"x{cluster}x") == ["x", cluster, "x"]


@quick
@given(texts)
def test_clusters_are_those_of_unicode(text: str) -> None:
    assert clusters(text) == [*iter_graphemes(text)]


@quick
@given(texts | pieces | st.text(max_size=8))
def test_clusters_are_the_text_and_boundaries_are_found_from_each_index(text: str) -> None:
    parts = clusters(text)
    assert "".join(parts) == text
    assert all(parts)
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part))
    for at in range(len(text) + 1):
        assert is_boundary(text, at) == (at in ends)
        assert next_boundary(text, at) == next((end for end in ends if end > at), len(text))
        assert previous_boundary(text, at) == max((end for end in ends if end < at), default=0)


@pytest.mark.parametrize("unseen", ["\xad", "\u061c", "\u200b", "\u200e", "\u200f"])
def test_what_paints_nothing_belongs_to_the_character_before_it(unseen: str) -> None:
    assert clusters(f"a{unseen}b") == [f"a{unseen}", "b"]


@quick
@given(texts | pieces)
def test_widths_are_those_that_the_screen_is_laid_out_by(text: str) -> None:
    assert width(text) == cell_len(text)
    assert not is_narrow(text) or (width(text) == len(text) and clusters(text) == [*text])


def test_the_width_of_every_letter_is_that_of_the_screen() -> None:
    every = [char for code in range(0x110000) if (char := chr(code)).isprintable()]
    assert [char for char in every if width(char) != cell_len(char)] == []


@quick
@given(texts | pieces, st.integers(1, 12), st.booleans())
def test_a_shortened_text_fits_and_is_cut_between_clusters(text: str, columns: int, at_word: bool) -> None:
    short = shorten(text, columns, at_word=at_word)
    assert width(short) <= columns
    if short != text:
        assert short.endswith("…")
        assert is_boundary(text, len(short) - 1)
        assert text.startswith(short[:-1])
        assert fitting(text, columns) < len(text)


def test_a_text_is_shortened_by_columns_and_not_by_code_points() -> None:
    assert shorten(FAMILY * 4, 7) == f"{FAMILY * 3}…"
    assert shorten("日本語日本語", 7) == "日本語…"
    assert shorten("a" + "\u0301" * 1000, 40) == "…"
    assert shorten("one two three", 9, at_word=True) == "one two…"
    assert shorten("one two", 7, at_word=True) == "one two"


def test_thai_is_never_broken_between_a_vowel_and_its_consonant() -> None:
    text = "โครงการนี้เพื่อเด็กทุกคนในชุมชนของเราและครอบครัว"
    for columns in range(3, 30):
        for at in wrap_offsets(text, columns):
            assert text[at - 1] not in "เแโใไ"
            assert text[at] not in "ะาำๅๆ"
            assert is_boundary(text, at)
    assert syllables("เกาะ") == ["เกาะ"]


@quick
@given(st.lists(texts, max_size=4).map(" ".join), st.integers(8, 20))
def test_wrapped_lines_fit(text: str, columns: int) -> None:
    offsets = [0, *wrap_offsets(text, columns), len(text)]
    assert offsets == sorted(set(offsets)) or text == ""
    for start, end in pairwise(offsets):
        units = syllables(text[start:end].rstrip())
        assert width(text[start:end].rstrip()) <= columns or len(units) == 1
