"""Save under a name that is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.files import file_reading
from canvas.files.canvas_file import ChangedOnDiskError, Document
from canvas.files.disk_errors import DiskError
from canvas.files.file_names import canvas_path, free_path, stem_of, stem_of_path
from canvas.model.sanitize import printable_line, quote
from canvas.operations import Operation, SaveOutcome
from canvas.workspace import Workspace


class SaveAsScreen(Waiting[SaveOutcome]):
    """Asks for a file name and saves there."""

    CSS_PATH = style("dialogs.tcss")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.input = LineInput(compact=True)
        self.problem = MessageLine()
        self._asked_to_replace = ""  # the path of an existing file

    def compose(self) -> Iterator[Widget]:
        """Yield the name, the problem and the keys."""
        with Vertical(classes="dialog wide"):
            yield Static("Save as", classes="title", markup=False)
            yield self.input
            yield self.problem
            yield KeysLine(("", "enter saves"), ("dismiss", "esc cancels"))

    def on_mount(self) -> None:
        """Propose a free name, which a thread looks for."""
        self.wait()
        document, title = self.workspace.document, self.workspace.canvas.title

        def show(proposed: str) -> None:
            self.input.value = printable_line(proposed)
            self.go_on(self.input)

        self.operate(lambda: Operation.of(lambda: _proposed_path(document, title)), show)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save; an existing file is replaced only when enter is pressed again."""
        if not event.value.strip():
            self.problem.tell("Write a name for the file.")
            return
        path = canvas_path(event.value)
        over = self._asked_to_replace == path
        self.wait()
        self.operate(lambda: self.workspace.save_as(path, over=over), lambda o: self._saved(path, o))

    def _saved(self, path: str, outcome: SaveOutcome) -> None:
        if outcome.is_saved:
            self.dismiss(outcome)
            self.go_on()
            return
        if isinstance(outcome.error, ChangedOnDiskError):
            self._asked_to_replace = path
            self.problem.tell(f"{quote(path)} is there already. Press enter again to replace it.")
        else:
            self.problem.tell(str(outcome.error))
        self.go_on(self.input)


def _proposed_path(document: Document, title: str) -> str:
    """The path of the canvas, or a free one beside it if others have changed that file."""
    if document.path is None:
        return free_path("", stem_of(title))
    try:
        is_foreign = document.data is not None and file_reading.read(document.path) != document.data
    except DiskError:
        is_foreign = False
    folder, name = os.path.split(stem_of_path(document.path))
    return free_path(folder, name) if is_foreign else document.path
