"""A rule of the table is shown by the check, the guidance, the summary and the readiness cell alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from canvas.exports import render_text
from canvas.exports.preview_notes import missing
from canvas.model import findings, guidance
from canvas.model.canvas import Canvas
from canvas.model.finding import Found, Reader, Rule
from canvas.model.types import Place
from canvas.verbs import check
from tests.app.driving import a_canvas, program
from tests.linear.talking import Talks

TODAY = date(2026, 11, 23)


def _no_zebra(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    if not any("zebra" in item.text for item in canvas.panels[place]):
        yield Found()


ZEBRA = Rule(
    "vision/zebra",
    "should",
    ("vision",),
    _no_zebra,
    "there is no zebra.",
    "stripes matter",
    noun="our zebra",
    count_words="zebras wanting",
    is_detail=False,
)
BEFORE, AFTER = a_canvas(vision=["one"]), a_canvas(vision=["zebra"])


@pytest.fixture(autouse=True)
def _new_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "RULES", (*findings.RULES, ZEBRA))


def test_a_new_row_is_for_every_reader_unless_it_says_otherwise() -> None:
    assert ZEBRA.readers == set(get_args(Reader))


@pytest.mark.parametrize(("text", "is_found"), [("one", True), ("zebra", False)])
def test_a_new_row_reaches_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, is_found: bool
) -> None:
    path = tmp_path / "a.canvas.toml"
    path.write_text(
        f'format = 1\ntitle = "T"\n\n[[vision]]\nid = "aaaaa"\ntext = "{text}"\n', encoding="utf-8"
    )
    check.run(str(path))
    assert (":4:1: should vision/zebra: there is no zebra." in capsys.readouterr().out) is is_found


@pytest.mark.parametrize(("canvas", "is_found"), [(BEFORE, True), (AFTER, False)])
def test_a_new_row_reaches_the_guidance(canvas: Canvas, is_found: bool) -> None:
    assert ("there is no zebra." in guidance.found(canvas, "vision")) is is_found
    assert guidance.found(canvas, "roles") == ()


@pytest.mark.parametrize(("canvas", "is_found"), [(BEFORE, True), (AFTER, False)])
def test_a_new_row_reaches_the_summary(canvas: Canvas, is_found: bool) -> None:
    assert ("our zebra" in missing(canvas, "partners", TODAY)) is is_found
    assert "zebra, " not in render_text("md", canvas, today=TODAY, audience="partners")


@pytest.mark.parametrize(("canvas", "is_found"), [(BEFORE, True), (AFTER, False)])
async def test_a_new_row_reaches_the_readiness_cell(canvas: Canvas, is_found: bool) -> None:
    async with program(canvas) as it:
        assert ("1 zebras wanting" in it.shown) is is_found
        await it.press("9")
        assert ("there is no zebra" in it.shown) is is_found


@pytest.mark.parametrize(("canvas", "is_found"), [(BEFORE, True), (AFTER, False)])
def test_a_new_row_reaches_the_linear_front_end(
    canvas: Canvas, is_found: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Talks(monkeypatch, capsys).about(canvas, "ready")
    assert ("there is no zebra." in said.text) is is_found
