"""A preview of the summary, and the dialog that writes it to a file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain, repeat
from threading import Lock
from typing import Any, ClassVar, NamedTuple

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.keys import binding_of
from canvas.app.paint.text_blocks import markdown_blocks, plain_blocks
from canvas.app.screens.canvas_dialog import CanvasDialog
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.message_line import MessageLine
from canvas.app.screens.prompt import PromptScreen
from canvas.app.widgets.keys_line import BoundKey, KeysLine
from canvas.app.widgets.text_view import Measured, TextView, measured
from canvas.bundled_files import style
from canvas.exports import EXPORTERS, ExportError, default_exporter, dialog_exporters, render_text
from canvas.exports.audience_filter import filtered_for, readable_partners
from canvas.exports.committed_version import VersionFound, committed_version
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.earlier_version import earlier_version
from canvas.exports.minutes import has_minutes
from canvas.exports.output_file import OutputOutcome, proposed_path
from canvas.exports.phrases import counted, marked_for
from canvas.exports.preview_notes import missing
from canvas.exports.request import Earlier
from canvas.exports.sheet_files import SheetsOutcome, proposed_folder
from canvas.files.export_memory import ExportChoice, last_choice, remember_choice
from canvas.model.canvas import Canvas
from canvas.model.sanitize import quote, shorten, visible_line
from canvas.model.schema import AUDIENCES
from canvas.model.types import Audience
from canvas.operations import Operation
from canvas.outcome_phrases import exported, exported_sheets, unresolved_in_export
from canvas.workspace import Workspace
from canvas.workspace_export import ExportOrder, ExportOutcome

_NARROW_COLUMNS = 60
_MAX_NAME_COLUMNS = 40
_MAX_SINCE_COLUMNS = 20
_PROGRESS_SECONDS = 0.5
"""Seconds after which an export that is not written yet says that it is being made."""

_EVERYONE, _EACH, _ONE = "everyone", "each", "one "
"""Whose copy it is; the name of one partner follows."""

_SINCE_QUESTION = "Changes since when come first? A day such as yesterday or 2026-11-01, a commit, or a file"

_GIT_SECONDS = 0.3
"""Seconds for which the first preview waits to know whether git holds the canvas."""


def _last_part(path: str) -> str:
    """The name of a file, or of a folder with the sign after it."""
    return os.path.basename(path) or os.path.basename(path[:-1]) + path[-1:]


def _ignore(_: None) -> None:
    """Nothing follows."""


class _Preview(NamedTuple):
    """What a preview shows, made in a thread.

    Attributes:
        text: what is to be read.
        problem: why it cannot be made, or why there is nothing in it; empty otherwise.
        unresolved: a warning that two versions differ.
        missing: what the summary lacks.
    """

    text: Measured
    problem: str = ""
    unresolved: str = ""
    missing: str = ""


def _nothing_public(canvas: Canvas, readable: Canvas, audience: Audience, key: str) -> str:
    """Why a summary for the public is empty, and which key changes that; empty where it is not."""
    if not len(canvas) or len(readable) or audience != "public":
        return ""
    are = "is" if len(canvas) == 1 else "are"
    held_back = f"{counted(len(canvas), 'statement')} {are} for partners or internal"
    return f"{held_back}; on the board {key} sets who may read one."


class ExportScreen(CanvasDialog[str]):
    """Previews the summary, chooses its audience and writes it; gives a sentence once it is written."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("export-screen.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Leave", priority=True),
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
        self.audience_line = Static("", id="export-for", markup=False)
        self.format_line = Static("", id="export-as", markup=False)
        self.preview = TextView(id="preview")
        self.problem = MessageLine()
        self.keys_line = KeysLine(id="export-keys")
        self.today = today
        self.open_file = open_file
        self.audience = self.app.settings.audience
        self.partner: str | None = None
        self.for_each = False  # whether every partner gets a sheet
        self.since = ""  # since when changes are told first, as it was typed
        self.earlier: Earlier | None = None  # the version that this names
        self.with_minutes = False  # whether those of the last meeting come first
        self.format = default_exporter().key
        self._preview_lock = asyncio.Lock()
        self._wanted = self._shown = 0  # numbers of previews: the newest asked for, and the one in sight
        self._problem = (
            ""  # of the last key or of writing, which a preview that is made later leaves in sight
        )
        self._version: tuple[Canvas, VersionFound] | None = None  # what git said of which canvas
        self._remarks: tuple[str, ...] = ()
        self._unresolved = ""  # a warning that stays in sight until the file is written
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
        self.operate(lambda: Operation(last_choice, lambda choice: choice), self._restore)

    def _restore(self, choice: ExportChoice | None) -> None:
        """Choose what was chosen last time; an audience or partner only where it would still be usual."""
        usual = self.app.settings.audience
        if choice and choice.usual_audience == usual:
            self.audience = next((each for each in AUDIENCES if each == choice.audience), usual)
        names = self._partners()
        if choice and choice.canvas == self._canvas_path() and names:
            self.partner = choice.partner if choice.partner in names else None
            self.for_each = bool(choice.sheets)
        if choice and choice.format in self._formats():
            self.format = choice.format
        self.go_on(self.preview)
        self._update()

    def _canvas_path(self) -> str:
        return os.path.realpath(self.workspace.path) if self.workspace.path else ""

    def canvas_changed(self) -> None:
        """Preview the canvas as it is now."""
        self._update()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave, and drop a preview that is being made."""
        self.workers.cancel_node(self)
        return super().dismiss(result)

    def action_audience(self, steps: int) -> None:
        """Switch the audience; a partner that it may not read is replaced by everyone."""
        self.audience = AUDIENCES[(AUDIENCES.index(self.audience) + steps) % len(AUDIENCES)]
        problem = ""
        if self.partner is not None and self.partner not in self._partners():
            problem = (
                f"{quote(self.partner)} is not marked {marked_for(self.audience)}: this is the whole summary."
            )
            self.partner = None
        if self.for_each and not self._partners():
            problem = f"No partner is marked {marked_for(self.audience)}: this is the whole summary."
            self.for_each = False
        self._update(problem)

    def action_format(self, steps: int = 1) -> None:
        """Switch to another format."""
        if offered := self._formats():
            at = offered.index(self.format) + steps if self.format in offered else 0
            self.format = offered[at % len(offered)]
            self._update()

    def action_partner(self) -> None:
        """Choose the sheet of one partner, those of all, or the whole summary."""
        names = self._partners()
        options = [Option("0", _EVERYONE, "Everyone", "the whole summary")]
        if names:
            count = counted(len(names), "sheet")
            options.append(Option("asterisk", _EACH, "Each partner", f"{count} in a folder", shown="*"))
        keys = chain("123456789", repeat(""))
        options += [
            Option(key, f"{_ONE}{name}", visible_line(name)) for key, name in zip(keys, names, strict=False)
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self.partner = value.removeprefix(_ONE) if value.startswith(_ONE) else None
                self.for_each = value == _EACH
                self._update()

        now = _EACH if self.for_each else f"{_ONE}{self.partner}" if self.partner else _EVERYONE
        self.app.push_screen(ChooseScreen("Which partner?", options, now), chosen)

    def action_since(self) -> None:
        """Ask since when changes are told first, or tell none any more."""
        if self.since:
            self.since, self.earlier = "", None
            self._update()
        else:
            self.app.push_screen(PromptScreen(_SINCE_QUESTION), self._compare)

    def action_minutes(self) -> None:
        """Begin with the minutes of the last meeting, or no longer."""
        if not has_minutes(self.workspace.canvas, self.audience):
            self.problem.tell(f"There are no minutes that {self.audience} may read.")
            return
        self.with_minutes = not self.with_minutes
        if self.with_minutes and not EXPORTERS[self.format].for_partner:
            self.format = default_exporter().key
        self._update()

    def _compare(self, words: str | None) -> None:
        """Read the older version in a thread, and preview what changed since."""
        if not words:
            return
        self.since = words
        path, today = self.workspace.path, self.today

        def perform() -> Earlier | ExportError:
            try:
                return earlier_version(words, path, today)
            except ExportError as error:
                return error

        self.wait()
        self.operate(lambda: Operation(perform, lambda found: found), self._compared)

    def _compared(self, found: Earlier | ExportError) -> None:
        self.go_on(self.preview)
        if isinstance(found, ExportError):
            self.since = ""
            self._update(str(found))
            return
        self.earlier = found
        problem = ""
        if not EXPORTERS[self.format].for_partner:
            self.format = default_exporter().key
            problem = f"Only documents tell what changed: this is {self.format}."
        self._update(problem)

    def action_write(self, opens: bool = False) -> None:
        """Write the file, and open it where asked to; one of somebody else is replaced when asked again."""
        self._token = token = Lock()
        order = ExportOrder(
            self.format,
            self.audience,
            self.today,
            None if self.for_each else self.partner,
            self.for_each,
            self.since,
            self.app.labels,
            self._agreed,
            self._shows_minutes,
        )
        export = partial(self.workspace.export, order, partial(token.acquire, blocking=False))
        self.wait()
        self.set_timer(_PROGRESS_SECONDS, partial(self._tell_progress, token))
        self.operate(export, partial(self._written, opens=opens))

    def _tell_progress(self, token: Lock) -> None:
        if self._token is token:
            self.problem.tell(f"Making {EXPORTERS[self.format].key}…  esc stops.")

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
            choice = ExportChoice(
                self.format,
                self.audience,
                self.app.settings.audience,
                self._canvas_path(),
                self.partner or "",
                "each" if self.for_each else "",
            )
            self.app.operate(lambda: Operation(partial(remember_choice, choice), _ignore), _ignore)
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

    def _partners(self) -> tuple[str, ...]:
        return readable_partners(self.workspace.canvas, self.audience)

    def _make_preview(self) -> Callable[[], _Preview]:
        """What makes the preview of what is chosen now, to be called in a thread."""
        exporter = EXPORTERS[self.format]
        shown = exporter.preview or exporter.key
        canvas, found, audience, today = self.workspace.canvas, self._version, self.audience, self.today
        is_whole = self.partner is None and not self.for_each and len(canvas) > 0
        render = partial(
            render_text,
            shown,
            canvas,
            today=today,
            audience=audience,
            partner=self._partners()[0] if self.for_each else self.partner,
            since=self.earlier if exporter.for_partner else None,
            committed=found[1].committed if found and found[0] is canvas else None,
            labels=self.app.labels,
            minutes=self._shows_minutes and exporter.for_partner,
        )

        key = self.app.key_map.shown("visibility") or "the palette"

        width = self.preview.text_width

        def make() -> _Preview:
            readable = filtered_for(canvas, audience)
            unresolved = unresolved_in_export(count_unresolved(readable))
            problem = _nothing_public(canvas, readable, audience, key)
            lacking = missing(canvas, audience, today) if is_whole else ""
            if not EXPORTERS[shown].is_text:
                words = f"There is no preview of {exporter.key}: {exporter.description}."
                return _Preview(measured(plain_blocks(words), width), problem, unresolved, lacking)
            try:
                text = render()
            except ExportError as error:
                return _Preview(measured((), width), str(error), unresolved)
            blocks = markdown_blocks(text) if shown == default_exporter().key else plain_blocks(text)
            return _Preview(measured(blocks, width), problem, unresolved, lacking)

        return make

    @property
    def _shows_minutes(self) -> bool:
        return self.with_minutes and has_minutes(self.workspace.canvas, self.audience)

    def _formats(self) -> list[str]:
        is_document = self.for_each or self.partner is not None or self.earlier is not None
        is_document = is_document or self._shows_minutes
        return [exporter.key for exporter in dialog_exporters(self.audience, is_document=is_document)]

    def _update(self, problem: str = "") -> None:
        """Show the audience, the keys and the preview, and why the preview cannot be made or is another."""
        self._agreed = None
        offered = self._formats()
        if offered and self.format not in offered:
            self.format = offered[0]
        self._update_lines()
        self._problem = problem
        if problem:
            self.problem.tell(problem)
        self._wanted += 1
        if self._version is None or self._version[0] is not self.workspace.canvas:
            self._start(self._find_version, "version", exclusive=True)
        else:
            self._start(self._show_preview)

    async def _show_preview(self) -> None:
        """Make the newest preview in a thread and show it, one after the other."""
        async with self._preview_lock:
            if self._shown == self._wanted:
                return
            number = self._wanted
            made = await asyncio.to_thread(self._make_preview())
            self._shown = number
            self._unresolved = made.unresolved
            problem = (self._problem if made.text.blocks else "") or made.problem
            self._tell(problem, "" if self._problem else made.missing)
            self.preview.show(made.text)

    async def _find_version(self) -> None:
        """Ask git in a thread, then show the preview; where that takes long, a draft's before."""
        canvas, path = self.workspace.canvas, self.workspace.path
        lookup = asyncio.create_task(asyncio.to_thread(committed_version, path, canvas))
        await asyncio.wait([lookup], timeout=_GIT_SECONDS)
        if not lookup.done():
            self._start(self._show_preview)
        found = await lookup
        self._version = canvas, found
        self._wanted += 1
        self._start(self._show_preview)

    def _start(self, work: Any, group: str = "default", *, exclusive: bool = False) -> None:  # noqa: ANN401
        """Run a coroutine function in a worker, which makes its coroutine only when it starts."""
        self.run_worker(work, group=group, exclusive=exclusive)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        if self.is_mounted:
            self._update_lines()

    def _update_lines(self) -> None:
        parts: list[tuple[str, str]] = [("Summary for ", "$quiet")]
        parts += (
            (f"‹{name}›", "bold reverse") if name == self.audience else (f" {name} ", "$quiet")
            for name in AUDIENCES
        )
        parts.append((f"  {self._what()}", "$foreground"))
        self.audience_line.update(Content.assemble(*parts))
        self._update_format_line()
        canvas, path, exporter = self.workspace.canvas, self.workspace.path, EXPORTERS[self.format]
        if self.for_each:
            proposed = proposed_folder(canvas, path) + os.sep
        else:
            proposed = proposed_path(canvas, path, exporter, self.audience, self.partner)
        name = shorten(visible_line(_last_part(proposed)), _MAX_NAME_COLUMNS)
        formats = [("format(1)", "tab format")] if len(self._formats()) > 1 else []
        words = "no minutes" if self._shows_minutes else "minutes"
        minutes = [BoundKey("minutes", words)] if has_minutes(canvas, self.audience) else []
        is_narrow = self.app.size.width < _NARROW_COLUMNS
        self.keys_line.show(
            ("write", "enter writes" if is_narrow else f"enter writes {name}"),
            ("audience(1)", "← → for" if is_narrow else "← → audience"),
            *(*formats, BoundKey("write(True)", "opens it too"), BoundKey("partner", "partner")),
            BoundKey("since", "no changes" if self.since else "changes"),
            *minutes,
            ("dismiss", "esc cancels"),
        )

    def _what(self) -> str:
        """What will be sent, for the first line."""
        if self.for_each:
            names = self._partners()
            what = f"{counted(len(names), 'sheet')}, of which this is {visible_line(names[0])}’s"
        else:
            what = f"the sheet of {visible_line(self.partner)}" if self.partner else "the whole canvas"
        since = shorten(visible_line(self.since), _MAX_SINCE_COLUMNS)
        what = f"{what} · minutes first" if self._shows_minutes else what
        return f"{what} · since {since}" if self.since else what

    def _update_format_line(self) -> None:
        parts: list[tuple[str, str]] = [("Format      ", "$quiet")]
        parts += (
            (f"‹{key}›", "bold reverse") if key == self.format else (f" {key} ", "$quiet")
            for key in self._formats()
        )
        formats = Content.assemble(*parts)
        told = Content.assemble(formats, (f"  {EXPORTERS[self.format].description}", "$foreground"))
        self.format_line.update(told if told.cell_length <= self.app.size.width - 2 else formats)

    def _tell(self, problem: str, missing: str = "") -> None:
        """Show a problem, what is not settled, what is missing, and why git could not tell the version."""
        self._remarks = (problem, self._unresolved, missing)
        self._show_remarks()

    def _show_remarks(self) -> None:
        version = self._version[1].problem if self._version else ""
        self.problem.tell(" ".join(filter(None, (*self._remarks, version))))
