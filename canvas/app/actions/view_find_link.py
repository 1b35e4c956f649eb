"""Other ways to look at the canvas: zoom, find, help, links, themes, settings."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import Commands
from canvas.app.actions.on_items import on_stage


class ViewFindLinkCommands(Commands):
    """Shows, finds and explains."""

    def zoom(self) -> None:
        before = self.board.cursor.grid
        self.board.zoom()
        if self.board.cursor.grid == before:
            self.board.zoom()  # back: a window that grows shows what it showed before
            self.say("One panel at a time fits this window.")
        else:
            self.say(f"{self.key('zoom')} shows the whole board again." if self.board.cursor.zoomed else "")

    def find(self) -> None:
        from canvas.app.screens.find import FindScreen

        def answered(answer: str | frozenset[str]) -> None:
            if isinstance(answer, str):
                self.go_to_item(answer)
                return
            self.board.emphasise(answer)
            many = "1 statement stands" if len(answer) == 1 else f"{len(answer):,} statements stand"
            self.say(f"{many} out; {self.key('unmark')} ends that.")

        self.board.end_typing(keep=True)
        self.ask(FindScreen(self.workspace, self.today, partial(on_stage, self.context)), answered)

    def link(self) -> None:
        item = self.item_under_cursor()
        if not item:
            return
        if not (written := item.line("link")):
            form = self.key("form")
            self.say(f"The statement has no link; {form} opens all its fields, the link among them.")
            return
        from canvas.model.links import LinkError, read_link

        try:
            link = read_link(written)
        except LinkError as error:
            self.say(str(error), warning=True)
            return
        from canvas.app.desktop.open_link import open_outside
        from canvas.app.screens.choose import ChooseScreen, Option

        host = self.context.host
        answers = [Option("1", "open", "Open it"), Option("2", "", "Not now")]
        self.ask(
            ChooseScreen(link.question, answers, "open"),
            lambda answer: open_outside(host, link.address, self.say) if answer else None,
        )

    def help(self) -> None:
        from canvas.app.screens.help import HelpScreen

        self.board.end_typing(keep=True)
        self.ask(HelpScreen(), lambda _: None)

    def palette(self) -> None:
        self.context.host.action_command_palette()

    def theme(self) -> None:
        self.context.host.switch_theme()

    def settings(self) -> None:
        from canvas.app.screens.settings import SettingsScreen

        self.board.end_typing(keep=True)
        self.ask(SettingsScreen(), lambda _: None)

    @property
    def problem_with_settings(self) -> str:
        """What in the settings cannot be used; empty where that is nothing."""
        problems = self.context.host.problems
        more = f" And {len(problems) - 1} more: the settings tell them all." if len(problems) > 1 else ""
        return problems[0] + more if problems else ""
