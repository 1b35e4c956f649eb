"""Changing a canvas by what is said."""

from __future__ import annotations

from functools import partial

from canvas.exports.plain import told_value
from canvas.linear import item_lines
from canvas.linear.answer_parser import (
    UnclearAnswer,
    day_of,
    field_of,
    how,
    is_reference,
    item_of,
    items_of,
    panel_holding,
    panel_of,
    status_of,
    value_of,
)
from canvas.linear.view import Looking
from canvas.model import edits
from canvas.model.conflicts import conflicts
from canvas.model.edits import EditError
from canvas.model.sanitize import quote
from canvas.model.schema import Field, Panel


class Writing(Looking):
    """Adds, rewords, fills in, moves, deletes, settles; undoes all of it."""

    def do_add(self, said: str) -> None:
        """A new statement, or one after another until an empty line."""
        if self.refused():
            return
        first, _, rest = said.partition(" ")
        panel = panel_of(first) if first.rstrip(".,:").isdigit() or not rest else None
        if panel is None:
            if first.isdigit():
                raise UnclearAnswer("The panels have the numbers 1 to 8.")
            panel, rest = self.panel, said
        self.panel = panel
        if rest.strip():
            self._add(panel, rest)
            return
        self.say(f"Panel {panel.number}, {panel.title}. {panel.question}")
        self.say("One statement a line; an empty line ends.")
        while text := self.ask("Statement:"):
            self._add(panel, text)

    def _add(self, panel: Panel, text: str) -> None:
        made = self.make(partial(edits.add, panel=panel.key, texts=[text]), say="")
        if made:
            item = self.canvas.item(made.focus or "")
            self.say(f"Added to {panel.title} as {self.number_of(made.focus)}: {item.text if item else ''}")

    def do_reword(self, said: str) -> None:
        """Other words for a statement."""
        word, _, text = said.partition(" ")
        item = item_of(self.canvas, word)
        if self.refused():
            return
        if not text.strip():
            self.say(f"Now it says: {item.text}")
            text = self.ask("New words, or nothing to leave it:")
        if text.strip():
            self.make(partial(edits.set_text, item_id=item.id, text=text))
        else:
            self.say("It is as it was.")

    def do_status(self, said: str) -> None:
        """Where the talk about some statements stands."""
        found, rest = items_of(self.canvas, said.split())
        if self.refused():
            return
        if not rest:
            self.say(*(f"{quote(item.text)} is {item.status}." for item in found))
            rest = self.ask("Proposed, agreed, disputed, parked or done? Nothing leaves it:").split()
        if rest:
            ids = [item.id for item in found]
            self.make(partial(edits.set_status, item_ids=ids, status=status_of(rest[0])))
        else:
            self.say("It is as it was.")

    def do_set(self, said: str) -> None:
        """A field of a statement."""
        word, _, rest = said.partition(" ")
        item = item_of(self.canvas, word)
        name, _, text = rest.strip().partition(" ")
        panel = panel_holding(self.canvas, item)
        if not name:
            self.say(*item_lines.whole(self.canvas, item.id, self.today))
            self.say("Fields:", *(f"  {field.key}: {field.hint}." for field in panel.fields))
            return
        if name.casefold() == "text":
            self.do_reword(f"{word} {text}")
            return
        spec = field_of(panel, name)
        if self.refused():
            return
        text = text.strip() or self._asked_for(spec)
        if not text:
            self.say("It is as it was; clear empties a field.")
            return
        self._change(item.id, spec, text)

    def _asked_for(self, spec: Field) -> str:
        """A field's value, asked for; lines until an empty one where it may have several."""
        question = f"{spec.label}, {how(spec)}:"
        if spec.type != "prose":
            return self.ask(question)
        self.say(question, "It may have several lines; an empty line ends.")
        lines = []
        while text := self.ask("Line:"):
            lines.append(text)
        return "\n".join(lines)

    def _change(self, item_id: str, spec: Field, text: str) -> None:
        item = self.canvas.item(item_id)
        if item:
            changes = {spec.key: value_of(spec, text, self.today)}
            edit = partial(edits.set_item, item_id=item.id, text=item.text, changes=changes)
            now = told_value(changes[spec.key]) or "empty"
            self.make(edit, say=f"{spec.label} of {self.number_of(item_id)} is now: {now}")

    def do_clear(self, said: str) -> None:
        """A field that says nothing any more."""
        word, _, name = said.partition(" ")
        item = item_of(self.canvas, word)
        spec = field_of(panel_holding(self.canvas, item), name.strip())
        changes = {spec.key: spec.default}
        self.make(partial(edits.set_item, item_id=item.id, text=item.text, changes=changes))

    def do_move(self, said: str) -> None:
        """A statement to another place."""
        word, _, rest = said.partition(" ")
        item = item_of(self.canvas, word)
        where = rest.casefold().removeprefix("to ").strip()
        if where in ("up", "down"):
            made = self.make(partial(edits.shift, item_id=item.id, steps=-1 if where == "up" else 1))
        else:
            panel, position = self._place(where)
            made = self.make(partial(edits.move, item_id=item.id, panel=panel.key, position=position))
        if made:
            self.say(f"It is {self.number_of(item.id)} now.")

    @staticmethod
    def _place(where: str) -> tuple[Panel, int | None]:
        number, _, position = where.partition(".")
        panel = panel_of(number if is_reference(where) else where)
        if panel is None:
            raise UnclearAnswer("Move it where? Say up, down, a panel such as 5, or a place such as 5.1.")
        return panel, max(0, int(position) - 1) if is_reference(where) else None

    def do_delete(self, said: str) -> None:
        """Statements that are wanted no more."""
        found, _ = items_of(self.canvas, said.split())
        names = ", ".join(quote(item.text) for item in found)
        told = f"Deleted {names}; undo brings it back." if len(found) == 1 else f"Deleted {names}."
        if self.make(partial(edits.delete, item_ids=[item.id for item in found]), say=told):
            self.say("The statements after it have other numbers now.")

    def do_undo(self, _: str) -> None:
        """The canvas before the latest change."""
        try:
            step = self.session.undo()
        except EditError as error:
            raise UnclearAnswer(str(error)) from None
        self.say(f"Undone: {step.label}." if step else "There is nothing to undo.")

    def do_redo(self, _: str) -> None:
        """The canvas after the change that was taken back last."""
        try:
            step = self.session.redo()
        except EditError as error:
            raise UnclearAnswer(str(error)) from None
        self.say(f"Done again: {step.label}." if step else "There is nothing to redo.")

    def do_title(self, said: str) -> None:
        """Another title."""
        self._say_of_itself(title=said or self.ask("The title:") or self.canvas.title)

    def do_stage(self, said: str) -> None:
        """Another stage."""
        self._say_of_itself(stage=(said or self.ask("The stage:") or self.canvas.stage).casefold())

    def do_review(self, said: str) -> None:
        """Another day of review, or none."""
        said = said or self.ask("The next review, a day such as 2027-09-01, or none:")
        if said:
            day = None if said.casefold() == "none" else day_of(said, "Next review", self.today)
            self._say_of_itself(review=day)

    def _say_of_itself(self, **said: object) -> None:
        now = self.canvas
        values = {"title": now.title, "stage": now.stage, "review": now.review, **said}
        self.make(partial(edits.set_properties, **values))  # type: ignore[arg-type]

    def do_keep(self, said: str) -> None:
        """What this version says stands."""
        self._settle(said, take=False)

    def do_take(self, said: str) -> None:
        """What the other version says stands."""
        self._settle(said, take=True)

    def _settle(self, said: str, *, take: bool) -> None:
        from canvas.model.resolve_conflict import resolve_conflict  # noqa: PLC0415 - hardly ever

        found = conflicts(self.canvas)
        number = int(said) if said.isascii() and said.isdigit() else 1 if len(found) == 1 else 0
        if not 0 < number <= len(found):
            raise UnclearAnswer("Which one? unsettled reads them with their numbers.")
        if self.make(partial(resolve_conflict, conflict=found[number - 1], take=take)):
            left = len(conflicts(self.canvas))
            self.say(f"{left} not settled yet." if left else "All settled; save keeps it.")
