"""Beginning a meeting: who is here, and what is on the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from canvas.app.bindings import binding_of
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.screens.prompt import PromptScreen
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey
from canvas.app.widgets.later_indent import LaterIndent
from canvas.app.widgets.symbols import MARKS
from canvas.exports.minutes import promise_line, since_line
from canvas.model.meeting_outcomes import Point, Why, points
from canvas.model.meetings import Promise, distinct_names, next_name, people, since_last
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import clean_line, quote, visible_line
from canvas.model.schema import BY_KEY
from canvas.workspace import Workspace

Row = str | Point
"""Somebody who may be here, or something to be talked about."""

_DIGITS = 9
_INDENT = 7
"""The columns of the number and the box before the text of a row."""

_SIGNS: dict[Why, str] = {
    "late": "late",
    "disputed": f"{MARKS['disputed']} disputed",
    "missing": "missing",
    "parked": f"{MARKS['parked']} parked",
    "own": "",
}
_FATES = {"done": MARKS["done"], "late": "late", "open": "", "parked": MARKS["parked"], "gone": "gone"}


class Begun(NamedTuple):
    """How a meeting is to begin."""

    name: str
    present: tuple[str, ...]
    agenda: tuple[Point, ...]


class BeginMeetingScreen(ListDialog[Begun, Row]):
    """Ticks who is here and what is on the agenda; gives both."""

    EXTRA_CLASSES = "meeting"
    is_idle = True
    KEYS = (
        ("begin", "enter begins"),
        ("tick", "space ticks"),
        BoundKey("add", "adds a name or a point"),
        ("", "1–9 the agenda"),
        BoundKey("promises", "since last time"),
        BoundKey("rename", "name"),
        ("dismiss", "esc cancels"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", priority=True),
        Binding("enter", "begin", "Begin", priority=True),
        binding_of("add", "add"),
        binding_of("next_steps", "promises"),
        binding_of("properties", "rename"),
        *(
            Binding(str(number), f"number({number})", str(number), id=f"point.{number}", priority=True)
            for number in range(1, _DIGITS + 1)
        ),
    ]

    def __init__(self, workspace: Workspace, today: date) -> None:
        super().__init__(workspace)
        canvas = workspace.canvas
        self.today = today
        self.called = next_name(canvas)
        self.promises = since_last(canvas, today)
        self.people = [*people(canvas)]
        self.points = [*points(canvas, today)]
        self.here: set[str] = set()
        self.agenda = {point for point in self.points if point.is_chosen}

    def on_mount(self) -> None:
        """List everybody and everything."""
        self.go_on(self.option_list)
        self._list()

    def canvas_changed(self) -> None:
        """Offer what may be talked about now; what was ticked stays so."""
        own = [point for point in self.points if point.why == "own"]
        known = {(point.statement, point.rule, point.text) for point in self.points}
        now = [*points(self.workspace.canvas, self.today)]
        chosen = {(point.statement, point.rule, point.text) for point in self.agenda}
        self.points = [*now, *own]
        self.agenda = {
            point
            for point in self.points
            if (key := (point.statement, point.rule, point.text)) in chosen
            or (point.is_chosen and key not in known)
        }
        self._list()

    def action_go(self) -> None:
        """Tick the row of a double click."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the highlighted row, or no longer, and go on to the next."""
        row = self.highlighted
        if row is None:
            return
        self._toggle(row)
        self.option_list.action_cursor_down()

    def action_number(self, number: int) -> None:
        """Put a point on the agenda by its number, or take it off."""
        if number <= len(self.points):
            self._toggle(self.points[number - 1])
        else:
            self.tell(f"There is no point {number}.")

    def action_add(self) -> None:
        """Ask for another name, or for another point where the cursor is among those."""
        is_point = isinstance(self.highlighted, Point) or not self.people
        question = "What else is on the agenda?" if is_point else "Who else is here? Several with commas"
        self.app.ask(PromptScreen(question), self._add_point if is_point else self._add_names)

    def action_rename(self) -> None:
        """Ask what the meeting is called."""

        def renamed(name: str) -> None:
            self.called = clean_line(name) or self.called
            self._list()

        self.app.ask(PromptScreen(f"What is the meeting called, in place of {self.called}?"), renamed)

    def action_promises(self) -> None:
        """Show what became of each promise of last time."""
        if not self.promises:
            self.tell("Nothing was promised at a meeting yet.")
            return
        self.app.push_screen(promises_viewer(self.promises))

    def action_begin(self) -> None:
        """Give who is here and the agenda."""
        present = tuple(name for name in self.people if name in self.here)
        self.dismiss(Begun(self.called, present, tuple(p for p in self.points if p in self.agenda)))

    def _add_names(self, typed: str) -> None:
        names = distinct_names(typed.split(","))
        self.people = [*distinct_names((*self.people, *names))]
        known = {clean_line(name).casefold() for name in names}
        self.here |= {name for name in self.people if name.casefold() in known}
        self._list(lambda row: row == self.people[-1])

    def _add_point(self, typed: str) -> None:
        point = Point("own", clean_line(typed))
        if point.text and point not in self.points:
            self.points.append(point)
            self.agenda.add(point)
        self._list(lambda row: row == point)

    def _toggle(self, row: Row) -> None:
        if isinstance(row, Point):
            self.agenda ^= {row}
        else:
            self.here ^= {row}
        at = self.rows.index(row)
        number = self.points.index(row) + 1 if isinstance(row, Point) else 0
        self.option_list.replace_option_prompt_at_index(at, self._row(row, number))

    def _list(self, wanted: object = None) -> None:
        since = since_line(self.promises)
        self.set_heading(f"Begin {quote(self.called)}{since and f'. {since}.'}")
        self.list_rows(self._rows(), wanted if callable(wanted) else None)

    def _rows(self) -> Iterator[tuple[Content | HangingIndent, Row | None]]:
        yield Content.styled("Who is here", "bold $accent"), None
        if not self.people:
            add = self.app.key_map.told("add")
            yield Content.styled(f"Nobody is named in this canvas yet: {add} adds a name.", "$quiet"), None
        for name in self.people:
            yield self._row(name), name
        yield Content.styled("On the agenda", "bold $accent"), None
        for number, point in enumerate(self.points, 1):
            yield self._row(point, number), point

    def _row(self, row: Row, number: int = 0) -> LaterIndent:
        """The row of a person, or of a point with its number, which is made when it is painted."""
        make = partial(self._made_row, row, number)
        if not isinstance(row, Point):
            return LaterIndent(make, _INDENT, row)
        facts = _SIGNS[row.why] + (f" - 1 {BY_KEY[row.panel].title}" if row.panel else "")
        return LaterIndent(make, _INDENT, row.text.rstrip("."), longest_facts=facts)

    def _made_row(self, row: Row, at: int) -> HangingIndent:
        is_ticked = row in (self.agenda if isinstance(row, Point) else self.here)
        box = Content.styled("[x] " if is_ticked else "[ ] ", "bold")
        if not isinstance(row, Point):
            return HangingIndent((Content.assemble("   ", box), Content(visible_line(row))))
        number = Content.styled(f" {at} " if at <= _DIGITS else "   ", "bold")
        where = BY_KEY[row.panel].numbered_title if row.panel else ""
        facts = tuple(Content.styled(fact, "$quiet") for fact in (_SIGNS[row.why], where) if fact)
        lines = [(Content.assemble(number, box), Content(visible_line(row.text).rstrip(".")))]
        return HangingIndent(*lines, *([(Content(""), facts)] if facts else []))


def promises_viewer(promises: Sequence[Promise]) -> TextViewerScreen:
    """A screen with what became of each promise of last time."""
    rows = (
        (Content.styled(f" {_FATES[each.fate]:4} ", "bold"), Content(visible_line(promise_line(each.note))))
        for each in promises
    )
    return TextViewerScreen(since_line(promises), [HangingIndent(*rows)])
