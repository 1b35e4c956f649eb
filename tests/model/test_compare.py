"""Differences between two canvases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change, Differences, compare
from canvas.model.field_changes import FieldChange
from canvas.model.item_matching import equal_in_file
from canvas.model.text_folding import normalised
from canvas.model.types import ItemId
from tests.editing import edited
from tests.strategies import canvases, meaning

many = settings(max_examples=100, deadline=None)
ONE, TWO, THREE = Item("aaaaa", "one"), Item("bbbbb", "two", {"owner": "Ana"}), Item("ccccc", "three")
OLD = Canvas("T").with_items({"vision": (ONE, TWO, THREE)})


def only(new: Canvas) -> Change:
    """The one thing that differs."""
    found = compare(OLD, new)
    assert not found.properties
    assert len(found.items) == 1, found
    return found.items[0]


def test_an_item_that_was_added() -> None:
    new = Item("ddddd", "four")
    change = only(OLD.with_items({"roles": (new,)}))
    assert change == Change("roles", None, new, "roles")
    assert (change.is_new, change.is_gone, change.is_moved, change.item) == (True, False, False, new)


def test_a_deleted_item_is_listed_where_it_was() -> None:
    assert only(edits.delete(OLD, [ItemId("bbbbb")]).canvas) == Change("vision", TWO, None, "vision")
    fourth = Item("ddddd", "four")
    found = compare(
        OLD, OLD.with_items({"vision": (ONE._replace(text="1"), fourth, THREE._replace(text="3"))})
    )
    assert [change.item.text for change in found.items] == ["1", "two", "four", "3"]
    assert found.items[1].is_gone


def test_changed_fields_have_their_old_and_new_values() -> None:
    new = TWO._replace(text="2", values={"status": "agreed", "due": date(2027, 9, 1), "more": 1})
    change = only(OLD.with_items({"vision": (ONE, new, THREE)}))
    assert change.fields == (
        FieldChange("text", "two", "2"),
        FieldChange("status", "proposed", "agreed"),
        FieldChange("owner", "Ana", ""),
        FieldChange("due", None, date(2027, 9, 1)),
        FieldChange("more", None, 1),
    )
    assert change.status == FieldChange("status", "proposed", "agreed")
    assert change.field("link") is None


def test_an_item_moved_to_another_panel() -> None:
    change = only(edits.move(OLD, ItemId("bbbbb"), "roles").canvas)
    assert (change.source, change.panel, change.is_moved, change.reordered) == (
        "vision",
        "roles",
        True,
        False,
    )
    assert change.fields == ()


def test_only_the_moved_item_of_a_panel_is_reordered() -> None:
    change = only(OLD.with_items({"vision": (THREE, ONE, TWO)}))
    assert (change.item, change.reordered, change.is_moved) == (THREE, True, False)


def test_changed_properties_of_the_canvas() -> None:
    new = OLD.replacing(title="U", stage="forming", review=date(2027, 1, 12), values={"more": [1]})
    assert compare(OLD, new) == Differences(
        (
            FieldChange("title", "T", "U"),
            FieldChange("stage", "exploring", "forming"),
            FieldChange("review", None, date(2027, 1, 12)),
            FieldChange("more", None, [1]),
        )
    )


def test_an_item_without_an_id_is_matched_by_equal_or_similar_text() -> None:
    old = Canvas("T").with_items({"vision": (Item("~1", "Breakfast in every school"), Item("~2", "Lunch"))})
    new = old.with_items({"vision": (Item("~1", "Lunch"), Item("ddddd", "Breakfast in each school"))})
    reworded = next(change for change in compare(old, new).items if change.fields)
    assert reworded.fields == (FieldChange("text", "Breakfast in every school", "Breakfast in each school"),)
    assert not any(change.is_new or change.is_gone for change in compare(old, new).items)


def test_an_item_whose_id_was_duplicated_is_unchanged() -> None:
    copy = Item("aaaaa", "one and a half")
    found = compare(OLD, OLD.with_items({"vision": (copy, ONE.with_id("ddddd"), TWO, THREE)}))
    assert found.items == (Change("vision", None, copy, "vision"),)


@many
@given(st.data())
def test_the_differences_are_all_that_changed_and_none_where_nothing_did(data: st.DataObject) -> None:
    """The old canvas and the differences give the new one, except for the order of its items."""
    old = data.draw(canvases())
    new = data.draw(edited(old))
    found = compare(old, new)
    assert compare(old, old).are_none
    assert compare(old, old.replacing()).are_none
    if meaning(old) == meaning(new):
        assert found.are_none
    touched = {id(change.before) for change in found.items}
    left: list[tuple[str, str, Mapping[str, object]]]
    left = [(panel, item.text, item.values) for panel, item in old if id(item) not in touched]
    left += [(change.panel, change.after.text, change.after.values) for change in found.items if change.after]
    wanted = [(panel, item.text, item.values) for panel, item in new]
    assert sorted(map(_plain, left)) == sorted(map(_plain, wanted))
    for change in found.items:
        if change.before and change.after:
            assert change.fields or change.is_moved or change.reordered
            for field in change.fields:
                assert not equal_in_file(field.before, field.after)
    assert {change.key for change in found.properties} <= {
        "title",
        "stage",
        "review",
        "contact",
        *old.values,
        *new.values,
    }


def _plain(said: tuple[str, str, Mapping[str, object]]) -> str:
    panel, text, values = said
    return normalised(repr((panel, text, sorted(values.items()))))
