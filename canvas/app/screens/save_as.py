"""Save under a name that is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.widgets.line_input import LineInput
from canvas.bundled_files import style
from canvas.files import atomic_file
from canvas.files.canvas_file import ChangedOnDiskError, DocumentError, Saved
from canvas.files.file_names import canvas_path, free_path, stem_of, stem_of_path
from canvas.model.sanitize import quote, visible_line
from canvas.session import Session


class SaveAsScreen(ModalScreen[Saved]):
    """Asks for a file name and saves there; escape gives nothing."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", priority=True)]

    def __init__(self, session: Session) -> None:
        """A question for a name.

        Args:
            session: the canvas to save.
        """
        super().__init__()
        self.session = session
        self.over = ""

    def compose(self) -> Iterator[Widget]:
        """The name, and what is wrong with it."""
        proposed = self._proposed()
        with Vertical(classes="dialog wide"):
            yield Static("Save as", classes="title", markup=False)
            yield LineInput(visible_line(proposed), compact=True)
            yield Static("", classes="problem", markup=False)
            yield Static("enter saves · esc leaves without saving", classes="hint", markup=False)

    def _proposed(self) -> str:
        """The canvas's own file; a free name beside it where that holds what somebody else wrote."""
        document = self.session.document
        if document.path is None:
            return free_path("", stem_of(self.session.canvas.title))
        try:
            theirs = document.data is not None and atomic_file.read(document.path) != document.data
        except atomic_file.DiskError:
            theirs = False
        folder, name = os.path.split(stem_of_path(document.path))
        return free_path(folder, name) if theirs else document.path

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save there; a file that is there is replaced only when enter is pressed once more."""
        if not event.value.strip():
            self._tell("Write a name for the file.")
            return
        path = canvas_path(event.value)
        if os.path.isdir(path):
            self._tell(f"{quote(path)} is a folder: add the file's name.")
            return
        try:
            saved = self.session.save_as(path, over=self.over == path)
        except ChangedOnDiskError:
            self.over = path
            self._tell(f"{quote(path)} is there already. Press enter again to replace it.")
        except DocumentError as error:
            self._tell(str(error))
        else:
            self.dismiss(saved)

    def _tell(self, problem: str) -> None:
        shown = self.query_one(".problem", Static)
        shown.update(problem)
        shown.add_class("-said")
