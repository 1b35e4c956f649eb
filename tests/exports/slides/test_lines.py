from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from canvas.exports.slides.layout import StyledRun, cut, plain, side_by_side, wrapped
from canvas.model.sanitize import visible
from tests.strategies import quick, typed

widths = st.integers(2, 80)


@quick
@given(typed, widths)
def test_wrapped_text_keeps_every_letter_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width, cell_len)
    assert "".join("".join(lines).split()) == "".join(visible(text).split())
    assert all(cell_len(line) <= width and line.strip() for line in lines)


@quick
@given(typed, widths)
def test_a_text_that_is_cut_fits_and_begins_as_it_did(text: str, width: int) -> None:
    whole = " ".join(visible(text).split())
    shown = cut(text, width)
    assert cell_len(shown) <= width
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1].rstrip()))


@quick
@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=30), max_size=6), widths)
def test_facts_stand_side_by_side_in_their_order(facts: list[str], width: int) -> None:
    lines = side_by_side(map(StyledRun, facts), width, cell_len)
    said = "".join(map(plain, lines))
    assert said.replace(" · ", "").replace(" ", "") == "".join(facts)
    assert all(cell_len(plain(line)) <= width for line in lines)


def test_a_fact_is_not_broken_where_it_fits_on_a_line_of_its_own() -> None:
    lines = side_by_side((StyledRun("need"), StyledRun("Tom Whitby")), 12, cell_len)
    assert list(map(plain, lines)) == ["need", "Tom Whitby"]


def test_a_text_breaks_at_spaces_and_a_long_word_where_the_line_ends() -> None:
    assert wrapped("one two three", 8, cell_len) == ["one two", "three"]
    assert wrapped("W" * 10, 4, cell_len) == ["WWWW", "WWWW", "WW"]
    assert wrapped("a\n\nb", 8, cell_len) == ["a", "b"]
    assert wrapped(" \n ", 8, cell_len) == []
