"""The rows of the register: many canvases read, and many rows asked."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from benchmarks.canvases import text_of
from benchmarks.figures import Figure, Row, against, milliseconds
from benchmarks.programs import ROOT, Programs
from canvas.register.chunk import Wanted
from canvas.register.scan import Plan, read_records
from canvas.register.search import search

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CANVASES, _STATEMENTS_A_PANEL, _FOLDERS = 10_000, 5, 100
_DAY = date(2027, 1, 4)
_TITLE = "Riverside Breakfast Partnership"
_REPOSITORIES, _ROWS, _FILES = 1_000, 1_000_000, 20
_PEAK = """
import io, resource, sys
from contextlib import redirect_stdout
from canvas.cli import main
if __name__ == "__main__":
    with open("/dev/null", "w") as nowhere, redirect_stdout(nowhere):
        main(sys.argv[2:])
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    with open(sys.argv[1], "w") as file:
        file.write(str(max(peaks)))
"""
_KIB_A_MIB = 1024 if sys.platform != "darwin" else 1024**2


def register(programs: Programs) -> Row:
    """Read ten thousand canvases of forty statements."""
    folder = _folder(programs)
    cache = os.path.join(programs.folder, "cache", "register.sqlite")

    def read(wanted: Wanted, processes: int, *, cached: bool = False) -> float:
        plan = Plan(_DAY, wanted, cache=cache if cached else None, processes=processes)
        return milliseconds(lambda: _count(plan, folder))

    def theirs() -> float:
        return milliseconds(lambda: _parse(folder))

    rows, detail = against(1, lambda: read("row", 1), theirs)
    findings, _ = against(1, lambda: read("findings", 1), theirs)
    two, _ = against(1, lambda: read("findings", 2), lambda: read("findings", 1))
    first = read("row", 1, cached=True)
    again = read("row", 1, cached=True)
    figures = (
        Figure(rows, 1.6, of="rows"),
        Figure(findings, 1.6, of="findings"),
        Figure(two, 1 / 1.7, of="two processes to one"),
        Figure(again / first, 1 / 5, of="second run to first"),
        Figure(_peak(programs, "list", folder, "--no-cache"), 150, "MiB", "peak of list"),
        Figure(_peak(programs, "check", folder), 150, "MiB", "of check"),
    )
    title = f"{_CANVASES:,} canvases of 40 statements against `tomllib.loads` of the same files"
    return Row(title, figures, detail)


def fragments(programs: Programs) -> Row:
    """The documented queries over a million rows."""
    import duckdb  # noqa: PLC0415 - an extra

    folder = os.path.join(programs.folder, "fragments")
    os.makedirs(folder, exist_ok=True)
    with duckdb.connect() as connection:
        for number in range(_FILES):
            connection.execute(_made(number, os.path.join(folder, f"{number}.parquet")))
        view, *queries = [sql.replace("'fragments/", f"'{folder}/") for sql in documented_queries()]
        connection.execute(view)
        took = [_milliseconds_of(connection, sql) for sql in queries]
        ((count,),) = connection.execute("select count(*) from register").fetchall()
    figures = tuple(Figure(each, 2000, "ms", f"query {n}", "once") for n, each in enumerate(took, 1))
    return Row("the queries of docs/scale.md in DuckDB", figures, f"{count:,} rows, {_FILES} files")


def _milliseconds_of(connection: DuckDBPyConnection, sql: str) -> float:
    return milliseconds(lambda: connection.execute(sql).fetchall())


def documented_queries() -> list[str]:
    """The queries of the page about many canvases; the first makes the view that the others ask."""
    with open(os.path.join(ROOT, "docs", "scale.md"), encoding="utf-8") as page:
        return [block.partition("```")[0] for block in page.read().split("```sql\n")[1:]]


def _made(number: int, path: str) -> str:
    """The statement that writes a part of a million rows as fragments."""
    each, several = _ROWS // _FILES, _REPOSITORIES // _FILES
    return f"""copy (
        select 'host/repository-' || (n % {several} + {number * several}) as repository,
            md5(repository) || '00000000' as commit, timestamp '2027-01-01 12:00:00' as committed,
            date '2027-01-04' as day, 'canvas-' || n || '.canvas.toml' as file, 'Partnership ' || n as title,
            ['exploring', 'forming', 'delivering', 'reviewing', 'closing'][n % 5 + 1] as stage,
            list_transform(range(n % 7), lambda i: 'Partner ' || (n * 31 + i * 977) % 40000) as partners,
            date '2027-01-01' + (n % 700)::integer as review, (n % 23)::integer as steps,
            (n % 5)::integer as late, date '2026-11-01' + (n % 400)::integer as due,
            (n % 11)::integer as must, (n % 13)::integer as should, (n % 17)::integer as consider,
            ['steps/on-time'] as rules, ['none', 'draft', 'agreed', 'signed'][n % 4 + 1] as agreement,
            (n % 50 = 0)::integer as differences, 0 as answered, '' as problem
        from range({each}) t(n)
    ) to '{path}' (format parquet, compression zstd)"""  # noqa: S608 - numbers and our own path alone


def _folder(programs: Programs) -> str:
    """A folder with the canvases, each with a title of its own."""
    folder = os.path.join(programs.folder, "many")
    text = text_of(_STATEMENTS_A_PANEL)
    for number in range(_CANVASES):
        below = os.path.join(folder, f"{number % _FOLDERS:02}")
        os.makedirs(below, exist_ok=True)
        path = os.path.join(below, f"{number:05}.canvas.toml")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text.replace(_TITLE, f"Partnership {number}", 1))
    return folder


def _count(plan: Plan, folder: str) -> int:
    count = sum(1 for _ in read_records(search([folder]), plan))
    if count != _CANVASES:
        raise ValueError(f"{count} rows of {_CANVASES} files")
    return count


def _parse(folder: str) -> None:
    for found in search([folder]):
        with open(found.path, "rb") as file:
            tomllib.loads(file.read().decode())


def _peak(programs: Programs, *arguments: str) -> float:
    """The most memory that a process of the program, or one that it started, has held."""
    script, answer = (os.path.join(programs.folder, name) for name in ("peak.py", "peak.txt"))
    with open(script, "w", encoding="utf-8") as file:
        file.write(_PEAK)
    code = f"import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path({script!r}, run_name='__main__')"
    programs.run(code, script, answer, *arguments)
    with open(answer, encoding="utf-8") as file:
        return int(file.read()) / _KIB_A_MIB


REGISTER_ROWS: Final[dict[str, Callable[[Programs], Row]]] = {"register": register, "fragments": fragments}
"""The rows of the register by the words that ask for them."""
