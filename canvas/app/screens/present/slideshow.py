"""The walk through the slides: which one shows, how much of it, and which statement is selected.

Nothing here knows Textual; the screen paints what this holds.
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
        selected: the id of the statement that keys act upon while unlocked; empty where there is none.
        uncovered: how many statements of the slide show; all where None.
        is_gradual: whether statements appear one at a time.
        is_unlocked: whether keys change the canvas; no statement is covered then.
    """

    def __init__(self, deck: Deck, position: SlidePosition | None = None) -> None:
        """A walk that begins at a position, the first slide where None."""
        self.position = position or SlidePosition()
        self.selected = ""
        self.uncovered: int | None = None
        self.is_gradual = False
        self.is_unlocked = False
        self._anchor = ""  # a statement that stays in sight when another deck is used
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
        """Walk through another deck: another canvas, or another size. The same statement stays in sight."""
        self.deck = deck
        section, anchor = self.position.section, self.selected or self._anchor
        last = len(deck.slides(section)) - 1
        found = deck.holding(section, anchor) if anchor else None
        self.position = found or self.position._replace(page=min(self.position.page, last))
        if self.selected not in self.slide.items:
            self._select_first()

    def go(self, position: SlidePosition, *, from_behind: bool = False) -> None:
        """Go to a slide.

        Args:
            position: which.
            from_behind: whether it is reached backwards, so that all of it shows.
        """
        self.position = position
        items = self.slide.items
        # A statement continued from the slide before is no anchor: it begins there.
        begun = (item for item in items if self.deck.holding(position.section, item) == position)
        self._anchor = next(begun, "".join(items[:1]))
        self._select_first()
        first = self._always_shown
        covers = self.is_gradual and not self.is_unlocked and not from_behind and len(items) > first
        self.uncovered = first if covers and self.panel else None

    def forward(self) -> bool:
        """The next statement where they appear one at a time, else the next slide; False at the end."""
        if self.uncovered is None:
            return self.walk(1)
        self._uncover(self.uncovered + 1)
        return True

    def back(self) -> bool:
        """One statement less, or the slide before; False at the beginning."""
        shown = len(self.slide.items) if self.uncovered is None else self.uncovered
        if self.is_gradual and not self.is_unlocked and self.panel and shown > self._always_shown:
            self._uncover(shown - 1)
            return True
        return self.walk(-1)

    def walk(self, steps: int) -> bool:
        """The next (1) or previous (-1) slide; False where there is none."""
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
        """Select the next (1) or previous (-1) statement, past the slide's edge on the panel's next slide.

        Returns:
            Whether there is one.
        """
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
        """Let statements appear one at a time from the next slide on, or all at once."""
        self.is_gradual, self.uncovered = is_gradual, None

    def set_unlocked(self, is_unlocked: bool) -> None:
        """Let keys change the canvas, or no longer."""
        self.is_unlocked, self.uncovered = is_unlocked, None

    @property
    def _always_shown(self) -> int:
        """How many statements show at once: on a further slide of a panel the first is already uncovered."""
        return min(self.position.page, 1)

    def _uncover(self, count: int) -> None:
        self.uncovered = count if count < len(self.slide.items) else None

    def _select_first(self) -> None:
        self.selected = "".join(self.slide.items[:1]) if self.panel else ""
