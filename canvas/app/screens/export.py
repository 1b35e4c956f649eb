"""The dialog that previews the summary and writes it to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain, repeat
from threading import Lock
from typing import ClassVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.bindings import binding_of, no_meaning
from canvas.app.screens.canvas_dialog import CanvasDialog
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.export_preview import Preview, Previews
from canvas.app.screens.export_selection import ExportSelection
from canvas.app.screens.message_line import MessageLine
from canvas.app.screens.prompt import PromptScreen
from canvas.app.widgets.key_hints import BoundKey
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.text_view import TextView
from canvas.bundled_files import style
from canvas.exchange_phrases import exported, exported_sheets
from canvas.exports import EXPORTERS, ExportError
from canvas.exports.committed_version import may_have_version
from canvas.exports.earlier_version import earlier_version
from canvas.exports.output_file import OutputOutcome
from canvas.exports.phrases import counted
from canvas.exports.request import Earlier
from canvas.exports.sheet_files import SheetsOutcome
from canvas.files.export_memory import ExportChoice, last_choice, remember_choice
from canvas.model.sanitize import shorten, visible_line
from canvas.model.schema import AUDIENCES
from canvas.operations import Operation
from canvas.workspace import Workspace
from canvas.workspace_export import ExportOutcome

_NARROW_COLUMNS = 60
_MAX_PARTNER_COLUMNS = 120
"""The columns of a partner's name in a question: two lines of most terminals."""

_PROGRESS_SECONDS = 0.5
"""Seconds after which an export that is not written yet says that it is being made."""

_EVERYONE, _EACH, _ONE = "everyone", "each", "one "
"""Whose copy it is; the name of one partner follows."""

_SINCE_QUESTION = "Changes since when come first? A day such as yesterday or 2026-11-01, a commit, or a file"


class ExportScreen(CanvasDialog[str]):
    """Previews the summary, chooses its audience and writes it; gives a sentence once it is written."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("export-screen.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", priority=True),
        binding_of("link", "write(True)"),
        Binding("right", "audience(1)", "Audience", priority=True),
        binding_of("visibility", "audience(1)"),
        Binding("left", "audience(-1)", show=False, priority=True),
        Binding("Z", "partner", "One partner", priority=True),
        binding_of("changes", "since"),
        binding_of("meeting", "minutes"),
        Binding("tab", "format(1)", "Format", priority=True),
        Binding("shift+tab", "format(-1)", show=False, priority=True),
    ]
    STILL = frozenset({"dismiss"})

    def __init__(self, workspace: Workspace, today: date, open_file: Callable[[str, str], object]) -> None:
        super().__init__(workspace)
        self.is_preparing = True
        self.audience_line = Static("", id="export-for", markup=False)
        self.format_line = Static("", id="export-as", markup=False)
        self.preview = TextView(id="preview")
        self.problem = MessageLine()
        self.keys_line = KeysLine(id="export-keys")
        self.today = today
        self.open_file = open_file
        self.selection = ExportSelection(workspace, today, self.app.settings.audience)
        self._previews = Previews(self, workspace)
        self._problem = ""  # of the last key or of writing, which a preview made later leaves in sight
        self._unresolved = ""  # a warning that stays in sight until the file is written
        self._remarks = ""  # what is said of the preview or of writing, beside which keys are answered
        self._token: Lock | None = None  # of the export under way: whoever takes it writes, or stops
        self._agreed: bytes | None = None  # the content of an existing file that may be replaced

    def compose(self) -> Iterator[Widget]:
        """Yield the audience, the preview, the problem and the keys."""
        yield self.audience_line
        yield self.format_line
        yield self.preview
        yield self.problem
        yield self.keys_line

    def on_mount(self) -> None:
        """Wait for what was chosen last time."""
        self._update_lines()
        path = self.workspace.path

        def perform() -> tuple[ExportChoice | None, bool]:
            return last_choice(), may_have_version(path)

        self.operate(lambda: Operation.of(perform), self._restore)

    def _restore(self, found: tuple[ExportChoice | None, bool]) -> None:
        choice, self._previews.asks_git = found
        self.selection.restore(choice)
        self.go_on(self.preview)
        self._update()

    def canvas_changed(self) -> None:
        """Preview the canvas as it is now."""
        self._update()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave, and drop a preview that is being made."""
        self.workers.cancel_node(self)
        return super().dismiss(result)

    # Choosing

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing here."""
        if not self.is_waiting and (said := no_meaning(self, event.key, "esc cancels")):
            self._answer(said)

    def action_audience(self, steps: int) -> None:
        """Switch the audience."""
        self.selection.next_audience(steps)
        self._update()

    def action_format(self, steps: int = 1) -> None:
        """Switch to another format."""
        if self.selection.next_format(steps):
            self._update()

    def action_partner(self) -> None:
        """Choose the sheet of one partner, those of all, or the whole summary."""
        chosen = self.selection
        options = [Option("0", _EVERYONE, "Everyone", "the whole summary")]
        if names := chosen.partners:
            count = counted(len(names), "sheet")
            options.append(Option("asterisk", _EACH, "Each partner", f"{count} in a folder", shown="*"))
        keys = chain("123456789", repeat(""))
        options += [
            Option(key, f"{_ONE}{name}", shorten(visible_line(name), _MAX_PARTNER_COLUMNS))
            for key, name in zip(keys, names, strict=False)
        ]

        def answered(value: str) -> None:
            chosen.partner = value.removeprefix(_ONE) if value.startswith(_ONE) else None
            chosen.for_each = value == _EACH
            self._update()

        now = _EACH if chosen.for_each else f"{_ONE}{chosen.partner}" if chosen.partner else _EVERYONE
        self.app.ask(ChooseScreen("Which partner?", options, now), answered)

    def action_minutes(self) -> None:
        """Begin with the minutes of the last meeting, or no longer."""
        chosen = self.selection
        if not chosen.has_minutes:
            from canvas.exports.minutes import no_minutes  # noqa: PLC0415 - many canvases hold none

            self._answer(f"There are {no_minutes(chosen.audience)}.")
            return
        chosen.with_minutes = not chosen.with_minutes
        if chosen.with_minutes:
            chosen.use_document()
        self._update()

    def action_since(self) -> None:
        """Ask since when changes are told first, or tell none any more."""
        if self.selection.since:
            self.selection.since, self.selection.earlier = "", None
            self._update()
        else:
            self.app.ask(PromptScreen(_SINCE_QUESTION), self._compare)

    def _compare(self, words: str) -> None:
        """Read the older version in a thread, and preview what changed since."""
        self.selection.since = words
        path, today = self.workspace.path, self.today

        def perform() -> Earlier | ExportError:
            try:
                return earlier_version(words, path, today)
            except ExportError as error:
                return error

        self.wait()
        self.operate(lambda: Operation.of(perform), self._compared)

    def _compared(self, found: Earlier | ExportError) -> None:
        self.go_on(self.preview)
        if isinstance(found, ExportError):
            self.selection.since = ""
            self._update(str(found))
            return
        self.selection.earlier = found
        is_other = self.selection.use_document()
        told = f"Only documents tell what changed: this is {self.selection.format}."
        self._update(told if is_other else "")

    # Writing

    def action_write(self, opens: bool = False) -> None:
        """Write the file, and open it where asked to; one of somebody else is replaced when asked again."""
        self._token = token = Lock()
        order = self.selection.order(self.app.labels, self._agreed)
        export = partial(self.workspace.export, order, partial(token.acquire, blocking=False))
        self.wait()
        self.set_timer(_PROGRESS_SECONDS, partial(self._tell_progress, token))
        self.operate(export, partial(self._written, opens=opens))

    def _tell_progress(self, token: Lock) -> None:
        if self._token is token:
            self.problem.tell(f"Making {self.selection.format}…  esc stops.")

    async def action_dismiss(self, result: str | None = None) -> None:
        """Leave; an export under way is stopped, unless its file is being written already."""
        if self._token is None:
            self.dismiss(result)
        elif self._token.acquire(blocking=False):
            self.dismiss(exported(OutputOutcome("stopped", "")).text)
            self.go_on(keep=False)

    def _written(self, outcome: ExportOutcome, *, opens: bool) -> None:
        self._token = None
        phrase = exported_sheets(outcome) if isinstance(outcome, SheetsOutcome) else exported(outcome)
        if not isinstance(outcome, ExportError) and outcome.is_done:
            remember = Operation(partial(remember_choice, self.selection.remembered()), lambda _: None)
            self.app.operate(lambda: remember, lambda _: None)
            self.dismiss(phrase.text)
            self.go_on()
            if opens:
                path = outcome.folder if isinstance(outcome, SheetsOutcome) else outcome.path
                self.open_file(path, phrase.text)
            return
        self.go_on(self.preview)
        sentence = phrase.text
        if isinstance(outcome, OutputOutcome) and outcome.code == "exists":
            self._agreed = outcome.found
            again = self.app.key_map.told("link") if opens else "enter"
            sentence = f"{sentence} Press {again} again to replace it."
        self._problem = sentence
        self._tell(sentence)

    def show_preview(self, preview: Preview) -> None:
        """Show a preview that is made, and what there is to say of it."""
        self.is_preparing = False
        self._unresolved = preview.unresolved
        problem = (self._problem if preview.text.blocks else "") or preview.problem
        self._tell(problem, "" if self._problem else preview.missing)
        self.preview.show(preview.text)

    # The lines around it

    def _update(self, problem: str = "") -> None:
        """Show the audience, the keys and the preview, and why the preview cannot be made or is another."""
        self._agreed = None
        problem = self.selection.correct() or problem
        self._update_lines()
        self._problem = problem
        if problem:
            self.problem.tell(problem)
        self._previews.renew()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        if self.is_mounted:
            self._update_lines()

    def _update_lines(self) -> None:
        chosen, is_narrow = self.selection, self.app.size.width < _NARROW_COLUMNS
        audience = _choice_of(AUDIENCES, chosen.audience)
        said = Content.assemble(
            ("Summary for ", "$quiet"), *audience, (f"  {chosen.described}", "$foreground")
        )
        self.audience_line.update(said)
        self._update_format_line()
        formats = [("format(1)", "tab format")] if len(chosen.formats) > 1 else []
        words = "no minutes" if chosen.shows_minutes else "minutes"
        minutes = [BoundKey("minutes", words)] if chosen.has_minutes else []
        self.keys_line.show(
            ("write", "enter writes" if is_narrow else f"enter writes {chosen.proposed_name}"),
            ("audience(1)", "← → for" if is_narrow else "← → audience"),
            *(*formats, BoundKey("write(True)", "opens it too"), BoundKey("partner", "partner")),
            BoundKey("since", "no changes" if chosen.since else "changes"),
            *minutes,
            ("dismiss", "esc cancels"),
        )

    def _update_format_line(self) -> None:
        key = self.selection.format
        formats = Content.assemble(("Format      ", "$quiet"), *_choice_of(self.selection.formats, key))
        told = Content.assemble(formats, (f"  {EXPORTERS[key].description}", "$foreground"))
        self.format_line.update(told if told.cell_length <= self.app.size.width - 2 else formats)

    def _tell(self, problem: str, missing: str = "") -> None:
        """Show a problem, what is not resolved, what is missing, and why git could not tell the version."""
        remarks = (problem, self._unresolved, missing, self._previews.version_problem)
        self._remarks = " ".join(filter(None, remarks))
        self.problem.tell(self._remarks)

    def _answer(self, sentence: str) -> None:
        """Answer a key; what is said otherwise stays in sight."""
        self.problem.tell(f"{sentence} {self._remarks}".rstrip())


def _choice_of(names: Iterable[str], chosen: str) -> Iterator[tuple[str, str]]:
    """Names on a line, of which one is chosen, with their styles."""
    for name in names:
        yield (f"‹{name}›", "bold reverse") if name == chosen else (f" {name} ", "$quiet")
