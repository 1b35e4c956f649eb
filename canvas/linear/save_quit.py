"""Keeping the canvas, handing it over, and ending."""

from __future__ import annotations

import os

from canvas.exports import EXPORTERS, ExportError, default_exporter
from canvas.exports.output_file import perform, prepare
from canvas.files.canvas_file import ChangedOnDiskError, DocumentError, Saved
from canvas.files.file_names import canvas_path, free_path, stem_of
from canvas.linear.status import Deciding
from canvas.model.conflicts import conflicts
from canvas.model.sanitize import quote

_LEAVE = ("leave", "discard", "without", "w")


class Keeping(Deciding):
    """Saves, exports and quits."""

    def do_save(self, said: str) -> None:
        """The canvas to its file, or to another."""
        word, _, rest = said.partition(" ")
        name = rest.strip() if word.casefold() == "as" else said
        if self.session.read_only:
            self.refused()
        elif word.casefold() == "as" and not name:
            self._save_as(self.ask("The file's name:"))
        elif name:
            self._save_as(name)
        else:
            self.save()

    def save(self) -> bool:
        """Save, asking for a name where there is none; whether it was."""
        if self.session.document.path is None:
            proposed = free_path("", stem_of(self.canvas.title))
            return self._save_as(self.ask(f"The file's name; nothing for {proposed}:") or proposed)
        try:
            self._told_saved(self._saved())
        except DocumentError as error:
            self.say(f"Not saved. {error} “save as NAME” saves under another name.")
            return False
        return True

    def _saved(self) -> Saved:
        """Save; what somebody else wrote meanwhile is taken in first.

        Raises:
            DocumentError: where it cannot be saved, or both said something else of one thing.
        """
        try:
            return self.session.save()
        except ChangedOnDiskError:
            before = len(conflicts(self.canvas))
            self.look_outside()
            if len(conflicts(self.canvas)) > before:
                raise DocumentError("Settle first what both of you changed, or save once more.") from None
            return self.session.save()

    def _save_as(self, name: str) -> bool:
        if not name.strip():
            self.say("Not saved.")
            return False
        path = canvas_path(name)
        if os.path.isdir(path):
            self.say(f"{quote(path)} is a folder: say the file's name too.")
            return False
        try:
            try:
                saved = self.session.save_as(path)
            except ChangedOnDiskError:
                if not self._agrees(f"{quote(path)} is there already. Replace it? yes or no:"):
                    self.say("Not saved.")
                    return False
                saved = self.session.save_as(path, over=True)
        except DocumentError as error:
            self.say(str(error))
            return False
        self._told_saved(saved)
        return True

    def _told_saved(self, saved: Saved) -> None:
        from canvas.files.recent import remember  # noqa: PLC0415 - many a conversation saves nothing

        path = self.session.document.path or ""
        remember(path)
        self.say(f"Saved {path}." if saved.wrote else "Nothing has changed since the last save.")
        self.say(*saved.warnings)

    def do_commit(self, said: str) -> None:
        """The canvas to its file, and that to git."""
        from canvas.files.git.commit import commit  # noqa: PLC0415 - git alone needs them
        from canvas.files.git.git_process import GitError  # noqa: PLC0415

        if self.refused():
            return
        if left := len(conflicts(self.canvas)):
            self.say(f"Not committed: {left} not settled yet. unsettled reads what.")
            return
        message = said or self.ask("What does this version say? A line for git:")
        if not message:
            self.say("Not committed.")
            return
        if not self.save():
            return
        document = self.session.document
        try:
            made = commit(document.path or "", message, document.data or b"")
        except GitError as error:
            self.say(f"Saved, but not committed: {error}")
        else:
            self.say(f"Committed as {made.short}.")

    def do_export(self, said: str) -> None:
        """Write an export beside the canvas: `export AUDIENCE FORMAT for PARTNER`, each optional."""
        options, _, partner = f" {said} ".partition(" for ")
        words = options.casefold().split()
        to = next((word for word in words if word in EXPORTERS), default_exporter().key)
        audience = self.audience_of(" ".join(word for word in words if word != to))
        try:
            plan = prepare(
                to,
                self.canvas,
                today=self.today,
                audience=audience,
                partner=partner.strip() or None,
                canvas_path=self.session.document.path,
            )
        except ExportError as error:
            self.say(str(error))
            return
        outcome = perform(plan)
        if outcome.code == "exists":
            if not self._agrees(f"{quote(plan.path)} is there already. Replace it? yes or no:"):
                self.say("Nothing was written.")
                return
            outcome = perform(plan._replace(agreed=outcome.found))
        if outcome.is_done:
            self.say(f"Wrote {plan.path}, for {audience}.", *outcome.warnings)
        elif outcome.code == "exists":
            self.say(f"{quote(plan.path)}: another program changed it meanwhile. Nothing was written.")
        else:
            self.say(f"{quote(plan.path)}: {outcome.error or 'that is the name of a canvas.'}")

    def do_quit(self, _: str) -> None:
        """The end; what is not saved is asked about first."""
        if self.session.is_worth_keeping:
            answer = self.ask("There are changes that are not saved. save, leave without saving, or stay?")
            word = answer.casefold().split()[0] if answer else "stay"
            if word in ("save", "s"):
                if not self.save():
                    return
            elif word not in _LEAVE:
                self.say("You are still here.")
                return
        self.session.close(keep=False)
        self.is_over = True
        self.say("Goodbye.")

    def _agrees(self, question: str) -> bool:
        return self.ask(question).casefold() in ("yes", "y")
