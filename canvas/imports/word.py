"""Read a Word file into blocks: tracked changes as if accepted and told, content controls by their tags.

The file is hostile: its size is bounded, its XML may declare no entities, macros are refused.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import error as ZlibError  # noqa: N812 - it is a class

from canvas.imports.blocks import (
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
from canvas.model.paste import BULLET, ORNAMENT
from canvas.model.sanitize import clean_line, shorten, visible_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_PART_BYTES: Final = 30_000_000
_MAX_RELATIONS_BYTES: Final = 1_000_000
_MAX_PARTS: Final = 2_000
_MAX_CELLS: Final = 50_000
"""The most cells of a table."""

_MAX_STYLES_DEEP: Final = 20
"""How many styles one may be based on, one above the other."""

_MAX_SPAN: Final = 63
"""The most columns of a table, in Word."""

_MAX_TOLD: Final = 500
_SHOWN: Final = 80
_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The second drawing of a shape, for older programs."""

_W: Final = f"{{{_MAIN}}}"
_TAG: Final = r"([0-9a-z]{5})(?:\.\w+)?"
_WORDS: Final = (*(f"{_W}{name}" for name in ("t", "tab", "br", "cr", "noBreakHyphen")), _MATH_TEXT)
_UNSAID: Final = ("strike", "dstrike", "vanish")
"""What a run is marked with whose words are not said any more, or are hidden."""

_REMOVED: Final = (f"{_W}del", f"{_W}moveFrom")
_ADDED: Final = (f"{_W}ins", f"{_W}moveTo")

_BULLET: Final = rf"(?:{BULLET}[\s\u00a0]*|[·–—‐][\s\u00a0]+)(?=\S)"
"""A bullet that is typed, or what a program makes of a list that it turns into paragraphs."""

_BOLD_HEADING_LEVEL: Final = 7


class _Style(NamedTuple):
    """A style of paragraphs.

    Attributes:
        level: the level of a heading; 0 for none.
        depth: the depth of a list; -1 for none.
        is_contents: whether it is a line of the table of contents.
    """

    level: int = 0
    depth: int = -1
    is_contents: bool = False


def read_word(data: bytes) -> Source:
    """The blocks of a Word file, and what was tracked and commented in it.

    Raises:
        ImportFileError: where it is none, is too large, or holds macros.
    """
    parts = _parts(data)
    body = _parse(parts["document"])
    remarks = [*_revisions(body), *_comments(parts.get("comments"))]
    content = body.find(f"{_W}body")
    reader = _Reader(_styles(parts.get("styles")), _footnotes(parts.get("footnotes")))
    blocks = bounded(reader.blocks(content)) if content is not None else ()
    return Source(blocks, remarks=tuple(remarks))


def _parts(data: bytes) -> Mapping[str, bytes]:
    """The parts that are read, by what they are, within bounds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            if len(archive.infolist()) > _MAX_PARTS:
                raise ImportFileError("it holds far too many parts for a Word file.", "too_large")
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise ImportFileError("it holds macros: save it as .docx, without them, first.", "macros")
            document = _related(archive, "").get("officeDocument", "word/document.xml")
            if document not in names or not document.startswith("word/"):
                raise ImportFileError(_other_archive(names), "format")
            related = {"styles": "word/styles.xml", "comments": "word/comments.xml"}
            related |= _related(archive, document) | {"document": document}
            wanted = ("document", "styles", "comments", "footnotes")
            return {part: _bounded(archive, related[part]) for part in wanted if related.get(part) in names}
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError):
        raise ImportFileError("it is damaged, or protected by a password.", "damaged") from None


def _related(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The names of the parts that a part refers to, by what they are; those of the package for no name."""
    folder, own = posixpath.split(name)
    relations = posixpath.join(folder, "_rels", f"{own}.rels")
    if relations not in archive.namelist():
        return {}
    return {
        str(each.get("Type")).rpartition("/")[2]: posixpath.join("/", folder, str(each.get("Target")))[1:]
        for each in _parse(_bounded(archive, relations, _MAX_RELATIONS_BYTES))
        if each.get("TargetMode") != "External"
    }


def _other_archive(names: frozenset[str]) -> str:
    """What an archive is that is no Word file."""
    if "xl/workbook.xml" in names:
        return "it is a spreadsheet, which cannot be read here: save the sheet as CSV first."
    if "content.xml" in names:
        return "it is an OpenDocument file, which cannot be read here: save it as .docx first."
    return "it is a zip archive, and no Word file."


def _bounded(archive: zipfile.ZipFile, name: str, limit: int = _MAX_PART_BYTES) -> bytes:
    with archive.open(name) as part:
        data = part.read(limit + 1)
    if len(data) > limit:
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
        root = etree.fromstring(data.replace(_STRICT, _MAIN.encode()), parser)
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
    bases: dict[str, str] = {}
    for style in _parse(data).iter(f"{_W}style"):
        if (own := _own_style(style)) is not None:
            found[_id(style)] = own
        else:
            bases[_id(style)] = _value(style.find(f"{_W}basedOn"))
    for name in bases:
        base = name
        for _ in range(_MAX_STYLES_DEEP):
            base = bases.get(base, base)
        if base in found:
            found[name] = found[base]
    return found


def _own_style(style: _Element) -> _Style | None:
    """What a style says itself; None where that is what it is based on."""
    name = _value(style.find(f"{_W}name")).casefold()
    level = re.fullmatch(r"(?:heading|title|überschrift|titre|título)\s*([1-9])?", name)
    outline = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
    if name in ("title", "heading") or (level and level[1]):
        return _Style(int(level[1]) + 1 if level and level[1] else 1)
    if _is_outlined(outline):
        return _Style(int(outline) + 2)
    if listed := re.match(r"list\s(?:bullet|number|continue)\s*([1-9])?", name):
        return _Style(0, int(listed[1] or 1) - 1)
    if re.match(r"toc\s[1-9]", name):
        return _Style(is_contents=True)
    numbering = style.find(f"{_W}pPr/{_W}numPr")
    return None if numbering is None else _Style(0, _depth(numbering))


def _is_outlined(level: str) -> bool:
    """Whether an outline level is that of a heading; 9 is that of the text."""
    return level in set("012345678")


def _depth(numbering: _Element) -> int:
    """How deep in a list a paragraph with a numbering is."""
    depth = _value(numbering.find(f"{_W}ilvl"))
    return int(depth) if depth.isdecimal() and len(depth) == 1 else 0


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
        if is_gone and parent.tag == f"{_W}trPr" and (row := parent.getparent()) is not None:
            row.set("removed", "1")
        if parent.tag in (f"{_W}rPr", f"{_W}trPr"):  # the mark of a paragraph or row
            continue
        for child in [] if is_gone else list(element):
            element.addprevious(child)
        parent.remove(element)
    yield from _limited(told, "change is tracked", "changes are tracked")


def _limited(told: Sequence[str], one: str, many: str) -> Iterator[str]:
    """The first sentences, and how many more there are."""
    yield from told[:_MAX_TOLD]
    if more := len(told[_MAX_TOLD:]):
        yield f"{more} more {one if more == 1 else many}."


def _who(element: _Element) -> str:
    """Who changed or commented something, and on which day."""
    name = visible_line(clean_line(str(element.get(f"{_W}author") or ""))) or "Somebody"
    day = re.match(r"\d{4}-\d{2}-\d{2}", str(element.get(f"{_W}date") or ""))
    return f"{name} ({day[0]})" if day else name


def _comments(data: bytes | None) -> Iterator[str]:
    told: list[str] = []
    for comment in _parse(data).iter(f"{_W}comment") if data is not None else ():
        words = clean_line(" ".join(text.text or "" for text in comment.iter(f"{_W}t")))
        if words:
            told.append(f"{_who(comment)} commented: “{shorten(visible_line(words), 2 * _SHOWN)}”.")
    yield from _limited(told, "comment was made", "comments were made")


def _footnotes(data: bytes | None) -> dict[str, str]:
    """The texts of the footnotes by their ids."""
    if data is None:
        return {}
    notes = _parse(data).iter(f"{_W}footnote")
    return {str(note.get(f"{_W}id")): " ".join(map(_text, note.iter(f"{_W}p"))).strip() for note in notes}


class _Reader:
    """Walks a body whose revisions are resolved."""

    def __init__(self, styles: Mapping[str, _Style], footnotes: dict[str, str]) -> None:
        self.styles = styles
        self.footnotes = footnotes
        self.line = 0

    def blocks(self, parent: _Element) -> Iterator[Block]:
        """The blocks below an element; a content control, or whatever else holds some, is what it holds."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
                yield from self._notes(element, 0)
            elif len(element) and element.tag != _FALLBACK:
                yield from self.blocks(element)

    def _paragraph(self, element: _Element) -> Iterator[Block]:
        self.line += 1
        text, style = _text(element), self._style(element)
        if style.depth < 0 and (bullet := re.match(_BULLET, text)):
            text = text[bullet.end() :]
            if not (_is_title(element, text) and _has_own_ornament(element, bullet[0][0])):
                style = style._replace(depth=0)
        if text:
            yield self._block(element, text, style)
        yield from self._notes(element, style.depth + 1)
        for box in element.iter(f"{_W}txbxContent"):
            if not any(True for _ in box.iterancestors(_FALLBACK, f"{_W}txbxContent")):
                yield from self.blocks(box)

    def _notes(self, element: _Element, depth: int) -> Iterator[Entry]:
        """The footnotes of an element that did not come in yet."""
        for reference in element.iter(f"{_W}footnoteReference"):
            if note := self.footnotes.pop(str(reference.get(f"{_W}id")), ""):
                yield Entry(note, self.line, depth)

    def _block(self, paragraph: _Element, text: str, style: _Style) -> Block:
        """What a paragraph with these words is."""
        if style.is_contents:
            return LeftOut(text, self.line, "contents")
        if style.level:
            return Heading(text, style.level, self.line)
        if style.depth >= 0:
            return Entry(text, self.line, style.depth, id=_tagged(paragraph))
        if _is_title(paragraph, text):
            return Heading(text, _BOLD_HEADING_LEVEL, self.line)
        return Paragraph(text, self.line, id=_tagged(paragraph))

    def _style(self, paragraph: _Element) -> _Style:
        style = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), _Style())
        outline = _value(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        numbering = paragraph.find(f"{_W}pPr/{_W}numPr")
        if style.level:
            return style
        if _is_outlined(outline):
            return _Style(int(outline) + 2)
        return style if numbering is None else _Style(0, _depth(numbering))

    def _table(self, element: _Element) -> Iterator[Block]:
        """A table; where it only arranges lists or paragraphs beside each other, these."""
        lines = [row for row in _within(element, "tr") if not row.get("removed")]
        cells = [list(_within(row, "tc")) for row in lines]
        if sum(map(len, cells)) > _MAX_CELLS:
            raise ImportFileError("it is far too large.", "too_large")
        is_tagged = any(_tagged(row) for row in lines)
        if not is_tagged and (len(lines) == 1 or all(len(row) == 1 for row in cells)):
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        if not is_tagged and len(lines) == 2 and any(map(self._has_list, cells[1])):  # noqa: PLR2004 - header, row
            for title, cell in zip_longest(*cells):
                if title is not None and (words := self._words(title)):
                    yield Heading(words, _BOLD_HEADING_LEVEL, self.line)
                if cell is not None:
                    yield from self.blocks(cell)
            return
        if len(lines) > 2 and len(cells[0]) == 1 < len(cells[1]):  # noqa: PLR2004 - a title above the header
            self.line += 1
            yield Heading(self._words(cells[0][0]), _BOLD_HEADING_LEVEL, self.line)
            del lines[0], cells[0]
        begins = self.line + 1
        rows: list[Row] = []
        for line, row in zip(lines, cells, strict=True):
            self.line += 1
            rows.append(Row(self._row(row, rows[-1].cells if rows else ()), self.line, _tagged(line)))
        header = rows[0].cells if rows else ()
        yield Table(
            header, tuple(row for row in rows[1:] if any(row.cells)), begins, rows[0].id if rows else ""
        )

    def _row(self, cells: list[_Element], above: tuple[str, ...]) -> tuple[str, ...]:
        """The texts of a row's cells, one for each column.

        A cell that goes on from the row above says the same; one over several columns is in the first.
        """
        texts: list[str] = []
        for cell in cells:
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merged is not None and _value(merged) in ("", "continue") and len(texts) < len(above)
            texts.append(above[len(texts)] if goes_on else self._words(cell))
            span = _value(cell.find(f"{_W}tcPr/{_W}gridSpan"))
            texts += [""] * (min(int(span[:3]), _MAX_SPAN) - 1 if span.isdecimal() else 0)
        return tuple(texts)

    def _has_list(self, cell: _Element) -> bool:
        return sum(self._style(each).depth >= 0 for each in cell.findall(f"{_W}p")) > 1

    def _words(self, cell: _Element) -> str:
        """The text of a cell; entries of a list in it are parted by semicolons."""
        between = "; " if self._has_list(cell) else " "
        lines = (each for each in cell.iter(f"{_W}p") if not any(True for _ in each.iterancestors(_FALLBACK)))
        return between.join(filter(None, map(_text, lines)))


def _within(parent: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, with those in content controls; none of an inner table."""
    for element in parent:
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag not in (f"{_W}tc", f"{_W}p"):
            yield from _within(element, name)


def _text(paragraph: _Element) -> str:
    """The words of a paragraph, without those of text boxes in it."""
    said: list[str] = []
    for element in paragraph.iter(*_WORDS):
        is_elsewhere = element.getparent().tag != f"{_W}r" if element.tag == f"{_W}tab" else False
        if is_elsewhere or _is_unsaid(element, paragraph):
            continue
        is_text = element.tag in (f"{_W}t", _MATH_TEXT)
        said.append((element.text or "") if is_text else "-" if element.tag == f"{_W}noBreakHyphen" else " ")
    return clean_line("".join(said))


def _is_unsaid(element: _Element, paragraph: _Element) -> bool:
    """Whether a text is struck out by hand, hidden, a pronunciation, or in a text box of the paragraph."""
    for above in element.iterancestors():
        if above is paragraph:
            return False
        if above.tag in (f"{_W}rt", f"{_W}txbxContent"):
            return True
        if above.tag == f"{_W}r" and any(_is_on(above.find(f"{_W}rPr/{_W}{name}")) for name in _UNSAID):
            return True
    return False


def _tagged(element: _Element) -> str:
    """The id of the item whose statement a content control within an element holds; empty for none."""
    for tag in element.iter(f"{_W}tag"):
        if (found := re.fullmatch(_TAG, _value(tag))) and "." not in _value(tag):
            return found[1]
    return ""


def _is_title(paragraph: _Element, text: str) -> bool:
    """Whether a paragraph with these words looks like a heading."""
    return _is_bold(paragraph) and not re.search(r"[.;,。]$", text)


def _has_own_ornament(paragraph: _Element, sign: str) -> bool:
    """Whether a sign is an ornament that no bold paragraph beside this one has: else they are a list."""
    if not re.match(ORNAMENT, sign):
        return False
    for is_above in (True, False):
        others = paragraph.itersiblings(f"{_W}p", preceding=is_above)
        beside = next((each for each in others if _text(each)), None)
        if beside is not None and _text(beside).startswith(sign) and _is_bold(beside):
            return False
    return True


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
