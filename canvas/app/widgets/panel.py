"""One panel on the board, rendered line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style

from canvas.app.paint.content_lines import AIR, cut_below
from canvas.app.paint.palette import Palette
from canvas.app.widgets.cell import Cell
from canvas.app.widgets.scroll_window import ScrollWindow
from canvas.app.widgets.statement import Density, Manner, statement
from canvas.app.widgets.symbols import MARKED, MARKED_HERE, MARKS
from canvas.model.canvas import Item
from canvas.model.schema import PANELS, STATUS, Panel

MARGIN = 3
"""The columns before an item's text: the cursor's bar, the status symbol, the change marker."""

_CACHED_ITEMS = 2_000

_BASES: Final = ("text", "cursor")
"""The grounds on which an item is drawn; the second under the cursor."""


class PanelChanges(NamedTuple):
    """The changes in a panel: symbols of changed items by id, and how many items were removed."""

    items: Mapping[str, str] = MappingProxyType({})
    removed: int = 0


UNCHANGED: Final = PanelChanges()


class Row(NamedTuple):
    """One line below the heading.

    Attributes:
        item: the position of the item it belongs to.
        strip: what it shows.
        is_typed: whether it belongs to the slot of the item that is being edited.
    """

    item: int | None
    strip: Strip
    is_typed: bool = False


class Slot:
    """Room in a panel for an item that is being edited.

    Attributes:
        position: the position among the items.
        replaces: whether it replaces the item there, or is a new one before it.
        height: the lines that the text takes.
    """

    # Written by hand, like the other classes of the first frame: a dataclass costs half a millisecond each.
    __slots__ = ("height", "position", "replaces")

    def __init__(self, position: int, *, replaces: bool, height: int = 1) -> None:
        self.position = position
        self.replaces = replaces
        self.height = height


class PanelView(Cell):
    """Paints the items of one panel: as many as fit, and the number of those out of sight.

    Its state is set by the board, from the `BoardCursor`.
    """

    def __init__(self, panel: Panel, today: date, palette: Palette) -> None:
        super().__init__(panel.key, panel.numbered_title, palette)
        if panel is PANELS[0]:
            self.rule_style = "heart-rule"
        self.panel = panel
        self.today = today
        self.items: tuple[Item, ...] = ()
        self.position = 0
        self.slot: Slot | None = None
        self.target: int | None = None
        self.changes = UNCHANGED
        self.names: Mapping[str, str] = {}
        self.selected: frozenset[str] = frozenset()
        self.emphasised: frozenset[str] | None = None
        self._window = ScrollWindow(self._height_of)
        self._rows: list[Row] | None = None
        self._laid_out_for: tuple[Size, int, bool] = (Size(0, 0), 0, False)
        self._must_scroll = False
        self._item_strips: dict[tuple[int, str], tuple[Item, list[Strip]]] = {}
        self._is_manner_stale = True
        self._item_strips_for = self._manner = Manner(Density.NARROW)
        self._has_air = False
        self._is_alone = False

    # State set by the board

    def show(
        self, items: tuple[Item, ...], position: int, changes: PanelChanges, names: Mapping[str, str]
    ) -> bool:
        """Show items, with the cursor at a position, change markers, and short names of owners.

        Unchanged ones are not redrawn; whether they are.
        """
        if changes != self.changes or names != self.names:
            self.changes, self.names = changes, names
            self._item_strips.clear()
        elif items is self.items:
            return False
        self.items = items
        self._is_manner_stale = True
        self.look_at(position)
        return True

    def select(self, selected: frozenset[str]) -> None:
        """Show which of the items are selected, by their ids."""
        selected = frozenset(item.id for item in self.items if item.id in selected) if selected else selected
        if changed := selected ^ self.selected:
            self.selected = selected
            for item in self.items:
                if item.id in changed:
                    for base in _BASES:
                        self._item_strips.pop((id(item), base), None)
            self.changed()

    def emphasise(self, ids: frozenset[str] | None) -> None:
        """Dim all items but some, by their ids; none for None."""
        if ids != self.emphasised:
            self.emphasised = ids
            self._item_strips.clear()
            self.changed()

    def look_at(self, position: int) -> None:
        """Put the cursor on an item, and scroll it into sight."""
        if position == self._window.top != self.position:
            self._window.skip = 0
        self.position = position
        self._must_scroll = True
        self.changed()

    def stand_alone(self, alone: bool) -> None:
        """Whether the panel has the board to itself, and shows items in full however few of them fit."""
        if alone != self._is_alone:
            self._is_alone = alone
            self._window.skip = 0
            self._forget()

    def open_slot(self, slot: Slot | None) -> None:
        """Open a slot for an item that is being edited, or close it."""
        self.slot = slot
        self._must_scroll = True
        self.changed()

    def set_target(self, position: int | None) -> None:
        """Highlight the position at which a dragged item would be dropped; none for None."""
        if position != self.target:
            self.target = position
            self.changed()

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor, up to either end."""
        for _ in range(abs(lines)):
            if lines < 0:
                self._window.up()
            elif self.hidden[1]:
                self._window.down()
            self._rows = None
        self.changed()

    def scroll_within(self, lines: int) -> bool:
        """Scroll an item that is taller than a panel which stands alone; whether there was more of it."""
        room, window = self._room, self._window
        if not (self._is_alone and self.rows and self.items) or window.top != self.position or self.slot:
            return False
        skip = max(0, min(window.skip + lines, self._height_of(self.position) - room))
        moved = skip != window.skip
        if moved:
            window.skip = skip
            self.changed()
        return moved

    # Geometry read by the board

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.position] if self.items else None

    @property
    def _text_width(self) -> int:
        return max(1, self.size.width - MARGIN - AIR)

    @property
    def page(self) -> int:
        """How many items page up and page down move by."""
        return max(1, len({row.item for row in self.rows if row.item is not None}) - 1)

    @property
    def page_lines(self) -> int:
        """How many lines page up and page down move by within an item."""
        return max(1, self._room - 1)

    @property
    def rows(self) -> list[Row]:
        """The lines below the heading, laid out lazily."""
        if self.drawn_for != self._laid_out_for:
            (size, version, _), (old, old_version, _) = self.drawn_for, self._laid_out_for
            self._laid_out_for = self.drawn_for
            self._rows = None
            self._is_manner_stale = True
            if (size.width, version) != (old.width, old_version):
                self._forget()
            self._must_scroll = True
        if self._rows is None:
            if self._must_scroll:
                self._scroll_to_cursor()
            self._rows = self._marked_where_cut(list(self._laid_out(self._room)))
        return self._rows

    @property
    def _room(self) -> int:
        """The number of lines below the heading."""
        return max(0, self.size.height - self.head)

    @property
    def head(self) -> int:
        """The number of lines of the heading; a blank one below it where everything fits with it."""
        self._refresh_manner()
        return 1 + self._has_air

    def _refresh_manner(self) -> None:
        if self._is_manner_stale:
            self._is_manner_stale = False
            self._choose_manner()

    def _choose_manner(self) -> None:
        """Choose the fullest manner in which all items fit: their texts matter more than their details."""
        room, most = self.size.height - 1 - self.is_airy, Density.of(self.size.width)
        medium = min(most, Density.MEDIUM)
        last = Manner(medium, kinds=False, is_brief=True)
        manners = (Manner(most, is_whole=self._is_alone), Manner(medium), Manner(medium, kinds=False), last)
        for manner in dict.fromkeys(manners):
            is_last = manner is last or self._is_alone
            if not is_last and len(self.items) > room:
                continue
            self._manner = manner
            if self._item_strips_for != manner:
                self._item_strips_for = manner
                self._item_strips.clear()
            fits = self._fits(room)
            self._has_air = self.is_airy and fits
            if is_last or fits:
                return

    def _fits(self, room: int) -> bool:
        """Whether all the items fit into so many lines."""
        for position in range(len(self.items)):
            room -= len(self._lines(position))
            if room < 0:
                return False
        return True

    def item_at(self, y: int) -> int | None:
        """The position of the item shown on line ``y`` of the widget."""
        y -= self.head
        return self.rows[y].item if 0 <= y < len(self.rows) else None

    def place_at(self, y: int) -> int:
        """The position among the items for a drop on line ``y``."""
        if y < self.head:
            return self._window.top
        at = self.item_at(y)
        return len(self.items) if at is None else at

    @property
    def hidden(self) -> tuple[int, int]:
        """How many items are out of sight, above and below, among them those that are cut off there."""
        rows, window = self.rows, self._window
        seen = [row.item for row in rows if row.item is not None]
        if not seen:
            typed = self.slot is not None and self.slot.replaces
            return window.top, len(self.items) - window.top - typed
        lines = self._height_of(seen[-1]) - (window.skip if seen[-1] == window.top else 0)
        is_cut = lines > sum(row.item == seen[-1] for row in rows)
        return window.top + (window.skip > 0), len(self.items) - seen[-1] - 1 + is_cut

    def slot_line(self) -> int:
        """The line of the widget at which the slot begins."""
        rows = self.rows
        return next((line for line, row in enumerate(rows, self.head) if row.is_typed), len(rows))

    # Rendering

    def lines(self) -> list[Strip]:
        """The lines below the heading."""
        return [row.strip for row in self.rows]

    def aside(self) -> str:
        """The numbers of items selected, removed since a version, and out of sight above and below."""
        above, below = self.hidden
        counts = ((MARKED, len(self.selected)), ("-", self.changes.removed), ("↑", above), ("↓", below))
        return " ".join(f"{sign}{count}" for sign, count in counts if count)

    def changed(self) -> None:
        """Lay the items out again, and repaint the lines that differ."""
        self._rows = None
        super().changed()

    def _forget(self) -> None:
        self._item_strips.clear()
        self._rows = None
        self._is_manner_stale = True

    def _laid_out(self, height: int) -> Iterator[Row]:
        if not self.items and not self.slot:
            yield from self._question()
            return
        position, skip = self._window.top, self._window.skip
        used = -skip
        while used < height and position < self._count:
            entry = self._entry(position)
            yield from entry[skip:]
            used += len(entry)
            position, skip = position + 1, 0

    def _entry(self, position: int) -> list[Row]:
        """The lines of an item, with the slot before it or in its place."""
        slot = self.slot if self.slot and self.slot.position == position else None
        rows = (
            [Row(None, self._slot_line(slot, first=n == 0), is_typed=True) for n in range(slot.height)]
            if slot
            else []
        )
        if position < len(self.items) and not (slot and slot.replaces):
            rows += (Row(position, strip) for strip in self._lines(position))
        return rows

    @property
    def _count(self) -> int:
        """How many entries there are: the items, and the slot of one that is added at the end."""
        return len(self.items) + (self.slot is not None and self.slot.position == len(self.items))

    def _height_of(self, position: int) -> int:
        slot = self.slot if self.slot and self.slot.position == position else None
        is_item = position < len(self.items) and not (slot and slot.replaces)
        return (slot.height if slot else 0) + (len(self._lines(position)) if is_item else 0)

    def _marked_where_cut(self, rows: list[Row]) -> list[Row]:
        """As many rows as there is room for; where a text is cut off, an ellipsis tells so."""
        room = self._room
        if rows and self._window.skip and not rows[0].is_typed:
            rows[0] = rows[0]._replace(strip=self._cut_above(rows[0].strip))
        rest = rows[room:]
        if room and rest and rest[0].item == rows[room - 1].item and not rows[room - 1].is_typed:
            rows[room - 1] = rows[room - 1]._replace(strip=cut_below(rows[room - 1].strip))
        return rows[:room]

    def _cut_above(self, strip: Strip) -> Strip:
        """A line whose statement begins above it: an ellipsis in its margin."""
        style = next((segment.style for segment in strip), None)
        return Strip([*strip.crop(0, 1), Segment("… ", style), *strip.crop(MARGIN)])

    def _slot_line(self, slot: Slot, *, first: bool) -> Strip:
        """The margin of a line of the slot: the cursor's bar and the status symbol."""
        replaced = slot.replaces and slot.position < len(self.items)
        status = self.items[slot.position].status if replaced else str(STATUS.default)
        mark = Segment(MARKS[status] if first else " ", self.rich(status))
        return Strip([Segment("▌", self.rich("text")), mark]).adjust_cell_length(
            self.size.width, self.rich("text")
        )

    def _question(self) -> Iterator[Row]:
        content = Content.styled(self.panel.question, self.style("quiet"))
        for strip in self.wrapped(content, self._text_width, self.style("text")):
            yield Row(None, Strip([Segment(" " * MARGIN, self.rich("text")), *strip]))

    def _lines(self, position: int) -> list[Strip]:
        """The lines of one item, with symbols in the margin of the first; cached."""
        item = self.items[position]
        is_here = (self.is_active and position == self.position and not self.slot) or position == self.target
        base = _BASES[is_here]
        cached = self._item_strips.get((id(item), base))
        if cached is None:
            if len(self._item_strips) > _CACHED_ITEMS:
                self._item_strips.clear()
            cached = self._item_strips[id(item), base] = (item, self._drawn(item, base))
        return cached[1]

    def _drawn(self, item: Item, base: str) -> list[Strip]:
        ground = self.style("text") + (self.style("cursor") if base == "cursor" else Style())
        is_dim = self.emphasised is not None and item.id not in self.emphasised
        if is_dim:
            ground += self.style("quiet")
        self._refresh_manner()
        style = (lambda _: self.style("quiet")) if is_dim else self.style
        content = statement(
            item, self.panel, self._manner, self.today, style, width=self._text_width, names=self.names
        )
        here = base == "cursor"
        bar = Segment("▌" if here else " ", ground.rich_style)
        if item.id in self.selected:
            bar = Segment(MARKED_HERE if here else MARKED, (ground + self.style("marked")).rich_style)
        mark = (ground + style(item.status)).rich_style
        marker = Segment(self.changes.items.get(item.id, " "), (ground + self.style("changed")).rich_style)
        lines = []
        for number, strip in enumerate(self.wrapped(content, self._text_width, ground)):
            plain = ground.rich_style
            if number == 0:
                margin = [bar, Segment(MARKS[item.status], mark), marker]
            else:
                margin = [bar, Segment("  ", plain)]
            # Fewer segments paint faster.
            lines.append(Strip([*margin, *strip, Segment(" " * AIR, plain)]).simplify())
        return lines

    def _scroll_to_cursor(self) -> None:
        """Scroll to the item under the cursor, or to the slot."""
        self._must_scroll = False
        wanted, height = (self.slot.position, self.slot.height) if self.slot else (self.position, None)
        self._window.bring_in(wanted, self._room, self._count, height)
