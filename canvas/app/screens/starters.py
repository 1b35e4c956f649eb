"""A list to pick from: several with space, then enter; or one with enter alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.widgets.keys_line import keys_line
from canvas.bundled_files import style
from canvas.model.canvas import Canvas
from canvas.model.starter_principles import STARTERS, Starter, is_there


class StartersScreen(ModalScreen[tuple[Starter, ...]]):
    """Gives the principles that were picked; escape gives none."""

    CSS_PATH = [style("dialogs.tcss"), style("versions.tcss")]  # noqa: RUF012 - as Textual types it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,I", "dismiss", "Leave", priority=True),
        Binding("space,x", "pick", "Pick", priority=True),
        Binding("enter", "keep", "Add", priority=True),
        Binding("j", "move(1)", show=False, priority=True),
        Binding("k", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, canvas: Canvas) -> None:
        """A list with nothing picked.

        Args:
            canvas: tells which of them it has already.
        """
        super().__init__()
        self.there = [is_there(canvas, starter) for starter in STARTERS]
        self.picked: set[int] = set()

    def compose(self) -> Iterator[Widget]:
        """The principles, each with what it looks like."""
        with Vertical(classes="dialog wide tall walk"):
            yield Static(
                "Principles to begin with: pick some, then reword them", classes="title", markup=False
            )
            yield OptionList(*map(self._option, range(len(STARTERS))), compact=True)
            keys = keys_line(("pick", "space picks"), ("keep", "enter adds them"), ("dismiss", "esc leaves"))
            yield Static(keys, classes="hint")

    def on_mount(self) -> None:
        """Begin at the first that is not there yet."""
        listed = self.query_one(OptionList)
        listed.highlighted = self.there.index(False) if False in self.there else None
        listed.focus()

    def action_pick(self) -> None:
        """Pick the marked one, or not."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self._turn(marked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click picks: enter has a meaning of its own."""
        self._turn(event.option_index)

    def action_keep(self) -> None:
        """Give what was picked; where nothing was, the marked one."""
        marked = self.query_one(OptionList).highlighted
        picked = self.picked or ({marked} if marked is not None else set())
        self.dismiss(tuple(STARTERS[position] for position in sorted(picked)) or None)

    def action_move(self, steps: int) -> None:
        """Mark the next or previous one."""
        listed = self.query_one(OptionList)
        if steps > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def _turn(self, position: int) -> None:
        self.picked ^= {position}
        self.query_one(OptionList).replace_option_prompt_at_index(position, self._prompt(position))

    def _option(self, position: int) -> Option:
        return Option(self._prompt(position), disabled=self.there[position])

    def _prompt(self, position: int) -> Content:
        starter, there = STARTERS[position], self.there[position]
        mark = "    " if there else "[x] " if position in self.picked else "[ ] "
        told = "is among yours already" if there else starter.practice
        return Content.assemble((mark, "bold"), starter.text, (f"\n    {told}", "$quiet"))
