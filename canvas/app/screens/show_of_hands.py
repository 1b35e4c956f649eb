"""A show of hands: numbers are typed, and a bar chart follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.dates import long_day
from canvas.app.screens.live_prompt import LivePromptScreen
from canvas.model.show_of_hands import LOW, MAX_FINGERS, MEANINGS, HandsError, ShowOfHands, parse_hands

_LABEL_WIDTH = max(map(len, MEANINGS.values())) + 1
_MIN_WIDTH_FOR_LABELS = 44
_MAX_BAR_WIDTH = 40
_MIN_LINES_FOR_ALL = 16
_MIN_WIDTH_FOR_VOICES = 60


class ShowOfHandsScreen(LivePromptScreen):
    """Asks for the hands of the room."""

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
            when = f"{long_day(self.last.asked)}: " if self.last.asked else "Last time: "
        if taken is None:
            spread.update(Content.styled("On three, everyone holds up a hand.", "$quiet"))
            chart.update(self._legend())
            return
        spread.update(said(taken, when, brief=self.app.size.width < _MIN_WIDTH_FOR_VOICES))
        chart.update(self.bars(taken))

    def _legend(self) -> Content:
        """The meanings of the fingers, shown before any hand is typed."""
        few = self.app.size.height < _MIN_LINES_FOR_ALL
        told = (MAX_FINGERS, LOW + 1, 0) if few else MEANINGS
        rows = (f"{fingers} {MEANINGS[fingers]}" for fingers in told)
        return Content.styled("\n".join(rows), "$quiet")

    def bars(self, taken: ShowOfHands) -> Content:
        """A bar for each number of fingers; on few lines, only for those that were shown."""
        width = self.query_one("#chart").size.width
        lead = _LABEL_WIDTH if width >= _MIN_WIDTH_FOR_LABELS else 0
        most = max(count for _, count in taken.spread)
        room = max(1, min(_MAX_BAR_WIDTH, width - lead - len(f"  {most} low") - 2))
        wide = max(1, min(4, room // most))
        few = self.app.size.height < _MIN_LINES_FOR_ALL
        lines = []
        for fingers, count in taken.spread:
            if not count and few:
                continue
            low = fingers <= LOW and count
            length = count * wide if most * wide <= room else max(1, count * room // most) if count else 0
            colour = "bold $error" if low else "$foreground"
            words = f"{MEANINGS[fingers]:<{lead}}" if lead else ""
            number = f" {count}{' low' if low else ''}" if count else ""
            lines.append(
                Content.assemble(
                    (f"{fingers} ", "bold"), (words, "$quiet"), ("█" * length, colour), (number, colour)
                )
            )
        return Content("\n").join(lines)


def said(taken: ShowOfHands, when: str = "", *, brief: bool = False) -> Content:
    """Summarise a show of hands: how many, the median and the low ones, after `when`; shorter if `brief`."""
    voices = taken.voices if brief or not taken.low else f"{taken.voices} ({LOW} or fewer)"
    count = len(taken.hands)
    some = f"{when}{count} hand{'' if count == 1 else 's'} · middle {taken.median} · "
    return Content.assemble((some, "bold"), (voices, "bold $error" if taken.low else "bold"))
