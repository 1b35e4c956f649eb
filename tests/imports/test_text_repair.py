"""What mail programs and editors did to a text is undone before it is parsed."""

from __future__ import annotations

import time

import pytest

from canvas.imports.blocks import ImportFileError, Paragraph, Table
from canvas.imports.markdown import read_markdown
from canvas.imports.text_repair import is_markdown, repaired, unquoted


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("| a | b |\n| - | - |\n| one\ntwo | x |\n", "| a | b |\n| - | - |\n| one two | x |\n\n"),
        ("| a |\nb |\n| - | - |\n| c | d |", "| a | b |\n| - | - |\n| c | d |\n"),
        ("| a | b |\n\n| - | - |\n\n| c | d |\n\ne", "| a | b |\n| - | - |\n| c | d |\n\n\n\ne"),
        ("| a | b |\n| - | - |\n| c |\n| d | e |", "| a | b |\n| - | - |\n| c |\n| d | e |"),
        (
            "| a | b |\n| - | - |\n\n| c | d |\n| - | - |\n| e\nf | g |",
            "| a | b |\n| - | - |\n\n| c | d |\n| - | - |\n| e f | g |\n",
        ),
        ("x\n\nWhat\tWho\nCook | clean\tAna", "x\n| What | Who |\n| --- | --- |\n| Cook \\| clean | Ana |"),
        ("What\tWho\nCook\tAna\tMay", "| What | Who |  |\n| --- | --- | --- |\n| Cook | Ana | May |"),
        (
            "| a | b |\n| - | - |\n| c | d\n## E\n- f\n\n| a | b |\n| - | - |\n| c\n- f",
            "| a | b |\n| - | - |\n| c | d\n## E\n- f\n\n| a | b |\n| - | - |\n| c\n- f",
        ),
        (
            "| a | b |\n| - | - |\n| c | d | e |\n| f | g |",
            "| a | b |  |\n| - | - | --- |\n| c | d | e |\n| f | g |",
        ),
        ("a | b\n-- | --\nc | d | e\\|f | g", "a | b |  |  |\n-- | -- | --- | --- |\nc | d | e\\|f | g"),
        (
            "We agreed:  \n  • a  \n  • b\n\n## C  \n  • d",
            "We agreed:  \n  - a  \n  - b\n\n## C  \n  - d",
        ),
        ("1. a  \n    • b  \n    •c", "1. a  \n    • b  \n    •c"),
        ("- a  \n    • b  \n    •c\n• d  \n  • e", "- a  \n    • b  \n    •c\n- d  \n  - e"),
        ("•a\n\uf0b7\tb\n\n●●○ c\n·d", "- a\n- b\n\n●●○ c\n·d"),
        ("• a\n◦ b\n\n– c\n– d\nso\n– e", "- a\n- b\n\n- c\n- d\nso\n– e"),
        ("#\u00a0A\n- a\n\u00a0\u00a0\u00a0\u00a0-\u00a0b", "# A\n- a\n    - b"),
        (
            "Said:\n(a) one\n(b) two\n\n1.1 three\n1.2 four",
            "Said:\n- (a) one\n- (b) two\n\n- 1.1 three\n- 1.2 four",
        ),
        ("See\n2.5 million", "See\n2.5 million"),
        ("a@x.org<mailto:a@x.org> <https://x.org<https://x.org/>>", "<a@x.org> <https://x.org>"),
        ("Hi\n```md\n# A\n## B\n```\nBo", "Hi\n\n# A\n## B\n\nBo"),
        ("# A\n```\nx = 1\n```", "# A\n```\nx = 1\n```"),
    ],
)
def test_a_torn_text_is_whole_again(torn: str, whole: str) -> None:
    assert repaired(torn) == whole
    assert repaired(whole) == whole


def test_a_copied_table_on_the_first_line_leaves_the_others_their_numbers() -> None:
    table, below = read_markdown("What\tWho\nCook\tAna\n\nBo").blocks
    assert isinstance(table, Table)
    assert (table.line, [row.line for row in table.rows]) == (1, [2])
    assert below == Paragraph("Bo", 4)


def test_a_text_is_unquoted_where_most_of_it_is_quoted() -> None:
    assert unquoted("Hi\n>> # A\n>>\n>> - b\n") == "Hi\n# A\n\n- b\n"
    assert unquoted("# A\n\n> b\n\nc") == "# A\n\n> b\n\nc"
    assert unquoted("> " * 10_000 + "a").endswith("> a")


def test_markdown_is_known_by_its_headings() -> None:
    assert is_markdown("# A\n\n  ##\u00a0B\n")
    assert is_markdown("**A**\n\n- b\n\n**C**\n")
    assert not is_markdown("#1 priority\n#2 priority\nC# and F#\n# once")


@pytest.mark.parametrize(
    "piece",
    [
        "| a |\n| - |\n",
        "```\n",
        "| - |\n",
        "a\tb\n",
        "|a|b\n|-|-\n|c|d|e\n",
        "-|-\n",
        "a" * 50,
        "> ",
        "(a) b\n",
        "– a\n",
        "\u00a0",
        "a@a.",
        "http://",
        "<!--",
    ],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    began = time.process_time()
    read_markdown(unquoted(piece * (30_000 // len(piece))))
    assert time.process_time() - began < 5


def test_a_row_is_joined_from_no_more_lines_than_mail_programs_make() -> None:
    text = "| a | b |\n| - | - |\n| x\n" + "x\n" * 1_000
    assert max(map(len, repaired(text).split("\n"))) < 200


@pytest.mark.parametrize("text", ["[" * 50_001, "a" * 5_000_001])
def test_what_would_take_a_parser_minutes_is_refused(text: str) -> None:
    with pytest.raises(ImportFileError, match="far too large"):
        read_markdown(text)
