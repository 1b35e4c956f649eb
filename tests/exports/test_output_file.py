"""Naming, comparing and writing the output of an export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from canvas.exports import EXPORTERS
from canvas.exports.output_file import OutputPlan, perform, prepare, proposed_path
from canvas.model.canvas import Canvas
from canvas.model.types import Audience

MARKDOWN = EXPORTERS["md"]


@pytest.mark.parametrize(
    ("canvas_path", "audience", "partner", "name"),
    [
        (None, "partners", None, "warm-rooms.md"),
        ("a/river.canvas.toml", "partners", None, "a/river.md"),
        ("river.canvas.toml", "public", "The Oven", "river-the-oven-public.md"),
    ],
)
def test_the_proposed_name_stands_beside_the_canvas_and_says_for_whom(
    canvas_path: str | None, audience: Audience, partner: str | None, name: str
) -> None:
    assert proposed_path(Canvas("Warm Rooms"), canvas_path, MARKDOWN, audience, partner) == name


def test_preparing_touches_no_disk_and_performing_writes(here: Path) -> None:
    plan = prepare("md", Canvas("A"), today=date(2027, 3, 3), audience="partners")
    assert not list(here.iterdir())
    assert perform(plan).code == "written"
    assert (here / "a.md").read_bytes() == plan.content
    assert perform(plan).code == "unchanged"


def test_another_file_is_replaced_only_while_it_holds_what_was_agreed_to(here: Path) -> None:
    (here / "a.md").write_bytes(b"first")
    plan = OutputPlan("a.md", b"new")
    outcome = perform(plan)
    assert (outcome.code, outcome.found) == ("exists", b"first")
    (here / "a.md").write_bytes(b"second")
    plan = plan._replace(agreed=outcome.found)
    outcome = perform(plan)
    assert (outcome.code, outcome.found) == ("exists", b"second")
    assert (here / "a.md").read_bytes() == b"second"
    assert perform(plan._replace(agreed=outcome.found)).code == "written"
    assert (here / "a.md").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("", "no_name"),
        ("river.toml", "is_the_canvas"),
        ("Other.CANVAS.toml", "name_of_a_canvas"),
        ("folder", "disk"),
    ],
)
def test_what_must_not_be_written_is_refused_with_a_code(here: Path, path: str, code: str) -> None:
    (here / "folder").mkdir()
    plan = OutputPlan(path, b"new", canvas_path="river.toml", overwrite=True)
    assert perform(plan).code == code
    assert [found.name for found in here.iterdir()] == ["folder"]
