"""One statement from anywhere, in a line with its panel, kind, owner and day."""

from __future__ import annotations

from canvas.app.actions.base import ItemCommands
from canvas.app.screens.capture_line import CaptureLineScreen
from canvas.app.widgets.capture import Capture
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.owner_names import names
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY, PANELS, Panel


def panel_of_cursor(commands: ItemCommands) -> Panel | None:
    """The panel of the statement under the cursor."""
    place = commands.canvas.place(commands.focus) if commands.focus else None
    return BY_KEY[place[0]] if place else None


def capture_line(commands: ItemCommands, here: Panel | None, *, is_on: bool) -> None:
    """Ask for the line, and add its statement at the end of its panel; the cursor stays where it is.

    Args:
        commands: the commands of the screen that is asked.
        here: the panel where the line names none.
        is_on: whether shorthand is understood.
    """
    if commands.refused():
        return
    workspace = commands.workspace
    commands.say("")
    capture = Capture(here or PANELS[0], lambda: names(workspace.canvas), commands.today, is_on=is_on)
    screen = CaptureLineScreen(capture, here, lambda: workspace.record_draft(added))

    def added(canvas: Canvas) -> Edit:
        panel, typed = screen.panel or PANELS[0], screen.result
        made = edits.add(canvas, panel.key, [typed.text], values=typed.values)
        return made._replace(focus=commands.focus)

    def answered(answer: tuple[str, bool]) -> None:
        if answer[1] and commands.make(added) and screen.panel:
            where, undo = screen.panel.numbered_title, commands.key("undo")
            commands.say(f"Added to {where}: {quote(screen.result.text)}; {undo} undoes it.")
        elif answer[0].strip():
            commands.stash(added)
        workspace.discard_drafts()

    commands.ask(screen, answered)
