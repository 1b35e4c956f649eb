"""What every action of the board stands on: the canvas, the board, and a way to say what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from canvas.app.keys import MARKED, UNSETTLED, Hints
from canvas.app.widgets.board import Board
from canvas.app.widgets.board_port import FormPort
from canvas.app.widgets.header import Header
from canvas.app.widgets.status_line import StatusLine
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, EditError
from canvas.model.undo_history import UndoStep
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.app.host import Host

Answer = TypeVar("Answer")


class Acting(Screen[None]):
    """A screen with a canvas that can be acted on."""

    app: Host
    session: Session
    today: date
    board: Board
    top: Header
    status_line: StatusLine
    is_unsafe = False
    """Whether what is not saved would be lost with the program."""

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell what happened, on the line below the board."""
        self.status_line.say(message, warning=warning)

    def key(self, action_id: str) -> str:
        """What a sentence calls the way to an action: the key that the user has for it."""
        return self.app.key_map.told(action_id)

    def show_lines(self) -> None:
        """Bring the lines above and below the board up to date."""
        canvas, unsaved = self.session.canvas, self.session.is_unsaved
        board = self.board
        self.top.show(canvas, unsaved=unsaved, page=board.page, active=board.active, note=self.note)
        self.status_line.hint(self.hints)

    @property
    def note(self) -> str:
        """What is to be known of the board as a whole: whether it is kept, since when it marks changes."""
        if self.is_unsafe:
            return "not kept safe"
        since = self.board.since.label if self.board.since else ""
        return " · ".join(filter(None, ("read-only" if self.session.read_only else "", since)))

    def look_outside(self, *, at_once: bool = False) -> bool:  # noqa: ARG002 - it is for those who watch
        """Look whether somebody else wrote to the file; whether anything was taken in.

        Args:
            at_once: whether not to wait until nothing else is going on.
        """
        return False

    def action_parked(self) -> None:
        """Offer what was parked to be taken up again, where there is a board to do so."""

    @property
    def hints(self) -> Hints:
        """What the line below the board hints at now."""
        hints = self.app.key_map.hints
        if marked := len(self.board.marked):
            return (str(marked), MARKED), *hints[MARKED]
        return hints[UNSETTLED if self.board.readiness.unsettled else ""]

    @property
    def is_undisturbed(self) -> bool:
        """Whether nothing is on top of the board for which it must stay as it is."""
        return self.app.screen is self

    def refused(self) -> bool:
        """Whether nothing may be changed; that is then said."""
        if self.session.read_only_reason:
            self.say(self.session.read_only_reason, warning=True)
        return bool(self.session.read_only_reason)

    @property
    def looking_at(self) -> str | None:
        return self.board.item.id if self.board.item else None

    def make(self, edit: Callable[[Canvas], Edit], *, say: bool = False) -> Edit | None:
        """Make an edit and show what came of it; None, and a sentence, where it cannot be made."""
        before = self.session.canvas
        try:
            made = self.session.make(edit, looking_at=self.looking_at)
        except EditError as error:
            hint = f" {self.key('delete')} deletes it." if error.code == "item-text-empty" else ""
            self.say(f"{error}{hint}", warning=True)
            return None
        changed = self.session.canvas is not before
        self.say(f"Done: {made.label}." if say and changed else "")
        self.board.show(self.session.canvas, made.focus)
        self.show_lines()
        return made

    def offer(self, edit: Callable[[Canvas], Edit]) -> None:
        """Keep what was typed and left where redo finds it."""
        try:
            kept = self.session.stash_for_redo(edit, looking_at=self.looking_at)
        except EditError as error:
            self.say(str(error), warning=True)
        else:
            if kept:
                self.say(f"Left as it was; {self.key('redo')} brings back what you typed.")

    def attempt(self, edit: Callable[[Canvas], Edit]) -> str:
        """Make an edit; the sentence that says why it cannot be made, empty where it was."""
        return "" if self.make(edit, say=True) else self.status_line.message

    def form_owner(self, edit: Callable[[dict[str, Any]], Callable[[Canvas], Edit]]) -> FormPort:
        """Who takes in what is filled into a form: an edit made of the fields that were changed."""
        return FormPort(
            lambda values: self.attempt(edit(values)),
            lambda values: self.session.record_draft(edit(values)),
            self.session.journal_now,
        )

    def show_step(self, step: UndoStep, canvas: Canvas, focus: str | None) -> None:
        """Show the canvas after an undo or redo, and go where it happened."""
        self.board.show(canvas, focus)
        if focus is None or canvas.place(focus) is None:
            before, after = step.before.panels, step.after.panels
            changed = next((key for key in before if before[key] is not after[key]), None)
            if changed:
                self.board.look_at(changed)
        self.show_lines()

    def go(self, spot: tuple[str, str | None]) -> None:
        """Go to an item, or to a panel where it is there no more."""
        panel, item_id = spot
        place = self.session.canvas.place(item_id) if item_id else None
        self.board.look_at(*(place or (panel,)))

    def on_item(self) -> Item | None:
        """The item under the cursor; where there is none, that is said."""
        if self.board.item is None:
            self.say(f"There is no item under the cursor; {self.key('add')} adds one.")
        return self.board.item

    def ask(self, screen: Screen[Answer], then: Callable[[Answer], object]) -> None:
        """Put a question on top of the board, at once, so that the next key is for it.

        Args:
            screen: the question.
            then: what to do with an answer; without one nothing happens.
        """

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                then(answer)

        self.board.end_drag()
        self.app.push_screen(screen, answered)
