"""The register: every canvas below a folder, filtered as one types; opens one."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from textual.worker import get_current_worker

from canvas.app.dates import short_day
from canvas.app.screens.filter_rows import FilterRowsScreen
from canvas.app.widgets.virtual_list import Run
from canvas.model.sanitize import shorten, visible_line
from canvas.model.text_folding import folded
from canvas.register.row import Row
from canvas.register.rows import count_phrase, order_key
from canvas.register.scan import Plan, read_records
from canvas.register.search import search

_BATCH_SECONDS = 0.2
"""How long rows are gathered before the list is shown anew."""

_FIRST_BATCH = 20
"""How many rows the first list has: enough to fill a screen."""


class _Entry(NamedTuple):
    """A row with what it is sorted and found by."""

    key: tuple[object, ...]
    row: Row
    words: str


class RegisterScreen(FilterRowsScreen[str, _Entry]):
    """Lists the canvases below some folders, the most urgent first, and gives the path of the chosen one."""

    def __init__(self, folders: Sequence[str]) -> None:
        """A list of what is below these folders."""
        super().__init__("All canvases here", "a title, a partner, a stage, late, must")
        self._folders = folders
        self._entries: list[_Entry] = []
        self._is_complete = False

    def on_mount(self) -> None:
        """Read the canvases in a thread."""
        super().on_mount()
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        """Read every canvas; runs in a thread, and for many of them in other processes."""
        worker = get_current_worker()
        batch: list[_Entry] = []
        is_first, began = True, time.monotonic()
        for record in read_records(search(self._folders), Plan(self.app.today)):
            if worker.is_cancelled:
                return
            batch.append(_Entry(order_key(record.row), record.row, _words(record.row)))
            is_due = time.monotonic() - began >= _BATCH_SECONDS
            if is_due or (is_first and len(batch) == _FIRST_BATCH):
                self._add_between_keys(batch)
                batch, is_first, began = [], False, time.monotonic()
        if not worker.is_cancelled:
            self._add_between_keys(batch, is_complete=True)

    def _add_between_keys(self, entries: Sequence[_Entry], *, is_complete: bool = False) -> None:
        """Add entries from a thread, while no key is being dispatched; not if the screen has been left."""

        def add() -> None:
            if self.is_attached and self in self.app.screen_stack:
                self._add(entries, is_complete=is_complete)

        self.app.call_from_thread(self.app.between_keys, add)

    def _add(self, entries: Sequence[_Entry], *, is_complete: bool = False) -> None:
        """List what was read; the highlight stays on its canvas, unless it is on the first."""
        self._is_complete = is_complete
        before = self.shown[self.highlighted] if self.highlighted else None
        self._entries.extend(entries)
        self._entries.sort(key=attrgetter("key"))
        self._list(self.input.value, before)

    def offer(self, typed: str) -> None:
        """List the canvases that have every word."""
        self._list(typed, None)

    def _list(self, typed: str, wanted: _Entry | None) -> None:
        words = folded(typed).split()
        found = [entry for entry in self._entries if all(word in entry.words for word in words)]
        place = next((at for at, entry in enumerate(found) if entry is wanted), 0) if wanted else 0
        self.show_rows(found, place)
        count = count_phrase(len(found), len(self._entries))
        reading = "" if self._is_complete else "reading… "
        opens = (("choose_highlighted", "enter opens"),) if found else ()
        self.keys.show(("", f"{reading}{count}"), *opens, ("dismiss", "esc cancels"))

    def choose(self, position: int) -> None:
        """Answer with the path of a canvas."""
        self.dismiss(self.shown[position].row.file)

    def lines_of(self, entry: _Entry, width: int) -> tuple[Run, Run]:
        """A canvas on two lines: its title and what is urgent, and where it is."""
        row = entry.row
        columns = max(8, width - 4)
        title = shorten(visible_line(row.title).strip() or visible_line(row.file), columns)
        told = [visible_line(row.stage), *_urgent(row)]
        if row.review:
            told.append(f"review {short_day(row.review, self.app.today)}")
        told += [f"agreement {row.agreement}"] * (row.agreement != "none")
        file = visible_line(row.file)
        problem = visible_line(row.problem).removeprefix(file).lstrip(",: ")  # the line above names it
        second = problem or ", ".join((*told, file))
        return (f"  {title}", ""), (f"    {shorten(second, columns)}", "quiet")


def _words(row: Row) -> str:
    """What a row is found by."""
    told = [row.title, row.stage, *row.partners, row.file, row.agreement, *row.rules]
    told += [word for word in ("late", "must", "should", "consider", "differences") if getattr(row, word)]
    told += ["cannot be read"] * bool(row.problem)
    return folded(" ".join(told))


def _urgent(row: Row) -> Iterator[str]:
    """What somebody should look at."""
    if row.differences:
        yield f"{row.differences:,} difference{'' if row.differences == 1 else 's'}"
    if row.must:
        yield f"{row.must:,} must"
    if row.late:
        yield f"{row.late:,} late"
