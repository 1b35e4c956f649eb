"""The commands of the board: one object a group, one method an action."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import BY, CommandContext
from canvas.app.actions.conflicts import ConflictCommands
from canvas.app.actions.edit import EditCommands
from canvas.app.actions.git_commit import GitCommitCommands
from canvas.app.actions.guidance_tour import GuidanceTourCommands
from canvas.app.actions.history import HistoryCommands
from canvas.app.actions.join_copy import JoinCopyCommands
from canvas.app.actions.lists import ListCommands
from canvas.app.actions.menu import MenuCommands
from canvas.app.actions.navigate import NavigateCommands
from canvas.app.actions.on_items import item_handlers
from canvas.app.actions.presentation import PresentationCommands
from canvas.app.actions.recovery import RecoveryCommands
from canvas.app.actions.save_export_quit import SaveExportQuitCommands
from canvas.app.actions.selection import SelectionCommands
from canvas.app.actions.timer import TimerCommands
from canvas.app.actions.view_find_link import ViewFindLinkCommands
from canvas.app.actions.voting import SortCommands
from canvas.app.keys import PANEL_ACTIONS, ActionId
from canvas.model.schema import CELLS

if TYPE_CHECKING:
    from canvas.app.actions.consent_round import ConsentRoundCommands
    from canvas.app.actions.copy import CopyCommands
    from canvas.app.actions.findings import FindingCommands
    from canvas.app.actions.import_file import ImportCommands
    from canvas.app.actions.meetings import MeetingCommands
    from canvas.app.actions.repair_text import RepairTextCommands
    from canvas.app.actions.review import ReviewCommands
    from canvas.app.actions.room import RoomCommands

Handler = Callable[[], Awaitable[None] | object]
"""Carries out an action."""


class BoardCommands:
    """All commands of one board; ``handlers`` holds that of each action in `canvas.app.keys`."""

    def __init__(self, context: CommandContext) -> None:
        board = context.board
        navigate = self.navigate = NavigateCommands(context)
        selection = self.selection = SelectionCommands(context)
        edit = self.edit = EditCommands(context)
        lists = ListCommands(context)
        conflicts = self.conflicts = ConflictCommands(context)
        view = self.view = ViewFindLinkCommands(context)
        guidance = GuidanceTourCommands(context)
        files = self.files = SaveExportQuitCommands(context)
        git = GitCommitCommands(context, files)
        history = self.history = HistoryCommands(context)
        presentation = self.presentation = PresentationCommands(
            context,
            lambda panel, item: self.guests.open_tray(panel, item),  # noqa: PLW0108 - made when it is wanted
        )
        recovery = self.recovery = RecoveryCommands(context)
        joining = self.joining = JoinCopyCommands(context)
        self._context = context
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
            "as_typed": edit.as_typed,
            "form": edit.form,
            "editor": edit.editor,
            "delete": edit.delete,
            "repair_text": lambda: self.repair.repair_text(),  # noqa: PLW0108 - made when it is wanted
            "undo": edit.undo,
            "redo": edit.redo,
            "item_down": edit.item_down,
            "item_up": edit.item_up,
            "item_to": edit.item_to,
            **item_handlers(context, board, BY),
            "mark": selection.mark,
            "unmark": selection.unmark,
            "sort": SortCommands(context).sort,
            "parked": lists.parked,
            "next_steps": lists.next_steps,
            "consent_round": lambda: self.consent.consent_round(),  # noqa: PLW0108 - likewise
            "review": lambda: self.reviews.review(),  # noqa: PLW0108 - made when it is wanted
            "meeting": lambda: self.meetings.meeting(),  # noqa: PLW0108 - likewise
            "room": lambda: self.guests.open_tray(),  # noqa: PLW0108 - likewise
            "findings": lambda: self.finding.findings(),  # noqa: PLW0108 - likewise
            "keep_ours": conflicts.keep_ours,
            "take_theirs": conflicts.take_theirs,
            "settle": conflicts.settle,
            "zoom": view.zoom,
            "present": presentation.present,
            "find": view.find,
            "guidance": guidance.guidance,
            "more_guidance": guidance.more_guidance,
            "timer": TimerCommands(context).timer,
            "link": view.link,
            "menu": MenuCommands(context).menu,
            "help": view.help,
            "palette": view.palette,
            "theme": view.theme,
            "properties": files.properties,
            "save": files.save,
            "save_as": files.save_as,
            "export": files.export,
            "import_file": lambda: self.imports.import_file(),  # noqa: PLW0108 - likewise
            "copy": lambda: self.copying.copy(),  # noqa: PLW0108 - likewise
            "settings": view.settings,
            "open": files.open,
            "quit": files.quit,
            "changes": history.changes,
            "history": history.history,
            "commit": git.commit,
            "bring_back": history.bring_back,
            "restore": recovery.restore,
            "join": joining.join,
            "join_groups": joining.join_groups,
            "walk_join": joining.walk,
        }

    @cached_property
    def repair(self) -> RepairTextCommands:
        """Restoring wrongly decoded text."""
        from canvas.app.actions.repair_text import RepairTextCommands

        return RepairTextCommands(self._context)

    @cached_property
    def reviews(self) -> ReviewCommands:
        """Reviews of the partnership by its partners."""
        from canvas.app.actions.review import ReviewCommands

        return ReviewCommands(self._context)

    @cached_property
    def consent(self) -> ConsentRoundCommands:
        """The consent round."""
        from canvas.app.actions.consent_round import ConsentRoundCommands

        return ConsentRoundCommands(self._context)

    @cached_property
    def meetings(self) -> MeetingCommands:
        """Meetings with their agenda and minutes."""
        from canvas.app.actions.meetings import MeetingCommands

        return MeetingCommands(self._context, self.presentation)

    @cached_property
    def guests(self) -> RoomCommands:
        """The room of a meeting: its tray, and what it is asked."""
        from canvas.app.actions.room import RoomCommands

        return RoomCommands(self._context)

    @cached_property
    def finding(self) -> FindingCommands:
        """The list of findings, and the answers to them."""
        from canvas.app.actions.findings import FindingCommands

        return FindingCommands(self._context, self.edit, self.files)

    @cached_property
    def copying(self) -> CopyCommands:
        """Copying a statement, a panel or the summary."""
        from canvas.app.actions.copy import CopyCommands

        return CopyCommands(self._context)

    @cached_property
    def imports(self) -> ImportCommands:
        """Taking in what partners send back."""
        from canvas.app.actions.import_file import ImportCommands

        return ImportCommands(self._context)
