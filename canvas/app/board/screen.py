"""The screen with the board on it: it wires the board, its lines, the commands and the workspace together."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.actions import BoardCommands
from canvas.app.actions.base import BY, changed_panel
from canvas.app.bindings import bindings
from canvas.app.board.guidance_dock import ScreenGuidanceDock
from canvas.app.host import FollowingScreen, Host
from canvas.app.keys import (
    ASKS_IN_BURST,
    BY_NAME,
    MARKED,
    READ_ONLY,
    TAKES_AWAY,
    UNSETTLED,
    WHILE_TYPING,
    ActionId,
    Hints,
    does_nothing,
    spelled,
    types,
)
from canvas.app.terminal.first_frame import paint_once
from canvas.app.terminal.screen_opening import forget_widgets, lay_out_anew
from canvas.app.widgets.board import Board
from canvas.app.widgets.header import Header
from canvas.app.widgets.status_line import StatusLine
from canvas.files.canvas_file import Document
from canvas.model.canvas import Canvas
from canvas.operations import FileNews, Operation
from canvas.outcome_phrases import Phrase, file_news, journal_trouble
from canvas.session import Session
from canvas.workspace import Change, Workspace

LEAST_COLUMNS, LEAST_LINES = 40, 12
"""The smallest terminal that the board is drawn in."""

_RECOVERY_AFTER_SECONDS = 0.4
"""Delay after the first frame before the search for unsaved work of an earlier run, and for copies."""

_POLL_SECONDS = 1.0
"""Interval between two checks of the file for external changes."""

_REWORDING_HINTS = (("enter", "keep"), ("esc", "cancel"))

Answer = TypeVar("Answer")
Outcome = TypeVar("Outcome")


if TYPE_CHECKING:
    from canvas.app.board.room_beside import RoomBeside
    from canvas.app.widgets.board_port import BoardEdits, BoardPastes
    from canvas.app.widgets.inline_edit import InlineEdit
    from canvas.files.git.history import Commit
    from canvas.workspace_meet import RoomLink

    OldVersion = Callable[[Canvas, Commit, "BoardScreen"], Screen[Any]]
    """Makes a screen of an older version: its canvas, its commit, and the board of the present one."""


class BoardScreen(Screen[None]):
    """One canvas: the board, the lines above it and the line below."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - the board lays itself out; a class would cost a pass of styles
    VERTICAL_BREAKPOINTS = []  # noqa: RUF012

    def __init__(self, session: Session, today: date, old_version: OldVersion) -> None:
        """``old_version`` makes a screen that shows an older version, and knows this one."""
        super().__init__()
        self._old_version = old_version
        self.today = today
        self._is_untouched = True
        self._is_polling = False
        self._file_trouble = ""  # the sentence about the file that was told last
        self._fill(session)

    def _fill(self, session: Session) -> None:
        """Make the workspace, the widgets and the commands of a session."""
        self.workspace = Workspace(session)
        self.board = Board(self, self.today)
        self.header = Header(self.today)
        self.status_line = StatusLine()
        self.guidance = ScreenGuidanceDock(self)
        self.commands = BoardCommands(self)

    def compose(self) -> Iterator[Widget]:
        """The board and its lines, and the sentence that replaces them on a small terminal."""
        # Before the first frame, which is then the only one.
        self.board.show(self.canvas, self.workspace.first_unresolved)
        self.show_lines()
        yield self.header
        yield self.board
        yield self.status_line
        sentence = f"canvas needs {LEAST_COLUMNS} columns and {LEAST_LINES} lines: please enlarge the window."
        yield Static(sentence, id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show notices about the file, subscribe, and start the timers."""
        self.workspace.subscribe(self._changed)
        document = self.workspace.document
        notices = document.notices
        more = f" And {len(notices) - 1} more: canvas show tells them all." if len(notices) > 1 else ""
        odd = notices[0] + more if notices else ""
        unresolved = self.commands.conflicts.sentence()
        problem = self.commands.view.problem_with_settings
        sentence = self.workspace.read_only_reason or unresolved or odd or problem
        if document.marked and odd != sentence:
            sentence = f"{sentence} {odd}"
        if sentence:
            self.say(sentence, warning=True)
        if self.app.import_path:
            self.call_next(self.commands.late.imports.read, self.app.import_path)
            self.app.import_path = ""
        if self.app.touring is document:
            self._begin_tour()
        elif self.app.settings.guidance and self.guidance.has_room:
            self.call_next(self.guidance.open)
        if self.app.room_of_first_board:
            self.beside.adopt(self.app.room_of_first_board(self.workspace))
            self.app.room_of_first_board = None
        self.set_interval(_POLL_SECONDS, self.poll_file)
        self.set_timer(_RECOVERY_AFTER_SECONDS, self._look_around)

    def _screen_resized(self, size: Size) -> None:
        if self.room:
            self.beside.leave_columns(size)
        lay_out_anew(self, super()._screen_resized, size)  # each dialog that opens asks for it

    def on_screen_resume(self) -> None:
        """Collect what the screen that was above has left, once nobody types."""
        self.app.collect_when_idle(self)

    def on_unmount(self) -> None:
        """Close the workspace; unsaved work stays in the journal unless it was discarded."""
        gc.unfreeze()  # the board is to be collected
        self.commands.late.recovery.release()
        if self.room:
            self.beside.stop()
        self.workspace.close(keep=True)
        if self.app.screen_stack and not self.is_on_top:
            # Textual holds the first screen of a program to its end: let the canvas go that was left.
            vars(self).pop("beside", None)
            forget_widgets(self)
            self._fill(Session(Document(Canvas("")), read_only=True))

    # What the canvas tells

    @property
    def session(self) -> Session:
        """The file, history and journal of the canvas."""
        return self.workspace.session

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.workspace.canvas

    def _changed(self, change: Change) -> None:
        """Observer of the workspace: repaint; the cursor follows edits made here."""
        if change.canvas is not change.before or change.reason == "external":
            focus = change.focus if change.by == BY else self.commands.edit.focus
            self.board.show(change.canvas, focus)
            if change.reason in ("undo", "redo") and change.by == BY:
                is_gone = focus is None or change.canvas.place(focus) is None
                if is_gone and (panel := changed_panel(change)):
                    self.board.look_at(panel)
        self.show_lines()
        if change.reason == "edit":
            self.call_later(self.commands.late.repair.look_at_edit, change.before)
        if change.reason == "journal" and (problem := self.workspace.journal_problem):
            self._tell(journal_trouble(problem))

    def _look_around(self) -> None:
        """Look for unsaved work of an earlier run, and for conflicted copies of the file."""
        self.commands.late.recovery.look()
        self.commands.late.joining.look()
        self.commands.late.repair.look()

    def poll_file(self) -> None:
        """Check the file for external changes in a thread, and merge them."""
        self.commands.late.joining.remind()
        self.workspace.check_journal()
        if self.workspace.is_watched and not self._is_polling and not self.app.is_operating:
            self._is_polling = True
            self.app.operate(partial(self.workspace.poll_file, self._is_idle), self._polled)

    def _polled(self, news: FileNews) -> None:
        self._is_polling = False
        if news.code == "conflicts":
            self.board.show(self.canvas, self.workspace.first_unresolved)
        if news.code == "recovered" and self.message == self._file_trouble:
            self.say("")
        phrase = file_news(news, self.key, read_only=self.session.read_only)
        if phrase:
            self._tell(phrase)
            self._file_trouble = self.message

    def _is_idle(self) -> bool:
        """Whether the board may change under the user's eyes."""
        if not self.is_attached or not self.app.screen_stack:  # the program has ended
            return False
        top = self.app.screen
        is_seen = self.is_on_top or (isinstance(top, FollowingScreen) and top.is_idle)
        return is_seen and not self.board.typing and not self.board.is_dragging

    # What commands ask

    @property
    def host(self) -> Host:
        """The running program."""
        return self.app

    @property
    def message(self) -> str:
        """The sentence on the status line."""
        return self.status_line.message

    @property
    def is_on_top(self) -> bool:
        """Whether no other screen is above this one."""
        return self.is_attached and self.app.screen is self

    @property
    def is_untouched(self) -> bool:
        """Whether the board is on top, and no key was pressed since it opened."""
        is_idle = not self.board.typing and not self.app.has_input_waiting
        return self._is_untouched and self.is_on_top and is_idle

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence on the line below the board."""
        self.status_line.say(message, warning=warning)

    def _tell(self, phrase: Phrase) -> None:
        self.say(phrase.text, warning=phrase.is_warning)

    def key(self, action: str) -> str:
        """The key of an action, for a sentence."""
        return self.app.key_map.told(action)

    def ask(self, screen: Screen[Answer], then: Callable[[Answer], object]) -> None:
        """Push a dialog synchronously, so that the next key is for it."""
        self.board.end_drag()
        self.app.ask(screen, then)

    def ask_always(self, screen: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        """Push a dialog; `then` is called with None where it is cancelled."""
        self.board.end_drag()
        self.app.push_screen(screen, then)

    # The room of a meeting

    @cached_property
    def beside(self) -> RoomBeside:
        """The place for a meeting beside the board."""
        from canvas.app.board.room_beside import RoomBeside  # noqa: PLC0415 - few meetings have phones

        return RoomBeside(self)

    @property
    def room(self) -> RoomLink | None:
        """The meeting that runs beside the board."""
        return self.beside.room if "beside" in vars(self) else None

    def operate(
        self, prepare: Callable[[], Operation[Any, Outcome]], then: Callable[[Outcome], object]
    ) -> None:
        """Run slow work in a thread, and go on with its outcome while this screen is there."""

        def finished(outcome: Outcome) -> None:
            if self.is_attached:
                then(outcome)

        self.app.operate(prepare, finished)

    def old_version(self, canvas: Canvas, commit: Commit) -> Screen[Any]:
        """A screen that shows an older version of the canvas."""
        return self._old_version(canvas, commit, self)

    # Keys

    async def action_do(self, action: str) -> None:
        """Carry out an action of the table; in a burst of keys, ask before one that destroys something."""
        if action in ASKS_IN_BURST and self.app.holds_burst():
            return
        if action in TAKES_AWAY and self.commands.presentation.was_just_left:
            self.say(f"{self.key(action)} does nothing just after the slides; press it once more.")
            return
        paint_once(self)
        result = self.commands.handlers[BY_NAME[action].id]()
        if inspect.isawaitable(result):
            await result
            paint_once(self)  # the first frame may have been painted meanwhile
        self._tell_capitals()

    def action_cell(self, key: str) -> None:
        """Go to a cell whose name was clicked above the board."""
        self.commands.navigate.cell(key)

    def action_tour_on(self) -> None:
        """Go to the tour's next step."""
        if self.app.tour and not self.board.typing:
            self.app.tour.go_on()

    def action_tour_leave(self) -> None:
        """End the tour."""
        if self.app.tour and not self.board.typing:
            self.app.tour.leave()

    def run_command(self, action: str) -> None:
        """Carry out an action once the key that asked for it has been handled."""
        self.call_next(self.action_do, action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable actions while an item is typed, or while the terminal is too small."""
        if action != "do":
            return True
        if self.has_class("-too-small"):
            return parameters[0] in ("save", "quit")
        if typing := self.board.typing:
            is_tab_taken = parameters[0] == "next_panel" and typing.editor.completes
            return parameters[0] in WHILE_TYPING and not is_tab_taken
        return True

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing, once, and record that a key was pressed."""
        self._is_untouched = False
        if not self.board.typing and not self.has_class("-too-small"):
            self.say(does_nothing(event.key, f"{self.key('quit')} leaves"))
            self._tell_capitals()

    def _tell_capitals(self) -> None:
        """Say that caps lock may be on, after a run of different capitals."""
        if self.app.is_shouting:
            self.say("All capitals: is caps lock on?")

    def on_paste(self, event: events.Paste) -> None:
        """Add pasted text as items of the active panel."""
        event.stop()
        self.commands.late.pastes.paste(event.text)

    def settings_changed(self) -> None:
        """Apply changed settings and repaint."""
        self.show_lines()
        self.board.palette.renew()
        for widget in (self.header, *self.board.cells.values()):
            widget.refresh()

    # The lines around the board

    def show_lines(self) -> None:
        """Refresh the lines above and below the board, the help beside it, and the tour."""
        board = self.board
        self.header.show(
            self.canvas,
            unsaved=self.workspace.is_unsaved,
            page=board.cursor.visible_cells,
            active=board.active,
            note=self.note,
        )
        self.status_line.hint(self.hints)
        self.guidance.follow()
        if self.room and self.is_on_top:
            self.room.look_at(board.panel.key if board.panel else None, self.commands.edit.focus)
        if self.app.tour:
            self.app.tour.looked()

    @property
    def note(self) -> str:
        """The header's note: journal trouble, read-only, or since when changes show."""
        if self.workspace.journal_problem:
            return "not kept safe"
        if self.workspace.is_file_unreadable:
            return "file unreadable"
        since = self.board.markers.label if self.board.markers else ""
        return " · ".join(filter(None, ("read-only" if self.session.read_only else "", since)))

    @property
    def hints(self) -> Hints:
        """The key hints of the status line."""
        if typing := self.board.typing:
            return self._typing_hints(typing)
        hints = self.app.key_map.hints
        sign = self.room.sign if self.room else ""
        tray = ((self.key("room"), sign),) if sign else ()
        is_read_only = bool(self.workspace.read_only_reason)
        if selected := len(self.board.cursor.selected):
            kept = slice(-2, None) if is_read_only else slice(None)
            return (str(selected), "selected"), *hints[MARKED][kept]
        if is_read_only:
            return *tray, *hints[READ_ONLY]
        if self.board.readiness.unresolved:
            return hints[UNSETTLED]
        return *tray, *hints[""]

    def _typing_hints(self, typing: InlineEdit) -> Hints:
        literal = self._hints_of("as_typed", "as typed") if typing.capture.has_shorthand else []
        if typing.editing:
            return *literal, *_REWORDING_HINTS
        return *self._hints_of("kind", "kind"), *literal, ("enter", "keep and next"), ("esc", "keep and end")

    def _hints_of(self, action: ActionId, label: str) -> list[tuple[str, str]]:
        """The hint at the first key of an action that types no letter; none without one."""
        return [(spelled(key), label) for key in self.app.key_map.keys(action) if not types(key)][:1]

    @property
    def lines_above(self) -> int:
        """How many lines stand above the board."""
        return self.header.line_count

    @property
    def lines_below(self) -> int:
        """How many lines stand below the board."""
        return 1 + (self.app.tour.line_count if self.app.tour else 0)

    def _begin_tour(self) -> None:
        """Start the guided tour."""
        from canvas.app.screens.tour import Tour  # noqa: PLC0415 - once for each user

        self.app.tour = Tour(self, self.guidance.follow)

    def on_resize(self, event: events.Resize) -> None:
        """Replace the board by a sentence on a small terminal."""
        small = event.size.width < LEAST_COLUMNS or event.size.height < LEAST_LINES
        self.set_class(small, "-too-small")
        self.call_after_refresh(self._return_focus)
        self.guidance.follow()

    def _return_focus(self) -> None:
        """Refocus the editor, which loses the focus as it is hidden: what is typed unseen is kept too."""
        if self.board.typing and self.focused is None:
            self.set_focus(self.board.typing.editor)

    # What the board asks for (`BoardPort`)

    @property
    def edits(self) -> BoardEdits:
        """What edits the canvas."""
        return self.commands.edit

    @property
    def pastes(self) -> BoardPastes:
        """What takes in pasted text."""
        return self.commands.late.pastes

    def status_clicked(self) -> None:
        """Offer the statuses: the status symbol of an item was clicked."""
        if self.commands.selection.clear_for_another():
            self.commands.handlers["status"]()

    def open_menu(self) -> None:
        """Offer what can be done with what was clicked with the right button."""
        self.commands.handlers["menu"]()

    def typing_changed(self) -> None:
        """Hint at the key for as typed where there is shorthand."""
        self.status_line.hint(self.hints)

    def view_changed(self) -> None:
        """The cursor moved, or typing began or ended."""
        if self.session.typing and not self.board.typing:
            self.workspace.set_draft(None)
        self.show_lines()
