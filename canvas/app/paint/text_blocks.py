"""Blocks of text to paint line by line, parsed from Markdown or from plain lines, and how they wrap.

Nothing here knows a width before `lines_of`, so a long document is parsed once, in a thread, and laid out
where it is in sight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from markdown_it import MarkdownIt
from rich.cells import cell_len

from canvas.app.paint.content_lines import breaks
from canvas.model.sanitize import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

Style = Literal["", "bold", "italic", "strike", "heading", "rule"]

_TAB: Final = "    "
_QUOTE: Final = "│ "
_MAX_NESTING: Final = 40
_MAX_INDENT: Final = 24
_CELL_PADDING: Final = 3
"""The columns of a table's cell beside its text: a line and two spaces."""


class Run(NamedTuple):
    """Sanitised text in one style; its newlines begin new lines."""

    text: str
    style: Style = ""


Inline = tuple[Run, ...]


class Text(NamedTuple):
    """A heading, a paragraph or an entry of a list.

    Attributes:
        content: its text.
        above: the blank lines above it.
        mark: what its first line begins with; the others are indented by as much.
        centred: whether its lines are centred.
    """

    content: Inline
    above: int = 1
    mark: str = ""
    centred: bool = False


class Columns:
    """The columns of one table: how wide each would be, and is at a width."""

    def __init__(self, natural: list[int]) -> None:
        self._natural = natural
        self._at: tuple[int, list[int]] = (0, [])

    def widths(self, room: int) -> list[int]:
        """The width of each column's text: as wanted where all fit, else the wide ones share what is left."""
        if self._at[0] == room:
            return self._at[1]
        left = max(len(self._natural), room - 1 - _CELL_PADDING * len(self._natural))
        open_ = dict(enumerate(self._natural))
        widths = [0] * len(self._natural)
        while open_:
            fair = left // len(open_)
            fitting = [at for at, wanted in open_.items() if wanted <= fair]
            for at in fitting:
                widths[at] = open_.pop(at)
                left -= widths[at]
            if not fitting:
                spare = left
                total = sum(open_.values())
                for at, wanted in open_.items():
                    widths[at] = max(1, min(wanted, fair // 2 + spare * wanted // (2 * total)))
                break
        self._at = (room, widths)
        return widths


class TableRow(NamedTuple):
    """A row of a table, with the line below it; the first one has a line above, too."""

    columns: Columns
    cells: tuple[Inline, ...]
    is_first: bool = False
    is_last: bool = False


Block = Text | TableRow
Line = tuple[Run, ...]


def plain_blocks(text: str) -> list[Block]:
    """The lines of a plain text; one that is indented stays so where it wraps."""
    blocks: list[Block] = []
    for line in visible(text).expandtabs(4).split("\n"):
        words = line.lstrip(" ")
        indent = line[: min(len(line) - len(words), _MAX_INDENT)]
        blocks.append(Text((Run(words.rstrip()),), 0, indent))
    return blocks


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of a text in CommonMark with tables and strikethrough; HTML in it is text."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _MAX_NESTING})
    tokens = parser.enable(["table", "strikethrough"]).parse(visible(text))
    return list(_Reader(tokens).blocks())


class _Reader:
    """Walks the tokens of a document."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lists: list[int | None] = []  # the next number of each open list; None where it has none
        self._quotes = 0
        self._mark = ""  # of an entry whose first block is still to come
        self._is_tight = False  # whether the next block follows without a blank line

    def blocks(self) -> Iterator[Block]:
        """The blocks in their order."""
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            match token.type:
                case "heading_open":
                    content = _inline(self._tokens[at + 1], "heading")
                    yield Text(content, 1 if token.tag == "h1" else 2, centred=token.tag == "h1")
                    self._is_tight = False
                case "paragraph_open":
                    yield self._text(_inline(self._tokens[at + 1]))
                    self._is_tight = bool(self._lists)
                case "fence" | "code_block":
                    yield self._text((Run(visible(token.content).rstrip("\n").replace("\t", _TAB)),))
                case "hr":
                    yield self._text((Run("─" * 3, "rule"),))
                case "table_open":
                    end = self._closing(at, "table_close")
                    yield Text((), 0)
                    yield from _table(self._tokens[at:end])
                    at = end
                case kind:
                    self._enter_or_leave(kind, token)
            at += 1

    def _closing(self, at: int, kind: str) -> int:
        return next(place for place in range(at, len(self._tokens)) if self._tokens[place].type == kind)

    def _enter_or_leave(self, kind: str, token: Token) -> None:
        """Follow how deep in lists and quotes the next block stands."""
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._is_tight = bool(self._lists)
            self._lists.append(int(token.attrGet("start") or 1) if kind == "ordered_list_open" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
            self._is_tight = bool(self._lists)
        elif kind == "list_item_open":
            self._mark = self._next_mark()
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if kind == "blockquote_open" else -1

    def _next_mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "• "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _text(self, content: Inline) -> Text:
        """A block with what stands before its first line: the depth of its list, and its mark."""
        outer = "  " * max(0, len(self._lists) - 1)
        mark = self._mark or ("  " if self._lists else "")
        self._mark = ""
        indent = (_QUOTE * self._quotes + outer)[:_MAX_INDENT]
        return Text(content, 0 if self._is_tight else 1, indent + mark)


def _inline(token: Token, ground: Style = "") -> Inline:
    """The text of an inline token; a link is the text it shows."""
    runs: list[Run] = []
    styles: list[Style] = [ground]
    for child in token.children or ():
        match child.type:
            case "strong_open":
                styles.append("bold")
            case "em_open":
                styles.append("italic")
            case "s_open":
                styles.append("strike")
            case "strong_close" | "em_close" | "s_close":
                styles.pop()
            case "softbreak":
                runs.append(Run(" ", styles[-1]))
            case "hardbreak":
                runs.append(Run("\n", styles[-1]))
            case "text" | "code_inline" | "image":
                if child.content:
                    runs.append(Run(visible(child.content).replace("\t", _TAB), styles[-1]))
            case _:
                pass
    return tuple(runs)


def _table(tokens: Sequence[Token]) -> Iterator[TableRow]:
    rows: list[list[Inline]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token, "bold" if len(rows) == 1 else ""))
    natural = [1] * len(rows[0])
    for row in rows:
        for at, cell in enumerate(row):
            natural[at] = max(natural[at], *map(cell_len, _plain(cell).split("\n")))
    columns = Columns(natural)
    for number, row in enumerate(rows):
        yield TableRow(columns, tuple(row), is_first=number == 0, is_last=number == len(rows) - 1)


def _plain(content: Inline) -> str:
    return "".join(run.text for run in content)


def height_of(block: Block, width: int) -> int:
    """How many lines a block takes at a width."""
    if isinstance(block, TableRow):
        widths = block.columns.widths(width)
        cells = zip(block.cells, widths, strict=True)
        return 1 + block.is_first + max(_height(_plain(cell), room) for cell, room in cells)
    return block.above + _height(_plain(block.content), max(1, width - cell_len(block.mark)))


def _height(text: str, width: int) -> int:
    if "\n" not in text and len(text) * 2 <= width:
        return 1
    return sum(1 + len(breaks(line, width)) for line in text.split("\n"))


def lines_of(block: Block, width: int) -> list[Line]:
    """The lines of a block at a width, as many as `height_of` says."""
    if isinstance(block, TableRow):
        return list(_row_lines(block, block.columns.widths(width)))
    lines: list[Line] = [()] * block.above
    hanging = "".join(sign if sign == _QUOTE[0] else " " for sign in block.mark)
    for number, line in enumerate(_wrapped(block.content, max(1, width - cell_len(block.mark)))):
        if block.centred:
            hanging = " " * ((width - sum(cell_len(run.text) for run in line)) // 2)
            lines.append((Run(hanging), *line))
        else:
            lines.append((Run(hanging if number else block.mark), *line) if block.mark else line)
    return lines


def _row_lines(row: TableRow, widths: list[int]) -> Iterator[Line]:
    def between(left: str, middle: str, right: str) -> Line:
        return (Run(left + middle.join("─" * (wide + 2) for wide in widths) + right, "rule"),)

    if row.is_first:
        yield between("┌", "┬", "┐")
    cells = [_wrapped(cell, wide) for cell, wide in zip(row.cells, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line: list[Run] = [Run("│", "rule")]
        for cell, wide in zip(cells, widths, strict=True):
            shown = cell[number] if number < len(cell) else ()
            blank = wide - sum(cell_len(run.text) for run in shown)
            line += (Run(" "), *shown, Run(" " * (blank + 1)), Run("│", "rule"))
        yield tuple(line)
    yield between("└", "┴", "┘") if row.is_last else between("├", "┼", "┤")


def _wrapped(content: Inline, width: int) -> list[Line]:
    """Wrap runs at spaces to a width; a word that is longer than a line is broken."""
    text = _plain(content)
    ends: list[int] = []
    start = 0
    for line in text.split("\n"):
        ends += (start + at for at in breaks(line, width))
        start += len(line) + 1
        ends.append(start - 1)
    lines: list[Line] = []
    start = 0
    for end in ends:
        stop = start + len(text[start:end].rstrip(" "))
        lines.append(tuple(_between(content, start, stop)))
        start = end + (text[end : end + 1] == "\n")
    return lines


def _between(content: Inline, start: int, stop: int) -> Iterator[Run]:
    """The runs of a part of the text."""
    at = 0
    for run in content:
        part = run.text[max(0, start - at) : max(0, stop - at)]
        if part:
            yield Run(part, run.style)
        at += len(run.text)
