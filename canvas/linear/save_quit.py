"""Commands that save the canvas and quit."""

from __future__ import annotations

from canvas.files.canvas_file import ChangedOnDiskError
from canvas.files.file_names import canvas_path, free_path, stem_of
from canvas.files.recent import remember
from canvas.linear.context import CommandGroup
from canvas.linear.ways import way
from canvas.operations import SaveOutcome
from canvas.outcome_phrases import file_exists, saved
from canvas.room_phrases import still_waiting

_DISCARD_WORDS = ("leave", "discard", "without", "w")


class SaveCommands(CommandGroup):
    """Save, save as, and quit."""

    def save_command(self, words: str) -> None:
        """Save the canvas to its file, or to another."""
        first, _, rest = words.partition(" ")
        has_as = first.casefold() == "as"
        name = rest.strip() if has_as else words
        if self.context.workspace.session.read_only:
            self.context.refused()
        elif has_as and not name:
            self._save_as(self.ask("The file's name:"))
        elif name:
            self._save_as(name)
        else:
            self.save()

    def save(self) -> SaveOutcome | None:
        """Save, asking for a name where there is none; None where it is not saved."""
        outcome = self.context.workspace.save().run()
        if outcome.code == "no_path":
            proposed = free_path("", stem_of(self.canvas.title))
            name = self.ask(f"The file's name; nothing for {proposed}:")
            return self._save_as(name or proposed)
        return self._report(outcome)

    def _save_as(self, name: str) -> SaveOutcome | None:
        context = self.context
        if not name.strip():
            context.say("Not saved.")
            return None
        path = canvas_path(name)
        outcome = context.workspace.save_as(path).run()
        if isinstance(outcome.error, ChangedOnDiskError):
            if not context.confirms(f"{file_exists(path)} Replace it?"):
                context.say("Not saved.")
                return None
            outcome = context.workspace.save_as(path, over=True).run()
        if outcome.code == "failed":
            context.say(str(outcome.error))
            return None
        return self._report(outcome)

    def _report(self, outcome: SaveOutcome) -> SaveOutcome | None:
        """Print the outcome of a save; None where it is not saved."""
        self.context.say_phrase(saved(outcome, way, has_board=False))
        if not outcome.is_saved:
            return None
        remember(self.context.workspace.path or "")
        return outcome

    def quit(self, _: str) -> None:
        """End, after a question where there is unsaved work."""
        context = self.context
        if not self._may_leave_tray():
            context.say("You are still here.")
            return
        context.poll_file(is_last=True)
        if context.workspace.session.is_worth_keeping:
            answer = context.ask("There are changes that are not saved. Save, discard and quit, or stay?")
            word = answer.casefold().split()[0] if answer else "stay"
            if word in ("save", "s"):
                if not self.save():
                    return
            elif word not in _DISCARD_WORDS:
                context.say("You are still here.")
                return
        if context.room:
            context.room.end()
        context.workspace.close(keep=False)
        context.is_over = True
        context.say("Goodbye.")

    def _may_leave_tray(self) -> bool:
        """Whether what waits in the tray of a meeting may be lost, after a question where anything does."""
        room = self.context.room
        if room is None or not room.tray.waiting:
            return True
        return self.context.confirms(f"{still_waiting(len(room.tray.waiting))}, and would be gone. Quit?")
