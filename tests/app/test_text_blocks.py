from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from canvas.app.paint.text_blocks import Line, height_of, lines_of, markdown_blocks, plain_blocks


def shown(line: Line) -> str:
    return "".join(run.text for run in line)


def laid_out(text: str, width: int) -> list[str]:
    return [shown(line).rstrip() for block in markdown_blocks(text) for line in lines_of(block, width)]


_TABLE = "|a|b|\n|-|-|\n|朝ごはん|x y|"
_LISTS = ("- b", "    - cc dd", "3. e", "> q")
_WORDS = ("**w** *v* ~~u~~", "`c`", "&#27;[2J", "👩‍👩‍👧‍👦 and 朝ごはん", "word " * 9, "W" * 70)
_PARTS = st.sampled_from(("# A", "---", "```\nx\n```", "<b>h</b>", _TABLE, *_LISTS, *_WORDS))


@given(st.lists(_PARTS, max_size=8), st.integers(12, 100))
def test_a_block_has_the_lines_that_were_measured_and_none_is_too_wide(parts: list[str], width: int) -> None:
    text = "\n\n".join(parts)
    for block in (*markdown_blocks(text), *plain_blocks(text)):
        lines = lines_of(block, width)
        assert len(lines) == height_of(block, width)
        assert all(cell_len(shown(line)) <= width for line in lines)
        assert all("\x1b" not in run.text and "\n" not in run.text for line in lines for run in line)


def test_lists_hang_tables_align_and_links_are_the_text_they_show() -> None:
    text = "# T\n\n- one two three\n    - four\n\n3. see [a page](https://e.org)\n\n|a|b|\n|-|-|\n|c d|f|"
    assert laid_out(text, 11) == [
        *("", "     T", "", "• one two", "  three", "  • four", "", "3. see a", "   page", ""),
        *("┌─────┬───┐", "│ a   │ b │", "├─────┼───┤", "│ c d │ f │", "└─────┴───┘"),
    ]


def test_a_wide_table_is_wrapped_to_the_width_and_a_plain_text_keeps_its_indentation() -> None:
    assert laid_out("|a|b|\n|-|-|\n|one two three four|x|", 16)[1:] == [
        *("┌──────────┬───┐", "│ a        │ b │", "├──────────┼───┤"),
        *("│ one two  │ x │", "│ three    │   │", "│ four     │   │", "└──────────┴───┘"),
    ]
    lines = [shown(line) for block in plain_blocks("# a\n    b cc") for line in lines_of(block, 7)]
    assert lines == ["# a", "    b", "    cc"]
