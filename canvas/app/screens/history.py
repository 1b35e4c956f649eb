"""The commits of the canvas, newest first."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from canvas.app.bindings import binding_of
from canvas.app.dates import short_day
from canvas.app.older_versions import commit_label
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.widgets import change_list
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey
from canvas.exports.changes import sentences, summary
from canvas.exports.phrases import counted
from canvas.files.git.history import Commit
from canvas.files.git.versions import MAX_COMMITS, VersionError, canvas_at, listed, place_of
from canvas.model.canvas import Canvas
from canvas.model.compare import compare
from canvas.model.sanitize import visible_line
from canvas.workspace import Workspace

_WHEN_WIDTH = 11
_BATCH_SECONDS = 0.2
"""Seconds between batches of computed summaries: each batch lays out the whole list again."""


class HistoryScreen(ListDialog[str, Commit]):
    """A row for each commit, whose summary is computed in a thread; gives why git has none, if so."""

    HEADING = "History: git is asked…"
    HAS_ROWS_AT_ONCE = False
    KEYS = (
        *(("go", "enter looks at that version"), BoundKey("changes", "tells its changes")),
        ("dismiss", "esc closes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("history", "dismiss"),
        binding_of("changes", "changes"),
    ]

    def __init__(
        self, workspace: Workspace, today: date, open_version: Callable[[Canvas, Commit], Screen[Any]]
    ) -> None:
        """A history; `open_version` makes the screen that shows one of its versions."""
        super().__init__(workspace)
        self.open_version = open_version
        self.today = today
        self.commits: list[Commit] = []
        self.canvases: dict[str, Canvas | str] = {}
        """The version of each commit by its id, or why it cannot be read."""

    def on_mount(self) -> None:
        """Read the commits and their canvases in a thread."""
        self.run_worker(self._read, thread=True)

    def action_go(self) -> None:
        """Open the highlighted version on a board of its own."""
        if at := self.option_list.highlighted:
            self._when_read((at,), lambda: self._open(at))
        else:
            now = "This is the canvas as it is now: esc goes back to it." if self.commits else ""
            self.tell(now, is_problem=True)

    def _open(self, row: int) -> None:
        found = self._canvas(row)
        if isinstance(found, str):
            self.tell(found, is_problem=True)
        else:
            self.app.push_screen(self.open_version(found, self.commits[row - 1]))

    def action_changes(self) -> None:
        """Show what changed in the highlighted version."""
        if (at := self.option_list.highlighted) is not None:
            self._when_read((at, at + 1), lambda: self._show_changes(at))

    def _show_changes(self, row: int) -> None:
        newer, older = self._canvas(row), self._canvas(row + 1)
        if isinstance(newer, str) or isinstance(older, str):
            self.tell(newer if isinstance(newer, str) else str(older), is_problem=True)
            return
        heading = commit_label(self.commits[row - 1], self.today) if row else "Not committed yet"
        parts = [visual for visual, _ in change_list.listed(sentences(compare(older, newer), newer))]
        self.app.push_screen(TextViewerScreen(heading, parts or [Content("Nothing changed in the canvas.")]))

    def _when_read(self, rows: tuple[int, ...], then: Callable[[], None]) -> None:
        """Call a function once the canvases of some rows are read; keys are queued while git is asked."""
        if all(self._is_read(row) for row in rows):
            then()
            return
        self.wait()

        def read() -> None:
            for row in rows:
                self._canvas(row)
            self.from_thread(done)

        def done() -> None:
            self.set_focus(self.option_list)
            then()
            self.go_on()

        self.run_worker(read, thread=True)

    def _is_read(self, row: int) -> bool:
        return not 0 < row <= len(self.commits) or self.commits[row - 1].id in self.canvases

    def _canvas(self, row: int) -> Canvas | str:
        """The canvas of a row, or why it cannot be read; past the first version, an empty one."""
        if row == 0:
            return self.workspace.canvas
        if row > len(self.commits):
            return Canvas("")
        commit = self.commits[row - 1]
        if commit.id not in self.canvases:
            try:
                self.canvases[commit.id] = canvas_at(self._place, commit)
            except VersionError as error:
                self.canvases[commit.id] = str(error)
        return self.canvases[commit.id]

    def canvas_changed(self) -> None:
        """Compare the canvas as it is now with the latest version."""
        self._fill_in_now()

    # In a thread

    def _read(self) -> None:
        worker = get_current_worker()
        try:
            place_of(self.workspace.path)
        except VersionError as error:
            self.from_thread(self.dismiss, str(error))
            return
        try:
            self._place, self.commits = listed(self.workspace.path)
        except VersionError as error:
            self.from_thread(self._refuse, str(error))
            return
        self.from_thread(self._list)
        ready: dict[int, HangingIndent] = {}
        shown = time.monotonic()
        for number in range(1, len(self.commits) + 1):
            if worker.is_cancelled:
                return
            ready[number] = self._row(number, self._canvas(number), self._canvas(number + 1))
            if time.monotonic() - shown > _BATCH_SECONDS or number == len(self.commits):
                self.from_thread(self._fill_in, ready)
                ready, shown = {}, time.monotonic()

    # Back on the screen

    def _list(self) -> None:
        commits = self.commits
        latest = "the latest " if len(commits) >= MAX_COMMITS else ""
        many = f"{latest}{counted(len(commits), 'version')} in git"
        key, title = self.app.key_map.told("commit"), visible_line(self._place.title)
        none = f"{title} is in no commit yet: {key} on the board makes the first"
        self.set_heading(f"History: {many if commits else none}")
        rows = self.option_list
        rows.set_options(Option(self._row(number, None, None)) for number in range(len(commits) + 1))
        rows.highlighted = min(1, len(commits))
        self._fill_in_now()
        self.go_on(rows)

    def _row(self, number: int, newer: Canvas | str | None, older: Canvas | str | None) -> HangingIndent:
        """A row: day, summary, author; the subject of the commit until the summary is known."""
        said, look = "", "bold"
        if isinstance(newer, str):
            said, look = newer, "$error"
        elif isinstance(older, str):
            said, look = "What changed cannot be told: the version before it cannot be read.", "$quiet"
        elif newer and number == len(self.commits) > 0:
            is_first = number < MAX_COMMITS  # else git was asked for no older ones
            said = f"The first version: {counted(len(newer), 'statement')}." if is_first else ""
        elif newer and older:
            differences = compare(older, newer)
            said = "Nothing changed in the canvas." if differences.are_none else summary(differences)
        if number == 0:
            what = said or "…"
            none = newer is not None and said.startswith("Nothing")
            text = "as in the last commit" if none else f"not committed yet: {what}"
            return HangingIndent((_mark("  now" if none else "* now"), Content.styled(text, look)))
        commit = self.commits[number - 1]
        about = map(visible_line, filter(None, (commit.author, commit.short, said and commit.subject)))
        return HangingIndent(
            (
                _mark(f"  {short_day(commit.when.date(), self.today)}"),
                Content.styled(visible_line(said or commit.subject) or "…", look if said else ""),
            ),
            (_mark(""), tuple(Content.styled(fact, "$quiet") for fact in about)),
        )

    def _fill_in(self, ready: dict[int, HangingIndent]) -> None:
        rows = self.option_list
        for number, row in ready.items():
            rows.replace_option_prompt_at_index(number, row)
        if 1 in ready:
            self._fill_in_now()

    def _fill_in_now(self) -> None:
        """Fill in the row of the canvas as it is now, if the version to compare it with has been read."""
        if self.option_list.option_count and self._is_read(1):
            row = self._row(0, self.workspace.canvas, self._canvas(1))
            self.option_list.replace_option_prompt_at_index(0, row)

    def _refuse(self, problem: str) -> None:
        self.set_heading("History")
        self.tell(problem, is_problem=True)
        self.go_on()


def _mark(words: str) -> Content:
    return Content.styled(f"{words:<{_WHEN_WIDTH}}", "bold $accent")
