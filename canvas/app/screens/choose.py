"""A question with a few answers: one key for each, or arrows and enter, or the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from canvas.app.widgets.symbols import MARKS
from canvas.bundled_files import style
from canvas.model.sanitize import visible_line
from canvas.model.schema import STATUS


@dataclass(frozen=True, slots=True)
class Option:
    """One answer.

    Attributes:
        key: the key that gives it at once; empty where there is none left for it.
        value: what is answered.
        label: its name.
        hint: what it means.
    """

    key: str
    value: str
    label: str
    hint: str = ""


def status_options() -> list[Option]:
    """The five statuses, each with its shape."""
    return [
        Option(str(number), choice.key, f"{MARKS[choice.key]} {choice.key}", choice.hint)
        for number, choice in enumerate(STATUS.choices, 1)
    ]


def _listed(option: Option) -> ListOption:
    return ListOption(
        Content.assemble((f" {option.key:1} ", "bold"), f" {option.label}  ", (option.hint, "$quiet"))
    )


class _Question(Static):
    """The question, which reports that it is painted: a key that comes later can be an answer to it."""

    def __init__(self, question: str, painted: Callable[[], None]) -> None:
        super().__init__(question, classes="title", markup=False)
        self._painted = painted

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines, and report it."""
        self._painted()
        return super().render_lines(crop)


class ChooseScreen(ModalScreen[str]):
    """Asks for one of some answers; escape gives none."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", priority=True)]

    def __init__(
        self, title: str, options: Sequence[Option], now: str = "", *, is_uncalled_for: bool = False
    ) -> None:
        """A question.

        Args:
            title: what is asked.
            options: the answers.
            now: the value that holds now; the cursor begins there.
            is_uncalled_for: whether it opens without a key that asks for it. A key that was pressed before
                it could be read is then no answer.
        """
        super().__init__()
        self.is_readable = not is_uncalled_for
        self.question = visible_line(title)
        self.options = options
        self.now = now
        for position, option in enumerate(options):
            if option.key:
                self._bindings.bind(option.key, f"answer({position})", show=False, priority=True)

    def compose(self) -> Iterator[Widget]:
        """The question and its answers."""
        with Vertical(classes="dialog"):
            yield _Question(self.question, self._painted)
            answers = OptionList(*map(_listed, self.options), compact=True)
            values = [option.value for option in self.options]
            answers.highlighted = values.index(self.now) if self.now in values else 0
            yield answers
            yield Static("a key, or ↑ ↓ enter · esc leaves", classes="hint", markup=False)

    def _painted(self) -> None:
        """Take answers from now on."""
        self.is_readable = True

    def on_resize(self) -> None:
        """Keep the highlighted answer in sight."""
        for listed in self.query(OptionList):  # there is none yet where the screen opens slowly
            self.call_after_refresh(listed.scroll_to_highlight)

    def action_answer(self, position: int) -> None:
        """Give an answer."""
        if self.is_readable:
            self.dismiss(self.options[position].value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Ignore escape too, until the question can be read."""
        return self.is_readable or action != "dismiss"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the answer that was selected."""
        self.action_answer(event.option_index)
