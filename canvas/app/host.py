"""The interface of the application for screens and widgets: keys, settings, clock, queues and threads.

`Host` is the typed base of the application class. Screens annotate ``app: Host`` and import nothing above it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from canvas.app.dates import set_date_order
from canvas.app.key_map import KeyMap
from canvas.app.keys import arrows_named
from canvas.app.operation_queue import OperationQueue
from canvas.app.paint.ascii_filter import AsciiFilter
from canvas.app.paint.output_filter import OutputFilter
from canvas.app.paint.style_cache import (
    paint_lines_at_once,
    parse_each_sheet_once,
    style_with_what_is_known,
    use_plain_caches,
)
from canvas.app.paint.themes import short_name, themes_for
from canvas.app.terminal.bursts import Burst, BurstKey, HeldKeys, text_of
from canvas.app.terminal.click_guard import ClickGuard
from canvas.app.terminal.first_frame import paint_once
from canvas.app.terminal.input_queue import InputQueue
from canvas.app.terminal.one_shot_timer import skip_no_only_call
from canvas.app.terminal.own_context import WorkersInOwnContext, in_own_context
from canvas.app.terminal.screen_opening import (
    count_parameters_by_code,
    lay_out_no_dialog_for_sizes,
    paint_own_changes_too,
    repaint_no_screen_for_focus,
    spare,
)
from canvas.app.terminal.terminal_user import TerminalUser, render_changed_parts_alone
from canvas.app.timekeeper import Timekeeper
from canvas.files.canvas_file import Document
from canvas.files.settings import Settings
from canvas.model.sanitize import quote
from canvas.model.types import NO_LABELS, Labels
from canvas.operations import Operation
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.workspace import Workspace
    from canvas.workspace_meet import RoomLink

Outcome = TypeVar("Outcome")


_CAPS_LOCK_LETTERS = 3


def _own_labels(settings: Settings) -> tuple[Labels, tuple[str, ...]]:
    if not settings.labels:
        return NO_LABELS, ()
    from canvas.exports.labels import own_labels  # noqa: PLC0415 - most people set none

    return own_labels(settings)


class KeyObserver(Protocol):
    """Something that sees each key before the screen does, such as the tour."""

    @property
    def line_count(self) -> int:
        """How many lines it takes below the board."""

    def takes(self, key: str) -> bool:
        """Whether a key is for it alone."""

    def looked(self) -> None:
        """The board changed what it shows."""

    def go_on(self) -> None:
        """Go to the next step."""

    def leave(self) -> None:
        """End."""


class MessagePort(Protocol):
    """Where sentences are shown, and keys are named."""

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence; an empty one clears it."""

    def key(self, action: str) -> str:
        """The key of an action, for a sentence."""


class ScreenPort(MessagePort, Protocol):
    """The screen of a board, as what it is made of sees it."""

    @property
    def host(self) -> Host:
        """The running program."""

    @property
    def is_on_top(self) -> bool:
        """Whether no other screen is above this one."""


@runtime_checkable
class MessageScreen(Protocol):
    """A screen whose message is about the latest key, and goes at the next one."""

    def clear_message(self) -> None:
        """Show no message."""


@runtime_checkable
class FollowingScreen(Protocol):
    """A screen above the board that shows at once what other programs wrote to the file."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being typed in it: what others wrote waits meanwhile."""


@runtime_checkable
class SettingsObserver(Protocol):
    """A screen that applies changed settings."""

    def settings_changed(self) -> None:
        """Apply the settings."""


def driver_options() -> dict[str, Any]:
    """The application's own terminal driver; none where the system's terminals cannot be read by it."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return {}
    from canvas.app.terminal.driver import TerminalDriver  # noqa: PLC0415 - cannot be imported there

    return {"driver_class": TerminalDriver}


class Host(TerminalUser):
    """The running program, as everything below the composition root sees it.

    Attributes:
        today: the day it is.
        read_only: whether nothing may be changed in any canvas, nor be remembered of it.
        settings: what the user has set.
        problems: what in the settings cannot be used, a sentence each.
        labels: the user's own labels for documents.
        key_map: the actions with the keys they have now.
        timekeeper: the timer of the meeting.
        tour: the guided tour, while it runs.
        touring: the document whose board begins with the tour.
        import_path: a file that the first board takes in; empty for none.
        room_of_first_board: makes the meeting that runs beside the first board, or None.
    """

    def __init__(
        self, *, css_path: Sequence[str], today: date | None, read_only: bool, settings: Settings | None
    ) -> None:
        """Set up what needs no screen yet; asks the system for the day where ``today`` is None."""
        super().__init__(css_path=[*css_path], **driver_options())
        self._workers = WorkersInOwnContext(self)
        self.today = today or date.today()  # noqa: DTZ011 - the day where the meeting is held
        self.read_only = read_only
        self.is_plain = False  # whether the command line asked for ASCII, whatever the settings say
        self.ascii_filter = AsciiFilter(enabled=False)
        self._output_filter = OutputFilter()
        self._input_queue = InputQueue(self, self._act_on)
        self._click_guard = ClickGuard(self)
        self._held_keys = HeldKeys(self.ask_about_burst, self.again, self.burst_ignored)
        self._capitals: set[str] = set()  # the different capitals pressed since any other key
        self._operations = OperationQueue(self, self.between_keys)
        self.timekeeper = Timekeeper(self)
        repaint_no_screen_for_focus()
        render_changed_parts_alone()
        paint_own_changes_too()
        use_plain_caches()
        parse_each_sheet_once()
        paint_lines_at_once()
        style_with_what_is_known()
        count_parameters_by_code()
        lay_out_no_dialog_for_sizes()
        skip_no_only_call()
        self._disable_tooltips = self._disable_notifications = True  # two widgets of each screen, never shown
        self.touring: Document | None = None
        self.import_path = ""
        self.room_of_first_board: Callable[[Workspace], RoomLink] | None = None
        self.tour: KeyObserver | None = None
        self._themes = themes_for(self.console.color_system)
        for theme in self._themes:
            self.register_theme(theme)
        self._start_with_theme(self._themes[0].name)
        self.use(settings or Settings())

    def open_document(self, document: Document) -> None:
        """Replace the screen by the board of a document."""
        raise NotImplementedError

    def open_session(self, session: Session) -> None:
        """Replace the screen by the board of an open session."""
        raise NotImplementedError

    def written(self, keys: str) -> str:
        """Keys, or a sentence that names some: with the arrow keys in words where only ASCII is drawn."""
        return arrows_named(keys) if self.ascii_filter.enabled else keys

    # Settings

    def use(self, settings: Settings) -> None:
        """Apply settings; what of them does not fit this program is listed in `problems`."""
        self.settings = settings
        self.ascii_filter.enabled = settings.ascii or self.is_plain
        self.key_map = KeyMap(settings)
        self.key_map.bind(self)
        set_date_order(settings.dates)
        problem = ""
        theme = next((t for t in self._themes if settings.theme in (t.name, short_name(t))), None)
        if theme and self.is_running:
            self.theme = theme.name
        elif theme:
            self._start_with_theme(theme.name)
        else:
            names = ", ".join(short_name(theme) for theme in self._themes)
            where = settings.where("theme")
            problem = f"{where}: there is no theme {quote(settings.theme)}; there are {names}."
        self.labels, label_problems = _own_labels(settings)
        self.problems = (
            *settings.problems,
            *((problem,) if problem else ()),
            *self.key_map.problems,
            *label_problems,
        )

    def apply_settings(self, settings: Settings) -> None:
        """Apply settings, and notify the screens."""
        self.use(settings)
        for screen in self.screen_stack:
            self.key_map.bind(screen)
            if isinstance(screen, SettingsObserver):
                screen.settings_changed()

    def _start_with_theme(self, name: str) -> None:
        """Set the theme before the first frame.

        Setting `theme` itself would parse all style sheets a second time, after the first frame's.
        """
        if name == self.theme:
            return
        self.set_class(False, f"-theme-{self.theme}", update=False)
        self.set_reactive(Host.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        for class_name, applies in (
            ("-dark-mode", dark),
            ("-light-mode", not dark),
            (f"-theme-{name}", True),
        ):
            self.set_class(applies, class_name, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)

    @property
    def _other_theme(self) -> Theme:
        """The one of the two themes that `switch_theme` switches to."""
        return self._themes[self.theme == self._themes[0].name]

    @property
    def other_variables(self) -> dict[str, str]:
        """The variables of the other theme, as style sheets get them."""
        theme = self._other_theme
        return {**self.get_theme_variable_defaults(), **theme.to_color_system().generate(), **theme.variables}

    def switch_theme(self) -> None:
        """Switch to the other of the two themes."""
        self.theme = self._other_theme.name
        self._remember_theme(short_name(self.current_theme))

    def _remember_theme(self, name: str) -> None:
        """Write the theme to the settings file; one that cannot be written keeps what it says."""

        def write() -> Settings | None:
            from canvas.files.settings_edit import SettingsError, write_setting  # noqa: PLC0415 - a key's own

            try:
                value = None if name == Settings.theme.default else name
                return write_setting(Settings.theme.key, value, self.settings.path or None)
            except SettingsError:
                return None

        def written(settings: Settings | None) -> None:
            self.settings = settings or self.settings

        self.operate(lambda: Operation(write, written), lambda _: None)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters that every painted line passes; the output filter is the last."""
        ascii_only = [self.ascii_filter] if self.ascii_filter.enabled else []
        return [*super().get_line_filters(), *ascii_only, self._output_filter]

    # Screens

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Prepare a screen that is about to be shown: its style sheets, its keys and its first frame."""
        super()._load_screen_css(screen)
        self.key_map.bind(screen)
        spare(screen)
        paint_once(screen)

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Style a node and what is in it, unless it is yet to be mounted, and styled then."""
        if node is self or node.is_attached:
            super().update_styles(node, animate)

    def pop_screen(self) -> AwaitComplete:
        """Remove the screen on top, and paint the one below it once."""
        removed = super().pop_screen()
        paint_once(self.screen, is_clean=False)
        return removed

    def replace_screen(self, screen: Screen[None]) -> None:
        """Replace the screen on top."""
        if len(self.screen_stack) == 1:  # Textual switches away only from screens that it was asked to push
            self.screen._push_result_callback(self.screen, None)  # noqa: SLF001 - as it does then
        in_own_context(self, lambda: self.switch_screen(screen))

    def ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Push a dialog synchronously; `then` is called with its answer, unless it is cancelled."""

        def answered(answer: object) -> None:
            if answer is not None:
                then(answer)

        self.push_screen(screen, answered)

    # Input

    async def on_event(self, event: events.Event) -> None:
        """Queue keys, pastes and mouse events, so that each waits for the one before."""
        if isinstance(event, events.InputEvent | events.Paste | Burst) and not event.is_forwarded:
            await self._input_queue.take(event)
        else:
            await super().on_event(event)

    async def _act_on(self, event: events.Event) -> None:
        """Handle a queued event whose turn has come; none once the program has ended."""
        if not self.screen_stack:
            return
        if self._held_keys.take(event):
            return
        if isinstance(event, Burst):
            await self._take_burst(event)
            return
        self._click_guard.check(event)
        if isinstance(event, events.Key):
            is_capital = event.character is not None and event.character.isupper()
            self._capitals = {*self._capitals, event.key} if is_capital else set()
        if self.tour and isinstance(event, events.Key) and self.tour.takes(event.key):
            return
        if isinstance(event, events.Key) and isinstance(self.screen, MessageScreen):
            self.screen.clear_message()
        await super().on_event(event)

    @property
    def is_shouting(self) -> bool:
        """Whether the latest keys were so many different capitals that caps lock may be on."""
        return len(self._capitals) >= _CAPS_LOCK_LETTERS

    # Bursts of keys, which may be a paste

    async def _take_burst(self, burst: Burst) -> None:
        """Paste a burst into the field that has the focus; elsewhere, ask."""
        if not self.is_typing or not burst.is_text:
            self._held_keys.hold(burst.keys)
        elif burst.is_one_line:  # such as a dictated line, with the enter that keeps it
            self.again([BurstKey(key.key, key.character) for key in burst.keys])
        else:
            await self._act_on(events.Paste(text_of(burst.keys)))

    def holds_burst(self) -> bool:
        """Hold the current key back and ask, where it came in a burst: for keys that destroy something."""
        return self._held_keys.hold_current()

    def ask_about_burst(self, then: Callable[[str | None], None]) -> None:
        """Ask what keys that came in a burst are: ``text``, ``keys``, or nothing that counts."""
        raise NotImplementedError

    def burst_ignored(self, text: str) -> None:
        """Keep where redo finds it what a paste would have added, had it not been ignored."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether a text field has the focus; asked in the driver's thread."""
        focused = self.screen_stack[-1].focused if self.screen_stack else None
        return focused is not None and (hasattr(focused, "on_paste") or hasattr(focused, "_on_paste"))

    def again(self, typed: Sequence[events.Event]) -> None:
        """Replay keys and pastes that were held back."""
        for event in typed:
            event.set_sender(self)  # it bubbles no further than its sender
        self._input_queue.push_front(typed)

    @property
    def has_input_waiting(self) -> bool:
        """Whether keys wait in the queue."""
        return not self._input_queue.is_empty

    @property
    def seconds_without_input(self) -> float:
        """How long nobody has pressed a key or moved the mouse; none while a key is being handled."""
        return self._input_queue.seconds_without_events

    def between_keys(self, act: Callable[[], object]) -> None:
        """Call a function while no key is being dispatched."""
        self._input_queue.call_between_events(act)

    def hold_input(self) -> Callable[[], None]:
        """Let the next key wait until the returned function is called; a second at most."""
        return self._input_queue.hold()

    # Slow work

    def operate(
        self, prepare: Callable[[], Operation[Any, Outcome]], then: Callable[[Outcome], object]
    ) -> None:
        """Run an operation of a workspace: its input and output in a thread, all else here.

        Operations run in the order in which they were asked for; ``prepare`` is called once its turn has
        come, ``then`` with the outcome, between two keys.
        """
        self._operations.run(prepare, then)

    @property
    def is_operating(self) -> bool:
        """Whether an operation runs or waits."""
        return not self._operations.is_idle


Handler = Callable[..., Awaitable[None] | None]
"""What carries out an action."""
