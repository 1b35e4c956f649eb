"""Committing the canvas to git; during a merge, telling git that the file is resolved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.app.actions.save_export import SaveExportCommands
from canvas.git_phrases import WOULD_DROP_THEIRS, commit_blocked, committed, marked_resolved
from canvas.operations import CommitOutcome, CommitState, FileNews, SaveOutcome
from canvas.outcome_phrases import Phrase, file_news

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext
    from canvas.app.screens.commit import CommitScreen


class GitCommitCommands(Commands):
    """Saves the canvas, and commits what is in its file: never what another program wrote there."""

    def __init__(self, context: CommandContext, files: SaveExportCommands) -> None:
        super().__init__(context)
        self._files = files

    def commit(self) -> None:
        if self.refused():
            return
        self.board.end_typing(keep=True)
        self.board.end_drag()
        if self.workspace.path is None:
            self._files.save_as_then(self.commit)
            return
        from canvas.app.screens.commit import CommitScreen

        screen = CommitScreen(self.workspace, self.key)
        self.ask(screen, lambda outcome: self._tell(outcome, screen))
        was_unsaved = self.workspace.is_unsaved

        def looked(news: FileNews) -> None:
            phrase = file_news(news, self.key)
            if phrase:
                self.say(phrase.text, warning=phrase.is_warning)
            if was_unsaved and news.code == "conflicts":
                screen.leave()  # the differences are what there is to read now
            else:
                self.context.operate(self.workspace.save, partial(self._saved, screen))

        self.context.operate(self.workspace.poll_file, looked)

    def _saved(self, screen: CommitScreen, outcome: SaveOutcome) -> None:
        """Find out what a commit of the saved file has to be."""
        self._files.show_saved(outcome)
        if not outcome.is_saved:
            screen.leave()
            return
        wrote = outcome.code == "saved"
        self.context.operate(self.workspace.git.commit_state, partial(self._go_on, screen, wrote=wrote))

    def _go_on(self, screen: CommitScreen, state: CommitState, *, wrote: bool) -> None:
        if not screen.is_open:
            return  # the user has left it meanwhile
        if blocked := commit_blocked(state, self.key, wrote=wrote):
            screen.leave(blocked)
        elif state.code == "mark_resolved":
            screen.leave()
            self._mark_resolved(state, wrote=wrote)
        elif state.code == "mark_would_drop_theirs":
            screen.leave()
            self._ask_to_drop(state, wrote=wrote)
        else:
            screen.begin(wrote=wrote)

    def _ask_to_drop(self, state: CommitState, *, wrote: bool) -> None:
        """Ask before the file is marked as resolved though nothing of the other version is in it."""
        from canvas.app.screens.choose import ChooseScreen, Option

        options = [
            Option("1", "mark", "Mark it as resolved", "this version alone stands"),
            Option("2", "leave", "Not now", "git goes on waiting for it (esc)"),
        ]

        def answered(answer: str) -> None:
            if answer == "mark":
                self._mark_resolved(state, wrote=wrote)

        self.ask(ChooseScreen(WOULD_DROP_THEIRS, options, "leave"), answered)

    def _mark_resolved(self, state: CommitState, *, wrote: bool) -> None:
        """Tell git that the file is resolved."""
        path = self.workspace.path or ""

        self.context.operate(
            lambda: self.workspace.git.mark_resolved(state),
            lambda outcome: self.say(marked_resolved(outcome, path, wrote=wrote).text, warning=True),
        )

    def _tell(self, outcome: CommitOutcome | Phrase, screen: CommitScreen) -> None:
        phrase = outcome if isinstance(outcome, Phrase) else committed(outcome, wrote=screen.wrote)
        self.say(phrase.text, warning=phrase.is_warning)
