"""What can be done with what is under the mouse, or the cursor."""

from __future__ import annotations

from canvas.app.actions.base import Commands
from canvas.app.keys import ActionId
from canvas.model.conflicts import THEIRS
from canvas.model.sanitize import quote

_Groups = tuple[tuple[ActionId, ...], ...]
"""The actions offered, in groups; the last leads to all others."""

ITEM_GROUPS: _Groups = (
    ("edit", "form", "editor"),
    ("next_status", "status", "dispute", "why"),
    ("kind", "owner", "day", "what_next", "visibility"),
    ("vote", "unvote", "temperature"),
    ("keep_ours", "take_theirs"),
    ("mark", "item_to", "item_up", "item_down", "add_here", "add"),
    ("copy", "link", "delete", "palette"),
)
PANEL_GROUPS: _Groups = (
    ("add", "zoom", "present", "consent_round", "guidance", "sort"),
    ("copy", "undo", "redo", "find", "next_steps", "parked"),
    ("export", "import_file", "save", "settings", "help", "palette"),
)
_CONFLICT: tuple[ActionId, ...] = ("keep_ours", "take_theirs")


class MenuCommands(Commands):
    """Offers actions of the table in a list."""

    def menu(self) -> None:
        """Offer what can be done with the item under the cursor, or with the panel."""
        from canvas.app.screens.choose import OF_THE_LIST, ChooseScreen, Option

        item, panel = self.cursor.item, self.board.panel
        title = quote(item.text) if item else panel.title if panel else "Readiness"
        groups = ITEM_GROUPS if item else PANEL_GROUPS
        options = []
        for group in groups:
            is_first = True
            for name in group:
                if name in _CONFLICT and (item is None or THEIRS not in item.values):
                    continue
                if name == "link" and item and not item.line("link"):
                    continue
                action = self.context.host.key_map.action(name)
                keys = ",".join(key for key in action.keys if key not in OF_THE_LIST)
                shown = action.keys_shown.split(" ")[0]
                options.append(Option(keys, name, action.label, shown=shown, begins_group=is_first))
                is_first = False
        self.ask(ChooseScreen(title, options), self.context.run_command)
