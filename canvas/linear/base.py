"""What every part of the conversation stands on: the canvas, the console, how an edit is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from canvas.files.watch import Watch
from canvas.linear import item_lines
from canvas.linear.console import Console
from canvas.model.canvas import Canvas
from canvas.model.conflicts import conflicts
from canvas.model.edits import Edit, EditError
from canvas.model.schema import PANELS, Panel
from canvas.session import Session

_HELP = ("help", "?")
_HOW_TO_ANSWER = (
    "What you type now answers this question; an empty line leaves things as they are,"
    " unless the question says what nothing stands for."
    " For the word help itself put a full stop behind it."
)


class LinearBase:
    """Somebody who talks about one canvas."""

    def __init__(self, session: Session, console: Console, today: date) -> None:
        """A conversation that has not begun.

        Args:
            session: the canvas.
            console: where it takes place.
            today: tells what is late.
        """
        self.session = session
        self.console = console
        self.today = today
        self.panel: Panel = PANELS[0]
        self.audience = "partners"
        self.is_over = False
        self._watch = Watch()
        self._told = ""

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.session.canvas

    def say(self, *lines: str) -> None:
        """Say some lines."""
        self.console.say(*lines)

    def ask(self, question: str) -> str:
        """Ask something; whoever answers with ``help`` is told how to answer, and asked again."""
        while (said := self.console.ask(question)).casefold() in _HELP:
            self.say(_HOW_TO_ANSWER)
        return said

    def refused(self) -> bool:
        """Whether nothing may be changed; that is then said."""
        if self.session.read_only_reason:
            self.say(self.session.read_only_reason)
        return bool(self.session.read_only_reason)

    def make(self, edit: Callable[[Canvas], Edit], *, say: str | None = None) -> Edit | None:
        """Make an edit, and say what came of it; None, and why, where it cannot be made.

        Args:
            edit: what to do with the canvas.
            say: what to say in place of its own label; nothing where empty.
        """
        before = self.canvas
        try:
            made = self.session.make(edit)
        except EditError as error:
            self.say(str(error))
            return None
        if self.canvas == before:
            self.say("It is like that already.")
            return made
        if said := f"Done: {made.label}." if say is None else say:
            self.say(said)
        if problem := self.session.journal.problem:
            self.say(f"What is not saved is not safe: the journal cannot be written ({problem}).")
        return made

    def look_outside(self) -> None:
        """Take in what somebody else wrote to the file meanwhile, and say so."""
        from canvas.files.canvas_file import DocumentError, from_bytes  # noqa: PLC0415 - hardly ever

        document = self.session.document
        closed = self.session.read_only_reason and not (self.session.read_only and not document.newer)
        if document.path is None or document.data is None or closed:
            return
        found = self._watch.look(document.path, document.data)
        if found.is_gone or found.problem:
            self._once("The file is no longer there, or cannot be read. Nothing is lost.")
        if found.data is None:
            return
        try:
            read = from_bytes(found.data, document.path, origin=document.path)._replace(path=document.path)
        except DocumentError as error:
            self._once(f"Somebody else changed the file, and it cannot be read now. {error}")
            return
        was = self.canvas
        differing = self.session.merge_external(read)
        self._told = ""
        if read.newer:
            from canvas.files.canvas_file import newer_sentence  # noqa: PLC0415 - likewise

            self.session.read_only_reason = newer_sentence(read, document.path)
            self.say(self.session.read_only_reason)
        if self.canvas != was:
            self._tell_of_changes(was)
        if differing:
            self.say_unsettled()

    def say_unsettled(self) -> None:
        """Say how much two versions say differently, if anything."""
        count = len(conflicts(self.canvas))
        if count:
            things = "1 thing is" if count == 1 else f"{count} things are"
            self.say(f"{things} said differently in two versions: unsettled reads what.")

    def number_of(self, item_id: str | None) -> str:
        """What a statement is called now."""
        return item_lines.number_of(self.canvas, item_id)

    def _tell_of_changes(self, was: Canvas) -> None:
        from canvas.exports.change_summary import summary  # noqa: PLC0415 - likewise
        from canvas.model.compare import compare  # noqa: PLC0415 - likewise

        self.say(f"Somebody else changed the file: {summary(compare(was, self.canvas))}.")
        self.say("Numbers of statements may have changed.")

    def _once(self, sentence: str) -> None:
        if sentence != self._told:
            self._told = sentence
            self.say(sentence)
