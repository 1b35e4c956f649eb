"""The canvas as the room sees it: one panel a screen, in reading order, and no key that edits by accident."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.screens.present.changes_since import SinceLastTime
from canvas.app.screens.present.editing import READ_ONLY
from canvas.app.screens.present.keys import (
    ALL_AT_ONCE,
    KEYS,
    LOCKED,
    TYPING,
    UNLOCKED,
    bindings,
    explained,
)
from canvas.app.screens.present.timer_and_guidance import Aside
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.slide import SlideView
from canvas.app.widgets.slide_line import Hint, SlideLine
from canvas.app.widgets.symbols import MARKS
from canvas.bundled_files import style
from canvas.exports.slides.deck import Deck, SlidePosition
from canvas.exports.slides.slide_text import Room
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from datetime import date

    from canvas.app.host import Host
    from canvas.model.canvas import Canvas
    from canvas.workspace import Change, Workspace

_SETTLED = 0.15
"""After how many seconds git is asked what has changed."""

_LEAST_WIDTH, _LEAST_HEIGHT = 20, 5
_UNLOCKED = " UNLOCKED: a adds, space and s set the status · U locks "
_KEYS_WIDTH = 8


class PresentScreen(Aside, SinceLastTime, ModalScreen[None]):
    """Walks through the slides. The board lies below, and goes on."""

    app: Host
    CSS_PATH: ClassVar[CSSPathType | None] = style("present.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - the slide lays itself out
    VERTICAL_BREAKPOINTS = []  # noqa: RUF012

    def __init__(
        self,
        workspace: Workspace,
        today: date,
        on_leave: Callable[[SlidePosition | None], object],
        place: SlidePosition | None = None,
    ) -> None:
        """A presentation.

        Args:
            workspace: the canvas.
            today: tells what is late.
            on_leave: called with the panel's slide that is left, if it is a panel's.
            place: the slide to begin with; the first where not given.
        """
        super().__init__()
        self.workspace = workspace
        self.today = today
        self._then = on_leave
        self._unsubscribe: Callable[[], None] = lambda: None
        self.view = SlideView(self.fit)
        self.line = SlideLine()
        self.banner = Static(_UNLOCKED, id="unlocked", markup=False)
        self.place = place or SlidePosition()
        self.held = ""
        self.marked = ""
        self.is_unlocked = False
        self.uncovered: int | None = None
        self.is_gradual = False
        self._shows_details = False
        self.shown: Canvas | None = None

    def compose(self) -> Iterator[Widget]:
        """The slide and the line below it."""
        size = self.app.size
        self._deal(size.width, size.height - 1)  # before the first frame, which is then the only one
        yield self.banner
        yield self.view
        yield self.line

    def on_mount(self) -> None:
        """Ask git what has changed, once the first frame is out; nobody waits for that."""
        self._unsubscribe = self.workspace.subscribe(self._changed)
        self.set_timer(_SETTLED, self.compare)

    def on_unmount(self) -> None:
        """Keep what is typed, and watch the canvas no more."""
        self.end_typing(keep=True)
        self._unsubscribe()

    # What it shows

    def _changed(self, change: Change) -> None:
        """Show the canvas as it is now, at the same statement."""
        if self.is_attached and change.canvas is not self.shown:
            self.deal_again()
            self.compare()

    def fit(self) -> None:
        """Deal the slides for another size of the screen, and stay at the same statement."""
        size = self.view.size
        wanted = self._room(size.width, size.height)
        if (wanted.width, wanted.height) != (self.deck.room.width, self.deck.room.height):
            self.deal_again()

    def deal_again(self) -> None:
        """Make the slides anew, and stay at the same statement."""
        self._deal(self.view.size.width, self.view.size.height)

    def _deal(self, width: int, height: int) -> None:
        """Make the slides for a screen of this size."""
        self.shown = self.workspace.canvas
        room = self._room(width, height)
        self.deck = Deck(self.shown, self.today, room, since=self.since)
        kept = self.marked or self.held
        found = self.deck.holding(self.place.section, kept) if kept else None
        self.place = found or self.place._replace(page=self.slide_at_least())
        if self.marked not in self.slide.items:
            self.mark_first()
        self.paint()

    def slide_at_least(self) -> int:
        """The page, or the last there is now."""
        return min(self.place.page, len(self.deck.slides(self.place.section)) - 1)

    def _room(self, width: int, height: int) -> Room:
        lines = height - SlideView.above(height)
        wide = max(_LEAST_WIDTH, width - 2)
        return Room(wide, max(_LEAST_HEIGHT, lines), cell_len, MARKS, self._shows_details)

    def paint(self, message: str = "") -> None:
        """Show the slide, what can be done, and what happened."""
        marked = self.marked if self.is_unlocked else ""
        self.view.show(self.slide, self.deck.room, uncovered=self.uncovered, marked=marked)
        hints: Sequence[Hint]
        if self.is_typing:
            self.indent_editor((self.view.size.width - self.deck.room.column) // 2)
            hints = TYPING
            message = message or f"New in {BY_KEY[self.place.section].title}"
        elif self.is_unlocked:
            hints = UNLOCKED
        else:
            hints = ALL_AT_ONCE if self.is_gradual else LOCKED
        self.line.show(hints, message)
        self.follow_guidance()

    # How it shows

    def action_gradually(self) -> None:
        """Let statements appear one at a time, or all at once."""
        self.is_gradual = not self.is_gradual
        self.uncovered = None
        self.paint("From the next slide on, one statement at a time." if self.is_gradual else "All at once.")

    def action_details(self) -> None:
        """Each statement's own fields, or none."""
        self._shows_details = not self._shows_details
        self.deal_again()

    def action_theme(self) -> None:
        """Light or dark."""
        self.app.switch_theme()

    def action_unlock(self) -> None:
        """Let the keys change the canvas, or no longer."""
        if self.workspace.read_only_reason:
            self.paint(READ_ONLY)
            return
        self.unlock(not self.is_unlocked)
        self.banner.display = self.is_unlocked
        self.uncovered = None
        self.paint()

    def action_keys(self) -> None:
        """What every key does."""
        from canvas.app.screens.text_viewer import TextViewerScreen  # noqa: PLC0415 - few ask

        rows = HangingIndent(
            *(
                (Content.styled(f"{keys:<{_KEYS_WIDTH}} ", "bold"), Content(told))
                for keys, told in explained()
            )
        )
        mouse = Content("A click or the wheel walks too; while unlocked a click chooses a statement.")
        self.app.push_screen(TextViewerScreen("Keys while presenting", [rows, Content(""), mouse]))

    def commands(self) -> Iterator[tuple[str, str, str]]:
        """What the palette offers here."""
        for key in KEYS:
            yield key.label.capitalize(), f"{key.help}  ({key.shown})", key.action

    def action_leave(self) -> None:
        """Back to the board, to where one was."""
        self.end_typing(keep=True)
        self._then(self.place if self.place.section in BY_KEY else None)
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a statement is typed, letters are letters."""
        return not self.is_typing or action in ("keep", "end_typing")
