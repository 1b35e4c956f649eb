"""Commands that edit statements and the canvas's own properties."""

from __future__ import annotations

from functools import partial

from canvas.exports.phrases import format_field
from canvas.linear import item_lines
from canvas.linear.answer_parser import (
    UnclearAnswer,
    day_of,
    field_of,
    how,
    is_reference,
    item_of,
    only_items_of,
    panel_holding,
    panel_of,
    value_of,
)
from canvas.linear.context import CommandGroup
from canvas.model import edits
from canvas.model.sanitize import quote
from canvas.model.schema import Field, Panel
from canvas.outcome_phrases import redone, undone
from canvas.workspace import GUESTS


class EditCommands(CommandGroup):
    """Reword, fill in, move and delete statements; undo and redo."""

    def reword(self, words: str) -> None:
        """Replace a statement's text."""
        word, _, text = words.partition(" ")
        item = item_of(self.canvas, word)
        if self.context.refused():
            return
        if not text.strip():
            self.say(f"Now it says: {item.text}")
            text = self.ask("New words (empty: no change):")
        if text.strip():
            self.context.run(partial(edits.set_text, item_id=item.id, text=text))
        else:
            self.say("It is as it was.")

    def set_field(self, words: str) -> None:
        """Set a field of a statement; without a field, list the fields."""
        word, _, rest = words.partition(" ")
        item = item_of(self.canvas, word)
        name, _, text = rest.strip().partition(" ")
        panel = panel_holding(self.canvas, item)
        if not name:
            self.say(*item_lines.whole(self.canvas, item.id, self.context.today))
            self.say("Fields:", *(f"  {field.key}: {field.hint}." for field in panel.fields))
            return
        if name.casefold() == "text":
            self.reword(f"{word} {text}")
            return
        spec = field_of(panel, name)
        if self.context.refused():
            return
        text = text.strip() or self._asked_for(spec)
        if not text:
            self.say("It is as it was; clear empties a field.")
            return
        value = value_of(spec, text, self.context.today)
        edit = partial(edits.set_item, item_id=item.id, text=item.text, changes={spec.key: value})
        now = format_field(value) or "empty"
        self.context.run(edit, say=f"{spec.label} of {self.context.number_of(item.id)} is now: {now}")

    def _asked_for(self, spec: Field) -> str:
        """Ask for a field's value; for prose, lines until an empty one."""
        question = f"{spec.label}, {how(spec)}:"
        if spec.type != "prose":
            return self.ask(question)
        self.say(question, "It may have several lines; an empty line ends.")
        lines = []
        while text := self.ask("Line:"):
            lines.append(text)
        return "\n".join(lines)

    def clear(self, words: str) -> None:
        """Empty a field of a statement."""
        word, _, name = words.partition(" ")
        item = item_of(self.canvas, word)
        spec = field_of(panel_holding(self.canvas, item), name.strip())
        edit = partial(edits.set_item, item_id=item.id, text=item.text, changes={spec.key: spec.default})
        self.context.run(edit)

    def move(self, words: str) -> None:
        """Move a statement within its panel or to another."""
        word, _, rest = words.partition(" ")
        item = item_of(self.canvas, word)
        where = rest.casefold().removeprefix("to ").strip()
        if where in ("up", "down"):
            made = self.context.run(partial(edits.shift, item_id=item.id, steps=-1 if where == "up" else 1))
        else:
            panel, position = self._place(where)
            made = self.context.run(partial(edits.move, item_id=item.id, panel=panel.key, position=position))
        if made:
            self.say(f"It is {self.context.number_of(item.id)} now.")

    @staticmethod
    def _place(where: str) -> tuple[Panel, int | None]:
        number, _, position = where.partition(".")
        panel = panel_of(number if is_reference(where) else where)
        if panel is None:
            raise UnclearAnswer("Move it where? Say up, down, a panel such as 5, or a place such as 5.1.")
        return panel, max(0, int(position) - 1) if is_reference(where) else None

    def delete(self, words: str) -> None:
        """Delete statements."""
        found = only_items_of(self.canvas, words)
        names = ", ".join(quote(item.text) for item in found)
        sentence = f"Deleted {names}; undo brings it back." if len(found) == 1 else f"Deleted {names}."
        if self.context.run(partial(edits.delete, item_ids=[item.id for item in found]), say=sentence):
            self.say("The statements after it have other numbers now.")

    def undo(self, _: str) -> None:
        """Undo the latest edit."""
        if self.context.refused():
            return
        workspace, by = self.context.workspace, ""
        if step := workspace.latest_of_guests:
            if not self.context.confirms(f"The latest change came from the room: {step.label}. Undo it?"):
                self.say("Left as it was.")
                return
            by = GUESTS
        self.context.say_phrase(undone(workspace.undo(by=by)))

    def redo(self, _: str) -> None:
        """Redo the edit undone last."""
        if not self.context.refused():
            self.context.say_phrase(redone(self.context.workspace.redo()))

    def title(self, words: str) -> None:
        """Set the title."""
        self._set_properties(title=words or self.ask("The title:") or self.canvas.title)

    def stage(self, words: str) -> None:
        """Set the stage."""
        self._set_properties(stage=(words or self.ask("The stage:") or self.canvas.stage).casefold())

    def review(self, words: str) -> None:
        """Set or clear the day of the next review."""
        words = words or self.ask("The next review, a day such as 2027-09-01, or none:")
        if words:
            day = None if words.casefold() == "none" else day_of(words, "Next review", self.context.today)
            self._set_properties(review=day)

    def contact(self, words: str) -> None:
        """Set or clear whom to write to."""
        words = words or self.ask("Whom to write to, a name and an address, or none:")
        if words:
            self._set_properties(contact="" if words.casefold() == "none" else words)

    def _set_properties(self, **changes: object) -> None:
        self.context.run(partial(edits.set_properties, **self.canvas.properties | changes))
