"""The state of the presentation: which slide shows, how much of it, and the selected statement.

Independent of Textual; the screen paints it.
"""

from __future__ import annotations

from canvas.exports.slides.deck import Deck, SlidePosition
from canvas.exports.slides.slide_types import Slide
from canvas.model.schema import BY_KEY


class Slideshow:
    """The position in a deck.

    Attributes:
        deck: the slides.
        position: which slide shows.
        selected: the id of the statement that edits act on while unlocked; empty for none.
        uncovered: how many statements of the slide show; None for all.
        is_gradual: whether statements appear one at a time.
        is_unlocked: whether keys edit the canvas; all statements show then.
    """

    def __init__(self, deck: Deck, position: SlidePosition | None = None) -> None:
        self.position = position or SlidePosition()
        self.selected = ""
        self.uncovered: int | None = None
        self.is_gradual = False
        self.is_unlocked = False
        self._anchor = ""  # the id of the statement that stays in sight when the deck changes
        self.use(deck)

    @property
    def slide(self) -> Slide:
        """The slide that shows."""
        return self.deck.at(self.position)

    @property
    def panel(self) -> str:
        """The key of the panel that the slide belongs to; empty where it belongs to none."""
        return self.position.section if self.position.section in BY_KEY else ""

    def use(self, deck: Deck) -> None:
        """Replace the deck, for another canvas or size; the same statement stays in sight."""
        self.deck = deck
        section, anchor = self.position.section, self.selected or self._anchor
        last = len(deck.slides(section)) - 1
        found = deck.holding(section, anchor) if anchor else None
        self.position = found or self.position._replace(page=min(self.position.page, last))
        if self.selected not in self.slide.items:
            self._select_first()

    def go(self, position: SlidePosition, *, from_behind: bool = False) -> None:
        """Go to a slide; all of it shows if it is reached backwards, `from_behind`."""
        self.position = position
        items = self.slide.items
        # A statement continued from the slide before is anchored there.
        begun = (item for item in items if self.deck.holding(position.section, item) == position)
        self._anchor = next(begun, "".join(items[:1]))
        self._select_first()
        first = self._always_shown
        covers = self.is_gradual and not self.is_unlocked and not from_behind and len(items) > first
        self.uncovered = first if covers and self.panel else None

    def forward(self) -> bool:
        """Go to the next statement where they appear one at a time, else slide; False at the end."""
        if self.uncovered is None:
            return self.walk(1)
        self._uncover(self.uncovered + 1)
        return True

    def back(self) -> bool:
        """Hide a statement, or go to the slide before; False at the beginning."""
        shown = len(self.slide.items) if self.uncovered is None else self.uncovered
        if self.is_gradual and not self.is_unlocked and self.panel and shown > self._always_shown:
            self._uncover(shown - 1)
            return True
        return self.walk(-1)

    def walk(self, steps: int) -> bool:
        """Go to the next (1) or previous (-1) slide; False if there is none."""
        position = self.deck.after(self.position, steps)
        if position == self.position:
            return False
        self.go(position, from_behind=steps < 0)
        return True

    def select(self, item_id: str) -> None:
        """Select a statement, and go to the slide of this panel on which it begins."""
        self.selected = self._anchor = item_id
        self.position = self.deck.holding(self.position.section, item_id) or self.position

    def select_on_slide(self, item_id: str) -> None:
        """Select a statement of the slide that shows, even where it began on the slide before."""
        self.selected = self._anchor = item_id

    def select_next(self, steps: int) -> bool:
        """Select the next (1) or previous (-1) statement of the panel; False if there is none."""
        items = self.slide.items
        at = items.index(self.selected) + steps if self.selected in items else 0
        if 0 <= at < len(items):
            self.select_on_slide(items[at])
            return True
        position = self.deck.after(self.position, steps)
        if not items or position.section != self.position.section or position == self.position:
            return False
        self.go(position, from_behind=True)
        if steps < 0:
            self.select_on_slide(self.slide.items[-1])
        return True

    def set_gradual(self, is_gradual: bool) -> None:
        """Set whether statements appear one at a time, from the next slide on."""
        self.is_gradual, self.uncovered = is_gradual, None

    def set_unlocked(self, is_unlocked: bool) -> None:
        """Set whether keys edit the canvas."""
        self.is_unlocked, self.uncovered = is_unlocked, None

    @property
    def _always_shown(self) -> int:
        """How many statements show at first: one on the later slides of a panel, none on its first."""
        return min(self.position.page, 1)

    def _uncover(self, count: int) -> None:
        self.uncovered = count if count < len(self.slide.items) else None

    def _select_first(self) -> None:
        self.selected = "".join(self.slide.items[:1]) if self.panel else ""
