"""An organisation's own labels stand in each document, and nothing that people wrote is taken for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument

from canvas.exports import ExportRequest, render_bytes, render_text
from canvas.exports.document import Bullet, Bullets, Heading, Inline, Table, TextDocument, text_of
from canvas.exports.labels import known_labels, own_labels, relabelled
from canvas.exports.request import Earlier
from canvas.exports.requested_document import text_document
from canvas.files.canvas_file import open_document
from canvas.files.settings import Settings, read
from canvas.model.canvas import Canvas, Item
from canvas.model.types import ItemId
from canvas.workspace_import import propose
from tests.cli.running import called
from tests.files.git.repository import NAME

TODAY = date(2026, 11, 29)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.canvas.toml"))
OWN = {"Next steps": "Action plan", "Owner": "Lead", "Who we are": "The partners", "Need": "Bedarf"}


def _canvases() -> list[Canvas]:
    return [open_document(str(path)).canvas for path in EXAMPLES]


def _documents() -> Iterator[TextDocument]:
    for canvas in _canvases():
        yield text_document(ExportRequest(canvas, "partners", TODAY, since=Earlier(canvas)))
        yield text_document(ExportRequest(canvas, "public", TODAY))
        for partner in canvas.partners:
            yield text_document(ExportRequest(canvas, "internal", TODAY, partner))


def _labels(document: TextDocument) -> Iterator[str]:
    """What a reader takes for a label: headings, columns, and words before a colon that are not people's."""
    for block in document.blocks:
        match block:
            case Heading(level, content) if level > 1:
                yield text_of(content)
            case Table(columns, rows):
                yield from columns
                yield from (label for row in rows for cell in row.cells for label in _leads(cell))
            case Bullets(entries):
                yield from (label for entry in entries for label in _of_bullet(entry))
            case _:
                pass


def _of_bullet(entry: Bullet) -> Iterator[str]:
    yield from _leads(entry.content)
    for detail in entry.details:
        yield from _of_bullet(detail)


def _leads(content: Inline) -> Iterator[str]:
    if content and not content[0].field and content[0].text.rstrip().endswith(":") and len(content) > 1:
        yield content[0].text.rstrip(": ")


def test_every_label_of_a_document_can_be_called_something_else_and_each_occurs() -> None:
    group = Item(ItemId("aaaaa"), "Children", {"kind": "group", "status": "disputed", "reason": "Who?"})
    disputed = Canvas("A").with_items({"beneficiaries": (group,)})
    documents = [*_documents(), text_document(ExportRequest(disputed, "partners", TODAY))]
    found = {label for document in documents for label in _labels(document)}
    assert found ^ set(known_labels()) == {"asked", "told"}  # who is consulted and informed, within a cell


def test_labels_change_and_what_people_wrote_does_not() -> None:
    labels = {label: f"‹{number}›" for number, label in enumerate(known_labels())}
    for document in _documents():
        changed = relabelled(document, labels)
        assert not set(_labels(changed)) & set(labels)
        assert _people(changed) == _people(document)
    said = Canvas("Next steps").with_items(
        {"governance": (Item(ItemId("aaaaa"), "Need:", {"note": "Owner: Ana\nNext steps"}),)}
    )
    assert "- Need: *(proposed)*\n" in render_text("md", said, today=TODAY, labels=OWN)
    assert "Owner: Ana" in render_text("md", said, today=TODAY, labels=OWN)
    assert render_text("md", said, today=TODAY, labels=OWN).startswith("# Next steps\n")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".")[0])
def test_each_format_has_them_and_what_comes_back_changes_nothing(path: Path) -> None:
    canvas = open_document(str(path)).canvas
    assert "## Action plan\n" in render_text("md", canvas, today=TODAY, labels=OWN)
    assert ">Action plan</h2>" in render_text("html", canvas, today=TODAY, labels=OWN)
    word = render_bytes("docx", canvas, today=TODAY, labels=OWN)
    assert "Action plan" in [paragraph.text for paragraph in WordDocument(BytesIO(word)).paragraphs]
    assert render_bytes("pdf", canvas, today=TODAY, labels=OWN) != render_bytes("pdf", canvas, today=TODAY)
    for name, data in (("x.md", render_bytes("md", canvas, today=TODAY, labels=OWN)), ("x.docx", word)):
        assert propose(data, name, canvas, TODAY, labels=OWN).differences.are_none
        assert propose(data, name, canvas, TODAY).differences.are_none  # on a computer without them
        empty = propose(data, name, Canvas(""), TODAY, labels=OWN)
        plain = propose(render_bytes(name[2:], canvas, today=TODAY), name, Canvas(""), TODAY)
        assert [item.text for _, item in empty.merged] == [item.text for _, item in plain.merged]


def _read(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    settings = read(f"[labels]\n{text}".encode(), "settings.toml")
    labels, problems = own_labels(settings)
    return dict(labels), (*settings.problems, *problems)


def test_a_label_that_cannot_be_used_is_told_with_its_line_and_the_label_that_was_meant() -> None:
    assert own_labels(Settings()) == ({}, ())
    assert _read('"next steps:" = " Action\\tplan: "') == ({"Next steps": "Action plan"}, ())
    labels, problems = _read(
        '"Nxt steps" = "Plan"\n"Owner" = "a: b"\n"Who" = 3\n"Stage" = ""\n"Why" = "Reason"'
    )
    assert labels == {"Why": "Reason"}
    rule = "a label is one line of at most 60 letters, without a colon"
    assert problems == (
        "settings.toml, line 4: Who must be a text.",
        "settings.toml, line 2: no document has a label ‘Nxt steps’; did you mean ‘Next steps’?",
        f"settings.toml, line 3: ‘Owner’ keeps its own words, since {rule}.",
        f"settings.toml, line 5: ‘Stage’ keeps its own words, since {rule}.",
    )
    labels, problems = _read('"Who we are" = "How we work"\n"How we work" = "Together"')
    assert labels == {"How we work": "Together"}
    assert problems == (
        "settings.toml, line 2: ‘How we work’ is the heading of another part; ‘Who we are’ keeps its own.",
    )
    assert read(b"labels = 3", "settings.toml").problems == (
        "settings.toml, line 1: labels must be a table: write [labels] on a line of its own.",
    )


def test_the_command_line_and_the_linear_front_end_take_them(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here / "config"))
    file = here / "config" / "partnership-canvas" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[labels]\n"Next steps" = "Action plan"\n"Nxt" = "x"\n')
    (here / NAME).write_bytes(EXAMPLES[0].read_bytes())
    done = called("export", NAME, "-o", "out.md")
    assert "line 3: no document has a label ‘Nxt’" in done.stderr.decode()
    text = (here / "out.md").read_text(encoding="utf-8")
    assert "## Action plan\n" in text
    assert "Next steps" not in text
    assert called("import", "out.md", "--into", NAME, "--dry-run").returncode == 0
    said = called("open", "--linear", NAME, given=b"summary\nexport internal\nquit\n").stdout.decode()
    assert "\n## Action plan\n" in said
    (written,) = here.glob("*-internal.md")
    assert "## Action plan\n" in written.read_text(encoding="utf-8")
    file.write_text("[labels\n")
    assert "Nothing is set." in called("export", NAME, "-o", "out.md").stderr.decode()


def _people(document: TextDocument) -> list[str]:
    def of(bullet: Bullet) -> Iterator[Inline]:
        yield bullet.content
        for detail in bullet.details:
            yield from of(detail)

    contents: list[Inline] = []
    for block in document.blocks:
        match block:
            case Bullets(entries):
                contents += (content for entry in entries for content in of(entry))
            case Table(_, rows):
                contents += (cell for row in rows for cell in row.cells)
            case _:
                pass
    return [run.text for content in contents for run in content if run.field]
