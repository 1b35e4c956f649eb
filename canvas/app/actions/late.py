"""The groups of commands that are imported when one of their keys is pressed: the first frame is measured."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from canvas.app.keys import ActionId

if TYPE_CHECKING:
    from canvas.app.actions.consent_round import ConsentRoundCommands
    from canvas.app.actions.context import CommandContext
    from canvas.app.actions.copy import CopyCommands
    from canvas.app.actions.edit import EditCommands
    from canvas.app.actions.findings import FindingCommands
    from canvas.app.actions.git_commit import GitCommitCommands
    from canvas.app.actions.guidance_tour import GuidanceTourCommands
    from canvas.app.actions.history import HistoryCommands
    from canvas.app.actions.import_file import ImportCommands
    from canvas.app.actions.join_copy import JoinCopyCommands
    from canvas.app.actions.leave import LeaveCommands
    from canvas.app.actions.lists import ListCommands
    from canvas.app.actions.meetings import MeetingCommands
    from canvas.app.actions.menu import MenuCommands
    from canvas.app.actions.paste import PasteCommands
    from canvas.app.actions.presentation import PresentationCommands
    from canvas.app.actions.recovery import RecoveryCommands
    from canvas.app.actions.repair_text import RepairTextCommands
    from canvas.app.actions.review import ReviewCommands
    from canvas.app.actions.room import RoomCommands
    from canvas.app.actions.save_export import SaveExportCommands
    from canvas.app.actions.timer import TimerCommands

Handler = Callable[[], Awaitable[None] | object]
"""Carries out an action."""


def _later(handler: Callable[[], Handler]) -> Handler:
    """A handler that is looked up, and imported, only when it is called."""

    def handled() -> object:
        return handler()()

    return handled


class LateCommands:
    """These groups, each made when it is first wanted; ``handlers`` holds those of their actions."""

    def __init__(
        self, context: CommandContext, edit: EditCommands, presentation: PresentationCommands
    ) -> None:
        """Commands of a board, some of which go on with those of other groups."""
        self._context = context
        self._edit = edit
        self._presentation = presentation
        self.handlers: Mapping[ActionId, Handler] = {
            "as_typed": _later(lambda: self.pastes.as_typed),
            "repair_text": _later(lambda: self.repair.repair_text),
            "parked": _later(lambda: self.lists.parked),
            "next_steps": _later(lambda: self.lists.next_steps),
            "consent_round": _later(lambda: self.consent.consent_round),
            "review": _later(lambda: self.reviews.review),
            "meeting": _later(lambda: self.meetings.meeting),
            "room": _later(lambda: self.guests.open_tray),
            "findings": _later(lambda: self.finding.findings),
            "guidance": _later(lambda: self.guiding.guidance),
            "more_guidance": _later(lambda: self.guiding.more_guidance),
            "timer": _later(lambda: self.timing.timer),
            "menu": _later(lambda: self.menus.menu),
            "import_file": _later(lambda: self.imports.import_file),
            "copy": _later(lambda: self.copying.copy),
            "properties": _later(lambda: self.files.properties),
            "save": _later(lambda: self.files.save),
            "save_as": _later(lambda: self.files.save_as),
            "export": _later(lambda: self.files.export),
            "restore": _later(lambda: self.recovery.restore),
            "open": _later(lambda: self.leaving.open),
            "quit": _later(lambda: self.leaving.quit),
            "changes": _later(lambda: self.history.changes),
            "history": _later(lambda: self.history.history),
            "bring_back": _later(lambda: self.history.bring_back),
            "commit": _later(lambda: self.git.commit),
            "join": _later(lambda: self.joining.join),
            "join_groups": _later(lambda: self.joining.join_groups),
            "walk_join": _later(lambda: self.joining.walk),
        }

    @cached_property
    def pastes(self) -> PasteCommands:
        """Adding what was pasted."""
        from canvas.app.actions.paste import PasteCommands

        return PasteCommands(self._context)

    @cached_property
    def repair(self) -> RepairTextCommands:
        """Restoring wrongly decoded text."""
        from canvas.app.actions.repair_text import RepairTextCommands

        return RepairTextCommands(self._context)

    @cached_property
    def lists(self) -> ListCommands:
        """The lists over all panels."""
        from canvas.app.actions.lists import ListCommands

        return ListCommands(self._context)

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

        return MeetingCommands(self._context, self._presentation)

    @cached_property
    def guests(self) -> RoomCommands:
        """The room of a meeting: its tray, and what it is asked."""
        from canvas.app.actions.room import RoomCommands

        return RoomCommands(self._context)

    @cached_property
    def finding(self) -> FindingCommands:
        """The list of findings, and the answers to them."""
        from canvas.app.actions.findings import FindingCommands

        return FindingCommands(self._context, self._edit, self.files)

    @cached_property
    def timing(self) -> TimerCommands:
        """The timer."""
        from canvas.app.actions.timer import TimerCommands

        return TimerCommands(self._context)

    @cached_property
    def menus(self) -> MenuCommands:
        """The menu of a statement or a panel."""
        from canvas.app.actions.menu import MenuCommands

        return MenuCommands(self._context)

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

    @cached_property
    def history(self) -> HistoryCommands:
        """Older versions in git."""
        from canvas.app.actions.history import HistoryCommands

        return HistoryCommands(self._context)

    @cached_property
    def git(self) -> GitCommitCommands:
        """Commits."""
        from canvas.app.actions.git_commit import GitCommitCommands

        return GitCommitCommands(self._context, self.files)

    @cached_property
    def joining(self) -> JoinCopyCommands:
        """Merging copies of sync programs and of groups."""
        from canvas.app.actions.join_copy import JoinCopyCommands

        return JoinCopyCommands(self._context)

    @cached_property
    def leaving(self) -> LeaveCommands:
        """Opening another canvas, and quitting."""
        from canvas.app.actions.leave import LeaveCommands

        return LeaveCommands(self._context, self.files)

    @cached_property
    def guiding(self) -> GuidanceTourCommands:
        """Help with what belongs in a panel."""
        from canvas.app.actions.guidance_tour import GuidanceTourCommands

        return GuidanceTourCommands(self._context)

    @cached_property
    def files(self) -> SaveExportCommands:
        """Saving, exporting, and the properties of the canvas."""
        from canvas.app.actions.save_export import SaveExportCommands

        return SaveExportCommands(self._context)

    @cached_property
    def recovery(self) -> RecoveryCommands:
        """Unsaved work of an earlier run."""
        from canvas.app.actions.recovery import RecoveryCommands

        return RecoveryCommands(self._context)
