"""What a pasted text comes to: statements without list signs, and nothing lost."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.paste import parse_paste
from canvas.model.sanitize import clean_line
from tests.strategies import quick, typed

SIGNS = (
    "- ",
    "* ",
    "• ",
    "●\t",
    "▪\xa0\xa0",
    "– ",
    "o\t",
    "o\xa0\xa0 ",
    "[ ] ",
    "☐ ",
    "- [ ] ",
    "·\t",
    "•",
    "\uf0b7\t",
)
COUNTED = ("{}. ", "{}) ", "{}.\t")
ALL_SIGNS = (
    set("-*+•‣⁃∙◦▪■□●○►➢➤❖✓✔\uf0a7\uf0b7\uf0d8\uf0fc·–—o[]xX☐☑☒.)")
    | set("0123456789")
    | set("abcdefghijklmnopqrstuvwxyz")
)

words = st.text("abcdefghijklmnopqrstuvwxyzé", min_size=2, max_size=9)
sentences = st.lists(words, min_size=2, max_size=30).map(lambda found: " ".join(found).capitalize())


def letters(text: str) -> str:
    return "".join(text.split())


@quick
@given(st.lists(sentences, min_size=2, max_size=8), st.sampled_from((*SIGNS, *COUNTED)), st.data())
def test_a_list_with_any_sign_wrapped_at_any_width_is_its_statements(
    said: list[str], sign: str, data: st.DataObject
) -> None:
    width = data.draw(st.integers(44, 90))
    hangs = data.draw(st.booleans())
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r", "\u2029"]))
    lines = []
    for number, text in enumerate(said, 1):
        first = sign.format(number)
        wrapped = textwrap.wrap(text, width - 4, break_on_hyphens=False) if hangs else [text]
        lines += [first + wrapped[0], *("    " + line for line in wrapped[1:])]
    pasted = parse_paste(end.join(lines) + end)
    assert pasted.texts == tuple(said)
    assert pasted.has_lost_signs
    assert pasted.to_the_letter == tuple(map(clean_line, lines))


@quick
@given(typed)
def test_nothing_but_list_signs_is_lost_and_each_statement_is_a_clean_line(text: str) -> None:
    pasted = parse_paste(text)
    for said in (*pasted.texts, *pasted.to_the_letter):
        assert said
        assert clean_line(said) == said
    kept, whole = iter(letters("".join(pasted.to_the_letter))), letters("".join(pasted.texts))
    skipped: set[str] = set()
    for letter in whole:
        for other in kept:
            if other == letter:
                break
            skipped.add(other)
        else:
            raise AssertionError(f"{letter!r} was not pasted there")
    assert skipped <= ALL_SIGNS | {"☐"}
    assert pasted.is_changed or not pasted.has_lost_signs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ()),
        ("\n \r\n\x00", ()),
        ("- one", ("- one",)),
        ("one\r\n\r\n two \u2028three\x0bfour", ("one", "two three four")),
        ("•\tone\x0bgoes on\n•\ttwo", ("one goes on", "two")),
        ("- one\n* two\n • three\n[x] four\n– five\n", ("one", "two", "three", "four", "five")),
        ("\ufeffone\n\ufefftwo\ufeff", ("one", "two\ufeff")),
        ("\ufeff\none\n\u200b\n\u00ad \u2060\ntw\u200bo", ("one", "tw\u200bo")),
        ("- one\ntwo", ("- one", "two")),
        ("Agenda\n- one\n- two\n- three", ("Agenda", "one", "two", "three")),
        ("-1\n-2", ("-1", "-2")),
        ("\x1b[31mone\x07\ntwo", ("[31mone", "two")),
        ("a) one\nb) two\nc) three", ("one", "two", "three")),
        ("J) one\nand two\nA) three", ("J) one", "and two", "A) three")),
        ("3.5 M€\n4.5 M€", ("3.5 M€", "4.5 M€")),
        ("1986. was the first\n1987. was the next", ("1986. was the first", "1987. was the next")),
        ("12. one\n7. two\n30. three", ("12. one", "7. two", "30. three")),
        ("• fewer pupils\n- 5 % a year\n• more staff", ("fewer pupils", "- 5 % a year", "more staff")),
        ("- 5 % a year", ("- 5 % a year",)),
        ("o livro\no carro", ("o livro", "o carro")),
        ("•\nLate buses\n•\nNo lights", ("Late buses", "No lights")),
        ("•one\n●two\n☐three\n- four", ("one", "two", "three", "four")),
        ("\uf0b7\tone\n\uf0a7 two\n✓ three\n➢ four", ("one", "two", "three", "four")),
        ("one •two\nthree ✓", ("one •two", "three ✓")),
        ("►one\n∙ two\n❖ three\n⁃ four", ("one", "two", "three", "four")),
        ("●●●○○ Trust\n●○○○○ Money", ("●●●○○ Trust", "●○○○○ Money")),
        ("• ●●○ Trust\n• ●○○ Money", ("●●○ Trust", "●○○ Money")),
        ("✓✓✓ Food\n✓✓ Heat\n✓ Rent", ("✓✓✓ Food", "✓✓ Heat", "✓ Rent")),
        ("••• one\n▪▪▪ two\n◦◦◦ three\n➢➢ four", ("••• one", "▪▪▪ two", "◦◦◦ three", "➢➢ four")),
        ("☑☑☐ Trust\n☑☐☐ Money", ("☑☑☐ Trust", "☑☐☐ Money")),
        ("• ✓✓ Food\n•☐ Heat", ("✓✓ Food", "Heat")),
        ("• fewer pupils\n• 5 % a year", ("fewer pupils", "5 % a year")),
        ("1. one\n   a) under it\n   b) too\n2. two", ("one", "under it", "too", "two")),
        ("- one\n\nnot in the list\n- two\n- three", ("one", "not in the list", "two", "three")),
        (
            "• The council pays for the room on Mondays and for\nthe caretaker\n• Short\n• Also short",
            ("The council pays for the room on Mondays and for the caretaker", "Short", "Also short"),
        ),
    ],
)
def test_lists_lose_their_signs_and_all_else_stays(text: str, said: tuple[str, ...]) -> None:
    assert parse_paste(text).texts == said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("one", "1 statement"),
        ("one\ntwo", "2 statements"),
        ("- one\n- two", "2 statements; list signs taken off"),
        ("- one\n  goes on\n- two", "2 statements; list signs taken off, lines joined"),
    ],
)
def test_what_was_made_of_a_paste_is_told(text: str, sentence: str) -> None:
    assert parse_paste(text).sentence == sentence


def test_a_long_paste_is_read_in_linear_time() -> None:
    began = time.process_time()
    assert len(parse_paste(" " * 300_000 + "x\n" + "- 1 word\n" * 30_000).texts) == 30_001
    assert len(parse_paste("x\n" * 15_000 + "- 1\n" * 15_001).texts) == 30_001
    assert time.process_time() - began < 5
