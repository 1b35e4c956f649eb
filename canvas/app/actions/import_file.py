"""Taking in a file that partners sent back, or an agreement that was never a canvas."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from canvas.app.actions.base import BY, Commands
from canvas.exchange_phrases import imported
from canvas.operations import Operation

if TYPE_CHECKING:
    from canvas.imports.blocks import ImportFileError
    from canvas.imports.proposal import Proposal
    from canvas.model.compare import Change
    from canvas.model.field_changes import FieldChange


class ImportCommands(Commands):
    """Asks for a file, shows what it would change, and takes what is chosen."""

    def import_file(self) -> None:
        """Ask for the file."""
        if self.refused():
            return
        from canvas.app.screens.prompt import PromptScreen

        self.board.end_typing(keep=True)
        question = "Take in which file? An agreement, or what partners sent back"
        self.ask(PromptScreen(question), self.read)
        self.context.operate(self._load, lambda _: None)

    def _load(self) -> Operation[None, None]:
        """Load what reads a document and shows it, while its name is typed."""
        today = self.today

        def perform() -> None:
            import canvas.app.screens.import_file  # noqa: F401 - it is opened with what was read
            from canvas.workspace_import import load_readers

            load_readers(today)

        return Operation(perform, lambda _: None)

    def read(self, path: str) -> None:
        """Read a file in a thread, and show what it would change."""
        path = os.path.expanduser(path)
        labels = self.context.host.labels
        self.context.operate(lambda: self.workspace.imports.read(path, self.today, labels), self._show)

    def _show(self, found: Proposal | ImportFileError) -> None:
        from canvas.imports.proposal import Proposal

        if not isinstance(found, Proposal):
            self.say(str(found), warning=True)
            return
        if found.differences.are_none:
            self.say(imported(found, 0, self.key).text)
            return
        from canvas.app.screens.import_file import ImportScreen

        self.ask(ImportScreen(self.workspace, found), self._take)

    def _take(self, answer: tuple[Proposal, tuple[Change | FieldChange, ...]]) -> None:
        proposal, changes = answer
        outcome = self.workspace.imports.take(proposal, changes, by=BY, focus=self.focus)
        if outcome.error:
            self.say(str(outcome.error), warning=True)
            return
        phrase = imported(proposal, len(changes), self.key)
        self.say(phrase.text, warning=phrase.is_warning)
