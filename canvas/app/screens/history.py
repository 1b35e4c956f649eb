"""Every version of the canvas that git has, newest first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from canvas.app.dates import short_day
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.version_lookup import commit_label
from canvas.app.widgets import change_list
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.exports.changes import sentences, summary
from canvas.exports.phrases import counted
from canvas.files.git.history import Commit
from canvas.files.git.versions import MOST, VersionError, canvas_at, listed, place_of
from canvas.model.canvas import Canvas
from canvas.model.compare import compare
from canvas.model.sanitize import visible_line
from canvas.workspace import Workspace

_KEYS = keys_line(
    ("open", "enter looks at that version"), ("changes", "c tells its changes"), ("dismiss", "esc closes")
)
_WHEN_WIDTH = 11
_ROWS_AT_ONCE = 0.2
"""Seconds between two times that computed summaries are shown: each lays the whole list out again."""


class OldVersionRequest(NamedTuple):
    """A version to look at."""

    canvas: Canvas
    commit: Commit


class HistoryScreen(Waiting[str]):
    """A row for each commit; what changed in each is worked out while the list is there to be read.

    Gives why git does not know the canvas, where it does not.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,H", "dismiss", "Close", priority=True),
        Binding("enter", "open", "Look at it", priority=True),
        Binding("c", "changes", "Its changes", priority=True),
    ]

    def __init__(
        self, workspace: Workspace, today: date, open_version: Callable[[Canvas, Commit], Screen[Any]]
    ) -> None:
        """A history.

        Args:
            workspace: the canvas as it is now.
            today: tells whose year needs saying.
            open_version: gives the screen that shows one of the versions.
        """
        super().__init__()
        self.workspace = workspace
        self.open_version = open_version
        self.today = today
        self.commits: list[Commit] = []
        self.canvases: dict[str, Canvas | str] = {}
        """The version of each commit by its id, or why it cannot be read."""

    def compose(self) -> Iterator[Widget]:
        """The list, and the keys."""
        with Vertical(classes="dialog wide tall walk"):
            yield Static("History: git is asked…", classes="title", markup=False)
            yield OptionList(compact=True)
            yield Static("", classes="problem", markup=False)
            yield Static(_KEYS, classes="hint")

    def on_mount(self) -> None:
        """Ask git for the commits, then for each of them."""
        self.run_worker(self._read, thread=True)

    def on_click(self, event: events.Click) -> None:
        """A second click looks at it."""
        if event.chain > 1 and isinstance(self.get_widget_at(*event.screen_offset)[0], OptionList):
            self.action_open()

    def action_open(self) -> None:
        """Look at the marked version on a board of its own."""
        found = self._version()
        if found:
            self.app.push_screen(self.open_version(found.canvas, found.commit))

    def action_changes(self) -> None:
        """Tell what changed in the marked version."""
        at = self._at
        if at is None:
            return
        newer, older = self._canvas(at), self._canvas(at + 1)
        if isinstance(newer, str) or isinstance(older, str):
            self._tell(newer if isinstance(newer, str) else str(older))
            return
        told = commit_label(self.commits[at - 1]) if at else "Not committed yet"
        parts = [visual for visual, _ in change_list.listed(sentences(compare(older, newer), newer))]
        self.app.push_screen(TextViewerScreen(told, parts or [Content("Nothing changed in the canvas.")]))

    @property
    def _at(self) -> int | None:
        return self.query_one(OptionList).highlighted

    def _version(self) -> OldVersionRequest | None:
        """The marked version; where there is none, that is said."""
        at = self._at
        if not at:
            self._tell("This is the canvas as it is now: esc goes back to it." if self.commits else "")
            return None
        found = self._canvas(at)
        if isinstance(found, str):
            self._tell(found)
            return None
        return OldVersionRequest(found, self.commits[at - 1])

    def _canvas(self, row: int) -> Canvas | str:
        """The canvas of a row, or why it cannot be read; an empty one past the first version."""
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
        for number in range(len(self.commits) + 1):
            if worker.is_cancelled:
                return
            ready[number] = self._row(number, self._canvas(number), self._canvas(number + 1))
            if time.monotonic() - shown > _ROWS_AT_ONCE or number == len(self.commits):
                self.from_thread(self._fill_in, ready)
                ready, shown = {}, time.monotonic()

    # Back on the screen

    def _list(self) -> None:
        commits = self.commits
        latest = "the latest " if len(commits) >= MOST else ""
        many = f"{latest}{counted(len(commits), 'version')} in git"
        commit = self.app.key_map.told("commit")
        none = f"{visible_line(self._place.title)} is in no commit yet: {commit} on the board makes the first"
        self.query_one(".title", Static).update(f"History: {many if commits else none}")
        rows = self.query_one(OptionList)
        rows.set_options(Option(self._row(number, None, None)) for number in range(len(commits) + 1))
        rows.highlighted = min(1, len(commits))
        self.go_on(rows)

    def _row(self, number: int, newer: Canvas | str | None, older: Canvas | str | None) -> HangingIndent:
        """A row: when, what changed, who; until that is known, what the commit says of itself."""
        said, look = "", "bold"
        if isinstance(newer, str):
            said, look = newer, "$error"
        elif isinstance(older, str):
            said, look = "What changed cannot be told: the version before it cannot be read.", "$quiet"
        elif newer and number == len(self.commits) > 0:
            is_first = number < MOST  # else git was asked for no older ones
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
        about = " · ".join(filter(None, (commit.author, commit.short, said and commit.subject)))
        return HangingIndent(
            (
                _mark(f"  {short_day(commit.when.date(), self.today)}"),
                Content.styled(visible_line(said or commit.subject) or "…", look if said else ""),
            ),
            (_mark(""), Content.styled(visible_line(about), "$quiet")),
        )

    def _fill_in(self, ready: dict[int, HangingIndent]) -> None:
        rows = self.query_one(OptionList)
        for number, row in ready.items():
            rows.replace_option_prompt_at_index(number, row)

    def _refuse(self, problem: str) -> None:
        self.query_one(".title", Static).update("History")
        self._tell(problem)
        self.go_on()

    def _tell(self, problem: str) -> None:
        shown = self.query_one(".problem", Static)
        shown.update(problem)
        shown.set_class(bool(problem), "-said")


def _mark(words: str) -> Content:
    return Content.styled(f"{words:<{_WHEN_WIDTH}}", "bold $accent")
