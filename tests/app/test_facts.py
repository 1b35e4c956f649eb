"""Facts side by side are broken between them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.css.styles import RulesMap
from textual.style import Style

from canvas.app.widgets.cell import GLUE
from canvas.app.widgets.facts import BETWEEN, facts
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.statement import Density, Manner, statement
from canvas.model.canvas import Item
from canvas.model.schema import BY_KEY
from tests.strategies import quick

Overflow = Literal["fold", "ellipsis", "clip"]
_OVERFLOWS: tuple[Overflow, ...] = ("fold", "ellipsis", "clip")


@quick
@given(st.lists(st.text("ab 漢", min_size=1).map(str.strip).filter(len), min_size=1), st.integers(4, 60))
def test_no_line_begins_or_ends_with_a_separator_and_no_fact_is_lost(parts: list[str], width: int) -> None:
    lines = facts(map(Content, parts), width)
    assert all(line.cell_length <= width for line in lines)
    assert not [line for line in lines if line.plain.strip(" ").startswith("·") or line.plain.endswith("·")]
    assert "".join(" ".join(line.plain for line in lines).replace(BETWEEN, " ").split()) == "".join(
        "".join(parts).split()
    )


@quick
@given(st.text("ab ", min_size=1, max_size=60), st.integers(11, 40), st.booleans())
def test_an_owner_of_two_words_stays_on_one_line(text: str, width: int, is_brief: bool) -> None:
    item = Item("aaaaa", text, {"owner": "Anna Lopez", "votes": 3})
    manner = Manner(Density.MEDIUM, is_brief=is_brief)
    said = statement(
        item, BY_KEY["vision"], manner, date(2026, 11, 23), lambda _: Style(), width=width, names={}
    )
    lines = [line.plain.replace(GLUE, " ") for line in said.wrap(width)]
    assert is_brief or any("@Anna Lopez" in line for line in lines)
    assert not any(line.rstrip().endswith("@Anna") for line in lines)


@quick
@given(
    st.text("ab 漢e\u0301\n\t-", max_size=60),
    st.integers(2, 30),
    st.sampled_from(_OVERFLOWS),
)
def test_a_text_beside_a_mark_has_the_height_that_textual_gives_it(
    text: str, width: int, overflow: Overflow
) -> None:
    for wrap in ("wrap", "nowrap"):
        rules: RulesMap = {"text_wrap": wrap, "text_overflow": overflow}
        fits = "\n" not in text and Content(text).cell_length <= width
        height = 1 if fits else Content(text).get_height(rules, width)
        assert HangingIndent((Content(""), Content(text))).get_height(rules, width) == height
