"""Next steps of all panels, to walk through: who does what by when, and is it done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.screens.ask_day import Day, DayScreen
from canvas.app.screens.ask_name import NameScreen
from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.step_rows import listed
from canvas.bundled_files import style
from canvas.model.edits import set_status
from canvas.model.next_steps import NextStep, by_date, by_owner, gathered, names, set_due, set_owner, tally
from canvas.model.sanitize import quote
from canvas.outcome_phrases import edit_done, redone, undone
from canvas.workspace import EditFunction, Workspace

Spot = tuple[str, str | None]
"""A panel's key, and the id of an item in it."""

_AGAIN = "agreed"
"""The status of a step that is opened again, where nobody knows what it was before it was done."""

_NONE = (
    "Nobody has promised anything yet. On the board put the cursor on a statement, and press n: "
    "here d gives it a day, and o an owner."
)
_DONE_ONES = "s lists those that are done."
_NARROW = 60
_FEW_KEYS = keys_line(
    ("due", "d day"),
    ("owner", "o owner"),
    ("done", "space done"),
    ("go", "enter goes"),
    ("turn", "tab sorts"),
    ("leave", "esc"),
)


_BY = "next steps"
"""What the workspace calls edits that are made here."""


class StepsScreen(ModalScreen[Spot]):
    """Lists the next steps, and sets their days, owners and ends; gives the place to look at next.

    What was listed once stays listed, in its place if it is done now, until the screen is left.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "leave", "Close", priority=True),
        Binding("enter", "go", "Go there", priority=True),
        Binding("space,x", "done", "Done", priority=True),
        Binding("d", "due", "Day", priority=True),
        Binding("o", "owner", "Owner", priority=True),
        Binding("tab,shift+tab", "turn", "By date or owner", priority=True),
        Binding("s", "with_done", "Done ones", priority=True),
        Binding("u", "undo", "Undo", priority=True),
        Binding("ctrl+r", "redo", "Redo", priority=True),
        Binding("j", "list('cursor_down')", priority=True),
        Binding("k", "list('cursor_up')", priority=True),
        Binding("g", "list('first')", priority=True),
        Binding("G", "list('last')", priority=True),
    ]

    def __init__(
        self,
        workspace: Workspace,
        today: date,
        came_from: Spot,
        look_at: Callable[[Spot], object],
        say: Callable[[str], object],
    ) -> None:
        """The next steps.

        Args:
            workspace: the canvas.
            today: tells what is late.
            came_from: where the cursor was on the board; what stands there is listed, whatever it is.
            look_at: moves the board's cursor to an item, where undo will then lead.
            say: shows a sentence on the board.
        """
        super().__init__()
        self.workspace = workspace
        self.today = today
        self.look_at = look_at
        self.say = say
        self.came_from = came_from
        self.rows: list[NextStep | None] = []
        self.is_by_owner = False
        self.is_with_done = False
        item = workspace.canvas.item(came_from[1]) if came_from[1] else None
        self._held = {item.id} if item and item.status != "done" else set()
        self._before: dict[str, str] = {}

    def compose(self) -> Iterator[Widget]:
        """What is listed, the list, the keys."""
        with Vertical(classes="dialog wide tall walk"):
            yield Static("Next steps", classes="title", markup=False)
            yield OptionList(compact=True)
            yield Static("", classes="problem", markup=False)
            yield Static("", classes="said", markup=False)
            yield Static("", classes="hint")

    def on_mount(self) -> None:
        """List them, with the mark on what was looked at."""
        self._show(self.came_from[1])

    def on_resize(self) -> None:
        """As many keys as there is room to tell; the mark stays in sight."""
        self._hint()
        for rows in self.query(OptionList):  # there is none yet where the screen opens slowly
            self.call_after_refresh(rows.scroll_to_highlight)

    def on_click(self, event: events.Click) -> None:
        """A second click goes there."""
        if event.chain > 1 and isinstance(self.get_widget_at(*event.screen_offset)[0], OptionList):
            self.action_go()

    def action_list(self, does: str) -> None:
        """Move the mark."""
        getattr(self.query_one(OptionList), f"action_{does}")()

    def action_leave(self) -> None:
        """Back to where the eye was."""
        self.dismiss(self.came_from)

    def action_go(self) -> None:
        """Go to the place of the marked step."""
        if step := self._marked():
            self.dismiss((step.panel, step.item.id))

    def action_done(self) -> None:
        """Mark it done; or open it again, as it was before."""
        step = self._marked()
        if step is None:
            return
        item = step.item
        if item.status == "done":
            status = self._before.get(item.id, _AGAIN)
            words = f"Open again, as {status}."
        else:
            self._before[item.id] = item.status
            status, words = "done", "Done; space opens it again."
        self._make(partial(set_status, item_ids=[item.id], status=status), step, words)

    def action_due(self) -> None:
        """Ask by which day."""
        step = self._marked()
        if step is None or self._is_refused():
            return
        item = step.item

        def answered(answer: Day | None) -> None:
            if answer is not None and answer[0] != item.due:
                self._make(partial(set_due, item_id=item.id, due=answer[0]), step)

        question = f"By when: {quote(item.text)}"
        self.app.push_screen(DayScreen(question, item.due, self.today), answered)

    def action_owner(self) -> None:
        """Ask who sees to it."""
        step = self._marked()
        if step is None or self._is_refused():
            return
        item = step.item

        def answered(answer: str | None) -> None:
            if answer is not None and answer != item.owner:
                self._make(partial(set_owner, item_id=item.id, owner=answer), step)

        offered = names(self.workspace.canvas)
        self.app.push_screen(NameScreen(f"Who sees to {quote(item.text)}", offered, item.owner), answered)

    def action_turn(self) -> None:
        """By owner instead of by date, and back."""
        self.is_by_owner = not self.is_by_owner
        self._tell("")
        self._show()

    def action_with_done(self) -> None:
        """With those that are done, or without them again."""
        self.is_with_done = not self.is_with_done
        self._tell("")
        self._show()

    def action_undo(self) -> None:
        """Take the latest change back."""
        if not self._is_refused():
            self._tell(undone(self.workspace.undo(by=_BY)).text)
        self._show()

    def action_redo(self) -> None:
        """Make again what was taken back."""
        if not self._is_refused():
            self._tell(redone(self.workspace.redo(by=_BY)).text)
        self._show()

    def _make(self, edit: EditFunction, step: NextStep, words: str = "") -> None:
        self.look_at((step.panel, step.item.id))
        outcome = self.workspace.run(edit, by=_BY, focus=step.item.id)
        sentence = edit_done(outcome).text
        if outcome.error:
            self._tell(sentence, is_problem=True)
        else:
            self.say(sentence)
            self._tell(words or sentence)
        self._show(step.item.id)

    def _is_refused(self) -> bool:
        read_only_reason = self.workspace.read_only_reason
        if read_only_reason:
            self._tell(read_only_reason, is_problem=True)
        return bool(read_only_reason)

    def _show(self, item_id: str | None = None) -> None:
        """List the steps, with the mark on an item; on the one that had it where none is given."""
        options, today = self.query_one(OptionList), self.today
        marked = self._marked()
        wanted = item_id or (marked.item.id if marked else None)
        at = options.highlighted or 0
        steps = gathered(self.workspace.canvas, self._held, with_done=self.is_with_done)
        self._held |= {step.item.id for step in steps if not step.is_closed}
        groups = by_owner(steps, today) if self.is_by_owner else by_date(steps, today)
        shown = list(listed(groups, today, with_owner=not self.is_by_owner))
        self.rows = [step for _, step in shown]
        options.set_options(Option(visual, disabled=step is None) for visual, step in shown)
        places = [place for place, step in enumerate(self.rows) if step]
        if places:
            its = (place for place, step in enumerate(self.rows) if step and step.item.id == wanted)
            nearest = min(places, key=lambda place: (abs(place - at), place))
            options.highlighted = next(its, nearest)
            self.call_after_refresh(self._in_sight)
        else:
            self._tell(_NONE if self.is_with_done else f"{_NONE} {_DONE_ONES}")
        self._head(steps)
        self._hint()

    def _in_sight(self) -> None:
        """Show the marked row, and the heading above it where it is the first of all."""
        options = self.query_one(OptionList)
        if options.highlighted == next((place for place, step in enumerate(self.rows) if step), None):
            options.scroll_home(animate=False)
        else:
            options.scroll_to_highlight()

    def _marked(self) -> NextStep | None:
        at = self.query_one(OptionList).highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def _head(self, steps: list[NextStep]) -> None:
        count, late = tally(steps, self.today)
        how = "by owner" if self.is_by_owner else "by date"
        done = ", with what is done" if self.is_with_done else ""
        overdue = f", {late} overdue" if late else ""
        what = how.capitalize() if self.size.width < _NARROW else f"Next steps {how}{done}"
        self.query_one(".title", Static).update(f"{what}: {count} to do{overdue}")

    def _hint(self) -> None:
        keys = keys_line(
            ("done", "space done"),
            ("due", "d day"),
            ("owner", "o owner"),
            ("turn", "tab by date" if self.is_by_owner else "tab by owner"),
            ("with_done", "s hides done" if self.is_with_done else "s shows done"),
            ("undo", "u undo"),
            ("go", "enter goes there"),
            ("leave", "esc"),
        )
        self.query_one(".hint", Static).update(_FEW_KEYS if self.size.width < _NARROW else keys)

    def _tell(self, message: str, *, is_problem: bool = False) -> None:
        for name, holds in ((".problem", is_problem), (".said", not is_problem)):
            shown = self.query_one(name, Static)
            shown.update(message if holds else "")
            shown.set_class(holds and bool(message), "-said")
