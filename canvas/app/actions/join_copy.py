"""Merging a conflicted copy of a sync program that lies beside the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.app.actions.base import BY, CommandContext, Commands
from canvas.outcome_phrases import NOTHING_TO_JOIN, copy_found, joined, unresolved

if TYPE_CHECKING:
    from canvas.files.conflicted_copies import ConflictedCopy


class JoinCopyCommands(Commands):
    """Tells of a copy on the status line, and merges it when asked to."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context)
        self._is_untold = False
        self._path = ""

    def look(self) -> None:
        """Look for a copy that says anything else."""
        self.context.operate(self.workspace.recovery.conflicted_copy, self._looked)

    def remind(self) -> None:
        """Name the copy and the key once nothing else is said or typed."""
        if self._is_untold and self.context.is_on_top and not (self.context.message or self.board.typing):
            self._is_untold = False
            phrase = copy_found(self._path, self.key)
            self.say(phrase.text, warning=phrase.is_warning)

    def join(self) -> None:
        """Look again, and merge the newest copy."""
        if self.refused():
            return
        self.board.end_typing(keep=True)
        self._is_untold = False
        self.context.operate(self.workspace.recovery.conflicted_copy, self._found)

    def _looked(self, copy: ConflictedCopy | None) -> None:
        if copy:
            self._is_untold, self._path = True, copy.candidate.path
            self.remind()

    def _found(self, copy: ConflictedCopy | None) -> None:
        if copy:
            self._join(copy)
        else:  # perhaps the user has undone it
            self.context.operate(
                lambda: self.workspace.recovery.conflicted_copy(again=True), self._found_again
            )

    def _found_again(self, copy: ConflictedCopy | None) -> None:
        if copy:
            self._join(copy)
        else:
            self.say(NOTHING_TO_JOIN)

    def _join(self, copy: ConflictedCopy) -> None:
        outcome = self.workspace.recovery.join(copy, by=BY, focus=self.focus)
        phrase = joined(outcome, self.key, unresolved(self.canvas, self.key))
        self.say(phrase.text, warning=phrase.is_warning)
        first = self.workspace.first_unresolved
        if outcome.joined and outcome.joined.conflicts and first:
            self.go_to_item(first)
        self.look()
