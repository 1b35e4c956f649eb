"""Parse Markdown with independent parsers, to compare it with the document it was rendered from."""

from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from canvas.exports.document import Block, Bullets, Heading, Inline, Paragraph, Table, TextDocument
from canvas.model.sanitize import printable_line

COMMONMARK = MarkdownIt("commonmark").enable("table")
GFM = MarkdownIt("gfm-like")
PARSERS = (COMMONMARK, GFM)

_STYLES = {"strong_open": "strong", "em_open": "emphasis", "strong_close": "plain", "em_close": "plain"}

Words = list[tuple[str, str]]
"""Runs of text with their style."""


def words_of(inline: Token) -> Words:
    """The runs of a block; anything but text, the two styles and hard breaks is an error."""
    said: Words = []
    style = "plain"
    for token in inline.children or ():
        if token.type in _STYLES:
            style = _STYLES[token.type]
        elif token.type == "hardbreak":
            said.append(("\n", style))
        else:
            assert token.type == "text", (token.type, inline.content)
            said.append((token.content, style))
    return _merged(said)


def blocks_of(parser: MarkdownIt, source: str) -> list[tuple[str, object]]:
    """The blocks of a Markdown text in order: their names, and their runs."""
    return [
        (token.type, words_of(token) if token.type == "inline" else token.tag)
        for token in parser.parse(source)
        if not token.type.endswith("_close")
    ]


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
    said = [(run.text.strip("\n"), str(run.style)) for run in content]
    return _merged([(printable_line(text) if line else text, style) for text, style in said])


def _merged(said: Words) -> Words:
    grouped = groupby((pair for pair in said if pair[0]), key=lambda pair: pair[1])
    return [("".join(text for text, _ in group), style) for style, group in grouped]
