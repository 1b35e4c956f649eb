"""Commands that add statements: typed one by one, or pasted."""

from __future__ import annotations

from functools import partial

from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_reference, item_of, panel_holding, panel_of
from canvas.linear.context import CommandGroup
from canvas.model import edits
from canvas.model.owner_names import names, which_name
from canvas.model.paste import Pasted, parse_paste
from canvas.model.schema import Panel
from canvas.model.shorthand import Typed, parse, to_the_letter
from canvas.model.types import ItemId
from canvas.outcome_phrases import paste_done

_AS_IT_IS = "as it is"


class AddCommands(CommandGroup):
    """Add statements, with the shorthand for kind, owner and day."""

    def add(self, words: str) -> None:
        """Add a statement, or several until an empty line."""
        if self.context.refused():
            return
        first, _, rest = words.partition(" ")
        if is_reference(first):
            self._add_after(first, rest)
            return
        panel = panel_of(first) if first.rstrip(".,:").isdigit() or not rest else None
        if panel is None:
            if first.isdigit():
                raise UnclearAnswer("The panels have the numbers 1 to 8.")
            panel, rest = self.context.panel, words
        self.context.panel = panel
        if rest.strip():
            self._add(panel, rest)
            return
        self.say(f"Panel {panel.number}, {panel.title}. {panel.question}")
        self.say("One statement a line; an empty line ends.")
        while text := self.ask("Statement:"):
            self._add(panel, text)

    def paste(self, words: str) -> None:
        """Add the lines of a paste as statements."""
        if self.context.refused():
            return
        name = words.removesuffix(_AS_IT_IS).strip()
        panel = panel_of(name) if name else self.context.panel
        if panel is None:
            raise UnclearAnswer("Paste into which panel? They have the numbers 1 to 8.")
        self.context.panel = panel
        self.say(f"Panel {panel.number}, {panel.title}. Paste now; a full stop alone on a line ends.")
        pasted = parse_paste(self.context.console.read_text("."))
        if words.endswith(_AS_IT_IS):
            pasted = Pasted(pasted.to_the_letter, pasted.to_the_letter)
        if pasted.texts:
            said = paste_done(pasted).text
            self.context.run(partial(edits.add, panel=panel.key, texts=pasted.texts), say=said)
        else:
            self.say("It is as it was.")

    def _add_after(self, number: str, text: str) -> None:
        """Add a statement right after another one."""
        before = item_of(self.canvas, number)
        panel = self.context.panel = panel_holding(self.canvas, before)
        if text := text.strip() or self.ask("Statement:"):
            self._add(panel, text, before.id)

    def _add(self, panel: Panel, text: str, after: ItemId | None = None) -> None:
        typed, known = self._understood(panel, text), names(self.canvas)
        edit = partial(edits.add, panel=panel.key, texts=[typed.text], after=after, values=typed.values)
        made = self.context.run(edit, say="")
        if made and made.focus and (item := self.canvas.item(made.focus)):
            number = self.context.number_of(item.id)
            self.say(f"Added to {panel.title} as {number}: {item.text}")
            if typed.spans:
                self.say(item_lines.line(item, number, self.context.today))
                if which := which_name(known, item.owner):
                    self.say(f"{item.owner}: {which} Say: owner {number} and the name.")
                self.say("reword gives it other words, which are kept as typed.")

    def _understood(self, panel: Panel, text: str) -> Typed:
        """A new statement with the kind, owner and day that shorthand gives it."""
        if not self.context.uses_shorthand:
            return to_the_letter(text)
        return parse(text, panel, names(self.canvas), self.context.today)
