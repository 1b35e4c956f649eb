"""Copying an item, a panel or the whole summary, to paste it into something else."""

from __future__ import annotations

from datetime import date

from canvas.app.actions.base import Commands
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import quote
from canvas.model.types import Audience, Labels
from canvas.operations import Operation


def _text(item: Item) -> str:
    """The text of an item, and whether it is not resolved: the symbols of the board are not copied."""
    if not item.is_unresolved:
        return item.text
    from canvas.exports.conflict_phrases import NOT_SETTLED

    return f"{item.text} ({NOT_SETTLED})"


def _summary(
    path: str | None, canvas: Canvas, audience: Audience, today: date, labels: Labels
) -> tuple[str, str]:
    """The whole summary, and what git could not tell of its version; may block on git."""
    from canvas.exports import render_text, text_exporter
    from canvas.exports.committed_version import committed_version

    committed, problem = committed_version(path, canvas)
    to = text_exporter().key
    text = render_text(to, canvas, today=today, audience=audience, committed=committed, labels=labels)
    return text, problem


class CopyCommands(Commands):
    """Copies to the clipboard, and tells whether it worked."""

    def copy(self) -> None:
        from canvas.app.screens.choose import OF_THE_LIST, ChooseScreen, Option

        item, panel = self.cursor.item, self.board.panel
        audience = self.context.host.settings.audience
        whom = f"for {audience}, as Markdown"
        options = [Option("3", "summary", "The whole summary", whom)]
        if panel:
            options.insert(0, Option("2", "panel", "The panel", f"{panel.title}, for {audience}"))
        if item:
            again = (key for key in self.context.host.key_map.keys("copy") if key not in OF_THE_LIST)
            statement = Option(",".join(("1", *again)), "item", "The statement", quote(item.text), shown="1")
            options.insert(0, statement)
        self.ask(ChooseScreen("Copy", options, options[0].value), self._copy)

    def _copy(self, what: str) -> None:
        item, panel = self.cursor.item, self.board.panel
        audience = self.context.host.settings.audience
        text: str | None
        if what == "item" and item:
            text, name = _text(item), quote(item.text)
        elif what == "panel" and panel:
            from canvas.exports.audience_filter import filtered_for

            found = filtered_for(self.canvas, audience).panels[panel.key]
            text = "".join(f"- {' '.join(_text(each).split())}\n" for each in found)
            name = f"the panel {panel.title} for {audience}"
            if not text:
                self.say(f"Not copied {name}: nothing in it is for them.", warning=True)
                return
        else:
            text, name = None, f"the summary for {audience}"
        self.say("Copying…")
        host, path, canvas, today = self.context.host, self.context.workspace.path, self.canvas, self.today

        def perform() -> tuple[str, str]:
            from canvas.app.desktop.clipboard import copied

            words, problem = text, ""
            if words is None:
                words, problem = _summary(path, canvas, audience, today, host.labels)
            return copied(host, words), problem

        self.context.operate(lambda: Operation.of(perform), lambda found: self._tell(name, *found))

    def _tell(self, name: str, how: str, problem: str) -> None:
        if how.startswith("with "):
            self.say(f"Copied {name} {how}. {problem}".rstrip())
        elif how:
            told = f"Asked the terminal to copy {name}; not every terminal does. Paste to see."
            self.say(f"{told} {problem}".rstrip())
        else:
            why = "it is too long to ask the terminal, and no tool here takes it"
            self.say(f"Not copied {name}: {why}.", warning=True)
