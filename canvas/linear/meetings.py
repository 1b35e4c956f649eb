"""Commands of meetings: one begins with who is here and an agenda, and ends with its minutes."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from canvas.exports.minutes import (
    LATEST,
    counts_line,
    named_meeting,
    promise_line,
    readable_meeting,
    since_line,
)
from canvas.exports.minutes_file import render
from canvas.exports.phrases import full_stop
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup
from canvas.model.fields import whole_number
from canvas.model.meeting_edits import begin, end
from canvas.model.meeting_outcomes import Point, points
from canvas.model.meetings import (
    distinct_names,
    latest_meeting,
    next_name,
    people,
    running_meeting,
    since_last,
)
from canvas.model.sanitize import clean_line, quote, visible_line
from canvas.model.schema import AUDIENCES
from canvas.room_phrases import meeting_cut_off

Offered = TypeVar("Offered")


class MeetingCommands(CommandGroup):
    """Begin and end meetings, and read their minutes."""

    def begin(self, words: str) -> None:
        """Begin a meeting: ask who is here, and what is on the agenda."""
        if running := running_meeting(self.canvas):
            raise UnclearAnswer(f"{quote(running.name)} has not ended yet: end ends it, minutes reads it.")
        if self.context.refused():
            return
        name = clean_line(words) or next_name(self.canvas)
        promises = since_last(self.canvas, self.context.today)
        if promises:
            self.say(f"{since_line(promises)}.")
            self.say(*(f"  {each.fate}: {promise_line(each.note)}" for each in promises))
        present, agenda = self._ask_present(), self._ask_agenda()
        self.context.run(
            partial(
                begin,
                name=name,
                day=self.context.today,
                time=self.context.time_of_day(),
                present=present,
                agenda=agenda,
            ),
            say=f"{quote(name)} began; end ends it with its minutes.",
        )

    def end(self, _: str) -> None:
        """End the meeting that runs, and read its minutes."""
        meeting = running_meeting(self.canvas)
        if meeting is None:
            raise UnclearAnswer("No meeting runs: begin begins one.")
        if self.context.refused():
            return
        recovery = self.context.workspace.recovery
        cut_off = recovery.cut_off if self.context.room is None else None
        asked = f"{meeting_cut_off(cut_off)} Delete it, and end?" if cut_off and cut_off.waiting else ""
        if asked and not self.context.confirms(asked):
            return
        if self.context.run(partial(end, meeting=meeting, today=self.context.today), say=""):
            if cut_off:
                recovery.delete_meeting().run()
            ended = latest_meeting(self.canvas)
            came = counts_line(ended) if ended else ""
            self.say(f"Ended {quote(meeting.name)}: {came or 'nothing was added, agreed or promised'}.")
            self.minutes(meeting.ids[0])

    def minutes(self, words: str) -> None:
        """Read the minutes of a meeting by its name or day, or of the one that runs, or the latest."""
        found = running_meeting(self.canvas) if not words else None
        found = found or named_meeting(self.canvas, words or LATEST)
        if found is None:
            raise UnclearAnswer(
                "There is no such meeting." if words else "There is no meeting yet: begin begins one."
            )
        audience = AUDIENCES[0] if self.context.audience == AUDIENCES[2] else self.context.audience
        shown = readable_meeting(self.canvas, found, audience, self.context.today)
        if shown is None:
            raise UnclearAnswer(f"The minutes of {quote(found.name)} are internal.")
        self.say(render(self.canvas, shown, audience, "txt").rstrip("\n"))

    def _ask_present(self) -> tuple[str, ...]:
        known = people(self.canvas)
        self.say(*(f"  {number}: {visible_line(name)}" for number, name in enumerate(known, 1)))
        typed = self.ask("Who is here? Numbers and names with commas between them. Empty: nobody is noted.")
        return distinct_names(_numbered(word, known) or word for word in typed.split(","))

    def _ask_agenda(self) -> list[Point]:
        offered = points(self.canvas, self.context.today)
        if offered:
            self.say("What may be talked about:")
        for number, point in enumerate(offered, 1):
            why = "" if point.why == "own" else f"{point.why}, "
            chosen = " On the agenda." if point.is_chosen else ""
            self.say(f"  {number}: {why}{full_stop(visible_line(point.text))}{chosen}")
        typed = self.ask(
            "What is on the agenda? Numbers, and words of your own with commas between them. "
            "Empty: what is marked. none: nothing."
        )
        if not typed:
            return [point for point in offered if point.is_chosen]
        if typed.casefold() == "none":
            return []
        return [
            _numbered(word, offered) or Point("own", clean_line(word))
            for word in typed.split(",")
            if word.strip()
        ]


def _numbered(word: str, offered: tuple[Offered, ...]) -> Offered | None:
    """What has a number in a list; None where the word is no number."""
    number = whole_number(word.strip())
    if number is None:
        return None
    if not 0 < number <= len(offered):
        raise UnclearAnswer(f"There is no number {number} in the list.")
    return offered[number - 1]
