"""One field of some items: kind, owner, day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.canvas import Canvas, Item
from canvas.model.edits import EditError
from canvas.model.set_fields import set_due, set_kind, set_owner
from canvas.model.types import ItemId
from tests.strategies import canvases, quick

A, B, P = ItemId("a"), ItemId("b"), ItemId("p")
CANVAS = Canvas("x").with_items(
    {
        "roles": (Item(A, "text a", {"kind": "resource"}), Item(B, "text b")),
        "principles": (Item(P, "text p"),),
    }
)


@quick
@given(canvases(), st.dates(), st.data())
def test_owner_and_day_of_several_items_change_nothing_else(
    canvas: Canvas, due: date, data: st.DataObject
) -> None:
    everything = [item.id for _, item in canvas]
    if not everything:
        return
    chosen = data.draw(st.lists(st.sampled_from(everything), min_size=1, unique=True))
    made = set_owner(set_due(canvas, chosen, due).canvas, chosen, "  Ana\n").canvas
    fields = {"due", "owner"}
    for (panel, before), (panel_now, item) in zip(canvas, made, strict=True):
        assert (panel_now, item.id, item.text) == (panel, before.id, before.text)
        if item.id not in chosen:
            assert item == before
            continue
        assert (item.due, item.owner) == (due, "Ana")
        assert {k: v for k, v in item.values.items() if k not in fields} == {
            k: v for k, v in before.values.items() if k not in fields
        }
    bare = set_owner(set_due(made, chosen, None).canvas, chosen, "").canvas
    assert not any(fields & set(item.values) for _, item in bare if item.id in chosen)


def test_a_kind_is_set_or_removed_on_all_and_must_be_one_of_the_panel() -> None:
    made = set_kind(CANVAS, [A, B], "monitoring")
    assert [item.kind for item in made.canvas.panels["roles"]] == ["monitoring", "monitoring"]
    bare = set_kind(made.canvas, [A, B], "").canvas
    assert not any("kind" in item.values for item in bare.panels["roles"])
    for item_ids, kind in (([A], "goal"), ([A, P], "resource")):
        with pytest.raises(EditError, match="has no kind called"):
            set_kind(CANVAS, item_ids, kind)


def test_the_edits_have_labels() -> None:
    assert (
        set_due(CANVAS, [A], date(2026, 11, 27)).label == "set the day of ‘text a’ to Friday 27 November 2026"
    )
    assert set_due(CANVAS, [A], None).label == "clear the day of ‘text a’"
    assert set_owner(CANVAS, [A], "Ana").label == "set the owner of ‘text a’ to ‘Ana’"
    assert set_owner(CANVAS, [A], " ").label == "clear the owner of ‘text a’"
    assert set_kind(CANVAS, [A], "monitoring").label == "set the kind of ‘text a’ to monitoring"
    assert set_kind(CANVAS, [A], "").label == "clear the kind of ‘text a’"
