from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from canvas.app.paint.text_blocks import Line, document_blocks, height_of, lines_of
from canvas.exports.document import (
    Block,
    Bullet,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Row,
    Run,
    Table,
    TextDocument,
    emphasis,
    plain,
    strong,
)


def shown(line: Line) -> str:
    return "".join(run.text for run in line)


def laid_out(width: int, *blocks: Block) -> list[str]:
    made = document_blocks(TextDocument("", blocks))
    return [shown(line).rstrip() for block in made for line in lines_of(block, width)]


_WORDS = ("\x1b[2J", "a\tb\nc", "\u202e", "👩‍👩‍👧‍👦 and 朝ごはん", "word " * 9, "W" * 70, "")
_CONTENT: st.SearchStrategy[Inline] = st.lists(
    st.builds(Run, st.sampled_from(_WORDS), st.sampled_from(("plain", "strong", "emphasis"))), max_size=3
).map(tuple)
_DETAILS = st.lists(st.builds(Bullet, _CONTENT), max_size=2).map(tuple)
_ENTRIES = st.lists(st.builds(Bullet, _CONTENT, _DETAILS), min_size=1, max_size=3).map(tuple)
_ROWS = st.lists(st.builds(Row, st.tuples(_CONTENT, _CONTENT)), max_size=3).map(tuple)
_BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 3), _CONTENT),
    st.builds(Paragraph, _CONTENT),
    st.builds(Bullets, _ENTRIES),
    st.builds(Table, st.just(("朝ごはん", "b")), _ROWS),
)


@given(st.lists(_BLOCKS, max_size=5), st.integers(12, 100))
def test_a_block_has_the_lines_that_were_measured_and_none_is_too_wide(
    blocks: list[Block], width: int
) -> None:
    for block in document_blocks(TextDocument("", tuple(blocks))):
        lines = lines_of(block, width)
        assert len(lines) == height_of(block, width)
        assert all(cell_len(shown(line)) <= width for line in lines)
        assert not any(sign in shown(line) for line in lines for sign in "\x1b\t\n\u202e")


def test_lists_hang_tables_align_and_links_are_the_text_they_show() -> None:
    entry = Bullet(plain("one two three"), (Bullet(plain("four")),))
    link = Bullet(plain("see http://e.org"))
    table = Table(("a", "b"), (Row((plain("c\nd"), plain("f"))),))
    assert laid_out(11, Heading(1, plain("T")), Bullets((entry, link)), Paragraph(plain("g\nh")), table) == [
        *(
            "",
            "     T",
            "",
            "• one two",
            "  three",
            "  • four",
            "• see",
            "  http://e.",
            "  org",
            "",
            "g",
            "h",
            "",
        ),
        *("┌─────┬───┐", "│ a   │ b │", "├─────┼───┤", "│ c d │ f │", "└─────┴───┘"),
    ]


def test_a_wide_table_is_wrapped_to_the_width() -> None:
    row = Row((plain("one two three four"), plain("x")))
    assert laid_out(16, Table(("a", "b"), (row,)))[1:] == [
        *("┌──────────┬───┐", "│ a        │ b │", "├──────────┼───┤"),
        *("│ one two  │ x │", "│ three    │   │", "│ four     │   │", "└──────────┴───┘"),
    ]


def test_what_is_emphasised_is_painted_so() -> None:
    content = (*strong("a:"), *plain(" b "), *emphasis("c"))
    (block,) = document_blocks(TextDocument("", (Paragraph(content),)))
    _, line = lines_of(block, 20)
    assert line == (("a:", "strong"), (" b ", "plain"), ("c", "emphasis"))
