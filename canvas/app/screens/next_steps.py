"""The next steps of all panels: who does what by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from canvas.app.bindings import binding_of
from canvas.app.keys import ActionId
from canvas.app.screens.ask_fields import Answer, FieldQuestion, ask_day, ask_owner
from canvas.app.screens.ask_next import NewStepScreen
from canvas.app.screens.item_keys import item_bindings
from canvas.app.screens.list_dialog import ListDialog, Spot
from canvas.app.widgets.item_stage import ItemActions
from canvas.app.widgets.key_hints import BoundKey, EditKey, bound_keys, item_key
from canvas.app.widgets.step_rows import listed
from canvas.model.canvas import Item
from canvas.model.edits import set_status
from canvas.model.next_steps import NextStep, by_date, by_owner, list_steps, tally
from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId, Status
from canvas.outcome_phrases import edit_done
from canvas.workspace import EditFunction, Workspace

_REOPENED: Final[Status] = "agreed"
"""The status of a step that is opened again, unless it was set to done here."""

_NARROW_COLUMNS = 72


class StepsScreen(ListDialog[Spot, NextStep]):
    """Lists the next steps, and sets their days, owners and statuses; gives the place to look at next.

    A step that is done stays listed until the screen is left.
    """

    HEADING = "Next steps"
    by = "next steps"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", priority=True),
        binding_of("next_steps", "leave"),
        binding_of("next_status", "done"),
        binding_of("add", "add"),
        Binding("tab,shift+tab", "turn", "By date or owner", priority=True),
        Binding("0", "with_done", "Done ones", priority=True),
        *item_bindings(without=("next_status",)),
    ]

    def __init__(
        self,
        workspace: Workspace,
        today: date,
        came_from: Spot,
        item_actions: ItemActions,
        *,
        look_at: Callable[[Spot], object],
        tell_board: Callable[[str], object],
    ) -> None:
        """The next steps.

        `came_from` is the item under the board's cursor, listed whatever it is. `look_at` moves that cursor
        to the edited item, where undo leads; `tell_board` shows a sentence on the status line of the board.
        """
        super().__init__(workspace)
        self.handlers = item_actions(self)
        self.today = today
        self.look_at = look_at
        self.tell_board = tell_board
        self.came_from = came_from
        self.is_by_owner = False
        self.is_with_done = False
        item = workspace.canvas.item(came_from[1]) if came_from[1] else None
        self._held = {item.id} if item and item.status != "done" else set()
        self._before: dict[str, Status] = {}

    @property
    def item(self) -> Item | None:
        """The highlighted statement."""
        return self.highlighted.item if self.highlighted else None

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence here and on the board."""
        self.tell_board(message)
        self.tell(message, is_problem=warning)

    def action_item(self, action: ActionId) -> None:
        """Do with the highlighted statement what the board does."""
        if step := self.highlighted:
            self.look_at((step.panel, step.item.id))
        self.handlers[action]()

    def on_mount(self) -> None:
        """List the steps, and highlight the item under the board's cursor."""
        self.go_on(self.option_list)
        self._show(self.came_from[1])

    def action_leave(self) -> None:
        """Go back to where the cursor was."""
        self.dismiss(self.came_from)

    def action_go(self) -> None:
        """Go to the place of the highlighted step."""
        if step := self.highlighted:
            self.dismiss((step.panel, step.item.id))

    def action_done(self) -> None:
        """Set the step to done, or open it again."""
        step = self.highlighted
        if step is None:
            return
        item = step.item
        if item.status == "done":
            status: Status = self._before.get(item.id, _REOPENED)
            words = f"Open again, as {status}."
        else:
            self._before[item.id] = item.status
            status = "done"
            words = f"Done; {self.app.key_map.told('next_status')} opens it again."
        self._make(partial(set_status, item_ids=[item.id], status=status), step, words)

    def action_add(self) -> None:
        """Add a next step to the panel of the board's cursor, then ask who owns it, and by which day."""
        if self.is_refused():
            return
        panel, is_on = BY_KEY[self.came_from[0]], self.app.settings.shorthand
        question = f"A next step in {panel.numbered_title}: what happens next?"
        screen = NewStepScreen(self.workspace, panel, self.today, question, is_on=is_on)
        self.app.push_screen(screen, partial(self._added, screen))

    def _added(self, screen: NewStepScreen, answer: tuple[str, bool] | None) -> None:
        """Add the step that was typed, and go on with the owner and day it does not name, where wanted."""
        _, goes_on = answer or ("", False)
        before, typed = len(self.workspace.canvas), screen.capture.typed
        if typed.text.strip():
            self._run(screen.add, None)
        self.workspace.discard_drafts()
        step = self.highlighted
        if len(self.workspace.canvas) == before or not goes_on or not step:
            return
        item_ids = [step.item.id]

        def when() -> None:
            if "due" not in typed.values:
                self._ask(ask_day(self.workspace.canvas, item_ids, self.today), step)

        if "owner" in typed.values:
            when()
        else:
            self._ask(ask_owner(self.workspace.canvas, item_ids, is_new=True), step, when)

    def _ask(
        self, question: FieldQuestion[Answer], step: NextStep, then: Callable[[], object] | None = None
    ) -> None:
        """Ask a question about a step, apply the answer, and go on with `then` unless it was cancelled."""

        def answered(answer: Answer) -> None:
            self._make(question.edit(answer), step)
            if then:
                then()

        self.ask(question.screen, answered)

    def action_turn(self) -> None:
        """Group by owner instead of by date, or back."""
        self.is_by_owner = not self.is_by_owner
        self.tell("")
        self._show()

    def action_with_done(self) -> None:
        """Show those that are done, or hide them."""
        self.is_with_done = not self.is_with_done
        self.tell("")
        self._show()

    def canvas_changed(self) -> None:
        """List the steps of the canvas as it is now."""
        self._show()

    def _make(self, edit: EditFunction, step: NextStep, words: str = "") -> None:
        """Apply an edit of a step, and show the outcome, or `words` where it succeeds."""
        self.look_at((step.panel, step.item.id))
        self._run(edit, step.item.id, words)

    def _run(self, edit: EditFunction, focus: ItemId | None, words: str = "") -> None:
        """Apply an edit, and show the outcome; the highlight follows what it adds."""
        known = {item.id for _, item in self.workspace.canvas}
        outcome = self.workspace.run(edit, by=self.by, focus=focus)
        if added := [item.id for _, item in self.workspace.canvas if item.id not in known]:
            self._show(added[0])
        sentence, is_refused = edit_done(outcome).text, outcome.error is not None
        self.tell_board(sentence)
        self.tell(sentence if is_refused else words or sentence, is_problem=is_refused)

    def _show(self, item_id: str | None = None) -> None:
        """List the steps; the highlight goes to an item, or stays with the one that has it."""
        before = self.highlighted
        wanted = item_id or (before.item.id if before else None)
        steps = list_steps(self.workspace.canvas, self._held, with_done=self.is_with_done)
        self._held |= {step.item.id for step in steps if not step.is_closed}
        groups = by_owner(steps, self.today) if self.is_by_owner else by_date(steps, self.today)
        shown = listed(groups, self.today, with_owner=not self.is_by_owner)
        if not self.list_rows(shown, lambda step: step.item.id == wanted):
            self.tell(self._no_steps())
        self._update_heading(steps)
        self._update_keys()

    def _no_steps(self) -> str:
        """What is said where there is nothing to list."""
        told, with_done = self.app.key_map.told("add"), bound_keys(self).get("with_done")
        done = f" {with_done} lists those that are done." if with_done and not self.is_with_done else ""
        return f"Nobody has promised anything yet: {told} adds a next step.{done}"

    def _update_heading(self, steps: list[NextStep]) -> None:
        """Show how many there are."""
        count, late = tally(steps, self.today)
        how = "by owner" if self.is_by_owner else "by date"
        done = ", with what is done" if self.is_with_done else ""
        overdue = f", {late} overdue" if late else ""
        what = how.capitalize() if self.size.width < _NARROW_COLUMNS else f"Next steps {how}{done}"
        self.set_heading(f"{what}: {count} to do{overdue}")

    def _update_keys(self) -> None:
        self.keys.show(
            *(EditKey("add", "add"), EditKey("done", "done")),
            *(item_key("day", "day"), item_key("owner", "owner")),
            ("go", "enter goes there"),
            ("turn", "tab by date" if self.is_by_owner else "tab by owner"),
            item_key("what_next", "what next"),
            BoundKey("with_done", "hides done" if self.is_with_done else "shows done"),
            *(item_key("undo", "undo"), item_key("status", "status"), ("leave", "esc closes")),
        )
