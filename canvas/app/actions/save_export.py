"""The properties of the canvas, saving and exporting."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from canvas.app.actions.base import Commands
from canvas.model import edits
from canvas.operations import Operation, SaveOutcome
from canvas.outcome_phrases import saved
from canvas.workspace import EditFunction


class SaveExportCommands(Commands):
    """Saves and exports."""

    def properties(self, first: str = "") -> None:
        """Open the form of the canvas, at a field where one is named."""
        from canvas.app.screens.form import FormScreen, properties_form

        def edit(values: dict[str, Any]) -> EditFunction:
            return partial(edits.set_properties, **self.canvas.properties | values)

        form = properties_form(self.canvas)
        reason = self.workspace.read_only_reason
        screen = FormScreen(form, self.form_port(edit), self.today, reason, first=first)
        self.ask(screen, lambda cancelled: self.stash(edit(cancelled)))

    def save(self) -> None:
        self.save_then(None)

    def save_as(self) -> None:
        self.save_as_then(None)

    def save_then(self, then: Callable[[], object] | None) -> None:
        """Save, asking for a name where there is none; ``then`` is called once it is in its file."""
        self.board.end_typing(keep=True)
        if self._is_read_only():
            return
        if self.workspace.path is None:
            self.save_as_then(then)
            return
        self.context.operate(self.workspace.freeze_save(), lambda outcome: self._saved(outcome, then))

    def save_as_then(self, then: Callable[[], object] | None) -> None:
        """Save under another name, which is asked for; ``then`` is called once it is in that file."""
        if self._is_read_only():
            return
        from canvas.app.screens.save_as import SaveAsScreen

        self.ask(SaveAsScreen(self.workspace), lambda outcome: self._saved(outcome, then))

    def _is_read_only(self) -> bool:
        """Whether nothing may be written; that is then shown."""
        return self.workspace.session.read_only and self.refused()

    def _saved(self, outcome: SaveOutcome, then: Callable[[], object] | None) -> None:
        self.show_saved(outcome)
        if outcome.is_saved and then:
            then()

    def show_saved(self, outcome: SaveOutcome) -> None:
        """Show what a save came to; a file that was written is remembered as a recent one."""
        phrase = saved(outcome, self.key)
        self.say(phrase.text, warning=phrase.is_warning)
        if outcome.code == "conflicts":
            self.board.show(self.canvas, self.workspace.first_unresolved)
        self.context.show_lines()
        if outcome.is_saved:
            self.context.operate(self._remember, lambda _: None)

    def _remember(self) -> Operation[None, None]:
        """Put the file on the list of recent canvases."""
        path = self.workspace.path or ""

        def perform() -> None:
            from canvas.files.recent import remember

            remember(path)

        return Operation(perform, lambda _: None)

    def export(self) -> None:
        from canvas.app.screens.export import ExportScreen

        self.ask(ExportScreen(self.workspace, self.today, self._open_file), self.say)

    def _open_file(self, path: str, written: str) -> None:
        """Open a file in the program that the desktop has for it; ``written`` says that it was written."""
        from pathlib import Path

        from canvas.app.desktop.open_link import open_outside

        open_outside(
            self.context.host,
            Path(os.path.abspath(path)).as_uri(),
            lambda said: self.say(f"{written} {said}"),
        )
