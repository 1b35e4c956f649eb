"""Each field of each panel is shown in each output, or stands below with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from canvas.exports import changes, item_text, render_text, textconv
from canvas.exports.slides.deck import Deck
from canvas.exports.slides.layout import plain
from canvas.exports.slides.slide_text import Room
from canvas.exports.version_found import Committed
from canvas.linear import item_lines
from canvas.model import schema
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import compare
from canvas.model.fields import Field, line, prose
from canvas.model.schema import BY_KEY, COMMON, PANELS, Panel
from canvas.model.types import Audience

TODAY = date(2027, 3, 3)
COMMITTED = Committed("abcdefabcd", TODAY)
"""The version, whose name holds no digit: a value must not be found in it."""
SAMPLES: dict[str, tuple[object, tuple[str, ...]]] = {
    "line": ("Zebra", ("Zebra",)),
    "prose": ("Zebra", ("Zebra",)),
    "list": (("Zebra",), ("Zebra",)),
    "date": (date(2027, 8, 9), ("9 August", "2027-08-09")),
    "count": (37, ("37",)),
    "hands": ("5 4 4 2 on 2026-11-23", ("5 4 4 2",)),
}
CHOICES = {"status": "disputed", "state": "signed", "visibility": "public", "purpose": "trust"}


def _slides(canvas: Canvas) -> str:
    deck = Deck(canvas, TODAY, Room(80, 40, details=True))
    return "\n".join(plain(line) for slide in deck for _, line in slide.rows)


def _diff(canvas: Canvas) -> str:
    before = canvas.with_items(
        {key: tuple(item._replace(values={}) for item in items) for key, items in canvas.panels.items()}
    )
    return changes.plain(compare(before, canvas), "A")


def _picture(canvas: Canvas) -> str:
    """The words of the picture, without its coordinates."""
    source = render_text("svg", canvas, today=TODAY, audience="internal")
    return re.sub(r"<[^>]*>", "\n", source)


def _columns_filled(canvas: Canvas, audience: Audience) -> str:
    """The cells of the table, without its headings."""
    return render_text("csv", canvas, today=TODAY, audience=audience).partition("\n")[2]


OUTPUTS: dict[str, Callable[[Canvas], str]] = {
    "md": lambda canvas: render_text("md", canvas, today=TODAY, committed=COMMITTED),
    "md public": lambda canvas: render_text(
        "md", canvas, today=TODAY, audience="public", committed=COMMITTED
    ),
    "html": lambda canvas: render_text("html", canvas, today=TODAY, committed=COMMITTED),
    "html public": lambda canvas: render_text(
        "html", canvas, today=TODAY, audience="public", committed=COMMITTED
    ),
    "json": lambda canvas: render_text("json", canvas, today=TODAY, audience="internal"),
    "json public": lambda canvas: render_text("json", canvas, today=TODAY, audience="public"),
    "csv": lambda canvas: _columns_filled(canvas, "internal"),
    "csv public": lambda canvas: _columns_filled(canvas, "public"),
    "txt": lambda canvas: render_text("txt", canvas, today=TODAY, audience="internal"),
    "linear": lambda canvas: "\n".join(item_lines.whole(canvas, "aaaaa", TODAY)),
    "textconv": textconv.render,
    "diff": _diff,
    "slides": _slides,
    "svg": _picture,
}
_PARTNERS_OWN = "the page for the public leaves out what partners note for themselves"
_IN_THE_ROOM = "a tool of the meeting, not of those who read about it"
NOT_SHOWN: dict[tuple[str, str], str] = {
    ("md", "visibility"): "the reader of a page is one of those who may read it",
    ("md public", "visibility"): "likewise",
    ("md", "votes"): _IN_THE_ROOM,
    ("md public", "votes"): _IN_THE_ROOM,
    ("md", "temperature"): "it stays with those who keep the canvas",
    ("md public", "temperature"): "likewise",
    ("json public", "temperature"): "likewise",
    ("md", "origin"): "which group wrote it stays with those who keep the canvas",
    ("md public", "origin"): "likewise",
    ("json public", "origin"): "likewise",
    ("csv public", "origin"): "likewise",
    ("md public", "next"): "next steps are for partners",
    ("md public", "due"): "next steps are for partners; the day of an outcome is shown",
    ("md public", "reason"): "why something is disputed is for partners",
    ("json public", "reason"): "likewise",
    ("csv public", "temperature"): "it stays with those who keep the canvas",
    ("csv public", "reason"): "why something is disputed is for partners",
    **{
        ("md public", key): _PARTNERS_OWN
        for key in ("owner", "note", "audience", "purpose", "channel", "frequency")
    },
    **{
        ("svg", field.key): "a picture shows the words of a statement and its status"
        for panel in PANELS
        for field in panel.fields
        if field.key != "status"
    },
    **{
        ("slides", key): "a slide shows a statement and its own fields; the dialog has the rest"
        for key in ("visibility", "temperature", "origin", "link", "note")
    },
}
for (_output, _key), _reason in tuple(NOT_SHOWN.items()):
    if _output.startswith("md"):  # the page is made of the same document
        NOT_SHOWN[_output.replace("md", "html"), _key] = _reason
CASES = [(panel, field) for panel in PANELS for field in panel.fields if field.key != "kind"]


def _canvas(panel: Panel, field: Field, kind: str = "") -> tuple[Canvas, tuple[str, ...]]:
    if field.type == "choice":
        value: object = CHOICES[field.key]
        hint = next(choice.hint for choice in field.choices if choice.key == value)
        shown: tuple[str, ...] = (str(value), hint, "still being discussed", "Signed")
    else:
        value, shown = SAMPLES[field.type]
    values = {"visibility": "public", "kind": kind, field.key: value}
    if field.key == "reason":
        values["status"] = "disputed"
    if field.key in ("signed", "signatories"):
        values["state"] = "signed"
    values = {key: value for key, value in values.items() if value != ""}
    return Canvas("A").with_items({panel.key: (Item("aaaaa", "Statement", values),)}), shown


@pytest.mark.parametrize(("panel", "field"), CASES, ids=[f"{p.key}-{f.key}" for p, f in CASES])
def test_a_field_is_shown_or_has_a_reason_why_not(panel: Panel, field: Field) -> None:
    for output, kind in product(OUTPUTS, ("", *(choice.key for choice in panel.kinds))):
        canvas, shown = _canvas(panel, field, kind)
        text = OUTPUTS[output](canvas)
        found = any(word.casefold() in text.casefold() for word in shown)
        expected = (output, field.key) not in NOT_SHOWN or (
            field.key == "due" and kind == "outcome" and output != "svg"
        )
        assert found == expected or (found and field.type == "choice"), (output, kind, text)


@pytest.mark.parametrize("make", [line, prose])
def test_a_new_field_of_a_panel_is_in_the_summary_and_held_back_from_the_public(
    make: Callable[[str, str], Field], monkeypatch: pytest.MonkeyPatch
) -> None:
    vision = BY_KEY["vision"]
    field = make("horizon", "how far we look ahead")
    monkeypatch.setitem(BY_KEY, "vision", vision._replace(own=(*vision.own, field)))
    monkeypatch.setitem(schema._FIELDS, "vision", (*vision.own, field, *COMMON))
    for cached in ("_facts_of", "_own_lines"):
        monkeypatch.setattr(item_text, cached, getattr(item_text, cached).__wrapped__)
    for kind in ("", "outcome", "goal"):
        item = Item("aaaaa", "Statement", {"horizon": "Zebra", "kind": kind, "visibility": "public"})
        canvas = Canvas("A").with_items({"vision": (item,)})
        assert "orizon: Zebra" in render_text("md", canvas, today=TODAY, committed=COMMITTED)
        for to in ("md", "json", "txt", "csv"):
            text = render_text(to, canvas, today=TODAY, audience="public")
            assert "Statement" in text
            assert "Zebra" not in text


def test_a_field_that_every_statement_has_follows_it_to_the_public_but_for_three() -> None:
    assert [field.key for field in COMMON if not field.public] == ["reason", "temperature", "origin"]


def test_every_own_field_of_today_is_carried_to_the_public() -> None:
    assert all(field.public for panel in PANELS for field in panel.own)
