"""Unlimited undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.types import ItemId


@dataclass(frozen=True, slots=True)
class UndoStep:
    """One edit that was made: its label, the canvas and the item looked at before and after it.

    Attributes:
        age: how many changes from outside were known when it was made.
    """

    label: str
    before: Canvas
    after: Canvas
    focus_before: ItemId | None
    focus_after: ItemId | None
    age: int = 0


@dataclass(slots=True)
class History:
    """A canvas and the way it came to be.

    Attributes:
        canvas: as it stands now.
        done: the edits that led here, oldest first.
        undone: the edits taken back, the latest taken back last.
        offered: an edit that was typed and abandoned; `redo` makes it while the canvas is as it was then.
        outside: what others changed in the file meanwhile, oldest first.
    """

    canvas: Canvas
    done: list[UndoStep] = field(default_factory=list)
    undone: list[UndoStep] = field(default_factory=list)
    offered: UndoStep | None = None
    outside: list[Callable[[Canvas], Canvas]] = field(default_factory=list)

    def merge_external(self, change: Callable[[Canvas], Canvas], canvas: Canvas) -> None:
        """Merge an external change, which no undo reverts: it is applied to every step.

        Args:
            change: what it makes of any canvas of this history.
            canvas: what it makes of the canvas as it stands.
        """
        self.outside.append(change)
        self.offered = None
        self.canvas = canvas

    def _caught_up(self, step: UndoStep) -> UndoStep:
        """Apply to a step the external changes made since."""
        if step.age == len(self.outside):
            return step
        before, after = step.before, step.after
        for change in self.outside[step.age :]:
            before, after = change(before), change(after)
        return replace(step, before=before, after=after, age=len(self.outside))

    def make(self, edit: Edit, *, focus_before: ItemId | None = None) -> bool:
        """Make an edit; what was undone before it is forgotten.

        Args:
            edit: the edit, made from the canvas as it stands.
            focus_before: the item that was looked at, for when the edit is undone.

        Returns:
            Whether it changed anything; one that did not leaves no trace.
        """
        if edit.canvas == self.canvas:
            return False
        age = len(self.outside)
        self.done.append(UndoStep(edit.label, self.canvas, edit.canvas, focus_before, edit.focus, age))
        self.undone.clear()
        self.offered = None
        self.canvas = edit.canvas
        return True

    def stash_for_redo(self, edit: Edit, *, focus_before: ItemId | None = None) -> bool:
        """Keep an edit that was typed and left, for `redo`; what was undone before it stays undone.

        Returns:
            Whether it would have changed anything.
        """
        if edit.canvas == self.canvas:
            return False
        age = len(self.outside)
        self.offered = UndoStep(edit.label, self.canvas, edit.canvas, focus_before, edit.focus, age)
        return True

    def undo(self) -> UndoStep | None:
        """Take the latest edit back; None where there is none."""
        if not self.done:
            return None
        step = self._caught_up(self.done.pop())
        self.undone.append(step)
        self.canvas = step.before
        return step

    def redo(self) -> UndoStep | None:
        """Make the edit that was left, or taken back, last; None where there is none."""
        if self.offered and self.offered.before is self.canvas:
            step, self.offered = self.offered, None
            self.undone.clear()  # they followed from the canvas without it
        elif self.undone:
            step = self._caught_up(self.undone.pop())
        else:
            return None
        self.done.append(step)
        self.canvas = step.after
        return step
