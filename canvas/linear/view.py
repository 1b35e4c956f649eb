"""Commands that read the canvas and change nothing."""

from __future__ import annotations

from canvas.exports import plain, render_text, text_exporter
from canvas.exports.committed_version import committed_version
from canvas.exports.phrases import counted
from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_reference, item_of, wanted_panel
from canvas.linear.commands import COMMANDS, meant
from canvas.linear.context import CommandGroup
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import PANELS, Panel
from canvas.model.search_index import find_items
from canvas.model.text_folding import folded


class ViewCommands(CommandGroup):
    """Read panels, statements, next steps, the summary and the help."""

    def read(self, words: str) -> None:
        """Read a panel, a statement, or everything."""
        word = words.split(maxsplit=1)[0] if words else ""
        if is_reference(word):
            self.say(*item_lines.whole(self.canvas, item_of(self.canvas, word).id, self.context.today))
        elif word.casefold() == "all":
            self.say(plain.render(self.canvas, panel=None, today=self.context.today).rstrip("\n"))
        else:
            self._read_panel(wanted_panel(word) if word else self.context.panel)

    def next(self, _: str) -> None:
        """Read the next panel; after the last comes the first."""
        self._read_panel(PANELS[self.context.panel.number % len(PANELS)])

    def previous(self, _: str) -> None:
        """Read the previous panel."""
        self._read_panel(PANELS[(self.context.panel.number - 2) % len(PANELS)])

    def panels(self, _: str) -> None:
        """Read an overview of the canvas."""
        self.say(*item_lines.opening(self.canvas, self.context.today))
        if self.context.workspace.is_unsaved:
            self.say("There are changes that are not saved.")
        self.context.say_unresolved()

    def questions(self, words: str) -> None:
        """Read a panel's question, kinds and fields."""
        panel = wanted_panel(words) if words else self.context.panel
        self.say(f"Panel {panel.number}, {panel.title}.", panel.question)
        if panel.kinds:
            self.say("Kinds of statement:", *(f"  {kind.key}: {kind.hint}." for kind in panel.kinds))
        self.say("Fields:", *(f"  {f.key}: {f.hint}." for f in panel.fields if f.key != "kind"))

    def steps(self, _: str) -> None:
        """Read the next steps, and what is looked after."""
        steps, cares = self.canvas.next_steps, self.canvas.looked_after
        self.say(f"Next steps: {len(steps)}.")
        self.read_items(item for _, item in steps)
        if cares:
            self.say(f"Looked after, with nothing to do next: {len(cares)}.")
            self.read_items(item for _, item in cares)

    def find(self, words: str) -> None:
        """Find statements by words."""
        if not words:
            raise UnclearAnswer("Find what? Type: find WORDS.")
        found = find_items(self.canvas, words, self.context.today)
        self.say(f"{counted(len(found), 'statement')} found.")
        for _, item, why in found:
            read = self.context.line_of(item)
            is_plain = any(folded(why) in folded(told) for told in (read, words))
            self.say(read if is_plain else f"{read} It matches {visible_line(why).rstrip('.')}.")

    def summary(self, words: str) -> None:
        """Read the summary for an audience."""
        audience = self.context.audience_of(words.split(maxsplit=1)[0] if words else "")
        to, canvas, today = text_exporter().key, self.canvas, self.context.today
        committed, problem = committed_version(self.context.workspace.path, canvas)
        labels = self.context.labels
        text = render_text(to, canvas, today=today, audience=audience, committed=committed, labels=labels)
        self.say(text.rstrip("\n"))
        if problem:
            self.say(problem)

    def help(self, words: str) -> None:
        """Explain all commands, or one."""
        command = meant(words.split(maxsplit=1)[0]) if words else None
        if words and command is None:
            raise UnclearAnswer(f"There is no command {quote(words)}; help lists them all.")
        for each in [command] if command else COMMANDS:
            self.say(f"{each.name}: {each.help}. Say: {each.usage}.")
        if command and command.short:
            self.say(f"Also: {', '.join(command.short)}.")
        if not command:
            self.say("A number alone reads that panel, 2.3 alone that statement. ctrl+c or ctrl+d quits.")

    def _read_panel(self, panel: Panel) -> None:
        self.context.panel = panel
        self.say(*item_lines.panel_lines(self.canvas, panel, self.context.today))
