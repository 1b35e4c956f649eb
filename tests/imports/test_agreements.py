"""Agreements that were never a canvas, in eight languages and as many shapes."""

from __future__ import annotations

import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.imports.blocks import Block, Heading, ImportFileError, Paragraph, Row, Source, Table, bounded
from canvas.imports.found import Found
from canvas.imports.left_out import left_out_sentence
from canvas.imports.reader import decode, read_document, read_source
from canvas.imports.vocabulary import match_heading
from canvas.model.sanitize import clean_line
from canvas.model.schema import BY_KEY
from tests.strategies import HOSTILE, quick, statements

FOLDER = Path(__file__).parent / "agreements"
TODAY = date(2026, 11, 29)
EXPECTED = tomllib.loads((FOLDER.parent / "expected.toml").read_text(encoding="utf-8"))
_ENTRY = (
    r"^[ \t]*(?:[-*•]|[0-9]+[.)、]|[a-z]\)|（[一二三四五]）)[ \t]*(\S.*(?:\n[ \t]+(?![-*•0-9]|[a-z]\))\S.*)*)"
)


def _read(name: str, text: str) -> Found:
    return read_document(read_source(text.encode(), name), TODAY)


def _said(found: Found) -> str:
    """All that was placed or left out, letters and digits alone."""
    told = [part.text for part in found.left_out]
    for statement in found.statements:
        told += [statement.kind, statement.text, *map(str, statement.values.values())]
    return " ".join(map(_letters, told))


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("name", EXPECTED)
def test_each_statement_of_an_agreement_finds_its_panel_and_the_rest_is_counted(name: str) -> None:
    found = read_document(read_source((FOLDER / name).read_bytes(), name), TODAY)
    expected = EXPECTED[name]
    counts = Counter(
        f"{each.panel}/{each.kind}".rstrip("/") if each.panel else "nowhere" for each in found.statements
    )
    assert found.title == expected["title"]
    assert [f"{place} {count}" for place, count in sorted(counts.items())] == expected["placed"]
    reasons = Counter(part.reason for part in found.left_out)
    assert [f"{reason} {count}" for reason, count in sorted(reasons.items())] == expected["left_out"]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_list_entry_and_every_table_row_is_placed_or_counted(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    found = read_document(read_source(text.encode(), name), TODAY)
    source = read_source(text.encode(), name)
    headings = [_letters(block.text) for block in source.blocks if isinstance(block, Heading)]
    said = _said(found)
    entries = [match[1] for match in re.finditer(_ENTRY, text, re.MULTILINE)]
    assert len(entries) >= 5
    for entry in entries:
        words = re.split(r"\*\*|[:：–]|\]\(.*\)", entry)
        is_heading = any(_letters(entry) in heading for heading in headings)
        assert is_heading or all(_letters(word) in said or match_heading(word) for word in words), entry
    for row in re.findall(r"^\|(?![ |-]+$)(.*)\|$(?!\n\|[ |-]+$)", text, re.MULTILINE):
        for cell in re.split(r"\||\b(?:and|y)\b", row):
            assert re.search("[0-9]{4}", cell) or _letters(cell) in said, row


def test_what_fits_no_panel_keeps_the_heading_it_stood_under() -> None:
    found = _read("a.md", "# Pact\n\n## Parking\n\n- Six spaces\n")
    assert [(each.panel, each.text, each.heading) for each in found.statements] == [
        (None, "Six spaces", "Parking")
    ]


def test_rows_become_statements_with_the_fields_of_their_headers_and_the_rest_as_a_note() -> None:
    table = "|Risk|Mitigation|Owner|Likely?|\n|-|-|-|-|\n|Flood|Sandbags|Ana|rather|\n"
    (risk,) = _read("a.md", f"## Governance\n\n{table}").statements
    assert (risk.panel, risk.kind, risk.text) == ("governance", "risk", "Flood")
    assert risk.values == {"response": "Sandbags", "owner": "Ana", "note": "Likely?: rather"}


def test_placeholders_and_boxes_stay_as_they_were_typed() -> None:
    found = _read("a.md", "# Aims\n\n- [name of partner]\n- [ ] book the hall\n- [x] ask Ana\n")
    assert [each.text for each in found.statements] == [
        "[name of partner]",
        "[ ] book the hall",
        "[x] ask Ana",
    ]


def test_what_was_left_out_is_counted_in_words() -> None:
    found = _read("a.md", "# Aims\n\n- One\n\nPage 2 of 3\n\n[Back to top](#aims)\n\n3\n")
    assert left_out_sentence(found.left_out) == "Left out: 2 page numbers and 1 “back to top”."


@pytest.mark.parametrize(
    ("name", "text", "placed"),
    [
        (
            "a.txt",
            """MEMORANDUM

1. BACKGROUND AND PURPOSE
1.1 Every home is warm.
1.2 None can do it alone.

2. MONEY
2.1 The trust shall:
(a) pay;
  (i) each month;
  (ii) in full.
""",
            ["vision.issue", "vision.issue", *["governance.money"] * 4],
        ),
        (
            "a.md",
            """# ACUERDO

PRIMERA.- Objeto del acuerdo

Todos desayunan.

SEGUNDA.- Compromisos de las partes

1. Cocinar.

Firmas
""",
            ["vision.", "roles."],
        ),
        (
            "a.txt",
            "ACORDO\n\nCláusula 1ª - Riscos\n• Neve\nCláusula 2ª - Dados\na) Nenhum nome.\n",
            ["governance.risk", "governance.data"],
        ),
        ("a.txt", "PACT\n\nRisks\n\n•Snow\n\uf0b7\tMoney\n", ["governance.risk"] * 2),
        (
            "a.txt",
            "❖ PACT\n\n■ Vision\n\nEat.\n\n►GOVERNANCE\n• Ask.\n• Act.\n\n■ 3. Risks\n\n➢ Ice\n\n➢ Money\n",
            ["vision.", *["governance."] * 2, *["governance.risk"] * 2],
        ),
        (
            "a.txt",
            "PACT\n\nRisks\n\n• Money\n\n➢ Ice\n\n■ Roles\n■ Data\n",
            ["governance.risk"] * 4,
        ),
        ("a.md", "# Samenwerking\n\nArtikel 1. Doel\n\nElk kind eet.\n", ["vision.goal"]),
        ("a.txt", "协议\n\n第一条 目的\n每个孩子吃早餐。\n\n甲方（签字）：＿＿＿＿\n", ["vision.goal"]),
        (
            "a.txt",
            "اتفاقية\n\nالمادة 1: المخاطر\nأ) الثلج.\nب) المال.\n",
            ["governance.risk", "governance.risk"],
        ),
    ],
)
def test_clauses_are_read_however_a_country_numbers_them(name: str, text: str, placed: list[str]) -> None:
    found = read_document(read_source(text.encode(), name), TODAY)
    assert [f"{each.panel}.{each.kind}" for each in found.statements] == placed
    assert not any(re.match(r"[(0-9]|\w\)", each.text) for each in found.statements)


@pytest.mark.parametrize(
    "text",
    [
        "Section 3 of the act applies to all of us",
        "Clause in the lease that we want to change",
        "Art. in the park for every child",
        "12 statements follow",
    ],
)
@pytest.mark.parametrize(
    "form", ["# Us\n\n## Risks\n\n{}\n\n1. Flood.\n", "Us\n\nRisks\n\n{}\n\n1. Flood.\n"]
)
def test_a_sentence_that_begins_like_a_heading_is_a_statement(text: str, form: str) -> None:
    found = read_document(read_source(form.format(text).encode(), "a.txt"), TODAY)
    assert [each.text for each in found.statements] == [text, "Flood."]


def test_the_number_of_a_day_is_none_of_a_clause() -> None:
    lines = ("15. Juni 2026: erste Ernte", "2. Pay the rent")
    source = Source((Heading("Ziele", 1, 1), *(Paragraph(line, 2) for line in lines)))
    assert [each.text for each in read_document(source, TODAY).statements] == [lines[0], "Pay the rent"]


def test_a_file_that_is_no_text_is_told_in_one_sentence() -> None:
    for data in (
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\x89PNG\r\n",
        b"a\0b",
        b"",
        b"<!DOCTYPE html><p>Pool the vans",
        b"MIME-Version: 1.0\nSubject: Re\n\nPool the vans",
        b"X-MS2_a: b\nMIME-Version: 1.0\n\nPool the vans",
        b"From: a@x.org\nSubject: Re\n  canvas\nMIME-Version: 1.0\n\nPool the vans",
        b"River\nStage: forming\n2 statements\n\n\n1. Beneficiaries\n",
        b"# Only a heading of contents\n"[:0],
    ):
        with pytest.raises(ImportFileError) as caught:
            read_document(read_source(data, "a.txt"), TODAY)
        assert str(caught.value).endswith(".")


def test_a_document_of_too_many_lines_is_refused_before_all_are_read() -> None:
    endless: Iterator[Block] = repeat(Table((), (Row(("a",), 1),) * 100, 1))
    with pytest.raises(ImportFileError, match="far too large"):
        bounded(endless)


@pytest.mark.parametrize("form", ["Pact\n\n{}", "# Pact\n\n## {}\n\n- b\n"])
def test_a_line_of_dots_takes_time_in_proportion_to_its_length(form: str) -> None:
    began = time.process_time()
    _read("a.txt", form.format("." * 30_000 + " y"))
    assert time.process_time() - began < 4


def test_old_encodings_are_read() -> None:
    assert decode("Zuständig".encode("cp1252")) == "Zuständig"
    assert decode("Zuständig".encode("utf-16")) == "Zuständig"
    assert decode(b"\xef\xbb\xbfx") == "x"


_FORMS = st.sampled_from(("- {}\n", "* {}\n", "1. {}\n", "  - {}\n", "{}\n\n"))


@quick
@given(st.lists(st.tuples(_FORMS, st.text("abc xyz:-", min_size=1, max_size=20)), max_size=8), st.booleans())
def test_no_words_are_lost_whatever_list_they_stand_in(lines: list[tuple[str, str]], plain: bool) -> None:
    body = "".join(form.format(f"q{text.strip()}q") for form, text in lines)
    found = _read("a.txt" if plain else "a.md", f"# Pact\n\n## Aims\n\n- first\n{body}")
    said = _said(found)
    assert all(_letters(f"q{text.strip()}q") in said for _, text in lines)


@quick
@given(st.lists(st.one_of(statements, st.sampled_from(HOSTILE)), max_size=8).map("\n".join), st.booleans())
def test_hostile_text_comes_in_cleaned_or_is_refused(text: str, plain: bool) -> None:
    data = text.encode("utf-8", "replace")
    try:
        found = read_document(read_source(data, "a.txt" if plain else "a.md"), TODAY)
    except ImportFileError:
        return
    for each in found.statements:
        assert each.text
        assert each.text == clean_line(each.text)
        assert each.panel is None or each.kind in ("", *(kind.key for kind in BY_KEY[each.panel].kinds))
