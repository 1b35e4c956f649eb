"""The result of a review: every answer as a dot, range, middle and how many of how many answered.

There is no total over the statements, and nothing to compare partnerships by. Where nobody is named, answers
are shown from five on, and never whose they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from canvas.exports.document import Bullet, Bullets, heading, paragraph, plain, strong
from canvas.exports.phrases import counted, day, listed
from canvas.model.review import LEAST_SHOWN, answered, panels_ranked, results, rounds
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY, visible_to

if TYPE_CHECKING:
    from canvas.exports.document import Block
    from canvas.model.canvas import Canvas
    from canvas.model.review import Result, Round
    from canvas.model.types import Audience

DOT: Final = "●"
TITLE: Final = "How we see ourselves"


class LevelRow(NamedTuple):
    """A level of a statement with its answers.

    Attributes:
        words: what the level means.
        dots: a dot for each answer.
        names: the organisations that gave it, where they are named.
        becauses: what was said with these answers.
    """

    words: str
    dots: str
    names: str
    becauses: tuple[str, ...]


def level_rows(result: Result) -> tuple[LevelRow, ...]:
    """Each level with its answers, the worst first, then what is not relevant; nothing where not shown."""
    if not result.is_shown:
        return ()
    rows = []
    for level, words in (*enumerate(result.statement.levels, 1), (0, "Not relevant")):
        voices = [voice for voice in result.voices if voice.answer.level == level]
        if level or voices:
            names = listed(tuple(visible_line(voice.who) for voice in voices if voice.who))
            said = tuple(visible_line(each.answer.because) for each in voices if each.answer.because)
            rows.append(LevelRow(visible_line(words), DOT * len(voices), names, said))
    return tuple(rows)


def facts(result: Result, invited: int) -> str:
    """Middle, range and number of answers in one line: ``middle 3 · from 1 to 4 · 6 of 7``."""
    told = (
        f"{result.number} of {max(invited, result.number)}" if invited else counted(result.number, "answer")
    )
    if not result.is_shown:
        return f"{told} · shown from {LEAST_SHOWN} answers on"
    levels, parts = result.levels, [told]
    if levels and result.middle is not None:
        spread = f"all at {levels[0]}" if levels[0] == levels[-1] else f"from {levels[0]} to {levels[-1]}"
        parts = [f"middle {result.middle:g}", spread, told]
    if irrelevant := result.number - len(levels):
        parts.append(f"{irrelevant} not relevant")
    return " · ".join(parts)


def talk_word(result: Result) -> str:
    """Why a statement is to be talked about: ``split``, ``low``, or nothing."""
    if not result.asks_for_talk:
        return ""
    return "split" if result.is_split else "low"


def round_line(canvas: Canvas, round_: Round) -> str:
    """A round with its day and how many answered, never who."""
    number = answered(canvas, round_)
    told = f"{number} of {max(number, round_.invited)} answered" if round_.invited else f"{number} answered"
    when = f", {day(round_.day)}" if round_.day else ""
    return f"{visible_line(round_.name)}{when}: {told}"


def earlier_results(canvas: Canvas, round_: Round, statement: str) -> Iterator[tuple[Round, Result]]:
    """What earlier rounds that are revealed say about a statement, the latest first."""
    known = rounds(canvas)
    before = known[: next(n for n, each in enumerate(known) if each.id == round_.id)]
    for each in reversed(before):
        if each.revealed:
            yield from (
                (each, result) for result in results(canvas, each) if result.statement.id == statement
            )


def as_lines(canvas: Canvas, round_: Round) -> str:
    """The result as plain lines, for a terminal and a pipe."""
    lines = [round_line(canvas, round_)]
    if not round_.revealed:
        return f"{lines[0]}\nThe answers are not shown yet.\n"
    for panel, found in panels_ranked(results(canvas, round_)):
        lines += ["", BY_KEY[panel].title]
        for result in found:
            talk = f"  ({talk_word(result)}: talk about it)" if result.asks_for_talk else ""
            lines += [f"  {visible_line(result.statement.says)}{talk}"]
            rows = level_rows(result)
            width = max((len(row.words) for row in rows), default=0)
            for row in rows:
                lines.append(
                    f"    {row.words:<{width}}  {' '.join(filter(None, (row.dots, row.names)))}".rstrip()
                )
                lines += [f"      “{because}”" for because in row.becauses]
            lines.append(f"    {facts(result, round_.invited)}")
            lines += [
                f"    {visible_line(each.name)}: {facts(before, each.invited)}"
                for each, before in earlier_results(canvas, round_, result.statement.id)
            ]
    return "\n".join(lines) + "\n"


def review_blocks(canvas: Canvas, audience: Audience) -> list[Block]:
    """The latest round that is revealed and shown to an audience, as a part of the summary.

    Args:
        canvas: the whole canvas: answers are withheld, their result is not.
        audience: who reads it.
    """
    shown = shown_rounds(canvas, audience)
    if not shown:
        return []
    latest = shown[-1]
    blocks: list[Block] = [heading(TITLE), paragraph(f"{round_line(canvas, latest)}.")]
    for panel, found in panels_ranked(results(canvas, latest)):
        blocks.append(heading(BY_KEY[panel].title, 3))
        entries = []
        for result in found:
            rows = tuple(
                Bullet(plain(f"{row.words}: {' '.join(filter(None, (row.dots, row.names))) or '–'}"))
                for row in level_rows(result)
            )
            before = tuple(
                Bullet(plain(f"{visible_line(each.name)}: {facts(was, each.invited)}"))
                for each, was in earlier_results(canvas, latest, result.statement.id)
                if visible_to(each.visibility, audience)
            )
            told = f" ({facts(result, latest.invited)})"
            said = strong(visible_line(result.statement.says))
            entries.append(Bullet((*said, *plain(told)), (*rows, *before)))
        blocks.append(Bullets(tuple(entries)))
    return blocks


def shown_rounds(canvas: Canvas, audience: Audience) -> tuple[Round, ...]:
    """The rounds that are revealed and that an audience may read, the earliest first."""
    return tuple(each for each in rounds(canvas) if each.revealed and visible_to(each.visibility, audience))
