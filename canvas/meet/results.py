"""The edits that put the room's answers to a vote, a show of hands or a review into the canvas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from canvas.meet.room import Room
from canvas.meet.types import Ask, Ballot, Spread
from canvas.model import from_room, review
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit, EditError
from canvas.model.from_room import Voice
from canvas.model.review import Answer


def results_edit(room: Room, asked: Ask, spread: Spread, today: date) -> Callable[[Canvas], Edit]:
    """The edit that puts the answers to an ask into a canvas."""
    if spread.activity == "vote":
        dots = {each: shares[0] for each, shares in spread.counts.items()}
        return lambda canvas: from_room.add_dots(canvas, dots)
    if spread.activity == "hands":
        return lambda canvas: from_room.record_hands(canvas, spread.counts, today)
    ballots = room.ballots(spread.ask)

    def answered(canvas: Canvas) -> Edit:
        wanted = set(asked.statements)
        running = next(
            (r for r in review.rounds(canvas)[::-1] if wanted & {s.id for s in r.statements}), None
        )
        if running is None:
            raise EditError("This review is no longer in the canvas.", "record-gone")
        voices = [_voice(each, each.organisation if running.is_named else each.who) for each in ballots]
        return from_room.take_answers(canvas, running, [each for each in voices if each.who])

    return answered


def _voice(ballot: Ballot, who: str) -> Voice:
    answers = {
        str(statement): Answer(level, ballot.reasons.get(statement, ""))
        for statement, level in ballot.answers.items()
    }
    return Voice(who, answers)
