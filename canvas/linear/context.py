"""The state that all command groups share: the workspace, the console, the current panel."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.console import Console
from canvas.linear.ways import way
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit
from canvas.model.sanitize import quote
from canvas.model.schema import AUDIENCES, PANELS, Panel
from canvas.model.types import NO_LABELS, Audience, Labels
from canvas.model.wrong_decoding import newly_wrong, wrongly_decoded
from canvas.outcome_phrases import Phrase, edit_done, file_news, journal_trouble, unresolved
from canvas.workspace import EditFunction, Workspace

if TYPE_CHECKING:
    from canvas.workspace_meet import RoomLink

_HELP = ("help", "?")
_HOW_TO_ANSWER = (
    "What you type now answers this question; an empty line leaves things as they are,"
    " unless the question says what nothing stands for."
    " To answer with the word help itself, put a full stop after it."
)

Handler = Callable[[str], None]
"""Handles a command; it gets the words after the command's name."""


class Context:
    """One session of the linear front end.

    Attributes:
        workspace: the canvas.
        console: where questions and answers go.
        today: the current day.
        audience: the default audience of summaries and exports.
        panel: the panel that was read or edited last.
        uses_shorthand: whether shorthand is understood in new statements.
        labels: the user's own labels for documents.
        is_over: whether the session ends.
        clock: tells the seconds for the timer.
        time_of_day: tells the local time, such as ``14:05``.
        room: the meeting that runs beside the canvas, or None.
    """

    def __init__(self, workspace: Workspace, console: Console, today: date, audience: Audience) -> None:
        self.workspace = workspace
        self.console = console
        self.today = today
        self.audience = audience
        self.panel: Panel = PANELS[0]
        self.uses_shorthand = True
        self.labels: Labels = NO_LABELS
        self.is_over = False
        self.clock: Callable[[], float] = time.monotonic
        self.time_of_day: Callable[[], str] = lambda: time.strftime("%H:%M")
        self.room: RoomLink | None = None

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.workspace.canvas

    # Output and input

    def say(self, *lines: str) -> None:
        """Print lines."""
        self.console.say(*lines)

    def say_phrase(self, phrase: Phrase | None) -> None:
        """Print a phrase, unless it is empty."""
        if phrase and phrase.text:
            self.console.say(phrase.text)

    def ask(self, question: str) -> str:
        """Ask a question; the answer ``help`` explains how to answer, and the question is repeated."""
        while (answer := self.console.ask(question)).casefold() in _HELP:
            self.say(_HOW_TO_ANSWER)
        return answer

    def confirms(self, question: str) -> bool:
        """Ask a question that only yes affirms."""
        return self.ask(f"{question} yes or no:").casefold() in ("yes", "y")

    def number_of(self, item_id: str | None) -> str:
        """The number of a statement, such as 2.3."""
        return item_lines.number_of(self.canvas, item_id)

    def line_of(self, item: Item) -> str:
        """A statement on one line."""
        return item_lines.line(item, self.number_of(item.id), self.today)

    def audience_of(self, word: str) -> Audience:
        """The audience that a word names, or the default; any other word is unclear."""
        wanted = word.casefold() or self.audience
        audience = next((audience for audience in AUDIENCES if audience == wanted), None)
        if audience is None:
            raise UnclearAnswer(f"A summary is for one of {', '.join(AUDIENCES)}.")
        return audience

    # Edits

    def refused(self) -> bool:
        """Whether edits are not allowed; the reason is then printed."""
        if self.workspace.read_only_reason:
            self.say(self.workspace.read_only_reason)
        return bool(self.workspace.read_only_reason)

    def run(self, edit: EditFunction, *, say: str | None = None) -> Edit | None:
        """Apply an edit and print the outcome; None where it was refused.

        Args:
            edit: makes the edit from the canvas.
            say: what to print in place of the edit's own label; nothing where empty.
        """
        before = self.canvas
        outcome = self.workspace.run(edit)
        if outcome.edit is None:
            self.say_phrase(edit_done(outcome))
        elif self.canvas == before:
            self.say("Nothing to change: it is like that already.")
        else:
            self.say_phrase(edit_done(outcome) if say is None else Phrase(say))
            self.check_journal()
        return outcome.edit

    def say_wrongly_decoded(self, before: Canvas | None = None) -> None:
        """Print where text looks wrongly decoded: anywhere, or since ``before``."""
        wrong = wrongly_decoded(self.canvas) if before is None else newly_wrong(before, self.canvas)
        if not wrong or self.workspace.read_only_reason:
            return
        if len(wrong) == 1:
            item = self.canvas.item(wrong[0])
            said = (
                f"This looks wrongly decoded: {self.number_of(wrong[0])} {quote(item.text if item else '')}."
            )
            self.say(f"{said} {way('repair_text')} offers it repaired.")
        else:
            self.say(
                f"{len(wrong)} statements look wrongly decoded. {way('repair_text')} offers them repaired."
            )

    def check_journal(self) -> None:
        """Print once that unsaved work is not safe."""
        if self.workspace.check_journal() and (problem := self.workspace.journal_problem):
            self.say_phrase(journal_trouble(problem))

    # The file

    def poll_file(self, *, is_last: bool = False) -> None:
        """Merge what others wrote to the file, and print what changed; ``is_last`` as in `Workspace`."""
        news = self.workspace.poll_file(is_last=is_last).run()
        read_only = self.workspace.session.read_only
        phrase = file_news(news, way, read_only=read_only, has_board=False)
        if news.newer:
            self.say(news.newer)
        self.say_phrase(phrase)
        if news.before is not None and phrase:
            self.say("Numbers of statements may have changed.")

    def say_unresolved(self) -> None:
        """Print how many conflicts there are, if any."""
        if sentence := unresolved(self.canvas, way):
            self.say(sentence, f"{way('settle')} reads the differences with their numbers.")


def dispatch(words: str, does: Mapping[str, Handler], usage: str) -> None:
    """Hand words to the handler that the first of them names; any other is unclear, and told the usage."""
    word, _, rest = words.partition(" ")
    handler = does.get(word.casefold())
    if handler is None:
        raise UnclearAnswer(usage)
    handler(rest.strip())


class CommandGroup:
    """Related commands; `canvas.linear.conversation` maps each command to its handler."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.say = context.say
        self.ask = context.ask

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.context.canvas

    def read_items(self, items: Iterable[Item]) -> None:
        """Read statements, a line each."""
        for item in items:
            self.say(self.context.line_of(item))
