"""Adapters for screens that still ask their owner; they go with those screens' own change."""

from __future__ import annotations

from typing import Any

from canvas.app.actions.base import Commands


class LegacyOwner(Commands):
    presentation: Any = None

    @property
    def app(self):
        return self.context.host

    @property
    def session(self):
        return self.workspace.session

    @property
    def status_line(self):
        return self.context.status_line

    @property
    def looking_at(self):
        return self.focus

    @property
    def marked(self):
        return self.board.markers

    def mark_since(self, since):
        self.board.markers = since
        self.board.show(self.canvas)
        self.context.show_lines()

    def action_undo(self):
        self.undo()

    def action_redo(self):
        self.redo()

    def offer(self, edit):
        self.stash(edit)

    def change_below(self, edit):
        out = self.workspace.run(edit, by="slides", focus=self.focus)
        if out.error:
            raise out.error
        return out.edit

    def show_below(self, eye):
        self.board.show(self.canvas, eye)
        self.context.show_lines()

    def presented(self, left_at):
        self.left(left_at)
