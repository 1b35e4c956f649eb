"""Blocks of text to paint line by line, made of a document, and how they wrap.

Nothing here knows a width before `lines_of`, so a long document is made once, in a thread, and laid out
where it is in sight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, assert_never

from rich.cells import cell_len

from canvas.app.paint.content_lines import breaks
from canvas.exports import document
from canvas.exports.document import Bullet, Bullets, Heading, Paragraph, Table, TextDocument
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import visible

Style = document.Style | Literal["heading", "rule"]

_TAB: Final = "    "
_MARK: Final = "• "
_CELL_PADDING: Final = 3
"""The columns of a table's cell beside its text: a line and two spaces."""


class Run(NamedTuple):
    """Sanitised text in one style; its newlines begin new lines."""

    text: str
    style: Style = "plain"


Inline = tuple[Run | document.Run, ...]
"""Runs of ours, or those of a document as they are, where nothing in them needs to be sanitised."""


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


def document_blocks(document: TextDocument) -> Iterator[Block]:
    """The blocks of a document, as its Markdown shows them."""
    for block in document.blocks:
        match block:
            case Heading(level, content):
                words = tuple([Run(run.text, "heading") for run in _one_line(content)])
                yield Text(words, 1 if level == 1 else 2, centred=level == 1)
            case Paragraph(content):
                yield Text(_inline(content))
            case Bullets(entries):
                yield from _list(entries)
            case Table(columns, rows):
                yield Text((), 0)
                yield from _table([[(Run(_shown(title), "strong"),) for title in columns]], rows)
            case _:
                assert_never(block)


def _list(entries: Sequence[Bullet]) -> Iterator[Text]:
    for number, entry in enumerate(entries):
        yield Text(_inline(entry.content), 0 if number else 1, _MARK)
        for detail in entry.details:
            yield Text(_inline(detail.content), 0, "  " + _MARK)


def _table(table: list[list[Inline]], rows: Sequence[document.Row]) -> Iterator[TableRow]:
    table += ([_one_line(cell) for cell in row.cells] for row in rows)
    columns = Columns(
        [max(1, *(cell_len(_plain(cell)) for cell in column)) for column in zip(*table, strict=True)]
    )
    for number, cells in enumerate(table):
        yield TableRow(columns, tuple(cells), is_first=number == 0, is_last=number == len(rows))


def _inline(content: document.Inline) -> Inline:
    for run in content:
        if not run.text.isprintable():
            return tuple([Run(_shown(run.text), run.style) for run in content])
    return content


def _one_line(content: document.Inline) -> Inline:
    """The text of a heading or of a table's cell, where no line ends."""
    shown = _inline(content)
    if shown is content:
        return content
    return tuple([Run(run.text.replace("\n", " "), run.style) for run in shown])


def _shown(text: str) -> str:
    return visible(text).replace("\t", _TAB)


def _plain(content: Inline) -> str:
    return content[0].text if len(content) == 1 else "".join([run.text for run in content])


def height_of(block: Block, width: int) -> int:
    """How many lines a block takes at a width."""
    if isinstance(block, TableRow):
        widths = block.columns.widths(width)
        cells = zip(block.cells, widths, strict=True)
        return 1 + block.is_first + max(_height(_plain(cell), room) for cell, room in cells)
    return block.above + _height(_plain(block.content), max(1, width - cell_len(block.mark)))


def _height(text: str, width: int) -> int:
    columns = len(text) if text.isascii() else 2 * len(text)  # at most
    if columns <= width and "\n" not in text:
        return 1
    return sum(1 + len(breaks(line, width)) for line in text.split("\n"))


def lines_of(block: Block, width: int) -> list[Line]:
    """The lines of a block at a width, as many as `height_of` says."""
    if isinstance(block, TableRow):
        return list(_row_lines(block, block.columns.widths(width)))
    lines: list[Line] = [()] * block.above
    hanging = " " * len(block.mark)
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
