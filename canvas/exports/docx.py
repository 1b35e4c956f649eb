"""Render a document as a Word file (extra ``docx``): headings, lists and tables that Word knows as such.

Around the text of each statement stands a content control tagged with its id, around each other value one
tagged with id and field (``k7m2q.owner``), so that an import finds what was changed. None is locked. They
stand within paragraphs: around whole ones LibreOffice would lose the formatting.
"""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from datetime import datetime
from html import escape
from io import BytesIO
from itertools import count, groupby
from typing import TYPE_CHECKING, assert_never, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from canvas.exports.column_widths import column_widths, stays_together
from canvas.exports.document import Bullets, Heading, Paragraph, Run, Table, text_of
from canvas.exports.writing_direction import is_right_to_left
from canvas.model.sanitize import printable_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

    from canvas.exports.document import Block, Bullet, Inline, TextDocument
    from canvas.model.types import ItemId

_TIMESTAMP = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's properties have no zone
_ZIP_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""The same in every file: its bytes depend on the canvas alone, and tell no clock."""

_LANGUAGE = "en-GB"
_FONT = "Calibri"
_PAGE_MM, _MARGIN_MM = (210, 297), 18
_TWIPS_PER_MM = 56.7
_INK, _QUIET, _LINK, _RULE, _BAND = "1F2328", "565D66", "0B57A4", "C9CED4", "F1F3F5"
_HEADINGS = {1: (20, 0, 6), 2: (13, 11, 3), 3: (11, 9, 3)}
"""The size of each level of heading, and the space before and after it, in points."""

_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""

_MAX_TAG = 64
"""Word refuses a file with a longer tag. Ids of ours have five characters; others were typed by hand."""

_NAMESPACES = (
    f"{nsdecls('w', 'r')} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)
_UNUSED_PARTS = ("/thumbnail", "/stylesWithEffects")
"""Relationships of the template whose parts only make the file larger."""


def render(document: TextDocument) -> bytes:
    """The document as the bytes of a Word file."""
    word = Document()
    _set_page(word)
    _set_styles(word)
    _set_properties(word, printable_line(_legal(document.title)).strip() or "Summary")
    writer = _Writer(
        lambda address: word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    body = parse_xml(
        f"<w:document {_NAMESPACES}><w:body>{writer.blocks(document.blocks)}</w:body></w:document>"
    )
    body[0].append(deepcopy(word.element.body.sectPr))
    word.part._element = body  # noqa: SLF001 - the root of a part cannot be replaced otherwise
    return _packed(word)


class _Writer:
    """Writes blocks as WordprocessingML; `relate` gives the id of the relationship for an address."""

    def __init__(self, relate: Callable[[str], str]) -> None:
        self._relate = relate
        self._control_ids = count(1)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """The content of the body."""
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, content):
                return self._paragraph(content, f"Heading{level}")
            case Paragraph(content, role, item):
                return self._paragraph(content, "Origin" if role == "origin" else "Normal", item)
            case Bullets(entries):
                return "".join(map(self._entry, entries))
            case Table():
                return self._table(block)
            case _:
                assert_never(block)

    def _entry(self, entry: Bullet) -> str:
        """An entry and its details, on one page."""
        last = len(entry.details) - 1
        details = (
            self._paragraph(detail.content, "ListBullet2", detail.item or entry.item, keeps_next=at < last)
            for at, detail in enumerate(entry.details)
        )
        first = self._paragraph(entry.content, "ListBullet", entry.item, keeps_next=bool(entry.details))
        return first + "".join(details)

    def _table(self, table: Table) -> str:
        """A table whose first row is repeated on each page."""
        width = (_PAGE_MM[0] - 2 * _MARGIN_MM) * _TWIPS_PER_MM
        shares = column_widths(table)
        widths = [round(share * width) for share in shares]
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        titles = tuple((Run(column, "strong"),) for column in table.columns)
        kept = len(table.rows) - 1 if stays_together(table.rows, shares) else 0
        rows = (
            self._row(row.cells, widths, row.item, keeps_next=at < kept) for at, row in enumerate(table.rows)
        )
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
            for edge in ("top", "bottom", "insideH")
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="25" w:type="dxa"/>'
            '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="25" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
            '</w:tblCellMar><w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{self._row(titles, widths, is_header=True)}{''.join(rows)}</w:tbl>"
            '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'
        )

    def _row(
        self,
        cells: Iterable[Inline],
        widths: list[int],
        item: ItemId | None = None,
        *,
        is_header: bool = False,
        keeps_next: bool = False,
    ) -> str:
        header = "<w:tblHeader/>" if is_header else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAND}"/>' if is_header else ""
        columns = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f"{self._paragraph(cell, 'Cell', item, keeps_next=is_header or keeps_next)}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{columns}</w:tr>"

    def _paragraph(
        self, content: Inline, style: str, item: ItemId | None = None, *, keeps_next: bool = False
    ) -> str:
        """A paragraph; within it, each value of an item stands in a control of its own."""
        keep = "<w:keepNext/>" if keeps_next else ""
        bidi = "<w:bidi/>" if is_right_to_left(text_of(content)) else ""
        runs = ""
        for field, grouped in groupby(content, lambda run: run.field):
            value = "".join(map(self._run, grouped))
            runs += self._control(item, field, value) if item and field else value
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{bidi}</w:pPr>{runs}</w:p>'

    def _control(self, item: ItemId, field: str, content: str) -> str:
        tag = _legal(item if field == "text" else f"{item}.{field}")
        if len(tag) > _MAX_TAG:
            return content
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{escape(tag)}"/><w:id w:val="{next(self._control_ids)}"/>'
            f'<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
        )

    def _run(self, run: Run) -> str:
        """A run, with the formatting in the order that the schema asks for."""
        form = "<w:b/><w:bCs/>" if run.style == "strong" else ""
        form += "<w:i/><w:iCs/>" if run.style == "emphasis" else ""
        if run.href:
            form += f'<w:color w:val="{_LINK}"/><w:u w:val="single"/>'
        elif run.style == "emphasis":
            form += f'<w:color w:val="{_QUIET}"/>'
        form += "<w:rtl/>" if is_right_to_left(run.text) else ""
        text = "".join(
            _BREAKS.get(each) or f'<w:t xml:space="preserve">{escape(each)}</w:t>'
            for each in _parts(run.text)
        )
        word = f"<w:r><w:rPr>{form}</w:rPr>{text}</w:r>"
        return f'<w:hyperlink r:id="{self._relate(run.href)}">{word}</w:hyperlink>' if run.href else word


def _parts(text: str) -> list[str]:
    """A text, with line breaks and tabs apart."""
    return [part for part in re.split("([\n\t])", _legal(text)) if part]


def _set_page(word: WordDocument) -> None:
    """A4, with the number of each page at its foot."""
    section = word.sections[0]
    section.page_width, section.page_height = map(Mm, _PAGE_MM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    section.footer_distance = Mm(9)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page, pages = (
        f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for field in ("PAGE", "NUMPAGES")
    )
    slash = f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> / </w:t></w:r>'
    for element in (page, slash, pages):
        foot._p.append(parse_xml(element))  # noqa: SLF001 - fields have no other way in


def _set_styles(word: WordDocument) -> None:
    """The looks and the language of the document."""
    (language,) = word.styles.element.iter(qn("w:lang"))
    language.set(qn("w:val"), _LANGUAGE)
    _set_style(_style(word, "Normal"), 10, 0, 3)
    for level, measures in _HEADINGS.items():
        heading = _style(word, f"Heading {level}")
        _set_style(heading, *measures)
        heading.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Bullet 2"):
        _set_style(_style(word, name), 10 if name == "List Bullet" else 9.5, 0, 2)
    for name, size, before, colour in (
        ("Cell", 9, 0, _INK),
        ("AfterTable", 4, 0, _INK),
        ("Origin", 8, 10, _QUIET),
    ):
        style = cast("ParagraphStyle", word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = word.styles["Normal"]
        _set_style(style, size, before, 0, colour)


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", word.styles[name])


def _set_style(style: ParagraphStyle, size: float, before: float, after: float, colour: str = _INK) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), _FONT)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.05


def _set_properties(word: WordDocument, title: str) -> None:
    """Properties that tell of no person, no machine and no clock."""
    properties = word.core_properties
    properties.title, properties.language = title, _LANGUAGE
    properties.author = properties.comments = properties.last_modified_by = properties.subject = ""
    properties.created = properties.modified = _TIMESTAMP
    for relationships in (word.part.package.rels, word.part.rels):
        for key in [key for key, each in relationships.items() if each.reltype.endswith(_UNUSED_PARTS)]:
            del relationships[key]


def _packed(word: WordDocument) -> bytes:
    """The file, with a fixed time on each of its parts."""
    saved, packed = BytesIO(), BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIMESTAMP)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            copy.writestr(entry, parts.read(name))
    return packed.getvalue()


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
