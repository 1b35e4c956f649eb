"""The screen with the board on it: what each action of the table does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.keys import WHILE_TYPING, bindings
from canvas.app.widgets.arrangement import ORDER
from canvas.app.widgets.board import Board
from canvas.app.widgets.status_line import StatusLine
from canvas.app.widgets.top import Top
from canvas.files.document import DocumentError, Saved
from canvas.files.recent import remember
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, EditError
from canvas.model.panels import BY_KEY, PANELS
from canvas.model.text import quote, statements
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.app.app import CanvasApp
    from canvas.app.screens.form import Answers

Answer = TypeVar("Answer")

LEAST_COLUMNS, LEAST_LINES = 40, 12
"""The smallest terminal that the board is drawn in."""

_TYPING_HINTS = (("enter", "keep, and the next"), ("esc", "end"))
_REWORDING_HINTS = (("enter", "keep"), ("esc", "leave it as it was"))


class BoardScreen(Screen[None]):
    """One canvas: the board, the lines above it and the line below."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    AUTO_FOCUS = "Board"

    app: CanvasApp

    def __init__(self, session: Session, today: date) -> None:
        """A screen for an open canvas.

        Args:
            session: the canvas.
            today: tells what is late.
        """
        super().__init__()
        self.session = session
        self.today = today
        self.board = Board(self, today)
        self.top = Top(today)
        self.status_line = StatusLine()

    def compose(self) -> Iterator[Widget]:
        """The board and its lines, or a sentence where there is no room for them."""
        yield self.top
        yield self.board
        yield self.status_line
        sentence = f"canvas needs {LEAST_COLUMNS} columns and {LEAST_LINES} lines: please enlarge the window."
        yield Static(sentence, id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show the canvas."""
        self.board.show(self.session.canvas)
        self.looked()
        first = self.session.refusal or next(iter(self.session.document.notices), "")
        if first:
            self.say(first, warning=True)

    def on_resize(self, event: events.Resize) -> None:
        """A sentence where there is no room for the board."""
        small = event.size.width < LEAST_COLUMNS or event.size.height < LEAST_LINES
        self.set_class(small, "-too-small")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While an item is typed, letters are letters."""
        return not self.board.typing or action in WHILE_TYPING or not hasattr(self, f"action_{action}")

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell what happened, on the line below the board."""
        self.status_line.say(message, warning=warning)

    # What the board wishes

    def typed(self, panel: str, texts: tuple[str, ...], after: str | None) -> str | None:
        """New statements for a panel; the id of the last one made."""
        made = self.make(partial(edits.add, panel=panel, texts=texts, after=after))
        return made.focus if made else None

    def reworded(self, item_id: str, text: str) -> None:
        """Another wording of an item."""
        self.make(partial(edits.set_text, item_id=item_id, text=text))

    def unfinished(self, panel: str, text: str, item_id: str | None, after: str | None) -> None:
        """What was typed and left can be had back with redo."""
        if item_id:
            edit: Callable[[Canvas], Edit] = partial(edits.set_text, item_id=item_id, text=text)
        else:
            edit = partial(edits.add, panel=panel, texts=(text,), after=after)
        self._offer(edit)

    def dropped(self, item_id: str, panel: str, position: int) -> None:
        """An item was dragged to a place."""
        self.make(partial(edits.move, item_id=item_id, panel=panel, position=position))

    def looked(self) -> None:
        """The eye went somewhere else, or typing began or ended."""
        typing = self.board.typing
        hints = (_REWORDING_HINTS if typing.editing else _TYPING_HINTS) if typing else None
        self.status_line.hint(hints)
        self.show_top()

    def show_top(self) -> None:
        """Bring the lines above the board up to date."""
        page = self.board.page
        self.top.show(
            self.session.canvas, unsaved=self.session.is_unsaved, page=page, active=self.board.active
        )

    # Changing the canvas

    @property
    def _looking_at(self) -> str | None:
        return self.board.item.id if self.board.item else None

    def make(self, edit: Callable[[Canvas], Edit], *, say: bool = False) -> Edit | None:
        """Make an edit and show what came of it; None, and a sentence, where it cannot be made."""
        before = self.session.canvas
        try:
            made = self.session.make(edit, looking_at=self._looking_at)
        except EditError as error:
            self.say(str(error), warning=True)
            return None
        changed = self.session.canvas is not before
        self.say(f"{made.label[:1].upper()}{made.label[1:]}." if say and changed else "")
        self.board.show(self.session.canvas, made.focus)
        self.show_top()
        return made

    def _offer(self, edit: Callable[[Canvas], Edit]) -> None:
        """Keep what was typed and left where redo finds it."""
        try:
            kept = self.session.offer(edit, looking_at=self._looking_at)
        except EditError as error:
            self.say(str(error), warning=True)
        else:
            if kept:
                self.say("Left as it was; ctrl+r brings back what you typed.")

    def _answered(self, edit: Callable[[Canvas], Edit], answers: Answers) -> None:
        """Make the edit that a form came to, or keep it for redo where the form was left."""
        if answers.kept:
            self.make(edit, say=True)
        else:
            self._offer(edit)

    def _on_item(self) -> Item | None:
        """The item under the cursor; where there is none, that is said."""
        if self.board.item is None:
            self.say("There is no item under the cursor; a adds one.")
        return self.board.item

    def on_paste(self, event: events.Paste) -> None:
        """Text pasted onto the board becomes items of the active panel."""
        event.stop()
        view = self.board.view
        texts = statements(event.text)
        if view and texts:
            made = self.make(
                partial(edits.add, panel=view.panel.key, texts=texts, after=self._looking_at), say=True
            )
            if made:
                self.say(f"Pasted {len(texts)} item{'' if len(texts) == 1 else 's'}; u takes them back.")

    # Move

    def action_up(self) -> None:
        self._look(lambda: self.board.step(-1))

    def action_down(self) -> None:
        self._look(lambda: self.board.step(1))

    def action_left(self) -> None:
        self._look(lambda: self.board.sideways(-1))

    def action_right(self) -> None:
        self._look(lambda: self.board.sideways(1))

    def action_next_panel(self) -> None:
        self._look(lambda: self.board.next_cell(1))

    def action_previous_panel(self) -> None:
        self._look(lambda: self.board.next_cell(-1))

    def action_panel(self, number: int) -> None:
        self._look(lambda: self.board.look_at(ORDER[number - 1]))

    def action_first(self) -> None:
        self._look(lambda: self.board.go_to_item(0))

    def action_last(self) -> None:
        self._look(lambda: self.board.go_to_item(-1))

    def action_page_up(self) -> None:
        self._look(lambda: self.board.page_items(-1))

    def action_page_down(self) -> None:
        self._look(lambda: self.board.page_items(1))

    def _look(self, go: Callable[[], None]) -> None:
        self.board.end_typing(keep=True)
        self.say("")
        go()

    # Write

    def action_add(self) -> None:
        if self.session.refusal:
            self.say(self.session.refusal, warning=True)
        elif self.board.view is None:
            self.say("The readiness holds no items of its own; go to a panel with 1 to 8.")
        else:
            self.say("")
            self.board.type_new()

    def action_edit(self) -> None:
        if self.session.refusal:
            self.say(self.session.refusal, warning=True)
        elif self._on_item():
            self.say("")
            self.board.reword()

    def action_delete(self) -> None:
        item = self._on_item()
        if item and self.make(partial(edits.delete, item_ids=[item.id])):
            self.say(f"Deleted {quote(item.text)}; u brings it back.")

    def action_undo(self) -> None:
        step = self.session.undo()
        if step is None:
            self.say("There is nothing to undo.")
            return
        self.board.show(self.session.canvas, step.focus_before)
        self.show_top()
        self.say(f"Undone: {step.label}.")

    def action_redo(self) -> None:
        step = self.session.redo()
        if step is None:
            self.say("There is nothing to redo.")
            return
        self.board.show(self.session.canvas, step.focus_after)
        self.show_top()
        self.say(f"Done again: {step.label}.")

    def action_item_down(self) -> None:
        self._shift(1)

    def action_item_up(self) -> None:
        self._shift(-1)

    def _shift(self, steps: int) -> None:
        item = self._on_item()
        if item:
            self.make(partial(edits.shift, item_id=item.id, steps=steps))

    def action_item_to(self) -> None:
        item = self._on_item()
        if not item:
            return
        from canvas.app.screens.choose import ChooseScreen, Option

        options = [Option(str(p.number), p.key, p.title, p.question) for p in PANELS]

        def move(key: str) -> None:
            self.make(partial(edits.move, item_id=item.id, panel=key), say=True)

        self.ask(ChooseScreen(f"Move {quote(item.text)} to", options, self.board.active), move)

    def action_form(self) -> None:
        item = self._on_item()
        if not item:
            return
        from canvas.app.screens.form import FormScreen, item_form

        def change(answers: Answers) -> None:
            text = answers.values.pop("text", item.text)
            edit = partial(edits.set_item, item_id=item.id, text=text, changes=answers.values)
            self._answered(edit, answers)

        self.ask(FormScreen(item_form(BY_KEY[self.board.active], item), self.session.refusal), change)

    def action_editor(self) -> None:
        item = self._on_item()
        if not item:
            return
        if self.session.refusal:
            self.say(self.session.refusal, warning=True)
            return
        from canvas.app.external import EditorError, edit_outside

        try:
            written = edit_outside(self.app, item.text, item.note)
        except EditorError as error:
            self.say(str(error), warning=True)
            return
        text, note = written
        changes = {"note": note}
        self.make(partial(edits.set_item, item_id=item.id, text=text, changes=changes), say=True)

    # Agree

    def action_next_status(self) -> None:
        item = self._on_item()
        if item:
            made = self.make(partial(edits.next_status, item_id=item.id))
            now = self.session.canvas.item(item.id)
            if made and now:
                self.say(f"{now.status.capitalize()}: {quote(now.text)}.")

    def action_status(self) -> None:
        item = self._on_item()
        if not item:
            return
        from canvas.app.screens.choose import ChooseScreen, status_options

        def mark(status: str) -> None:
            self.make(partial(edits.set_status, item_ids=[item.id], status=status), say=True)

        self.ask(ChooseScreen(quote(item.text), status_options(), item.status), mark)

    # Look

    def action_zoom(self) -> None:
        self.board.zoom()
        self.say("z shows the whole board again." if self.board.zoomed else "")

    def action_find(self) -> None:
        from canvas.app.screens.find import FindScreen

        def look(item_id: str) -> None:
            place = self.session.canvas.place(item_id)
            if place:
                self.board.look_at(*place)

        self.ask(FindScreen(self.session.canvas), look)

    def action_help(self) -> None:
        from canvas.app.screens.help import HelpScreen

        self.board.end_typing(keep=True)
        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_theme(self) -> None:
        self.app.switch_theme()

    # Keep

    def action_properties(self) -> None:
        from canvas.app.screens.form import FormScreen, properties_form

        def change(answers: Answers) -> None:
            now = self.session.canvas
            said = {"title": now.title, "stage": now.stage, "review": now.review, **answers.values}
            self._answered(partial(edits.set_properties, **said), answers)

        self.ask(FormScreen(properties_form(self.session.canvas), self.session.refusal), change)

    def action_save(self) -> None:
        self.save()

    def action_save_as(self) -> None:
        self.save_as()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save, asking for a name where there is none.

        Args:
            then: what to do once the canvas is in its file.
        """
        self.board.end_typing(keep=True)
        if self.session.document.path is None:
            self.save_as(then)
            return
        try:
            saved = self.session.save()
        except DocumentError as error:
            self.say(f"Not saved. {error} S saves under another name.", warning=True)
        else:
            self._told_saved(saved)
            if then:
                then()

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Save under another name, which is asked for.

        Args:
            then: what to do once the canvas is in that file.
        """
        from canvas.app.screens.save_as import SaveAsScreen

        def told(saved: Saved) -> None:
            self._told_saved(saved)
            if then:
                then()

        self.ask(SaveAsScreen(self.session), told)

    def _told_saved(self, saved: Saved) -> None:
        path = self.session.document.path or ""
        remember(path)
        said = f"Saved {path}." if saved.wrote else "Nothing has changed since the last save."
        self.say(" ".join((said, *saved.warnings)), warning=bool(saved.warnings))
        self.show_top()

    def action_export(self) -> None:
        from canvas.app.screens.export import ExportScreen

        self.ask(ExportScreen(self.session, self.today), self.say)

    def action_open(self) -> None:
        from canvas.app.screens.start import StartScreen

        self.leaving(lambda: self.app.switch_screen(StartScreen()))

    def action_quit(self) -> None:
        self.leaving(lambda: self.app.exit(0))

    def leaving(self, leave: Callable[[], object]) -> None:
        """Leave the canvas; where something would be lost, only once the user has said what to do with it."""
        self.board.end_typing(keep=True)
        untouched = self.session.document.data is None and not self.session.history.done
        if untouched or not self.session.is_unsaved:
            leave()
            return
        from canvas.app.screens.choose import ChooseScreen, Option

        def go(answer: str) -> None:
            if answer == "save":
                self.save(leave)
            elif answer == "discard":
                leave()

        options = [
            Option("s", "save", "Save", "and leave"),
            Option("d", "discard", "Discard", "leave, and lose what was not saved"),
            Option("t", "stay", "Stay", "go on working (esc)"),
        ]
        title = f"{quote(self.session.canvas.title)} has changes that are not saved"
        self.ask(ChooseScreen(title, options, "save"), go)

    def ask(self, screen: ModalScreen[Answer], then: Callable[[Answer], object]) -> None:
        """Put a question on top of the board, at once, so that the next key is for it.

        Args:
            screen: the question.
            then: what to do with an answer; without one nothing happens.
        """

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(screen, answered)

    # Later

    def action_later(self, key: str) -> None:
        from canvas.app.keys import ACTIONS

        action = next(a for a in ACTIONS if a.id == f"later('{key}')")
        self.say(f"{key} is kept for “{action.label}: {action.help}”, which this version does not have yet.")
