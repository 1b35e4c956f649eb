"""What a document would change, and taking some of it."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.imports.found import Found, FoundStatement
from canvas.imports.proposal import Proposal, propose_additions, take
from canvas.imports.reader import read_document, read_source
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change, compare
from canvas.model.edits import EditError
from canvas.model.field_changes import FieldChange
from canvas.model.item_matching import match_items
from canvas.model.types import ItemId
from tests.strategies import canvases, quick

TODAY = date(2026, 11, 29)
OURS = Canvas("Pact").with_items(
    {
        "vision": (Item("aaaaa", "Nobody eats alone", {"kind": "goal"}),),
        "governance": (Item("bbbbb", "Floods", {"kind": "risk", "owner": "Ana"}),),
    }
)
AGREEMENT = """# Pact

## Aims

- nobody eats ALONE
- A garden for each house

## Risks

| Risk | Response | Owner |
| --- | --- | --- |
| Floods | Sandbags | Bo |

## Parking

- Six spaces
"""


def _proposal(ours: Canvas = OURS) -> Proposal:
    return propose_additions(
        "pact.md", ours, read_document(read_source(AGREEMENT.encode(), "pact.md"), TODAY)
    )


def test_what_the_canvas_has_already_is_not_added_again_but_completed() -> None:
    merged = _proposal().merged
    assert [item.text for item in merged.panels["vision"]] == ["Nobody eats alone", "A garden for each house"]
    assert merged.panels["governance"][0].values == {"kind": "risk", "owner": "Ana", "response": "Sandbags"}
    assert merged.title == "Pact"


def test_an_agreement_taken_in_twice_changes_nothing_the_second_time() -> None:
    assert _proposal(_proposal().merged).differences.are_none


def test_an_agreement_that_says_all_twice_takes_time_in_proportion_to_its_length() -> None:
    said = tuple(FoundStatement("vision", "", f"Thing {number}", {}, number) for number in range(12_000))
    began = time.process_time()
    assert len(propose_additions("pact.md", OURS, Found(statements=said * 2)).merged) == 12_002
    assert time.process_time() - began < 5


def test_what_fits_no_panel_is_parked_until_it_is_given_one() -> None:
    proposal = _proposal()
    (name,) = proposal.unplaced
    item = proposal.merged.item(name)
    assert item
    assert (item.status, item.note) == ("parked", "From “Parking”.")
    assert proposal.placed(name, "roles").unplaced == frozenset()
    placed = proposal.placed(name, "roles").merged
    assert [(each.text, each.status) for each in placed.panels["roles"]] == [("Six spaces", "proposed")]


def test_a_change_that_is_left_is_not_made() -> None:
    proposal = _proposal()
    garden = next(change for change in proposal.differences.items if "garden" in change.item.text)
    edit = take(proposal, [garden], OURS)
    assert [item.text for _, item in edit.canvas] == [
        "Nobody eats alone",
        "A garden for each house",
        "Floods",
    ]
    assert edit.canvas.panels["governance"] == OURS.panels["governance"]
    assert edit.label == "take 1 change from ‘pact.md’"
    with pytest.raises(EditError):
        take(proposal, [], OURS)


@quick
@given(canvases(named=True), canvases(named=True), st.data())
def test_taking_all_changes_gives_the_proposed_canvas_and_each_one_left_stays_out(
    ours: Canvas, merged: Canvas, data: st.DataObject
) -> None:
    # An item that is matched by its words keeps the id of the canvas, as in every proposal.
    old_ids = match_items(ours, merged)
    merged = merged.with_items(
        {
            panel: tuple(item.with_id(old_ids.get(item.id, item.id)) for item in items)
            for panel, items in merged.panels.items()
        }
    )
    proposal = Proposal("x.md", ours, merged)
    found: list[Change | FieldChange] = [*proposal.differences.properties, *proposal.differences.items]
    if not found or len({item.id for _, item in merged}) < len(merged):
        return
    everything = take(proposal, found, ours).canvas
    assert {item.id: (panel, item) for panel, item in everything} == {
        item.id: (panel, item) for panel, item in merged
    }
    some = data.draw(st.lists(st.sampled_from(range(len(found))), min_size=1, unique=True))
    partly = take(proposal, [found[at] for at in sorted(some)], ours).canvas
    left = {
        change.item.id for at, change in enumerate(found) if at not in some and isinstance(change, Change)
    }
    for name in left:
        assert partly.item(ItemId(name)) == ours.item(ItemId(name))
    assert compare(everything, merged).properties == ()
