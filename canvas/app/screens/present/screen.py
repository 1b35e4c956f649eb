"""The presentation: a slide for each panel, and no key that edits by accident."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingsMap
from textual.screen import ModalScreen, Screen
from textual.types import CSSPathType
from textual.widget import AwaitMount, Widget
from textual.widgets import Static

from canvas.app.bindings import no_meaning
from canvas.app.screens.present import keys
from canvas.app.screens.present.changes_since import ChangesSinceLastTime
from canvas.app.screens.present.editing import SlideEditing
from canvas.app.screens.present.guidance import SlideGuidance
from canvas.app.screens.present.keys import SlideAction
from canvas.app.screens.present.meeting import SlideMeeting, SlideRoom
from canvas.app.screens.present.slideshow import Slideshow
from canvas.app.screens.present.user_keys import SlideKeys
from canvas.app.widgets.big_timer import BigTimer
from canvas.app.widgets.slide import SlideView
from canvas.app.widgets.slide_line import Hint, SlideLine
from canvas.app.widgets.symbols import DIFFERS, MARKS
from canvas.bundled_files import style
from canvas.exports.slides.deck import Deck, SlidePosition
from canvas.exports.slides.slide_text import BOARD, FIRST, LAST, UNRESOLVED, Room
from canvas.model.schema import BY_KEY, CELLS, PANELS

if TYPE_CHECKING:
    from datetime import date

    from canvas.app.host import Handler, Host
    from canvas.app.key_map import KeyMap
    from canvas.app.widgets.editor import ItemEditor
    from canvas.app.widgets.item_stage import ItemActions
    from canvas.model.canvas import Canvas
    from canvas.workspace import Change, Workspace

_COMPARE_AFTER_SECONDS = 0.15
"""Delay before git is asked what has changed: the first frame comes first."""

_MIN_WIDTH, _MIN_HEIGHT = 20, 5
_SYMBOLS = {**MARKS, UNRESOLVED: DIFFERS}
_RIGHT_BUTTON = 3


class PresentScreen(ModalScreen[None]):
    """Shows the slides, and dispatches keys and clicks.

    Attributes:
        slideshow: the position among the slides.
        keys: the table of keys, with the user's own.
        editing: the edits that are possible after an unlock.
        guidance: the guidance beside the slide.
        handlers: the handler of each action of the table.
    """

    app: Host
    CSS_PATH: ClassVar[CSSPathType | None] = style("present.tcss")
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - the slide lays itself out
    VERTICAL_BREAKPOINTS = []  # noqa: RUF012
    slideshow: Slideshow

    def __init__(
        self,
        workspace: Workspace,
        today: date,
        item_actions: ItemActions,
        on_leave: Callable[[SlidePosition | None], object],
        position: SlidePosition | None = None,
        *,
        key_map: KeyMap,
        room: SlideRoom,
    ) -> None:
        """A presentation that begins at a slide, or the first.

        `on_leave` is called with the panel's slide that is left, None if it belongs to no panel; `room` is
        the room of a meeting.
        """
        super().__init__()
        self.keys = SlideKeys(key_map)
        self._bindings = BindingsMap(self.keys.bindings())
        self.workspace = workspace
        self.today = today
        self.view = SlideView(self._fit)
        self.timer = BigTimer()
        self.line = SlideLine()
        self.banner = Static(self.keys.banner, id="unlocked", markup=False)
        self.editing = SlideEditing(workspace, self, item_actions)
        self.guidance = SlideGuidance(self)
        self._since = ChangesSinceLastTime(workspace, today, self._renew)
        self._begin = position
        self._when_left = on_leave
        self._meeting = SlideMeeting(self, room)
        self._shows_details = False
        self._shown: Canvas | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self.handlers: dict[SlideAction, Handler] = {
            "on": partial(self._walk, 1),
            "back": partial(self._walk, -1),
            "down": partial(self._select_or_walk, 1),
            "up": partial(self._select_or_walk, -1),
            **{name: partial(self._go, key) for name, key in zip(keys.PANEL_ACTIONS, CELLS, strict=False)},
            "first": partial(self._go, FIRST),
            "last": partial(self._go, LAST),
            "board": partial(self._go, BOARD),
            "gradually": self._toggle_gradual,
            "details": self._toggle_details,
            "unlock": self.editing.toggle_lock,
            "add": self.editing.add,
            "add_here": partial(self.editing.add, here=True),
            "capture_line": self.editing.capture_line,
            "as_typed": self.editing.pasting.as_typed,
            **{name: partial(self.editing.act, name) for name in keys.ON_STATEMENT},
            "undo": self.editing.undo,
            "redo": self.editing.redo,
            "guidance": self.guidance.toggle,
            "more_guidance": self.guidance.show_all,
            "findings": self.guidance.show_findings,
            "room": self._meeting.open_tray,
            "meeting": self._meeting.show_agenda,
            "timer": self._ask_for_time,
            "theme": lambda: self.app.switch_theme(),  # noqa: PLW0108 - there may be no application yet
            "keys": self._explain_keys,
            "leave": self.action_leave,
            "keep": self.editing.keep_text,
            "end_typing": self.editing.left,
        }

    def compose(self) -> Iterator[Widget]:
        """Yield the banner, the slide and the line below it."""
        size = self.app.size
        # Before mounting: a later update would paint a second frame.
        below = 1 + (BigTimer.lines(size.height) if self.app.timekeeper.box else 0)
        self.slideshow = Slideshow(self._deck(self._room(size.width, size.height - below)), self._begin)
        self.paint()
        yield self.banner
        yield self.view
        yield self.timer
        yield self.line

    def on_mount(self) -> None:
        """Observe the canvas, and schedule the comparison with git."""
        self._unsubscribe = self.workspace.subscribe(self._canvas_changed)
        self.app.timekeeper.changed.subscribe(self, lambda _: self.paint(None))
        self.set_timer(_COMPARE_AFTER_SECONDS, self._compare)

    def on_unmount(self) -> None:
        """Keep what is typed, and stop observing."""
        self.editing.left()
        self._unsubscribe()
        self.app.timekeeper.changed.unsubscribe(self)

    @property
    def is_typing(self) -> bool:
        """Whether a statement is being typed."""
        return self.editing.is_typing

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being typed."""
        return not self.is_typing

    # Slides

    def _canvas_changed(self, change: Change) -> None:
        if self.is_attached and change.canvas is not self._shown:
            self._renew()
            self._compare()

    def _compare(self) -> None:
        self._since.compare(self, self.app)

    def _fit(self) -> None:
        """Make the slides anew if the size has changed."""
        size, made_for = self.view.size, self.slideshow.deck.room
        wanted = self._room(size.width, size.height)
        if (wanted.width, wanted.height) != (made_for.width, made_for.height):
            self._renew()

    def _renew(self) -> None:
        """Make the slides anew; the same statement stays in sight."""
        size = self.view.size
        self.slideshow.use(self._deck(self._room(size.width, size.height)))
        self.paint()

    def _deck(self, room: Room) -> Deck:
        self._shown = self.workspace.canvas
        return Deck(self._shown, self.today, room, since=self._since.since)

    def _room(self, width: int, height: int) -> Room:
        lines = height - SlideView.above(height)
        wide = max(_MIN_WIDTH, width - 2)
        return Room(wide, max(_MIN_HEIGHT, lines), cell_len, _SYMBOLS, self._shows_details)

    def paint(self, message: str | None = "") -> None:
        """Show the slide, the hints of the current mode, and a message; None leaves the one that there is."""
        slideshow = self.slideshow
        selected = slideshow.selected if slideshow.is_unlocked else ""
        self.view.show(slideshow.slide, slideshow.deck.room, uncovered=slideshow.uncovered, marked=selected)
        if self.banner.display != slideshow.is_unlocked:
            self.banner.display = slideshow.is_unlocked
        mode = ""
        if self.is_typing:
            self.editing.indent(self.view.left)
            mode = f"New in {BY_KEY[slideshow.position.section].title}"
        self.line.show(self._hints, message, slideshow.slide.width, mode=mode)
        self.timer.follow(slideshow.deck.room.column)
        self.guidance.follow()
        self._meeting.follow()

    @property
    def _hints(self) -> Sequence[Hint]:
        """The hints of the current mode."""
        if self.is_typing:
            return self.keys.typing(has_shorthand=self.editing.has_shorthand)
        if self.app.timekeeper.is_up:
            return self.keys.time_up
        if self.slideshow.is_unlocked:
            return self.keys.unlocked
        is_read_only = bool(self.workspace.read_only_reason)
        return self.keys.locked(is_gradual=self.slideshow.is_gradual, is_read_only=is_read_only)

    # Keys

    async def action_do(self, action: SlideAction) -> None:
        """Run the handler of an action."""
        result = self.handlers[action]()
        if inspect.isawaitable(result):
            await result

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable all other keys while a statement is typed."""
        is_of_editor = action == "toggle_literal" or (action == "do" and parameters[0] in keys.WHILE_TYPING)
        return not self.is_typing or is_of_editor

    def commands(self) -> Iterator[tuple[str, str, str]]:
        """The commands of the palette."""
        yield from self.keys.commands()

    def _select_or_walk(self, steps: int) -> None:
        """Select the next or previous statement while unlocked, else walk."""
        if not self.slideshow.is_unlocked:
            self._walk(steps)
        elif self.slideshow.select_next(steps):
            self.paint()

    def _walk(self, steps: int) -> None:
        """Go to the next or previous slide, or statement where they appear one at a time."""
        is_moved = self.slideshow.forward() if steps > 0 else self.slideshow.back()
        end = "This is the last slide." if steps > 0 else "This is the first slide."
        self.paint("" if is_moved else end)

    def _go(self, section: str) -> None:
        """Go to the first slide of a section."""
        self.slideshow.go(SlidePosition(section))
        self.paint()

    def _toggle_gradual(self) -> None:
        """Toggle whether statements appear one at a time."""
        self.slideshow.set_gradual(not self.slideshow.is_gradual)
        gradual = "From the next slide on, one statement at a time."
        self.paint(gradual if self.slideshow.is_gradual else "All at once.")

    def _toggle_details(self) -> None:
        """Toggle the fields of statements."""
        self._shows_details = not self._shows_details
        self._renew()

    def _explain_keys(self) -> None:
        """Open the help on the keys."""
        from canvas.app.screens.present.keys_help import keys_help  # noqa: PLC0415 - few ask

        self.app.push_screen(keys_help(self.keys))

    def action_leave(self) -> None:
        """Go back to the board."""
        self.editing.left()
        self._when_left(self.slideshow.position if self.slideshow.panel else None)
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing."""
        if not self.is_typing and (said := no_meaning(self, event.key, "esc goes back to the board")):
            self.paint(said)

    def on_paste(self, event: events.Paste) -> None:
        """Add pasted text as statements, or say why not."""
        event.stop()
        self.editing.pasting.paste(event.text)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Walk on, or back with the right button; while unlocked, select what was clicked."""
        if self.get_widget_at(*event.screen_offset)[0] is not self.view or self.is_typing:
            return
        if not self.slideshow.is_unlocked:
            self._walk(-1 if event.button == _RIGHT_BUTTON else 1)
        elif item := self.view.item_at(*(event.screen_offset - self.view.region.offset)):
            self.slideshow.select_on_slide(item)
            self.paint()

    def on_mouse_scroll_down(self) -> None:
        """Walk on."""
        if not self.is_typing:
            self._walk(1)

    def on_mouse_scroll_up(self) -> None:
        """Walk back."""
        if not self.is_typing:
            self._walk(-1)

    # The interfaces of the timer, the guidance and the editing

    @property
    def panel_in_sight(self) -> str:
        """The panel of the slide; on a slide of none, the first."""
        return self.slideshow.panel or PANELS[0].key

    def show_panel(self, panel: str) -> None:
        """Show the panel's first slide, unless one of its slides shows."""
        if panel != self.slideshow.position.section and panel in BY_KEY:
            self._go(panel)

    def open_dialog(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Open a dialog; `then` is called with its answer, if any."""
        self.app.ask(screen, then)

    @property
    def uses_shorthand(self) -> bool:
        """Whether shorthand is understood in what is typed."""
        return self.app.settings.shorthand

    def mount_editor(self, editor: ItemEditor) -> AwaitMount:
        """Mount the editor above the line."""
        return self.mount(editor, before=self.line)

    def on_item_editor_grown(self, message: ItemEditor.Grown) -> None:
        """Make room for what is being typed."""
        message.stop()
        self.editing.resize(message.height)
        self.line.hint(self._hints)

    def action_toggle_literal(self) -> None:
        """Keep what is typed to the letter, or understand it again."""
        self.editing.toggle_literal()

    def action_minute_more(self) -> None:
        """Give the time that is up a minute more."""
        self.app.timekeeper.add_minute()

    def action_next_time(self) -> None:
        """Go on to the next panel, with as much time."""
        self.app.timekeeper.next_panel()
        if (box := self.app.timekeeper.box) and not self.app.timekeeper.is_up:
            self.show_panel(box.panels[0])

    def _ask_for_time(self) -> None:
        """Start the timer, or change the running one."""
        from canvas.app.screens.timer import TimedScreen, ask_for_time  # noqa: PLC0415 - seldom wanted

        keeper, key, panel = self.app.timekeeper, self.keys.told("timer"), self.panel_in_sight
        ask_for_time(TimedScreen(keeper, panel, key, self.show_panel, self.paint, self.open_dialog))
