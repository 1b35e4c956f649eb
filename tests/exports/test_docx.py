"""The Word file: Word's own headings, lists and tables, a control around each statement, text as typed."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from lxml import etree

from canvas.cli import main
from canvas.exports import ExportError, docx, render_bytes
from canvas.exports.document import (
    Block,
    Bullet,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Row,
    Table,
    TextDocument,
    emphasis,
    plain,
    strong,
)
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas, Item
from tests.exports.strategies import texts

TODAY = date(2027, 3, 3)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def tree_of(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return etree.fromstring(parts.read("word/document.xml"), SAFE)


def text_in(element: etree._Element) -> str:
    """The text below an element, as a reader sees it."""
    breaks = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        (each.text or "") if each.tag == f"{W}t" else breaks.get(str(each.tag), "") for each in element.iter()
    )


def everywhere(text: str) -> tuple[TextDocument, list[str]]:
    """A document with a text in every place, and the texts of its paragraphs in order."""
    said: tuple[Inline, ...] = (plain(text), (*strong("Lead:"), *plain(f" {text}"), *emphasis(text)))
    blocks: tuple[Block, ...] = (
        Heading(1, plain(text)),
        *(Paragraph(each) for each in said),
        Bullets(tuple(Bullet(each, tuple(map(Bullet, said))) for each in said)),
        Table(("A", "B"), tuple(Row((each, each)) for each in said)),
    )
    words = ["".join(run.text for run in each) for each in said]
    below = chain.from_iterable((entry, *words) for entry in words)
    cells = chain.from_iterable((row, row) for row in words)
    return TextDocument(text, blocks), [words[0], *words, *below, "A", "B", *cells, ""]


@given(text=texts.filter(lambda text: not {"\ufffe", "\uffff"} & set(text)))
@settings(max_examples=25, deadline=None)
def test_any_text_shows_as_typed(text: str) -> None:
    document, words = everywhere(text)
    content = docx.render(document)
    tree = tree_of(content)
    assert [text_in(paragraph) for paragraph in tree.iter(f"{W}p")] == words
    assert docx.render(document) == content
    links = [text_in(link) for link in tree.iter(f"{W}hyperlink")]
    assert all(link.startswith("http") or "@" in link for link in links)
    Document(io.BytesIO(content))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name[:12])
def test_an_example_has_real_headings_lists_and_tables_and_a_control_for_each_statement(
    example: Path,
) -> None:
    canvas = open_document(str(example)).canvas
    content = render_bytes("docx", canvas, today=TODAY)
    word, tree = Document(io.BytesIO(content)), tree_of(content)
    styles = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= styles
    for table in word.tables:
        assert table.rows[0]._tr.find(f".//{W}tblHeader") is not None
    tags = {str(tag.get(f"{W}val")) for tag in tree.iter(f"{W}tag")}
    carried = [item for _, item in canvas if item.values.get("visibility") != "internal"]
    assert {item.id for item in carried} <= tags
    texts_by_tag = {
        str(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")): text_in(control)
        for control in tree.iter(f"{W}sdt")
    }
    assert all(texts_by_tag[item.id] in item.text for item in carried)
    assert not list(tree.iter(f"{W}lock"))
    ids = [each.get(f"{W}val") for each in tree.iter(f"{W}id")]
    assert len(ids) == len(set(ids))


def test_a_statement_stays_on_one_page_with_its_details_and_a_low_table_in_one_piece() -> None:
    entry = Bullet(plain("text"), (Bullet(plain("detail")), Bullet(plain("last"))))
    rows = [Row((plain(f"row {at}"),)) for at in range(30)]
    tables = [Table(("low",), tuple(rows[:3])), Table(("high",), tuple(rows))]
    tree = tree_of(docx.render(TextDocument("T", (Bullets((entry, Bullet(plain("alone")))), *tables))))
    kept = [text_in(each) for each in tree.iter(f"{W}p") if each.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept == ["text", "detail", "low", "row 0", "row 1", "high"]


def test_properties_tell_of_no_person_no_machine_and_no_clock() -> None:
    content = render_bytes("docx", Canvas("Warm Rooms"), today=TODAY)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in parts.namelist())
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.language) == ("Warm Rooms", "en-GB")
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created == properties.modified
    assert properties.created
    assert properties.created.year == 2000


def test_what_runs_from_right_to_left_does_so_in_word() -> None:
    canvas = Canvas("חדרים חמים").with_items({"principles": (Item("aaaaa", "כולם ‎AB מוזמנים"),)})
    paragraphs = {
        text_in(each): each for each in tree_of(render_bytes("docx", canvas, today=TODAY)).iter(f"{W}p")
    }
    for text, paragraph in paragraphs.items():
        is_hebrew = text.startswith(("ח", "כ"))
        assert (paragraph.find(f"{W}pPr/{W}bidi") is not None) == is_hebrew, text


def test_without_the_extra_one_sentence_says_how_to_install_it(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "docx" else sys)
    with pytest.raises(ExportError) as caught:
        render_bytes("docx", Canvas("A"), today=TODAY)
    assert caught.value.code == "extra"
    path = here / "a.canvas.toml"
    path.write_text('format = 1\ntitle = "A"\n', encoding="utf-8")
    assert main(["export", str(path), "-o", "a.docx"]) == 2
    assert capsys.readouterr().err == (
        "canvas: A Word file needs a package that is not installed: "
        'pip install "partnership-canvas[docx]" installs it.\n'
    )
    (here / "own.liquid").write_text("{{ title }}", encoding="utf-8")
    assert main(["export", str(path), "--template", str(here / "own.liquid"), "-o", "a.docx"]) == 0
