"""Committing the canvas to git; during a merge, telling git that the file is resolved."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import CommandContext, Commands
from canvas.app.actions.save_export_quit import SaveExportQuitCommands
from canvas.outcome_phrases import (
    WOULD_DROP_THEIRS,
    commit_blocked,
    committed,
    file_news,
    marked_resolved,
)
from canvas.workspace import CommitOutcome, CommitState, FileNews


class GitCommitCommands(Commands):
    """Saves the canvas, and commits what is in its file: never what another program wrote there."""

    def __init__(self, context: CommandContext, files: SaveExportQuitCommands) -> None:
        """Commands that save first.

        Args:
            context: the board's screen.
            files: saves.
        """
        super().__init__(context)
        self._files = files

    def commit(self) -> None:
        if self.refused():
            return
        self.board.end_typing(keep=True)
        self.board.end_drag()
        was_unsaved = self.workspace.is_unsaved

        def looked(news: FileNews) -> None:
            phrase = file_news(news, self.key)
            if phrase:
                self.say(phrase.text, warning=phrase.is_warning)
            if was_unsaved and news.code == "conflicts":
                return  # the differences are what there is to read now
            before = self.workspace.document
            self._files.save_then(lambda: self._saved(wrote=self.workspace.document is not before))

        self.context.operate(self.workspace.poll_file, looked)

    def _saved(self, *, wrote: bool) -> None:
        """Commit the saved file, once it is known what that has to be."""
        self.context.operate(self.workspace.commit_state, partial(self._go_on, wrote=wrote))

    def _go_on(self, state: CommitState, *, wrote: bool) -> None:
        if blocked := commit_blocked(state, self.key, wrote=wrote):
            self.say(blocked.text, warning=blocked.is_warning)
        elif state.code == "mark_resolved":
            self._mark_resolved(state, wrote=wrote)
        elif state.code == "mark_would_drop_theirs":
            from canvas.app.screens.choose import ChooseScreen, Option

            options = [
                Option("m", "mark", "Mark it as settled", "this version alone stands"),
                Option("l", "leave", "Leave it open", "git goes on waiting for it (esc)"),
            ]

            def answered(answer: str) -> None:
                if answer == "mark":
                    self._mark_resolved(state, wrote=wrote)

            self.ask(ChooseScreen(WOULD_DROP_THEIRS, options, "leave"), answered)
        else:
            from canvas.app.screens.commit import CommitScreen

            screen = CommitScreen(self.workspace, self.key, wrote=wrote)
            self.ask(screen, partial(self._tell_of_commit, wrote=wrote))

    def _mark_resolved(self, state: CommitState, *, wrote: bool) -> None:
        """Tell git that the file is resolved."""
        path = self.workspace.path or ""

        self.context.operate(
            lambda: self.workspace.mark_resolved(state),
            lambda outcome: self.say(marked_resolved(outcome, path, wrote=wrote).text, warning=True),
        )

    def _tell_of_commit(self, outcome: CommitOutcome | str, *, wrote: bool) -> None:
        if isinstance(outcome, str):
            self.say(outcome)
        else:
            phrase = committed(outcome, wrote=wrote)
            self.say(phrase.text, warning=phrase.is_warning)
