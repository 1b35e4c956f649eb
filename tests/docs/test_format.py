"""The page about the file says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from canvas.app.widgets.symbols import MARKS
from canvas.files.canvas_file import Document, DocumentError, from_bytes, open_document
from canvas.files.canvas_save import save
from canvas.files.canvas_toml import FORMAT, FileError, parse
from canvas.files.file_reading import MAX_FILE_BYTES
from canvas.model import edits
from canvas.model.collections import COLLECTIONS, Collection
from canvas.model.schema import COMMON, PANELS, PROPERTIES, STAGE, STATUS, VISIBILITY, Choice, Field, Panel
from tests.docs.documents import Sample, samples, table, tables, text_of
from tests.files.saves import no_line_wise_way

PAGE = "docs/format.md"
SAMPLES = samples(PAGE, "toml")

_HOLDS = {
    "line": "text on one line",
    "prose": "text",
    "list": "list of texts",
    "date": "day",
    "count": "whole number",
    "hands": "hands and a day",
}

Rows = tuple[tuple[str, ...], ...]


def told(field: Field) -> tuple[str, str, str]:
    *others, last = [f"`{choice.key}`" for choice in field.choices] or [""]
    holds = f"{', '.join(others)} or {last}" if others else _HOLDS[field.type]
    return f"`{field.key}`", holds, field.hint


def rows(*fields: Field) -> Rows:
    return tuple(map(told, fields))


def choices(*known: Choice) -> Rows:
    return tuple((f"`{choice.key}`", choice.hint) for choice in known)


def agree(told: Rows, known: Rows) -> None:
    wanted = "\n".join(f"| {' | '.join(row)} |" for row in known)
    assert told == known, f"in {PAGE} this table should be:\n{wanted}"


def opened(sample: Sample) -> Document:
    return from_bytes(sample.text.encode(), "sample")


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.key)
def test_each_panel_has_its_heading_its_question_its_kinds_and_its_fields(panel: Panel) -> None:
    heading = f"{panel.number}. {panel.title}"
    assert f"\n### {heading}\n\n`[[{panel.key}]]` · {panel.question}\n" in text_of(PAGE)
    if panel.kinds:
        agree(table(PAGE, heading, "Kind").rows, choices(*panel.kinds))
    else:
        assert [t.head[0] for t in tables(PAGE) if t.heading == heading] == ["Key"]
    agree(table(PAGE, heading, "Key").rows, rows(*panel.own))
    section = text_of(PAGE).split(f"\n### {heading}\n")[1].split("\n### ")[0]
    assert (f"typed into the program is `{panel.default_kind}`" in section) == bool(panel.default_kind)


@pytest.mark.parametrize("collection", COLLECTIONS.values(), ids=lambda collection: collection.key)
def test_each_collection_has_its_heading_what_it_holds_and_its_fields(collection: Collection) -> None:
    heading = collection.title
    assert f"\n### {heading}\n\n`[[{collection.key}]]` · {collection.hint}\n" in text_of(PAGE)
    agree(table(PAGE, heading, "Key").rows, rows(*collection.own))


def test_the_panels_come_in_reading_order() -> None:
    headings = [t.heading for t in tables(PAGE) if t.heading[:1].isdigit()]
    assert list(dict.fromkeys(headings)) == [f"{panel.number}. {panel.title}" for panel in PANELS]


def test_the_fields_that_every_statement_may_have_are_all_told() -> None:
    common = [t for t in tables(PAGE) if t.heading == "A statement"]
    assert [row[0] for row in common[0].rows] == ["`id`", "`kind`", "`text`"]
    agree(common[1].rows, rows(*COMMON))


def test_what_a_canvas_says_of_itself_is_all_told() -> None:
    version, *properties = table(PAGE, "The canvas as a whole", "Key").rows
    assert version[0] == "`format`"
    assert f"always {FORMAT}:" in version[2]
    agree(tuple(properties), rows(*PROPERTIES))


@pytest.mark.parametrize(
    ("heading", "field"),
    [("The canvas as a whole", STAGE), ("Status", STATUS), ("Visibility", VISIBILITY)],
    ids=lambda value: getattr(value, "key", ""),
)
def test_each_choice_is_told_and_so_is_the_one_that_nothing_means(heading: str, field: Field) -> None:
    found = table(PAGE, heading, field.label)
    agree(tuple((row[0], row[-1]) for row in found.rows), choices(*field.choices))
    assert f"Without a {field.key} it is `{field.default}`." in text_of(PAGE)


def test_each_status_has_the_mark_that_the_board_gives_it() -> None:
    marks = {row[0].strip("`"): row[1] for row in table(PAGE, "Status", "Status").rows}
    assert marks == MARKS


def test_the_largest_size_is_the_one_told() -> None:
    assert text_of(PAGE).count(f"{MAX_FILE_BYTES >> 20} MiB") == 2


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.info == "toml"])
def test_each_sample_is_a_canvas_without_a_fault(sample: Sample) -> None:
    document = opened(sample)
    assert document.notices == ()
    assert not document.newer
    assert len(document.canvas)


def test_each_panel_that_a_sample_names_is_one_unless_it_shows_what_is_kept_in_silence() -> None:
    strangers = [key for s in SAMPLES if s.info == "toml" for key in opened(s).canvas.values]
    assert strangers == [*COLLECTIONS, "register"]


def test_the_sample_said_to_be_refused_is() -> None:
    (sample,) = [s for s in SAMPLES if s.info == "toml refused"]
    with pytest.raises(FileError):
        parse(sample.text)


def test_the_sample_said_to_be_kept_with_a_notice_is_noticed_and_kept() -> None:
    (sample,) = [s for s in SAMPLES if s.info == "toml noticed"]
    document = opened(sample)
    assert [notice.split("“")[1].split("”")[0] for notice in document.notices] == [
        "kind",
        "due",
        "votes",
        "stage",
    ]
    ((_, item),) = document.canvas
    assert item.values == {"kind": "gaol", "due": "next summer", "votes": -1}


def test_every_sample_is_of_a_sort_that_a_test_looks_at() -> None:
    assert {s.info for s in SAMPLES} == {"toml", "toml refused", "toml noticed"}


def test_the_table_that_stands_apart_in_a_sample_goes_along_with_its_statement(tmp_path: Path) -> None:
    (sample,) = [s for s in SAMPLES if "[vision.more]" in s.text]
    path = tmp_path / "t.canvas.toml"
    path.write_bytes(sample.text.encode())
    document = open_document(str(path))
    (item,) = document.canvas.panels["vision"]
    saved = save(document, edits.move(document.canvas, item.id, "principles").canvas)
    assert saved.warnings == ()
    head, vision, roles, apart = sample.text.strip().split("\n\n")
    moved = [part.replace("vision", "principles") for part in (vision, apart)]
    assert saved.document.text == "\n\n".join([head, *moved, roles]) + "\n"


def test_a_file_written_anew_is_kept_under_the_names_that_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.canvas.toml"
    told = [name.replace("NAME", "t") for name in re.findall(r"`(\S*\.bak)`", text_of(PAGE))]
    assert told[:3] == ["t.canvas.toml.bak", ".1.bak", ".2.bak"]
    for ending in (".bak", ".1.bak", ".2.bak"):
        path.write_text(SAMPLES[0].text)
        document = open_document(str(path))
        with no_line_wise_way():
            save(document, edits.delete(document.canvas, [item.id for _, item in document.canvas]).canvas)
        assert path.with_name(path.name + ending).read_text() == SAMPLES[0].text


def test_a_newer_format_is_opened_for_reading_alone() -> None:
    document = from_bytes(f'format = {FORMAT + 1}\ntitle = "x"\n'.encode(), "x")
    assert document.newer
    with pytest.raises(DocumentError):
        save(Document(document.canvas, "x", newer=True), document.canvas)
