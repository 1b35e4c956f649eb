"""A list of principles to begin with: several are picked with space, one with enter alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.bindings import binding_of
from canvas.app.screens.dialog import Dialog
from canvas.app.screens.message_line import KeyNotice
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.row_list import RowList
from canvas.bundled_files import style
from canvas.model.canvas import Canvas
from canvas.model.starter_principles import STARTERS, Starter, is_there


class StartersScreen(Dialog[tuple[Starter, ...]], KeyNotice):
    """Gives the principles that were picked."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    WAY_OUT = "esc cancels"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "dismiss", "Leave", priority=True),
        binding_of("more_guidance", "dismiss"),
        Binding("space", "pick", "Pick", priority=True),
        Binding("enter", "keep", "Add", priority=True),
        binding_of("down", "focused.cursor_down"),
        binding_of("up", "focused.cursor_up"),
    ]

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.is_taken = [is_there(canvas, starter) for starter in STARTERS]
        self.picked: set[int] = set()
        self.options = RowList(*map(self._option, range(len(STARTERS))), has_focus=True)

    def compose(self) -> Iterator[Widget]:
        """Yield the heading, the principles and the keys."""
        with Vertical(classes="dialog wide tall walk"):
            yield Static(
                "Principles to begin with: pick some, then reword them", classes="title", markup=False
            )
            yield self.options
            yield self.notice
            yield KeysLine(("pick", "space picks"), ("keep", "enter adds them"), ("dismiss", "esc cancels"))

    def on_mount(self) -> None:
        """Highlight the first that is not in the canvas yet."""
        self.options.highlighted = self.is_taken.index(False) if False in self.is_taken else None
        self.options.focus()

    def action_pick(self) -> None:
        """Pick the highlighted one, or no longer."""
        if self.options.highlighted is not None:
            self._toggle(self.options.highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pick what was clicked; enter is bound to `keep`."""
        self._toggle(event.option_index)

    def action_keep(self) -> None:
        """Give what was picked, or else the highlighted one."""
        highlighted = self.options.highlighted
        picked = self.picked or ({highlighted} if highlighted is not None else set())
        self.dismiss(tuple(STARTERS[position] for position in sorted(picked)) or None)

    def _toggle(self, position: int) -> None:
        self.picked ^= {position}
        self.options.replace_option_prompt_at_index(position, self._prompt(position))

    def _option(self, position: int) -> Option:
        return Option(self._prompt(position), disabled=self.is_taken[position])

    def _prompt(self, position: int) -> HangingIndent:
        starter, is_taken = STARTERS[position], self.is_taken[position]
        box = "    " if is_taken else "[x] " if position in self.picked else "[ ] "
        below = Content.styled("is among yours already" if is_taken else starter.practice, "$quiet")
        return HangingIndent((Content.styled(box, "bold"), Content(starter.text)), (Content(""), below))
