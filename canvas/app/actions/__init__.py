"""The commands of the board: one object a group, one method an action."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from canvas.app.actions.base import CommandContext
from canvas.app.actions.conflicts import ConflictCommands
from canvas.app.actions.copy import CopyCommands
from canvas.app.actions.edit import EditCommands
from canvas.app.actions.git_commit import GitCommitCommands
from canvas.app.actions.guidance_tour import GuidanceTourCommands
from canvas.app.actions.history import HistoryCommands
from canvas.app.actions.menu import MenuCommands
from canvas.app.actions.navigate import NavigateCommands
from canvas.app.actions.next_steps import NextStepsCommands
from canvas.app.actions.presentation import PresentationCommands
from canvas.app.actions.recovery import RecoveryCommands
from canvas.app.actions.save_export_quit import SaveExportQuitCommands
from canvas.app.actions.selection import SelectionCommands
from canvas.app.actions.status import StatusCommands
from canvas.app.actions.timer import TimerCommands
from canvas.app.actions.view_find_link import ViewFindLinkCommands
from canvas.app.actions.voting import VotingCommands
from canvas.app.keys import ActionId

Handler = Callable[[], Awaitable[None] | object]
"""Carries out an action."""


class BoardCommands:
    """All commands of one board, and which of them carries out which action.

    Attributes:
        handlers: the command of each action in `canvas.app.keys`.
    """

    def __init__(self, context: CommandContext) -> None:
        navigate = self.navigate = NavigateCommands(context)
        selection = self.selection = SelectionCommands(context)
        edit = self.edit = EditCommands(context)
        status = self.status = StatusCommands(context)
        voting = VotingCommands(context)
        conflicts = self.conflicts = ConflictCommands(context)
        view = self.view = ViewFindLinkCommands(context)
        guidance = GuidanceTourCommands(context)
        files = self.files = SaveExportQuitCommands(context)
        git = GitCommitCommands(context, files)
        history = self.history = HistoryCommands(context)
        presentation = self.presentation = PresentationCommands(context)
        recovery = self.recovery = RecoveryCommands(context)
        self.handlers: Mapping[ActionId, Handler] = {
            "up": navigate.up,
            "down": navigate.down,
            "left": navigate.left,
            "right": navigate.right,
            "next_panel": navigate.next_panel,
            "previous_panel": navigate.previous_panel,
            "panel_1": partial(navigate.panel, 1),
            "panel_2": partial(navigate.panel, 2),
            "panel_3": partial(navigate.panel, 3),
            "panel_4": partial(navigate.panel, 4),
            "panel_5": partial(navigate.panel, 5),
            "panel_6": partial(navigate.panel, 6),
            "panel_7": partial(navigate.panel, 7),
            "panel_8": partial(navigate.panel, 8),
            "first": navigate.first,
            "last": navigate.last,
            "page_up": navigate.page_up,
            "page_down": navigate.page_down,
            "add": edit.add,
            "edit": edit.edit,
            "form": edit.form,
            "editor": edit.editor,
            "delete": edit.delete,
            "undo": edit.undo,
            "redo": edit.redo,
            "item_down": edit.item_down,
            "item_up": edit.item_up,
            "item_to": edit.item_to,
            "next_status": status.next_status,
            "status": status.status,
            "why": status.why,
            "mark": selection.mark,
            "unmark": selection.unmark,
            "vote": voting.vote,
            "unvote": voting.unvote,
            "sort": voting.sort,
            "temperature": voting.temperature,
            "parked": status.parked,
            "next_steps": NextStepsCommands(context).next_steps,
            "keep_ours": conflicts.keep_ours,
            "take_theirs": conflicts.take_theirs,
            "settle": conflicts.settle,
            "zoom": view.zoom,
            "present": presentation.present,
            "find": view.find,
            "guidance": guidance.guidance,
            "more_guidance": guidance.more_guidance,
            "timebox": TimerCommands(context).timebox,
            "link": view.link,
            "menu": MenuCommands(context).menu,
            "help": view.help,
            "palette": view.palette,
            "theme": view.theme,
            "properties": files.properties,
            "save": files.save,
            "save_as": files.save_as,
            "export": files.export,
            "copy": CopyCommands(context).copy,
            "settings": view.settings,
            "open": files.open,
            "quit": files.quit,
            "changes": history.changes,
            "history": history.history,
            "commit": git.commit,
            "bring_back": history.bring_back,
            "restore": recovery.restore,
        }
