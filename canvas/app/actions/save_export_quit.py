"""Keeping the canvas, and leaving it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from canvas.app.actions.base import Acting
from canvas.files.canvas_file import ChangedOnDiskError, DocumentError, Saved
from canvas.files.disk_errors import ADVISES_SAVE_AS
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import quote


class Keeping(Acting):
    """Saves, exports, opens and quits."""

    def action_properties(self) -> None:
        from canvas.app.screens.form import FormScreen, properties_form

        def edit(values: dict[str, Any]) -> Callable[[Canvas], Edit]:
            now = self.session.canvas
            said = {"title": now.title, "stage": now.stage, "review": now.review, **values}
            return partial(edits.set_properties, **said)

        form = properties_form(self.session.canvas)
        screen = FormScreen(form, self.form_owner(edit), self.today, self.session.read_only_reason)
        self.ask(screen, lambda left: self.offer(edit(left)))

    def action_save(self) -> None:
        self.save()

    def action_save_as(self) -> None:
        self.save_as()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save, asking for a name where there is none.

        Args:
            then: what to do once the canvas is in its file.
        """
        self.board.end_typing(keep=True)
        if self._is_read_only():
            return
        if self.session.document.path is None:
            self.save_as(then)
            return
        try:
            saved, taken_in = self._saved()
        except DocumentError as error:
            does = "does that" if error.code in ADVISES_SAVE_AS else "saves under another name"
            how = f"{self.key('save_as')} {does}."
            self.say(f"Not saved. {error} {how}", warning=True)
            return
        if saved:
            self._told_saved(saved, taken_in)
            if then:
                then()

    def _saved(self) -> tuple[Saved | None, str]:
        """Save; what somebody else wrote to the file meanwhile is taken in first.

        Returns:
            What the save came to; nothing where both said something else of one thing, which is told. And
            what was taken in, as a sentence.

        Raises:
            DocumentError: where it cannot be saved.
        """
        try:
            return self.session.save(), ""
        except ChangedOnDiskError:
            before = self.board.readiness.unsettled
            self.say("")
            if not self.look_outside(at_once=True):
                raise
            taken_in = self.status_line.message
            if self.board.readiness.unsettled > before:
                self.say(f"Not saved yet. {taken_in}", warning=True)
                return None, ""
            return self.session.save(), taken_in

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Save under another name, which is asked for.

        Args:
            then: what to do once the canvas is in that file.
        """
        if self._is_read_only():
            return
        from canvas.app.screens.save_as import SaveAsScreen

        def told(saved: Saved) -> None:
            self._told_saved(saved)
            if then:
                then()

        self.ask(SaveAsScreen(self.session), told)

    def _is_read_only(self) -> bool:
        """Whether nothing may be written; that is then said."""
        return self.session.read_only and self.refused()

    def _told_saved(self, saved: Saved, taken_in: str = "") -> None:
        path = self.session.document.path or ""
        from canvas.files.recent import remember

        remember(path)
        said = f"Saved {path}." if saved.wrote else "Nothing has changed since the last save."
        self.say(" ".join(filter(None, (said, *saved.warnings, taken_in))), warning=bool(saved.warnings))
        self.show_lines()

    def action_export(self) -> None:
        from canvas.app.screens.export import ExportScreen

        self.ask(ExportScreen(self.session, self.today), self.say)

    def action_open(self) -> None:
        from canvas.app.screens.start import StartScreen

        self.board.end_typing(keep=True)
        self.ask(StartScreen(over=True), lambda opened: self.leaving(lambda: self.app.open_document(opened)))

    def action_quit(self) -> None:
        self.leaving(lambda: self.app.exit(0))

    def leaving(self, leave: Callable[[], object]) -> None:
        """Leave the canvas; where something would be lost, only once the user has said what to do with it."""
        self.board.end_typing(keep=True)

        def done() -> None:
            self.session.close(keep=False)
            leave()

        if not self.session.is_worth_keeping:
            done()
            return
        from canvas.app.screens.choose import ChooseScreen, Option

        def go(answer: str) -> None:
            if answer == "save":
                self.save(done)
            elif answer == "discard":
                done()
            elif answer == "parked":
                self.action_parked()

        options = [
            Option("s", "save", "Save", "and leave"),
            Option("w", "discard", "Leave without", "and lose what was not saved"),
            Option("t", "stay", "Stay", "go on working (esc)"),
        ]
        if parked := sum(item.status == "parked" for _, item in self.session.canvas):
            it = "what was parked" if parked > 1 else "the one that was parked"
            options.insert(2, Option("p", "parked", f"Look at {parked} parked", f"and stay: {it} waits"))
        title = f"{quote(self.session.canvas.title)} has changes that are not saved"
        self.ask(ChooseScreen(title, options, "save"), go)
