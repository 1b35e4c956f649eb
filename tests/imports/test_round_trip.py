"""An export that comes back: into its own canvas nothing, into an empty one everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.exports import render_bytes
from canvas.exports.output_file import perform, prepare
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas
from canvas.model.schema import AUDIENCES
from canvas.workspace_import import propose
from tests.imports.round_trip import FORMATS, TODAY, changes_nothing, comes_back, examples, written
from tests.strategies import canvases

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.canvas.toml"))


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".")[0])
def test_of_each_example_text_kind_status_owner_next_and_day_come_back(path: Path, to: str) -> None:
    for audience in AUDIENCES[:2]:
        comes_back(open_document(str(path)).canvas, to, audience)


@pytest.mark.parametrize("to", FORMATS)
def test_of_any_canvas_that_people_write_they_come_back(to: str) -> None:
    examples(comes_back, written(), to, 40 if to == "md" else 8)()


def test_any_word_file_taken_in_where_it_was_made_changes_nothing() -> None:
    examples(changes_nothing, canvases(named=True), "docx", 8)()


def test_a_version_that_was_exported_here_is_no_base_for_a_new_canvas(here: Path) -> None:
    canvas = open_document(str(EXAMPLES[0])).canvas
    plan = prepare("md", canvas, today=TODAY, audience="partners")
    assert perform(plan._replace(path=str(here / "out.md"))).is_done
    found = propose(render_bytes("md", canvas, today=TODAY), "out.md", Canvas(""), TODAY)
    assert len(found.merged) == len(canvas) - sum(item.visibility == "internal" for _, item in canvas)
