"""A line that adds one statement from anywhere: ``5 find rooms @Housing by fri``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.bindings import binding_of
from canvas.app.screens.live_prompt import LivePromptScreen
from canvas.app.widgets.capture import Capture
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey
from canvas.app.widgets.line_input import LineInput
from canvas.model.schema import Panel
from canvas.model.shorthand import Typed, split_panel

_NO_PANEL = "Begin with the number or the name of a panel, such as 5 or Roles."


class _Line(LineInput):
    """An input in which the right arrow takes a name at the end."""

    def __init__(self, take_name: Callable[[], bool], placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True)
        self._take_name = take_name

    def action_cursor_right(self, select: bool = False) -> None:
        """Move to the right, or take a name."""
        if select or not self._take_name():
            super().action_cursor_right(select)


class CaptureLineScreen(LivePromptScreen):
    """Asks for a statement, with its panel in front, and tells how it is understood.

    Attributes:
        panel: the panel of the statement; None where none is named and the board shows none.
    """

    KEYS = (("keep", "enter adds it"), BoundKey("toggle_literal", "as typed"), ("leave", "esc cancels"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Take the name", priority=True),
        binding_of("kind", "next_kind", typing=True),
        binding_of("as_typed", "toggle_literal", typing=True),
    ]

    QUESTION: ClassVar[str] = "One statement"
    PLACEHOLDER = "5 find rooms @Housing by fri"
    NAMES_PANEL: ClassVar[bool] = True
    """Whether the line may begin with a panel."""

    def __init__(
        self, capture: Capture, here: Panel | None, so_far: Callable[[], object], question: str = ""
    ) -> None:
        """A line for a statement of the panel ``here``, unless it names another.

        ``so_far`` is called whenever another text is typed.
        """
        super().__init__(question or self.QUESTION, "", lambda _: so_far())
        self.capture = capture
        self.here = here
        self.panel = here
        self.input = _Line(self._take_name, self.PLACEHOLDER)
        self.told = Static("", classes="meaning -said", markup=False)

    def below(self) -> Iterator[Widget]:
        """Yield what tells how the line is understood."""
        yield self.told

    @property
    def result(self) -> Typed:
        """The statement as it is understood."""
        return self.capture.result

    def on_mount(self) -> None:
        """Tell where a statement goes."""
        self._understand()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand the line, and report that it changed."""
        self._understand()
        super().on_input_changed(event)

    def action_keep(self) -> None:
        """Give the statement, unless it has no panel."""
        self._understand()
        if self.panel:
            self.dismiss((self.typed, bool(self.capture.typed.text.strip())))

    def action_complete(self) -> None:
        """Take the name that completes the line."""
        self._take_name()

    def action_next_kind(self) -> None:
        """Give the statement the next kind of its panel."""
        self.capture.choose_next_kind()
        self._tell()

    def action_toggle_literal(self) -> None:
        """Keep the line as it is typed, or understand it again."""
        self.capture.toggle_literal()
        self._understand()

    def _take_name(self) -> bool:
        """Complete the name at the end of the line; False where there is none."""
        if not (self.input.cursor_at_end and self.capture.completion):
            return False
        at = len(self.typed) - len(self._rest)
        self.input.value = self.typed[:at] + self.capture.completed(self._rest)
        self.input.cursor_position = len(self.typed)
        return True

    @property
    def _rest(self) -> str:
        """The line without the panel in front."""
        return self._split()[1]

    def _split(self) -> tuple[Panel | None, str]:
        is_named = self.NAMES_PANEL and not self.capture.is_literal
        return split_panel(self.typed) if is_named else (None, self.typed)

    def _understand(self) -> None:
        self.panel = self._split()[0] or self.here
        if self.panel:
            self.capture.panel = self.panel
        self.capture.use(self._rest)
        self._tell()

    def _tell(self) -> None:
        if self.panel is None:
            self.told.update(_NO_PANEL)
            return
        where = self.panel.numbered_title
        told = [fact.removeprefix("→ ") for fact in self.capture.told()]
        parts = map(Content, (f"→ {where}", *told) if told else (where,))
        self.told.update(HangingIndent((Content(""), tuple(parts))))
