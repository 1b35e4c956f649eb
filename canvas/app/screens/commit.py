"""A commit of the canvas: its message proposed, to be changed and carried out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.terminal.suspend import interruptions_elsewhere
from canvas.app.widgets.hanging_indent import HangingIndent, Row
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.exports.changes import message
from canvas.files.git.commit import commit, needs_terminal
from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, is_committed
from canvas.files.git.versions import VersionError, canvas_at, listed
from canvas.model.compare import compare
from canvas.model.conflicts import conflicts
from canvas.model.sanitize import clean_line, visible, visible_line
from canvas.session import Session

_QUESTION = "Commit: what does it say?"
_FIRST = "Begin {title}"
_SAME = "Change the file, though not what it says"
_UNREADABLE = "Change {title}"


class Proposal(NamedTuple):
    """What a commit would say.

    Attributes:
        subject: its first line.
        body: the sentences below it.
        nothing: why there is nothing to commit, as a sentence; empty where there is.
        needs_terminal: whether git may ask something.
    """

    subject: str
    body: str = ""
    nothing: str = ""
    needs_terminal: bool = False


class CommitScreen(Waiting[Commit | str]):
    """Asks for a message and commits the saved file alone; gives the commit, or why there is none."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    STILL = frozenset[str]()  # while git is at work, escape is for the board as well
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", priority=True)]

    def __init__(self, session: Session, *, wrote: bool) -> None:
        """A message to be proposed.

        Args:
            session: the canvas, which is saved.
            wrote: whether it was written only just now.
        """
        super().__init__()
        self.session = session
        self.wrote = wrote
        self.path = session.document.path or ""
        self.data = session.document.data or b""
        self.proposal: Proposal | None = None
        self._is_wanted = False

    def compose(self) -> Iterator[Widget]:
        """The subject to change, the sentences below it, the keys."""
        with Vertical(classes="dialog wide tall"):
            yield Static(_QUESTION, classes="title", markup=False)
            yield LineInput(placeholder="what changed, in a few words", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static("", id="commit-body", markup=False)
            yield Static("", classes="problem", markup=False)
            keys = "enter commits this file alone · pgup pgdn scroll · esc leaves it saved, not committed"
            yield Static(keys, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Work out what to propose."""
        self.go_on(self.query_one(Input))
        self.run_worker(self._propose, thread=True)

    def on_key(self, event: events.Key) -> None:
        """Scroll the sentences."""
        if not self.is_waiting and event.key in ("pageup", "pagedown"):
            scroll = self.query_one(VerticalScroll)
            (scroll.scroll_page_up if event.key == "pageup" else scroll.scroll_page_down)(animate=False)

    def action_leave(self) -> None:
        """Leave the canvas saved."""
        nothing = self.proposal.nothing if self.proposal else ""
        self.dismiss(nothing or (f"Saved {self.path}, not committed." if self.wrote else "Not committed."))

    def action_quit(self) -> None:
        """Leave, unless git is at work."""
        if not self.is_waiting:
            self.action_leave()

    def on_input_submitted(self) -> None:
        """Commit, as soon as it is known what there is."""
        self._is_wanted = True
        self._go_on()

    def _propose(self) -> None:
        """Compare with the last commit; in a thread."""
        proposal = _proposed(self.session, self.path)
        self.from_thread(self._take, proposal)

    def _take(self, proposal: Proposal | str) -> None:
        if isinstance(proposal, str):
            self.dismiss(f"{'Saved, but not' if self.wrote else 'Not'} committed. {proposal}")
            return
        self.proposal = proposal
        subject = self.query_one(Input)
        if not subject.value:
            subject.value = visible_line(proposal.subject)
            subject.action_end()
        self.query_one("#commit-body", Static).update(HangingIndent(*map(_row, _entries(proposal.body))))
        self._tell(proposal.nothing or _not_settled(self.session))
        self._go_on()

    def _go_on(self) -> None:
        """Commit once that is wanted and there is something to commit."""
        if not (self._is_wanted and self.proposal) or self.is_waiting:
            return
        self._is_wanted = False
        subject = clean_line(self.query_one(Input).value)
        if self.proposal.nothing:
            self.action_leave()
        elif not subject:
            self._tell("A commit needs a few words.")
        else:
            self.wait()
            self.query_one(".title", Static).update("Committing…")
            self._tell("")
            self._carry_out(f"{subject}\n\n{self.proposal.body}".strip(), self.proposal.needs_terminal)

    def _carry_out(self, words: str, needs_terminal: bool) -> None:
        """Commit: with the terminal lent to git where it may ask something, beside the screen otherwise."""
        if needs_terminal:
            try:
                with interruptions_elsewhere(), self.app.suspend():
                    # Nothing may leave this block: Textual would never take the terminal back.
                    sys.stdout.write("git commits; it may ask something here.\r\n")
                    outcome = _outcome(self.path, words, self.data)
            except SuspendNotSupported:
                pass
            else:
                self._done(outcome)
                return

        def beside() -> None:
            self.from_thread(self._done, _outcome(self.path, words, self.data))

        self.app.run_worker(beside, thread=True)  # this screen's own would end with it, before they are done

    def _done(self, outcome: Commit | GitError) -> None:
        """Tell what came of it; keys typed meanwhile were for the board, if it shows again."""
        if isinstance(outcome, Commit):
            self.dismiss(outcome)
            self.go_on()
            return
        self.query_one(".title", Static).update(_QUESTION)
        self.go_on(self.query_one(Input), keep=False)
        self._tell(str(outcome))
        if outcome.words:
            self.app.push_screen(TextViewerScreen(str(outcome), [Content(visible(outcome.words))]))

    def _tell(self, problem: str) -> None:
        shown = self.query_one(".problem", Static)
        shown.update(problem)
        shown.set_class(bool(problem), "-said")


def _entries(body: str) -> list[str]:
    """The entries of a message's list, however it breaks their lines."""
    return body.replace("\n  ", " ").split("\n") if body else []


def _row(entry: str) -> Row:
    return Content.styled("- ", "bold"), Content(visible_line(entry.removeprefix("- ")))


def _not_settled(session: Session) -> str:
    """What somebody should know who commits a canvas in which two versions still differ."""
    left = len(conflicts(session.canvas))
    if not left:
        return ""
    what = "1 thing is" if left == 1 else f"{left} things are"
    return f"{what} not settled: the commit will hold both versions. esc, then r shows them."


def _outcome(path: str, words: str, data: bytes) -> Commit | GitError:
    try:
        return commit(path, words, data)
    except GitError as error:
        return error


def _proposed(session: Session, path: str) -> Proposal | str:
    """What to say of a canvas that is to be committed; a sentence where it cannot be."""
    canvas = session.canvas
    title = visible_line(canvas.title).strip() or "a canvas"
    try:
        place, before = listed(path)
        asks = needs_terminal(path)
        if not before:
            return Proposal(_FIRST.format(title=title), needs_terminal=asks)
        if is_committed(place, session.document.data or b""):
            return Proposal("", nothing="There is nothing to commit: git has this version already.")
        try:
            differences = compare(canvas_at(place, before[0]), canvas)
        except VersionError:
            return Proposal(_UNREADABLE.format(title=title), needs_terminal=asks)
    except (VersionError, GitError) as error:
        return str(error)
    if differences.are_none:
        return Proposal(_SAME, needs_terminal=asks)
    subject, _, body = message(differences, canvas).partition("\n")
    return Proposal(subject, body.strip("\n"), needs_terminal=asks)
