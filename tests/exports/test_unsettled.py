"""What another version says stays with those who keep the canvas."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from canvas.exports import render_text
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import THEIRS
from tests.cli.running import canvas as run

TODAY = date(2026, 11, 23)
EVERY_FORMAT = ("md", "json", "txt")


def _canvas(*said: dict[str, Any], **values: Any) -> Canvas:  # noqa: ANN401 - any field
    item = Item("aaaaa", "Bread for all", {THEIRS: list(said), **values})
    theirs = {THEIRS: [{"title": "The secret name"}]}
    return Canvas("Bread", values=theirs).with_items({"vision": (item,)})


@pytest.mark.parametrize("to", EVERY_FORMAT)
@pytest.mark.parametrize("audience", ["partners", "public"])
def test_the_other_version_reaches_no_partner_and_no_stranger(to: str, audience: str) -> None:
    canvas = _canvas({"text": "Cake for the rich"}, visibility="public")
    text = render_text(to, canvas, today=TODAY, audience=audience)
    assert "Bread for all" in text
    assert "Cake" not in text
    assert "secret" not in text
    assert THEIRS not in text


@pytest.mark.parametrize("to", EVERY_FORMAT)
def test_a_statement_that_either_version_holds_back_is_held_back(to: str) -> None:
    canvas = _canvas({"visibility": "internal"}, visibility="public")
    assert "Bread for all" in render_text(to, canvas, today=TODAY, audience="internal")
    assert "Bread for all" not in render_text(to, canvas, today=TODAY, audience="public")
    assert "Bread for all" not in render_text(to, canvas, today=TODAY, audience="partners")


def test_a_statement_that_the_other_version_shows_more_widely_stays_where_this_one_has_it() -> None:
    canvas = _canvas({"visibility": "public"}, visibility="internal")
    assert "Bread for all" not in render_text("md", canvas, today=TODAY, audience="partners")


def test_those_who_keep_the_canvas_have_both_versions_in_their_json() -> None:
    data = json.loads(render_text("json", _canvas({"text": "Cake"}), today=TODAY, audience="internal"))
    assert data["vision"][0][THEIRS] == [{"text": "Cake"}]


def test_an_export_of_what_is_not_settled_says_so() -> None:
    text = b'format = 1\ntitle = "T"\n\n[[vision]]\ntext = "a"\ntheirs = [{ text = "b" }]\n'
    done = run("export", "-", given=text)
    assert done.returncode == 0
    assert b"not settled" in done.stderr
    assert run("export", "-", given=text.replace(b'theirs = [{ text = "b" }]\n', b"")).stderr == b""
