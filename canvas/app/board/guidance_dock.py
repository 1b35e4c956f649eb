"""The dock for the help beside the active cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.widget import AwaitMount, Widget

    from canvas.app.host import Host
    from canvas.app.widgets.board import Board
    from canvas.app.widgets.guidance import Guidance, Spot
    from canvas.model.canvas import Canvas


class DockedScreen(Protocol):
    """The screen that the help is mounted on."""

    board: Board

    @property
    def canvas(self) -> Canvas:
        """The canvas that is shown."""

    @property
    def lines_above(self) -> int:
        """How many lines stand above the board."""

    @property
    def lines_below(self) -> int:
        """How many lines stand below it."""

    @property
    def host(self) -> Host:
        """The program, for its size."""

    def mount(self, *widgets: Widget) -> AwaitMount:
        """Mount a widget."""


class ScreenGuidanceDock:
    """Mounts the help, places it beside the active cell, and makes room for it."""

    def __init__(self, screen: DockedScreen) -> None:
        self._screen = screen
        self._guidance: Guidance | None = None
        self._placed: tuple[int, int, int, int] | None = None

    @property
    def is_open(self) -> bool:
        """Whether help shows, where there is room for it."""
        return self._guidance is not None

    @property
    def widget(self) -> Guidance | None:
        """The help, where it is open."""
        return self._guidance

    @property
    def has_room(self) -> bool:
        """Whether the screen is large enough for help beside the active cell."""
        return self._spot() is not None

    def _spot(self) -> Spot | None:
        from canvas.app.widgets.guidance import spot  # noqa: PLC0415 - most never open it

        board = self._screen.board
        return spot(*self._room, board.active, zoomed=board.cursor.zoomed)

    async def open(self) -> None:
        """Open the help."""
        from canvas.app.widgets.guidance import Guidance  # noqa: PLC0415 - most never open it

        self._guidance = Guidance()
        await self._screen.mount(self._guidance)
        self.follow()

    def close(self) -> None:
        """Close the help."""
        if self._guidance:
            self._guidance.remove()  # not waited for: it may be a click on itself that closes it
        self._guidance = self._placed = None
        self._screen.board.styles.margin = 0

    def follow(self) -> None:
        """Show the help with the cell that is active now, beside it."""
        if self._guidance is None:
            return
        board, (_, height), where = self._screen.board, self._room, self._spot()
        self._guidance.display = where is not None
        margin = where.width + 1 if where and where.docked else 0
        if board.styles.margin.right != margin:
            board.styles.margin = (0, margin, 0, 0)
        if where is None:
            return
        styles, y = self._guidance.styles, self._screen.lines_above
        # Set only where they differ: each of them has the whole screen laid out again.
        placed = (where.x, y, where.width, height)
        if placed != self._placed:
            self._placed = placed
            styles.offset = (where.x, y)
            styles.width, styles.height = where.width, height
        kind = board.cursor.item.kind if board.cursor.item else ""
        self._guidance.show(self._screen.canvas, board.active, kind, where.width, height)

    @property
    def _room(self) -> tuple[int, int]:
        """The columns and lines of the board, and of the help where that stands beside it."""
        width, height = self._screen.host.size
        return width, max(0, height - self._screen.lines_above - self._screen.lines_below)
