"""Lines of a slide: words in few styles, never wider than there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple
from unicodedata import combining, east_asian_width

from canvas.model.sanitize import visible

WIDEST: Final = 80
"""How many columns a line has at most: a longer one loses the eye that has to come back from its end."""

_MOST_UNSEEN = 4
"""How many characters may share a column: a name can be made of a thousand accents."""

Style = Literal[
    "title",
    "label",
    "heart",
    "text",
    "quiet",
    "late",
    "proposed",
    "agreed",
    "disputed",
    "parked",
    "done",
    "differing",
]
"""What words are for; a status's mark has the style of its status."""

Measure = Callable[[str], int]
"""How many columns a text takes on the screen."""


class StyledRun(NamedTuple):
    """Some words in one style."""

    text: str
    style: str = "text"


Line = tuple[StyledRun, ...]
"""Words side by side."""


def columns(text: str) -> int:
    """How many columns a text takes where nobody knows the screen: rather too many than too few."""
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def plain(line: Line) -> str:
    """What a line says."""
    return "".join(run.text for run in line)


def wrapped(text: str, width: int, measure: Measure) -> list[str]:
    """A text, made visible, as lines of at most so many columns, broken at spaces where there are any.

    Args:
        text: the text; each of its own lines begins a new one, those without words go.
        width: the columns of a line, 2 or more.
        measure: how many columns a text takes.
    """
    lines: list[str] = []
    for own in visible(text).split("\n"):
        measured = len if own.isascii() else measure
        line = ""
        for word in own.replace("\t", " ").split(" "):
            longer = f"{line} {word}" if line else word
            if measured(longer) <= width and len(longer) <= width * _MOST_UNSEEN:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _pieces(word, width, measured)
            lines += whole
        if line.strip():
            lines.append(line)
    return lines


def _pieces(word: str, width: int, measure: Measure) -> list[str]:
    """A word that may be longer than a line, in pieces that are not."""
    pieces: list[str] = []
    piece = ""
    for char in word:
        if piece and (measure(piece + char) > width or len(piece) >= width * _MOST_UNSEEN):
            pieces.append(piece)
            piece = char
        else:
            piece += char
    return [*pieces, piece]


def cut(text: str, width: int, measure: Measure) -> str:
    """A text on one line of at most so many columns, which ends in an ellipsis where it is longer."""
    text = " ".join(visible(text).split())
    if measure(text) <= width and len(text) <= width * _MOST_UNSEEN:
        return text
    first = _pieces(text, max(1, width - 1), measure)[0]
    return f"{first.rstrip()}…" if measure(first) < width else "…"[:width]


def in_style(text: str, style: str, width: int, measure: Measure) -> list[Line]:
    """A text as lines in one style."""
    return [(StyledRun(line, style),) for line in wrapped(text, width, measure)]


def side_by_side(facts: Iterable[StyledRun], width: int, measure: Measure) -> list[Line]:
    """Facts one after the other with a dot between them; none is broken that fits on a line of its own."""
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
