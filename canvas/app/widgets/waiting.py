"""A dialog that waits for git or a disk, and queues the keys that are pressed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.widget import Widget

if TYPE_CHECKING:
    from canvas.app.host import Host

Answer = TypeVar("Answer")


class Waiting(ModalScreen[Answer]):
    """A dialog that waits from the start. Input is queued, for whatever has the focus once it goes on."""

    app: Host
    AUTO_FOCUS = ""
    STILL: ClassVar[frozenset[str]] = frozenset({"dismiss"})
    """The actions of the dialog that run even while it waits."""

    def __init__(self) -> None:
        super().__init__()
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
        """Stop waiting, and replay the queued input.

        Args:
            focus: the widget that receives it; the screen on top where None.
            keep: whether the queued input is replayed rather than dropped.
        """
        queued, self._queued = self._queued or [], None
        if focus:
            self.set_focus(focus)  # at once, unlike `focus.focus()`
        if queued and keep:
            for event in queued:
                event.set_sender(self.app)  # it bubbles no further than its sender
            self.app.again(queued)

    def from_thread(self, call: Callable[..., object], *arguments: object) -> None:
        """Call a function from a worker thread, between two keys; not if the dialog has been left."""

        def called() -> None:
            # A screen that was left stays attached a little longer, while its widgets are removed.
            if self.is_attached and self in self.app.screen_stack:
                call(*arguments)

        self.app.call_from_thread(self.app.between_keys, called)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Disable all but the actions in `STILL` while waiting."""
        return not self.is_waiting or action in self.STILL

    def on_key(self, event: events.Key) -> None:
        """Queue a key."""
        if self._queued is not None:
            event.stop()
            self._queued.append(events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Queue a paste."""
        if self._queued is not None:
            event.stop()
            self._queued.append(events.Paste(event.text))
