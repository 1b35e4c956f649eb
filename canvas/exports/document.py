"""A document without a format: headings, paragraphs, lists and tables, ready for any writer.

What goes in has been through `visible` already, so a writer only has to know its own format's rules.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from canvas.model.sanitize import visible

Style = Literal["plain", "strong", "emphasis"]
"""How a stretch of text is said."""


class Run(NamedTuple):
    """A stretch of text said in one way.

    Its newlines are meant: a writer keeps them where it can. Between two ways of saying stands a space, as
    Markdown would otherwise not see where one ends.
    """

    text: str
    style: Style = "plain"


Inline = tuple[Run, ...]
"""What stands in one paragraph, list entry or table cell."""


class Heading(NamedTuple):
    """The title of all that follows, up to the next heading of its level (1 is the document's own)."""

    level: int
    content: Inline


class Paragraph(NamedTuple):
    """A few sentences."""

    content: Inline


class Bullet(NamedTuple):
    """One entry of a list, with what more there is to say about it, each on a line of its own below."""

    content: Inline
    details: tuple[Inline, ...] = ()


class Bullets(NamedTuple):
    """A list; never empty, and never straight after another list, since Markdown would run them together."""

    entries: tuple[Bullet, ...]


class Table(NamedTuple):
    """Rows under column titles; every row is as long as the titles."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]


Block = Heading | Paragraph | Bullets | Table


class TextDocument(NamedTuple):
    """A whole document.

    Attributes:
        title: what it is called, for a window or a file's properties; its first heading says the same.
        blocks: what it consists of, from top to bottom.
    """

    title: str
    blocks: tuple[Block, ...]


def plain(text: str) -> Inline:
    """Text as it is."""
    return _runs(text, "plain")


def strong(text: str) -> Inline:
    """Text that leads the eye: a label, a name."""
    return _runs(text, "strong")


def emphasis(text: str) -> Inline:
    """Text said in another voice: a remark about what stands before it."""
    return _runs(text, "emphasis")


def _runs(text: str, style: Style) -> Inline:
    return (Run(visible(text), style),) if text else ()
