"""The rules about answers to findings: whether each still stands, and is still needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from canvas.model.canvas import Canvas
from canvas.model.finding import ANSWERS, CANVAS, READERS, FindingKey, Found, Rule
from canvas.model.rules import RULES as CANVAS_RULES
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import Place

if TYPE_CHECKING:
    from canvas.model.answers import CanvasAnswers
    from canvas.model.records import Record


def _answers(canvas: Canvas, today: date | None) -> CanvasAnswers | None:
    if ANSWERS not in canvas.values:
        return None
    from canvas.model.answers import CanvasAnswers  # noqa: PLC0415 - few canvases hold answers

    return CanvasAnswers(canvas, today)


def answers_that_hold(canvas: Canvas, today: date | None) -> Mapping[FindingKey, Record]:
    """The answers that hold, by the finding that they answer."""
    answers = _answers(canvas, today)
    return answers.that_hold() if answers else {}


def _answers_that_do_not_stand(_: Rule, canvas: Canvas, __: Place, today: date | None) -> Iterable[Found]:
    answers = _answers(canvas, today)
    return answers.not_standing(CANVAS_RULES) if answers else ()


def _answers_to_nothing(_: Rule, canvas: Canvas, __: Place, today: date | None) -> Iterable[Found]:
    answers = _answers(canvas, today)
    return answers.not_needed(CANVAS_RULES) if answers else ()


ANSWER_RULES: tuple[Rule, ...] = (
    Rule(
        "answers/stands",
        "should",
        (CANVAS,),
        _answers_that_do_not_stand,
        why="what was true when it was said may not be true today",
        asks="Each answer to a finding gives a reason, and is in date.",
        reads=PANEL_KEYS,
        is_detail=False,
        readers=READERS - {"summary", "guidance"},
        is_answerable=False,
    ),
    Rule(
        "answers/needed",
        "consider",
        (CANVAS,),
        _answers_to_nothing,
        why="an answer without a question hides the next one of its kind",
        asks="Each answer answers something that is found.",
        reads=PANEL_KEYS,
        is_detail=False,
        readers=READERS - {"summary", "guidance"},
        is_answerable=False,
    ),
)
"""The rules about answers to findings, which nobody answers in turn."""
