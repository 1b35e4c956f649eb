"""What can be done with what is under the mouse, or the cursor."""

from __future__ import annotations

from canvas.app.actions.base import Commands
from canvas.app.keys import ActionId
from canvas.model.conflicts import THEIRS
from canvas.model.sanitize import quote

OF_ITEM: tuple[ActionId, ...] = (
    *(
        "edit",
        "form",
        "status",
        "kind",
        "owner",
        "day",
        "visibility",
        "keep_ours",
        "take_theirs",
        "vote",
        "mark",
        "add",
    ),
    *("item_to", "item_up", "item_down", "copy", "link", "delete", "palette"),
)
"""The actions offered for an item, by their ids; the last leads to all others."""

OF_PANEL: tuple[ActionId, ...] = (
    *("add", "zoom", "present", "copy", "undo", "find", "export", "save", "settings", "help", "palette"),
)
"""The actions offered where there is no item."""

_CONFLICT: tuple[ActionId, ...] = ("keep_ours", "take_theirs")


class MenuCommands(Commands):
    """Offers actions of the table in a list."""

    def menu(self) -> None:
        """Offer what can be done with the item under the cursor, or with the panel."""
        from canvas.app.screens.choose import ChooseScreen, Option

        item, panel = self.board.item, self.board.panel
        title = quote(item.text) if item else panel.title if panel else "Readiness"
        known = {action.id: action for action in self.context.host.key_map.actions}
        options = []
        for name in OF_ITEM if item else OF_PANEL:
            action = known[name]
            if name in _CONFLICT and (item is None or THEIRS not in item.values):
                continue
            if name == "link" and item and not item.line("link"):
                continue
            shown = next((key for key in action.keys_shown.split() if len(key) == 1), "")
            key = next((key for key in action.keys if len(key) == 1), "") if shown.isalnum() else ""
            options.append(Option(key, name, action.label, action.help))
        self.ask(ChooseScreen(title, options), self.context.run_command)
