"""The least that a Textual program can be: what the board is measured against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

SHOWN = "nothing here"
"""What its only widget says."""


class EmptyDialog(ModalScreen[None]):
    """A dialog with one widget; escape leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss")]

    def compose(self) -> Iterator[Widget]:
        """The widget."""
        yield Static(SHOWN)


class EmptyApp(App[None]):
    """An app with one widget: ``w`` changes its word, ``d`` opens a dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "word"), Binding("d", "dialog")]

    def compose(self) -> Iterator[Widget]:
        """The widget."""
        yield Static(SHOWN)

    def action_word(self) -> None:
        """Show the words turned around, and back."""
        shown = self.query_one(Static)
        shown.update(SHOWN[::-1] if str(shown.content) == SHOWN else SHOWN)

    def action_dialog(self) -> None:
        """Open the dialog."""
        self.push_screen(EmptyDialog())


def run() -> None:
    """Run the app until it is ended."""
    EmptyApp().run()
