"""Cleaning and escaping text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from canvas.model.sanitize import (
    clean,
    clean_line,
    printable,
    printable_line,
    quote,
    visible,
    visible_line,
)
from tests.strategies import quick, typed

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

UNSEEN = "\xad\u061c\u200b\u200e\u200f"


def acts(char: str) -> bool:
    """Whether a terminal could do more with a character than show it; from the design, not the code."""
    return (
        (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\n\t")
        or char in TURNS
        or char == "\ufeff"
        or 0xE0000 <= ord(char) <= 0xE007F
    )


@quick
@given(typed)
def test_cleaned_text_holds_no_control_and_is_not_changed_by_cleaning_again(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == cleaned.strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in cleaned)
    assert not set(cleaned) & set("\r\u2028\u2029")
    cleaned.encode()
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        (" \t a\x1b[31mb\x9b\x7f\x00 \n", "a[31mb"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("a\tb  c", "a\tb  c"),
        ("\u202eabc\ufeff", "\u202eabc\ufeff"),
        ("", ""),
    ],
)
def test_cleaning_keeps_words_and_line_ends(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_clean_line_joins_lines_with_a_space() -> None:
    assert clean_line(" a \r\n\n \t b\u2028c  d ") == "a b c  d"


def test_a_long_run_of_blanks_is_cleaned_in_linear_time() -> None:
    assert clean_line("a" + " " * 300_000 + "b") == "a" + " " * 300_000 + "b"


@quick
@given(typed)
def test_visible_text_has_no_control_character_and_is_idempotent(text: str) -> None:
    for escaped, one_line in ((printable, printable_line), (visible, visible_line)):
        shown = escaped(text)
        assert escaped(shown) == shown
        assert not any(map(acts, shown))
        line = one_line(text)
        assert one_line(line) == line
        assert not set(line) & set("\n\t")
    if not any(map(acts, text)):
        assert printable(text) == text
    assert visible(text) == "".join(char for char in printable(text) if char not in UNSEEN)


def test_every_character_that_acts_is_escaped_and_no_other() -> None:
    every = [*map(chr, range(0x110000))]
    harmless = [char for char in every if not acts(char)]
    assert printable("".join(harmless)) == "".join(harmless)
    assert all(visible(char) not in (char, "") for char in every if acts(char))


def test_marks_of_direction_and_soft_hyphens_are_kept_in_documents_and_not_painted() -> None:
    text = "\u200fשלום\u200e Kinder\xadgarten\u061c \u200bx"
    assert clean(text) == printable(text) == text
    assert visible(text) == visible_line(text) == "שלום Kindergarten x"
    assert quote(text) == "‘שלום Kindergarten x’"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;x\x07", "␛]52;c;x␇"), ("\x00\r\x7f", "␀␍␡"), ("\x9b1m", "<009B>1m"),
        ("\u202ea", "<202E>a"), ("\ud800", "<D800>"), ("\U000e0041", "<E0041>"),
        ("a\n\tb", "a\n\tb"), ("\ufeff", "<FEFF>"),
    ],
)  # fmt: skip
def test_control_characters_become_pictures_or_code_points(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_line_is_shown_with_spaces_for_line_ends_and_tabs() -> None:
    assert visible_line("a\r\nb\nc\td\re") == "a b c d␍e"


def test_a_quoted_statement_is_one_short_visible_line() -> None:
    assert quote(" a\nb\x1b ") == "‘a b␛’"
    assert quote("x" * 40) == f"‘{'x' * 40}’"
    assert quote("x" * 41) == f"‘{'x' * 39}…’"
    assert quote("x" * 38 + " yz") == f"‘{'x' * 38}…’"
    assert quote("日" * 21) == f"‘{'日' * 19}…’"
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert quote(family * 21) == f"‘{family * 19}…’"
