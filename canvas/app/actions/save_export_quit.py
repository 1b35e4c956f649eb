"""Saving, exporting, opening another canvas, and leaving."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from canvas.app.actions.base import Commands
from canvas.files.canvas_file import Document
from canvas.model import edits
from canvas.model.sanitize import quote
from canvas.operations import Operation, SaveOutcome, settled
from canvas.outcome_phrases import saved
from canvas.workspace import EditFunction


class SaveExportQuitCommands(Commands):
    """Saves, exports, opens and quits."""

    _asked_about: frozenset[object] = frozenset()

    def properties(self, first: str = "") -> None:
        """Open the form of the canvas, at a field where one is named."""
        from canvas.app.screens.form import FormScreen, properties_form

        def edit(values: dict[str, Any]) -> EditFunction:
            return partial(edits.set_properties, **self.canvas.properties | values)

        form = properties_form(self.canvas)
        reason = self.workspace.read_only_reason
        screen = FormScreen(form, self.form_port(edit), self.today, reason, first=first)
        self.ask(screen, lambda cancelled: self.stash(edit(cancelled)))

    def save(self) -> None:
        self.save_then(None)

    def save_as(self) -> None:
        self.save_as_then(None)

    def save_then(self, then: Callable[[], object] | None) -> None:
        """Save, asking for a name where there is none; ``then`` is called once it is in its file."""
        self.board.end_typing(keep=True)
        if self._is_read_only():
            return
        if self.workspace.path is None:
            self.save_as_then(then)
            return
        self.context.operate(self.workspace.freeze_save(), lambda outcome: self._saved(outcome, then))

    def save_as_then(self, then: Callable[[], object] | None) -> None:
        """Save under another name, which is asked for; ``then`` is called once it is in that file."""
        if self._is_read_only():
            return
        from canvas.app.screens.save_as import SaveAsScreen

        self.ask(SaveAsScreen(self.workspace), lambda outcome: self._saved(outcome, then))

    def _is_read_only(self) -> bool:
        """Whether nothing may be written; that is then shown."""
        return self.workspace.session.read_only and self.refused()

    def _saved(self, outcome: SaveOutcome, then: Callable[[], object] | None) -> None:
        self.show_saved(outcome)
        if outcome.is_saved and then:
            then()

    def show_saved(self, outcome: SaveOutcome) -> None:
        """Show what a save came to; a file that was written is remembered as a recent one."""
        phrase = saved(outcome, self.key)
        self.say(phrase.text, warning=phrase.is_warning)
        if outcome.code == "conflicts":
            self.board.show(self.canvas, self.workspace.first_unresolved)
        self.context.show_lines()
        if outcome.is_saved:
            self.context.operate(self._remember, lambda _: None)

    def _remember(self) -> Operation[None, None]:
        """Put the file on the list of recent canvases."""
        path = self.workspace.path or ""

        def perform() -> None:
            from canvas.files.recent import remember

            remember(path)

        return Operation(perform, lambda _: None)

    def export(self) -> None:
        from canvas.app.screens.export import ExportScreen

        self.ask(ExportScreen(self.workspace, self.today, self._open_file), self.say)

    def _open_file(self, path: str, written: str) -> None:
        """Open a file in the program that the desktop has for it; ``written`` says that it was written."""
        from pathlib import Path

        from canvas.app.desktop.open_link import open_outside

        open_outside(
            self.context.host,
            Path(os.path.abspath(path)).as_uri(),
            lambda said: self.say(f"{written} {said}"),
        )

    def open(self) -> None:
        from canvas.app.screens.start import StartScreen

        self.board.end_typing(keep=True)

        def chosen(document: Document) -> None:
            self.leave(lambda: self.context.host.open_document(document), "open the other canvas")

        self.ask(StartScreen(over=True), chosen)

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
            host.operate(lambda: settled(None), lambda _: self._go_on_leaving(leave, what, release))
            return

        if self._asks_about_tray(lambda: self.leave(leave, what), what):
            return

        def done() -> None:
            if self.context.room:
                self.context.beside.end()

            def closed(_: bool) -> None:
                leave()

            close = partial(self.workspace.close, keep=False)
            host.operate(lambda: Operation(close, lambda well: well), closed)

        unreadable = self.workspace.is_file_unreadable and not self.workspace.read_only_reason
        if not (self.workspace.session.is_worth_keeping or unreadable):
            done()
            return
        self._ask_about_unsaved(done, what, is_unreadable=unreadable)

    def _ask_about_unsaved(self, done: Callable[[], object], what: str, *, is_unreadable: bool) -> None:
        """Ask what to do with what no file holds, before the canvas is left."""
        from canvas.app.screens.choose import ChooseScreen, Option

        def go(answer: str) -> None:
            if answer == "save":
                self.save_then(done)
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
            it = "what was parked" if parked > 1 else "the one that was parked"
            options.append(Option("4", "parked", f"Look at {parked} parked", f"and stay: {it} waits"))
        why = "is in a file that cannot be read now" if is_unreadable else "has changes that are not saved"
        title = f"{quote(self.canvas.title)} {why}"
        self.ask(ChooseScreen(title, options, "save"), go)

    def _asks_about_tray(self, go_on: Callable[[], object], what: str) -> bool:
        """Ask, before leaving, about what waits in the tray, once for each; whether that was asked."""
        room = self.context.room
        waiting = frozenset(room.waiting) if room else frozenset()
        if waiting <= self._asked_about:
            return False
        from canvas.app.screens.choose import ChooseScreen, Option
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
