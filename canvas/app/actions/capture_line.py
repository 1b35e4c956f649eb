"""One statement from anywhere, in a line with its panel, kind, owner and day."""

from __future__ import annotations

from dataclasses import replace

from canvas.app.actions.base import Commands
from canvas.app.screens.capture_line import CaptureLineScreen
from canvas.app.widgets.capture import Capture
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.next_steps import names
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY, PANELS


def capture_line(commands: Commands) -> None:
    """Ask for the line, and add its statement at the end of its panel; the cursor stays where it is."""
    workspace = commands.workspace
    here = BY_KEY.get(commands.board.active)
    is_on = commands.context.host.settings.shorthand
    capture = Capture(here or PANELS[0], lambda: names(workspace.canvas), commands.today, is_on=is_on)
    screen = CaptureLineScreen(capture, here, lambda: workspace.record_draft(added))

    def added(canvas: Canvas) -> Edit:
        panel, typed = screen.panel or PANELS[0], screen.result
        made = edits.add(canvas, panel.key, [typed.text], values=typed.values)
        return replace(made, focus=commands.focus)

    def answered(answer: tuple[str, bool]) -> None:
        if answer[1] and commands.make(added) and screen.panel:
            where, undo = f"{screen.panel.number} {screen.panel.title}", commands.key("undo")
            commands.say(f"Added to {where}: {quote(screen.result.text)}; {undo} undoes it.")
        elif answer[0].strip():
            commands.stash(added)
        workspace.discard_drafts()

    commands.ask(screen, answered)
