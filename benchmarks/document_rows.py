"""The rows of what partners receive and send back: a long summary, a PDF, an agreement taken in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.figures import Figure, Row, against, milliseconds, percentile_95
from benchmarks.programs import ROOT, Programs
from canvas.exports import ExportRequest, render_bytes
from canvas.exports.document import Bullets, Heading, Paragraph, Table
from canvas.exports.requested_document import text_document
from canvas.files.canvas_file import open_document
from canvas.model.schema import PANELS

if TYPE_CHECKING:
    from canvas.exports.document import Bullet, Inline, TextDocument

_EXAMPLE: Final = os.path.join(ROOT, "examples", "riverside-breakfast.canvas.toml")
_TODAY: Final = date(2026, 11, 29)
_LINES: Final = 600
_OPENINGS: Final = 15
_QUIET_KEY: Final = 0.2
_IMPORT_KEY, _ENTER, _ESCAPE = b"\x06", b"\r", b"\x1b"
_FONTS: Final = ("manimgx_fonts", "manimgx_fonts_cjk")


def markdown(programs: Programs) -> Row:
    """A whole process that writes the summary of a thousand items."""
    return _summary(programs, 125, 2.5)


def markdown_400(programs: Programs) -> Row:
    """The same of four hundred."""
    return _summary(programs, 50, 1.7)


def _summary(programs: Programs, items: int, limit: float) -> Row:
    """A whole process that writes the summary of so many items a panel."""
    path = programs.canvas(items)

    def ours() -> float:
        return milliseconds(lambda: programs.run("from canvas.cli import run; run()", "export", path))

    def theirs() -> float:
        return milliseconds(lambda: programs.run("import argparse, tomllib, tomli_w"))

    ratio, detail = against(15, ours, theirs)
    title = (
        f"`canvas export` of {items * len(PANELS):,} statements to Markdown, whole process, against "
        '`python -c "import argparse, tomllib, tomli_w"`'
    )
    return Row(title, (Figure(ratio, limit),), detail)


def pdf(_: Programs) -> Row:
    """The PDF of an example, against typst on an equal document that is written for it by hand."""
    import typst  # noqa: PLC0415 - an extra

    canvas = open_document(_EXAMPLE).canvas
    source = _typst_source(text_document(ExportRequest(canvas, "partners", _TODAY))).encode()
    folders = [
        next(iter(spec.submodule_search_locations or ())) for name in _FONTS if (spec := find_spec(name))
    ]

    def ours() -> float:
        return milliseconds(lambda: render_bytes("pdf", canvas, today=_TODAY))

    def theirs() -> float:
        def bare() -> object:
            fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
            compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
            return compiler.compile(source, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)

        return milliseconds(bare)

    ratio, detail = against(9, ours, theirs)
    title = "PDF of an example against typst alone on an equal document, fonts and standards the same"
    return Row(title, (Figure(ratio, 1.5),), detail)


def _typst_source(document: TextDocument) -> str:
    """The document in typst's own markup, with every text as a string."""

    def text(content: Inline) -> str:
        styles = {"plain": "{}", "strong": "#strong({})", "emphasis": "#emph({})"}
        return "".join(
            styles[run.style].format(words if run.style != "plain" else f"#{words}")
            for run in content
            if (words := json.dumps(run.text.replace("\n", " "), ensure_ascii=False))
        )

    def entries(bullets: tuple[Bullet, ...], indent: str = "") -> Iterator[str]:
        for bullet in bullets:
            yield f"{indent}- {text(bullet.content)}"
            yield from entries(bullet.details, f"{indent}  ")

    lines = ['#set document(title: "Summary")', '#set text(lang: "en", size: 10pt)', '#set page("a4")']
    for block in document.blocks:
        match block:
            case Heading(level, content):
                lines.append(f"{'=' * level} {text(content)}")
            case Paragraph(content):
                lines.append(text(content))
            case Bullets(bullets):
                lines.extend(entries(bullets))
            case Table(columns, rows):
                header = "".join(f"[#{json.dumps(column)}]," for column in columns)
                cells = "".join(f"[{text(cell)}]," for row in rows for cell in row.cells)
                lines.append(f"#table(columns: {len(columns)}, table.header({header}), {cells})")
        lines.append("")
    return "\n".join(lines)


def agreement(programs: Programs) -> Row:
    """From enter on the name of an agreement of 600 lines to the frame with the preview of its statements."""
    path = os.path.join(programs.folder, "agreement.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Beds for all\n\n## What we do\n\n")
        file.writelines(f"- We dig bed number {number} before the summer\n" for number in range(_LINES))
    terminal, _ = programs.board(programs.canvas(1))
    took: list[float] = []
    with terminal:
        terminal.settle(1)
        for _ in range(_OPENINGS):
            terminal.frame(_IMPORT_KEY, "Take in which file?", quiet=_QUIET_KEY)
            terminal.press(b"\x1b[200~" + os.fsencode(path) + b"\x1b[201~", quiet=_QUIET_KEY)
            took.append(terminal.frame(_ENTER, f"{_LINES} changes", quiet=_QUIET_KEY) * 1000)
            terminal.frame(_ESCAPE, "Readiness", quiet=2 * _QUIET_KEY)
    figure = Figure(percentile_95(took), 300, "ms", statistic="95th percentile")
    title = "an agreement of 600 lines to the preview on the board, 95th percentile"
    return Row(title, (figure,), f"{len(took)} times, median {median(took):.0f} ms")


DOCUMENT_ROWS: Final[dict[str, Callable[[Programs], Row]]] = {
    "markdown": markdown,
    "markdown-400": markdown_400,
    "pdf": pdf,
    "agreement": agreement,
}
"""These rows by the words that ask for them."""
