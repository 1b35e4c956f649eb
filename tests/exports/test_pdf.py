"""The PDF: A4, tagged after its standards, the same bytes each time, and text as typed in any script."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from canvas.exports import ExportError, pdf, render_bytes
from canvas.exports.document import (
    Block,
    Bullet,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Row,
    Run,
    Table,
    TextDocument,
    emphasis,
    plain,
    strong,
)
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas
from tests.exports.strategies import texts

TODAY = date(2027, 3, 3)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
MAX_PAGES = 4


def text_of(content: bytes) -> str:
    """What a reader finds on all pages, with single spaces."""
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def placed(content: bytes) -> list[tuple[float, str]]:
    """How far from the left each piece of text on the first page begins."""
    places: list[tuple[float, str]] = []

    def visit(text: str, page: list[float], line: list[float], _: object, __: float) -> None:
        if text.strip():
            places.append((line[4] * page[0] + line[5] * page[2] + page[4], text))

    PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=visit)
    return places


def everywhere(text: str) -> TextDocument:
    said: tuple[Inline, ...] = (plain(text), (*strong("Lead:"), *plain(f" {text} "), *emphasis(text)))
    blocks: tuple[Block, ...] = (
        Heading(1, plain(text)),
        *map(Paragraph, said),
        Bullets(tuple(Bullet(each, tuple(map(Bullet, said))) for each in said)),
        Table(("A", "B"), tuple(Row((each, each)) for each in said)),
    )
    return TextDocument(text, blocks)


def in_one_line(text: str) -> TextDocument:
    return TextDocument("T", (Heading(1, plain("Title")), Paragraph(plain(f"({text})"))))


@given(
    text=st.text(
        st.sampled_from("\\`*_[]<>|$&#@:/.-+=!(){}\"'^%,;?~0123abcxyzAZé中K"), min_size=1, max_size=24
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_shows_as_typed(text: str) -> None:
    assert f"({text})" in text_of(pdf.render(in_one_line(text)))


@given(text=texts)
@settings(max_examples=25, deadline=None)
def test_any_text_anywhere_keeps_to_the_standards(text: str) -> None:
    """Characters that no font has and those for private use, which PDF/A refuses, show their code point."""
    assert pdf.render(everywhere(text)).startswith(b"%PDF-")


def test_characters_without_a_glyph_show_their_code_point() -> None:
    found = text_of(pdf.render(in_one_line("a \U00013000 \ue000 \ufffe b")))
    assert "(a <13000> <E000> <FFFE> b)" in found


@pytest.mark.parametrize(
    "text", ["中文文本", "日本語テキスト", "한국어", "🙂🎉", "हिन्दी", "Ελλάδα", "Ґринвіч", "☐✓→"]
)
def test_scripts_of_the_world_have_their_fonts(text: str) -> None:
    found = text_of(pdf.render(in_one_line(text)))
    assert "<" not in found
    assert set(text) <= set(found)


@pytest.mark.parametrize(("text", "font"), [("שלום", "NotoSansHebrew"), ("مرحبا", "NotoSansArabic")])
def test_what_runs_from_right_to_left_has_its_font_and_stands_at_the_right(text: str, font: str) -> None:
    blocks = (Heading(1, plain("Title")), Paragraph(plain(text)), Bullets((Bullet(plain(text)),)))
    content = pdf.render(TextDocument("T", blocks))
    (page,) = PdfReader(io.BytesIO(content)).pages
    resources: Any = page["/Resources"]
    assert any(font in each["/BaseFont"] for each in resources["/Font"].values())
    places = [(x, said) for x, said in placed(content) if set(said) & set(text)]
    assert sorted(set("".join(said for _, said in places)) - {"\n", " "}) == sorted(text)
    assert all(x > 400 for x, _ in places)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name[:12])
def test_an_example_is_four_pages_of_a4_at_most_with_its_title_and_the_same_bytes(example: Path) -> None:
    canvas = open_document(str(example)).canvas
    content = render_bytes("pdf", canvas, today=TODAY)
    assert render_bytes("pdf", canvas, today=TODAY) == content
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) <= MAX_PAGES
    assert {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages} == {(595, 842)}
    assert reader.metadata
    assert reader.metadata.title == canvas.title
    assert not reader.metadata.author
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    metadata = root["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<" in metadata.replace(b"\n", b"")
    assert b"<pdfuaid:part>1<" in metadata
    assert not re.search(rb"20(1|2|3)\d-", metadata)
    said = text_of(content).replace(" ", "")
    assert all(
        item.text.replace(" ", "") in said for _, item in canvas if item.values.get("visibility") == "public"
    )


def test_a_long_word_stays_within_its_column() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    table = Table(("A", "B", "C", "D"), (Row((plain(word), plain("b"), plain(word), plain("d"))),))
    address = f"https://x.org/{'c' * 120}"
    link = Paragraph((Run(address, href=address),))
    blocks = (Heading(1, plain(word[:60])), table, Paragraph(plain(word * 2)), link)
    content = pdf.render(TextDocument("T", blocks))
    assert max(x for x, _ in placed(content)) < 595
    lines = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "c" * 90 not in lines
    assert len(lines.partition("\n")[0]) < 50
    said = re.sub(r"[\s\u200b]", "", text_of(content))
    assert word in said
    assert address in said


def test_a_row_stays_on_one_page() -> None:
    note = "Begin and then some more words that need a few lines in a column as narrow as this is End"
    table = Table(("A", "B", "C", "D"), (Row((plain(note), plain(note), plain(note), plain(note))),))
    for lines in range(46, 56):
        filler = tuple(Paragraph(plain("filler")) for _ in range(lines))
        document = TextDocument("T", (Heading(1, plain("Title")), *filler, table))
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.render(document))).pages]
        assert [text.count("Begin") for text in pages] == [text.count("End") for text in pages]


def test_a_statement_stays_on_one_page_with_its_details_and_a_low_table_with_its_heading() -> None:
    entry = Bullet(plain("Begin"), tuple(Bullet(plain(words)) for words in ("more", "and more", "End")))
    table = Table(("Begin", "B"), tuple(Row((plain(words), plain("b"))) for words in ("one", "two", "End")))
    for lines in range(44, 56, 3):
        filler = tuple(Paragraph(plain("filler")) for _ in range(lines))
        for block in (Bullets((entry,)), table):
            document = TextDocument("T", (Heading(1, plain("Title")), *filler, block))
            pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.render(document))).pages]
            assert [text.count("Begin") for text in pages] == [text.count("End") for text in pages]


def test_without_the_extra_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(
        ExportError, match=r'installed: pip install "partnership-canvas\[pdf\]" installs it\.'
    ) as caught:
        render_bytes("pdf", Canvas("A"), today=TODAY)
    assert caught.value.code == "extra"
