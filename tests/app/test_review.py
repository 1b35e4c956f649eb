"""The review on the board: each respondent in turn, the others out of sight, then where they differ."""

from __future__ import annotations

from canvas.model import review
from canvas.model.canvas import Item
from canvas.model.review import Answer, Result
from tests.app.driving import TODAY, Driven, a_canvas, program

CANVAS = a_canvas(relationships=[Item("kitch", "Kitchen", {"kind": "partner"})], vision=["one"])
LOW, HIGH = "1" * 14, "4" * 14


def shown(it: Driven) -> list[Result]:
    return [*review.results(it.canvas, review.rounds(it.canvas)[-1])]


async def begin(it: Driven, named: str = "1") -> None:
    await it.press("Q", *"Spring", "enter", "6", "enter", named)


async def test_a_group_answers_in_turn_reveals_and_adds_a_next_step() -> None:
    async with program(CANVAS) as it:
        await begin(it)
        assert "Spring, 23 November 2026: 0 of 6 answered. The answers are out of sight." in it.shown
        for answers in (LOW, LOW, HIGH, HIGH, HIGH):
            await it.burst("a", *answers)
        await it.settle()
        assert "5 of 6 answered" in it.shown
        assert "●●" not in it.shown.split("Communications")[0].split("┐")[0]
        assert not any(result.voices[0].who for result in shown(it))
        await it.press("enter")
        assert "out of sight until everybody has answered" in it.shown
        await it.press("Q")
        assert "middle 4 · from 1 to 4 · 5 of 6 · split: talk about it" in " ".join(it.shown.split())
        await it.press("enter")
        assert "1 We have not asked them" in it.shown
        await it.press("escape", "N", *"Ask the children @Ana", "enter", *"fri", "enter", "escape")
        (step,) = it.canvas.panels["beneficiaries"]
        assert (step.text, step.owner, step.due and step.due.weekday()) == ("Ask the children", "Ana", 4)


async def test_going_back_not_relevant_and_why() -> None:
    async with program(CANVAS) as it:
        await begin(it, "2")
        await it.press("4")
        assert "4 does nothing here" in it.shown
        await it.press("a")
        assert "does nothing here" not in it.shown
        await it.press("enter")
        assert "Kitchen's name will stand beside these answers." in it.shown
        await it.press("w")
        assert "Choose an answer first" in it.shown
        await it.press("9")
        assert "Choose a number from 0 to 4." in it.shown
        await it.press("q")
        assert "q does nothing here; esc leaves." in it.shown
        await it.press("2", "left", "w", *"since May", "enter")
        await it.press("0", *"no rooms", "enter", "7", "right", "escape")
        assert "not kept yet" in it.shown
        await it.press("3", *"4" * 10)
        statements = review.rounds(it.canvas)[0].statements
        said = {each.statement: each.voices[0] for each in shown(it) if each.voices}
        assert said[statements[0]] == ("Kitchen", Answer(2, "since May"))
        assert said[statements[1]] == ("Kitchen", Answer(0, "no rooms"))
        assert statements[2] not in said
        await it.press("a", "enter")
        assert "It has answered before" in " ".join(it.shown.split())


async def test_leaving_twice_keeps_nothing_and_undo_takes_a_round_away() -> None:
    async with program(CANVAS) as it:
        await begin(it)
        await it.press("a", "1", "escape", "q", "escape")  # asks again, as its question was out of sight
        assert "not kept yet" in it.shown
        await it.press("escape")
        assert it.top_is("ReviewScreen")
        assert "review_answers" not in it.canvas.values
        await it.press("Q")
        assert "Nobody has answered yet." in it.shown
        await it.press("X")
        assert review.rounds(it.canvas)[0].visibility == "partners"
        await it.press("escape", "u", "u")
        assert not review.rounds(it.canvas)
        await it.press("Q", *"A", "enter", *"many", "enter")
        assert "How many are asked is a number" in it.shown


async def test_rounds_are_walked_and_a_new_one_begins_after_the_last_is_revealed() -> None:
    canvas = review.start(CANVAS, "Autumn", TODAY.replace(year=2025), ()).canvas
    canvas = review.reveal(canvas, review.rounds(canvas)[0], TODAY).canvas
    async with program(canvas) as it:
        await it.press("Q", "a", *"Spring", "enter", *"9" * 10, "enter")
        assert "How many are asked is a number up to 500." in it.shown
        await it.press("Q", "a", *"Spring", "enter", "6", "enter", "1")
        assert "Spring, 23 November 2026: 0 of 6" in it.shown
        await it.press("left")
        assert "Autumn, 23 November 2025" in it.shown
        await it.press("left")
        assert "Spring, 23 November 2026" in it.shown


async def test_a_round_whose_statements_are_missing_cannot_be_answered() -> None:
    async with program(review.start(CANVAS, "Empty", TODAY, ()).canvas) as it:
        await it.press("Q", "a")
        assert "There is nothing to answer" in it.shown
        assert it.top_is("ReviewScreen")


async def test_answers_go_to_the_round_that_was_asked_whatever_came_meanwhile() -> None:
    async with program(CANVAS) as it:
        await begin(it)
        (asked,) = review.rounds(it.canvas)
        await it.press("a")
        workspace = it.at.workspace
        later = TODAY.replace(year=2027)
        workspace.run(lambda canvas: review.start(canvas, "Autumn", later, asked.statements), by="test")
        await it.press(*LOW)
        assert [review.answered(it.canvas, each) for each in review.rounds(it.canvas)] == [1, 0]
        await it.press("left", "a")
        for _ in range(3):
            workspace.undo()
        await it.press(*LOW)
        assert not review.rounds(it.canvas)
        assert "The answers were not taken" in " ".join(it.shown.split())
        await it.press("a", "Q", "N", "X", "left", "enter", "escape")
        assert it.top_is("BoardScreen")
