"""The commands of the board: one object a group, one method an action."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import BY
from canvas.app.actions.conflicts import ConflictCommands
from canvas.app.actions.edit import EditCommands
from canvas.app.actions.late import Handler, LateCommands
from canvas.app.actions.navigate import NavigateCommands
from canvas.app.actions.on_items import item_handlers
from canvas.app.actions.presentation import PresentationCommands
from canvas.app.actions.selection import SelectionCommands
from canvas.app.actions.view_find_link import ViewFindLinkCommands
from canvas.app.actions.voting import SortCommands
from canvas.app.keys import PANEL_ACTIONS, ActionId
from canvas.model.schema import CELLS

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext


class BoardCommands:
    """All commands of one board; ``handlers`` holds that of each action in `canvas.app.keys`."""

    def __init__(self, context: CommandContext) -> None:
        board = context.board
        navigate = self.navigate = NavigateCommands(context)
        selection = self.selection = SelectionCommands(context)
        edit = self.edit = EditCommands(context)
        conflicts = self.conflicts = ConflictCommands(context)
        view = self.view = ViewFindLinkCommands(context)
        presentation = self.presentation = PresentationCommands(
            context,
            lambda panel, item: late.guests.open_tray(panel, item),  # noqa: PLW0108 - made when it is wanted
        )
        late = self.late = LateCommands(context, edit, presentation)
        self.handlers: Mapping[ActionId, Handler] = {
            "up": partial(navigate.go_by, board.step, -1),
            "down": partial(navigate.go_by, board.step, 1),
            "left": partial(navigate.go_by, board.sideways, -1),
            "right": partial(navigate.go_by, board.sideways, 1),
            "next_panel": partial(navigate.go_by, board.next_cell, 1),
            "previous_panel": partial(navigate.go_by, board.next_cell, -1),
            **{key: partial(navigate.cell, CELLS[at]) for at, key in enumerate(PANEL_ACTIONS)},
            "first": partial(navigate.go_by, board.go_to_item, 0),
            "last": partial(navigate.go_by, board.go_to_item, -1),
            "page_up": partial(navigate.go_by, board.page_items, -1),
            "page_down": partial(navigate.go_by, board.page_items, 1),
            "add": edit.add,
            "add_here": edit.add_here,
            "edit": edit.edit,
            "capture_line": edit.capture_line,
            "form": edit.form,
            "editor": edit.editor,
            "delete": edit.delete,
            "undo": edit.undo,
            "redo": edit.redo,
            "item_down": edit.item_down,
            "item_up": edit.item_up,
            "item_to": edit.item_to,
            **item_handlers(context, board.cursor, BY),
            "mark": selection.mark,
            "unmark": selection.unmark,
            "sort": SortCommands(context).sort,
            "keep_ours": conflicts.keep_ours,
            "take_theirs": conflicts.take_theirs,
            "settle": conflicts.settle,
            "zoom": view.zoom,
            "present": presentation.present,
            "find": view.find,
            "link": view.link,
            "help": view.help,
            "palette": view.palette,
            "theme": view.theme,
            "settings": view.settings,
            **late.handlers,
        }
