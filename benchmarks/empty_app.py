"""The least that a Textual program can be: what the board is measured against."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App
from textual.widget import Widget
from textual.widgets import Static

SHOWN = "nothing here"
"""What its only widget says."""


class EmptyApp(App[None]):
    """An app with one widget."""

    def compose(self) -> Iterator[Widget]:
        """The widget."""
        yield Static(SHOWN)


def run() -> None:
    """Run the app until it is ended."""
    EmptyApp().run()
