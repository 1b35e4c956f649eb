"""Reading of the files that are checked: those below folders, standard input, until ctrl+c."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from canvas.exports.reports.report import CheckedFile
from canvas.files.canvas_file import DocumentError
from canvas.model.finding import Severity
from canvas.model.sanitize import visible_line
from canvas.register.chunk import record_of
from canvas.register.row import FileRecord, Row
from canvas.register.scan import Plan, read_records
from canvas.register.search import Found, search
from canvas.verbs.progress import Progress
from canvas.verbs.reading import complain, open_canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Check:
    """Checks files one after the other.

    Attributes:
        files: those that could be read.
        told: the findings that were told already, counted by severity.
        is_failed: whether a file could not be read.
        is_stopped: whether ctrl+c stopped it.
    """

    def __init__(
        self, choose: Callable[[FileRecord], CheckedFile], stream: Callable[[CheckedFile], str] | None
    ) -> None:
        """A check that tells what is chosen, that of each file at once where there is a `stream`."""
        self._choose = choose
        self._stream = stream
        self.progress = Progress()
        self.files: list[CheckedFile] = []
        self.told: Counter[Severity] = Counter()
        self.is_failed = self.is_stopped = False

    def read(self, names: Iterable[Found]) -> None:
        """Check files, until ctrl+c."""
        try:
            for record in _records(names):
                self._take(record)
        except KeyboardInterrupt:
            self.is_stopped = True
        self.progress.clear()

    def _take(self, record: FileRecord) -> None:
        self.progress.step()
        if record.row.problem:
            self.progress.clear()
            complain(record.row.problem)
            self.is_failed = True
            return
        file = self._choose(record)
        if self._stream and file.findings:  # told at once, and not held in memory
            self.told.update(located.finding.severity for located in file.findings)
            self.progress.clear()
            sys.stdout.write(self._stream(file))
            file = file._replace(findings=())
        self.files.append(file)


def names_below(given: Iterable[str]) -> tuple[list[Found], bool]:
    """The files to check, those below folders among them; and whether one of the folders has none."""
    names: list[Found] = []
    failed = False
    for name in given:
        below = [*search([name])]
        if not below:
            complain(f"{visible_line(name)}: there is no canvas in this folder.")
            failed = True
        names += below
    return names, failed


def _records(names: Iterable[Found]) -> Iterator[FileRecord]:
    """The record of each file, with its findings."""
    today = date.today()  # noqa: DTZ011 - the day where it is checked
    for is_input, some in groupby(names, lambda found: found.path == "-"):
        if is_input:
            yield _record_of_input(today)
        else:
            yield from read_records(some, Plan(today, "findings"))


def _record_of_input(today: date) -> FileRecord:
    try:
        record = record_of(open_canvas("-"), today, "findings")
    except DocumentError as error:
        return FileRecord(Row("-", problem=str(error)))
    return record._replace(row=record.row._replace(file="-"))
