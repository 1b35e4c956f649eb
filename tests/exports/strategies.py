"""Hostile texts, and canvases full of them, for hypothesis to draw."""

from datetime import date

from hypothesis import strategies as st

from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS, Field, Panel

_CHARACTERS = "\\`*_[]<>~|$&#@:/.-+=!(){}\"'^%,;?0123456789abcwxyzAZ \t\n\r"
_ODD = (
    "\u00a0\u2003\u3000\u2028\u200b\u200d\u0301\u202e\ufeff\x00\x1b\x1f\x7f\x85\x9b\ud800\U000e0041éſK中🙂—©"
)
_FRAGMENTS = (
    *("http://", "https://example.org/a_b?c=d&e", "www.", "www.example.com", "ftp://", "mailto:", "a@b.com"),
    *(
        "example.org",
        ".com",
        "//localhost",
        "//host.net",
        "xn--p1ai",
        "x.рф",
        "&amp;",
        "&#35;",
        "&copy",
        "&#x41;",
    ),
    *("<b>", "</b>", "<!--", "-->", "<?php", "<![CDATA[", "<https://x.yz>", "<script>", "```", "~~~", "``"),
    *("---", "===", "***", "1.", "2)", "123456789.", "1234567890.", "    ", "[x](y)", "![i](u)", "[x]: y"),
    *(
        "[^1]",
        "**",
        "__",
        "~~",
        "$$",
        "\n",
        "\n\n",
        "\\\n",
        "# ",
        " ##",
        "#12",
        "|---|",
        ":--",
        "| a |",
        "> ",
    ),
    *("- ", "+ ", "* ", "- [ ] ", "=", "\\", "\\|", "&nbsp;", "&#124;", "e.g.", "3.5", "Ltd.", "\t"),
)

texts = st.one_of(
    st.text(st.sampled_from(_CHARACTERS), max_size=20),
    st.text(st.sampled_from(_CHARACTERS + _ODD), max_size=12),
    st.text(max_size=12),
    st.lists(st.sampled_from(_FRAGMENTS) | st.text(max_size=3), max_size=6).map("".join),
)
"""Any text, above all such as means something in Markdown, in HTML or to a terminal."""

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))

_VALUES = {
    "line": texts,
    "prose": texts,
    "list": st.lists(texts, max_size=3).map(tuple),
    "date": days,
    "count": st.integers(0, 20),
    "hands": st.sampled_from(["5 4 4 2 on 2026-11-23", "42", "0"]),
}
_STRAY = st.fixed_dictionaries(
    {},
    optional={
        "kind": texts,
        "whim": texts,
        "measure": st.integers(),
        "visibility": st.sampled_from(["private", 3, "Public"]),
        "status": st.sampled_from(["done ", None, 0]),
    },
)


def _value(field: Field) -> st.SearchStrategy[object]:
    if field.type == "choice":
        return st.sampled_from([choice.key for choice in field.choices])
    return _VALUES[field.type]


@st.composite
def _items(draw: st.DrawFn, panel: Panel, said: st.SearchStrategy[str]) -> Item:
    fields = st.fixed_dictionaries({}, optional={field.key: _value(field) for field in panel.fields})
    return Item(draw(st.uuids()).hex, draw(said), {**draw(_STRAY), **draw(fields)})


def canvases(said: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Canvas]:
    """Canvases with any fields, some of which do not fit.

    The items' texts are drawn from ``said``.
    """
    panels = st.fixed_dictionaries({p.key: st.lists(_items(p, said), max_size=2).map(tuple) for p in PANELS})
    stages = st.sampled_from(["exploring", "closing", "elsewhere"])
    own = {"contact": st.just("") | texts}
    return st.builds(Canvas, texts, stages, st.none() | days, panels, **own)
