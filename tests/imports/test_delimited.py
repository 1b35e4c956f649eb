"""Tables of statements: delimiters, encodings, headers that can be mapped, rows that do not fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from canvas.exports import render_bytes
from canvas.files.canvas_file import open_document
from canvas.imports.blocks import ImportFileError
from canvas.imports.delimited import read_delimited
from canvas.imports.reader import decode
from canvas.workspace_import import propose

TODAY = date(2026, 11, 29)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.canvas.toml"))


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_whatever_program_wrote_it(sign: str, encoding: str) -> None:
    rows = [
        ("Panel", "Kind", "Statement", "Owner", "Due", "Colour"),
        ("Governance", "risk", '"The café\r\ncloses"', "Zoë", "2027-03-01", "red"),
        ("5", "", "Cook", "", "", ""),
    ]
    data = "\r\n".join(sign.join(row) for row in rows).encode(encoding)
    first, second = read_delimited(decode(data), TODAY).statements
    assert (first.panel, first.kind, first.text, first.line) == ("governance", "risk", "The café closes", 2)
    assert first.values == {"owner": "Zoë", "due": date(2027, 3, 1), "note": "Colour: red"}
    assert (second.panel, second.kind, second.text, second.line) == ("roles", "", "Cook", 4)


def test_a_row_that_does_not_fit_is_told_with_its_line_and_the_others_are_taken() -> None:
    found = read_delimited("was,wer,bis wann\nKochen,Ana,bald\n,Bo,\nPutzen,Cem,3.4.2027\n", TODAY)
    assert [(each.text, each.values) for each in found.statements] == [
        ("Kochen", {"owner": "Ana", "note": "due: bald"}),
        ("Putzen", {"owner": "Cem", "due": date(2027, 4, 3)}),
    ]
    assert found.problems == (
        "line 2: “bald” is no value for due; it is in the note.",
        "line 3: no statement in this row; it was left out.",
    )


def test_a_table_without_a_column_for_statements_is_refused_in_one_sentence() -> None:
    for text, reason in (("red,blue\n1,2\n", "“red”, “blue”"), ("", "no row"), ("text\n\n", "no statement")):
        with pytest.raises(ImportFileError, match=reason):
            read_delimited(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "text;" + ";" * 2_000_000,
        "text," + ",c" * 1_001,
        "text\n" + "a\n" * 50_001,
        'text\n"' + "a\n" * 600_000,
    ],
    ids=["separators", "columns", "rows", "quote"],
)
def test_a_table_that_is_far_too_large_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ImportFileError, match=r"^(line [12]: it is no table|it is far too large).*\.$"):
        read_delimited(text, TODAY)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_table_that_was_exported_changes_nothing_and_one_cell_changes_its_field(path: Path) -> None:
    canvas = open_document(str(path)).canvas
    data = render_bytes("csv", canvas, today=TODAY, audience="internal")
    assert propose(data, "x.csv", canvas, TODAY).differences.are_none
    item = next(item for _, item in canvas if item.owner)
    changed = data.replace(item.text.encode(), b"Quite other words", 1)
    (change,) = propose(changed, "x.csv", canvas, TODAY).differences.items
    assert (change.item.id, [field.key for field in change.fields]) == (item.id, ["text"])
