"""The base of dialogs that ask for, or show, one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType

from canvas.app.widgets.keys_line import LOW_LINES
from canvas.bundled_files import style

if TYPE_CHECKING:
    from canvas.app.host import Host

Answer = TypeVar("Answer")

_MAX_LIST_LINES = 16


def list_height(lines: int, others: int) -> int | None:
    """The most lines of a list in a dialog, on a screen of which others need so many.

    None on a low screen, where the style sheet has a list take what its dialog leaves it.
    """
    return min(_MAX_LIST_LINES, lines - others) if lines >= LOW_LINES else None


class Dialog(ModalScreen[Answer]):
    """A dialog on top of the board; escape leaves it without an answer."""

    app: Host
    CSS_PATH: ClassVar[CSSPathType | None] = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", priority=True)]
