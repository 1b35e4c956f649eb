"""Which method of which group of commands carries out each command."""

from __future__ import annotations

from functools import partial

from canvas.linear.add import AddCommands
from canvas.linear.conflicts import ConflictCommands
from canvas.linear.consent_round import ConsentRoundCommands
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
from canvas.linear.recovery import RecoveryCommands
from canvas.linear.repair import RepairCommands
from canvas.linear.reviews import ReviewCommands
from canvas.linear.room import RoomCommands
from canvas.linear.save_quit import SaveCommands
from canvas.linear.statuses import StatusCommands
from canvas.linear.timer import TimerCommands
from canvas.linear.view import ViewCommands
from canvas.linear.voting import VotingCommands


def handlers_of(context: Context, timer: TimerCommands, room: RoomCommands) -> dict[str, Handler]:
    """The handler of each command, by the command's name."""
    view, edit, voting = ViewCommands(context), EditCommands(context), VotingCommands(context)
    adding = AddCommands(context)
    fields, statuses = FieldCommands(context), StatusCommands(context)
    findings = FindingCommands(context)
    meetings = MeetingCommands(context)
    conflicts, saving, git = ConflictCommands(context), SaveCommands(context), HistoryCommands(context)
    groups = JoinGroupCommands(context)
    return {
        "read": view.read,
        "next": view.next,
        "previous": view.previous,
        "panels": view.panels,
        "questions": view.questions,
        "steps": view.steps,
        "ready": findings.ready,
        "answer": findings.answer,
        "find": view.find,
        "add": adding.add,
        "paste": adding.paste,
        "reword": edit.reword,
        "status": statuses.status,
        "propose": partial(statuses.set_to, status="proposed"),
        "agree": partial(statuses.set_to, status="agreed"),
        "dispute": statuses.dispute,
        "park": partial(statuses.set_to, status="parked"),
        "done": partial(statuses.set_to, status="done"),
        "owner": fields.owner,
        "act": fields.act,
        "day": fields.day,
        "kind": fields.kind,
        "readers": fields.readers,
        "vote": voting.vote,
        "hands": voting.hands,
        "consent": ConsentRoundCommands(context).consent,
        "parked": voting.parked,
        "timer": timer.command,
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
