"""The summary as its readers will see it, and the file to hand over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from markdown_it import MarkdownIt
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Markdown, Static

from canvas.app.screens.choose import ChooseScreen, Option
from canvas.bundled_files import style
from canvas.exports import render
from canvas.files import atomic_file
from canvas.files.file_names import stem_of, stem_of_path
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import AUDIENCES
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.app.host import Host

_LONGEST_NAME = 40


def _parser() -> MarkdownIt:
    """A parser that takes no HTML and makes no links of its own."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class ExportScreen(ModalScreen[str]):
    """Previews the summary, chooses who it is for, writes it. Gives a sentence once it is written."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("export-screen.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Leave", priority=True),
        Binding("enter,w", "write", "Write", priority=True),
        Binding("a,right", "audience(1)", "Audience", priority=True),
        Binding("left", "audience(-1)", show=False, priority=True),
        Binding("p", "partner", "One partner", priority=True),
    ]

    app: Host

    def __init__(self, session: Session, today: date) -> None:
        """A preview.

        Args:
            session: the canvas.
            today: tells what is late.
        """
        super().__init__()
        self.session = session
        self.today = today
        self.audience = self.app.settings.audience
        self.partner: str | None = None
        self._over = ""

    def compose(self) -> Iterator[Widget]:
        """Who it is for, the summary, the keys."""
        yield Static("", id="export-for", markup=False)
        with VerticalScroll(id="preview"):
            yield Markdown(parser_factory=_parser, open_links=False)
        yield Static("", id="export-problem", classes="problem", markup=False)
        yield Static("", id="export-keys", markup=False)

    def on_mount(self) -> None:
        """Say who it is for, let the keys scroll, and lay the pages out once that shows."""
        self.query_one("#preview").focus()
        self._again()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave; pages that are still being laid out are wanted no more."""
        self.workers.cancel_node(self)
        return super().dismiss(result)

    def action_audience(self, steps: int) -> None:
        """The next or previous audience."""
        self.audience = AUDIENCES[(AUDIENCES.index(self.audience) + steps) % len(AUDIENCES)]
        self._again()

    def action_partner(self) -> None:
        """One partner's promises, or the whole summary again."""
        names = dict.fromkeys(self.session.canvas.partners)
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
        path = self._path()
        data = self._text().encode("utf-8", "replace")
        warnings: tuple[str, ...] = ()
        try:
            there = atomic_file.read(path) if os.path.lexists(path) else None
            if there is not None and there != data and self._over != path:
                self._over = path
                self._tell(f"{quote(path)} is there already. Press enter again to replace it.")
                return
            if there != data:
                warnings = atomic_file.replace(path, data, there).warnings
        except atomic_file.DiskError as error:
            self._tell(f"{quote(path)}: {error}")
        else:
            self.dismiss(" ".join((f"Wrote {path}.", *warnings)))

    def _text(self) -> str:
        return render(
            "md", self.session.canvas, today=self.today, audience=self.audience, partner=self.partner
        )

    def _path(self) -> str:
        document = self.session.document
        stem = stem_of_path(document.path) if document.path else stem_of(self.session.canvas.title)
        who = f"-{stem_of(self.partner)}" if self.partner else ""
        return f"{stem}{who}{'' if self.audience == 'partners' else '-' + self.audience}.md"

    def _again(self) -> None:
        self._over = ""
        self._say_who()
        self.query_one("#export-problem").remove_class("-said")
        self.run_worker(self._lay_out(self._text()), exclusive=True)

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
        keys = f"enter writes {name} · ← → audience · p partner · esc leaves"
        self.query_one("#export-keys", Static).update(keys)

    def _tell(self, problem: str) -> None:
        shown = self.query_one("#export-problem", Static)
        shown.update(problem)
        shown.add_class("-said")
