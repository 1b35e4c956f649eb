"""Lines of a slide: styled runs, wrapped and truncated to a width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, NamedTuple

from canvas.model.graphemes import syllables
from canvas.model.sanitize import shorten, visible

WIDEST: Final = 96
"""Maximum columns of a line, however wide the screen: longer ones are hard to read."""

_MAX_CHARACTERS_PER_COLUMN = 4
"""A name can be made of a thousand combining accents."""

Style = Literal[
    "title", "label", "heart", "text", "quiet", "late", "differing",
    "proposed", "agreed", "disputed", "parked", "done",
]  # fmt: skip
"""The role of a run; a status symbol has the style of its status."""

Measure = Callable[[str], int]
"""Returns the columns of a text on the screen."""


class StyledRun(NamedTuple):
    """Text in one style."""

    text: str
    style: Style = "text"


Line = tuple[StyledRun, ...]


def plain(line: Line) -> str:
    """The text of a line."""
    return "".join(run.text for run in line)


def wrapped(text: str, width: int, measure: Measure) -> list[str]:
    """Wrap a sanitised text at spaces to a width of 2 or more; its own lines stay, but for blank ones."""
    lines: list[str] = []
    for own in visible(text).split("\n"):
        measured = len if own.isascii() else measure
        line = ""
        for word in own.replace("\t", " ").split(" "):
            longer = f"{line} {word}" if line else word
            if _fits(longer, width, measured):
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _pieces(word, width, measured)
            lines += whole
        if line.strip():
            lines.append(line)
    return lines


def cut(text: str, width: int) -> str:
    """Truncate a text to one line of a width, with an ellipsis."""
    return shorten(" ".join(visible(text).split()), width)


def in_style(text: str, style: Style, width: int, measure: Measure) -> list[Line]:
    """Wrap a text to lines in one style."""
    return [(StyledRun(line, style),) for line in wrapped(text, width, measure)]


def shared(wanted: Sequence[int], lines: int) -> list[int]:
    """Share lines equally; what one does not need goes to the others."""
    shares = [0] * len(wanted)
    for _ in range(max(0, lines)):
        short = [at for at, share in enumerate(shares) if share < wanted[at]]
        if not short:
            break
        shares[min(short, key=lambda at: shares[at])] += 1
    return shares


def side_by_side(facts: Iterable[StyledRun], width: int, measure: Measure) -> list[Line]:
    """Lines of facts separated by dots; a fact is broken only where it is longer than a line."""
    lines: list[Line] = []
    line: Line = ()
    used = 0
    for fact in facts:
        wide = measure(fact.text)
        if line and used + 3 + wide <= width:
            line = (*line, StyledRun(" · ", "quiet"), fact)
            used += 3 + wide
        else:
            lines += [line] if line else []
            *whole, line = [(), *in_style(fact.text, fact.style, width, measure)]
            lines += filter(None, whole)
            used = measure(plain(line))
    return [*lines, line] if line else lines


def _fits(text: str, width: int, measure: Measure) -> bool:
    return measure(text) <= width and len(text) <= width * _MAX_CHARACTERS_PER_COLUMN


def _pieces(word: str, width: int, measure: Measure) -> list[str]:
    """Break a word that is longer than a line; there is always one piece."""
    pieces: list[str] = []
    piece = ""
    for syllable in syllables(word):
        if piece and not _fits(piece + syllable, width, measure):
            pieces.append(piece)
            piece = syllable
        else:
            piece += syllable
    return [*pieces, piece]
