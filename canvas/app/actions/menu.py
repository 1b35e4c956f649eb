"""What can be done with what is under the mouse, or the cursor."""

from __future__ import annotations

from canvas.app.actions.base import Acting

OF_ITEM = (
    *("edit", "form", "status", "keep_ours", "take_theirs", "vote", "mark", "add"),
    *("item_to", "item_up", "item_down", "copy", "link", "delete", "palette"),
)
"""The actions offered for an item, by their ids; the last leads to all others."""

OF_PANEL = ("add", "zoom", "present", "copy", "undo", "find", "export", "save", "settings", "help", "palette")
"""The actions offered where there is no item, likewise."""

_UNSETTLED = ("keep_ours", "take_theirs")


class Menu(Acting):
    """Offers actions of the table in a list."""

    def action_menu(self) -> None:
        self.open_menu()

    def open_menu(self) -> None:
        """Offer what can be done with the item under the cursor, or with the panel."""
        from canvas.app.screens.choose import ChooseScreen, Option
        from canvas.model.conflicts import THEIRS
        from canvas.model.sanitize import quote

        item, panel = self.board.item, self.board.panel
        title = quote(item.text) if item else panel.title if panel else "Readiness"
        known = {action.id: action for action in self.app.key_map.actions}
        options = []
        for name in OF_ITEM if item else OF_PANEL:
            action = known[name]
            if name in _UNSETTLED and (item is None or THEIRS not in item.values):
                continue
            if name == "link" and item and not item.line("link"):
                continue
            shown = next((key for key in action.keys_shown.split() if len(key) == 1), "")
            key = next((key for key in action.keys if len(key) == 1), "") if shown.isalnum() else ""
            options.append(Option(key, name, action.label, action.help))
        self.ask(ChooseScreen(title, options), lambda name: self.call_next(self.run_action, name))
