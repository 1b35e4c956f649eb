"""What is in a consent round, in which order, and what an answer does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.consent_round import (
    ConsentRound,
    Decision,
    LeftOut,
    Tally,
    decide,
    has_low_voice,
    keep_hands,
    left_out,
    proposed,
    reword,
)
from canvas.model.edits import EditError
from canvas.model.types import ItemId, PanelKey
from canvas.model.undo_history import History
from tests.strategies import canvases

DAY = date(2026, 11, 23)


def a_canvas(**statuses: str) -> Canvas:
    """A canvas with an item a letter, all in one panel but for capitals, which are in a later one."""
    made = {name: Item(name, f"text of {name}", {"status": status}) for name, status in statuses.items()}
    return Canvas("T").with_items(
        {
            "vision": tuple(item for name, item in made.items() if name.islower()),
            "roles": tuple(item for name, item in made.items() if not name.islower()),
        }
    )


FOUR = a_canvas(a="proposed", b="proposed", c="agreed", D="proposed", E="proposed")


def name(text: str) -> ItemId:
    return ItemId(text)


def walk(canvas: Canvas, answers: str, panel: PanelKey | None = None) -> tuple[str, ConsentRound, Canvas]:
    """Answer ``=`` agreed, ``!`` disputed, ``>`` skipped, ``<`` back; what was asked, and the end."""
    at = ConsentRound(panel).begin(canvas)
    shown = at.at or "."
    for answer in answers:
        if answer == ">":
            at = at.skip(canvas)
        elif answer == "<":
            at = at.back(canvas)
        else:
            assert at.at is not None
            decision: Decision = "agreed" if answer == "=" else "disputed"
            canvas = decide(canvas, at.at, decision, today=DAY).canvas
            at = at.answer(canvas)
        shown += at.at or "."
    return shown, at, canvas


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ("====", "abDE."),
        (">===>", "abDEa."),  # skipped comes last, and then the round ends
        (">=>=>>", "abDEaD."),
        (">=>==", "abDEaD"),
        ("=<<=", "abaab"),  # back stops at the first; what was answered is answered anew
        ("==<>", "abDbD"),  # what was answered is passed over
        (">>>>>>>>", "abDEabDE."),
        ("====<", "abDE.E"),
        (">>>>>>>>>", "abDEabDE.a"),  # at the end it begins again with what is waiting
    ],
)
def test_the_order_of_a_round(answers: str, asked: str) -> None:
    assert walk(FOUR, answers)[0] == asked


def test_a_round_of_one_panel_asks_nothing_of_another() -> None:
    assert walk(FOUR, "==", "roles")[0] == "DE."
    assert proposed(FOUR, "communications") == ()


def test_what_two_versions_differ_in_and_what_partners_may_not_read_is_left_out_and_counted() -> None:
    odd = FOUR.with_items(
        {
            "vision": (
                Item("a", "one", {"theirs": {"text": "other"}}),
                Item("b", "two", {"visibility": "internal"}),
                Item("c", "three", {"visibility": "secret"}),
            )
        }
    )
    assert proposed(odd) == ("D", "E")
    assert left_out(odd) == LeftOut(1, 2)
    assert left_out(odd, "roles") == LeftOut(0, 0)
    with pytest.raises(EditError, match="differ"):
        decide(odd, name("a"), "agreed", today=DAY)


def test_what_is_added_meanwhile_comes_in_order_and_what_was_passed_by_after_it() -> None:
    canvas = FOUR
    at = ConsentRound().begin(canvas)._replace(at=name("D"))
    first, last = Item("x", "early"), Item("y", "late")
    now = canvas.with_items(
        {"vision": (first, *canvas.panels["vision"]), "roles": (*canvas.panels["roles"], last)}
    )
    at = at.follow(canvas, now)
    shown = [at.at]
    while at.at is not None:
        now = decide(now, at.at, "agreed", today=DAY).canvas
        at = at.answer(now)
        shown.append(at.at)
    assert shown == ["D", "E", "y", "x", "a", "b", None]


@pytest.mark.parametrize(
    "change",
    [
        lambda canvas: edits.delete(canvas, [name("b")]).canvas,
        lambda canvas: edits.set_status(canvas, [name("b")], "parked").canvas,
        lambda canvas: edits.delete(canvas, [name("a"), name("b")]).canvas,
    ],
)
def test_what_is_deleted_or_answered_elsewhere_is_skipped(change: Callable[[Canvas], Canvas]) -> None:
    _, at, canvas = walk(FOUR, "=")
    assert at.at == "b"
    now = change(canvas)
    assert at.follow(canvas, now).at == "D"
    assert at.follow(canvas, canvas) == at


def test_one_that_was_gone_back_to_stays_in_sight_whatever_else_changes() -> None:
    _, at, canvas = walk(FOUR, "=<")
    now = edits.set_text(canvas, name("E"), "new words").canvas
    assert at.follow(canvas, now).at == "a"


def test_undo_shows_the_statement_again() -> None:
    _, at, canvas = walk(FOUR, "==")
    undone = edits.set_status(canvas, [name("b")], "proposed").canvas
    again = at.look_at(name("b"), undone)
    assert again.at == "b"
    assert again.tally(undone) == Tally(1, 0, 0, 3)
    assert again.look_at(name("c"), undone) == again
    assert again.look_at(name("zz"), undone) == again


def test_the_tally_counts_each_statement_once_and_tells_it_in_words() -> None:
    _, at, canvas = walk(FOUR, "=!>")
    assert at.tally(canvas).words == "1 agreed, 1 disputed, 2 still proposed"
    canvas = decide(canvas, name("E"), "parked", today=DAY).canvas
    assert at.answer(canvas).tally(canvas).words == "1 agreed, 1 disputed, 1 parked, 1 still proposed"
    assert Tally(0, 0, 0, 0).words == "0 agreed"
    assert Tally(14, 3, 2, 1).decided == 19


def test_an_answer_is_one_edit_with_fingers_status_and_reason() -> None:
    history = History(FOUR)
    edit = decide(FOUR, name("a"), "disputed", hands=(1, 5, 4), reason=" no\n money ", today=DAY)
    assert history.make(edit)
    item = edit.canvas.item("a")
    assert item is not None
    assert (item.status, item.reason) == ("disputed", "no money")
    assert item.values["temperature"] == "5 4 1 on 2026-11-23"
    history.undo()
    assert history.canvas == FOUR


def test_without_hands_or_words_those_of_before_stay() -> None:
    had = Canvas("T").with_items({"vision": (Item("a", "x", {"temperature": "5 4", "reason": "why"}),)})
    item = decide(had, name("a"), "agreed", today=DAY).canvas.item("a")
    assert item is not None
    assert (item.values["temperature"], item.values["reason"]) == ("5 4", "why")
    assert keep_hands(had, name("a"), hands=(), today=DAY).canvas == had


def test_rewording_keeps_what_was_said_and_leaves_it_proposed() -> None:
    edit = reword(FOUR, name("a"), "other words", hands=(2, 5), reason="too vague", today=DAY)
    item = edit.canvas.item("a")
    assert item is not None
    assert (item.text, item.status, item.values["reason"]) == ("other words", "proposed", "too vague")
    assert edit.label == "reword ‘text of a’"
    with pytest.raises(EditError):
        reword(FOUR, name("a"), "  ", today=DAY)


def test_a_low_voice_is_two_fingers_or_fewer() -> None:
    assert [has_low_voice((5, hand)) for hand in range(6)] == [True, True, True, False, False, False]
    assert not has_low_voice(())


@given(canvases(), st.lists(st.sampled_from("=!><a")))
def test_whatever_is_done_every_statement_is_asked_before_the_end(canvas: Canvas, steps: list[str]) -> None:
    at = ConsentRound().begin(canvas)
    seen = {at.at}
    for step in steps:
        before = canvas
        if step == ">":
            at = at.skip(canvas)
        elif step == "<":
            at = at.back(canvas)
        elif step == "a":
            canvas = edits.add(canvas, "vision", ["added"]).canvas
            at = at.follow(before, canvas)
        elif at.at is not None:
            canvas = decide(canvas, at.at, "agreed" if step == "=" else "disputed", today=DAY).canvas
            at = at.answer(canvas)
        seen.add(at.at)
    if at.at is None:
        at = at.begin(canvas)
        seen.add(at.at)
    waiting = len(proposed(canvas))
    for _ in range(2 * waiting + len(at.trail) + 2):
        if at.at is None:
            break
        at = at.skip(canvas)
        seen.add(at.at)
    assert at.at is None
    assert set(proposed(canvas)) <= seen
    assert at.tally(canvas).proposed == waiting
