"""The guided tour on the board: each step waits for the key that it teaches, or for enter.

Keys taught so far act as usual; escape ends the tour, and so does every other key, which then acts as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from textual.content import Content
from textual.widget import Widget

from canvas.app.host import ScreenPort
from canvas.app.widgets.key_hints import Key, fitting_lines, keys_line
from canvas.app.widgets.keys_line import KeyHints

if TYPE_CHECKING:
    from textual.widget import AwaitMount

    from canvas.app.key_map import KeyMap
    from canvas.app.widgets.board import Board


class TourStep(NamedTuple):
    """One step of the tour.

    Attributes:
        says: the text; the id of an action in braces stands for its key.
        teaches: the ids of the actions whose keys lead on.
        typing: whether the step lasts while a statement is typed.
    """

    says: str
    teaches: tuple[str, ...] = ()
    typing: bool = False

    def text(self, keys: KeyMap) -> str:
        """The text with the keys of the user."""
        return re.sub(r"\{(\w+)\}", lambda found: keys.told(found[1]), self.says)

    def is_led_on_by(self, key: str, keys: KeyMap) -> bool:
        """Whether a key belongs to an action that is taught."""
        return any(key in keys.keys(action) for action in self.teaches)


_MOVES = ("up", "down", "left", "right", "next_panel", "previous_panel")
_PANELS = tuple(f"panel_{number}" for number in range(1, 9))

_MAX_LINES = 5
"""The maximum height in the style sheet."""

STEPS: tuple[TourStep, ...] = (
    TourStep(
        "A partnership in eight panels, the people it is for in the middle. {right} {down} go to the next.",
        (*_MOVES, *_PANELS),
    ),
    TourStep("Each panel answers a question. {guidance} shows it, and what is missing.", ("guidance",)),
    TourStep("{add} writes down what somebody says, in the panel you are in.", ("add",)),
    TourStep("Type a sentence. enter keeps it and opens the next, esc keeps it and ends.", typing=True),
    TourStep("{next_status} says that all agree; once more undoes that.", ("next_status",)),
    TourStep("{undo} undoes what was done, as often as you like.", ("undo",)),
    TourStep(
        "In a meeting {present} shows all this to the room, {timer} is the timer, {next_steps} shows who "
        "does what; {help} has every key.",
        ("help", "present", "timer", "next_steps"),
    ),
)
"""The steps, no more than seven."""


class TourLine(KeyHints):
    """The lines below the board that show a step."""

    def __init__(self) -> None:
        super().__init__(id="tour")
        self._said = Content("")
        self._keys: tuple[Key, ...] = ()

    def show(self, number: int, step: TourStep, keys: KeyMap) -> None:
        """Show a step by its number, from 1."""
        count = f"Tour {number} of {len(STEPS)}  "
        self._said = Content.assemble((count, "bold $accent"), (step.text(keys), "bold"))
        self._keys = _TYPING_KEYS if step.typing else _KEYS
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """The lines at a width."""
        keys = map(keys_line, fitting_lines(self._keys, width))
        return [*self._said.wrap(max(1, width)), *(line.stylize_before("$quiet") for line in keys)]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """As many lines as the step and its keys take."""
        return len(self.lines(width))

    def render(self) -> Content:
        """The step, and its keys while they work."""
        lines = self.lines(self.size.width)
        return Content("\n").join(lines if self.has_keys else self._said.wrap(max(1, self.size.width)))


_KEYS: tuple[Key, ...] = (
    ("tour_on", "enter goes on"),
    ("tour_leave", "esc or any other key ends the tour"),
)
_TYPING_KEYS: tuple[Key, ...] = (("", "esc keeps it and ends"),)


class TourStage(ScreenPort, Protocol):
    """The board's screen, on which the tour takes place."""

    board: Board

    def mount(self, *widgets: Widget, after: Widget | None = None) -> AwaitMount:
        """Mount a widget."""


class Tour:
    """The current step of the tour over a board, whose canvas is a copy."""

    def __init__(self, screen: TourStage, follow: Callable[[], None]) -> None:
        """A tour; ``follow`` makes room for its lines."""
        self._screen = screen
        self._follow = follow
        self._at = 0
        self._line = TourLine()
        screen.mount(self._line, after=screen.board)
        self._show()

    @property
    def line_count(self) -> int:
        """How many lines the step takes."""
        return min(_MAX_LINES, len(self._line.lines(max(1, self._screen.host.size.width - 2))))

    def takes(self, key: str) -> bool:
        """Whether the tour consumes a key; a key that is taught acts, and then leads on."""
        if not self._screen.is_on_top or self._screen.board.typing:
            return False
        step = STEPS[self._at]
        keys = self._screen.host.key_map
        if step.is_led_on_by(key, keys):
            at = self._at
            self._screen.host.between_keys(lambda: self._on_from(at))
        elif key == "enter":
            self.go_on()
            return True
        elif key == "escape":
            self.leave()
            return True
        elif not any(learned.is_led_on_by(key, keys) for learned in STEPS[: self._at]):
            self.leave()
        return False

    def looked(self) -> None:
        """Go on if the typing has ended."""
        if STEPS[self._at].typing and not self._screen.board.typing:
            self.go_on()

    def go_on(self) -> None:
        """Go to the next step; after the last one, end."""
        self._at += 1
        if self._at < len(STEPS) and STEPS[self._at].typing and not self._screen.board.typing:
            self._at += 1
        if self._at < len(STEPS):
            self._show()
        else:
            self._at -= 1
            self.leave()

    def leave(self) -> None:
        """End the tour."""
        self._screen.host.tour = None
        self._line.remove()
        self._follow()
        opens = f"{self._screen.key('open')} opens another canvas"
        self._screen.say(f"That was the tour. This copy is for trying things; {opens}.")

    def _on_from(self, at: int) -> None:
        if at == self._at and self._screen.host.tour is self:
            self.go_on()

    def _show(self) -> None:
        self._line.show(self._at + 1, STEPS[self._at], self._screen.host.key_map)
        self._follow()
