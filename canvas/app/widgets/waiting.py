"""A dialog that waits for git, and keeps the keys that are pressed meanwhile."""

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
    """Waits from the start. What is typed until it goes on is for whatever has the keys by then."""

    app: Host
    AUTO_FOCUS = ""
    STILL: ClassVar[frozenset[str]] = frozenset({"dismiss"})
    """What a key does even while it waits."""

    def __init__(self) -> None:
        super().__init__()
        self._meanwhile: list[events.Key | events.Paste] | None = []

    @property
    def is_waiting(self) -> bool:
        """Whether keys are kept."""
        return self._meanwhile is not None

    def wait(self) -> None:
        """Keep the keys from now on."""
        if self._meanwhile is None:
            self._meanwhile = []
        self.set_focus(None)

    def go_on(self, focus: Widget | None = None, *, keep: bool = True) -> None:
        """Let the keys act again, those pressed meanwhile first.

        Args:
            focus: who has the keys now; whatever screen is on top where nobody does.
            keep: whether what was pressed meanwhile still has somebody to be for.
        """
        typed, self._meanwhile = self._meanwhile or [], None
        if focus:
            self.set_focus(focus)  # at once, unlike what the widget itself would do
        if typed and keep:
            for event in typed:
                event.set_sender(self.app)  # it bubbles no further than to whoever sent it
            self.app.again(typed)

    def from_thread(self, tell: Callable[..., None], *what: object) -> None:
        """Tell the screen something from a thread, while no key is on its way to it; not once it is left."""

        def told() -> None:
            # A screen that was left is attached a little longer, while its widgets go one by one.
            if self.is_attached and self in self.app.screen_stack:
                tell(*what)

        self.app.call_from_thread(self.app.between_keys, told)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While it waits, keys do next to nothing."""
        return not self.is_waiting or action in self.STILL or not hasattr(self, f"action_{action}")

    def on_key(self, event: events.Key) -> None:
        """Keep a key."""
        if self._meanwhile is not None:
            event.stop()
            self._meanwhile.append(events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Keep what is pasted."""
        if self._meanwhile is not None:
            event.stop()
            self._meanwhile.append(events.Paste(event.text))
