"""Other ways to look at the canvas, and what is not there yet."""

from __future__ import annotations

from canvas.app.actions.acting import Acting
from canvas.app.keys import BY_ID


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

    def action_help(self) -> None:
        from canvas.app.screens.help import HelpScreen

        self.board.end_typing(keep=True)
        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_theme(self) -> None:
        self.app.switch_theme()

    def action_later(self, key: str) -> None:
        action = BY_ID[f"later('{key}')"]
        self.say(f"{key} is kept for “{action.label}: {action.help}”, which this version does not have yet.")
