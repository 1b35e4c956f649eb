"""A screen that waits for git or a disk, and queues the keys that are pressed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.operations import Operation

Answer = TypeVar("Answer")
Outcome = TypeVar("Outcome")


class WaitingScreen(Screen[Answer]):
    """A screen that waits from the start. Input is queued, for whatever has the focus once it goes on.

    Attributes:
        is_preparing: whether its first frame may wait a moment for what it is going to show.
    """

    app: Host
    is_preparing = False
    AUTO_FOCUS = ""
    STILL: ClassVar[frozenset[str]] = frozenset({"dismiss"})
    """The actions of the screen that run even while it waits."""

    def __init__(self, **names: str | None) -> None:
        super().__init__(**names)
        self._queued: list[events.Key | events.Paste] | None = []

    @property
    def is_waiting(self) -> bool:
        """Whether input is queued."""
        return self._queued is not None

    def wait(self) -> None:
        """Queue input from now on."""
        if self._queued is None:
            self._queued = []
        self.set_focus(None)

    def go_on(self, focus: Widget | None = None, *, keep: bool = True) -> None:
        """Stop waiting; replay the queued input to a widget or the screen on top, or drop it."""
        queued, self._queued = self._queued or [], None
        if focus:
            self.set_focus(focus)  # at once, unlike `focus.focus()`
        if queued and keep:
            self.app.again(queued)

    @property
    def is_open(self) -> bool:
        """Whether it has not been left; one that was stays attached while its widgets are removed."""
        return self.is_attached and self in self.app.screen_stack

    def operate(
        self, prepare: Callable[[], Operation[Any, Outcome]], then: Callable[[Outcome], object]
    ) -> None:
        """Run slow work in a thread, and go on with its outcome; not if the screen has been left."""
        self.app.operate(prepare, lambda outcome: then(outcome) if self.is_open else None)

    def from_thread(self, call: Callable[..., object], *arguments: object) -> None:
        """Call a function from a worker thread, between two keys; not if the screen has been left."""

        def called() -> None:
            if self.is_open:
                call(*arguments)

        self.app.call_from_thread(self.app.between_keys, called)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Disable all but the actions in `STILL` while waiting."""
        return not self.is_waiting or action in self.STILL

    def on_key(self, event: events.Key) -> None:
        """Queue a key."""
        if self._queued is not None:
            event.stop()
            self._queued.append(type(event)(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Queue a paste."""
        if self._queued is not None:
            event.stop()
            self._queued.append(events.Paste(event.text))


class Waiting(ModalScreen[Answer], WaitingScreen[Answer]):
    """A waiting dialog. `ModalScreen` comes first: Textual takes styles from the first base."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", priority=True)]
