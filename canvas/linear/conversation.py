"""The main loop of the linear front end: asks for commands and dispatches them."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

from canvas.exit_codes import DONE, FOUND, INTERRUPTED
from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_reference
from canvas.linear.commands import meant
from canvas.linear.conflicts import ConflictCommands, say_copy
from canvas.linear.consent_round import ConsentRoundCommands
from canvas.linear.console import InputEnded
from canvas.linear.context import Context, Handler
from canvas.linear.edit import EditCommands
from canvas.linear.export import ExportCommands
from canvas.linear.fields import FieldCommands
from canvas.linear.findings import FindingCommands
from canvas.linear.git_commit import CommitCommands
from canvas.linear.git_history import HistoryCommands
from canvas.linear.groups import JoinGroupCommands
from canvas.linear.import_file import ImportCommands
from canvas.linear.meetings import MeetingCommands
from canvas.linear.recovery import RecoveryCommands, offer_recovery
from canvas.linear.repair import RepairCommands
from canvas.linear.reviews import ReviewCommands
from canvas.linear.room import RoomCommands
from canvas.linear.save_quit import SaveCommands
from canvas.linear.statuses import StatusCommands
from canvas.linear.timer import TimerCommands
from canvas.linear.view import ViewCommands
from canvas.linear.voting import VotingCommands
from canvas.model.sanitize import quote, visible_line


class Conversation:
    """Asks for commands until the session is over.

    Attributes:
        context: the state that the commands share.
        handlers: the handler of each command, by the command's name.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        view, edit, voting = ViewCommands(context), EditCommands(context), VotingCommands(context)
        fields, statuses = FieldCommands(context), StatusCommands(context)
        findings = FindingCommands(context)
        meetings = MeetingCommands(context)
        room = self._room = RoomCommands(context)
        self._timer = TimerCommands(context)
        conflicts, saving, git = ConflictCommands(context), SaveCommands(context), HistoryCommands(context)
        groups = JoinGroupCommands(context)
        self.handlers: dict[str, Handler] = {
            "read": view.read,
            "next": view.next,
            "previous": view.previous,
            "panels": view.panels,
            "questions": view.questions,
            "steps": view.steps,
            "ready": findings.ready,
            "answer": findings.answer,
            "find": view.find,
            "add": edit.add,
            "paste": edit.paste,
            "reword": edit.reword,
            "status": statuses.status,
            "propose": statuses.propose,
            "agree": statuses.agree,
            "dispute": statuses.dispute,
            "park": statuses.park,
            "done": statuses.done,
            "owner": fields.owner,
            "act": fields.act,
            "day": fields.day,
            "kind": fields.kind,
            "readers": fields.readers,
            "vote": voting.vote,
            "hands": voting.hands,
            "consent": ConsentRoundCommands(context).consent,
            "parked": voting.parked,
            "timer": self._timer.command,
            "repair": RepairCommands(context).repair,
            "sort": voting.sort,
            "set": edit.set_field,
            "clear": edit.clear,
            "move": edit.move,
            "delete": edit.delete,
            "undo": edit.undo,
            "redo": edit.redo,
            "title": edit.title,
            "stage": edit.stage,
            "review": edit.review,
            "reviews": ReviewCommands(context).reviews,
            "begin": meetings.begin,
            "end": meetings.end,
            "minutes": meetings.minutes,
            "room": room.room,
            "tray": room.tray,
            "ask": room.ask_room,
            "contact": edit.contact,
            "differences": conflicts.list,
            "keep": conflicts.keep_ours,
            "take": conflicts.take_theirs,
            "join": conflicts.join,
            "groups": groups.join,
            "duplicates": groups.duplicates,
            "summary": view.summary,
            "export": ExportCommands(context).export,
            "import": ImportCommands(context).take_in,
            "save": saving.save_command,
            "commit": CommitCommands(context, saving).commit,
            "history": git.history,
            "changes": git.changes,
            "back": git.restore,
            "restore": RecoveryCommands(context).restore,
            "quit": saving.quit,
            "help": view.help,
        }

    def hold(self) -> int:
        """Run to the end, and return the exit code; the journal then holds unsaved work."""
        workspace = self.context.workspace
        code = DONE
        _handle_signals()
        try:
            self._begin()
            while not self.context.is_over:
                self._turn()
        except InputEnded:
            code = FOUND if workspace.session.is_worth_keeping else DONE
            self._end_without_quit()
        except KeyboardInterrupt:
            self.context.say("")
            code = INTERRUPTED
            self._end_without_quit()
        finally:
            if self.context.room:
                self.context.room.stop()
            workspace.close(keep=True)
        return code

    def _begin(self) -> None:
        context, workspace = self.context, self.context.workspace
        context.say(*item_lines.opening(context.canvas, context.today))
        context.say(*workspace.document.notices)
        if workspace.read_only_reason:
            context.say(workspace.read_only_reason)
        context.say_unresolved()
        offer_recovery(context)
        say_copy(context)
        context.say_wrongly_decoded()
        context.say("help lists the commands, quit ends.")

    def _turn(self) -> None:
        """Ask for one command and run it."""
        self._timer.tell_news()
        self._room.tell_news()
        line = self.context.console.ask("Command:")
        self.context.poll_file()
        self.context.check_journal()
        if not line:
            return
        word, _, rest = line.partition(" ")
        try:
            if command := meant(word):
                before = self.context.canvas
                self.handlers[command.name](rest.strip())
                self.context.say_wrongly_decoded(before)
            elif is_reference(word) or word.rstrip(".,:").isdigit():
                self.handlers["read"](line)
            else:
                self.context.say(f"{quote(word)} is not a command; help lists them all.")
        except UnclearAnswer as question:
            self.context.say(str(question))

    def _end_without_quit(self) -> None:
        """Print where unsaved work is kept."""
        workspace = self.context.workspace
        if not workspace.session.is_worth_keeping:
            self.context.say("Goodbye. Everything is saved.")
            return
        is_kept = workspace.close(keep=True)
        where = f"opening {visible_line(workspace.path)} again" if workspace.path else "canvas without a file"
        self.context.say(
            f"Goodbye. What was not saved is kept: {where} offers it."
            if is_kept
            else "What was not saved could not be kept: the disk did not take it."
        )


def _handle_signals() -> None:
    """Exit on SIGTERM and SIGHUP by way of the cleanup that closes the journal."""
    if sys.platform == "win32":
        return

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
