"""Guidance beside the active panel: its question, what belongs in it, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from canvas.app.keys import PANEL_ACTIONS, ActionId
from canvas.app.widgets.grid import Grid
from canvas.app.widgets.key_hints import keys_line
from canvas.app.widgets.keys_line import KeyHints
from canvas.model import guidance
from canvas.model.canvas import Canvas
from canvas.model.guidance import Guide
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

_MIN_BOARD_COLUMNS = 75
"""The least columns for a board beside the guidance; with fewer, the guidance covers some of it."""

_MIN_COLUMNS, _MAX_COLUMNS = 30, 46
_MIN_LINES = 14
_MAX_FINDINGS = 3


Told = Callable[[ActionId], str]
"""How a sentence names the way to an action."""


class Spot(NamedTuple):
    """Where the guidance is placed: its first column, its width, and whether the board makes room for it."""

    x: int
    width: int
    docked: bool


def spot(width: int, height: int, active: str, *, zoomed: bool) -> Spot | None:
    """Place the guidance beside the board where that stays whole, else over a column of other cells.

    None where it needs the whole screen.
    """
    if height < _MIN_LINES:
        return None
    wanted = max(_MIN_COLUMNS, min(_MAX_COLUMNS, width // 3))
    if width - wanted - 1 >= (_MIN_COLUMNS if zoomed else _MIN_BOARD_COLUMNS):
        return Spot(width - wanted, wanted, docked=True)
    whole = Grid.of(width, height, zoomed=zoomed)
    if whole.columns == 1:
        return None
    column = whole.page(active).index(active) % whole.columns
    covered = width // whole.columns
    last = column == whole.columns - 1
    return Spot(0 if last else width - covered, covered, docked=False)


class Guidance(KeyHints, VerticalScroll, can_focus=False):
    """The guidance widget; it takes no keys and follows the active cell."""

    def __init__(self, *, has_starters: bool = True) -> None:
        """``has_starters`` says whether starter principles can be picked here."""
        super().__init__()
        self._has_starters = has_starters
        self._said: tuple[object, ...] = ()
        self._text, self._foot, self._fits = Content(""), Content(""), False
        self._static = Static(markup=False)

    def compose(self) -> ComposeResult:
        """The text, in a scroll view."""
        yield self._static

    def show(self, canvas: Canvas, active: str, kind: str, width: int, height: int) -> None:
        """Show the guidance for a cell and the kind under the cursor; repaints only if it changed."""
        said = (canvas.panels.get(active), canvas.values, active, kind, width, height)
        if said != self._said:
            self._said, told = said, self.app.key_map.told
            foot = _foot(active if self._has_starters else "", told)
            text, fits = fitting(canvas, active, kind, (width - 3, height), foot=foot, told=told)
            if not text.is_same(self._text):
                # A text that fits does not change the size of the widget: no layout is needed.
                is_same_size = fits and self._fits
                self._text, self._fits = text, fits
                self._foot = foot
                self._update(layout=not is_same_size)
                if self.scroll_offset.y:
                    self.scroll_home(animate=False)

    def top_changed(self) -> None:
        """Show the text with its keys, or without."""
        self._update(layout=False)

    def _update(self, *, layout: bool) -> None:
        text = self._text if self.has_keys else self._text[: -len(self._foot.plain)]
        self._static.update(text, layout=layout)


def fitting(
    canvas: Canvas, active: str, kind: str, size: tuple[int, int], *, foot: Content, told: Told
) -> tuple[Content, bool]:
    """The longest guidance that fits, or the shortest; and whether it fits."""
    width, height = size
    room = height - _height(foot.plain, width) - 1
    head, chosen, fits = [*_head(canvas, active, told)], list[Content](), False
    for way in (partial(_full, airy=True), partial(_full, airy=False), _medium, _brief):
        chosen = [*head, *way(canvas, active, kind)]
        if fits := sum(_height(part.plain, width) for part in chosen) <= room:
            break
    return Content("\n").join([*chosen, Content(""), foot]), fits


@lru_cache(1000)
def _height(text: str, width: int) -> int:
    """The number of lines of a text; cached, because the same few texts are measured at each move."""
    return max(1, len(Content(text).wrap(width)))


def everything(canvas: Canvas, active: str, told: Told) -> Content:
    """The whole guidance for a cell, however long."""
    return Content("\n").join([*_head(canvas, active, told), *_full(canvas, active, "", airy=True)])


def _head(canvas: Canvas, active: str, told: Told) -> Iterator[Content]:
    """The question of a panel, and what it lacks."""
    panel = BY_KEY.get(active)
    title = panel.numbered_title if panel else "Readiness"
    yield Content.styled(f"Guidance · {title}", "bold $accent")
    if panel:
        yield Content.styled(panel.question, "bold")
    else:
        panels = f"{told(PANEL_ACTIONS[0])} to {told(PANEL_ACTIONS[-1])}"
        yield Content(f"How far the panels have come. Go to one with {panels} to see what belongs in it.")
    yield Content("")
    found = guidance.found(canvas, active)
    for sentence in found[:_MAX_FINDINGS]:
        yield Content.styled(f"! {visible_line(sentence)}", "bold $warning")
    if len(found) > _MAX_FINDINGS:
        yield Content.styled(f"! and {len(found) - _MAX_FINDINGS} more", "bold $warning")
    if (count := guidance.unsorted(canvas, active)) and guidance.missing(canvas, active):
        said = "1 statement has" if count == 1 else f"{count} have"
        yield Content.styled(f"{said} no kind yet: {told('kind')} sets it", "bold $warning")


def _guide(guide: Guide, *, lacking: bool, example: bool, gap: bool = False) -> Iterator[Content]:
    name = (guide.kind, "bold $accent"), ("  " if guide.kind else "", "")
    yield Content.assemble(*name, guide.says)
    if lacking:
        yield Content.styled(f"? {guide.missing}", "bold $warning")
    if example:
        yield Content.styled(f"“{guide.example}”", "italic $quiet")
    if gap:
        yield Content("")


def _full(canvas: Canvas, active: str, _: str, *, airy: bool) -> Iterator[Content]:
    """Every kind with its example."""
    missing = guidance.missing(canvas, active)
    for guide in guidance.GUIDES.get(active, ()):
        yield from _guide(guide, lacking=guide in missing, example=True, gap=airy)


def _medium(canvas: Canvas, active: str, kind: str) -> Iterator[Content]:
    """Every kind, an example of the one that matters most."""
    missing, focus = guidance.missing(canvas, active), guidance.in_focus(canvas, active, kind)
    for guide in guidance.GUIDES.get(active, ()):
        yield from _guide(guide, lacking=guide in missing, example=guide is focus)


def _brief(canvas: Canvas, active: str, kind: str) -> Iterator[Content]:
    """The kind that matters most; of the others only their names, and whether there is an item."""
    missing, focus = guidance.missing(canvas, active), guidance.in_focus(canvas, active, kind)
    if focus:
        yield from _guide(focus, lacking=focus in missing, example=True, gap=True)
    if others := [guide.kind for guide in missing if guide is not focus]:
        yield Content.styled(f"? Nothing yet on {', '.join(others)}", "bold $warning")
    if there := [guide.kind for guide in guidance.GUIDES.get(active, ()) if guide not in (*missing, focus)]:
        yield Content.styled(f"Said already: {', '.join(there)}", "$quiet")


def _foot(active: str, told: Told) -> Content:
    more = "some to begin with" if active == "principles" else "all of it"
    closes = ("do('guidance')", f"{told('guidance')} closes")
    return keys_line((closes, ("do('more_guidance')", f"{told('more_guidance')} {more}")))
