"""A format-independent document: headings, paragraphs, lists and tables of sanitised text."""

from __future__ import annotations

from typing import Literal, NamedTuple

from canvas.model.sanitize import printable

Style = Literal["plain", "strong", "emphasis"]


class Run(NamedTuple):
    """Text in one style. Its newlines count; between two styles stands a space, as Markdown requires."""

    text: str
    style: Style = "plain"


Inline = tuple[Run, ...]
"""The content of a paragraph, a list entry or a table cell."""


class Heading(NamedTuple):
    """A heading; level 1 is the document's own."""

    level: int
    content: Inline


class Paragraph(NamedTuple):
    """A paragraph."""

    content: Inline


class Bullet(NamedTuple):
    """A list entry, with details on lines of their own below it."""

    content: Inline
    details: tuple[Inline, ...] = ()


class Bullets(NamedTuple):
    """A list: never empty, never directly after another list, which Markdown would join."""

    entries: tuple[Bullet, ...]


class Table(NamedTuple):
    """Rows, each as long as the column titles."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]


Block = Heading | Paragraph | Bullets | Table


class TextDocument(NamedTuple):
    """A document: its title, as in its first heading, and its blocks in order."""

    title: str
    blocks: tuple[Block, ...]


def plain(text: str) -> Inline:
    """Text without emphasis."""
    return _runs(text, "plain")


def strong(text: str) -> Inline:
    """Text in bold: a label, a name."""
    return _runs(text, "strong")


def emphasis(text: str) -> Inline:
    """Text in italics: a remark about what stands before it."""
    return _runs(text, "emphasis")


def heading(title: str, level: int = 2) -> Heading:
    """A heading of plain text."""
    return Heading(level, plain(title))


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(plain(text))


def labelled(facts: dict[str, str]) -> Bullets:
    """A list of facts with their labels, without those that are empty."""
    return Bullets(
        tuple(Bullet((*strong(f"{label}:"), *plain(f" {fact}"))) for label, fact in facts.items() if fact)
    )


def _runs(text: str, style: Style) -> Inline:
    return (Run(printable(text), style),) if text else ()
