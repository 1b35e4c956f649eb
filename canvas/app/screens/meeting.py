"""The meeting that runs: its agenda, and what came of it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import ClassVar, Final, Literal

from textual.binding import BindingType
from textual.content import Content

from canvas.app.bindings import binding_of
from canvas.app.screens.begin_meeting import promises_viewer
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.screens.prompt import PromptScreen
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey, EditKey
from canvas.app.widgets.symbols import symbol
from canvas.exports.minutes import counts_line, readable_meeting, title_line
from canvas.exports.slides.slide_text import AUDIENCE
from canvas.model.canvas import Canvas
from canvas.model.meeting_edits import add_to_agenda, set_present, show_to
from canvas.model.meeting_outcomes import with_outcomes
from canvas.model.meetings import Meeting, Note, running_meeting, since_last
from canvas.model.sanitize import quote, visible_line
from canvas.outcome_phrases import edit_done
from canvas.workspace import EditFunction, Workspace

Wanted = Note | Literal["end"]
"""A point to go to, or that the meeting ends."""

_BY: Final = "meeting"
"""The source of edits made here, as the workspace publishes it."""


class MeetingScreen(ListDialog[Wanted, Note]):
    """Lists the agenda and what came of the meeting so far; gives what to go to, or that it ends."""

    EXTRA_CLASSES = "meeting"
    is_idle = True
    KEYS = (
        ("go", "enter goes there"),
        EditKey("end", "ends the meeting"),
        EditKey("add", "adds a point"),
        EditKey("who", "who is here"),
        BoundKey("promises", "since last time"),
        EditKey("audience", "who may read the minutes"),
        ("dismiss", "esc goes on"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("meeting", "end"),
        binding_of("add", "add"),
        binding_of("properties", "who"),
        binding_of("next_steps", "promises"),
        binding_of("visibility", "audience"),
    ]

    def __init__(self, workspace: Workspace, today: date) -> None:
        super().__init__(workspace)
        self.today = today

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that runs; None where it was undone, or ended elsewhere."""
        return running_meeting(self.workspace.canvas)

    def on_mount(self) -> None:
        """List the agenda."""
        self.go_on(self.option_list)
        self.canvas_changed()

    def canvas_changed(self) -> None:
        """List what is on the agenda, and what came of it, now."""
        meeting = self.meeting
        if meeting is None:
            self.set_heading("No meeting runs any more.")
            self.list_rows(())
            return
        so_far = with_outcomes(self.workspace.canvas, meeting, self.today)
        since = f", since {meeting.begun}" if meeting.begun else ""
        here = f" · {len(meeting.present)} here" if meeting.present else ""
        self.set_heading(f"{visible_line(meeting.name)}{since}{here}")
        self.list_rows(self._rows(so_far))

    def action_go(self) -> None:
        """Give the highlighted point."""
        if note := self.highlighted:
            self.dismiss(note)

    def action_end(self) -> None:
        """Give that the meeting ends."""
        if self.meeting and not self.is_refused():
            self.dismiss("end")

    def action_add(self) -> None:
        """Ask for another point of the agenda."""
        if not self.is_refused():
            self.app.ask(PromptScreen("What else is on the agenda?"), self._add)

    def action_who(self) -> None:
        """Ask who is here: more names are added, one with a minus before it goes."""
        meeting = self.meeting
        if meeting is None or self.is_refused():
            return
        here = ", ".join(map(visible_line, meeting.present)) or "nobody yet"
        question = f"Here: {here}. Who came? Several with commas; -NAME for who left"
        self.app.ask(PromptScreen(question), self._came)

    def action_promises(self) -> None:
        """Show what became of each promise of last time."""
        promises = since_last(self.workspace.canvas, self.today)
        if promises:
            self.app.push_screen(promises_viewer(promises))
        else:
            self.tell("Nothing was promised at a meeting before.")

    def action_audience(self) -> None:
        """Let partners read the minutes, or keep them to ourselves."""
        meeting = self.meeting
        if meeting is None or self.is_refused():
            return
        wanted = "partners" if meeting.visibility == "internal" else "internal"
        told = "Partners may read the minutes." if wanted == "partners" else "The minutes are internal."
        self._run(meeting, lambda found: lambda canvas: show_to(canvas, found, wanted), told)

    def _add(self, text: str) -> None:
        if meeting := self.meeting:
            self._run(meeting, lambda found: lambda canvas: add_to_agenda(canvas, found, text, self.today))

    def _came(self, typed: str) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        names = [name.strip() for name in typed.split(",")]
        gone = {name.removeprefix("-").strip().casefold() for name in names if name.startswith("-")}
        here = [name for name in meeting.present if name.casefold() not in gone]
        here += [name for name in names if not name.startswith("-")]
        self._run(meeting, lambda found: lambda canvas: set_present(canvas, found, here))

    def _run(self, meeting: Meeting, edit: Callable[[Meeting], EditFunction], told: str = "") -> None:
        outcome = self.workspace.run(edit(meeting), by=_BY)
        self.tell(
            edit_done(outcome).text if outcome.error or not told else told, is_problem=bool(outcome.error)
        )

    def _rows(self, meeting: Meeting) -> Iterator[tuple[Content | HangingIndent, Note | None]]:
        agenda = meeting.part("agenda")
        yield Content.styled("On the agenda" if agenda else "Nothing is on the agenda", "bold $accent"), None
        for note in agenda:
            item = self.workspace.canvas.item(note.statement)
            mark = symbol(item) if item else "–"
            yield _row(mark, note), note
        so_far = counts_line(meeting)
        yield Content.styled(f"So far: {so_far or 'nothing yet'}", "bold $accent"), None
        shown: set[str] = set()
        for note in meeting.notes:
            item = self.workspace.canvas.item(note.statement)
            if item and note.part not in {"agenda", "next"} and item.id not in shown:
                shown.add(item.id)
                yield _row(symbol(item), note), note


def _row(mark: str, note: Note) -> HangingIndent:
    text = visible_line(note.text).strip().rstrip(".") or "(no words)"
    return HangingIndent((Content.styled(f" {mark} ", "bold"), Content(text)))


def agenda_viewer(canvas: Canvas, today: date) -> TextViewerScreen | None:
    """The agenda of the meeting that runs, as partners may read it, to look at; None where there is none."""
    found = running_meeting(canvas)
    meeting = found and readable_meeting(canvas, found, AUDIENCE, today)
    if meeting is None:
        return None
    rows = [
        (Content.styled(" – ", "bold"), Content(visible_line(note.text))) for note in meeting.part("agenda")
    ]
    parts: list[Content | HangingIndent] = [
        HangingIndent(*rows) if rows else Content("Nothing is on the agenda.")
    ]
    parts += [Content(""), Content.styled(f"So far: {counts_line(meeting) or 'nothing yet'}", "bold")]
    return TextViewerScreen(visible_line(title_line(meeting)), parts)


def ended_sentence(meeting: Meeting) -> str:
    """What is said of a meeting that has just ended."""
    came = counts_line(meeting)
    return f"Ended {quote(meeting.name)}: {came or 'nothing was added, agreed or promised'}."
