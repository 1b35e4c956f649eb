"""Read Markdown, CommonMark with tables and strikethrough, into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from canvas.imports.blocks import (
    MAX_LINES,
    Block,
    Entry,
    Heading,
    ImportFileError,
    LeftOut,
    Paragraph,
    Row,
    Source,
    Table,
    bounded,
)
from canvas.imports.front_matter import split_front_matter
from canvas.imports.text_repair import repaired
from canvas.model.sanitize import clean_line, harmless

if TYPE_CHECKING:
    from markdown_it.token import Token

_WIDE: Final = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_ADDRESS: Final = r"https?://\S+|[\w.+-]+@[\w.-]+"
_MAX_CHARS: Final = 5_000_000
_MAX_BRACKETS: Final = 50_000
"""The most brackets; the parser looks for a link at each, which takes it some 20 µs."""

_MAX_NESTING: Final = 40


class _Words(NamedTuple):
    """The text of an inline token.

    Attributes:
        text: what is not crossed out.
        struck: what is crossed out.
        is_link: whether all of it is a link within the document.
        is_strong: whether all of it is bold.
    """

    text: str
    struck: str
    is_link: bool
    is_strong: bool


def read_markdown(text: str) -> Source:
    """The blocks and the front matter of a document.

    Raises:
        ImportFileError: where it is far too large.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only an import needs the parser

    text = harmless(text)
    if len(text) > _MAX_CHARS or text.count("[") > _MAX_BRACKETS or text.count("\n") > 10 * MAX_LINES:
        raise ImportFileError("it is far too large.", "too_large")
    properties, skipped = split_front_matter(text)
    body = "\n" * skipped + text.split("\n", skipped)[-1] if skipped else text
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    whole = repaired(body)
    tokens = parser.parse(whole)
    if more := whole.count("\n") - body.count("\n"):  # a header was put above the first line
        for token in tokens:
            token.map = [max(0, at - more) for at in token.map] if token.map else None
    return Source(bounded(_Reader(tokens).blocks()), properties)


class _Reader:
    """Walks the tokens of a document."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.depth = -1
        self.level = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks in their order."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            line = token.map[0] + 1 if token.map else 0
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self.depth += 1
                case "bullet_list_close" | "ordered_list_close":
                    self.depth -= 1
                case "list_item_open":
                    yield from self._entry(at, line)
                    if self.tokens[at + 1].type == "paragraph_open":
                        at += 3
                case "heading_open":
                    self.level = int(token.tag[1:])
                    yield Heading(_words(self.tokens[at + 1]).text, self.level, line)
                    at += 2
                case "paragraph_open":
                    yield from self._paragraph(_words(self.tokens[at + 1]), line)
                    at += 2
                case "table_open":
                    end = self._closing(at, "table_close")
                    yield _table(self.tokens[at:end], line)
                    at = end
                case _:
                    yield from _verbatim(token, line)
            at += 1

    def _entry(self, at: int, line: int) -> Iterator[Block]:
        """The entry that a list item begins with; its other paragraphs and its lists follow by themselves."""
        if self.tokens[at + 1].type != "paragraph_open":
            return
        words = _words(self.tokens[at + 2])
        after = self.tokens[at + 4].type if at + 4 < len(self.tokens) else ""
        has_entries = after in ("bullet_list_open", "ordered_list_open")
        if words.text:
            yield Entry(words.text, line, self.depth, has_entries, words.is_link)
        elif words.struck:
            yield LeftOut(words.struck, line, "struck")

    def _paragraph(self, words: _Words, line: int) -> Iterator[Block]:
        if words.is_strong and self.depth < 0 and not re.search(r"[.;,。；，؛،]$", words.text):
            yield Heading(
                words.text, self.level + 1, line
            )  # word processors give headings as bold paragraphs
        elif words.text:
            yield Paragraph(words.text, line, words.is_link)
        elif words.struck:
            yield LeftOut(words.struck, line, "struck")

    def _closing(self, at: int, kind: str) -> int:
        return next(place for place in range(at, len(self.tokens)) if self.tokens[place].type == kind)


def _table(tokens: Sequence[Token], line: int) -> Table:
    rows: list[Row] = []
    cells: list[str] = []
    number = line
    for token in tokens:
        if token.type == "tr_open":
            cells, number = [], token.map[0] + 1 if token.map else number
        elif token.type == "inline":
            cells.append(_words(token).text)
        elif token.type == "tr_close":
            rows.append(Row(tuple(cells), number))
    header = rows[0].cells if rows else ()
    return Table(header, tuple(row for row in rows[1:] if any(row.cells)), line)


def _verbatim(token: Token, line: int) -> Iterator[Block]:
    """What a token holds that is no Markdown: HTML, or lines of code."""
    if token.type == "html_block":
        yield from _html(token.content, line)
    elif token.type in ("fence", "code_block"):
        lines = enumerate(token.content.split("\n"), line + (token.type == "fence"))
        yield from (Paragraph(clean_line(each), number) for number, each in lines if each.strip())


def _html(content: str, line: int) -> Iterator[Block]:
    rest, *parts = content.split("<!--")
    for part in parts:
        comment, closed, after = part.partition("-->")
        if closed:
            yield LeftOut(clean_line(comment), line, "comment")
        rest += after if closed else f"<!--{part}"
    for number, each in enumerate(rest.split("\n"), line):
        if text := clean_line(re.sub(r"<[a-zA-Z/][^<>]*>", " ", each)):
            yield Paragraph(text, number)


def _words(token: Token) -> _Words:
    """The text of an inline token, on one line."""
    said: list[str] = []
    struck: list[str] = []
    strong = links = others = plain = 0
    is_bold = is_struck = False
    target = ""
    link_from = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                is_bold = child.type == "strong_open"
            case "s_open" | "s_close":
                is_struck = child.type == "s_open"
            case "link_open":
                target, link_from = str(child.attrGet("href") or ""), len(said)
            case "link_close":
                shown = "".join(said[link_from:]).strip()
                is_inner = target.startswith("#")
                links += is_inner
                if not is_inner and not _is_same_address(shown, target):
                    said.append(f" ({target})" if shown else target)
                others += not is_inner
                target = ""
            case "softbreak" | "hardbreak":
                (struck if is_struck else said).append("\n")
            case "html_inline":
                said.append(
                    " " if re.fullmatch(r"<[a-zA-Z/][^<>]*>|<!--.*?-->", child.content) else child.content
                )
            case "text" | "code_inline" | "image":
                (struck if is_struck else said).append(child.content)
                has_words = bool(child.content.strip())
                strong += is_bold and has_words
                plain += not is_bold and has_words
                others += not target and has_words
            case _:
                pass
    text = re.sub(rf"(?<={_WIDE})\n(?={_WIDE})", "", "".join(said))
    return _Words(
        clean_line(text),
        clean_line("".join(struck)),
        is_link=bool(links and not others),
        is_strong=bool(strong and not plain),
    )


def _is_same_address(shown: str, target: str) -> bool:
    """Whether a link shows the address it leads to, or did before a mail filter replaced that."""
    return (
        re.fullmatch(_ADDRESS, shown) is not None
        or shown in (target, unquote(target))
        or f"mailto:{shown}" == target
    )
