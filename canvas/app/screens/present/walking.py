"""The way through the slides, by the keys and by the mouse."""

from __future__ import annotations

from textual import events

from canvas.app.screens.present.editing import Typed
from canvas.app.widgets.slide import SlideView
from canvas.exports.slides.deck import Deck, SlidePosition
from canvas.exports.slides.slide_text import BOARD, FIRST, LAST
from canvas.exports.slides.slide_types import Slide
from canvas.model.schema import BY_KEY, CELLS

_RIGHT = 3
"""The number of the mouse's other button."""


class Walking(Typed):
    """Goes from slide to slide; statement by statement where these appear one at a time.

    Attributes:
        deck: the slides.
        uncovered: how many statements of the slide show; all where None.
        is_gradual: whether they appear one at a time.
    """

    deck: Deck
    view: SlideView
    uncovered: int | None
    is_gradual: bool

    @property
    def slide(self) -> Slide:
        """The slide that shows."""
        return self.deck.at(self.place)

    def go(self, place: SlidePosition, *, from_behind: bool = False) -> None:
        """Show another slide.

        Args:
            place: which.
            from_behind: whether one comes back to it, so that all of it shows.
        """
        self.place = place
        items = self.slide.items
        # What goes on from the slide before began there.
        self.held = next(
            (i for i in items if self.deck.holding(place.section, i) == place), "".join(items[:1])
        )
        self.mark_first()
        begins = 0 if place.page == 0 else 1
        covers = self.is_gradual and not self.is_unlocked and not from_behind and len(items) > begins
        self.uncovered = begins if covers and place.section in BY_KEY else None
        self.paint()

    def see(self, item: str) -> None:
        """Mark a statement and show the slide it stands on."""
        self.marked = self.held = item
        self.place = self.deck.holding(self.place.section, item) or self.place
        self.paint()

    def action_on(self) -> None:
        """The next statement where they appear one at a time, else the next slide."""
        if self.uncovered is not None:
            self._reveal(self.uncovered + 1)
        else:
            self._walk(1)

    def action_back(self) -> None:
        """One statement less, or the slide before."""
        entries, begins = len(self.slide.items), min(self.place.page, 1)
        seen = entries if self.uncovered is None else self.uncovered
        if self.is_gradual and not self.is_unlocked and self.place.section in BY_KEY and seen > begins:
            self._reveal(seen - 1)
        else:
            self._walk(-1)

    def action_space(self) -> None:
        """The next slide; the next status while unlocked."""
        if self.is_unlocked:
            self.next_status()
        else:
            self.action_on()

    def action_down(self) -> None:
        """The next statement while unlocked, else the next slide."""
        if self.is_unlocked:
            self._choose(1)
        else:
            self.action_on()

    def action_up(self) -> None:
        """The statement above while unlocked, else the slide before."""
        if self.is_unlocked:
            self._choose(-1)
        else:
            self.action_back()

    def action_panel(self, number: int) -> None:
        """A panel by its number."""
        self.go(SlidePosition(CELLS[number - 1]))

    def action_first(self) -> None:
        """The first slide."""
        self.go(SlidePosition(FIRST))

    def action_board(self) -> None:
        """The whole board."""
        self.go(SlidePosition(BOARD))

    def action_last(self) -> None:
        """Where we stand."""
        self.go(SlidePosition(LAST))

    def _walk(self, steps: int) -> None:
        place = self.deck.after(self.place, steps)
        if place == self.place:
            self.paint("This is the last slide." if steps > 0 else "This is the first slide.")
        else:
            self.go(place, from_behind=steps < 0)

    def _reveal(self, count: int) -> None:
        self.uncovered = count if count < len(self.slide.items) else None
        self.paint()

    def _choose(self, steps: int) -> None:
        """Mark another statement of the panel; past the slide's end, one of its next slide."""
        items = self.slide.items
        at = items.index(self.marked) + steps if self.marked in items else 0
        if 0 <= at < len(items):
            self.marked = self.held = items[at]
            self.paint()
            return
        place = self.deck.after(self.place, steps)
        if items and place.section == self.place.section and place != self.place:
            self.go(place, from_behind=True)
            if steps < 0:
                self.marked = self.held = self.slide.items[-1]
                self.paint()

    def mark_first(self) -> None:
        """Mark the first statement of the slide; none where it is no panel's."""
        self.marked = "".join(self.slide.items[:1]) if self.place.section in BY_KEY else ""

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """A click on the slide walks on, with the other button back; unlocked it chooses a statement."""
        if self.get_widget_at(*event.screen_offset)[0] is not self.view or self.is_typing:
            return
        if not self.is_unlocked:
            self.run_walk(-1 if event.button == 3 else 1)  # noqa: PLR2004 - the right one
        elif item := self.view.item_at(event.screen_offset.y - self.view.region.y):
            self.marked = self.held = item
            self.paint()

    def on_mouse_scroll_down(self) -> None:
        """The wheel walks."""
        self.run_walk(1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel walks back."""
        self.run_walk(-1)

    def run_walk(self, steps: int) -> None:
        """A step by the mouse."""
        if not self.is_typing:
            (self.action_on if steps > 0 else self.action_back)()
