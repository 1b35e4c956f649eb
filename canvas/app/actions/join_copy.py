"""Merging copies: of a sync program beside the file, and of the groups of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.app.actions.base import BY, Commands
from canvas.outcome_phrases import NOTHING_TO_JOIN, copy_found, joined, unresolved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas.app.actions.context import CommandContext
    from canvas.files.canvas_file import DocumentError
    from canvas.files.conflicted_copies import ConflictedCopy
    from canvas.files.group_copies import ReadCopy


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

    # Groups

    def join_groups(self) -> None:
        """Ask where the copies of the groups are, join them, and walk what is left to decide."""
        if self.refused():
            return
        from canvas.app.screens.prompt import PromptScreen

        self.board.end_typing(keep=True)
        question = "Where are the groups' copies? A folder or a file"
        self.ask(PromptScreen(question, self.workspace.groups.folder), self._read)

    def _read(self, path: str) -> None:
        self.context.operate(lambda: self.workspace.groups.read(path), self._join_groups)

    def _join_groups(self, found: Sequence[ReadCopy] | DocumentError) -> None:
        if not isinstance(found, list):
            self.say(str(found), warning=True)
            return
        if not found:
            self.say("There is no copy of a group there: “canvas split” makes them.", warning=True)
            return
        from canvas.exports.group_phrases import COMMENTS_FOLLOW, all_results

        outcome = self.workspace.groups.join(found, by=BY, focus=self.focus)
        if outcome.error:
            self.say(str(outcome.error), warning=True)
            return
        told = all_results(outcome.results)
        told += f" {self.key('undo')} undoes it." * outcome.changed
        told += f" {COMMENTS_FOLLOW}" * (outcome.comments and not outcome.changed)
        self.say(told)
        if self.workspace.unresolved or self._duplicates:
            self._walk(told)

    def walk(self) -> None:
        """Walk the differences, and the statements of groups that probably say the same."""
        if self.refused():
            return
        self.board.end_typing(keep=True)
        if self.workspace.unresolved or self._duplicates:
            self._walk()
        else:
            self.say("No two versions differ, and no two groups say the same.")

    @property
    def _duplicates(self) -> int:
        from canvas.model.join_duplicates import near_duplicates

        return len(near_duplicates(self.canvas))

    def _walk(self, told: str = "") -> None:
        from canvas.app.screens.join_walk import JoinWalkScreen

        self.context.ask_always(JoinWalkScreen(self.workspace, told), self._walked)

    def _walked(self, item_id: str | None) -> None:
        from canvas.app.screens.join_walk import left_to_decide

        left = left_to_decide(len(self.workspace.unresolved), self._duplicates)
        self.say(f"{left} left to decide." if left else f"All is decided; {self.key('save')} saves.")
        if item_id:
            self.go_to_item(item_id)
