"""Canvases with unresolved conflicts in random places, for hypothesis to draw."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from canvas.model.canvas import THEIRS, Canvas, Item
from canvas.model.conflicts import DELETED, PANEL, TEXT
from canvas.model.schema import BY_KEY, PANELS, PROPERTIES, Field
from tests.strategies import said

WORD = "zq"
"""Begins each word of an item's text and of a text field's value, followed by a number: found by search."""


@st.composite
def conflicting(draw: st.DrawFn) -> Canvas:
    """A canvas whose items are agreed, proposed or done, some of them with another version of some fields."""
    panels: dict[str, tuple[Item, ...]] = {panel.key: () for panel in PANELS}
    for number in range(draw(st.integers(1, 5))):
        panel = draw(st.sampled_from(PANELS))
        values: dict[str, Any] = {
            "status": draw(st.sampled_from(("agreed", "agreed", "done", "proposed", "disputed"))),
            "visibility": draw(st.sampled_from(("internal", "partners", "public"))),
        }
        has_kind = draw(st.booleans())
        if panel.kinds and has_kind:
            values["kind"] = draw(st.sampled_from(panel.kinds)).key
        for key in draw(st.sets(st.sampled_from(("owner", "due", "note")), max_size=2)):
            values[key] = draw(said(_field(panel.key, key)))
        if draw(st.booleans()):
            values[THEIRS] = [draw(_theirs(panel.key, number))]
        panels[panel.key] += (Item(f"item{number}", f"{WORD}{number} ours", values),)
    own = {THEIRS: [{draw(st.sampled_from(PROPERTIES)).key: ""}]} if draw(st.integers(0, 3)) == 0 else {}
    return Canvas("Warm Rooms", panels=panels, values=own)


def _field(panel: str, key: str) -> Field:
    found = BY_KEY[panel].field(key)
    assert found
    return found


@st.composite
def _theirs(draw: st.DrawFn, panel: str, number: int) -> dict[str, Any]:
    fields = {spec.key: said(spec) for spec in BY_KEY[panel].fields}
    others: dict[str, st.SearchStrategy[Any]] = {
        TEXT: st.just(f"{WORD}{number} theirs"),
        PANEL: st.sampled_from(tuple(BY_KEY)),
        DELETED: st.booleans(),
    }
    everything = fields | others
    keys = draw(st.sets(st.sampled_from((TEXT, "status", *everything)), min_size=1, max_size=3))
    return {key: draw(everything[key]) for key in sorted(keys)}
