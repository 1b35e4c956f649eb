"""The page about many canvases: what it shows works."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest

from benchmarks.register_rows import documented_queries
from canvas.cli_parser import parser_for
from canvas.register.fragments import _TYPES, Fragment, write
from canvas.register.row import Row
from canvas.verbs import list_
from tests.docs.documents import text_of

duckdb = pytest.importorskip("duckdb")  # an extra that an older environment may lack

PAGE = "docs/scale.md"
DAY = date(2026, 11, 29)


def blocks(language: str) -> list[str]:
    return [part.partition("```")[0] for part in text_of(PAGE).split(f"```{language}\n")[1:]]


def test_each_command_of_the_page_can_be_given() -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
    assert commands
    for line in commands:
        program, verb, *rest = shlex.split(line, comments=True)
        assert (program, verb) == ("canvas", "list")
        parser_for("list", list_).parse_args(rest)


def test_the_queries_of_the_page_answer_over_fragments(here: Path) -> None:
    def row(title: str, late: int, agreement: str = "none") -> Row:
        partners = ("Mill School",)
        return Row(f"{title}.canvas.toml", title, "forming", partners, DAY, late=late, agreement=agreement)

    for committed, late in (("2026-11-01 12:00:00", 1), ("2026-11-02 12:00:00", 5)):
        rows = (row("Otterbeck", late), row("Signed", 0, agreement="signed"), Row("torn", problem="torn"))
        fragment = Fragment("north", committed, "a" * 40 if late == 1 else "b" * 40, DAY, rows)
        write({"north": fragment}, str(here / "fragments"), "parquet")
    with duckdb.connect() as connection:
        view, call, partners, months = documented_queries()
        connection.execute(view)
        assert [found[:4] for found in connection.execute(call).fetchall()] == [
            ("Otterbeck", "forming", 0, 0),
            ("Signed", "forming", 0, 0),
        ]
        assert connection.execute(partners).fetchall() == [("Mill School", 2, 5, DAY)]
        assert connection.execute(months).fetchall() == [(date(2026, 11, 1), "forming", 2, 1, 0)]


def test_the_page_names_each_column_of_a_fragment() -> None:
    assert all(f"`{name}`" in text_of(PAGE) for name in _TYPES)


def test_the_function_for_engines_gives_a_row_for_each_file() -> None:
    (source,) = blocks("python")
    known: dict[str, object] = {}
    exec(source, known)  # noqa: S102 - the page's own lines
    rows = known["rows"]
    assert callable(rows)
    names = [f"{n}.canvas.toml" for n in range(150)]
    found = rows(names, [b"format = 1\ntitle = 'T'\n"] * 149 + [b"torn"], DAY)
    assert [row["file"] for row in found] == names
    assert found[0]["title"] == "T"
    assert found[-1]["problem"]
