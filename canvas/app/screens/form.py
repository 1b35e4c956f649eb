"""A form made from the table of fields: for an item, and for the canvas's own properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.board_port import FormPort
from canvas.app.widgets.field import FieldError, FieldInput, field_input
from canvas.bundled_files import style
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import quote
from canvas.model.schema import PROPERTIES, Field, FieldValue, Panel

_OFTEN = 0.1
"""How many seconds lie between two looks at what is filled in, to keep it safe."""

TEXT = Field("text", "Text", "prose", "what was said, in a sentence or less")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form asks.

    Attributes:
        title: what it is about.
        fields: each field, and what it holds.
    """

    title: str
    fields: tuple[tuple[Field, FieldValue], ...]


def item_form(panel: Panel, item: Item) -> Form:
    """The form for every field of an item."""
    fields = ((TEXT, item.text), *((field, item.get(field)) for field in panel.fields))
    return Form(f"{panel.title}: {quote(item.text)}", fields)


def properties_form(canvas: Canvas) -> Form:
    """The form for what a canvas says of itself."""
    values = {"title": canvas.title, "stage": canvas.stage, "review": canvas.review}
    return Form("This canvas", tuple((field, values[field.key]) for field in PROPERTIES))


class FormScreen(ModalScreen[dict[str, Any]]):
    """Asks for fields, and stays until they can be kept; gives what was typed and left."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("form.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, form: Form, owner: FormPort, today: date, read_only_reason: str = "") -> None:
        """A form.

        Args:
            form: what it asks.
            owner: takes in the fields that were changed.
            today: the day from which other days are counted.
            read_only_reason: why nothing may be changed; empty where it may.
        """
        super().__init__()
        self.problem = MessageLine(read_only_reason)
        self.form = form
        self.owner = owner
        self._told: dict[str, Any] = {}
        self._is_closed = False
        self._is_warned = False
        self.read_only_reason = read_only_reason
        self.inputs: list[FieldInput] = [field_input(field, value, today) for field, value in form.fields]

    def compose(self) -> Iterator[Widget]:
        """A row a field, and two buttons."""
        with Vertical(classes="dialog wide form"):
            yield Static(self.form.title, classes="title", markup=False)
            with VerticalScroll(can_focus=False):
                for entry in self.inputs:
                    with Horizontal(classes="field"):
                        yield Static(entry.field.label, classes="label", markup=False)
                        yield entry
            yield self.problem
            yield Static("", id="field-hint", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Keep  ctrl+s", id="keep", compact=True, disabled=bool(self.read_only_reason))
                yield Button("Leave  esc", id="leave", compact=True)

    def on_mount(self) -> None:
        """Tell what is filled in by and by."""
        self.set_interval(_OFTEN, self._tell_so_far)

    def _tell_so_far(self) -> None:
        values, _ = self._changed()
        if values != self._told and not self.read_only_reason and not self._is_closed:
            self._told = values
            self.owner.so_far(values)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field is for."""
        hint = "tab goes to the next field"
        for entry in self.inputs:
            if event.widget is entry.child:
                hint = entry.hint
                entry.scroll_visible(animate=False)
        self.query_one("#field-hint", Static).update(hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field."""
        event.stop()
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep or leave."""
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.action_leave()

    def action_keep(self) -> None:
        """Keep what was changed, unless something does not fit."""
        if self.read_only_reason:
            return
        values, misfits = self._changed()
        if misfits:
            entry, problem = misfits[0]
            self.set_focus(entry.child)
            self._tell(problem)
        elif problem := self.owner.keep(values):
            self._tell(problem)
        else:
            self._close(None)

    def action_leave(self) -> None:
        """Give back what was changed, not to be kept; what fits no field is told of before it is lost."""
        values, misfits = self._changed()
        if misfits and not self._is_warned:
            self._is_warned = True
            self._tell(f"{misfits[0][1]} Or esc once more: it is lost then.")
        else:
            self._close(values or None)

    def action_quit(self) -> None:
        """Leave, unless something is typed here that would then be forgotten."""
        values, misfits = self._changed()
        if values or misfits:
            self._tell("First keep this with ctrl+s, or leave it with esc.")
        else:
            self._close(None)

    def _close(self, left: dict[str, Any] | None) -> None:
        """Close, and give back what is not to be kept."""
        self._is_closed = True
        self.owner.ended()
        self.dismiss(left)

    def _changed(self) -> tuple[dict[str, Any], list[tuple[FieldInput, str]]]:
        """The fields that were changed, by key; and those in which something stands that does not fit."""
        values: dict[str, Any] = {}
        misfits: list[tuple[FieldInput, str]] = []
        for entry in self.inputs:
            if entry.is_changed:
                try:
                    values[entry.field.key] = entry.value
                except FieldError as error:
                    misfits.append((entry, str(error)))
        return values, misfits

    def _tell(self, problem: str) -> None:
        self.problem.tell(problem)
        typed = next((entry for entry in self.inputs if entry.child is self.focused), None)
        if typed:
            self.call_after_refresh(typed.scroll_visible, animate=False)  # the sentence took a line
