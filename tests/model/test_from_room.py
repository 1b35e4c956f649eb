"""What the room sent becomes edits: statements, other wordings, dots, hands and answers to a review."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model import from_room, review
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import EditError
from canvas.model.from_room import Said, Voice
from canvas.model.review import Answer, statement_of
from canvas.model.sanitize import clean_line
from canvas.model.text_folding import folded
from canvas.model.types import ItemId

DAY = date(2026, 11, 29)
HALL, VAN = Item(ItemId("aaaa1"), "Find a hall"), Item(ItemId("aaaa2"), "Buy a van", {"votes": 2})
CANVAS = Canvas("Small").with_items({"roles": (HALL, VAN)})
PRINTABLE = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
WORDS = st.text(PRINTABLE, min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


def test_statements_go_to_the_ends_of_their_panels_with_the_kind_of_typed_ones() -> None:
    said = [
        Said("roles", "Cook on Fridays"),
        Said("vision", "No child hungry", "Ana"),
        Said("roles", "Drive"),
    ]
    made = from_room.take_in(CANVAS, said)
    assert [item.text for item in made.canvas.panels["roles"]][2:] == ["Cook on Fridays", "Drive"]
    assert made.canvas.panels["roles"][2].kind == "responsibility"
    assert made.canvas.panels["vision"][0].note == "Said by Ana."
    assert made.label == "add 3 statements from the room"


def test_what_is_parked_is_parked_on_the_board() -> None:
    made = from_room.take_in(CANVAS, [Said("roles", "Later")], "parked")
    assert made.canvas.panels["roles"][-1].status == "parked"
    assert made.label == "park ‘Later’ from the room"


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_joining_loses_no_wording_and_doing_it_twice_changes_nothing(texts: list[str]) -> None:
    said = [Said("roles", text) for text in texts]
    once = from_room.join_with(CANVAS, HALL.id, said).canvas
    assert from_room.join_with(once, HALL.id, said).canvas == once
    item = once.item(HALL.id)
    assert item
    for text in texts:
        wanted = folded(clean_line(text))
        assert wanted in folded(item.note) or wanted == folded(item.text)


def test_several_become_one_with_the_other_wordings_in_its_note() -> None:
    said = [Said("roles", "Cook on Fridays"), Said("roles", "cook on fridays"), Said("roles", "Friday meals")]
    made = from_room.take_as_one(CANVAS, said)
    new = made.canvas.panels["roles"][-1]
    assert (new.text, new.note) == ("Cook on Fridays", "Also said: ‘Friday meals’")
    assert made.focus == new.id


def test_dots_are_added_to_the_votes_and_what_is_gone_is_left_out() -> None:
    dots = {HALL.id: 0, VAN.id: 5, ItemId("gone0"): 3}
    made = from_room.add_dots(CANVAS, dots)
    assert [item.votes for item in made.canvas.panels["roles"]] == [0, 7]
    with pytest.raises(EditError):
        from_room.add_dots(CANVAS, {ItemId("gone0"): 3})


def test_hands_are_recorded_as_a_show_of_hands_with_its_day() -> None:
    made = from_room.record_hands(CANVAS, {HALL.id: (1, 0, 0, 2, 0, 3)}, DAY)
    item = made.canvas.item(HALL.id)
    assert item
    assert item.temperature
    assert item.temperature.written == "5 5 5 3 3 0 on 2026-11-29"


def test_answers_to_a_review_are_one_edit_and_each_counts() -> None:
    asked = statement_of("vision", "We share one goal", ("no", "partly", "yes"))
    begun = review.start(Canvas("Small"), "Spring", DAY, [asked]).canvas
    running = review.round_called(begun, "")
    assert running
    voices = [Voice(f"phone {number}", {asked.id: Answer(1 + number % 3, "why")}) for number in range(6)]
    made = from_room.take_answers(begun, running, voices)
    assert review.answered(made.canvas, running) == 6
    assert review.results(made.canvas, running)[0].levels == (1, 1, 2, 2, 3, 3)
    assert made.label == "add 6 answers from the room to the review ‘Spring’"
