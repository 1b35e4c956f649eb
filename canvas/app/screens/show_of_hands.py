"""A show of hands: numbers are typed, and a bar chart follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.dates import short_day
from canvas.app.screens.live_prompt import LivePromptScreen
from canvas.exports.slides.hands_chart import ON_THREE, bars, legend, summary
from canvas.exports.slides.layout import Line
from canvas.model.show_of_hands import HandsError, ShowOfHands, parse_hands

if TYPE_CHECKING:
    from canvas.app.host import Host

_MARKUP: Final[Mapping[str, str]] = {"label": "bold", "quiet": "$quiet", "late": "bold $error"}
"""The styles of a slide as the chart has them here."""

_MIN_LINES_FOR_ALL = 16
_MIN_WIDTH_FOR_VOICES = 60


class ShowOfHandsScreen(LivePromptScreen):
    """Asks for the hands of the room."""

    app: Host

    PLACEHOLDER = "a number for each hand: 5 4 4 2"
    KEYS = (("keep", "enter keeps them"), ("leave", "esc cancels"))

    def __init__(self, what: str, last: ShowOfHands | None, so_far: Callable[[str], object]) -> None:
        """A question about a statement in quotation marks; `last` is what the room showed before."""
        super().__init__(f"How many fingers for {what}?", "", so_far)
        self.last = last

    def below(self) -> Iterator[Widget]:
        """Yield the summary and the chart."""
        yield Static("", id="spread")
        with VerticalScroll(can_focus=False):
            yield Static("", id="chart")

    def on_mount(self) -> None:
        """Show the last show of hands."""
        self._show()

    def on_resize(self) -> None:
        """Fit the chart to the size."""
        self.call_after_refresh(self._show)

    def on_input_changed(self, _: Input.Changed) -> None:
        """Update the chart; the handler of the base class runs as well."""
        self._show()

    def action_keep(self) -> None:
        """Keep the hands, unless the text is invalid."""
        if self.typed.strip():
            try:
                parse_hands(self.typed)
            except HandsError:
                self._show()
                return
        super().action_keep()

    def _show(self) -> None:
        if not self.query("#spread"):  # the screen was left before it could be laid out
            return
        spread, chart = self.query_one("#spread", Static), self.query_one("#chart", Static)
        typed = self.typed.strip()
        taken, when = self.last, ""
        if typed:
            try:
                taken = ShowOfHands(parse_hands(typed))
            except HandsError as error:
                spread.update(Content.styled(str(error), "bold $error"))
                chart.update("")
                return
        elif self.last:
            when = f"{short_day(self.last.asked, self.app.today)}: " if self.last.asked else "Last time: "
        if taken is None:
            spread.update(Content.styled(ON_THREE, "$quiet"))
            chart.update(_painted(legend(few=self._has_few_lines)))
            return
        spread.update(_painted([summary(taken, when, brief=self.app.size.width < _MIN_WIDTH_FOR_VOICES)]))
        width = self.query_one("#chart").size.width
        chart.update(_painted(bars(taken, width, few=self._has_few_lines)))

    @property
    def _has_few_lines(self) -> bool:
        return self.app.size.height < _MIN_LINES_FOR_ALL


def _painted(lines: Iterable[Line]) -> Content:
    return Content("\n").join(
        Content.assemble(*((run.text, _MARKUP.get(run.style, "$foreground")) for run in line))
        for line in lines
    )
