"""Copying an item, a panel or the whole summary, to paste it into something else."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from canvas.app.actions.base import Acting
from canvas.model.sanitize import quote


class Copying(Acting):
    """Copies, and says honestly whether it worked."""

    def action_copy(self) -> None:
        from canvas.app.screens.choose import ChooseScreen, Option

        item, panel = self.board.item, self.board.panel
        audience = self.app.settings.audience
        whom = f"for {audience}, as Markdown"
        options = [Option("s", "summary", "The whole summary", whom)]
        if panel:
            options.insert(0, Option("p", "panel", "The panel", f"{panel.title}, for {audience}"))
        if item:
            options.insert(0, Option("y", "item", "The item", quote(item.text)))
        self.ask(ChooseScreen("Copy", options, options[0].value), self._copy)

    def _copy(self, what: str) -> None:
        item, panel = self.board.item, self.board.panel
        if what == "item" and item:
            text, name = item.text, quote(item.text)
        elif what == "panel" and panel:
            from canvas.exports.audience_filter import filtered_for

            audience = self.app.settings.audience
            found = filtered_for(self.session.canvas, audience).panels[panel.key]
            text = "".join(f"- {' '.join(each.text.split())}\n" for each in found)
            name = f"the panel {panel.title} for {audience}"
            if not text:
                self.say(f"Not copied {name}: nothing in it is for them.", warning=True)
                return
        else:
            from canvas.exports import render

            audience = self.app.settings.audience
            text = render("md", self.session.canvas, today=self.today, audience=audience)
            name = f"the summary for {audience}"
        self.say("Copying…")
        self.run_worker(partial(self._copy_in_thread, text, name), thread=True, group="copy", exclusive=True)

    def _copy_in_thread(self, text: str, name: str) -> None:
        from canvas.app.desktop.clipboard import copied

        with suppress(RuntimeError):  # the program has ended meanwhile
            how = copied(self.app, text)
            self.app.call_from_thread(self._tell_of_copy, how, name)

    def _tell_of_copy(self, how: str, name: str) -> None:
        if how.startswith("with "):
            self.say(f"Copied {name} {how}.")
        elif how:
            self.say(f"Asked the terminal to copy {name}; not every terminal does. Paste to see.")
        else:
            why = "it is too long to ask the terminal, and no tool here takes it"
            self.say(f"Not copied {name}: {why}.", warning=True)
