"""Facts side by side are broken between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from canvas.app.widgets.facts import BETWEEN, facts
from tests.strategies import quick


@quick
@given(st.lists(st.text("ab 漢", min_size=1).map(str.strip).filter(len), min_size=1), st.integers(4, 60))
def test_no_line_begins_or_ends_with_a_separator_and_no_fact_is_lost(parts: list[str], width: int) -> None:
    lines = facts(map(Content, parts), width)
    assert all(line.cell_length <= width for line in lines)
    assert not [line for line in lines if line.plain.strip(" ").startswith("·") or line.plain.endswith("·")]
    assert "".join(" ".join(line.plain for line in lines).replace(BETWEEN, " ").split()) == "".join(
        "".join(parts).split()
    )
