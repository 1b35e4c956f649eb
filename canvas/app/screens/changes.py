"""The changes since an older version."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType

from canvas.app.bindings import binding_of
from canvas.app.keys import spelled
from canvas.app.older_versions import Version, last_committed, since
from canvas.app.screens.list_dialog import ListDialog, Spot
from canvas.app.screens.prompt import PromptScreen
from canvas.app.widgets.change_list import listed
from canvas.app.widgets.change_markers import ChangeMarkers
from canvas.app.widgets.key_hints import BoundKey, EditKey, bound_keys
from canvas.exports.changes import ChangeSentence, sentences
from canvas.files.git.versions import VersionError, place_of
from canvas.git_phrases import no_version
from canvas.model.compare import Change, compare
from canvas.model.restore_item import restore_field
from canvas.model.sanitize import quote
from canvas.workspace import Workspace

_QUESTION = "Since when? A day such as yesterday or 2026-11-01, or a branch, tag or commit of git"
_QUESTION_NOW = f"The canvas as it is now is compared. {_QUESTION}"


class MarkersPort(Protocol):
    """The board, which can show change markers."""

    @property
    def markers(self) -> ChangeMarkers | None:
        """The markers that show; None for none."""

    def set_markers(self, markers: ChangeMarkers | None) -> None:
        """Show other markers, or none."""


class ChangesScreen(ListDialog[Spot | str, ChangeSentence]):
    """Lists changes and restores old values; gives the place of one, or why git does not know the canvas."""

    HEADING = "What changed"
    HAS_ROWS_AT_ONCE = False
    KEYS = (
        *(
            ("go", "enter goes there"),
            EditKey("bring_back", "brings back what was"),
            ("since", "tab since when"),
        ),
        *(BoundKey("mark", "shows them on the board"), ("dismiss", "esc closes")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("changes", "dismiss"),
        binding_of("bring_back", "bring_back"),
        Binding("asterisk", "mark", "Marks", priority=True),
        Binding("tab", "since", "Since when", priority=True),
    ]

    def __init__(
        self, workspace: Workspace, port: MarkersPort, today: date, version: Version | None = None
    ) -> None:
        """A list of changes since a version, by default the last one in git."""
        super().__init__(workspace)
        self.port = port
        self.today = today
        self.version = version
        # A list with a given version opens over the board of that version; the markers show on another.
        self._question, self._board = (
            (_QUESTION_NOW, "The board of the canvas as it is now") if version else (_QUESTION, "The board")
        )

    def on_mount(self) -> None:
        """Compare, once git has given the version."""
        if self.version:
            self._take(self.version)
        else:
            self._ask("")

    def action_go(self) -> None:
        """Go to the item of the highlighted change, or to its panel if it is gone."""
        said, told = self.highlighted, self.app.key_map.told
        if said and isinstance(said.change, Change):
            after = said.change.after
            self.dismiss((said.panel, after.id if after else None))
        elif said:
            self.tell(f"This is about the canvas itself: {told('properties')} on the board changes it.")

    def action_bring_back(self) -> None:
        """Restore the old value of the highlighted change."""
        said, told = self.highlighted, self.app.key_map.told
        if said is None or self.version is None:
            return
        if not isinstance(said.change, Change):
            self.tell(f"This is about the canvas itself: {told('properties')} on the board changes it.")
            return
        edit = restore_field(self.version.canvas, said.change)
        if edit is None:
            self.tell(f"This is new: nothing is older. {told('delete')} on the board deletes it.")
            return
        outcome = self.workspace.run(edit, by="changes")
        if outcome.error:
            self.tell(str(outcome.error), is_problem=True)
        elif not outcome.changed:
            ways = f"{told('keep_ours')} or {told('take_theirs')}"
            self.tell(f"Only what is not resolved differs here: {ways} on the board resolves it.")
        else:
            self.tell(f"Brought back {quote(said.change.item.text)}; {told('undo')} on the board undoes it.")

    def action_mark(self) -> None:
        """Toggle the change markers on the board."""
        if self.port.markers:
            self.port.set_markers(None)
            self.tell(f"{self._board} shows no changes any more.")
        elif self.version is None:
            self.tell("Nothing is compared yet.")
        else:
            self.port.set_markers(ChangeMarkers(self.version.canvas, self.version.label))
            what = f"what changed {self.version.label}: + new, ~ changed, > moved"
            ends = f"; {spelled(key)} ends it" if (key := bound_keys(self).get("mark")) else ""
            self.tell(f"{self._board} shows {what}{ends}.")

    def canvas_changed(self) -> None:
        """Compare the canvas as it is now."""
        if self.version:
            self._show(self.version)

    def action_since(self) -> None:
        """Compare with another version."""
        self.app.ask(PromptScreen(self._question), self._ask)

    def _ask(self, words: str) -> None:
        """Look for a version in a thread."""
        self.wait()
        self._describe("git is asked…")
        self.tell("")
        path, today = self.workspace.path, self.today

        def read() -> None:
            try:
                place_of(path)
            except VersionError as error:
                self.from_thread(self.dismiss, str(error))
                return
            try:
                found = since(path, words, today) if words else last_committed(path, today)
            except VersionError as error:
                self.from_thread(self._refuse, no_version(error, self.app.key_map.told))
            else:
                self.from_thread(self._take, found)

        self.run_worker(read, thread=True, exclusive=True)

    def _take(self, version: Version) -> None:
        if self.port.markers:
            self.port.set_markers(ChangeMarkers(version.canvas, version.label))
        self._show(version)
        self.go_on(self.option_list)

    def _refuse(self, problem: str) -> None:
        self._describe(self.version.told if self.version else "nothing to compare with yet")
        self.tell(problem, is_problem=True)
        self.go_on(self.option_list)

    def _show(self, version: Version) -> None:
        """List the changes since a version."""
        self.version = version
        now = self.workspace.canvas
        is_any = self.list_rows(listed(sentences(compare(version.canvas, now), now)))
        self._describe(version.told if is_any else f"{version.told}: nothing")

    def _describe(self, since_when: str) -> None:
        self.set_heading(f"What changed: {since_when}")
