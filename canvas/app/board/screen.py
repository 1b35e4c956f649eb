"""The screen with the board on it; what its actions do stands in `canvas.app.actions`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.actions.copy import Copying
from canvas.app.actions.external_changes import Watching
from canvas.app.actions.guidance_tour import Guiding
from canvas.app.actions.history import Versions
from canvas.app.actions.menu import Menu
from canvas.app.actions.navigate import Moving
from canvas.app.actions.next_steps import Stepping
from canvas.app.actions.presentation import Presenting
from canvas.app.actions.recovery import Recovering
from canvas.app.actions.status import Agreeing
from canvas.app.actions.timer import KeepingTime
from canvas.app.actions.view_find_link import Looking
from canvas.app.actions.voting import Weighing
from canvas.app.keys import WHILE_TYPING, Hints, bindings, with_actions
from canvas.app.widgets.board import Board
from canvas.app.widgets.header import Header
from canvas.app.widgets.status_line import StatusLine
from canvas.files.journal.snapshot import Draft
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.session import Session

LEAST_COLUMNS, LEAST_LINES = 40, 12
"""The smallest terminal that the board is drawn in."""

_SETTLED = 0.4
"""How many seconds after the first frame it is looked for work that was left behind."""

_TYPING_HINTS = (("enter", "keep, and the next"), ("esc", "end"))
_REWORDING_HINTS = (("enter", "keep"), ("esc", "leave it as it was"))


class BoardScreen(
    Moving,
    Stepping,
    Agreeing,
    Weighing,
    Presenting,
    Watching,
    Recovering,
    Looking,
    Guiding,
    KeepingTime,
    Copying,
    Menu,
    Versions,
):
    """One canvas: the board, the lines above it and the line below."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - the board lays itself out; a class would cost a pass of styles
    VERTICAL_BREAKPOINTS = []  # noqa: RUF012

    def __init__(self, session: Session, today: date) -> None:
        """A screen for an open canvas.

        Args:
            session: the canvas.
            today: tells what is late.
        """
        super().__init__()
        self.session = session
        self.today = today
        self.board = Board(self, today)
        self.top = Header(today)
        self.status_line = StatusLine()
        self._has_own_keys = False

    def compose(self) -> Iterator[Widget]:
        """The board and its lines, or a sentence where there is no room for them."""
        # Before the first frame, which is then the only one.
        self.board.show(self.session.canvas, self.first_unsettled())
        self.show_lines()
        yield self.top
        yield self.board
        yield self.status_line
        sentence = f"canvas needs {LEAST_COLUMNS} columns and {LEAST_LINES} lines: please enlarge the window."
        yield Static(sentence, id="too-small", markup=False)

    def on_mount(self) -> None:
        """Say what is odd about the canvas."""
        self.use_settings()
        notices = self.session.document.notices
        more = f" And {len(notices) - 1} more: canvas show tells them all." if len(notices) > 1 else ""
        odd = notices[0] + more if notices else ""
        said = self.session.read_only_reason or self.unsettled_sentence() or odd or self.problem_with_settings
        if self.session.document.marked and odd != said:
            said = f"{said} {odd}"
        if said:
            self.say(said, warning=True)
        if self.app.touring is self.session.document:
            self.begin_tour()
        self.keep_watch()
        self.set_timer(_SETTLED, self.offer_back)

    def use_settings(self) -> None:
        """Take over the user's keys and the way they write days."""
        if self.app.key_map.is_changed or self._has_own_keys:
            self._has_own_keys = True
            self._bindings = with_actions(self._bindings, self.app.key_map.actions)
            self.show_lines()

    def settings_changed(self) -> None:
        """Take over what is set now, and draw everything as it is to look."""
        self.use_settings()
        self.board.palette.renew()
        for widget in (self.top, *self.board.cells.values()):
            widget.refresh()

    def on_unmount(self) -> None:
        """What is not saved stays in the journal, unless the user has said that it may go."""
        self.session.close(keep=True)

    def on_resize(self, event: events.Resize) -> None:
        """A sentence where there is no room for the board."""
        small = event.size.width < LEAST_COLUMNS or event.size.height < LEAST_LINES
        self.set_class(small, "-too-small")
        if not small:
            self.call_after_refresh(self._give_back_keys)
        self.follow_guidance()

    def _give_back_keys(self) -> None:
        """Let what is being typed have the keys again, which it lost while it was out of sight."""
        if self.board.typing and self.focused is None:
            self.set_focus(self.board.typing.editor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While an item is typed, letters are letters; while nothing can be seen, nothing is done."""
        if self.has_class("-too-small") and action not in ("save", "quit"):
            return not hasattr(self, f"action_{action}")
        return not self.board.typing or action in WHILE_TYPING or not hasattr(self, f"action_{action}")

    def show_lines(self) -> None:
        """Bring the lines up to date, and the help beside the board."""
        super().show_lines()
        self.follow_guidance()
        if self.app.tour:
            self.app.tour.looked()

    # What the board wishes

    def add_items(self, panel: str, texts: tuple[str, ...], after: str | None) -> str | None:
        """New statements for a panel; the id of the last one made."""
        self.session.typing = None
        made = self.make(partial(edits.add, panel=panel, texts=texts, after=after))
        return made.focus if made else None

    def reword_item(self, item_id: str, text: str) -> None:
        """Another wording of an item."""
        self.session.typing = None
        self.make(partial(edits.set_text, item_id=item_id, text=text))

    def draft_changed(self, panel: str, text: str, item_id: str | None, after: str | None) -> None:
        """What is being typed is kept for a recovery."""
        self.session.set_typing(Draft(panel, text, item_id, after))

    def stash_draft(self, panel: str, text: str, item_id: str | None, after: str | None) -> None:
        """What was typed and left can be had back with redo."""
        if item_id:
            edit: Callable[[Canvas], Edit] = partial(edits.set_text, item_id=item_id, text=text)
        else:
            edit = partial(edits.add, panel=panel, texts=(text,), after=after)
        self.offer(edit)

    def move_item(self, item_id: str, panel: str, position: int) -> None:
        """An item was dragged to a place; where it is marked, all that are go with it."""
        if item_id in self.board.selected and len(self.board.selected) > 1:
            from canvas.model.voting import move_all  # noqa: PLC0415 - hardly ever

            chosen = [name for name in self.targets() if name != item_id]
            self.make(partial(move_all, item_ids=[*chosen, item_id], panel=panel, position=position))
            return
        self.make(partial(edits.move, item_id=item_id, panel=panel, position=position))

    def status_clicked(self) -> None:
        """The status of an item was clicked: the others are offered, for all marked where it is one."""
        if self.item_alone():
            self.action_status()

    def view_changed(self) -> None:
        """The eye went somewhere else, or typing began or ended."""
        if self.session.typing and not self.board.typing:
            self.session.set_typing(None)
        self.show_lines()

    @property
    def hints(self) -> Hints:
        """While something is typed, how that ends."""
        typing = self.board.typing
        return (_REWORDING_HINTS if typing.editing else _TYPING_HINTS) if typing else super().hints
