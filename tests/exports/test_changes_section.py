"""What changed since an older version stands first, as far as the audience may read both versions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from canvas.exports import EXPORTERS, ExportError, ExportRequest, render_bytes, render_text
from canvas.exports.document import Bullets, Heading, Paragraph, text_of
from canvas.exports.request import Earlier
from canvas.exports.requested_document import text_document
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import with_other_values
from canvas.model.types import Audience
from tests.exports.example import COMMITTED, TODAY

ANYONE = {"visibility": "public"}
PARTNER = Item("p", "Oven", {"kind": "partner", "status": "agreed", **ANYONE})


def _canvas(*items: Item) -> Canvas:
    return Canvas("Warm Rooms").with_items({"vision": items, "relationships": (PARTNER,)})


def _section(
    old: Canvas, new: Canvas, audience: Audience = "partners", *, partner: str | None = None
) -> list[str]:
    """The lines of the section, without its heading."""
    since = Earlier(old, date(2027, 3, 1), "48f1418abc")
    document = text_document(ExportRequest(new, audience, TODAY, partner, since=since))
    lines: list[str] = []
    is_inside = False
    for block in document.blocks:
        match block:
            case Heading():
                is_inside = text_of(block.content) == "What changed"
            case Paragraph() if is_inside and block.role == "text":
                lines.append(text_of(block.content))
            case Bullets() if is_inside:
                lines += [text_of(bullet.content) for bullet in block.entries]
    return lines


OLD = _canvas(Item("a", "Six rooms", {"owner": "Ada"}), Item("b", "Gone", {}))
NEW = _canvas(Item("a", "Six rooms", {"owner": "Bo", "status": "agreed"}), Item("c", "Quiet", {}))
CHANGED = [
    "3 changes since 1 March 2027 (version 48f1418):",
    "Vision: ‘Six rooms’ is now agreed (was proposed) and owned by Bo (was Ada).",
    "Vision: ‘Gone’ was removed.",
    "Vision: new, ‘Quiet’.",
]


def test_what_changed_stands_between_the_opening_and_the_glance() -> None:
    assert sorted(_section(OLD, NEW)) == sorted(CHANGED)
    since = Earlier(OLD, date(2027, 3, 1), "48f1418abc")
    text = render_bytes("md", NEW, today=TODAY, committed=COMMITTED, since=since).decode()
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[:3] == ["# Warm Rooms", "## What changed", "## At a glance"]
    assert text.index("**Draft.**") < text.index("## What changed")


def test_a_sheet_begins_with_it_too() -> None:
    assert sorted(_section(OLD, NEW, partner="Oven")) == sorted(CHANGED)


def test_in_a_sheet_it_follows_no_list_directly() -> None:
    since = Earlier(OLD, date(2027, 3, 1), "48f1418abc")
    blocks = text_document(ExportRequest(NEW, "partners", TODAY, "Oven", since=since)).blocks
    assert not any(isinstance(one, Bullets) and isinstance(two, Bullets) for one, two in pairwise(blocks))
    assert isinstance(blocks[-1], Paragraph)
    assert blocks[-1].role == "origin"


def test_without_a_change_it_says_so() -> None:
    assert _section(OLD, OLD) == ["Nothing changed since 1 March 2027 (version 48f1418)."]


def test_a_version_that_is_no_commit_has_the_name_of_its_draft() -> None:
    draft = render_text("md", OLD, today=TODAY).splitlines()[2]
    name = draft.partition("(")[2].partition(")")[0]
    text = render_bytes("md", OLD, today=TODAY, since=Earlier(OLD)).decode()
    assert f"Nothing changed since version {name}." in text


@pytest.mark.parametrize("now", ["internal", "Public"])
def test_what_is_held_back_in_either_version_is_not_told(now: str) -> None:
    old = _canvas(
        Item("a", "Then open", {}),
        Item("b", "Then closed", {"visibility": now}),
        Item("c", "Never", {"visibility": now}),
    )
    new = _canvas(
        Item("a", "Now closed", {"visibility": now}),
        Item("b", "Now open", {}),
        Item("c", "Ever", {"visibility": now}),
    )
    assert _section(old, new) == [
        "1 change since 1 March 2027 (version 48f1418):",
        "Vision: new, ‘Now open’.",
    ]
    assert _section(new, old) == [
        "1 change since 1 March 2027 (version 48f1418):",
        "Vision: new, ‘Then open’.",
    ]
    hidden = _canvas(Item("a", "Six", {}), Item("b", "Secret", {"visibility": "internal"}))
    assert _section(_canvas(Item("a", "Six", {})), hidden) == [
        "Nothing changed since 1 March 2027 (version 48f1418)."
    ]


@pytest.mark.parametrize(
    ("field", "before", "after", "audiences"),
    [
        ("owner", "Ada", "Bo", ("internal", "partners")),
        ("reason", "Cold", "Dear", ("internal", "partners")),
        ("due", date(2027, 1, 2), date(2027, 1, 3), ("internal", "partners")),
        ("note", "Cold", "Dear", ("internal", "partners")),
        ("temperature", "5 4 on 2026-11-23", "1 2 on 2026-11-24", ("internal",)),
        ("votes", 2, 3, ("internal",)),
        ("status", "proposed", "disputed", ("internal", "partners")),
        ("measure", "Warmth", "Bread", ("internal", "partners", "public")),
        ("whim", "Cold", "Dear", ()),
    ],
)
def test_a_field_is_told_to_those_whose_summary_shows_it(
    field: str, before: object, after: object, audiences: tuple[Audience, ...]
) -> None:
    status = {} if field == "status" else {"status": "disputed"}
    old, new = (_canvas(Item("a", "Six", {**ANYONE, **status, field: value})) for value in (before, after))
    everyone: tuple[Audience, ...] = ("internal", "partners", "public")
    assert tuple(each for each in everyone if len(_section(old, new, each)) > 1) == audiences
    if field != "status":
        theirs = [
            _canvas(Item("a", "Six", with_other_values(dict(ANYONE), [(field, v)]))) for v in (before, after)
        ]
        told = tuple(each for each in everyone if len(_section(theirs[0], theirs[1], each)) > 1)
        assert set(told) <= set(audiences)


@pytest.mark.parametrize("key", [key for key, exporter in EXPORTERS.items() if not exporter.for_partner])
def test_what_is_no_document_cannot_tell_what_changed(key: str) -> None:
    with pytest.raises(
        ExportError, match=rf"^What changed cannot be had as {key}; choose md, html, pdf, docx\.$"
    ):
        render_bytes(key, NEW, today=TODAY, since=Earlier(OLD))
