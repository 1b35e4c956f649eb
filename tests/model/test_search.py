"""Search while typing gives what a search of the whole words gives, letter by letter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model import edits, search_index
from canvas.model.canvas import Canvas, Item
from canvas.model.search import Entry, Query, is_found
from canvas.model.search_index import SearchIndex, find_items
from canvas.model.types import ItemId

TODAY = date(2026, 11, 29)
WORDS = ("no kind", "no owner", "no", "kind", "ana", "bread", "Brèad", "late", "disputed", "x")


def a_canvas() -> Canvas:
    return Canvas("T").with_items(
        {
            "vision": (
                Item("aaaaa", "Bread no kind", {"owner": "Ana"}),
                Item("bbbbb", "bread", {"kind": "goal", "status": "disputed", "due": date(2026, 1, 1)}),
            ),
            "roles": (Item("ccccc", "Bake", {"responsible": ("Ana Ruiz",), "note": "brèad"}),),
            "principles": (Item("ddddd", "No bread is late"),),
        }
    )


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), st.data())
def test_what_is_found_does_not_depend_on_what_was_typed_before(typed: str, data: st.DataObject) -> None:
    canvas, index = a_canvas(), SearchIndex(TODAY)
    steps = [typed[:end] for end in range(1, len(typed) + 1)]
    for sofar in data.draw(st.permutations(steps)) if data.draw(st.booleans()) else steps:
        assert index.find(canvas, sofar) == find_items(canvas, sofar, TODAY)
        assert index.count == len(find_items(canvas, sofar, TODAY))


def test_an_edited_item_is_found_by_its_new_words() -> None:
    canvas, index = a_canvas(), SearchIndex()
    assert [found.item.id for found in index.find(canvas, "bake")] == ["ccccc"]
    canvas = edits.set_text(canvas, ItemId("ccccc"), "Fry").canvas
    assert index.find(canvas, "bake") == ()
    canvas = edits.move(canvas, ItemId("ccccc"), "vision").canvas
    assert [(found.panel, found.item.id) for found in index.find(canvas, "fry vision")] == [
        ("vision", "ccccc")
    ]


def test_a_further_letter_folds_no_item_again_and_looks_only_at_what_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canvas, index = a_canvas(), SearchIndex()
    index.find(canvas, "bak")
    monkeypatch.setattr(search_index, "folded", lambda text: text)
    looked: list[str] = []
    matches = is_found

    def counted(entry: Entry, query: Query) -> bool:
        looked.append(entry.item.id)
        return matches(entry, query)

    monkeypatch.setattr(search_index, "is_found", counted)
    assert index.find(canvas, "bake", most=0) == ()
    assert (looked, index.count) == (["ccccc"], 1)
    index.find(canvas, "b", most=0)
    assert len(looked) == 1 + len(canvas)
