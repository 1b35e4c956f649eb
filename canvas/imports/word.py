"""Read a Word file into blocks: tracked changes as if accepted and told, content controls by their tags.

The file is hostile: its size is bounded, its XML may declare no entities, macros are refused.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import error as ZlibError  # noqa: N812 - it is a class

from canvas.imports.blocks import Block, Entry, Heading, ImportFileError, Paragraph, Row, Source, Table
from canvas.model.sanitize import clean_line, shorten, visible_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_PART_BYTES: Final = 30_000_000
_MAX_PARTS: Final = 2_000
_SHOWN: Final = 80
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG: Final = r"([0-9a-z]{5})(?:\.\w+)?"
_REMOVED: Final = (f"{_W}del", f"{_W}moveFrom")
_ADDED: Final = (f"{_W}ins", f"{_W}moveTo")


class _Style(NamedTuple):
    """A style of paragraphs: the level of a heading, 0 for none, and the depth of a list, -1 for none."""

    level: int = 0
    depth: int = -1


def read_word(data: bytes) -> Source:
    """The blocks of a Word file, and what was tracked and commented in it.

    Raises:
        ImportFileError: where it is none, is too large, or holds macros.
    """
    parts = _parts(data)
    body = _parse(parts["word/document.xml"])
    styles = _styles(parts.get("word/styles.xml"))
    remarks = [*_revisions(body), *_comments(parts.get("word/comments.xml"))]
    content = body.find(f"{_W}body")
    blocks = tuple(_Reader(styles).blocks(content)) if content is not None else ()
    return Source(blocks, remarks=tuple(remarks))


def _parts(data: bytes) -> Mapping[str, bytes]:
    """The parts that are read, within bounds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _MAX_PARTS:
                raise ImportFileError("it holds far too many parts for a Word file.", "too_large")
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise ImportFileError("it holds macros: save it as .docx, without them, first.", "macros")
            wanted = [
                name
                for name in ("word/document.xml", "word/styles.xml", "word/comments.xml")
                if name in names
            ]
            if "word/document.xml" not in wanted:
                raise ImportFileError("it is a zip archive, and no Word file.", "format")
            return {name: _bounded(archive, name) for name in wanted}
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError):
        raise ImportFileError("it is damaged, or protected by a password.", "damaged") from None


def _bounded(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        data = part.read(_MAX_PART_BYTES + 1)
    if len(data) > _MAX_PART_BYTES:
        raise ImportFileError("it is far too large.", "too_large")
    return data


def _parse(data: bytes) -> _Element:
    try:
        from lxml import etree  # noqa: PLC0415 - an extra
    except ImportError:
        command = 'pip install "partnership-canvas[docx]"'
        sentence = f"a Word file needs a package that is not installed: {command} installs it."
        raise ImportFileError(sentence, "extra") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ImportFileError("it is damaged: its text cannot be read.", "damaged") from None
    if root.getroottree().docinfo.doctype:
        raise ImportFileError("its XML declares entities, which no Word file does.", "entities")
    return root


def _styles(data: bytes | None) -> Mapping[str, _Style]:
    """The styles of paragraphs that are headings or lists, by their ids."""
    if data is None:
        return {}
    found: dict[str, _Style] = {}
    for style in _parse(data).iter(f"{_W}style"):
        name = _value(style.find(f"{_W}name")).casefold()
        level = re.fullmatch(r"(?:heading|title|überschrift|titre|título)\s*([1-9])?", name)
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if name in ("title", "heading") or (level and level[1]):
            found[_id(style)] = _Style(int(level[1]) + 1 if level and level[1] else 1)
        elif outline is not None and _value(outline).isdigit() and int(_value(outline)) < 9:  # noqa: PLR2004
            found[_id(style)] = _Style(int(_value(outline)) + 2)
        elif listed := re.match(r"list\s(?:bullet|number|continue)\s*([1-9])?", name):
            found[_id(style)] = _Style(0, int(listed[1] or 1) - 1)
    return found


def _id(style: _Element) -> str:
    return str(style.get(f"{_W}styleId") or "")


def _value(element: _Element | None) -> str:
    return str(element.get(f"{_W}val") or "") if element is not None else ""


def _revisions(root: _Element) -> Iterator[str]:
    """Say what was tracked, and resolve it: what was inserted stays, what was deleted goes."""
    told: list[str] = []
    for element in list(root.iter(*_REMOVED, *_ADDED)):
        is_gone = element.tag in _REMOVED
        words = clean_line("".join(text.text or "" for text in element.iter(f"{_W}t", f"{_W}delText")))
        parent = element.getparent()
        if parent is None:
            continue
        if words:
            verb = "deleted" if is_gone else "inserted"
            told.append(f"{_who(element)} {verb} “{shorten(visible_line(words), _SHOWN)}”.")
        if parent.tag == f"{_W}rPr":  # the mark of a paragraph
            if is_gone and (paragraph := _ancestor(parent, "p")) is not None:
                paragraph.set("removed", "1")
            continue
        if parent.tag == f"{_W}trPr":
            if is_gone and (row := parent.getparent()) is not None:
                row.set("removed", "1")
            continue
        at = parent.index(element)
        children = [] if is_gone else list(element)
        parent.remove(element)
        for offset, child in enumerate(children):
            parent.insert(at + offset, child)
    yield from told


def _ancestor(element: _Element, name: str) -> _Element | None:
    return next(element.iterancestors(f"{_W}{name}"), None)


def _who(element: _Element) -> str:
    """Who changed or commented something, and on which day."""
    name = visible_line(clean_line(str(element.get(f"{_W}author") or ""))) or "Somebody"
    day = re.match(r"\d{4}-\d{2}-\d{2}", str(element.get(f"{_W}date") or ""))
    return f"{name} ({day[0]})" if day else name


def _comments(data: bytes | None) -> Iterator[str]:
    if data is None:
        return
    for comment in _parse(data).iter(f"{_W}comment"):
        words = clean_line(" ".join(text.text or "" for text in comment.iter(f"{_W}t")))
        if words:
            yield f"{_who(comment)} commented: “{shorten(visible_line(words), 2 * _SHOWN)}”."


class _Reader:
    """Walks a body whose revisions are resolved."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        self.styles = styles
        self.line = 0

    def blocks(self, parent: _Element) -> Iterator[Block]:
        """The blocks below an element; a content control is what it holds."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self._table(element)
            elif element.tag == f"{_W}sdt":
                content = element.find(f"{_W}sdtContent")
                if content is not None:
                    yield from self.blocks(content)

    def _paragraph(self, element: _Element) -> Iterator[Block]:
        self.line += 1
        text = _text(element)
        if not text or (element.get("removed") and not text):
            return
        style = self.styles.get(_value(element.find(f"{_W}pPr/{_W}pStyle")), _Style())
        number = element.find(f"{_W}pPr/{_W}numPr")
        if number is not None and not style.level:
            depth = _value(number.find(f"{_W}ilvl"))
            style = _Style(0, int(depth) if depth.isdigit() else 0)
        item = _tagged(element)
        if style.level:
            yield Heading(text, style.level, self.line)
        elif style.depth >= 0:
            yield Entry(text, self.line, style.depth, id=item)
        elif _is_bold(element) and not re.search(r"[.;,。]$", text):
            yield Heading(text, 7, self.line)
        else:
            yield Paragraph(text, self.line, id=item)

    def _table(self, element: _Element) -> Table:
        rows: list[Row] = []
        begins = self.line + 1
        for row in element.iter(f"{_W}tr"):
            self.line += 1
            if row.get("removed"):
                continue
            cells = tuple(" ".join(filter(None, map(_text, cell.iter(f"{_W}p")))) for cell in _cells(row))
            rows.append(Row(cells, self.line, _tagged(row)))
        header = rows[0].cells if rows else ()
        return Table(header, tuple(row for row in rows[1:] if any(row.cells)), begins)


def _cells(row: _Element) -> Iterator[_Element]:
    """The cells of a row, also of those in content controls."""
    for element in row:
        if element.tag == f"{_W}tc":
            yield element
        elif element.tag == f"{_W}sdt":
            content = element.find(f"{_W}sdtContent")
            if content is not None:
                yield from _cells(content)


def _text(paragraph: _Element) -> str:
    """The words of a paragraph."""
    said: list[str] = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if _ancestor(element, "tabs") is not None or _is_struck(element):
            continue
        said.append(
            element.text or ""
            if element.tag == f"{_W}t"
            else "-"
            if element.tag == f"{_W}noBreakHyphen"
            else " "
        )
    return clean_line("".join(said))


def _is_struck(element: _Element) -> bool:
    """Whether a text is struck out by hand, which says that it goes."""
    run = _ancestor(element, "r")
    return run is not None and any(_is_on(run.find(f"{_W}rPr/{_W}{name}")) for name in ("strike", "dstrike"))


def _tagged(element: _Element) -> str:
    """The id of the item whose statement a content control within an element holds; empty for none."""
    for tag in element.iter(f"{_W}tag"):
        if (found := re.fullmatch(_TAG, _value(tag))) and "." not in _value(tag):
            return found[1]
    return ""


def _is_bold(paragraph: _Element) -> bool:
    """Whether all words of a paragraph are bold."""
    runs = [
        run
        for run in paragraph.iter(f"{_W}r")
        if any((text.text or "").strip() for text in run.iter(f"{_W}t"))
    ]
    return bool(runs) and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _is_on(element: _Element | None) -> bool:
    return element is not None and _value(element) not in ("0", "false")
