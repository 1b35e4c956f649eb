"""Reading a canvas aloud."""

from __future__ import annotations

from canvas.exports import render_text, text_exporter
from canvas.exports.phrases import counted
from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_reference, item_of, panel_of
from canvas.linear.base import LinearBase
from canvas.linear.commands import COMMANDS, meant
from canvas.model.conflicts import conflicts
from canvas.model.sanitize import quote
from canvas.model.schema import AUDIENCES, PANELS, Panel
from canvas.model.search import holds


class Looking(LinearBase):
    """Tells what there is, and changes nothing."""

    def do_read(self, said: str) -> None:
        """A panel, a statement, or all of it."""
        word = said.split(maxsplit=1)[0] if said else ""
        if is_reference(word):
            self.say(*item_lines.whole(self.canvas, item_of(self.canvas, word).id, self.today))
        elif word.casefold() == "all":
            text = render_text("txt", self.canvas, today=self.today, audience="internal")
            self.say(text.rstrip("\n"))
        else:
            self._read_panel(self._panel(word) if word else self.panel)

    def do_next(self, _: str) -> None:
        """The next panel, round and round."""
        self._read_panel(PANELS[self.panel.number % len(PANELS)])

    def do_previous(self, _: str) -> None:
        """The panel before."""
        self._read_panel(PANELS[(self.panel.number - 2) % len(PANELS)])

    def do_panels(self, _: str) -> None:
        """What canvas this is."""
        self.say(*item_lines.opening(self.canvas, self.today))
        if self.session.is_unsaved:
            self.say("There are changes that are not saved.")
        self.say_unsettled()

    def do_questions(self, said: str) -> None:
        """What a panel asks, and what its statements may hold."""
        panel = self._panel(said) if said else self.panel
        self.say(f"Panel {panel.number}, {panel.title}.", panel.question)
        if panel.kinds:
            self.say("Kinds of statement:", *(f"  {kind.key}: {kind.hint}." for kind in panel.kinds))
        self.say("Fields:", *(f"  {f.key}: {f.hint}." for f in panel.fields if f.key != "kind"))

    def do_steps(self, _: str) -> None:
        """Who does what by when."""
        steps = self.canvas.next_steps
        self.say(f"Next steps: {len(steps)}.")
        for _key, item in steps:
            self.say(item_lines.line(item, self.number_of(item.id), self.today))

    def do_find(self, said: str) -> None:
        """Statements that hold some words."""
        wanted = said.casefold().split()
        if not wanted:
            raise UnclearAnswer("Find what? Say it so: find WORDS.")
        found = [(key, item) for key, item in self.canvas if holds(key, item, wanted)]
        self.say(f"{counted(len(found), 'statement')} found.")
        for _key, item in found:
            self.say(item_lines.line(item, self.number_of(item.id), self.today))

    def do_unsettled(self, _: str) -> None:
        """All that two versions say differently."""
        found = conflicts(self.canvas)
        if not found:
            self.say("There is nothing to settle: no two versions differ here.")
        for number, conflict in enumerate(found, 1):
            first, *rest = item_lines.difference(self.canvas, conflict)
            self.say(f"{number}. {first}", *rest)
        if found:
            self.say("“keep 1” keeps this version of the first, “take 1” takes the other.")

    def do_summary(self, said: str) -> None:
        """The summary as its readers get it."""
        audience = self.audience_of(said)
        text = render_text(text_exporter().key, self.canvas, today=self.today, audience=audience)
        self.say(text.rstrip("\n"))

    def do_help(self, said: str) -> None:
        """The commands, or one of them."""
        command = meant(said.split(maxsplit=1)[0]) if said else None
        if said and command is None:
            raise UnclearAnswer(f"There is no command {quote(said)}. help tells all of them.")
        for each in [command] if command else COMMANDS:
            self.say(f"{each.name}: {each.help}. Say: {each.usage}.")
        if command and command.short:
            self.say(f"Short: {' or '.join(command.short)}.")
        if not command:
            self.say("A number alone reads that panel, 2.3 alone that statement. ctrl+c or ctrl+d leaves.")

    def audience_of(self, said: str) -> str:
        """Who a summary is for, as it was said."""
        word = said.split(maxsplit=1)[0].casefold() if said else self.audience
        if word not in AUDIENCES:
            raise UnclearAnswer(f"A summary is for one of {', '.join(AUDIENCES)}.")
        return word

    def _panel(self, word: str) -> Panel:
        panel = panel_of(word)
        if panel is None:
            raise UnclearAnswer(f"There is no panel {quote(word)}: say a number from 1 to 8, or its name.")
        return panel

    def _read_panel(self, panel: Panel) -> None:
        self.panel = panel
        self.say(*item_lines.panel_lines(self.canvas, panel, self.today))
