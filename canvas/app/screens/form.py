"""A form generated from the schema: for an item, and for the properties of the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.bindings import binding_of
from canvas.app.keys import spelled
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.form_foot import FormFoot
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.field import FieldEntry, FieldError
from canvas.app.widgets.form_rows import FormRows, Stop
from canvas.app.widgets.key_hints import bound_keys
from canvas.bundled_files import style
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import quote
from canvas.model.schema import COMMON, PROPERTIES, REASON, STATUS, Field, FieldValue, Panel

_JOURNAL_INTERVAL_SECONDS = 0.1
"""How often changed fields are reported for recovery."""

MAX_HEIGHT_PERCENT = 96
"""How much of the screen's height a form takes at most; so it stands in its style, too."""

TEXT = Field("text", "Text", "prose", "what was said, in a sentence or less")


@dataclass(frozen=True, slots=True)
class Form:
    """The title of a form, its fields with their values, and the keys of those behind “more”."""

    title: str
    fields: tuple[tuple[Field, FieldValue], ...]
    more: frozenset[str] = frozenset()


def item_form(panel: Panel, item: Item) -> Form:
    """The form of an item; common fields that are not filled are behind “more”."""
    fields = ((TEXT, item.text), *((field, item.get(field)) for field in panel.fields))
    more = frozenset(field.key for field in COMMON if item.get(field) == field.default) - {STATUS.key}
    if item.status == "disputed":
        more -= {REASON.key}
    return Form(f"{panel.title}: {quote(item.text)}", fields, more)


def properties_form(canvas: Canvas) -> Form:
    """The form for the properties of a canvas."""
    values = canvas.properties
    return Form("This canvas", tuple((field, values[field.key]) for field in PROPERTIES))


class FormPort(NamedTuple):
    """The callbacks that a form needs from whoever opened it.

    Attributes:
        keep: applies the changed fields, by key; returns an error sentence, empty on success.
        so_far: receives the changed fields while the form is filled in, for recovery.
        ended: called when the form closes.
        save: saves the file, once what was kept is in the canvas.
    """

    keep: Callable[[dict[str, Any]], str]
    so_far: Callable[[dict[str, Any]], object]
    ended: Callable[[], object]
    save: Callable[[], object]


class FormScreen(ModalScreen[dict[str, Any]]):
    """Edits fields, and stays until all of them are valid; gives the values that were left unkept."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("form.tcss")]
    AUTO_FOCUS = ".editor"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("save", "keep", typing=True),
        Binding("ctrl+o", "more", "More", priority=True, id="form.more"),
        Binding("tab", "walk(1)", "Next field", show=False, priority=True),
        Binding("shift+tab", "walk(-1)", "Field before", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(
        self, form: Form, owner: FormPort, today: date, read_only_reason: str = "", *, first: str = ""
    ) -> None:
        """A form whose changed fields `owner` takes in; with a reason it is read-only.

        The field ``first`` has the focus; where it is empty, the topmost one.
        """
        super().__init__()
        self.problem = MessageLine(read_only_reason)
        self.form = replace(form, more=form.more - {first})
        self.owner = owner
        self._reported: dict[str, Any] = {}
        self._is_closed = False
        self.read_only_reason = read_only_reason
        self.entries = [FieldEntry(field, value, today) for field, value in form.fields]
        self.rows = FormRows(self.entries, self.form.more)
        self.rows.stop = next((entry for entry in self.entries if entry.field.key == first), self.entries[0])
        self._foot = FormFoot()
        self._dialog = Vertical(classes="dialog wide form")

    def compose(self) -> Iterator[Widget]:
        """Yield the rows, the messages and two buttons."""
        self.rows.more_label = f"More{self._key('more')}"
        with self._dialog:
            yield Static(self.form.title, classes="title", markup=False)
            with VerticalScroll(can_focus=False):
                yield self.rows
            yield self.problem
            yield from self._foot.widgets

    def _key(self, action: str) -> str:
        key = bound_keys(self).get(action)
        return f"  {spelled(key)}" if key else ""

    def on_mount(self) -> None:
        """Begin to report what is filled in, and show the field that is wanted."""
        self._tell_stop()
        if not self.rows.inputs:  # the field is no text, and has none
            self.set_focus(self.rows)
        self.call_after_refresh(self._fit)
        self.call_after_refresh(self.rows.show_stop)
        self.set_interval(_JOURNAL_INTERVAL_SECONDS, self._report_draft)

    def on_resize(self) -> None:
        """Keep the buttons in sight."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Let the rows scroll where they would push the hint and the buttons out of the dialog."""
        if not (width := self.rows.size.width):
            return
        rest = (child for child in self._dialog.children if child is not self.rows.parent)
        lines = sum(child.outer_size.height + child.styles.margin.height for child in rest)
        lines += self.rows.get_content_height(None, None, width) + self._dialog.gutter.height
        self._dialog.set_class(lines > MAX_HEIGHT_PERCENT * self.size.height // 100, "-long")

    def _report_draft(self) -> None:
        values, _ = self._changed()
        if values != self._reported and not self.read_only_reason and not self._is_closed:
            self._reported = values
            self.owner.so_far(values)

    # Stops of the tabulator

    @property
    def stop(self) -> Stop:
        """The field or button that keys act on."""
        return self.rows.stop

    async def go(self, stop: Stop) -> None:
        """Go to a field or a button."""
        await self.rows.go(stop)
        self._tell_stop()

    async def action_walk(self, steps: int) -> None:
        """Go to the next field or button, or the one before."""
        buttons: list[Stop] = ["leave"] if self.read_only_reason else ["keep", "leave"]
        stops = [*self.rows.stops, *buttons]
        await self.go(stops[(stops.index(self.stop) + steps) % len(stops)])

    async def action_act(self) -> None:
        """Do what enter does at a stop without an input."""
        match self.stop:
            case "keep":
                await self.action_keep()
            case "leave":
                self.action_leave()
            case "more":
                await self.action_more()
            case _:
                self.action_choose()

    def action_choose(self) -> None:
        """Ask for the value of a field that has a list of them."""
        entry = self.stop
        if not isinstance(entry, FieldEntry) or entry.is_text:
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                entry.choose(value)
                self.rows.refresh()
                self._tell_stop()

        options = [Option(str(n), c.key, c.key, c.hint) for n, c in enumerate(entry.field.choices, 1)]
        if not entry.field.default:
            options.insert(0, Option("0", "", "–"))
        self.app.push_screen(ChooseScreen(entry.field.label, options, entry.shown), chosen)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus to an input that was clicked."""
        for entry, editor in self.rows.inputs.items():
            if event.widget is editor and self.stop is not entry:
                self.rows.stop = entry
                self.rows.refresh()
                self._tell_stop()

    async def on_form_rows_clicked(self, event: FormRows.Clicked) -> None:
        """Go to the row that was clicked; put the cursor there, or open its list."""
        event.stop()
        if event.stop_at == "more":
            await self.action_more()
            return
        await self.go(event.stop_at)
        if isinstance(event.stop_at, FieldEntry):
            if event.stop_at.is_text:
                self.rows.put_cursor(event.stop_at, event.offset)
            else:
                self.action_choose()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field."""
        event.stop()
        await self.action_walk(1)

    def _tell_stop(self) -> None:
        """Show the hint of the stop, and which button it is."""
        match self.stop:
            case "more":
                hint = "enter shows these fields too"
            case "keep" | "leave":
                hint = "tab goes to the first field"
            case entry:
                hint = entry.hint
        self._foot.show(hint, self.stop, self._key("keep"), can_keep=not self.read_only_reason)

    async def action_more(self) -> None:
        """Show the fields behind “more”; the focus stays, or goes from there to the first of them."""
        more = self.rows.more
        if not more:
            return
        self.rows.show_more()
        self.call_after_refresh(self._fit)
        if self.stop == "more":
            await self.go(next(entry for entry in self.entries if entry.field.key in more))

    # Keeping and leaving

    async def action_keep(self) -> None:
        """Keep the changed fields and save the file, unless a field is invalid."""
        if self.read_only_reason:
            return
        values, invalid = self._changed()
        if invalid:
            entry, problem = invalid[0]
            await self.go(entry)
            self._tell(problem)
        elif problem := self.owner.keep(values):
            self._tell(problem)
        else:
            self._close(None)
            self.owner.save()

    def action_leave(self) -> None:
        """Leave without keeping; that an invalid value would be lost must be in sight before."""
        values, invalid = self._changed()
        problem = f"{invalid[0][1]} Or esc once more: it is lost then." if invalid else ""
        if problem and self.problem.content != problem:
            self._tell(problem)
        else:
            self._close(values or None)

    def action_quit(self) -> None:
        """Leave, unless fields were changed."""
        values, invalid = self._changed()
        if values or invalid:
            self._tell(f"Press {self._key('keep').strip()} to keep this first, or esc to cancel.")
        else:
            self._close(None)

    def _close(self, left: dict[str, Any] | None) -> None:
        """Close with the values that were not kept."""
        self._is_closed = True
        self.owner.ended()
        self.dismiss(left)

    def _changed(self) -> tuple[dict[str, Any], list[tuple[FieldEntry, str]]]:
        """The changed values by key, and the invalid fields with the reasons."""
        values: dict[str, Any] = {}
        invalid: list[tuple[FieldEntry, str]] = []
        for entry in self.entries:
            if entry.is_changed:
                try:
                    values[entry.field.key] = entry.value
                except FieldError as error:
                    invalid.append((entry, str(error)))
        return values, invalid

    def _tell(self, problem: str) -> None:
        self.problem.tell(problem)
        self.call_after_refresh(self._fit)
        self.call_after_refresh(self.rows.show_stop)  # the message takes a line
