"""What the terminal driver asks of the application; the driver itself cannot be imported on Windows."""

from __future__ import annotations

from textual.app import App


class TerminalUser(App[int]):
    """What the driver asks of the application that has the terminal."""

    @property
    def is_typing(self) -> bool:
        """Whether a text field has the focus; asked in the driver's thread."""
        raise NotImplementedError

    def keep_for_now(self) -> None:
        """Flush the journals before the process is stopped."""
        raise NotImplementedError

    def terminal_gone(self) -> None:
        """End: the terminal is gone."""
        raise NotImplementedError
