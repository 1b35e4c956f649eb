"""The header above the board: the title of the canvas and its state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.style import Style
from textual.widget import Widget

from canvas.app.dates import short_day
from canvas.model.canvas import Canvas
from canvas.model.collections import GROUPS, MEETING_STARTS
from canvas.model.sanitize import shorten, visible_line
from canvas.model.schema import BY_KEY, CELLS

if TYPE_CHECKING:
    from canvas.app.host import Host

_PARTNERS_MIN_LINES = 45
_MIN_TITLE_COLUMNS = 12
_GAP = 1


class Header(Widget):
    """Shows the title, unsaved changes, stage, next review and timer; the partners; the pages of cells."""

    app: Host

    def __init__(self, today: date) -> None:
        super().__init__(id="top")
        self.today = today
        self._said: tuple[object, ...] = ()
        self._paged: tuple[tuple[str, ...], str] | None = None

    def on_mount(self) -> None:
        """Subscribe to the timer."""
        self.app.timekeeper.changed.subscribe(self, self._repaint_timer)

    def on_unmount(self) -> None:
        """Let go of the signal, which would hold the board."""
        self.app.timekeeper.changed.unsubscribe(self)

    def _repaint_timer(self, _: None) -> None:
        """Repaint only the first line, here and under dialogs."""
        line = Region(0, 0, self.size.width, 1)
        self.refresh(line)
        stack = self.app.screen_stack
        if self.screen in stack:
            # A dialog caches what it shows of the screens below, and repaints only what is refreshed.
            for screen in stack[stack.index(self.screen) + 1 :]:
                screen.refresh(line)

    def show(self, canvas: Canvas, *, unsaved: bool, page: tuple[str, ...], active: str, note: str) -> None:
        """Show a canvas, and a note such as “read-only”; repaints only if something changed."""
        paged = (page, active) if len(page) < len(CELLS) else None
        partners = canvas.panels["relationships"]
        meeting, group = _facts(canvas, self.today)
        said = (canvas.title, canvas.stage, canvas.review, partners, unsaved, paged, note, meeting, group)
        if said != self._said:
            lines = self.line_count
            self._canvas, self._unsaved, self._said, self._paged = canvas, unsaved, said, paged
            self._note, self._meeting, self._group = note, meeting, group
            self.refresh(layout=lines != self.line_count)

    @property
    def line_count(self) -> int:
        """The number of lines that the header takes."""
        if not self._said:
            return 1
        roomy = self.app.size.height >= _PARTNERS_MIN_LINES
        return 2 if self._paged or (roomy and self._canvas.partners) else 1

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """The number of lines that the header takes."""
        return self.line_count

    def render(self) -> Content:
        """The lines."""
        if not self._said:
            return Content("")
        width = max(1, self.size.width - 2)
        lines = [self._title_line(width)]
        if self.line_count > 1:
            lines.append(self._pages(*self._paged, width) if self._paged else self._partners(width))
        return Content("\n").join([Content(" ") + line for line in lines])

    def _title_line(self, width: int) -> Content:
        canvas = self._canvas
        facts: list[str] = [canvas.stage]
        key = self._key
        if canvas.review is None and key:
            facts.append(f"no review day: {key}")
        elif canvas.review:
            facts.append(
                f"review {'was ' if canvas.review < self.today else ''}{short_day(canvas.review, self.today)}"
            )
        count = len(canvas.partners)
        if self.line_count == 1 or self._paged:
            facts.insert(0, f"{count} partner{'' if count == 1 else 's'}")
        facts += filter(None, (self._meeting, self._group))
        if self._note:
            facts.append(self._note)
        unsaved = " * unsaved" if self._unsaved else ""
        time = self.app.timekeeper.line(width)
        time, told_time = (f" {time} ", cell_len(time) + 2 + _GAP) if time else ("", 0)
        width -= told_time
        right = " · ".join(facts)
        # Beside a note, a group or the time the other facts matter less than the title.
        is_full = self._note or self._group or time
        least = min(cell_len(canvas.title), width // 2) if is_full else _MIN_TITLE_COLUMNS
        while len(facts) > bool(self._note) and width - cell_len(right) - len(unsaved) - 2 < least:
            facts.pop(0)
            right = " · ".join(facts)
        told = right.removesuffix(self._note)
        room = max(1, width - cell_len(right) - len(unsaved) - 2)
        untitled = f"(no title: {key})" if key else "(no title)"
        title = Content(shorten(visible_line(canvas.title) or untitled, room))
        gap = " " * max(2, width - title.cell_length - len(unsaved) - cell_len(right))
        return Content.assemble(
            title.stylize("bold"),
            (unsaved, "bold $warning"),
            gap,
            (told, "$quiet"),
            (right.removeprefix(told), "bold $accent"),
            " " * _GAP if time else "",
            (time, "bold reverse" if self.app.timekeeper.announces_end else "bold"),
        )

    @property
    def _key(self) -> str:
        """The key that opens title, stage and review; empty where the canvas is not to be changed."""
        return "" if self._note else self.app.key_map.shown("properties")

    async def on_click(self, event: events.Click) -> None:
        """Open title, stage and review after a click on them."""
        if event.y == 0 and self._said and not self._note:
            await self.run_action("screen.do('properties')")

    def _partners(self, width: int) -> Content:
        names = " · ".join(visible_line(name) for name in self._canvas.partners)
        return Content(shorten(names, width)).stylize("$quiet")

    @staticmethod
    def _pages(page: tuple[str, ...], active: str, width: int) -> Content:
        """Every cell, to be clicked; the active one with as much of its name as leaves room for the rest."""
        room = width - (len(CELLS) - 1) * 3 - 4
        parts: list[Content] = []
        for key in CELLS:
            label = str(BY_KEY[key].number) if key in BY_KEY else "R"
            if key == active:
                title = BY_KEY[key].title if key in BY_KEY else "Readiness"
                name = shorten(title, room)
                style, shown = "bold reverse", f" {label} {name} "
            else:
                style, shown = "bold" if key in page else "$quiet", f" {label} "
            go = Style.from_meta({"@click": f"screen.cell('{key}')"})
            parts.append(Content(shown).stylize(style).stylize(go))
        return Content("").join(parts)


def _facts(canvas: Canvas, today: date) -> tuple[str, str]:
    """Since when a meeting runs, and whose copy the canvas is; empty what is not so."""
    if MEETING_STARTS.key not in canvas.values and GROUPS.key not in canvas.values:
        return "", ""
    from canvas.app.widgets.header_facts import facts  # noqa: PLC0415 - most boards never need it

    return facts(canvas, today)
