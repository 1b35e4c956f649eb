"""Word files: our own that come back, tracked changes and comments, old agreements, and hostile ones."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("lxml")
docx = pytest.importorskip("docx")

from canvas.exports import render_bytes
from canvas.files.canvas_file import open_document
from canvas.imports.blocks import Entry, Heading, ImportFileError, Paragraph, Row, Table
from canvas.imports.reader import read_document
from canvas.imports.word import read_word
from canvas.model.canvas import Canvas, Item
from canvas.workspace_import import propose

TODAY = date(2026, 11, 29)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.canvas.toml"))
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".")[0])
WHO = 'w:id="9" w:author="Bo Ek" w:date="2026-11-20T10:00:00Z"'


def _edited(data: bytes, edit: Callable[[str], str], **parts: str) -> bytes:
    """A Word file with its text edited, and other parts added."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content.decode()).encode() if name == "word/document.xml" else content)
        for name, text in parts.items():
            new.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), text)
    return made.getvalue()


def _item(canvas: Canvas, document: str) -> Item:
    """An item whose statement stands in one run of one control."""
    for _, item in canvas:
        run = f'<w:t xml:space="preserve">{item.text}</w:t>'
        if document.count(run) == 1 and item.kind != "partner" and item.status == "agreed" and not item.owner:
            return item
    raise AssertionError("no such item")


def _text(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def _exported(path: Path) -> tuple[Canvas, bytes]:
    canvas = open_document(str(path)).canvas
    return canvas, render_bytes("docx", canvas, today=TODAY, audience="partners")


@each_example
def test_a_word_file_that_nobody_changed_changes_nothing(path: Path) -> None:
    canvas, data = _exported(path)
    assert propose(data, "x.docx", canvas, TODAY).differences.are_none


@each_example
def test_tracked_changes_are_taken_as_if_accepted_and_told_with_who_and_when(path: Path) -> None:
    canvas, data = _exported(path)
    item = _item(canvas, _text(data))
    run = re.search(rf"<w:r>(?:(?!</w:r>).)*{re.escape(item.text)}</w:t></w:r>", _text(data))
    assert run
    more = f'<w:ins {WHO}><w:r><w:t xml:space="preserve"> in spring</w:t></w:r></w:ins>'
    tracked = propose(
        _edited(data, lambda text: text.replace(run[0], run[0] + more)), "x.docx", canvas, TODAY
    )
    (change,) = tracked.differences.items
    assert (change.item.id, change.item.text) == (item.id, f"{item.text} in spring")
    assert tracked.remarks == ("Bo Ek (2026-11-20) inserted “in spring”.",)
    accepted = propose(
        _edited(data, lambda text: text.replace(f"{item.text}</w:t>", f"{item.text} in spring</w:t>")),
        "x.docx", canvas, TODAY,
    )  # fmt: skip
    assert accepted.differences == tracked.differences
    gone = f"<w:del {WHO}>{run[0].replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>"
    new = f"<w:ins {WHO}><w:r><w:t>Quite other words</w:t></w:r></w:ins>"
    other = propose(_edited(data, lambda text: text.replace(run[0], gone + new)), "x.docx", canvas, TODAY)
    (change,) = other.differences.items
    assert (change.item.id, change.item.text) == (item.id, "Quite other words")
    assert other.remarks[0].startswith("Bo Ek (2026-11-20) deleted “")


@each_example
def test_a_paragraph_that_is_deleted_removes_its_statement_and_comments_are_told(path: Path) -> None:
    canvas, data = _exported(path)
    item = _item(canvas, _text(data))
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:comment {WHO}><w:p><w:r><w:t>Who pays?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    paragraph = re.search(rf"<w:p>(?:(?!</w:p>).)*{re.escape(item.text)}</w:t>.*?</w:p>", _text(data))
    assert paragraph
    came_back = _edited(data, lambda text: text.replace(paragraph[0], ""), word__comments_xml=comments)
    found = propose(came_back, "x.docx", canvas, TODAY)
    assert [(change.is_gone, change.item.id) for change in found.differences.items] == [(True, item.id)]
    assert found.remarks == ("Bo Ek (2026-11-20) commented: “Who pays?”.",)


def test_an_agreement_in_word_becomes_statements() -> None:
    document = docx.Document()
    document.add_heading("Pacte du jardin", 0)
    document.add_heading("1. Objet", 1)
    document.add_paragraph("Un jardin pour chaque immeuble")
    document.add_heading("2. Risques", 1)
    document.add_paragraph("La sécheresse", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Risque", "Réponse", "Le gel", "Des voiles"),
        strict=True,
    ):
        cell.text = words
    document.add_paragraph("Signature : ____________")
    made = BytesIO()
    document.save(made)
    found = read_document(read_word(made.getvalue()), TODAY)
    assert found.title == "Pacte du jardin"
    assert [(each.panel, each.kind, each.text) for each in found.statements] == [
        ("vision", "", "Un jardin pour chaque immeuble"),
        ("governance", "risk", "La sécheresse"),
        ("governance", "risk", "Le gel"),
    ]
    assert found.statements[2].values == {"response": "Des voiles"}
    assert [part.reason for part in found.left_out] == ["signature"]


def test_an_agreement_as_lawyers_lay_one_out_keeps_every_clause_cell_and_footnote() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.styles.add_style("House heading", 1).base_style = document.styles["Heading 1"]
    document.add_paragraph("1. Purpose 3", style="toc 1")
    document.add_paragraph("1. PURPOSE", style="House heading")
    document.add_paragraph("1.1 Every child reads by seven.")
    document.add_paragraph("(a) 2.5 million pages a year.")
    document.add_paragraph("2. ROLES", style="House heading")
    _filled(document, ("Roles of the parties", "", ""), ("Task", "Lead", "By when"), ("Read", "Library", "-"))
    table = _filled(
        document, ("Task", "Lead"), ("Read aloud", "Library"), ("Buy books", ""), ("Clean", "School")
    )
    table.cell(1, 1).merge(table.cell(2, 1))
    document.add_paragraph("3. RISKS", style="House heading")
    sides = _filled(document, ("Flood", ""))
    for words in ("Ice", "Wind"):
        sides.cell(0, 1).add_paragraph(words, style="List Bullet")
    found = read_document(read_word(_saved(document)), TODAY)
    assert [
        (each.panel, each.kind, each.text, each.values.get("accountable")) for each in found.statements
    ] == [
        ("vision", "", "Every child reads by seven.", None),
        ("vision", "", "2.5 million pages a year.", None),
        ("roles", "", "Read", "Library"),
        ("roles", "", "Read aloud", "Library"),
        ("roles", "", "Buy books", "Library"),
        ("roles", "", "Clean", "School"),
        ("governance", "risk", "Flood", None),
        ("governance", "risk", "Ice", None),
        ("governance", "risk", "Wind", None),
    ]
    assert [part.reason for part in found.left_out] == ["contents"]


def _filled(document: Any, *rows: tuple[str, ...]) -> Any:
    """A table with these cells; the first row is one cell where it says one thing."""
    table = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    if len(rows) > 1 and not any(rows[0][1:]):
        table.cell(0, 0).merge(table.cell(0, len(rows[0]) - 1))
    return table


def _saved(document: Any) -> bytes:
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_word_file_whose_parts_are_called_otherwise_is_read_with_its_footnotes() -> None:
    data = _saved(docx.Document())
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = (
        f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>Pool the vans</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        f"<w:tbl>{_row('What', 'Who')}{_row('Cook', 'Ana', note=3)}</w:tbl></w:body></w:document>"
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
        for number, words in ((2, "All six"), (3, "From May"))
    )
    relation = '<Relationships><Relationship Id="a" Type="x/{}" Target="{}"/></Relationships>'
    parts = {
        "word/document2.xml": text,
        "word/_rels/document2.xml.rels": relation.format("footnotes", "notes7.xml"),
        "word/notes7.xml": f'<w:footnotes xmlns:w="{main}">{notes}</w:footnotes>',
        "_rels/.rels": relation.format("officeDocument", "/word/document2.xml"),
    }
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in {*old.namelist()} - {"word/document.xml", *parts}:
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    assert read_word(made.getvalue()).blocks == (
        Paragraph("Pool the vans", 1),
        Entry("All six", 1),
        Table(("What", "Who"), (Row(("Cook", "Ana"), 3),), 2),
        Entry("From May", 3),
    )


def _row(*cells: str, note: int = 0, span: str = "1") -> str:
    """A row of a table, with a footnote in its last cell."""
    words = [f"<w:r><w:t>{each}</w:t></w:r>" for each in cells]
    words[-1] += f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    size = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
    return f"<w:tr>{''.join(f'<w:tc>{size}<w:p>{each}</w:p></w:tc>' for each in words)}</w:tr>"


def test_a_title_over_two_lists_beside_each_other_loses_neither() -> None:
    document = docx.Document()
    table = _filled(document, ("Roles", ""), ("", ""))
    for at, cell in enumerate(table.rows[1].cells):
        for words in ("Cook", "Clean"):
            cell.add_paragraph(f"{words} {at}", style="List Bullet")
    blocks = read_word(_saved(document)).blocks
    assert [block.text for block in blocks if not isinstance(block, Table)] == [
        "Roles",
        "Cook 0",
        "Clean 0",
        "Cook 1",
        "Clean 1",
    ]


def test_a_paragraph_that_older_programs_show_instead_comes_in_once() -> None:
    words = "<w:p><w:r><w:t>Pool the vans</w:t></w:r></w:p>"
    both = (
        '<m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<m:Choice>{words}</m:Choice><m:Fallback>{words}</m:Fallback></m:AlternateContent><w:sectPr"
    )
    data = _edited(_saved(docx.Document()), lambda text: text.replace("<w:sectPr", both))
    assert read_word(data).blocks == (Paragraph("Pool the vans", 1),)


def test_a_cell_over_absurdly_many_columns_is_over_as_many_as_word_has() -> None:
    rows = _row("What", "Who", span="9" * 5_000) * 2
    data = _edited(
        _saved(docx.Document()), lambda text: text.replace("<w:sectPr", f"<w:tbl>{rows}</w:tbl><w:sectPr")
    )
    (table,) = read_word(data).blocks
    assert isinstance(table, Table)
    assert len(table.header) == 2 * 63


@pytest.mark.parametrize(
    ("count", "told"), [(501, "1 more change is tracked."), (502, "2 more changes are tracked.")]
)
def test_of_very_many_tracked_changes_the_rest_is_counted(count: int, told: str) -> None:
    inserted = f"<w:p>{f'<w:ins {WHO}><w:r><w:t>a</w:t></w:r></w:ins>' * count}</w:p><w:sectPr"
    data = _edited(_saved(docx.Document()), lambda text: text.replace("<w:sectPr", inserted))
    assert read_word(data).remarks[500:] == (told,)


@pytest.mark.parametrize(
    ("count", "told"), [(501, "1 more comment was made."), (502, "2 more comments were made.")]
)
def test_of_very_many_comments_the_rest_is_counted(count: int, told: str) -> None:
    comment = f"<w:comment {WHO}><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>"
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comments = f'<w:comments xmlns:w="{namespace}">{comment * count}</w:comments>'
    data = _edited(_saved(docx.Document()), lambda text: text, word__comments_xml=comments)
    assert read_word(data).remarks[500:] == (told,)


_ROW_TOO_LONG = f"<w:tbl><w:tr>{'<w:tc/>' * 50_001}</w:tr></w:tbl><w:sectPr"


def test_a_hostile_word_file_is_refused_in_one_sentence() -> None:
    made = BytesIO()
    docx.Document().save(made)
    data = made.getvalue()
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 40_000_000)
    for hostile, code in (
        (_edited(data, lambda _: entity), "entities"),
        (_edited(data, lambda text: text, word__vbaProject_bin="x"), "macros"),
        (bomb.getvalue(), "too_large"),
        (_edited(data, lambda text: text.replace("<w:sectPr", _ROW_TOO_LONG)), "too_large"),
        (_edited(data, lambda text: text[: len(text) // 2]), "damaged"),
        (data[: len(data) // 2], "damaged"),
        (b"PK\x03\x04", "damaged"),
    ):
        with pytest.raises(ImportFileError) as caught:
            read_word(hostile)
        assert caught.value.code == code


def test_a_bold_line_with_an_ornament_is_a_heading_unless_others_beside_it_have_the_same() -> None:
    document = docx.Document()
    document.add_heading("Pact", 0)
    lines = (
        "■ **Vision**",
        "All eat.",
        "❖**Risks**",
        "➢ **Snow**",
        "",
        "➢ **Money**",
        "• **Ice**",
        "■ **Run out.**",
    )
    for line in lines:
        sign, _, bold = line.partition("**")
        paragraph = document.add_paragraph()
        paragraph.add_run(sign).bold = bool(bold)
        paragraph.add_run(bold.rstrip("*")).bold = True if bold else None
    source = read_word(_saved(document))
    assert [block.text for block in source.blocks if isinstance(block, Heading)] == [
        "Pact",
        "Vision",
        "Risks",
    ]
    assert [(each.panel, each.kind, each.text) for each in read_document(source, TODAY).statements] == [
        ("vision", "", "All eat."),
        *(("governance", "risk", text) for text in ("Snow", "Money", "Ice", "Run out.")),
    ]
