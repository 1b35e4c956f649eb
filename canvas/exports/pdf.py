"""Render a document as a PDF (extra ``pdf``): typst lays it out, tagged, after PDF/A-2a and PDF/UA-1.

The text is passed to typst as JSON, never as its markup. The fonts are those of a package, never the
system's, and the time stamp is fixed: the same canvas gives the same bytes everywhere.
"""

from __future__ import annotations

import json
import os
import re
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any, assert_never

import typst

from canvas.exports.column_widths import MAX_LINES_TOGETHER, column_widths, lines_of, stays_together
from canvas.exports.document import Bullets, Heading, Paragraph, Run, Table, text_of
from canvas.exports.request import ExportError
from canvas.exports.writing_direction import is_right_to_left
from canvas.model.sanitize import printable_line

if TYPE_CHECKING:
    from canvas.exports.document import Block, Bullet, Inline, Row, TextDocument

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_TIMESTAMP = 946_684_800  # 1 January 2000, in every file
_FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
_TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdf.typ")
_LETTERS_PER_LINE, _LETTERS_PER_TABLE = 85, 110
_LETTERS_PER_HEADING = {1: 40, 2: 60}
_TAB = " " * 4
_BREAK = "\u200b"
_MAX_ROUNDS = 20
_REFUSED = re.compile(r'(?:the text|the PDF contains the codepoint) `"((?:[^"\\]|\\.)*)"`')
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\u1100-\u11ff\uac00-\ud7af]")


def render(document: TextDocument) -> bytes:
    """The document as the bytes of a PDF file."""
    data = {
        "title": printable_line(document.title).strip() or "Summary",
        "blocks": [_block(block) for block in document.blocks],
    }
    source = json.dumps(data, ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_folder(name) for name in _FONT_PACKAGES])
    families = json.dumps(_families(fonts.families(), source))
    with open(_TEMPLATE, "rb") as file:
        template = file.read()
    compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    for _ in range(_MAX_ROUNDS):
        try:
            content = compiler.compile(
                template,
                format="pdf",
                sys_inputs={"document": source, "fonts": families},
                pdf_standards=_STANDARDS,
                timestamp=_TIMESTAMP,
            )
        except typst.TypstError as error:
            if (without := _without_refused(source, error)) == source:
                raise ExportError(f"The PDF cannot be made: {error.message}.", "content") from error
            source = without
        else:
            return content if isinstance(content, bytes) else b""
    raise ExportError("This text has too many characters that no font of the PDF has.", "content")


def _folder(package: str) -> str:
    spec = find_spec(package)
    return next(iter(spec.submodule_search_locations or ()), "") if spec else ""


def _families(known: list[str], source: str) -> list[str]:
    """The fonts in the order in which they are tried; the Han characters are those of the text's language."""
    language = "JP" if _KANA.search(source) else "KR" if _HANGUL.search(source) else "SC"
    first = ("Noto Sans", f"Noto Sans CJK {language}")
    others = sorted(name for name in known if name not in first)
    return [*first, *sorted(others, key=lambda name: not name.startswith("Noto"))]  # then typst's own


def _without_refused(source: str, error: typst.TypstError) -> str:
    """The data with the code point, as in ``<E000>``, for characters without a glyph or for private use."""
    for text in _REFUSED.findall(error.diagnostic):
        plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text)
        for character in filter(lambda each: not each.isascii(), plain):
            source = source.replace(character, f"<{ord(character):04X}>")
    return source


def _breakable(text: str, letters: int) -> str:
    """The text with places where a word that is longer than a line may break."""
    return _broken(rf"[!-\u058f\u1e00-\u1fff]{{{letters},}}", text, letters)


def _breakable_link(text: str, letters: int) -> str:
    """The same for an address, in which typst breaks lines by itself, but not within a word."""
    return _broken(rf"\w{{{letters * 3 // 4},}}", text, letters)


def _broken(longer: str, text: str, letters: int) -> str:
    size = max(1, letters // 2)
    return re.sub(longer, lambda word: _BREAK.join(re.findall(rf".{{1,{size}}}", word[0])), text)


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, content):
            kind = "heading" if text_of(content).strip() else "paragraph"  # PDF/UA refuses an empty heading
            size = _LETTERS_PER_HEADING.get(level, _LETTERS_PER_LINE)
            return {"type": kind, "level": level, "content": _inline(content, size)}
        case Paragraph(content, role):
            return {"type": "origin" if role == "origin" else "paragraph", "content": _inline(content)}
        case Bullets(entries):
            return {"type": "bullets", "lists": _lists(entries)}
        case Table(columns, rows):
            widths = column_widths(block)
            letters = [round(width * _LETTERS_PER_TABLE) for width in widths]
            return {
                "type": "table",
                "together": stays_together(rows, widths),
                "widths": [round(width, 4) for width in widths],
                "columns": [_inline((Run(column),)) for column in columns],
                "rows": [_row(row, letters) for row in rows],
            }
        case _:
            assert_never(block)


def _row(row: Row, letters: list[int]) -> dict[str, Any]:
    """A row, which stays on one page unless it is too high for that."""
    lines = max(map(lines_of, map(text_of, row.cells), letters))
    return {"cells": list(map(_inline, row.cells, letters)), "breakable": lines > MAX_LINES_TOGETHER}


def _lists(entries: tuple[Bullet, ...]) -> list[dict[str, Any]]:
    """The entries in lists of one writing direction, whose bullets stand where that begins."""
    return [
        {"rtl": rtl, "entries": [_entry(entry) for entry in grouped]}
        for rtl, grouped in groupby(entries, lambda entry: is_right_to_left(text_of(entry.content)))
    ]


def _entry(entry: Bullet) -> dict[str, Any]:
    """An entry, which stays on one page with its details unless they might be longer than that."""
    text = "\n".join(map(text_of, (entry.content, *(detail.content for detail in entry.details))))
    return {
        "content": _inline(entry.content),
        "lists": _lists(entry.details),
        "together": bool(entry.details) and lines_of(text, _LETTERS_PER_LINE) <= MAX_LINES_TOGETHER,
    }


def _inline(content: Inline, letters: int = _LETTERS_PER_LINE) -> dict[str, Any]:
    """Runs, each with its lines; `letters` is how many of them a line of this place holds."""
    runs = [
        {
            "lines": _lines((_breakable_link if run.href else _breakable)(run.text, letters)),
            "style": run.style,
            "href": run.href,
            "whole": len(run.text) <= letters // 2,  # a short address is not broken
        }
        for run in content
    ]
    return {"runs": runs, "rtl": is_right_to_left(text_of(content))}


def _lines(text: str) -> list[str]:
    return text.replace("\t", _TAB).split("\n")
