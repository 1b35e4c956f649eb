"""What happens to the file while it is open here: somebody else writes to it, moves it, or takes it away."""

from __future__ import annotations

import time

from canvas.app.actions.conflicts import Settling
from canvas.files.canvas_file import Document, DocumentError, from_bytes
from canvas.files.watch import Look, Watch
from canvas.model.sanitize import visible_line

_EACH = 1.0
"""How many seconds lie between two looks."""

_PATIENCE = 3.0
"""For how many seconds a file may be half written before that is told."""


class Watching(Settling):
    """Looks at the file each second, and takes in what others wrote. What is on the board is never lost."""

    def keep_watch(self) -> None:
        """Begin to look."""
        self._watch = Watch()
        self._told = ""
        self._unreadable_since = 0.0
        self.set_interval(_EACH, self._look_again)

    def look_outside(self, *, at_once: bool = False) -> bool:
        """Look at the file and the journal; whether anything was taken in.

        Args:
            at_once: whether not to wait until nothing else is going on.
        """
        if self.session.discard_allowed:
            return False  # a board that was left for another canvas: nobody looks at it any more
        self._tell_of_journal()
        document = self.session.document
        closed = self.session.read_only_reason and not (self.session.read_only and not document.newer)
        if document.path is None or document.data is None or closed:
            return False
        found = self._watch.look(document.path, document.data)
        if found.data is None:
            self._unreadable_since = 0.0 if not found.problem else self._unreadable_since
            self._tell_of_trouble(found, document.path)
            return False
        busy = self.board.typing or not self.is_undisturbed or self.board.is_dragging
        if busy and not at_once:
            self._once("The file was changed by somebody else: that is taken in when you have finished here.")
            return False
        try:
            read = from_bytes(found.data, document.path, origin=document.path)._replace(path=document.path)
        except DocumentError as error:
            self._tell_of_unreadable(error)
            return False
        self._unreadable_since = 0.0
        self._take_in(read)
        return True

    def _look_again(self) -> None:
        self.look_outside()

    def _take_in(self, document: Document) -> None:
        was, unsaved = self.session.canvas, self.session.is_unsaved
        conflicts = self.session.merge_external(document)
        self.session.read_only_reason = self.session.read_only_reason or self._newer(document)
        self.board.show(self.session.canvas, self.looking_at)
        self.show_lines()
        self._told = ""
        if conflicts:
            self.board.show(self.session.canvas, self.first_unsettled())
            self.say(f"The file was changed by somebody else. {self.unsettled_sentence()}", warning=True)
        elif self.session.canvas != was:
            from canvas.exports.change_summary import summary
            from canvas.model.compare import compare

            what = summary(compare(was, self.session.canvas))
            merged = "merged with what is not saved here" if unsaved else "now on the board"
            self.say(f"Somebody else changed the file, {merged}: {what}.")

    @staticmethod
    def _newer(document: Document) -> str:
        from canvas.files.canvas_file import newer_sentence

        return newer_sentence(document, document.path or "") if document.newer else ""

    def _tell_of_unreadable(self, error: DocumentError) -> None:
        """Say that the file cannot be understood, once it has had the time to be written in full."""
        self._unreadable_since = self._unreadable_since or time.monotonic()
        if time.monotonic() - self._unreadable_since >= _PATIENCE:
            self._once(
                f"Somebody else changed the file, and it cannot be read now. {error} The board keeps all."
            )

    def _tell_of_trouble(self, found: Look, path: str) -> None:
        name = visible_line(path)
        if found.is_gone:
            again = "." if self.session.read_only else f": {self.key('save')} writes it again."
            self._once(f"{name} is no longer there. The board keeps all{again}")
        elif found.problem:
            else_where = (
                "." if self.session.read_only else f": {self.key('save_as')} saves under another name."
            )
            self._once(f"{name}: {found.problem} The board keeps all{else_where}")
        elif self._told:
            self._told = ""
            self.say("")

    def _tell_of_journal(self) -> None:
        """Say that what is typed would not survive the program, as long as that is so."""
        problem = self.session.journal.problem
        if bool(problem) != self.is_unsafe:
            self.is_unsafe = bool(problem)
            self.show_lines()
            if problem:
                self.say(
                    f"What is not saved is not safe: the journal cannot be written ({problem}).", warning=True
                )

    def _once(self, sentence: str) -> None:
        if sentence != self._told:
            self._told = sentence
            self.say(sentence, warning=True)
