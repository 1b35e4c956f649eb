"""Other ways to look at the canvas, and what is not there yet."""

from __future__ import annotations

from canvas.app.actions.base import Acting


class Looking(Acting):
    """Shows, finds and explains."""

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

    def action_link(self) -> None:
        item = self.on_item()
        if not item:
            return
        if not (said := item.line("link")):
            self.say("The item has no link; e opens all its fields, the link among them.")
            return
        from canvas.model.links import LinkError, read_link

        try:
            link = read_link(said)
        except LinkError as error:
            self.say(str(error), warning=True)
            return
        from canvas.app.desktop.open_link import open_outside
        from canvas.app.screens.choose import ChooseScreen, Option

        answers = [Option("l", "", "Leave it"), Option("o", "open", "Open it")]
        self.ask(
            ChooseScreen(link.question, answers, "open"),
            lambda answer: open_outside(self.app, link.address, self.say) if answer else None,
        )

    def action_help(self) -> None:
        from canvas.app.screens.help import HelpScreen

        self.board.end_typing(keep=True)
        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_theme(self) -> None:
        self.app.switch_theme()

    def action_settings(self) -> None:
        from canvas.app.screens.settings import SettingsScreen

        self.board.end_typing(keep=True)
        self.ask(SettingsScreen(), lambda _: None)

    @property
    def problem_with_settings(self) -> str:
        """What in the settings cannot be used; empty where that is nothing."""
        problems = self.app.problems
        more = f" And {len(problems) - 1} more: the settings tell them all." if len(problems) > 1 else ""
        return problems[0] + more if problems else ""
