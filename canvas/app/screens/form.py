"""A form generated from the schema: for an item, and for the properties of the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from canvas.app.keys import binding_of, spelled
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.board_port import FormPort
from canvas.app.widgets.field import FieldError, FieldInput, field_input
from canvas.app.widgets.keys_line import bound_keys
from canvas.bundled_files import style
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import quote
from canvas.model.schema import COMMON, PROPERTIES, REASON, STATUS, Field, FieldValue, Panel

_JOURNAL_INTERVAL_SECONDS = 0.1
"""How often changed fields are reported for recovery."""

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


class FormScreen(ModalScreen[dict[str, Any]]):
    """Edits fields, and stays until all of them are valid; gives the values that were left unkept."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("form.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("save", "keep", typing=True),
        Binding("ctrl+o", "more", "More", priority=True),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, form: Form, owner: FormPort, today: date, read_only_reason: str = "") -> None:
        """A form whose changed fields `owner` takes in; with a reason it is read-only."""
        super().__init__()
        self.problem = MessageLine(read_only_reason)
        self.form = form
        self.owner = owner
        self._reported: dict[str, Any] = {}
        self._is_closed = False
        self._is_warned = False
        self.read_only_reason = read_only_reason
        self.inputs: list[FieldInput] = [field_input(field, value, today) for field, value in form.fields]

    def compose(self) -> Iterator[Widget]:
        """Yield a row for each field, the messages and two buttons."""
        with Vertical(classes="dialog wide form"):
            yield Static(self.form.title, classes="title", markup=False)
            with VerticalScroll(can_focus=False):
                for entry in self.inputs:
                    with Horizontal(classes="field") as row:
                        row.display = entry.field.key not in self.form.more
                        yield Static(entry.field.label, classes="label", markup=False)
                        yield entry
                if self.form.more:
                    yield Button(self._more_label, id="more", compact=True)
            yield self.problem
            yield Static("", id="field-hint", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(
                    f"Keep and save{self._key('keep')}",
                    id="keep",
                    compact=True,
                    disabled=bool(self.read_only_reason),
                )
                yield Button("Leave  esc", id="leave", compact=True)

    def _key(self, action: str) -> str:
        key = bound_keys(self).get(action)
        return f"  {spelled(key)}" if key else ""

    @property
    def _more_label(self) -> Content:
        labels = (entry.field.label for entry in self.inputs if entry.field.key in self.form.more)
        return Content(f"More{self._key('more')} · {', '.join(labels)}")

    def on_mount(self) -> None:
        """Begin to report what is filled in."""
        self.set_interval(_JOURNAL_INTERVAL_SECONDS, self._report_draft)

    def _report_draft(self) -> None:
        values, _ = self._changed()
        if values != self._reported and not self.read_only_reason and not self._is_closed:
            self._reported = values
            self.owner.so_far(values)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the focused field."""
        hint = "enter shows these fields too" if event.widget.id == "more" else "tab goes to the next field"
        for entry in self.inputs:
            if event.widget is entry.child:
                hint = entry.hint
                entry.scroll_visible(animate=False)
        self.query_one("#field-hint", Static).update(hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field."""
        event.stop()
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep, leave or show the other fields."""
        match event.button.id:
            case "keep":
                self.action_keep()
            case "more":
                self.action_more()
            case _:
                self.action_leave()

    def action_more(self) -> None:
        """Show the fields behind “more”; the focus stays, or goes from the button to the first of them."""
        button = self.query_one_optional("#more", Button)
        if not button or not button.display:
            return
        for row in self.query(".field"):
            row.display = True
        if button.has_focus:
            self.set_focus(next(entry for entry in self.inputs if entry.field.key in self.form.more).child)
        button.display = False
        if self.focused:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def action_keep(self) -> None:
        """Keep the changed fields and save the file, unless a field is invalid."""
        if self.read_only_reason:
            return
        values, invalid = self._changed()
        if invalid:
            entry, problem = invalid[0]
            self.set_focus(entry.child)
            self._tell(problem)
        elif problem := self.owner.keep(values):
            self._tell(problem)
        else:
            self._close(None)
            self.owner.save()

    def action_leave(self) -> None:
        """Leave without keeping; a value that is invalid, and so would be lost, is shown once before."""
        values, invalid = self._changed()
        if invalid and not self._is_warned:
            self._is_warned = True
            self._tell(f"{invalid[0][1]} Or esc once more: it is lost then.")
        else:
            self._close(values or None)

    def action_quit(self) -> None:
        """Leave, unless fields were changed."""
        values, invalid = self._changed()
        if values or invalid:
            self._tell("Press ctrl+s to keep this first, or esc to cancel.")
        else:
            self._close(None)

    def _close(self, left: dict[str, Any] | None) -> None:
        """Close with the values that were not kept."""
        self._is_closed = True
        self.owner.ended()
        self.dismiss(left)

    def _changed(self) -> tuple[dict[str, Any], list[tuple[FieldInput, str]]]:
        """The changed values by key, and the invalid fields with the reasons."""
        values: dict[str, Any] = {}
        invalid: list[tuple[FieldInput, str]] = []
        for entry in self.inputs:
            if entry.is_changed:
                try:
                    values[entry.field.key] = entry.value
                except FieldError as error:
                    invalid.append((entry, str(error)))
        return values, invalid

    def _tell(self, problem: str) -> None:
        self.problem.tell(problem)
        typed = next((entry for entry in self.inputs if entry.child is self.focused), None)
        if typed:
            self.call_after_refresh(typed.scroll_visible, animate=False)  # the message takes a line
