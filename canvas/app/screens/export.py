"""The summary as its readers will see it, and the file to hand over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import ClassVar

from markdown_it import MarkdownIt
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Markdown, Static

from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.exports import EXPORTERS, ExportError, default_exporter, dialog_exporters, render_text
from canvas.exports.audience_filter import readable_partners
from canvas.exports.output_file import OutputOutcome, proposed_path
from canvas.exports.phrases import marked_for
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import AUDIENCES
from canvas.outcome_phrases import exported
from canvas.workspace import Change, Workspace

_LONGEST_NAME = 40


def _parser() -> MarkdownIt:
    """A parser that takes no HTML and makes no links of its own."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class ExportScreen(Waiting[str]):
    """Previews the summary, chooses who it is for, writes it. Gives a sentence once it is written."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("export-screen.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Leave", priority=True),
        Binding("enter,w", "write", "Write", priority=True),
        Binding("a,right", "audience(1)", "Audience", priority=True),
        Binding("left", "audience(-1)", show=False, priority=True),
        Binding("p", "partner", "One partner", priority=True),
        Binding("F", "format", "Format", priority=True),
    ]

    def __init__(self, workspace: Workspace, today: date) -> None:
        """A preview.

        Args:
            workspace: the canvas.
            today: tells what is late.
        """
        super().__init__()
        self.problem = MessageLine()
        self.workspace = workspace
        self.today = today
        self.audience = self.app.settings.audience
        self.partner: str | None = None
        self.format = default_exporter().key
        self._unsubscribe: Callable[[], None] = lambda: None
        self._agreed: bytes | None = None  # content of a file of that name, whose replacement was asked once

    def compose(self) -> Iterator[Widget]:
        """Who it is for, the summary, the keys."""
        yield Static("", id="export-for", markup=False)
        with VerticalScroll(id="preview"):
            yield Markdown(parser_factory=_parser, open_links=False)
        yield self.problem
        yield Static("", id="export-keys", markup=False)

    def on_mount(self) -> None:
        """Say who it is for, let the keys scroll, and lay the pages out once that shows."""
        self.go_on(self.query_one("#preview"))
        self._again()
        self._unsubscribe = self.workspace.subscribe(self._canvas_changed)

    def on_unmount(self) -> None:
        """Observe the canvas no more."""
        self._unsubscribe()

    def _canvas_changed(self, change: Change) -> None:
        if change.canvas is not change.before and self.is_open:
            self._again()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave; pages that are still being laid out are wanted no more."""
        self.workers.cancel_node(self)
        return super().dismiss(result)

    def action_audience(self, steps: int) -> None:
        """The next or previous audience; a partner that it may not read is given up for everyone."""
        self.audience = AUDIENCES[(AUDIENCES.index(self.audience) + steps) % len(AUDIENCES)]
        problem = ""
        if self.partner is not None and self.partner not in self._partners():
            problem = (
                f"{quote(self.partner)} is not marked {marked_for(self.audience)}: this is the whole summary."
            )
            self.partner = None
        self._again()
        if problem:
            self.problem.tell(problem)

    def action_format(self) -> None:
        """The next format, where there are several."""
        offered = [exporter.key for exporter in dialog_exporters(self.audience, self.partner)]
        at = offered.index(self.format) + 1 if self.format in offered else 0
        self.format = offered[at % len(offered)] if offered else self.format
        self._again()

    def action_partner(self) -> None:
        """One partner's promises, or the whole summary again."""
        names = self._partners()
        everyone = Option("0", "", "Everyone", "the whole summary")
        keys = (*"123456789", *[""] * len(names))
        named = [Option(key, name, visible_line(name)) for key, name in zip(keys, names, strict=False)]

        def chosen(name: str | None) -> None:
            if name is not None:
                self.partner = name or None
                self._again()

        self.app.push_screen(ChooseScreen("Whose promises?", [everyone, *named], self.partner or ""), chosen)

    def action_write(self) -> None:
        """Write the file; another file of that name is replaced only when asked twice."""
        audience, partner, agreed = self.audience, self.partner, self._agreed
        self.wait()
        self.operate(
            lambda: self.workspace.export(
                self.format, today=self.today, audience=audience, partner=partner, agreed=agreed
            ),
            self._written,
        )

    def _written(self, outcome: OutputOutcome | ExportError) -> None:
        sentence = exported(outcome).text
        if not isinstance(outcome, ExportError) and outcome.is_done:
            self.dismiss(sentence)
            self.go_on()
            return
        self.go_on(self.query_one("#preview"))
        if isinstance(outcome, ExportError):
            self.problem.tell(sentence)
        elif outcome.code == "exists":
            self._agreed = outcome.found
            self.problem.tell(f"{sentence} Press enter again to replace it.")
        else:
            self.problem.tell(sentence)

    def _partners(self) -> tuple[str, ...]:
        return readable_partners(self.workspace.canvas, self.audience)

    def _text(self) -> str:
        """The preview.

        Raises:
            ExportError: where it cannot be made.
        """
        exporter = EXPORTERS[self.format]
        if not exporter.is_text:
            return f"There is no preview of {exporter.key}: {exporter.description}."
        return render_text(
            self.format,
            self.workspace.canvas,
            today=self.today,
            audience=self.audience,
            partner=self.partner,
        )

    def _path(self) -> str:
        path, exporter = self.workspace.path, EXPORTERS[self.format]
        return proposed_path(self.workspace.canvas, path, exporter, self.audience, self.partner)

    def _again(self) -> None:
        self._agreed = None
        offered = [exporter.key for exporter in dialog_exporters(self.audience, self.partner)]
        if offered and self.format not in offered:
            self.format = offered[0]
        self._say_who()
        problem = text = ""
        try:
            text = self._text()
        except ExportError as error:
            problem = str(error)
        self.problem.tell(problem)
        self.run_worker(self._lay_out(text), exclusive=True)

    async def _lay_out(self, text: str) -> None:
        preview = self.query_one("#preview")
        await self.query_one(Markdown).update(text)
        preview.scroll_home(animate=False)  # asked for before: the screen may be on its way out by now

    def _say_who(self) -> None:
        parts: list[tuple[str, str]] = [("Summary for", "$quiet")]
        parts += (
            (f"‹{name}›", "bold reverse") if name == self.audience else (f" {name} ", "$quiet")
            for name in AUDIENCES
        )
        what = f"what {visible_line(self.partner)} promised" if self.partner else "the whole canvas"
        parts.append((f"  {what}", "$foreground"))
        self.query_one("#export-for", Static).update(Content.assemble(*parts))
        name = visible_line(os.path.basename(self._path()))
        if len(name) > _LONGEST_NAME:
            name = f"{name[: _LONGEST_NAME - 1]}…"
        several = len(dialog_exporters(self.audience, self.partner)) > 1
        formats = " · F format" if several else ""
        keys = f"enter writes {name} · ← → audience · p partner{formats} · esc leaves"
        self.query_one("#export-keys", Static).update(keys)
