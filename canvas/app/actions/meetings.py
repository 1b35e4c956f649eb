"""Meetings: one key begins one, shows the agenda of the one that runs, and ends it with its minutes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.app.actions.presentation import PresentationCommands
from canvas.app.screens.begin_meeting import BeginMeetingScreen, Begun
from canvas.app.screens.meeting import MeetingScreen, Wanted, ended_sentence
from canvas.exports.minutes import since_line
from canvas.exports.phrases import counted
from canvas.exports.slides.deck import SlidePosition
from canvas.exports.slides.slide_text import MINUTES
from canvas.model.meeting_edits import begin, end
from canvas.model.meetings import Meeting, latest_meeting, running_meeting, since_last
from canvas.model.sanitize import quote, visible_line

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext
    from canvas.meet.cut_off import CutOff
    from canvas.model.meetings import Note


class MeetingCommands(Commands):
    """Begins a meeting, shows the one that runs, and ends it."""

    def __init__(self, context: CommandContext, presentation: PresentationCommands) -> None:
        super().__init__(context)
        self._presentation = presentation

    def meeting(self) -> None:
        """Show the meeting that runs; where none does, ask how one begins."""
        self.board.end_typing(keep=True)
        self.board.end_drag()
        self.say("")
        if running_meeting(self.canvas):
            self.ask(MeetingScreen(self.workspace, self.today), self._wanted)
        elif not self.refused():
            self.ask(BeginMeetingScreen(self.workspace, self.today), self._begin)

    def _begin(self, how: Begun) -> None:
        since = since_line(since_last(self.canvas, self.today))
        time = self.context.host.timekeeper.time_of_day()
        made = self.make(
            partial(begin, name=how.name, day=self.today, time=time, present=how.present, agenda=how.agenda)
        )
        if made:
            told = f"{since}. " if since else ""
            self.say(f"{told}{quote(how.name)} began at {time}; {self.key('meeting')} shows it, and ends it.")

    def _wanted(self, wanted: Wanted) -> None:
        meeting = running_meeting(self.canvas)
        if wanted == "end":
            if meeting:
                self._ask_of_tray(meeting)
        elif not isinstance(wanted, str):
            self._go_to(wanted)

    def _go_to(self, note: Note) -> None:
        """Go to the statement of a point, or to the panel where a rule found something."""
        from canvas.model.findings import RULES

        if self.canvas.place(note.statement):
            self.go_to_item(note.statement)
        else:
            rule = next((rule for rule in RULES if rule.id == note.rule), None)
            if rule and rule.places[0]:
                self.board.look_at(rule.places[0])
        self.say(visible_line(note.text))

    def _ask_of_tray(self, meeting: Meeting) -> None:
        """End it, and its room: ask first where phones would be out, or statements still wait in the tray."""
        room = self.context.room
        cut_off = self.workspace.recovery.cut_off if room is None else None
        if cut_off and cut_off.waiting:
            self._ask_of_cut_off(meeting, cut_off)
            return
        if room is None or not (room.tray.waiting or (room.place.host and not room.room.has_ended)):
            self._end(meeting)
            return
        from canvas.app.screens.choose import ChooseScreen, Option

        if not room.tray.waiting:
            options = [
                Option("1", "end", "End it", "the phones are out, and stay out"),
                Option("2", "stay", "Go on"),
            ]

            def confirmed(answer: str) -> None:
                if answer == "end":
                    self._end(meeting)

            self.ask(ChooseScreen(f"End {quote(meeting.name)}?", options, "stay"), confirmed)
            return
        options = [
            Option("1", "look", "Look at the tray first", "the meeting goes on"),
            Option("2", "park", "Park them, and end", "the minutes tell them"),
            Option("3", "drop", "Drop them, and end", "nobody reads them any more"),
        ]

        def answered(answer: str) -> None:
            if answer == "look":
                self.context.run_command("room")
                return
            if answer == "park":
                room.tray.park([each.id for each in room.tray.waiting])
            self._end(meeting)

        waits = counted(len(room.tray.waiting), "statement")
        self.ask(ChooseScreen(f"In the tray: {waits}. What should happen with it?", options), answered)

    def _ask_of_cut_off(self, meeting: Meeting, cut_off: CutOff) -> None:
        """Ask what becomes of what waits in a room that was cut off, before the meeting ends."""
        from canvas.app.actions.room_opening import confirm_deletion
        from canvas.app.screens.choose import ChooseScreen, Option
        from canvas.room_phrases import meeting_cut_off

        options = [
            Option("1", "look", "Go on with it first", "the meeting goes on"),
            Option("2", "delete", "Delete them, and end", "asks once more"),
        ]

        def answered(answer: str) -> None:
            if answer == "look":
                self.context.run_command("room")
            else:
                confirm_deletion(self, lambda: self._end(meeting))

        self.ask(ChooseScreen(meeting_cut_off(cut_off), options), answered)

    def _end(self, meeting: Meeting) -> None:
        """End it, and show its minutes to the room."""
        if not self.make(partial(end, meeting=meeting, today=self.today)):
            return
        ended = latest_meeting(self.canvas)
        said = ended_sentence(ended or meeting)
        commits = f" {self.key('commit')} saves and commits it." if self.workspace.path else ""
        phones = ""
        if self.context.room:
            self.context.beside.end()
            phones = " The phones are out."
        elif self.workspace.recovery.cut_off:
            self.context.operate(self.workspace.recovery.delete_meeting, lambda _: None)
        self.say(f"{said}{phones}{commits}")
        if ended and ended.visibility != "internal":
            self._presentation.present(SlidePosition(MINUTES))
