"""The worked examples are canvases one could have met, and between them show all that a canvas can hold."""

from __future__ import annotations

import runpy
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from canvas.bundled_files import examples
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas
from canvas.model.schema import COMMON, PANELS, STAGE, Panel

NAMES = sorted(examples())
CANVASES = {name: open_document(path).canvas for name, path in examples().items()}


def everything() -> list[tuple[str, dict[str, Any]]]:
    """The panel and the values of each item of all examples."""
    return [(panel, dict(item.values)) for canvas in CANVASES.values() for panel, item in canvas]


def test_there_are_at_least_four_in_different_stages() -> None:
    assert len(NAMES) >= 4
    assert {canvas.stage for canvas in CANVASES.values()} == {choice.key for choice in STAGE.choices}


@pytest.mark.parametrize("name", NAMES)
def test_each_opens_without_a_notice_and_is_written_as_canvas_would(name: str) -> None:
    document = open_document(examples()[name])
    assert document.notices == ()
    assert canonical(document.canvas) == document.text


@pytest.mark.parametrize("name", NAMES)
def test_each_has_thirty_to_sixty_items_and_something_in_every_panel(name: str) -> None:
    canvas: Canvas = CANVASES[name]
    assert 30 <= len(canvas) <= 60
    assert all(canvas.panels.values())
    assert len(canvas.partners) >= 2


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.key)
def test_every_kind_and_field_of_a_panel_is_used_somewhere(panel: Panel) -> None:
    said = [values for key, values in everything() if key == panel.key]
    assert {values.get("kind") for values in said} >= {kind.key for kind in panel.kinds}
    assert set(chain.from_iterable(said)) >= {field.key for field in panel.own}


def test_every_common_field_and_every_choice_is_used_somewhere() -> None:
    values = [values for _, values in everything()]
    for field in COMMON:
        assert any(field.key in said for said in values), field.key
        used = {said.get(field.key, field.default) for said in values} if field.choices else set()
        assert used >= {choice.key for choice in field.choices}, field.key


def test_the_markdown_beside_each_is_what_an_export_writes() -> None:
    summaries = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "examples.py"))["summaries"]()
    assert [path.read_text(encoding="utf-8") for path in summaries] == list(summaries.values())
