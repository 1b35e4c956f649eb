"""A form made from the table of fields: for an item, and for the canvas's own properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from canvas.app.widgets.field import FieldError, FieldInput, field_input
from canvas.model.canvas import Canvas, Item
from canvas.model.panels import PROPERTIES, Field, FieldValue, Panel
from canvas.model.text import quote
from canvas.resources import style

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


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back.

    Attributes:
        values: the fields that were changed, by key.
        kept: whether they are to be kept, or were left.
    """

    values: dict[str, Any]
    kept: bool


def item_form(panel: Panel, item: Item) -> Form:
    """The form for every field of an item."""
    fields = ((TEXT, item.text), *((field, item.get(field)) for field in panel.fields))
    return Form(f"{panel.title}: {quote(item.text)}", fields)


def properties_form(canvas: Canvas) -> Form:
    """The form for what a canvas says of itself."""
    values = {"title": canvas.title, "stage": canvas.stage, "review": canvas.review}
    return Form("This canvas", tuple((field, values[field.key]) for field in PROPERTIES))


class FormScreen(ModalScreen[Answers]):
    """Asks for fields; checks them before it lets them go."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("form.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, form: Form, refusal: str = "") -> None:
        """A form.

        Args:
            form: what it asks.
            refusal: why nothing may be changed; empty where it may.
        """
        super().__init__()
        self.form = form
        self.refusal = refusal
        self.inputs: list[FieldInput] = [field_input(field, value) for field, value in form.fields]

    def compose(self) -> Iterator[Widget]:
        """A row a field, and two buttons."""
        with Vertical(classes="dialog wide form"):
            yield Static(self.form.title, classes="title", markup=False)
            with VerticalScroll(can_focus=False):
                for entry in self.inputs:
                    with Horizontal(classes="field"):
                        yield Static(entry.field.label, classes="label", markup=False)
                        yield entry
            yield Static(self.refusal, classes="problem" + (" -said" if self.refusal else ""), markup=False)
            yield Static("", id="field-hint", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Keep  ctrl+s", id="keep", compact=True, disabled=bool(self.refusal))
                yield Button("Leave  esc", id="leave", compact=True)

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
        """Give back what was changed, unless something does not fit."""
        if self.refusal:
            return
        values: dict[str, Any] = {}
        for entry in self.inputs:
            try:
                value = entry.value
            except FieldError as error:
                problem = self.query_one(".problem", Static)
                problem.update(str(error))
                problem.add_class("-said")
                entry.child.focus()
                return
            if entry.is_changed:
                values[entry.field.key] = value
        self.dismiss(Answers(values, kept=True))

    def action_leave(self) -> None:
        """Give back what was changed and fits, not to be kept."""
        values = {}
        for entry in self.inputs:
            try:
                if entry.is_changed:
                    values[entry.field.key] = entry.value
            except FieldError:
                continue
        self.dismiss(Answers(values, kept=False) if values else None)
