"""The table of formats; rendering one imports nothing that it does not need."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings

from canvas.exports import EXPORTERS, ExportError, render_bytes, render_text
from canvas.model.canvas import Canvas, Item
from canvas.model.types import Audience
from tests.exports.strategies import canvases

TODAY = date(2027, 3, 3)
HEAVY = ("textual", "rich", "markdown_it", "tomli_w", "asyncio", "pathlib", "argparse")


@pytest.mark.parametrize("key", EXPORTERS)
def test_each_format_has_its_key_a_suffix_and_a_text_that_ends_in_one_newline(key: str) -> None:
    exporter = EXPORTERS[key]
    assert exporter.key == key
    assert exporter.suffix.startswith(".")
    assert exporter.description
    if not exporter.is_text:
        return
    text = render_text(key, Canvas("A"), today=TODAY)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_what_export_offers() -> None:
    assert [*EXPORTERS] == ["md", "html", "pdf", "docx", "svg", "png", "json", "csv", "txt"]


def test_the_plain_text_keeps_to_its_audience_and_panel() -> None:
    canvas = Canvas("A").with_items({"vision": (Item("a", "Secret", {"visibility": "internal"}),)})
    assert "Nothing here yet." in render_text("txt", canvas, panel="vision", today=TODAY)
    assert "2.1 Secret" in render_text("txt", canvas, panel="vision", audience="internal", today=TODAY)


@pytest.mark.parametrize(
    ("to", "audience", "partner", "sentence"),
    [
        (
            "odt\x1b",
            "partners",
            None,
            "There is no format called ‘odt␛’; choose one of md, html, pdf, docx, svg, png, json, csv, txt.",
        ),
        ("md", "all", None, "There is no audience called ‘all’; choose one of internal, partners, public."),
        (
            "json",
            "partners",
            "A",
            "A partner's sheet cannot be had as json; choose md, html, pdf, docx.",
        ),
    ],
)
def test_what_cannot_be_had_is_answered_with_what_can(
    to: str, audience: Audience, partner: str | None, sentence: str
) -> None:
    with pytest.raises(ExportError) as caught:
        render_text(to, Canvas("A"), audience=audience, partner=partner, today=TODAY)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("key", [key for key, exporter in EXPORTERS.items() if exporter.is_text])
def test_an_export_imports_neither_the_screen_nor_a_parser(key: str) -> None:
    program = f"""
import sys
from datetime import date
from canvas.exports import render_text
from canvas.model.canvas import Canvas
before = {{name for name in sys.modules if name.startswith("canvas.exports.")}} - {{"canvas.exports.request"}}
assert not before, before
render_text({key!r}, Canvas("A"), today=date(2027, 3, 3))
found = [name for name in {HEAVY!r} if name in sys.modules]
assert not found, found
"""
    subprocess.run([sys.executable, "-S", "-c", program], check=True, env={"PYTHONPATH": ":".join(sys.path)})


@given(canvas=canvases())
@settings(max_examples=5, deadline=None)
def test_any_canvas_gives_the_same_bytes_each_time_in_each_format(canvas: Canvas) -> None:
    for to in EXPORTERS:
        once = render_bytes(to, canvas, today=TODAY)
        assert render_bytes(to, canvas, today=TODAY) == once
