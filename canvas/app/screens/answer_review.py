"""One respondent's answers to a review, statement by statement; nobody else's are in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from canvas.app.bindings import binding_of, no_meaning
from canvas.app.screens.dialog import Dialog
from canvas.app.screens.message_line import MessageLine
from canvas.app.screens.prompt import PromptScreen
from canvas.app.widgets.key_hints import BoundKey
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.row_list import RowList
from canvas.model.review import Answer, Round, Statement
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY


class AnswerReviewScreen(Dialog[Mapping[str, Answer]]):
    """Asks one statement after the other; gives the answers by the ids of their statements."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("left,backspace", "back", "Back", priority=True),
        Binding("right", "skip", "Skip", priority=True),
        binding_of("why", "because"),
        *(
            Binding(str(number), f"answer({number})", str(number), id="answer", priority=True)
            for number in range(10)
        ),
    ]

    def __init__(self, asked: Round, told: str) -> None:
        """The statements of a round; ``told`` is what is said about names."""
        super().__init__()
        self.asked = asked
        self.told = told
        self.at = 0
        self.answers: dict[str, Answer] = {}
        self._heading = Static("", classes="title", markup=False)
        self._says = Static("", classes="row", markup=False)
        self._levels = RowList()
        self._notice = MessageLine(classes="said")

    def compose(self) -> Iterator[Widget]:
        """Yield where we are, the statement, its levels and the keys."""
        with Vertical(classes="dialog wide"):
            yield self._heading
            yield self._says
            yield self._levels
            yield self._notice
            yield KeysLine(
                ("", "a number, or ↑ ↓ enter"),
                BoundKey("because", "why"),
                ("back", "← back"),
                ("skip", "→ skip"),
                ("leave", "esc leaves"),
            )

    def on_mount(self) -> None:
        """Ask the first statement."""
        self._ask()
        if self.told:
            self._notice.tell(self.told)

    @property
    def statement(self) -> Statement:
        """The statement that is asked."""
        return self.asked.statements[self.at]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the level on which enter was pressed."""
        last = len(self.statement.levels)
        self.action_answer(0 if event.option_index == last else event.option_index + 1)

    def action_answer(self, level: int) -> None:
        """Answer with a level, and go on; 0 asks why it is not relevant."""
        if level > len(self.statement.levels):
            self._notice.tell(f"Choose a number from 0 to {len(self.statement.levels)}.")
            return
        was = self.answers.get(self.statement.id)
        self.answers[self.statement.id] = Answer(level, was.because if was else "")
        if level:
            self.action_skip()
        else:
            self.action_because()

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing here."""
        if said := no_meaning(self, event.key, "esc leaves"):
            self._notice.tell(said)

    def action_because(self) -> None:
        """Ask for a sentence that goes with the answer."""
        statement, said = self.statement, self.answers.get(self.statement.id)
        if said is None:
            self._notice.tell("Choose an answer first; then say why.")
            return
        question = (
            "Not relevant for us, because:"
            if said.level == 0
            else "Why? A sentence that goes with your answer"
        )

        def answered(because: str | None) -> None:
            if because is not None:
                self.answers[statement.id] = Answer(said.level, because)
            self.action_skip()

        self.app.push_screen(PromptScreen(question), answered)

    def action_skip(self) -> None:
        """Go to the next statement; after the last give the answers."""
        if self.at + 1 < len(self.asked.statements):
            self.at += 1
            self._ask()
        else:
            self.dismiss(dict(self.answers))

    def action_back(self) -> None:
        """Go back to the statement before."""
        self.at = max(0, self.at - 1)
        self._ask()

    def action_leave(self) -> None:
        """Leave; what was answered is discarded only while it is in sight that another escape does so."""
        told = self.app.written("Your answers are not kept yet: esc again discards them, → goes on.")
        if self.answers and self._notice.content != told:
            self._notice.tell(told)
            return
        self.dismiss(None)

    def _ask(self) -> None:
        statement, said = self.statement, self.answers.get(self.statement.id)
        number, count = self.at + 1, len(self.asked.statements)
        self._heading.update(f"{BY_KEY[statement.panel].title} · {number} of {count}")
        self._says.update(Content.styled(visible_line(statement.says), "bold"))
        levels = [*statement.levels, "Not relevant for us, because…"]
        self._levels.set_options(
            Content.assemble((f" {0 if at == len(levels) else at}  ", "bold"), visible_line(words))
            for at, words in enumerate(levels, 1)
        )
        self._levels.highlighted = ((said.level or len(levels)) - 1) if said else 0
        self._notice.tell("")
        self._levels.focus()
