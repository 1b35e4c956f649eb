"""A text area whose cursor, backspace and wrapping go by grapheme clusters rather than by code points."""

from __future__ import annotations

from textual import events
from textual.document._document import Document, EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument
from textual.strip import Strip
from textual.widgets import TextArea

from canvas.app.paint.whole_clusters import whole_clusters
from canvas.model.graphemes import (
    fitting,
    is_boundary,
    is_unseen_letter,
    next_boundary,
    previous_boundary,
    wrap_offsets,
)
from canvas.model.sanitize import is_narrow

CARET_COLUMNS = 1
"""How many columns of a text area are left free for the caret behind a line."""


class ClusterDocument(WrappedDocument):
    """Wraps between clusters, and finds the cluster at a column."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines."""
        super().wrap(width, tab_width)
        if not width or self._is_plain(self.document.lines):
            return
        self._wrap_offsets = [
            self._wrap_offsets[at] if is_narrow(line) or "\t" in line else wrap_offsets(line, width)
            for at, line in enumerate(self.document.lines)
        ]
        self._offset_to_line_info = []
        self._line_index_to_offsets = []
        for line, offsets in enumerate(self._wrap_offsets):
            first = len(self._offset_to_line_info)
            sections = range(len(offsets) + 1)
            self._offset_to_line_info += [(line, section) for section in sections]
            self._line_index_to_offsets.append([first + section for section in sections])

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap the lines of an edit; all of them where one has clusters."""
        super().wrap_range(start, old_end, new_end)
        if not self._is_plain(self.document.lines):
            self.wrap(self._width)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The index of the cluster at a column of a wrapped line."""
        sections = self.get_sections(line_index)
        section = sections[y_offset]
        if is_narrow(section) or "\t" in section:
            return super().get_target_document_column(line_index, x_offset, y_offset)
        column = fitting(section, max(0, x_offset))
        if y_offset not in (-1, len(sections) - 1):
            column = min(column, previous_boundary(section, len(section)))
        return sum(map(len, sections[:y_offset])) + column

    @staticmethod
    def _is_plain(lines: list[str]) -> bool:
        return all(map(is_narrow, lines))


def wrapped_lines(text: str, width: int) -> list[str]:
    """The lines of a text as a text area of this width wraps it."""
    document = ClusterDocument(Document(text))
    document.wrap(width)
    return [section for sections in document.lines for section in sections]


class ClusterTextArea(TextArea):
    """A text area that takes a cluster for one character."""

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = ClusterDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    _is_editing = False

    def edit(self, edit: Edit) -> EditResult:
        """Apply an edit; the cursor stays behind what was typed, although it may join what follows."""
        self._is_editing = True
        try:
            return super().edit(edit)
        finally:
            self._is_editing = False

    def validate_selection(self, selection: Selection) -> Selection:
        """Move an end that is within a cluster on, in the direction in which it was moved."""
        if self._is_editing:
            return selection
        return Selection(
            self._snapped(selection.start, self.selection.start),
            self._snapped(selection.end, self.selection.end),
        )

    def _snapped(self, location: Location, before: Location) -> Location:
        row, column = location
        line = self.document.get_line(row)
        if is_boundary(line, column):
            return location
        return row, next_boundary(line, column) if location > before else previous_boundary(line, column)

    def get_cursor_left_location(self) -> Location:
        """One cluster to the left."""
        row, column = self.cursor_location
        if column == 0:
            return super().get_cursor_left_location()
        return row, previous_boundary(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> Location:
        """One cluster to the right."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        return (
            (row, next_boundary(line, column)) if column < len(line) else super().get_cursor_right_location()
        )

    def get_cursor_word_left_location(self) -> Location:
        """The beginning of a word to the left, never within a cluster."""
        location = super().get_cursor_word_left_location()
        return self._snapped(location, self.cursor_location)

    def get_cursor_word_right_location(self) -> Location:
        """The end of a word to the right, never within a cluster."""
        location = super().get_cursor_word_right_location()
        return self._snapped(location, self.cursor_location)

    def on_key(self, event: events.Key) -> None:
        """Insert joiners and direction marks, which Textual drops: emoji and Persian are typed with them."""
        if is_unseen_letter(event.character) and event.character and not self.read_only:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection, maintain_selection_offset=False)

    def render_line(self, y: int) -> Strip:
        """A line with whole clusters."""
        return whole_clusters(super().render_line(y))
