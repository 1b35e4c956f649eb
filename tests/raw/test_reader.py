from __future__ import annotations

import pytest

from tests.raw.corpus import CORPUS, ONLY_WORDS
from tests.raw.reader import of_screen, of_words

ACTING = {name: text for name, text in CORPUS.items() if name not in ONLY_WORDS}
OURS = (
    b"\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?1004h\x1b[>25u"
    b"\x1b[?2026$p\x1b[?2048$p\x1b[?2004h\x1b[?7l\x1b[?2026h"
    b"\x1b[1;1H\x1b[38;5;231;48;5;16m %s \x1b[0m\x1b[1;38;2;1;2;3;48;2;4;5;6mB\x1b[0m\r\n"
    b"\x1b[2;1H\x1b[48;5;16m   \x1b[0m\x1b[1;1H\x1b[?2026l"
    b"\x1b]22;pointer\x07\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h%s\r\n"
)
"""A session as the program has them, with room for words on the board and after it."""


@pytest.mark.parametrize("words", ["", *(CORPUS[name] for name in sorted(ONLY_WORDS - {"several lines"}))])
def test_what_the_program_sends_and_words_of_any_sort_are_let_pass(words: str) -> None:
    found = of_screen(OURS % (words.encode(), words.encode()))
    assert found.foreign == ()
    assert found.sequences == OURS.count(b"\x1b")
    assert of_words(words.encode()).foreign == ()


@pytest.mark.parametrize("name", ACTING)
def test_whatever_acts_is_found_on_the_board_after_it_and_in_what_a_verb_prints(name: str) -> None:
    text = ACTING[name].encode()
    assert of_screen(OURS % (text, b"")).foreign
    assert of_words(b"before " + text + b" after").foreign
    if name not in (
        "a place",
        "other screen",
        "cursor",
        "mouse",
        "paste off",
        "frame",
        "keyboard",
        "pointer",
    ):
        assert of_screen(OURS % (b"", text)).foreign


def test_a_line_end_within_words_is_found_on_the_board() -> None:
    assert of_screen(OURS % (b"one\ntwo", b"")).foreign


@pytest.mark.parametrize(
    "data", [b"\x9b31m", b"\xff", b"caf\xe9", b"\xed\xa0\x80", b"\xe2\x80", b"\xf4\x90\x80\x80"]
)
def test_bytes_that_are_no_text_are_found(data: bytes) -> None:
    assert of_screen(OURS % (data, b"")).foreign
    assert of_screen(OURS % (b"", data)).foreign
    assert of_words(data).foreign


@pytest.mark.parametrize(
    "data", [b"words", b"\x1b[0m", b"\x1b[1mone\x1b[1mtwo\x1b[0m", b"\x1b[1mone\x1b[2;2Htwo\x1b[0m"]
)
def test_a_sequence_of_ours_is_found_where_it_has_no_place(data: bytes) -> None:
    assert of_screen(b"\x1b[?1049h" + data).foreign


def test_what_is_found_is_quoted_with_what_is_around_it() -> None:
    (found,) = of_words(b"a title \x07 and more").foreign
    assert found == r"'\x07' in 'a title \x07 and more'"


def test_a_carriage_return_is_let_pass_only_before_a_newline_of_a_terminal() -> None:
    assert of_words(b"one\ttwo\r\nthree\n", newline="\r\n").foreign == ()
    assert of_words(b"one\r\n").foreign
    assert of_words(b"one\rtwo\r\n", newline="\r\n").foreign
