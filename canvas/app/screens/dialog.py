"""The base of dialogs that ask for, or show, one thing."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType

from canvas.bundled_files import style

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog on top of the board; escape leaves it without an answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", priority=True)]
