"""A consent round on the wall: a statement a slide, fingers by number keys, and each answer by one key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.bindings import binding_of, no_meaning
from canvas.app.screens.low_hand import Heard, hear_low_hand
from canvas.app.screens.message_line import MessageLine
from canvas.app.screens.timer import TimedScreen, ask_for_time
from canvas.app.widgets.key_hints import BoundKey, Key
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.slide import SlideView
from canvas.app.widgets.symbols import DIFFERS, MARKS
from canvas.bundled_files import style
from canvas.exports.phrases import counted
from canvas.exports.slides.consent_slide import asked, ended
from canvas.exports.slides.slide_text import MARGIN, UNRESOLVED, Room
from canvas.model.canvas import Item
from canvas.model.consent_round import (
    ConsentRound,
    Decision,
    decide,
    has_low_voice,
    keep_hands,
    reword,
)
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY, PANEL_KEYS
from canvas.model.show_of_hands import MAX_FINGERS, MAX_HANDS, MEANINGS, HandsError, parse_hands
from canvas.model.types import ItemId
from canvas.outcome_phrases import edit_done, redone, undone

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.app.timekeeper import Timekeeper
    from canvas.exports.slides.slide_types import Slide
    from canvas.meet.hands import RoomHands
    from canvas.workspace import Change, EditFunction, Workspace

BY: Final = "consent round"
"""The source of edits made here, as the workspace publishes it."""

GUARD_SECONDS = 0.6
"""How long no key agrees after another statement came into sight without a key."""

_MIN_WIDTH, _MIN_HEIGHT = 20, 5
_MAX_BAR_WIDTH, _MIN_WIDTH_FOR_BAR = 24, 60
_SYMBOLS: Final = {**MARKS, UNRESOLVED: DIFFERS}


class ConsentRoundScreen(ModalScreen[ConsentRound]):
    """Asks one statement after the other; gives how far the round has got when it is left.

    Attributes:
        round: how far it has got.
        typed: the fingers typed for the statement in sight.
    """

    app: Host
    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("consent-round.tcss")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - the slide lays itself out
    VERTICAL_BREAKPOINTS = []  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Stop", priority=True),
        Binding("enter", "accept", "Go on", priority=True),
        Binding("backspace", "erase", "Remove a hand", priority=True),
        Binding("space,comma", "part", "Between two hands", priority=True),
        *(
            Binding(str(number), f"hand({number})", str(number), id="hand", priority=True)
            for number in range(MAX_FINGERS + 1)
        ),
        binding_of("dispute", "low"),
        Binding("right,pagedown", "on", "Skip", priority=True),
        Binding("left,pageup", "back", "Back", priority=True),
        Binding("down", "down", "Read on", priority=True),
        Binding("up", "up", "Read back", priority=True),
        *(binding_of("undo", "undo"), binding_of("redo", "redo"), binding_of("theme", "theme")),
        binding_of("timer", "timer"),
        binding_of("consent_round", "leave"),
    ]

    def __init__(
        self,
        workspace: Workspace,
        today: date,
        round_: ConsentRound,
        told: str = "",
        room: RoomHands | None = None,
    ) -> None:
        """A round that begins, or goes on, with the first statement that waits.

        Args:
            workspace: the canvas.
            today: the day of the hands.
            round_: how far the round has got.
            told: what is said first.
            room: the phones that are asked for hands, too.
        """
        super().__init__()
        self.workspace = workspace
        self.today = today
        self.round = round_.begin(workspace.canvas)
        self.typed: tuple[int, ...] = ()
        self._room = room
        self._words = ""  # said last of a low hand, whether or not it is kept
        self._page = 0
        self._first_message = told
        self._moved_at = -GUARD_SECONDS
        self._undo_limit = len(workspace.session.history.done)
        self._unsubscribe: Callable[[], None] = lambda: None
        self._view = SlideView(self._show)
        self._progress = Static("", id="progress")
        self._message = MessageLine(classes="said")
        self._keys = KeysLine(*self._hints())

    def compose(self) -> Iterator[Widget]:
        """Yield the slide, how far the round has got, the message and the keys."""
        yield self._view
        yield self._progress
        yield self._message
        yield self._keys

    def on_mount(self) -> None:
        """Observe the canvas and the timer."""
        self.timekeeper.changed.subscribe(self, lambda _: self._progress.update(self._how_far()))
        self._unsubscribe = self.workspace.subscribe(self._canvas_changed)
        self.tell(self._first_message)
        self._came_into_sight()

    def on_unmount(self) -> None:
        """Stop observing and asking."""
        self._unsubscribe()
        self.timekeeper.changed.unsubscribe(self)
        if self._room:
            self._room.ask(None)

    # What is in sight

    @property
    def item(self) -> Item | None:
        """The statement in sight; None at the end."""
        return self.workspace.canvas.item(self.round.at) if self.round.at else None

    @property
    def hands(self) -> tuple[int, ...]:
        """All hands so far: those that were typed, and those of the phones at this moment."""
        return (*self.typed, *(self._room.count() if self._room else ()))[:MAX_HANDS]

    def _hands_for(self, item_id: ItemId) -> tuple[int, ...]:
        """The hands so far, unless another statement has come into sight while a question was open."""
        return self.hands if self.round.at == item_id else ()

    @property
    def is_idle(self) -> bool:
        """Whether no hands are being typed."""
        return not self.typed

    def room_changed(self) -> None:
        """Show the hands of the phones as they are now."""
        if self.is_attached:
            self._show()

    def _go_to(self, round_: ConsentRound) -> None:
        """Show where the round is now; the hands of the statement before are over."""
        is_other = round_.at != self.round.at
        self.round = round_
        if is_other:
            self._came_into_sight()
        else:
            self._show()

    def _came_into_sight(self) -> None:
        self.typed, self._words, self._page = (), "", 0
        if self._room:
            self._room.ask(self.round.at)
        self._show()

    def _canvas_changed(self, change: Change) -> None:
        """Follow what others change: go on where the statement in sight is gone or answered."""
        if change.by == BY or change.canvas is change.before or not self.is_attached:
            return
        was, at = change.before.item(self.round.at or ""), self.round.at
        moved = self.round.follow(change.before, change.canvas)
        if moved.at != at and was is not None:
            self._moved_at = monotonic()
            self._go_to(moved)
            self.tell(f"{quote(was.text)} was changed elsewhere; the next statement is in sight.")
            return
        if was is not None and self.item is not None and was.text != self.item.text:
            self._moved_at = monotonic()
            self.tell("The words of this statement were changed elsewhere.")
        self._show()

    def _show(self) -> None:
        """Paint the slide, the progress and the keys."""
        size = self._view.size
        if not size.width:  # painted once it has a place
            return
        canvas, item, hands = self.workspace.canvas, self.item, self.hands
        lines = max(_MIN_HEIGHT, size.height - SlideView.above(size.height))
        room = Room(max(_MIN_WIDTH, size.width - 2), lines, cell_len, _SYMBOLS)
        place = canvas.place(item.id) if item else None
        slides: tuple[Slide, ...]
        if item is None or place is None:
            slides = ended(canvas, self.round, room)
        else:
            slides = asked(BY_KEY[place[0]], item, self.today, room, hands)
        self._page = max(0, min(self._page, len(slides) - 1))
        self._view.show(slides[self._page], room)
        left = self._view.left + MARGIN if size.width >= _MIN_WIDTH_FOR_BAR else 1
        for below in (self._progress, self._message, self._keys):
            below.styles.padding = 0, 1, 0, left
        self._progress.update(self._how_far())
        self._keys.show(*self._hints(hands, is_long=len(slides) > 1))

    def _how_far(self) -> Content:
        """The answered part as a bar, and the counts by their symbols."""
        tally = self.round.tally(self.workspace.canvas)
        whole = tally.decided + tally.proposed
        counts = {"agreed": tally.agreed, "disputed": tally.disputed, "parked": tally.parked}
        told = [f"{tally.decided} of {whole} answered"]
        told += [f"{MARKS[status]} {count} {status}" for status, count in counts.items() if count]
        if phones := self._room.counts() if self._room else None:
            told.append(f"{phones.answered} of {counted(phones.here, 'phone')}")
        if time := self.timekeeper.line():
            told.append(time)
        words = Content(" · ".join(told))
        if self.app.size.width < _MIN_WIDTH_FOR_BAR:
            return words
        full = _MAX_BAR_WIDTH * tally.decided // whole if whole else _MAX_BAR_WIDTH
        rest = _MAX_BAR_WIDTH - full
        return Content.assemble(("█" * full, "$success"), ("─" * rest, "$quiet"), "  ", words)

    def _hints(self, hands: tuple[int, ...] = (), *, is_long: bool = False) -> Iterator[Key]:
        """The keys by importance."""
        if self.item is None:
            if self.round.waiting(self.workspace.canvas):
                yield "accept", "enter asks what is still proposed"
            yield "back", "← back"
            yield BoundKey("undo", "undo")
            yield "leave", "esc closes"
            return
        if not hands:
            yield "accept", "enter: none low, agreed"
            yield "", "0–5 fingers"
            yield BoundKey("low", "someone is low")
        elif has_low_voice(hands):
            yield "accept", "enter asks why"
            yield "erase", "backspace removes one"
        else:
            yield "accept", "enter: agreed"
            yield "erase", "backspace removes one"
        if is_long:
            yield "down", "↓ reads on"
        yield "on", "→ skip"
        yield "back", "← back"
        yield BoundKey("undo", "undo")
        yield BoundKey("timer", "timer")
        yield "leave", "esc stops"

    def tell(self, message: str) -> None:
        """Show a sentence below the slide; an empty one clears it."""
        self._message.tell(visible_line(message))

    def clear_message(self) -> None:
        """Clear what was told of the key before."""
        self.tell("")

    # Fingers

    def action_hand(self, fingers: int) -> None:
        """Count a hand."""
        if self.item is None:
            self.tell("The round has come to its end: there is nothing to count.")
        elif len(self.hands) >= MAX_HANDS:
            self.tell(f"These are {MAX_HANDS} hands: count more by tables, and ask each.")
        else:
            self._count((*self.typed, fingers))

    def action_erase(self) -> None:
        """Take back the hand that was typed last."""
        self._count(self.typed[:-1])

    def action_part(self) -> None:
        """Nothing stands between two hands: they may be typed with blanks."""
        if not self.hands and self.item:
            told = "No hands yet: enter agrees where nobody is low, → skips."
            self.tell(self.app.written(told))

    def on_click(self, event: events.Click) -> None:
        """Count a hand where its number of fingers is clicked."""
        if self.get_widget_at(*event.screen_offset)[0] is self._view and self.item:
            line = self._view.render_line(event.screen_offset.y - self._view.region.y).text.strip()
            for fingers, meaning in MEANINGS.items():
                if line.startswith(f"{fingers} {meaning}"):
                    self.action_hand(fingers)

    def on_paste(self, event: events.Paste) -> None:
        """Count pasted hands."""
        event.stop()
        try:
            pasted = parse_hands(event.text)
        except HandsError as error:
            self.tell(str(error))
            return
        if self.item is not None:
            self._count((*self.typed, *pasted)[:MAX_HANDS])

    def _count(self, typed: tuple[int, ...]) -> None:
        self.typed = typed
        if typed and self.round.at:
            self.workspace.record_draft(self._pending(self.round.at))
        else:
            self.workspace.discard_drafts()
        self._show()

    def _pending(self, item_id: ItemId) -> EditFunction:
        """What was shown and said so far, should nothing more come."""
        return partial(
            keep_hands, item_id=item_id, hands=self._hands_for(item_id), reason=self._words, today=self.today
        )

    # Answers

    def action_accept(self) -> None:
        """Agree where no voice is low, else ask why; at the end go on with what waits, or leave."""
        if self.item is None:
            if self.round.waiting(self.workspace.canvas):
                self._go_to(self.round.begin(self.workspace.canvas))
            else:
                self.action_leave()
        elif monotonic() - self._moved_at < GUARD_SECONDS:
            self.tell("Another statement has just come into sight: enter again agrees on it.")
        elif has_low_voice(self.hands):
            self.action_low()
        else:
            self._decide(self.item.id, "agreed")

    def action_low(self) -> None:
        """Ask why a hand is low, and then what becomes of the statement."""
        item = self.item
        if item is None:
            self.tell("The round has come to its end.")
            return

        def so_far(heard: Heard) -> None:
            if heard.becomes is None:
                self._words = heard.reason
            self.workspace.record_draft(self._heard(item.id, heard))

        def answered(heard: Heard) -> None:
            if heard.becomes != "reword":
                self._decide(item.id, heard.becomes or "disputed", heard.reason)
            elif self._run(self._heard(item.id, heard), item.id):
                self._came_into_sight()
                self.tell("Hands again, for the new words.")

        hear_low_hand(self.app, item, self._words or item.reason, so_far, answered)

    def _heard(self, item_id: ItemId, heard: Heard) -> EditFunction:
        """The edit of what was said of a low hand, while nothing is decided."""
        edit = partial(reword, text=heard.text) if heard.becomes else keep_hands
        return partial(
            edit, item_id=item_id, hands=self._hands_for(item_id), reason=heard.reason, today=self.today
        )

    def _decide(self, item_id: ItemId, decision: Decision, reason: str = "") -> None:
        """Answer a statement, and go on where it is still in sight."""
        edit = partial(
            decide,
            item_id=item_id,
            decision=decision,
            hands=self._hands_for(item_id),
            reason=reason,
            today=self.today,
        )
        if self._run(edit, item_id) and self.round.at == item_id:
            self._go_to(self.round.answer(self.workspace.canvas))

    def _run(self, edit: EditFunction, item_id: ItemId) -> bool:
        outcome = self.workspace.run(edit, by=BY, focus=item_id)
        self.tell(edit_done(outcome).text)
        return outcome.error is None

    # Walking

    def action_on(self) -> None:
        """Skip the statement, which comes again at the end; what was shown of hands is kept with it."""
        if self.item is None and not self.round.waiting(self.workspace.canvas):
            self.tell("This is the end of the round.")
            return
        self._keep_pending()
        self._go_to(self.round.skip(self.workspace.canvas))

    def action_back(self) -> None:
        """Go back to the statement before."""
        before = self.round.back(self.workspace.canvas)
        if before == self.round:
            self.tell("This is the first statement of the round.")
            return
        self._keep_pending()
        self._go_to(before)

    def action_down(self) -> None:
        """Read on in what is longer than the screen."""
        self._page += 1
        self._show()

    def action_up(self) -> None:
        """Read back."""
        self._page -= 1
        self._show()

    def action_leave(self) -> None:
        """Stop; the round goes on later where it is."""
        self._keep_pending()
        self.dismiss(self.round)

    def _keep_pending(self) -> None:
        if self.round.at and (self.typed or self._words):
            self._run(self._pending(self.round.at), self.round.at)

    # Undo

    def action_undo(self) -> None:
        """Undo the latest answer of this round, and show its statement."""
        if len(self.workspace.session.history.done) <= self._undo_limit:
            self.tell("Nothing was answered in this round yet.")
            return
        of_guests = self.workspace.latest_of_guests
        step = self.workspace.undo(by=BY)
        if step:
            self._go_to(self.round.look_at(step.focus_before, self.workspace.canvas))
        self.tell(undone(step, of_guests).text)

    def action_redo(self) -> None:
        """Redo what was undone."""
        before = self.workspace.canvas
        step = self.workspace.redo(by=BY)
        self._go_to(self.round.follow(before, self.workspace.canvas))
        self.tell(redone(step).text)

    # The timer

    @property
    def timekeeper(self) -> Timekeeper:
        """The timer of the meeting."""
        return self.app.timekeeper

    @property
    def _panel_in_sight(self) -> str:
        """The panel of the statement in sight; at the end the first."""
        place = self.workspace.canvas.place(self.round.at) if self.round.at else None
        return place[0] if place else PANEL_KEYS[0]

    def action_timer(self) -> None:
        """Start the timer, or change the running one."""
        panel, key = self._panel_in_sight, self.app.key_map.told("timer")
        ask = self.app.ask
        ask_for_time(TimedScreen(self.timekeeper, panel, key, lambda _: None, self.tell, ask))

    def action_theme(self) -> None:
        """Switch between the light and the dark theme."""
        self.app.switch_theme()

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing here."""
        self.tell(no_meaning(self, event.key, "esc stops the round"))
