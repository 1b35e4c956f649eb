"""List every canvas below a folder: how far each has come, what is late, and what must be mended."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from canvas.exit_codes import DONE, INTERRUPTED, WRONG
from canvas.exports.reports.rule_texts import rule_texts
from canvas.files.check_file import no_such_rule
from canvas.model.calendar_text import DayError
from canvas.model.date_parser import parse_date
from canvas.model.finding import STAGES
from canvas.model.sanitize import quote
from canvas.model.types import Stage
from canvas.register.row import Row
from canvas.register.rows import COLUMNS, Filters, Order, line_of, ordered, totals
from canvas.register.scan import Plan, read_records
from canvas.register.search import Found, search
from canvas.register.table import Column, Format, Line, json_line, render
from canvas.register.views import VIEWS, By
from canvas.verbs.progress import Progress
from canvas.verbs.reading import complain

if TYPE_CHECKING:
    from argparse import ArgumentParser

FragmentFormat = Literal["parquet", "jsonl"]

EXAMPLE = "example: canvas list partnerships --due 30d"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "folder", metavar="DIR", nargs="*", help="the folders to look in (this one); also canvases by name"
    )
    parser.add_argument(
        "--due", metavar="DAY", help="only those with a review or next step due by then: 30d, fri, 2027-09-01"
    )
    parser.add_argument("--partner", metavar="NAME", help="only those with a partner of that name")
    parser.add_argument("--stage", choices=STAGES, help="only those at that stage")
    parser.add_argument("--rule", metavar="RULE", help="only those in which canvas check finds that rule")
    parser.add_argument(
        "--sort", choices=get_args(Order), default="urgency", help="what comes first (urgency)"
    )
    parser.add_argument("--format", choices=get_args(Format), default="table", help="how to tell it (table)")
    parser.add_argument(
        "--by",
        choices=get_args(By),
        help="across all of them: what each partner promised, what each person has to do, names that are one",
    )
    parser.add_argument("--git", metavar="REV", help="read that version in git, without checking it out")
    parser.add_argument(
        "--to",
        choices=get_args(FragmentFormat),
        help="write the rows of a repository to a file named by its commit (HEAD, or --git)",
    )
    parser.add_argument("--output", "-o", metavar="DIR", help="the folder for that file (this one)")
    parser.add_argument(
        "--collect", action="store_true", help="read what repositories wrote with --to, not canvases"
    )
    parser.add_argument("--open", action="store_true", help="choose one on the screen, and open it")
    parser.add_argument("--no-cache", action="store_true", help="read every file anew")


def run(
    folder: str | Sequence[str] = (),
    *,
    due: str | None = None,
    partner: str = "",
    stage: Stage | None = None,
    rule: str | None = None,
    sort: Order | None = None,
    format: Format = "table",  # noqa: A002 - as on the command line
    by: By | None = None,
    git: str | None = None,
    to: FragmentFormat | None = None,
    output: str = os.curdir,
    collect: bool = False,
    open: bool = False,  # noqa: A002 - as on the command line
    no_cache: bool = False,
) -> int:
    """Print the register; files that cannot be read are rows that say so."""
    today = date.today()  # noqa: DTZ011 - the day where it is read
    filters = Filters(None if due is None else _day(due, today), partner, stage, rule or "")
    if rule is not None and rule not in (known := rule_texts()):
        return complain(no_such_rule(rule, known))
    names = [folder] if isinstance(folder, str) else folder or [os.curdir]
    plan = Plan(today, "parts" if by else "row", cache=None if no_cache else "")
    sources = [_version(name, git, plan) for name in names] if git is not None else [(search(names), plan)]
    if open:
        return _open(names)
    form = _Form(format, sort, by, filters)
    if to or collect:
        return _run_fragments(names, "HEAD" if git is None else git, to, output, form, is_collected=collect)
    reading = _Reading(filters, is_streamed=form.is_streamed)
    reading.read(sources)
    if not form.is_streamed:
        form.print(reading.rows)
    if reading.code == INTERRUPTED:
        reading.progress.tell_stopped()
    if reading.progress.count or reading.code != INTERRUPTED:
        _tell_end(reading.rows, reading.progress.count, format)
    return reading.code


_NOTHING: dict[By, str] = {
    "partner": "No partner has promised anything here.",
    "person": "Nobody has anything to do here.",
    "name": "No two names here are probably one.",
}
"""What is said in place of an empty table."""


class _Form(NamedTuple):
    """How the rows are told."""

    format: Format
    sort: Order | None
    by: By | None
    filters: Filters

    @property
    def is_streamed(self) -> bool:
        """Whether each row is written as soon as it is read."""
        return self.format == "jsonl" and self.sort is None and self.by is None

    def print(self, rows: list[Row]) -> None:
        """Print a table of rows."""
        room = _columns() if self.format == "table" else 0
        columns, lines = _told(rows, self.sort or "urgency", self.by, self.filters)
        if lines or self.format != "table":
            text = render(self.format, columns, lines, room)
            # The byte order mark is for the spreadsheet that reads a file; on a screen it shows as rubbish.
            sys.stdout.write(text.removeprefix("\ufeff") if sys.stdout.isatty() else text)
        elif self.by and rows:
            sys.stdout.write(f"{_NOTHING[self.by]}\n")


class _Reading:
    """Reads rows until ctrl+c.

    Attributes:
        rows: those that are wanted, unless they were written at once.
        code: the exit code.
    """

    def __init__(self, filters: Filters, *, is_streamed: bool) -> None:
        """A reading that keeps the rows, or writes each as JSON as soon as it is read."""
        self._filters = filters
        self._is_streamed = is_streamed
        self.progress = Progress()
        self.rows: list[Row] = []
        self.code = DONE

    def read(self, sources: Iterable[tuple[Iterable[Found], Plan]]) -> None:
        """Read every file of some sources."""
        try:
            for files, plan in sources:
                for record in read_records(files, plan):
                    self._take(record.row)
        except KeyboardInterrupt:
            self.code = INTERRUPTED
        self.progress.clear()

    def _take(self, row: Row) -> None:
        self.progress.step()
        if row.problem:
            self.code = WRONG
        if not self._filters.keeps(row):
            return
        if self._is_streamed:
            self.progress.clear()
            sys.stdout.write(json_line(COLUMNS, line_of(row)))
        else:
            self.rows.append(row)


def _run_fragments(
    names: Sequence[str],
    rev: str,
    to: FragmentFormat | None,
    output: str,
    form: _Form,
    *,
    is_collected: bool,
) -> int:
    """Write fragments, or tell the rows of those that were collected."""
    from canvas.verbs import list_fragments  # noqa: PLC0415 - only for this

    if form.by:
        return complain("--by needs the canvases themselves: fragments hold no names of people.")
    progress, is_complete = Progress(), True
    if is_collected:
        fragments, is_complete = list_fragments.collect(names)
    else:
        fragments = list_fragments.fragments_of(names, rev, date.today(), progress)  # noqa: DTZ011
        progress.clear()
    if to:
        list_fragments.save(fragments, output, to, apart=not is_collected)
        return DONE if is_complete else WRONG
    rows = list_fragments.rows_of(fragments.values())
    kept = [row for row in rows if form.filters.keeps(row)]
    form.print(kept)
    _tell_end(kept, len(rows), form.format)
    return DONE if is_complete and not any(row.problem for row in rows) else WRONG


def _open(folders: Sequence[str]) -> int:
    """Open the register on the screen."""
    from canvas.verbs.open import run_app  # noqa: PLC0415 - only for this

    return run_app(folders=folders)


def _told(
    rows: list[Row], sort: Order, by: By | None, filters: Filters
) -> tuple[Sequence[Column], list[Line]]:
    """The columns and lines of the table."""
    if by is None:
        return COLUMNS, [line_of(row) for row in ordered(rows, sort)]
    complain(*(row.problem for row in rows if row.problem))
    return VIEWS[by].columns, [*VIEWS[by].lines(rows, filters.due)]


def _version(folder: str, rev: str, plan: Plan) -> tuple[Iterable[Found], Plan]:
    """The canvases of a version below a folder, and how to read them.

    Raises:
        GitError: where git knows no such version.
    """
    from canvas.register.versions import VersionReader, find_in_version  # noqa: PLC0415 - only for this

    _, found = find_in_version(folder, rev)
    return found, plan._replace(fetch=VersionReader(folder))


def _tell_end(rows: Sequence[Row], count: int, format: Format) -> None:  # noqa: A002
    """What the list came to: below a table, and on standard error what the list does not say itself."""
    if not count:
        sys.stderr.write("canvas: there is no canvas here.\n")
    elif format == "table":
        sys.stdout.write(f"{chr(10) if rows else ''}{totals(rows, count)}\n")


def _day(words: str, today: date) -> date:
    """The day that words name.

    Raises:
        DayError: where they name none.
    """
    try:
        return parse_date(words, today)
    except DayError as error:
        raise DayError(f"--due {quote(words)}: {error}", error.code) from None


def _columns() -> int:
    """The width of the terminal; 0 where the table goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 0
