"""Unlimited undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.types import ItemId


@dataclass(frozen=True, slots=True)
class UndoStep:
    """An edit that was made: its label, and the canvas and the selected item before and after it.

    Attributes:
        age: how many external changes had been merged when it was made.
        by: who made it, as the workspace publishes it.
    """

    label: str
    before: Canvas
    after: Canvas
    focus_before: ItemId | None
    focus_after: ItemId | None
    age: int = 0
    by: str = ""


@dataclass(slots=True)
class History:
    """A canvas with its undo and redo stacks.

    Attributes:
        canvas: the canvas now.
        done: the edits that can be undone, oldest first.
        undone: the edits that can be redone, the one undone last at the end.
        stashed: a cancelled edit, which `redo` makes while the canvas is as it was then.
        external_changes: the external changes merged so far, oldest first.
    """

    canvas: Canvas
    done: list[UndoStep] = field(default_factory=list)
    undone: list[UndoStep] = field(default_factory=list)
    stashed: UndoStep | None = None
    external_changes: list[Callable[[Canvas], Canvas]] = field(default_factory=list)

    def merge_external(self, change: Callable[[Canvas], Canvas], canvas: Canvas) -> None:
        """Merge an external change, which no undo reverts: it is applied to every step.

        Args:
            change: applies it to any canvas of this history.
            canvas: the present canvas with the change applied.
        """
        self.external_changes.append(change)
        self.stashed = None
        self.canvas = canvas

    def _caught_up(self, step: UndoStep) -> UndoStep:
        """Apply to a step the external changes merged since it was made."""
        if step.age == len(self.external_changes):
            return step
        before, after = step.before, step.after
        for change in self.external_changes[step.age :]:
            before, after = change(before), change(after)
        return replace(step, before=before, after=after, age=len(self.external_changes))

    def make(self, edit: Edit, *, focus_before: ItemId | None = None, by: str = "") -> bool:
        """Make an edit and clear the redo stack; an edit that changes nothing is not recorded.

        Args:
            edit: the edit, made from the present canvas.
            focus_before: the item that was selected, for undo.
            by: who makes it.

        Returns:
            Whether it changed anything.
        """
        if edit.canvas == self.canvas:
            return False
        self.done.append(self._step(edit, focus_before, by))
        self.undone.clear()
        self.stashed = None
        self.canvas = edit.canvas
        return True

    def stash_for_redo(self, edit: Edit, *, focus_before: ItemId | None = None) -> bool:
        """Keep a cancelled edit for `redo`; whether it would have changed anything."""
        if edit.canvas == self.canvas:
            return False
        self.stashed = self._step(edit, focus_before, "")
        return True

    def _step(self, edit: Edit, focus_before: ItemId | None, by: str) -> UndoStep:
        age = len(self.external_changes)
        return UndoStep(edit.label, self.canvas, edit.canvas, focus_before, edit.focus, age=age, by=by)

    def undo(self) -> UndoStep | None:
        """Undo the latest edit; None where there is none."""
        if not self.done:
            return None
        step = self._caught_up(self.done.pop())
        self.undone.append(step)
        self.canvas = step.before
        return step

    @property
    def next_redo(self) -> UndoStep | None:
        """What `redo` would make: the stashed edit, or the one undone last; None where there is neither."""
        if self.stashed and self.stashed.before is self.canvas:
            return self.stashed
        return self.undone[-1] if self.undone else None

    def redo(self) -> UndoStep | None:
        """Make the stashed edit, or redo the one undone last; None where there is neither."""
        step = self.next_redo
        if step is None:
            return None
        if step is self.stashed:
            self.stashed = None
            self.undone.clear()  # they followed from the canvas without it
        else:
            step = self._caught_up(self.undone.pop())
        self.done.append(step)
        self.canvas = step.after
        return step
