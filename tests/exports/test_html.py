"""The page for browsers: one file that asks nothing of the network, and any text in it is only text."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings

from canvas.exports import html, render_text
from canvas.exports.document import (
    Block,
    Bullet,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Row,
    Table,
    TextDocument,
    emphasis,
    plain,
    strong,
)
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas
from canvas.model.sanitize import printable
from tests.exports.strategies import texts
from tests.pages import elements, parsed

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2027, 3, 3)
FRAME = ["html", "head", "meta", "meta", "meta", "meta", "meta", "title", "style", "body", "main"]


def content(element: Element) -> str:
    return "".join(element.itertext())


def everywhere(text: str) -> tuple[TextDocument, list[str]]:
    """A document with a text in every place, and the texts of its blocks in order."""
    said: tuple[Inline, ...] = (
        plain(text),
        (*strong("Lead:"), *plain(f" {text}")),
        (*strong(text), *plain(" "), *emphasis(text)),
    )
    blocks: tuple[Block, ...] = (
        Heading(1, plain(text)),
        *map(Paragraph, said),
        Bullets(tuple(Bullet(each, tuple(map(Bullet, said))) for each in said)),
        Table((text, "B"), tuple(Row((each, each)) for each in said)),
    )
    words = ["".join(run.text for run in each) for each in said]
    shown = printable(text)
    return TextDocument(shown, blocks), [
        *(shown, *words),
        *(each for entry in words for each in (entry, *words)),
        *(text, "B", *(each for row in words for each in (row, row))),
    ]


def blocks_of(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag in ("h1", "p", "span", "th", "td"):
            yield content(element)


@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_any_text_shows_as_typed_and_adds_no_element(text: str) -> None:
    document, words = everywhere(printable(text))
    tree = parsed(html.render(document))
    assert list(blocks_of(tree)) == words
    assert content(elements(tree, "title")[0]) == (document.title.strip() or "Summary")
    with_letters, _ = everywhere("abc")
    tags = [element.tag for element in parsed(html.render(with_letters)).iter()]
    assert [element.tag for element in tree.iter() if element.tag not in ("strong", "em", "a")] == [
        tag for tag in tags if tag not in ("strong", "em")
    ]
    for link in elements(tree, "a"):
        assert (link.get("href") or "").removeprefix("mailto:") == content(link)


def test_the_policy_forbids_everything_but_the_style_of_the_page() -> None:
    tree = parsed(render_text("html", Canvas("A"), today=TODAY))
    assert [element.tag for element in tree.iter()][: len(FRAME)] == FRAME
    (style,) = elements(tree, "style")
    policy = next(meta.get("content", "") for meta in elements(tree, "meta") if meta.get("http-equiv"))
    digest = b64encode(sha256(content(style).encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy
    assert not re.search(r"url\(|@import|https?:", content(style))
    assert not any(element.get(name) for element in tree.iter() for name in ("style", "src", "onclick"))


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.name[:12])
def test_headings_go_down_by_one_and_table_cells_have_headers(example: object) -> None:
    tree = parsed(render_text("html", open_document(str(example)).canvas, today=TODAY))
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    days = [cell for cell in elements(tree, "td") if cell.get("data-label") == "By when" and cell.text]
    assert all(cell.get("class") == "short" for cell in days if len(str(cell.text)) <= 18)
    for table in elements(tree, "table"):
        assert all(header.get("scope") in ("col", "row") for header in elements(table, "th"))
        assert all(header.get("scope") == "row" for header in (row[0] for row in elements(table[1], "tr")))
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_have_enough_contrast_in_light_in_dark_and_in_print() -> None:
    style = html._STYLE.replace("\n", " ")
    schemes = re.findall(r"--paper: (#\w+); --ink: (#\w+); --quiet: (#\w+);(.*?--link: #\w+)", style)
    assert len(schemes) == 3
    for paper, ink, quiet, rest in schemes:
        band, link = re.findall(r"--(?:band|link): (#\w+)", rest)
        for ground in (paper, band):
            for colour in (ink, quiet, link):
                light, dark = sorted((luminance(ground), luminance(colour)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 5.5, (ground, colour)
