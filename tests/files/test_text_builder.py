"""The builder of text from pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.text_builder import TextBuilder, without_first_blank_lines
from tests.strategies import quick


def test_blocks_stand_on_lines_of_their_own_with_one_blank_line_where_asked() -> None:
    text = TextBuilder("\r\n")
    text.blank_line()
    text.add("")
    text.add("a")
    text.block("b")
    text.blank_line()
    text.blank_line()
    text.block("c\r\n")
    assert text.text() == "a\r\nb\r\n\r\nc\r\n"


def test_a_line_of_blanks_is_a_blank_line() -> None:
    text = TextBuilder("\n")
    text.add("a\n \t\n")
    text.blank_line()
    assert text.text() == "a\n \t\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("a", "a"),
        ("a \n", "a \n"),
        ("a \n\n", "a \n"),
        ("a\r\n \r\n\t", "a\r\n"),
        ("a\x85\n\n", "a\x85\n"),
        ("\n\n", "\n"),
    ],
)
def test_only_blank_lines_go_from_the_end(before: str, after: str) -> None:
    for cut in range(len(before) + 1):
        text = TextBuilder("\n")
        text.add(before[:cut])
        text.add(before[cut:])
        text.end_without_blank_lines()
        assert text.text() == after


@quick
@given(st.text(" \t\r\n#a\u2028\x85"))
def test_only_blank_lines_go_from_the_beginning(text: str) -> None:
    lines = text.split("\n")
    while lines and not lines[0].strip(" \t\r"):
        lines.pop(0)
    assert without_first_blank_lines(text) == "\n".join(lines)
