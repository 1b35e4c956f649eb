"""A question with a few answers, each with a key of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList, Static

from canvas.app.screens.dialog import Dialog, list_height
from canvas.app.screens.message_line import KeyNotice
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.row_list import RowList
from canvas.app.widgets.symbols import MARKS
from canvas.model.sanitize import visible_line
from canvas.model.schema import STATUS

_MIN_LINES_FOR_GROUPS = 36
_OTHER_LINES = 9
"""The lines of a screen that the answers leave to the rest of the dialog, and around it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer.

    Attributes:
        key: the key that gives it at once, or several with commas; empty for none.
        value: the value that is answered.
        label: the name shown.
        hint: an explanation shown beside it.
        shown: the key as a person reads it, where ``key`` is not that.
        begins_group: whether a line parts it from what stands above, where there is room.
    """

    key: str
    value: str
    label: str
    hint: str = ""
    shown: str = ""
    begins_group: bool = False


OF_THE_LIST = frozenset({"enter", "escape", "up", "down", "home", "end", "pageup", "pagedown"})
"""The keys with which the list itself is walked."""


def status_options() -> list[Option]:
    """The statuses with their symbols."""
    return [
        Option(str(number), choice.key, f"{MARKS[choice.key]} {choice.key}", choice.hint)
        for number, choice in enumerate(STATUS.choices, 1)
    ]


def _rows(options: Sequence[Option], *, grouped: bool) -> Iterator[HangingIndent | None]:
    """A row for each option, and None for a line between two groups."""
    width = max([1, *(len(option.shown) for option in options)])
    for number, option in enumerate(options):
        if grouped and number and option.begins_group:
            yield None
        key = Content.styled(f" {option.shown or option.key:{width}}  ", "bold")
        yield HangingIndent((key, Content.assemble(f"{option.label}  ", (option.hint, "$quiet"))))


def _most_lines(lines: int) -> int | None:
    """The most lines of the list on a screen of so many; None where the style sheet says it."""
    return lines - 8 if lines >= _MIN_LINES_FOR_GROUPS else list_height(lines, _OTHER_LINES)


class _Question(Static):
    """Reports when it is painted: only keys pressed after that can be answers to it."""

    def __init__(self, question: str, painted: Callable[[], None]) -> None:
        super().__init__(question, classes="title", markup=False)
        self._painted = painted

    def render_lines(self, crop: Region) -> list[Strip]:
        """Report, and paint."""
        self._painted()
        return super().render_lines(crop)


class ChooseScreen(Dialog[str], KeyNotice):
    """Asks for one of some answers."""

    WAY_OUT = "esc cancels"

    def __init__(
        self, title: str, options: Sequence[Option], now: str = "", *, is_uncalled_for: bool = False
    ) -> None:
        """A question whose cursor begins at the value `now`.

        Where it opens without a key that asks for it, `is_uncalled_for`, keys pressed before it is painted
        are no answers.
        """
        super().__init__()
        self.is_readable = not is_uncalled_for
        self.question = visible_line(title)
        self.options = options
        self.now = now
        for position, option in enumerate(options):
            for key in filter(None, option.key.split(",")):
                answer = Binding(
                    key, f"answer({position})", id=f"answer.{position}", show=False, priority=True
                )
                self._bindings.key_to_bindings.setdefault(key, []).append(answer)

    def compose(self) -> Iterator[Widget]:
        """Yield the question, the answers and the keys."""
        with Vertical(classes="dialog"):
            yield _Question(self.question, self._painted)
            lines = self.app.size.height
            rows = _rows(self.options, grouped=lines >= _MIN_LINES_FOR_GROUPS)
            answers = RowList(*rows, has_focus=True)
            answers.add_class("answers")
            answers.styles.max_height = _most_lines(lines)
            values = [option.value for option in self.options]
            answers.highlighted = values.index(self.now) if self.now in values else 0
            yield answers
            yield self.notice
            yield KeysLine(("", "a key or ↑ ↓ enter"), ("dismiss", "esc cancels"))

    def _painted(self) -> None:
        self.is_readable = True

    @property
    def is_answering(self) -> bool:
        """Whether it can be read."""
        return self.is_readable

    def on_resize(self) -> None:
        """Use the height there is."""
        for listed in self.query(OptionList):  # not mounted yet when the screen opens slowly
            listed.styles.max_height = _most_lines(self.app.size.height)

    def action_answer(self, position: int) -> None:
        """Give an answer."""
        if self.is_readable:
            self.dismiss(self.options[position].value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Disable escape until the question is readable."""
        return self.is_readable or action != "dismiss"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the selected answer."""
        self.action_answer(event.option_index)
