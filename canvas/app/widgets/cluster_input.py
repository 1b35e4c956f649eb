"""A single-line input that edits and paints whole grapheme clusters."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from canvas.app.paint.whole_clusters import whole_clusters
from canvas.model.graphemes import fitting, is_boundary, is_unseen_letter, next_boundary, previous_boundary
from canvas.model.sanitize import shorten


class ClusterInput(Input):
    """An input that takes a cluster for one character."""

    _is_editing = False
    _whole_placeholder = ""

    def on_mount(self) -> None:
        """Remember the placeholder, which a narrow field shortens."""
        self._whole_placeholder = self.placeholder

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part; the cursor stays behind what was typed, although it may join what follows."""
        self._is_editing = True
        self._initial_value = False  # the first text of a field does not make Textual scroll to the caret
        try:
            super().replace(text, start, end)
        finally:
            self._is_editing = False

    def validate_selection(self, selection: Selection) -> Selection:
        """Move an end that is within a cluster on, in the direction in which it was moved."""
        start, end = selection = super().validate_selection(selection)
        if self._is_editing:
            return selection
        return Selection(self._snapped(start, self.selection.start), self._snapped(end, self.selection.end))

    def _snapped(self, at: int, before: int) -> int:
        if is_boundary(self.value, at):
            return at
        return next_boundary(self.value, at) if at > before else previous_boundary(self.value, at)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is painted; Textual adds a column at the end of the text."""
        column = self._position_to_cell(self.cursor_position) - self.scroll_offset.x
        x, y = self.content_region.offset
        return Offset(x + column, y)

    def on_resize(self) -> None:
        """Keep the caret in sight in a field that became narrower, or learns how wide it is.

        A placeholder that is too long ends in “…”; Textual breaks it and shows its first line.
        """
        room = self.scrollable_content_region.width
        self.placeholder = shorten(self._whole_placeholder, room, at_word=True)
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def action_delete_left(self) -> None:
        """Delete the cluster to the left, or what is selected."""
        if self.selection.is_empty:
            self.delete(previous_boundary(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        """Delete the cluster to the right, or what is selected."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, next_boundary(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def on_key(self, event: events.Key) -> None:
        """Insert joiners and direction marks, which Textual drops: emoji and Persian are typed with them."""
        if is_unseen_letter(event.character) and event.character:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)

    def _cell_offset_to_index(self, offset: int) -> int:
        """The index of the cluster at a column, for the mouse."""
        return fitting(self.value, offset + self.scroll_offset.x)

    def render_line(self, y: int) -> Strip:
        """The line with whole clusters."""
        return whole_clusters(super().render_line(y))
