"""The dialog that proposes the message of a commit and makes the commit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.screens.message_line import MessageLine
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.terminal.suspend import interruptions_elsewhere
from canvas.app.widgets.hanging_indent import HangingIndent, Row
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.files.git.git_process import GitError
from canvas.git_phrases import commit_cancelled, commits_both, no_proposal, not_committed, on_no_branch
from canvas.model.sanitize import clean_line, visible, visible_line
from canvas.operations import CommitOutcome, CommitProposal, Operation
from canvas.outcome_phrases import Phrase, Way
from canvas.workspace import Workspace

_QUESTION = "Commit message"


class CommitScreen(Waiting[CommitOutcome | Phrase]):
    """Asks for a message and commits the saved file alone; gives the commit, or why there is none.

    It opens before the file is saved, so that keys pressed early go to the message; `begin` follows the save.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    STILL = frozenset[str]()  # while git is at work, escape is for the board as well
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("ctrl+b", "branch", "Make a branch", priority=True, id="commit.branch"),
    ]

    def __init__(self, workspace: Workspace, way: Way) -> None:
        super().__init__()
        self.is_preparing = True
        self.heading = Static(_QUESTION, classes="title", markup=False)
        self.subject = LineInput(placeholder="what changed, in a few words", compact=True)
        self.body = Static("", id="commit-body", markup=False)
        self.problem = MessageLine()
        self.workspace = workspace
        self.way = way
        self.wrote = False
        self.proposal: CommitProposal | None = None
        self._is_wanted = False
        self._warning = ""
        self._branch = ""

    def compose(self) -> Iterator[Widget]:
        """Yield the subject, the body, the problem and the keys."""
        with Vertical(classes="dialog wide tall"):
            yield self.heading
            yield self.subject
            with VerticalScroll(can_focus=False):
                yield self.body
            yield self.problem
            yield KeysLine(
                ("", "enter commits this file alone"),
                ("", "pgup pgdn scroll"),
                ("leave", "esc cancels the commit"),
            )

    def on_mount(self) -> None:
        """Focus the subject."""
        self.go_on(self.subject)

    def begin(self, *, wrote: bool) -> None:
        """Propose a message in a thread; `wrote` tells whether this commit has saved the file."""
        self.wrote = wrote
        operation = self.workspace.git.propose_commit()
        self.run_worker(lambda: self.from_thread(self._take, operation.run()), thread=True)

    def on_key(self, event: events.Key) -> None:
        """Scroll the body."""
        if not self.is_waiting and event.key in ("pageup", "pagedown"):
            scroll = self.query_one(VerticalScroll)
            (scroll.scroll_page_up if event.key == "pageup" else scroll.scroll_page_down)(animate=False)

    def leave(self, phrase: Phrase | None = None) -> None:
        """Leave because there is nothing to ask; the board shows the phrase, if any."""
        if self.is_open:
            self.dismiss(phrase)

    def action_leave(self) -> None:
        """Leave without a commit; the canvas stays saved."""
        nothing = self.proposal and no_proposal(self.proposal, wrote=self.wrote)
        self.dismiss(nothing or commit_cancelled(self.workspace.path or "", wrote=self.wrote))

    def action_quit(self) -> None:
        """Leave, unless git is at work."""
        if not self.is_waiting:
            self.action_leave()

    def on_input_submitted(self) -> None:
        """Commit, once the proposal is known."""
        self._is_wanted = True
        self._go_on()

    def _take(self, proposal: CommitProposal) -> None:
        """Show what is proposed."""
        self.is_preparing = False
        if proposal.code == "failed":
            self.dismiss(not_committed(proposal.error, wrote=self.wrote))
            return
        self.proposal = proposal
        if not self.subject.value:
            self.subject.value = visible_line(proposal.subject)
            self.subject.action_end()
        self.body.update(HangingIndent(*map(_row, _entries(proposal.body))))
        nothing = no_proposal(proposal, wrote=self.wrote)
        both = commits_both(len(self.workspace.unresolved))
        self._warning = (
            nothing.text if nothing else both and f"{both} esc, then {self.way('settle')} shows them."
        )
        self._show_branch()
        if proposal.branch:
            self._is_wanted = False  # enter was pressed before the question about the branch could be read
        self._go_on()

    def action_branch(self) -> None:
        """Commit on a new branch, or not, where no branch would hold the commit."""
        if not self.is_waiting and self.proposal and self.proposal.branch:
            self._branch = "" if self._branch else self.proposal.branch
            self._show_branch()

    def _show_branch(self) -> None:
        """Show the warnings, and which branch is going to hold the commit."""
        offered = self.proposal.branch if self.proposal else ""
        told = f"{on_no_branch(offered)} ctrl+b makes the branch {offered} for it." if offered else ""
        if self._branch:
            told = f"It will be on a new branch, {self._branch}; ctrl+b makes none."
        self.problem.tell(" ".join(filter(None, (self._warning, told))))

    def _go_on(self) -> None:
        """Commit, if that was asked for and the proposal is known."""
        if not (self._is_wanted and self.proposal) or self.is_waiting:
            return
        self._is_wanted = False
        subject = clean_line(self.subject.value)
        if self.proposal.code == "nothing":
            self.action_leave()
        elif not subject:
            self.problem.tell("A commit needs a few words.")
        else:
            self.wait()
            self.heading.update("Committing…")
            self.problem.tell("")
            self._carry_out(f"{subject}\n\n{self.proposal.body}".strip(), self.proposal.needs_terminal)

    def _carry_out(self, words: str, needs_terminal: bool) -> None:
        """Commit in a thread, or with the application suspended if git may prompt."""
        operation = self.workspace.git.commit(words, branch=self._branch)
        if needs_terminal:
            try:
                with interruptions_elsewhere(), self.app.suspend():
                    # Nothing may leave this block: Textual would never take the terminal back.
                    sys.stdout.write("git commits; it may ask something here.\r\n")
                    performed = operation.perform()
            except SuspendNotSupported:
                pass
            else:
                self._done(Operation(lambda: performed, operation.finish).run())
                return
        self.operate(lambda: operation, self._done)

    def _done(self, outcome: CommitOutcome) -> None:
        """Show the outcome; queued keys are replayed on the board, or dropped if the commit failed."""
        if outcome.commit:
            self.dismiss(outcome)
            self.go_on()
            return
        self.heading.update(_QUESTION)
        self.go_on(self.subject, keep=False)
        self.problem.tell(str(outcome.error))
        words = outcome.error.words if isinstance(outcome.error, GitError) else ""
        if words:
            self.app.push_screen(TextViewerScreen(str(outcome.error), [Content(visible(words))]))


def _entries(body: str) -> list[str]:
    """The entries of the list in a body, with wrapped lines joined."""
    return body.replace("\n  ", " ").split("\n") if body else []


def _row(entry: str) -> Row:
    return Content.styled("- ", "bold"), Content(visible_line(entry.removeprefix("- ")))
