"""The register: every canvas below a folder, filtered as one types; opens one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from canvas.app.dates import short_day
from canvas.app.host import Host
from canvas.app.screens.filter_list import FilterListScreen
from canvas.model.sanitize import shorten, visible_line
from canvas.model.text_folding import folded
from canvas.register.row import Row
from canvas.register.rows import count_phrase, ordered

_MAX_LISTED = 200
_BATCH = 50
"""How many rows are read before the list is shown anew."""


class RegisterScreen(FilterListScreen[str]):
    """Lists the canvases below some folders, the most urgent first, and gives the path of the chosen one."""

    BOX_CLASSES: ClassVar[str] = "dialog wide tall walk"

    app: Host

    def __init__(self, folders: Sequence[str]) -> None:
        """A list of what is below these folders."""
        super().__init__("All canvases here", "a title, a partner, a stage, late, must", ("dismiss", "esc"))
        self._folders = folders
        self._rows: list[tuple[Row, str]] = []
        self._shown: list[Row] = []
        self._is_complete = False

    def on_mount(self) -> None:
        """Read the canvases in a thread."""
        super().on_mount()
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        """Read every canvas; runs in a thread."""
        from canvas.register.scan import Plan, read_records  # noqa: PLC0415 - only the thread reads
        from canvas.register.search import search  # noqa: PLC0415 - likewise

        worker = get_current_worker()
        batch: list[Row] = []
        # One process: a second one would take the processor from the screen.
        for record in read_records(search(self._folders), Plan(self.app.today, processes=1)):
            if worker.is_cancelled:
                return
            batch.append(record.row)
            if len(batch) == _BATCH:
                self._add_between_keys(batch)
                batch = []
        if not worker.is_cancelled:
            self._add_between_keys(batch, is_complete=True)

    def _add_between_keys(self, rows: Sequence[Row], *, is_complete: bool = False) -> None:
        """Add rows from a thread, while no key is being dispatched; not if the screen has been left."""

        def add() -> None:
            if self.is_attached and self in self.app.screen_stack:
                self._add(rows, is_complete=is_complete)

        self.app.call_from_thread(self.app.between_keys, add)

    def _add(self, rows: Sequence[Row], *, is_complete: bool = False) -> None:
        """List what was read; the highlight stays where it is."""
        self._is_complete = is_complete
        known = {row.file: words for row, words in self._rows}
        known |= {row.file: _words(row) for row in rows}
        everything = ordered([*(row for row, _ in self._rows), *rows])
        self._rows = [(row, known[row.file]) for row in everything]
        if self.is_mounted:
            at = self.options.highlighted
            before = self._shown[at].file if at else None
            self.offer(self.input.value)
            place = next((n for n, row in enumerate(self._shown) if row.file == before), 0)
            self.options.highlighted = place if self._shown else None

    def offer(self, typed: str) -> None:
        """List the canvases that have every word."""
        wanted = folded(typed).split()
        found = [row for row, words in self._rows if all(word in words for word in wanted)]
        self._shown = found[:_MAX_LISTED]
        columns = max(20, self.size.width * 9 // 10 - 6)
        self.options.set_options(Option(_content(row, columns, self.app)) for row in self._shown)
        self.options.highlighted = 0 if self._shown else None
        count = count_phrase(len(found), len(self._rows))
        more = f", the first {_MAX_LISTED} shown" if len(found) > _MAX_LISTED else ""
        reading = "" if self._is_complete else "reading… "
        opens = (("choose_highlighted", "enter opens"),) if self._shown else ()
        self.keys.show(("", f"{reading}{count}{more}"), *opens, ("dismiss", "esc cancels"))

    def choose(self, position: int) -> None:
        """Answer with the path of a canvas."""
        self.dismiss(self._shown[position].file)


def _words(row: Row) -> str:
    """What a row is found by."""
    told = [row.title, row.stage, *row.partners, row.file, row.agreement, *row.rules]
    told += [word for word in ("late", "must", "should", "consider", "differences") if getattr(row, word)]
    told += ["cannot be read"] * bool(row.problem)
    return folded(" ".join(told))


def _content(row: Row, columns: int, app: Host) -> Content:
    """A canvas on two lines: its title and what is urgent, and where it is."""
    title = visible_line(row.title).strip() or visible_line(row.file)
    if row.problem:
        return Content.assemble(
            f"  {shorten(title, columns)}\n    ", (shorten(visible_line(row.problem), columns), "$quiet")
        )
    told = [row.stage, *_urgent(row)]
    if row.review:
        told.append(f"review {short_day(row.review, app.today)}")
    told += [f"agreement {row.agreement}"] * (row.agreement != "none")
    second = ", ".join((*told, visible_line(row.file)))
    return Content.assemble(f"  {shorten(title, columns)}\n    ", (shorten(second, columns), "$quiet"))


def _urgent(row: Row) -> Iterator[str]:
    """What somebody should look at."""
    if row.differences:
        yield f"{row.differences:,} difference{'' if row.differences == 1 else 's'}"
    if row.must:
        yield f"{row.must:,} must"
    if row.late:
        yield f"{row.late:,} late"
