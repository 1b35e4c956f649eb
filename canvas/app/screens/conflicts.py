"""The unresolved conflicts, with both versions of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, Protocol

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from canvas.app.bindings import binding_of
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets import conflict_text
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.symbols import DIFFERS
from canvas.exports.phrases import counted
from canvas.model.conflicts import DELETED, TEXT, Conflict
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY
from canvas.workspace import Workspace


class Resolve(Protocol):
    """Resolves a conflict."""

    def __call__(self, conflict: Conflict, *, take: bool) -> str:
        """Keep this version or take the other; returns why that is refused, empty where it was done."""


class ConflictsScreen(ListDialog[str, Conflict]):
    """Lists and resolves conflicts; gives the id of an item to go to on the board."""

    KEYS = (("go", "enter goes there"), ("dismiss", "esc closes"))
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("settle", "dismiss"),
        binding_of("keep_ours", "settle(False)"),
        binding_of("take_theirs", "settle(True)"),
    ]

    def __init__(self, workspace: Workspace, resolve: Resolve, first: Conflict | None) -> None:
        """A list that begins with one of the conflicts, or with the first of all."""
        super().__init__(workspace)
        self.resolve = resolve
        self._first = first

    def below(self) -> Iterator[Widget]:
        """Yield the buttons."""
        with Horizontal(classes="buttons"):
            keys = self.app.key_map
            for name, action, label in (
                ("keep", "keep_ours", "keep this"),
                ("take", "take_theirs", "take the other"),
            ):
                key = f"{keys.told(action)} " if keys.keys(action) else ""
                button = Button(Content(f"{key}{label}"), id=name, compact=True)
                button.can_focus = False  # the keys stay with the list
                yield button

    def on_mount(self) -> None:
        """List the conflicts."""
        self.go_on(self.option_list)
        self._list(lambda conflict: conflict == self._first)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Resolve the highlighted conflict."""
        self.action_settle(event.button.id == "take")

    def action_settle(self, take: bool) -> None:
        """Resolve the highlighted conflict."""
        if (conflict := self.highlighted) is not None:
            self.tell(self.resolve(conflict, take=take), is_problem=True)

    def action_go(self) -> None:
        """Go to the item on the board."""
        conflict = self.highlighted
        if conflict and conflict.item:
            self.dismiss(conflict.item.id)
        else:
            keep, take = map(self.app.key_map.told, ("keep_ours", "take_theirs"))
            self.tell(
                f"This is what the canvas says of itself: {keep} or {take} resolves it.", is_problem=True
            )

    def canvas_changed(self) -> None:
        """List what still differs; close where that is nothing."""
        self._list()
        self._close_if_resolved()

    def on_screen_resume(self) -> None:
        """Close where nothing differs since a dialog opened above."""
        self._close_if_resolved()

    def _close_if_resolved(self) -> None:
        """Close where nothing differs; not below another dialog, which would be closed instead."""
        if self.is_active and not self.workspace.unresolved:
            self.dismiss(None)

    def _list(self, wanted: Callable[[Conflict], bool] | None = None) -> None:
        found = self.workspace.unresolved
        self.list_rows(((_row(conflict, self.app.key_map.sides), conflict) for conflict in found), wanted)
        self.set_heading(f"{counted(len(found), 'difference')} between the two versions")


def _row(conflict: Conflict, signs: tuple[str, str]) -> HangingIndent:
    name, sides = conflict_text.name(conflict), conflict_text.sides(conflict)
    if conflict.item is None:
        about = f"This canvas · {name}"
    else:
        panel = BY_KEY[conflict.panel]
        of = quote(conflict.item.text)
        what = {TEXT: name, DELETED: of}.get(conflict.key, f"{name} of {of}")
        about = f"{panel.numbered_title} · {what}"
    return HangingIndent(
        (Content.styled(f" {DIFFERS} ", "bold $warning"), Content.styled(about, "bold")),
        *(
            (Content.styled(f" {sign} ", "bold $accent"), Content(words))
            for sign, words in zip(signs, sides, strict=True)
        ),
    )
