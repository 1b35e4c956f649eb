"""The board as an SVG picture: nine cells, the title above them, the meaning of the symbols below.

It shows statements and their status, and names no font, file or address. The letters are as large as lets all
statements in, down to a limit; below it a panel ends in “and 7 more”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from canvas.exports.conflict_phrases import NOT_SETTLED, unresolved_suffix
from canvas.exports.opening import title_of
from canvas.exports.phrases import counted, day, line, marked_for, status_words
from canvas.exports.picture.svg_text import Tail, escaped, mark, number, rectangle, text_lines
from canvas.exports.picture.text_width import text_width, wrap
from canvas.exports.slides.layout import shared
from canvas.exports.writing_direction import is_right_to_left
from canvas.model.schema import BOARD_ROWS, BY_KEY, PANEL_KEYS, REVIEW, STAGE, STATUS

if TYPE_CHECKING:
    from datetime import date

    from canvas.exports.request import PictureSize
    from canvas.model.canvas import Canvas, Item
    from canvas.model.types import Audience, CellKey

_WIDTH, _HEIGHT = 1600, 900  # the size at which the lengths below are pixels
_EDGE, _GAP, _INSET = 36, 14, 16
_TITLE, _BESIDE, _HEADING = 36, 18, 19
_LARGEST, _SMALLEST = 21, 14
_STEP: Final = 1.32  # from line to line, in parts of the letters
_BETWEEN: Final = 0.36  # between two statements, likewise
_INDENT: Final = 1.35  # of the words beside a symbol, likewise
_SYMBOL: Final = 0.72  # the size of a symbol, likewise
_LARGE: Final = 1.5  # the letters of the count of what is agreed, likewise
_BELOW_BAR: Final = 1.1  # the bar of what is agreed and the air below it, likewise
_MAX_LINES = 5

_GROUND, _CELL, _RULE, _INK, _QUIET = "#f6f4ee", "#ffffff", "#d8d4c8", "#101418", "#3a424b"
_HEART, _HEART_RULE, _HEART_INK = "#fff7e0", "#b07d2b", "#6b3a00"
_COLOURS: Final = {
    "proposed": "#3a424b",
    "agreed": "#0b4c24",
    "disputed": "#8a100a",
    "parked": "#3a424b",
    "done": "#0b4c24",
    "unresolved": "#6b3a00",
}
_UNRESOLVED: Final = "unresolved"
_LEGEND: Final = tuple(dict.fromkeys(("agreed", "done", *(each.key for each in STATUS.choices), _UNRESOLVED)))
"""The symbols in the order in which they are counted: what is done was agreed."""


class _Statement(NamedTuple):
    """A statement as it is drawn.

    Attributes:
        status: the key of its symbol.
        lines: its words, wrapped.
        said: the status in words, where it needs some; may be empty.
        is_beside: whether these stand behind the last line, and not in a line of their own.
    """

    status: str
    lines: tuple[str, ...]
    said: str = ""
    is_beside: bool = True

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return len(self.lines) + (bool(self.said) and not self.is_beside)


def render(canvas: Canvas, *, audience: Audience, today: date, size: PictureSize) -> str:
    """A canvas, filtered for an audience, as an SVG document."""
    return _Picture(canvas, audience, today, size).svg()


class _Picture:
    """One picture while it is laid out; lengths are in pixels of the chosen size."""

    def __init__(self, canvas: Canvas, audience: Audience, today: date, size: PictureSize) -> None:
        self.canvas = canvas
        self.audience = audience
        self.today = today
        self.width, self.height = size
        self.scale = min(self.width / _WIDTH, self.height / _HEIGHT)
        self.cell_width = (self.width - self._at(2 * _EDGE + 2 * _GAP)) / len(BOARD_ROWS[0])

    def _at(self, length: float) -> float:
        return length * self.scale

    def svg(self) -> str:
        """The whole document."""
        title = title_of(self.canvas)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img" font-family="sans-serif">\n'
            f"<title>{escaped(title)}</title>\n"
            f"<desc>{escaped('. '.join((self._beside(), *self._standing())))}</desc>\n"
        )
        parts = [rectangle(0, 0, self.width, self.height, _GROUND), *self._head(title)]
        parts += self._cells(self._at(_EDGE + 74), self.height - self._at(_EDGE))
        return head + "".join(parts) + "</svg>\n"

    def _head(self, title: str) -> Iterator[str]:
        left, right = self._at(_EDGE), self.width - self._at(_EDGE)
        size = self._at(_TITLE)
        x = right if is_right_to_left(title) else left
        words = wrap(line(title), (right - left) / size, 1, bold=True)
        yield text_lines(words, x, self._at(_EDGE) + size * 0.75, size, _INK, bold=True)
        small = self._at(_BESIDE)
        facts = wrap(self._beside(), (right - left) / small, 1)
        yield text_lines(facts, left, self._at(_EDGE + 54), small, _QUIET)

    def _beside(self) -> str:
        """The stage, the next review and the reader on one line."""
        canvas = self.canvas
        hint = next((f", {choice.hint}" for choice in STAGE.choices if choice.key == canvas.stage), "")
        facts = [f"{line(canvas.stage).capitalize()}{hint}{unresolved_suffix(canvas, 'stage')}"]
        if canvas.review:
            late = ", overdue" if canvas.review < self.today else ""
            facts.append(
                f"{REVIEW.label.lower()} {day(canvas.review)}{late}{unresolved_suffix(canvas, 'review')}"
            )
        return " · ".join([*facts, marked_for(self.audience)])

    def _cells(self, top: float, bottom: float) -> Iterator[str]:
        heights, size = self._row_heights(bottom - top)
        y = top
        for row, height in zip(BOARD_ROWS, heights, strict=True):
            for column, key in enumerate(row):
                x = self._at(_EDGE) + column * (self.cell_width + self._at(_GAP))
                yield from self._cell(key, x, y, height, size)
            y += height + self._at(_GAP)

    def _row_heights(self, room: float) -> tuple[list[float], float]:
        """The heights of the rows, and the size of the letters: the largest at which all is shown."""
        rows = len(BOARD_ROWS)
        room -= self._at(_GAP) * (rows - 1)
        size, needs = 0.0, [0.0]
        for pixels in range(_LARGEST, _SMALLEST - 1, -1):
            size = self._at(pixels)
            needs = [max(self._need(key, size) for key in row) for row in BOARD_ROWS]
            if sum(needs) <= room:
                spare = (room - sum(needs)) / rows
                return [need + spare for need in needs], size
        heights = [float(share) for share in shared([round(need) for need in needs], int(room))]
        return heights, size

    def _need(self, key: CellKey, size: float) -> float:
        """The height of a cell that shows all it has."""
        head = self._at(_HEADING) * 1.5 + self._at(2 * _INSET)
        if key == "readiness":
            lines = len(self._legend()) + len(self._standing()) - 1
            return head + size * (_STEP * (_LARGE + lines) + _BELOW_BAR + _BETWEEN)
        statements = self._statements(key, size)
        lines = sum(each.height for each in statements)
        return head + size * (_STEP * lines + _BETWEEN * max(0, len(statements) - 1)) + 1

    def _statements(self, key: CellKey, size: float) -> list[_Statement]:
        width = (self.cell_width - self._at(2 * _INSET)) / size - _INDENT
        return [self._statement(item, width) for item in self.canvas.panels.get(key, ())]

    def _statement(self, item: Item, width: float) -> _Statement:
        lines = tuple(wrap(line(item.text) or "(no words yet)", width, _MAX_LINES))
        status = _UNRESOLVED if item.is_unresolved else item.status
        said = "" if status == "proposed" else self._said(status)
        used = text_width(lines[-1]) + 0.6 + text_width(said, bold=True)
        return _Statement(status, lines, said, used <= width and not is_right_to_left("".join(lines)))

    def _cell(self, key: CellKey, x: float, y: float, height: float, size: float) -> Iterator[str]:
        is_heart = key == PANEL_KEYS[0]
        fill, rule = (_HEART, _HEART_RULE) if is_heart else (_CELL, _RULE)
        width = self._at(2 if is_heart else 1)
        more = f' rx="{number(self._at(6))}" stroke="{rule}" stroke-width="{number(max(width, 0.5))}"'
        yield rectangle(x, y, self.cell_width, height, fill, more)
        left, heading = x + self._at(_INSET), self._at(_HEADING)
        below = y + self._at(_INSET) + heading
        if key == "readiness":
            yield text_lines(["Where we stand"], left, below - heading * 0.15, heading, _QUIET, bold=True)
            yield from self._where_we_stand(left, below + heading * 0.5, size)
            return
        panel = BY_KEY[key]
        colour = _HEART_INK if is_heart else _QUIET
        yield text_lines([panel.title], left, below - heading * 0.15, heading, colour, bold=True)
        room = height - self._at(_INSET) * 2 - heading * 1.5
        yield from self._list(key, left, below + heading * 0.5, room, size)

    def _list(self, key: CellKey, x: float, y: float, room: float, size: float) -> Iterator[str]:
        """The statements of a panel as far as they fit, and how many more there are."""
        statements = self._statements(key, size)
        if not statements:
            yield text_lines(["Nothing here yet"], x, y + size * 0.8, size, _QUIET)
        shown = self._shown(statements, room / size)
        for statement in statements[:shown]:
            yield from self._drawn(statement, x, y, size)
            y += size * (_STEP * statement.height + _BETWEEN)
        if rest := len(statements) - shown:
            words = f"and {rest} more" if shown else counted(rest, "statement")
            yield text_lines([words], x + size * _INDENT * bool(shown), y + size * 0.8, size, _QUIET)

    def _shown(self, statements: Sequence[_Statement], room: float) -> int:
        """How many statements fit into a height, in parts of the letters, with a last line about the rest."""
        used = 0.0
        for at, statement in enumerate(statements):
            used += _STEP * statement.height
            is_last = at == len(statements) - 1
            if used + (0 if is_last else _STEP + _BETWEEN) > room + 0.1:
                return at
            used += _BETWEEN
        return len(statements)

    def _drawn(self, statement: _Statement, x: float, y: float, size: float) -> Iterator[str]:
        colour = _COLOURS[statement.status]
        base, step = y + size * 0.8, size * _STEP
        right = x + self.cell_width - self._at(2 * _INSET)
        symbol = size * _SYMBOL
        is_to_left = is_right_to_left("".join(statement.lines))
        yield mark(statement.status, right - symbol if is_to_left else x, y + size * 0.12, symbol, colour)
        ink = _QUIET if statement.status in ("parked", "done") else _INK
        start = right - size * _INDENT if is_to_left else x + size * _INDENT
        tail = Tail(statement.said, colour) if statement.said and statement.is_beside else None
        yield text_lines(statement.lines, start, base, size, ink, step=step, tail=tail)
        if statement.said and not tail:
            below = base + step * len(statement.lines)
            yield text_lines([statement.said], start, below, size, colour, bold=True, to_left=is_to_left)

    def _standing(self) -> list[str]:
        """What is agreed, and what comes next."""
        canvas = self.canvas
        agreed = sum(item.is_agreed for _, item in canvas)
        facts = [f"{agreed} of {len(canvas)} agreed" if len(canvas) else "No statements yet"]
        late = sum(item.is_overdue(self.today) for _, item in canvas)
        if self.audience != "public" and (steps := len(canvas.next_steps)):
            facts.append(counted(steps, "next step") + (f", {late} late" if late else ""))
        return facts

    def _legend(self) -> list[tuple[str, str]]:
        """Each symbol that is in the picture, with how many there are and what it means."""
        found = Counter(_UNRESOLVED if item.is_unresolved else item.status for _, item in self.canvas)
        told = {key: f"{found[key]} {self._said(key) or key}" for key in _LEGEND if found[key]}
        if found["agreed"] and found["done"]:
            told |= {
                "agreed": f"{found['agreed'] + found['done']} agreed",
                "done": f"{found['done']} of these done",
            }
        return list(told.items())

    def _said(self, status: str) -> str:
        """The words for a symbol; none for agreed."""
        return NOT_SETTLED if status == _UNRESOLVED else status_words(status, self.audience)

    def _where_we_stand(self, x: float, y: float, size: float) -> Iterator[str]:
        """The ninth cell: a bar of what is agreed, the meaning of the symbols, the next steps."""
        first, *rest = self._standing()
        large = size * _LARGE
        yield text_lines([first], x, y + large * 0.8, large, _INK, bold=True)
        y += large * _STEP
        if len(self.canvas):
            width, height = self.cell_width - self._at(2 * _INSET), size * 0.5
            part = sum(item.is_agreed for _, item in self.canvas) / len(self.canvas)
            for share, fill in ((1, _RULE), (part, _COLOURS["agreed"])):
                if share:
                    yield rectangle(x, y, width * share, height, fill, f' rx="{number(height / 2)}"')
            y += size * _BELOW_BAR
        for status, words in self._legend():
            yield mark(status, x, y + size * 0.12, size * _SYMBOL, _COLOURS[status])
            yield text_lines([words], x + size * _INDENT, y + size * 0.8, size, _INK)
            y += size * _STEP
        for fact in rest:
            yield text_lines([fact], x, y + size * (0.8 + _BETWEEN), size, _INK)
            y += size * _STEP
