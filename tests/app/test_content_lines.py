"""Text that is laid out with fewer calls has the lines that Textual would make."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich._wrap import divide_line
from rich.segment import Segment
from textual.color import Color
from textual.content import Content, Span
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from canvas.app.paint.content_lines import breaks, content_strips, cut_below

GROUND = Style(Color(10, 20, 30), Color(200, 210, 220))
STYLES = [Style(bold=True), Style(foreground=Color(255, 0, 0)), Style(Color(0, 0, 90, 0.5), italic=True)]
WORDS = st.sampled_from(
    ["a", "the", "breakfast", "家族", "👩‍👩‍👧", "e\u0301te\u0301", "-", "", " ", "\n", "co-operation"]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=30).map(
    lambda text: Content(text).plain
)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A text with styles that may overlap."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.builds(Span, places, places, st.sampled_from(STYLES)), max_size=4))
    return Content(text, [span for span in spans if span.start < span.end])


def shown(strip: Strip) -> list[tuple[str, object]]:
    """The text with the looks of each part."""
    plain = [(style and style.clear_meta_and_links(), text) for text, style, _ in strip if text]
    return [
        ("".join(text for _, text in group), style) for style, group in groupby(plain, lambda each: each[0])
    ]


@given(
    contents(),
    st.integers(1, 24),
    st.fixed_dictionaries(
        {},
        optional={
            "text_overflow": st.sampled_from(["fold", "ellipsis", "clip"]),
            "text_wrap": st.sampled_from(["wrap", "nowrap"]),
        },
    ),
)
def test_the_lines_are_those_of_textual(content: Content, width: int, rules: Any) -> None:
    options = RenderOptions(lambda style: style if isinstance(style, Style) else Style(), rules)
    quick = content_strips(content, width, GROUND, options)
    slow = content.render_strips(width, None, GROUND, options)
    assert [*map(shown, quick)] == [*map(shown, slow)]
    assert [strip.cell_length for strip in quick] == [strip.cell_length for strip in slow]


@given(
    st.lists(
        st.sampled_from(["a", "of", "breakfast", " ", "x" * 30, "‘Ärzte’", "家族", "\u2003"]), max_size=20
    ).map(" ".join),
    st.integers(1, 24),
)
def test_plain_text_is_broken_where_rich_breaks_it(text: str, width: int) -> None:
    for fold in (True, False):
        assert breaks(text, width, fold=fold) == divide_line(text, width, fold=fold)


def test_a_line_that_goes_on_ends_in_one_ellipsis() -> None:
    shown = [
        cut_below(Strip([Segment(text.ljust(12))])).text.rstrip()
        for text in ("Find", "Find…", "Find all of it")
    ]
    assert shown == ["Find…", "Find…", "Find all of…"]
