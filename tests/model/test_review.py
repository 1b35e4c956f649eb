"""Reviews: answers are taken once, shown as announced, and never added up to one number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import parse
from canvas.files.review_set import load_review_set
from canvas.model import review
from canvas.model.canvas import Canvas
from canvas.model.edits import EditError
from canvas.model.merge import merge
from canvas.model.records import records
from canvas.model.review import Answer, Result, Round, Statement, Voice
from canvas.model.schema import PANEL_KEYS
from tests.chance import Chance, chances
from tests.strategies import quick

DAY = date(2026, 11, 29)
STATEMENTS = load_review_set().statements[:6]
Given = dict[str, dict[str, Answer]]

answers = st.dictionaries(
    st.sampled_from([statement.id for statement in STATEMENTS]),
    st.builds(Answer, st.integers(0, 4), st.sampled_from(("", "no staff", "since May"))),
)
given_by = st.dictionaries(st.sampled_from([f"Partner {n}" for n in range(9)]), answers, max_size=9)


def begun(
    *, is_named: bool = False, canvas: Canvas | None = None, name: str = "Spring"
) -> tuple[Canvas, Round]:
    there = review.start(canvas or Canvas("T"), name, DAY, STATEMENTS, is_named=is_named, invited=9).canvas
    found = review.round_called(there, name)
    assert found
    return there, found


def taken(canvas: Canvas, round_: Round, said: Given) -> Canvas:
    for who, each in said.items():
        canvas = review.take(canvas, round_, who, each).canvas
    return canvas


@quick
@given(said=given_by, is_named=st.booleans(), chance=chances)
def test_answers_come_twice_and_in_any_order_without_harm(
    said: Given, is_named: bool, chance: Chance
) -> None:
    canvas, round_ = begun(is_named=is_named)
    once = taken(canvas, round_, said)
    shuffled = dict(chance.sample([*said.items()], len(said)))
    assert taken(canvas, round_, shuffled) == once
    assert taken(once, round_, shuffled) == once
    assert len(records(once, "review_answers")) == sum(map(len, said.values()))
    assert parse(canonical(once)).canvas == once
    for result in review.results(once, round_):
        expected = [each[result.statement.id] for each in said.values() if result.statement.id in each]
        assert sorted(voice.answer for voice in result.voices) == sorted(expected)
        assert result.number == len(expected)


@quick
@given(said=given_by, chance=chances)
def test_answers_typed_on_five_machines_merge_without_a_conflict_and_none_is_lost(
    said: Given, chance: Chance
) -> None:
    base, round_ = begun(is_named=chance.random() < 0.5)
    clones = [base] * 5
    for who, each in said.items():
        for at in chance.sample(range(5), chance.choice((1, 1, 2))):  # a form may be read on two machines
            clones[at] = review.take(clones[at], round_, who, each).canvas
    merged = base
    for clone in chance.sample(clones, 5):
        found = merge(base, merged, clone)
        assert not found.conflicts
        merged = found.canvas
    assert review.results(merged, round_) == review.results(taken(base, round_, said), round_)


@quick
@given(said=given_by)
def test_a_round_that_names_nobody_keeps_no_name_and_shows_answers_from_five_on(said: Given) -> None:
    canvas, round_ = begun()
    there = taken(canvas, round_, said)
    assert "Partner" not in canonical(there)
    ids = [record.id for record in records(there, "review_answers")]
    assert ids == sorted(ids)  # the order in which they came would tell which belong together
    for result in review.results(there, round_):
        assert result.is_shown == (result.number >= 5)
        assert {voice.who for voice in result.voices} <= {""}
        assert result.is_shown or not result.asks_for_talk
    hidden = [result for result in review.results(there, round_) if not result.is_shown]
    places = [PANEL_KEYS.index(result.statement.panel) for result in hidden]
    assert places == sorted(places)  # a rank would tell what may not be shown


def test_a_round_that_names_organisations_shows_every_row() -> None:
    canvas, round_ = begun(is_named=True)
    there = taken(canvas, round_, {"Bakery": {STATEMENTS[0].id: Answer(2, "why")}})
    result = next(each for each in review.results(there, round_) if each.statement == STATEMENTS[0])
    assert (result.is_shown, result.voices) == (True, (Voice("Bakery", Answer(2, "why")),))
    assert review.organisations_answered(there, round_) == ("Bakery",)
    assert review.answered(there, round_) == 1


def result_of(*levels: int) -> Result:
    statement = Statement("aaaaaaa", "vision", "We agree.", ("no", "rarely", "mostly", "yes"))
    return Result(statement, tuple(Voice("", Answer(level)) for level in levels), is_shown=True)


@pytest.mark.parametrize(
    ("levels", "middle", "is_low", "is_split"),
    [
        ((), None, False, False),
        ((0, 0), None, False, False),
        ((4, 4, 4), 4, False, False),
        ((2, 3, 3), 3, False, False),
        ((2, 2, 3), 2, True, False),
        ((1, 3, 4, 4), 3.5, False, True),
        ((1, 1, 4), 1, True, True),
    ],
)
def test_a_statement_is_low_or_split(
    levels: tuple[int, ...], middle: float | None, is_low: bool, is_split: bool
) -> None:
    result = result_of(*levels)
    assert (result.middle, result.is_low, result.is_split) == (middle, is_low, is_split)
    assert result.asks_for_talk == (is_low or is_split)


@quick
@given(st.lists(st.integers(0, 4), max_size=9))
def test_disagreement_is_a_share_of_the_scale(levels: list[int]) -> None:
    found = result_of(*levels)
    assert 0 <= found.disagreement <= 1
    assert (found.disagreement == 0) == (len({*found.levels}) <= 1)
    assert result_of(1, 4).disagreement == 1 > result_of(2, 3).disagreement


def test_the_statement_with_the_most_disagreement_comes_first_and_its_panel_with_it() -> None:
    canvas, round_ = begun(is_named=True)
    first, second = STATEMENTS[2], STATEMENTS[5]
    said = {
        "A": {first.id: Answer(1), second.id: Answer(3)},
        "B": {first.id: Answer(4), second.id: Answer(4)},
    }
    found = review.results(taken(canvas, round_, said), round_)
    assert [result.statement for result in found[:2]] == [first, second]
    assert [panel for panel, _ in review.panels_ranked(found)][:2] == [first.panel, second.panel]
    assert sum(len(each) for _, each in review.panels_ranked(found)) == len(STATEMENTS)


def test_rounds_stand_beside_each_other_by_the_words_that_were_asked() -> None:
    canvas, spring = begun()
    canvas, autumn = begun(canvas=canvas, name="Autumn")
    assert spring.statements == autumn.statements
    assert len(records(canvas, "review_statements")) == len(STATEMENTS)
    assert review.start(canvas, "Autumn", DAY, STATEMENTS).canvas == canvas
    assert [each.name for each in review.rounds(canvas)] == ["Autumn", "Spring"]
    assert review.asked_before(canvas) == spring.statements
    assert review.asked_before(Canvas("T")) == ()
    assert review.round_called(canvas, "Winter") is None
    assert review.round_called(Canvas("T"), "") is None


def test_a_round_is_revealed_and_shown_to_an_audience() -> None:
    canvas, round_ = begun()
    canvas = review.reveal(canvas, round_, DAY).canvas
    canvas = review.show_to(canvas, round_, "partners").canvas
    (found,) = review.rounds(canvas)
    assert (found.revealed, found.visibility) == (DAY, "partners")
    assert review.rounds(review.show_to(canvas, round_, "internal").canvas)[0].visibility == "internal"


@pytest.mark.parametrize(
    "odd",
    [
        {"reviews": 3},
        {"reviews": [{"name": 3, "statements": "x", "invited": -1, "day": "soon"}]},
        {"review_answers": [{"round": "x", "statement": [], "level": 9}]},
        {"review_statements": [{"panel": "x", "says": 1, "levels": [1]}]},
    ],
)
def test_what_a_hand_wrote_wrong_is_passed_over(odd: dict[str, object]) -> None:
    canvas, round_ = begun()
    canvas = canvas.replacing(values={**canvas.values, **odd})
    for each in review.rounds(canvas):
        assert all(not result.voices for result in review.results(canvas, each))
    assert review.answered(canvas, round_) == 0


@pytest.mark.parametrize("key", ["reviews", "review_statements", "review_answers"])
def test_what_is_no_table_in_the_file_is_never_replaced(key: str) -> None:
    canvas = parse(f'format = 1\n{key} = "what we said"\n').canvas
    with pytest.raises(EditError, match="mend it first"):
        taken(*begun(canvas=canvas), {"Bakery": {STATEMENTS[0].id: Answer(1)}})
