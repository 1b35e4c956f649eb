"""Leaving the canvas, for another one or for good, and what is asked before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.app.actions.save_export import SaveExportCommands
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.exports.phrases import counted
from canvas.files.canvas_file import Document
from canvas.model.sanitize import quote
from canvas.operations import Operation, completed

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext


class LeaveCommands(Commands):
    """Opens another canvas, or quits; asks first about what would be lost."""

    def __init__(self, context: CommandContext, files: SaveExportCommands) -> None:
        super().__init__(context)
        self._files = files
        self._asked_about: frozenset[object] = frozenset()

    def open(self) -> None:
        from canvas.app.screens.start import StartScreen

        self.board.end_typing(keep=True)

        def chosen(document: Document) -> None:
            self.leave(lambda: self.context.host.open_document(document), "open the other canvas")

        self.ask(StartScreen(over=self.workspace.document), chosen)

    def quit(self) -> None:
        self.leave(lambda: self.context.host.exit(0))

    def _go_on_leaving(self, leave: Callable[[], object], what: str, release: Callable[[], object]) -> None:
        """Leave once the work under way is done, and take the keys that waited for it."""
        self.leave(leave, what)
        release()

    def leave(self, leave: Callable[[], object], what: str = "quit") -> None:
        """Leave the canvas, which the question calls ``what``.

        Where unsaved work would be lost, ask first. Waits for work under way, such as a save, and lets the
        next key wait too: it may be the answer.
        """
        self.board.end_typing(keep=True)
        host = self.context.host
        if host.is_operating:
            release = host.hold_input()
            host.operate(lambda: completed(None), lambda _: self._go_on_leaving(leave, what, release))
            return

        if self._asks_about_tray(lambda: self.leave(leave, what), what):
            return

        def done() -> None:
            if self.context.room:
                self.context.beside.end()
            close = partial(self.workspace.close, keep=False)
            host.operate(lambda: Operation.of(close), lambda _: leave())

        if not self.workspace.session.is_worth_keeping:
            done()
            return
        self._ask_about_unsaved(done, what, is_unreadable=self.workspace.is_file_unreadable)

    def _ask_about_unsaved(self, done: Callable[[], object], what: str, *, is_unreadable: bool) -> None:
        """Ask what to do with what no file holds, before the canvas is left."""

        def go(answer: str) -> None:
            if answer == "save":
                self._files.save_then(done)
            elif answer == "discard":
                done()
            elif answer == "parked":
                self.context.run_command("parked")

        lost = "what the board holds" if is_unreadable else "what was not saved"
        options = [
            Option("1", "save", f"Save and {what}"),
            Option("2", "discard", f"Discard changes and {what}", f"you lose {lost}"),
            Option("3", "stay", "Stay", "and go on working"),
        ]
        if parked := sum(item.status == "parked" for _, item in self.canvas):
            waits = f"and stay: {counted(parked, 'statement')} to take up again"
            options.append(Option("4", "parked", "Look at what is parked", waits))
        why = "is in a file that cannot be read now" if is_unreadable else "has changes that are not saved"
        title = f"{quote(self.canvas.title)} {why}"
        self.ask(ChooseScreen(title, options, "save"), go)

    def _asks_about_tray(self, go_on: Callable[[], object], what: str) -> bool:
        """Ask, before leaving, about what waits in the tray, once for each; whether that was asked."""
        room = self.context.room
        waiting = frozenset(room.tray.waiting) if room else frozenset()
        if waiting <= self._asked_about:
            return False
        from canvas.room_phrases import still_waiting

        self._asked_about = waiting

        def go(answer: str) -> None:
            if answer == "tray":
                self.context.run_command("room")
            elif answer == "leave":
                go_on()

        options = [
            Option("1", "tray", "Look at the tray", "and stay"),
            Option("2", "leave", f"{what[0].upper()}{what[1:]}", "what waits there is gone"),
        ]
        self.ask(ChooseScreen(still_waiting(len(waiting)), options, "tray"), go)
        return True
