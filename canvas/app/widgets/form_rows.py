"""The rows of a form, painted by one widget; an input is mounted only over the rows that are edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from canvas.app.widgets.field import FieldEntry, SafeTextArea
from canvas.app.widgets.keys_line import LOW_LINES
from canvas.app.widgets.line_input import LineInput
from canvas.model.graphemes import fitting
from canvas.model.sanitize import shorten

Stop = FieldEntry | Literal["more", "keep", "leave"]
"""What tab goes to in a form."""

_LABEL_COLUMNS = 14
_DATE_COLUMNS = 18
_NARROW_COLUMNS = 60
_MOST_LINES, _MOST_LINES_WHERE_LOW = 6, 3
_OPENS = "▼ "


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands.

    Attributes:
        stop: its field, or “more”.
        top: its first line.
        lines: the lines of its text.
        preview: the lines below them.
    """

    stop: Stop
    top: int
    lines: int
    preview: int = 0

    @property
    def height(self) -> int:
        """All of its lines."""
        return self.lines + self.preview


class FormRows(Widget, can_focus=True):
    """Labels and values. It has the focus where no input has it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "screen.act", show=False),
        Binding("up,down", "screen.choose", show=False),
    ]

    @dataclass
    class Clicked(Message):
        """A row was clicked, at a place of its text."""

        stop_at: Stop
        offset: Offset

    def __init__(self, entries: Sequence[FieldEntry], more: frozenset[str]) -> None:
        """The rows of some fields; those whose key is in `more` are hidden behind it."""
        super().__init__()
        self.entries = entries
        self.more = more
        self.more_label = "More"
        self.stop: Stop = entries[0]
        self.inputs: dict[FieldEntry, LineInput | SafeTextArea] = {}
        self._rows: list[Row] = []
        self._colours: dict[str, Style] = {}

    def compose(self) -> Iterator[Widget]:
        """The input of the first field."""
        if isinstance(self.stop, FieldEntry) and self.stop.is_text:
            yield self._new_input(self.stop)

    @property
    def stops(self) -> list[Stop]:
        """The fields that are shown, and “more”."""
        shown: list[Stop] = [entry for entry in self.entries if entry.field.key not in self.more]
        return [*shown, "more"] if self.more else shown

    def _new_input(self, entry: FieldEntry) -> Widget:
        editor = self.inputs[entry] = entry.new_input()
        editor.add_class("editor")
        return editor

    async def go(self, stop: Stop) -> None:
        """Go to a stop; a field that is typed gets its input, and the focus."""
        self.stop = stop
        if not isinstance(stop, FieldEntry) or not stop.is_text:
            self.screen.set_focus(self, scroll_visible=False)
        else:
            if stop not in self.inputs:
                await self.mount(self._new_input(stop))
                self._place()
            self.screen.set_focus(self.inputs[stop], scroll_visible=False)
        self.refresh()
        self.show_stop()

    def put_cursor(self, entry: FieldEntry, offset: Offset) -> None:
        """Move the caret to a place of a text, after the focus, which selects all of it."""
        editor = self.inputs[entry]

        def put() -> None:
            if isinstance(editor, LineInput):
                editor.cursor_position = fitting(editor.value, max(0, offset.x))
            else:
                place = Offset(max(0, offset.x), offset.y)
                editor.move_cursor(editor.wrapped_document.offset_to_location(place))

        editor.call_later(put)

    def show_stop(self) -> None:
        """Scroll to the row of the stop."""
        for row in self._arranged(self.size.width):
            if row.stop is self.stop and isinstance(self.parent, Widget):
                region = Region(0, row.top, self.size.width, row.height)
                self.parent.scroll_to_region(region, animate=False)

    def show_more(self) -> None:
        """Show the fields behind “more”."""
        self.more = frozenset()
        self.refresh(layout=True)
        self.call_after_refresh(self.show_stop)

    # Places

    def _arranged(self, width: int) -> list[Row]:
        rows: list[Row] = []
        top = 0
        is_low, is_narrow = self.app.size.height < LOW_LINES, self.app.size.width < _NARROW_COLUMNS
        most = _MOST_LINES_WHERE_LOW if is_low else _MOST_LINES
        for stop in self.stops:
            lines, preview = 1, 0
            if isinstance(stop, FieldEntry):
                room = max(1, width - _LABEL_COLUMNS)
                if stop.is_long:
                    lines = max(1, min(most, len(stop.lines(room))))
                elif is_narrow:
                    preview = bool(stop.preview(room))
            rows.append(Row(stop, top, lines, preview))
            top += rows[-1].height
        return rows

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """The lines of all rows."""
        rows = self._arranged(width)
        return rows[-1].top + rows[-1].height

    def on_resize(self) -> None:
        """Place the inputs."""
        self._place()

    def _place(self) -> None:
        """Put each input over its row."""
        self._rows = self._arranged(self.size.width)
        for row in self._rows:
            editor = self.inputs.get(row.stop) if isinstance(row.stop, FieldEntry) else None
            if editor and self.size:
                editor.styles.offset = (_LABEL_COLUMNS, row.top)
                editor.styles.width = self._columns(row)
                editor.styles.height = row.lines

    def _columns(self, row: Row) -> int:
        """The columns of the text of a row."""
        room = max(1, self.size.width - _LABEL_COLUMNS)
        is_date = isinstance(row.stop, FieldEntry) and row.stop.field.type == "date"
        return min(room, _DATE_COLUMNS) if is_date and self.app.size.width >= _NARROW_COLUMNS else room

    def on_input_changed(self) -> None:
        """Preview a day, and fit the rows to their texts."""
        self._fit()

    def on_text_area_changed(self) -> None:
        """Fit the rows to their texts."""
        self._fit()

    def _fit(self) -> None:
        before = self._rows
        self._place()
        if self._rows != before:
            self.refresh(layout=True)
            self.call_after_refresh(self.show_stop)
        else:
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Report the row that was clicked."""
        event.stop()
        for row in self._arranged(self.size.width):
            if row.top <= event.y < row.top + row.height:
                self.post_message(self.Clicked(row.stop, Offset(event.x - _LABEL_COLUMNS, event.y - row.top)))

    # Painting

    def notify_style_update(self) -> None:
        """Read the colours again."""
        super().notify_style_update()
        self._colours = {}

    def _style(self, colour: str, ground: str, how: str = "") -> Style:
        known = f"{colour} {ground} {how}"
        if known not in self._colours:
            named = self.app.theme_variables
            front, back = Color.parse(named[colour]), Color.parse(named[ground])
            self._colours[known] = Style.from_color(front.rich_color, back.rich_color) + Style.parse(how)
        return self._colours[known]

    def render_line(self, y: int) -> Strip:
        """A line of a row."""
        width = self.size.width
        for row in self._arranged(width):
            if row.top <= y < row.top + row.height:
                return Strip(self._segments(row, y - row.top, width)).adjust_cell_length(
                    width, self._style("foreground", "surface")
                )
        return Strip.blank(width, self._style("foreground", "surface"))

    def _segments(self, row: Row, line: int, width: int) -> Iterator[Segment]:
        stop, surface = row.stop, "surface"
        is_current = stop is self.stop and self.has_focus
        if not isinstance(stop, FieldEntry):
            labels = ", ".join(entry.field.label for entry in self.entries if entry.field.key in self.more)
            look = ("background", "primary", "bold") if is_current else ("quiet", surface)
            yield Segment(shorten(f"{self.more_label} · {labels}", width), self._style(*look))
            return
        quiet = self._style("quiet", surface)
        label = "" if line else shorten(stop.field.label, _LABEL_COLUMNS - 1)
        yield Segment(f"{label:{_LABEL_COLUMNS}}", quiet)
        columns = self._columns(row)
        if line >= row.lines:
            yield Segment(shorten(stop.preview(columns), columns), quiet)
            return
        ground = "cursor-line" if is_current else "panel"
        text, style = self._text(stop, row, line, columns), self._style("foreground", ground)
        if not stop.shown and stop.placeholder:
            text = stop.placeholder
            style = self._style("quiet", ground, "italic" if stop.is_text else "")
        room = columns - len(_OPENS) if not stop.is_text else columns
        strip = Strip([Segment(shorten(text, room), style)]).adjust_cell_length(room, style)
        yield from strip
        if not stop.is_text:
            yield Segment(_OPENS, self._style("foreground", ground))
        elif columns < width - _LABEL_COLUMNS:
            room = width - _LABEL_COLUMNS - columns - 1
            yield Segment(f" {shorten(stop.preview(room), room)}", quiet)

    @staticmethod
    def _text(entry: FieldEntry, row: Row, line: int, columns: int) -> str:
        """A line of a value; the last one tells that there are more."""
        lines = entry.lines(columns)
        is_cut = line == row.lines - 1 and len(lines) > row.lines
        text = lines[line].expandtabs(4) if line < len(lines) else ""
        return f"{text[: columns - 2]}…" if is_cut else text
