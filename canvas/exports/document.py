"""A format-independent document: headings, paragraphs, lists and tables of sanitised text.

Every text format is rendered from it. Blocks name the item that they show, and runs the field, so that a
format can tag them and an import can match what comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from canvas.exports.link_text import split_links
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import printable

if TYPE_CHECKING:
    from canvas.exports.origin import Origin
    from canvas.model.types import Audience, ItemId

Style = Literal["plain", "strong", "emphasis"]

ParagraphRole = Literal["text", "date", "draft", "origin"]
"""What a paragraph is for.

``date`` is the line below the title with day, version, audience and contact; ``draft`` says that not
everything is agreed; ``origin`` is the last line, which names the exported version and should not stand out.
"""


class Run(NamedTuple):
    """Text in one style. Its newlines count; between two styles stands a space, as Markdown requires.

    Attributes:
        text: the text.
        style: how it is emphasised.
        href: where it links to: an http, https or mailto address that the text shows in full; may be empty.
        field: the key of the field whose value it shows, ``text`` for the statement; empty for our own words.
    """

    text: str
    style: Style = "plain"
    href: str = ""
    field: str = ""


Inline = tuple[Run, ...]
"""The content of a paragraph, a list entry or a table cell."""


class Heading(NamedTuple):
    """A heading; level 1 is the document's own."""

    level: int
    content: Inline


class Paragraph(NamedTuple):
    """A paragraph, and the item that it shows, if any."""

    content: Inline
    role: ParagraphRole = "text"
    item: ItemId | None = None


class Bullet(NamedTuple):
    """A list entry, the item that it shows, if any, and entries of a list below it.

    An entry of `details` has no details of its own. One without an item is about the item of this entry.
    """

    content: Inline
    details: tuple[Bullet, ...] = ()
    item: ItemId | None = None


class Bullets(NamedTuple):
    """A list: never empty, never directly after another list, which Markdown would join."""

    entries: tuple[Bullet, ...]


class Row(NamedTuple):
    """A row of a table, and the item that it shows, if any."""

    cells: tuple[Inline, ...]
    item: ItemId | None = None


class Table(NamedTuple):
    """Rows, each with as many cells as there are column titles."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Block = Heading | Paragraph | Bullets | Table


class TextDocument(NamedTuple):
    """A document.

    Attributes:
        title: its title, as in its first heading.
        blocks: its content in order; it begins with the heading and ends with the line of its origin.
        audience: whose copy it is; None for a document that is not an export of a canvas.
        origin: the version that it shows, for metadata; the last paragraph says the same.
    """

    title: str
    blocks: tuple[Block, ...]
    audience: Audience | None = None
    origin: Origin | None = None


def plain(text: str, field: str = "") -> Inline:
    """Text without emphasis; addresses in it become links."""
    return _runs(text, "plain", field)


def strong(text: str, field: str = "") -> Inline:
    """Text in bold: a label, a name."""
    return _runs(text, "strong", field)


def emphasis(text: str) -> Inline:
    """Text in italics: a remark about what stands before it."""
    return _runs(text, "emphasis", "")


def heading(title: str, level: int = 2) -> Heading:
    """A heading of plain text."""
    return Heading(level, plain(title))


def paragraph(text: str, role: ParagraphRole = "text") -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(plain(text), role)


def labelled(facts: dict[str, str]) -> Bullets:
    """A list of facts with their labels, without those that are empty."""
    return Bullets(
        tuple(Bullet((*strong(f"{label}:"), *plain(f" {fact}"))) for label, fact in facts.items() if fact)
    )


def text_of(content: Inline) -> str:
    """The text of some content, without its styles."""
    return "".join(run.text for run in content)


def _runs(text: str, style: Style, field: str) -> Inline:
    if not text.isprintable():
        text = printable(text)
    if "://" in text or "@" in text:
        return tuple(Run(part, style, href, field) for part, href in split_links(text))
    return (Run(text, style, "", field),) if text else ()


def without_empty_columns(table: Table, least: int = 1) -> tuple[Table, ...]:
    """A table without the columns whose cells are all empty; none where fewer than ``least`` are left."""
    kept = [at for at in range(len(table.columns)) if any(text_of(row.cells[at]) for row in table.rows)]
    if len(kept) < least:
        return ()
    rows = tuple(Row(tuple([cells[at] for at in kept]), item) for cells, item in table.rows)
    return (Table(tuple(table.columns[at] for at in kept), rows),)
