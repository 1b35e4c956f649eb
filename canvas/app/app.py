"""The application: first screen, command palette, and shutdown."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from canvas.app.bindings import binding_of
from canvas.app.board.screen import BoardScreen
from canvas.app.host import Host
from canvas.app.keys import MOVE
from canvas.app.paint.style_cache import release_lines_of_removed_widgets
from canvas.app.terminal.shutdown import force_exit_after, handle_signals, report
from canvas.app.widgets.keys_line import LOW_LINES
from canvas.bundled_files import style
from canvas.files.canvas_file import Document
from canvas.files.recent import remember
from canvas.files.settings import Settings
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.files.git.history import Commit

_LEFT_SECONDS = 0.5
"""How long the process waits for its threads once the terminal is given back."""

_FLUSH_SECONDS = 1.0
"""Maximum seconds that a stop waits for the disk."""

_PREPARE_AFTER_SECONDS = 0.1
"""Seconds after the first frame in which nothing keeps a terminal from showing it."""

_SWITCH_SECONDS = 0.0005
"""For how long a key waits for a thread that computes, such as the journal's; with Python's own, 5 ms."""

_HUNG_UP = 129
"""The exit code of a program whose terminal is gone."""


class CanvasApp(Host):
    """The whole program on a terminal. Its exit code is 0 unless something in it failed."""

    TITLE = "canvas"
    ENABLE_COMMAND_PALETTE = False  # there is one of ours
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 - as Textual types it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW_LINES, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("quit", "quit"),
        binding_of("palette", "command_palette"),
    ]

    def __init__(
        self,
        document: Document | None = None,
        *,
        today: date | None = None,
        read_only: bool = False,
        settings: Settings | None = None,
    ) -> None:
        """Open a document, or the start screen; see `Host` for the rest."""
        # A first screen's own sheets are not loaded by Textual, only those of screens that come later.
        first = [] if document else [style("dialogs.tcss"), style("start.tcss")]
        super().__init__(
            css_path=[style("app.tcss"), *first], today=today, read_only=read_only, settings=settings
        )
        self.error_console.soft_wrap = True  # a path that is broken in two cannot be copied
        self.document = document
        self.folders: Sequence[str] = ()

    def get_default_screen(self) -> Screen[Any]:
        """The board of the canvas to open, or the start screen."""
        screen = self._first_screen()
        self.key_map.bind(screen)
        return screen

    def _first_screen(self) -> Screen[Any]:
        if self.document:
            return self._board(self.document)
        from canvas.app.screens.start import StartScreen  # noqa: PLC0415 - the board needs no such

        return StartScreen(folders=self.folders)

    def on_mount(self) -> None:
        """Handle signals, and preload what the first keys need."""
        handle_signals(self.end)
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.call_after_refresh(self.set_timer, _PREPARE_AFTER_SECONDS, self._prepare)

    def open_document(self, document: Document) -> None:
        """Replace the screen by the board of a document."""
        self._remember(document)
        self.tour = None
        self.replace_screen(self._board(document))

    def open_session(self, session: Session) -> None:
        """Replace the screen by the board of an open session."""
        self.replace_screen(BoardScreen(session, self.today, _old_version))

    def _remember(self, document: Document) -> None:
        """Put a file on the list of recent canvases, in a thread: one of them may be on a disk that hangs."""
        if document.path and not self.read_only:
            self.run_worker(partial(remember, document.path), thread=True)

    @property
    def _boards(self) -> list[BoardScreen]:
        """The boards among the screens, the topmost first."""
        return [screen for screen in reversed(self.screen_stack) if isinstance(screen, BoardScreen)]

    def _board(self, document: Document) -> BoardScreen:
        return BoardScreen(Session(document, read_only=self.read_only), self.today, _old_version)

    def action_command_palette(self) -> None:
        """Open the command palette; what is being typed is kept first."""
        from canvas.app.screens.palette import PaletteScreen  # noqa: PLC0415 - few ask for it

        if isinstance(self.screen, PaletteScreen):
            return
        if isinstance(self.screen, BoardScreen):
            self.screen.board.end_typing(keep=True)
        self.ask(PaletteScreen(self.get_system_commands(self.screen)), self.call_later)

    def ask_about_burst(self, then: Callable[[str | None], None]) -> None:
        """Ask what keys that came in a burst are."""
        from canvas.app.screens.questions import burst_question  # noqa: PLC0415 - bursts are rare

        is_on_board = isinstance(self.screen, BoardScreen)
        self.push_screen(burst_question(is_on_board=is_on_board, is_typing=self.is_typing), then)

    def burst_ignored(self, text: str) -> None:
        """Keep where redo finds it what a paste would have added, had it not been ignored."""
        for board in self._boards[:1]:
            board.commands.late.pastes.stash_paste(text)

    def action_help_quit(self) -> None:
        """Answer ctrl+c, which leaves other programs: say how to leave this one."""
        leave, copy = self.key_map.told("quit"), self.key_map.told("copy")
        sentence = f"{leave} leaves; ctrl+c copies selected text, {copy} copies a statement."
        for board in self._boards[:1]:
            board.say(sentence)

    async def action_quit(self) -> None:
        """Leave the board, which asks about unsaved work, or the dialog on top of it."""
        if self.holds_burst():
            return
        if isinstance(self.screen, BoardScreen):
            await self.screen.action_do("quit")
            return
        for name in ("action_quit", "action_leave", "dismiss"):  # a form may hold something yet
            if leave := getattr(self.screen, name, None):
                leave()
                return

    # Shutdown

    async def run_async(self, *args: Any, **kwargs: Any) -> int | None:  # noqa: ANN401 - Textual's own
        """Run to the end; then no thread that waits for a disk or a network keeps the process alive."""
        result = await super().run_async(*args, **kwargs)
        force_exit_after(self.return_code or result or 0, _LEFT_SECONDS)
        return result

    def end(self, code: int) -> None:
        """End on a signal, with an exit code; unsaved work stays in the journal."""
        force_exit_after(code)
        kept = self._keep_all()
        self.exit(return_code=code, message=Text(kept) if kept else None)

    def keep_for_now(self) -> None:
        """Flush the journals before the process is stopped."""
        for board in self._boards:
            board.session.journal.flush(_FLUSH_SECONDS)

    def terminal_gone(self) -> None:
        """End because the terminal is gone."""
        self.end(_HUNG_UP)

    def _keep_all(self) -> str:
        """Close the session of every board; a sentence about unsaved work, if any."""
        # A board that was left for another canvas may still be there for a moment: its work may go.
        sessions = [board.session for board in self._boards if not board.session.discard_allowed]
        unsaved = [session for session in sessions if session.is_worth_keeping or session.typing]
        safe = [session.close(keep=True) for session in sessions]
        if not unsaved:
            return ""
        path = unsaved[0].document.path
        where = f"opening {visible_line(path)} again" if path else "canvas without a file"
        return (
            f"What was not saved is kept: {where} offers it."
            if all(safe)
            else "What was not saved could not be kept: the disk did not take it."
        )

    def _fatal_error(self) -> None:
        """Exit with one sentence instead of a traceback."""
        if self._exit_renderables:
            return  # one sentence is enough
        error = sys.exc_info()[1] or self._exception
        where = report(error) if error else ""
        details = f" What went wrong stands in {visible_line(where)}." if where else ""
        name = type(error).__name__ if error else "unknown"
        sentence = f"canvas: the program failed ({name}). {self._keep_all()}{details}"
        self._exit_renderables.append(Text(" ".join(sentence.split())))
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterator[SystemCommand]:
        """The entries of the command palette."""
        if isinstance(screen, BoardScreen):
            for action in self.key_map.actions:
                if action.id != "palette":
                    doing = partial(screen.action_do, action.id)
                    keys = f"  ({self.written(action.keys_shown)})" if action.keys else ""
                    # Moves are found by a search only.
                    listed = action.group != MOVE
                    yield SystemCommand(action.label, f"{action.help}{keys}", doing, listed)
        elif isinstance(screen, Commanded):
            for label, help_text, name in screen.commands():
                yield SystemCommand(label, help_text, partial(screen.run_action, name))

    def _prepare(self) -> None:
        gc.freeze()
        gc.enable()
        from canvas.app.board.idle_loading import load_while_idle  # noqa: PLC0415 - the start is measured
        from canvas.files import canvas_save  # noqa: F401, PLC0415

        release_lines_of_removed_widgets()
        if self.document:
            self._remember(self.document)
        load_while_idle(self)


def _old_version(canvas: Canvas, commit: Commit, now: BoardScreen) -> Screen[Any]:
    from canvas.app.board.old_version import OldVersionScreen  # noqa: PLC0415 - few look back

    return OldVersionScreen(canvas, commit, now)


@runtime_checkable
class Commanded(Protocol):
    """A screen on top of the board that has commands of its own."""

    def commands(self) -> Iterator[tuple[str, str, str]]:
        """The label, the help and the action of each."""

    async def run_action(self, action: str) -> bool:
        """Carry one out."""
