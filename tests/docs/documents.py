"""Reads the documents: their sections, tables and samples, by the parser that the program brings along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Sample:
    """A fenced block.

    Attributes:
        info: what stands after the fence.
        text: what it holds.
    """

    info: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        heading: the nearest heading above it.
        head: its first row.
        rows: the others; every cell as it was written, without the white space around it.
    """

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def samples(name: str, info: str) -> list[Sample]:
    """The fenced blocks of a document whose info string begins with a word."""
    fences = (token for token in _tokens(name) if token.type == "fence")
    return [Sample(f.info, f.content) for f in fences if f.info.split(" ")[:1] == [info]]


def tables(name: str) -> list[Table]:
    """Every table of a document, in its order."""
    return list(_tables(_tokens(name)))


def table(name: str, heading: str, first: str) -> Table:
    """The one table below a heading whose first column has a certain name."""
    found = [t for t in tables(name) if (t.heading, t.head[0]) == (heading, first)]
    assert len(found) == 1, f"{name} has {len(found)} tables “{first}” below “{heading}”"
    return found[0]


def links(name: str) -> list[str]:
    """Where the links and pictures of a document lead."""
    inside = [child for token in _tokens(name) for child in token.children or ()]
    found = [child.attrGet("href") or child.attrGet("src") for child in inside]
    return [str(link) for link in found if link]


def _tokens(name: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text_of(name))


def _tables(tokens: list[Token]) -> Iterator[Table]:
    heading = ""
    rows: list[list[str]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        match token.type:
            case "inline" if before and before.type == "heading_open":
                heading = token.content
            case "tr_open":
                rows.append([])
            case "inline" if before and before.type in ("th_open", "td_open"):
                rows[-1].append(token.content)
            case "table_close":
                head, *others = map(tuple, rows)
                yield Table(heading, head, tuple(others))
                rows = []
