"""What a join has left to decide, large and one after the other: differences first, then near duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.bindings import binding_of, no_meaning
from canvas.app.screens.canvas_dialog import CanvasDialog
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets import conflict_text
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey, Key
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.symbols import MARKS
from canvas.bundled_files import style
from canvas.exports.group_phrases import origin
from canvas.exports.phrases import counted
from canvas.model.conflicts import DELETED, TEXT, Conflict
from canvas.model.join_duplicates import Duplicates, join_duplicates, keep_apart, near_duplicates
from canvas.model.resolve_conflict import resolve_conflict
from canvas.model.sanitize import quote, visible, visible_line
from canvas.model.schema import BY_KEY
from canvas.outcome_phrases import edit_done, redone, undone

if TYPE_CHECKING:
    from canvas.model.canvas import Item
    from canvas.workspace import EditFunction, Workspace

BY: Final = "join walk"
"""The source of edits made here, as the workspace publishes it."""

Entry = Conflict | Duplicates
"""One thing to decide."""


class JoinWalkScreen(CanvasDialog[str]):
    """Shows one difference, or two statements that may say the same, and takes one key for it.

    It gives the id of the statement in sight when it is left; none where all is decided.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("join-walk.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Stop", priority=True),
        binding_of("keep_ours", "take(False)"),
        binding_of("take_theirs", "take(True)"),
        Binding("enter", "keep_both", "Keep both", priority=True),
        Binding("right,pagedown", "walk(1)", "Skip", priority=True),
        Binding("left,pageup", "walk(-1)", "Back", priority=True),
        Binding("down", "scroll(1)", "Read on", priority=True),
        Binding("up", "scroll(-1)", "Read back", priority=True),
        *(binding_of("undo", "undo"), binding_of("redo", "redo"), binding_of("theme", "theme")),
    ]

    def __init__(self, workspace: Workspace, told: str = "") -> None:
        """A walk that begins with the first thing to decide; ``told`` is said first."""
        super().__init__(workspace)
        self.entries: tuple[Entry, ...] = ()
        self._told = told
        self._at = 0
        self._undo_limit = len(workspace.session.history.done)
        self._heading = Static("", classes="title", markup=False)
        self._sides = [Static("", classes="side", markup=False) for _ in range(2)]
        self._text = VerticalScroll(*self._sides)
        self._message = MessageLine(classes="said")
        self._keys = KeysLine()

    def compose(self) -> Iterator[Widget]:
        """Yield the heading, both sides, the message and the keys."""
        with Vertical(classes="walk"):
            yield self._heading
            yield self._text
        yield self._message
        yield self._keys

    def on_mount(self) -> None:
        """Show the first."""
        self.go_on()
        self.canvas_changed()
        self._message.tell(visible_line(self._told))

    @property
    def entry(self) -> Entry | None:
        """What is in sight; None once all is decided."""
        return self.entries[self._at] if self.entries else None

    def canvas_changed(self) -> None:
        """Show what is left to decide; what took the place of the one that was decided comes into sight."""
        canvas = self.workspace.canvas
        self.entries = (*self.workspace.unresolved, *near_duplicates(canvas))
        self._at = self._at % len(self.entries) if self.entries else 0
        self._show()

    def _show(self) -> None:
        entry, signs = self.entry, self.app.key_map.sides
        if entry is None:
            self._heading.update("All is decided.")
            sides = []
        elif isinstance(entry, Conflict):
            self._heading.update(f"{self._place} · {_about(entry)}")
            words = conflict_text.sides(entry)
            sides = [_side(sign, each) for sign, each in zip(signs, words, strict=True)]
        else:
            self._heading.update(f"{self._place} · {BY_KEY[entry.panel].title} · do they say the same?")
            pair = zip(signs, (entry.one, entry.other), strict=True)
            sides = [_side(sign, visible(item.text), _facts(item)) for sign, item in pair]
        for widget, side in zip_longest(self._sides, sides):
            widget.display = side is not None
            widget.update(side or "")
        self._text.scroll_home(animate=False)
        self._keys.show(*self._hints())

    @property
    def _place(self) -> str:
        differences = sum(isinstance(entry, Conflict) for entry in self.entries)
        if self._at < differences:
            return f"Difference {self._at + 1} of {differences}"
        return f"Near duplicate {self._at - differences + 1} of {len(self.entries) - differences}"

    def _hints(self) -> Iterator[Key]:
        entry = self.entry
        if isinstance(entry, Conflict):
            yield BoundKey("take(False)", "keeps this")
            yield BoundKey("take(True)", "takes the other")
        elif entry:
            yield BoundKey("take(False)", "joins, with these words")
            yield BoundKey("take(True)", "joins, with those")
            yield "keep_both", "enter keeps both"
        yield BoundKey("undo", "back")
        if len(self.entries) > 1:
            yield "walk(1)", "→ skip"
        yield "leave", "esc closes" if entry is None else "esc stops"

    # Deciding

    def action_take(self, take: bool) -> None:
        """Resolve the difference, or join the two statements in the words of one of them."""
        entry = self.entry
        if isinstance(entry, Conflict):
            self._run(partial(resolve_conflict, conflict=entry, take=take), entry.item)
        elif entry:
            one, other = entry.one.id, entry.other.id
            self._run(partial(join_duplicates, one=one, other=other, take_other=take), entry.one)

    def action_keep_both(self) -> None:
        """Keep the two statements as two."""
        entry = self.entry
        if isinstance(entry, Duplicates):
            self._run(partial(keep_apart, one=entry.one.id, other=entry.other.id), entry.one)
        elif entry:
            self._message.tell("Only one of these can stand.")
        else:
            self.action_leave()

    def _run(self, edit: EditFunction, item: Item | None) -> None:
        outcome = self.workspace.run(edit, by=BY, focus=item and item.id)
        self._message.tell(edit_done(outcome).text)

    def action_undo(self) -> None:
        """Undo the latest decision of this walk, and show it again."""
        if len(self.workspace.session.history.done) <= self._undo_limit:
            self._message.tell("Nothing was decided here yet.")
            return
        known, of_guests = self.entries, self.workspace.latest_of_guests
        step = self.workspace.undo(by=BY)
        again = next((at for at, entry in enumerate(self.entries) if entry not in known), None)
        if again is not None:
            self._at = again
            self._show()
        self._message.tell(undone(step, of_guests).text)

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._message.tell(redone(self.workspace.redo(by=BY)).text)

    # Walking

    def action_walk(self, steps: int) -> None:
        """Show another one, and leave this for later."""
        if self.entries:
            self._at = (self._at + steps) % len(self.entries)
            self._message.tell("")
            self._show()

    def action_scroll(self, lines: int) -> None:
        """Read on in what is longer than the screen."""
        self._text.scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Stop; the walk can go on later."""
        entry = self.entry
        item = entry.one if isinstance(entry, Duplicates) else entry.item if entry else None
        self.dismiss(item.id if item else None)

    def action_theme(self) -> None:
        """Switch between the light and the dark theme."""
        self.app.switch_theme()

    def clear_message(self) -> None:
        """Clear what was told of the key before."""
        self._message.tell("")

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing here."""
        if not self.is_waiting:
            self._message.tell(no_meaning(self, event.key, "esc stops"))


def left_to_decide(differences: int, duplicates: int) -> str:
    """How much a join has left to decide, as the beginning of a sentence."""
    parts = [counted(differences, "difference")] if differences else []
    parts += [counted(duplicates, "near duplicate")] if duplicates else []
    return " and ".join(parts)


def _about(conflict: Conflict) -> str:
    name = conflict_text.name(conflict)
    if conflict.item is None:
        return f"this canvas · {name}"
    what = name if conflict.key == TEXT else quote(conflict.item.text)
    more = "" if conflict.key in (TEXT, DELETED) else f" · {name}"
    return f"{BY_KEY[conflict.panel].title} · {what}{more}"


def _side(sign: str, words: str, facts: str = "") -> HangingIndent:
    rows = [(Content.styled(f" {sign} ", "bold $accent"), Content.styled(words, "bold"))]
    if facts:
        rows.append((Content(""), Content.styled(facts, "$quiet")))
    return HangingIndent(*rows)


def _facts(item: Item) -> str:
    """The status, the groups, the votes and the owner of a statement."""
    facts = [f"{MARKS[item.status]} {item.status}"]
    facts += [f"from {origin(item)}"] if origin(item) else []
    facts += [counted(item.votes, "vote")] if item.votes else []
    facts += [f"@{visible_line(item.owner)}"] if item.owner else []
    return " · ".join(facts)
