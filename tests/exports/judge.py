"""Parse Markdown with independent parsers, to compare it with the document it was rendered from."""

import re
from itertools import groupby
from xml.etree.ElementTree import Element

import html5lib
from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token

from canvas.exports.document import Block, Bullets, Heading, Inline, Paragraph, Table, TextDocument
from canvas.model.sanitize import printable_line

COMMONMARK = MarkdownIt("commonmark").enable("table")
GFM = MarkdownIt("gfm-like")
PYTHON_MARKDOWN = Markdown(extensions=["tables"], output_format="html")
PARSERS = (COMMONMARK, GFM, PYTHON_MARKDOWN)

_STYLES = {"strong_open": "strong", "em_open": "emphasis", "strong_close": "plain", "em_close": "plain"}

Words = list[tuple[str, str]]
"""Runs of text with their style."""


def words_of(inline: Token) -> Words:
    """The runs of a block; anything but text, the two styles, links and hard breaks is an error."""
    said: Words = []
    style = "plain"
    for token in inline.children or ():
        if token.type in _STYLES:
            style = _STYLES[token.type]
        elif token.type == "hardbreak":
            said.append(("\n", style))
        elif token.type == "link_open":
            _check_link(str(token.attrGet("href")))
        elif token.type != "link_close":
            assert token.type == "text", (token.type, inline.content)
            said.append((token.content, style))
    return _merged(said)


def blocks_of(parser: MarkdownIt | Markdown, source: str) -> list[tuple[str, object]]:
    """The blocks of a Markdown text in order: their names, and their runs."""
    if isinstance(parser, Markdown):
        return _blocks_of_page(_page(parser, source))
    return [
        (token.type, words_of(token) if token.type == "inline" else token.tag)
        for token in parser.parse(source)
        if not token.type.endswith("_close")
    ]


def links_of(parser: MarkdownIt | Markdown, source: str) -> list[tuple[str, str]]:
    """Where the links of a Markdown text lead, and what they show."""
    return [(link.get("href") or "", "".join(link.itertext())) for link in _page(parser, source).iter("a")]


def _page(parser: MarkdownIt | Markdown, source: str) -> Element:
    html = parser.reset().convert(source) if isinstance(parser, Markdown) else parser.render(source)
    page: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return page


_BLOCKS = {
    "p": "paragraph",
    "ul": "bullet_list",
    "li": "list_item",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "th": "th",
    "td": "td",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_HOLD_TEXT = {"p", "li", "th", "td", *(f"h{level}" for level in range(1, 7))}
_STYLED = {"strong": "strong", "em": "emphasis"}


def _blocks_of_page(page: Element) -> list[tuple[str, object]]:
    """Like `blocks_of`, from HTML."""
    (body,) = page.findall("body")
    return [found for element in body for found in _blocks_of_element(element)]


def _blocks_of_element(element: Element) -> list[tuple[str, object]]:
    assert isinstance(element.tag, str)
    found: list[tuple[str, object]] = [(f"{_BLOCKS[element.tag]}_open", element.tag)]
    if element.tag in _HOLD_TEXT:
        found += [("paragraph_open", "p")] * (element.tag == "li")
        found.append(("inline", _merged(_shown(_runs_of(element, "plain"), in_list=element.tag == "li"))))
    for child in element:
        if child.tag in _BLOCKS:
            found += _blocks_of_element(child)
    return found


_BREAK = "\f"


def _runs_of(element: Element, style: str) -> Words:
    """The text of an element without that of the blocks in it."""
    said = [(element.text or "", style)]
    for child in element:
        if child.tag in _BLOCKS:
            continue
        if child.tag == "br":
            said.append((_BREAK, style))
        elif child.tag == "a":
            _check_link(child.get("href") or "")
            said += _runs_of(child, style)
        else:
            said += _runs_of(child, _STYLED[str(child.tag)])
        said.append((child.tail or "", style))
    return said


def _shown(said: Words, *, in_list: bool) -> Words:
    """Runs as a browser shows them: line ends of the source, with the indentation after them, are nothing."""
    line_end = r"\n(    )?" if in_list else r"\n"
    return [(re.sub(line_end, "", text).replace(_BREAK, "\n"), style) for text, style in said]


def _check_link(href: str) -> None:
    assert re.match(r"(https?|ftp)://|mailto:|//", href), href


def meant_by(document: TextDocument) -> list[tuple[str, object]]:
    """What `blocks_of` must find in the Markdown of a document."""
    return [found for block in document.blocks for found in _meant(block)]


def text_of(words: object) -> str:
    """Runs joined to a text."""
    assert isinstance(words, list)
    return "".join(text for text, _ in words)


def _meant(block: Block) -> list[tuple[str, object]]:
    match block:
        case Heading(level, content):
            return [("heading_open", f"h{level}"), ("inline", _words(content, line=True))]
        case Paragraph(content):
            return [("paragraph_open", "p"), ("inline", _words(content))]
        case Bullets(entries):
            found: list[tuple[str, object]] = [("bullet_list_open", "ul")]
            for entry in entries:
                found += _entry(entry.content)
                found += [("bullet_list_open", "ul")] * bool(entry.details)
                found += [part for detail in entry.details for part in _entry(detail.content)]
            return found
        case Table(columns, rows):
            found = [("table_open", "table"), ("thead_open", "thead"), ("tr_open", "tr")]
            for column in columns:
                found += [("th_open", "th"), ("inline", [(column, "plain")])]
            found.append(("tbody_open", "tbody"))
            for row in rows:
                found.append(("tr_open", "tr"))
                for cell in row.cells:
                    found += [("td_open", "td"), ("inline", _words(cell, line=True))]
            return found


def _entry(content: Inline) -> list[tuple[str, object]]:
    return [("list_item_open", "li"), ("paragraph_open", "p"), ("inline", _words(content))]


def _words(content: Inline, *, line: bool = False) -> Words:
    grouped = groupby(content, key=lambda run: str(run.style))
    said = [("".join(run.text for run in runs).strip("\n"), style) for style, runs in grouped]
    return _merged([(printable_line(text) if line else text, style) for text, style in said])


def _merged(said: Words) -> Words:
    """Runs of one style joined; an empty line may hold a space."""
    grouped = groupby((pair for pair in said if pair[0]), key=lambda pair: pair[1])
    return [
        (re.sub(r"(?<=\n) (?=\n)", "", "".join(text for text, _ in group)), style) for style, group in grouped
    ]
