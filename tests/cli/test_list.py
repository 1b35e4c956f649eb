"""canvas list."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import get_args

import pytest

from canvas.files.canonical_toml import canonical
from canvas.register.row import FileRecord
from canvas.register.rows import COLUMNS
from canvas.register.scan import Plan, read_records
from canvas.register.search import Found
from canvas.register.views import By
from canvas.verbs import list_
from tests.cli.running import called, fixed_day
from tests.files.git.repository import NAME, ODD_NAMES, Repository
from tests.model.test_rules import a_healthy_canvas, changing

TODAY = date(2026, 11, 29)
HEALTHY = canonical(a_healthy_canvas())
LATE = canonical(changing("outco", due=TODAY - timedelta(days=1), owner="Ana Ruis")(a_healthy_canvas()))
OTHER = HEALTHY.replace("Otterbeck", '=HYPERLINK(\\"x\\")').replace("Health Centre", "Éclair | Co").replace(
    'stage = "delivering"', 'stage = "forming"'
)  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of every list in this process."""
    monkeypatch.setattr(list_, "date", fixed_day(date(2026, 11, 29)))


@pytest.fixture
def folder(here: Path) -> Path:
    for name, text in {
        "a": HEALTHY,
        "b/late": LATE.replace("Otterbeck", "Lateness"),
        "b/other": OTHER,
        "c/broken": "nonsense",
    }.items():
        path = here / f"{name}.canvas.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return here


def said(*arguments: str) -> str:
    done = called("list", *arguments)
    return done.stdout.decode()


def titles(*arguments: str) -> list[str]:
    """The titles of the rows that can be read."""
    rows = [json.loads(line) for line in said("--format", "jsonl", *arguments).splitlines()]
    return [row["title"] for row in rows if not row["problem"]]


@pytest.mark.usefixtures("folder")
def test_a_table_tells_first_what_is_urgent() -> None:
    done = called("list")
    assert done.returncode == 2, "one cannot be read"
    lines = done.stdout.decode().splitlines()
    assert (
        lines[0].split() == ["Title", "Stage", "Review", "Late", "Must", "Agreement", "File"]
        or "Late" in lines[0]
    )
    assert lines[1].startswith("c/broken.canvas.toml, line 1: this is not a canvas")
    assert lines[2].startswith("Lateness")
    assert lines[-1] == "4 canvases, 1 with something that must be mended, 1 late step, 1 cannot be read."
    assert not done.stderr


@pytest.mark.usefixtures("folder")
def test_the_formats_tell_the_same_rows() -> None:
    rows = json.loads(said("--format", "json"))
    assert [json.loads(line) for line in said("--format", "jsonl", "--sort", "urgency").splitlines()] == rows
    assert len(said("--format", "jsonl").splitlines()) == len(rows) == 4
    keys = [column.key for column in COLUMNS]
    assert all([*row] == keys for row in rows)
    table = [*csv.reader(io.StringIO(said("--format", "csv").removeprefix("\ufeff")))]
    assert table[0] == [column.heading for column in COLUMNS]
    assert [row[0] for row in table[1:]] == [
        "'" + row["title"] if row["title"].startswith("=") else row["title"] for row in rows
    ]
    assert {row[keys.index("partners")] for row in table[1:]} == {
        "", "Health Centre; Mill School", "Éclair | Co; Mill School"
    }  # fmt: skip
    markdown = said("--format", "markdown").splitlines()
    assert len(markdown) == 2 + len(rows)
    assert any(
        "Éclair &#124; Co, Mill School" in line or r"Éclair \| Co, Mill School" in line for line in markdown
    )


@pytest.mark.usefixtures("folder")
def test_rows_are_chosen_and_sorted() -> None:
    assert titles("--due", "today") == ["Lateness"]
    assert sorted(titles("--due", "60d")) == ['=HYPERLINK("x")', "Lateness", "Otterbeck"]
    assert titles("--partner", "eclair") == ['=HYPERLINK("x")']
    assert titles("--stage", "forming") == ['=HYPERLINK("x")']
    assert titles("--rule", "steps/on-time") == ["Lateness"]
    assert titles("--sort", "title") == ['=HYPERLINK("x")', "Lateness", "Otterbeck"]
    assert titles("--sort", "late")[0] == "Lateness"
    assert titles("b", "--sort", "file") == ["Lateness", '=HYPERLINK("x")']
    assert "0 of 1 canvases" in said("a.canvas.toml", "--stage", "closing")


@pytest.mark.usefixtures("folder")
def test_what_is_asked_wrongly_is_told_in_one_sentence() -> None:
    for arguments, sentence in {
        ("--rule", "roles/one-acountable"): "did you mean roles/one-accountable?",
        ("--due", "whenever"): "--due ‘whenever’: write a day",
        ("--sort", "colour"): "invalid choice",
        ("--stage", "asleep"): "invalid choice",
    }.items():
        done = called("list", *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert sentence in done.stderr.decode()
        assert done.stderr.count(b"\n") == 1


def test_a_folder_without_canvases_is_said_to_have_none(here: Path) -> None:
    (here / "empty").mkdir()
    done = called("list", "empty")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"canvas: there is no canvas here.\n")
    assert json.loads(said("empty", "--format", "json")) == []
    done = called("list", "missing")
    assert done.returncode == 2
    assert b"missing: " in done.stdout


@pytest.mark.usefixtures("folder")
def test_a_table_fits_every_width(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (200, 120, 80, 60, 40):
        monkeypatch.setattr(list_, "_columns", lambda columns=columns: columns)
        lines = said().splitlines()
        assert max(map(len, lines[:-1])) <= columns, lines
        assert "Late" in lines[0]


@pytest.mark.usefixtures("folder")
def test_an_interrupted_list_shows_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for count in (2, 0):

        def interrupted(files: Iterator[Found], plan: Plan, count: int = count) -> Iterator[FileRecord]:
            yield from islice(read_records(files, plan), count)
            raise KeyboardInterrupt

        monkeypatch.setattr(list_, "read_records", interrupted)
        done = called("list", "--format", "json")
        assert done.returncode == 130
        assert len(json.loads(done.stdout)) == count
        told = f"canvas: stopped; {count} were read so far, and the list is not complete.\n"
        assert done.stderr.decode() == told


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("by", ["partner", "person", "name"])
def test_views_across_the_register_come_in_every_format(by: By) -> None:
    lines = json.loads(said("--by", by, "--format", "json"))
    assert lines
    assert [json.loads(line) for line in said("--by", by, "--format", "jsonl").splitlines()] == lines
    assert len([*csv.reader(io.StringIO(said("--by", by, "--format", "csv")))]) == 1 + len(lines)
    assert len(said("--by", by, "--format", "markdown").splitlines()) == 2 + len(lines)
    done = called("list", "--by", by)
    assert done.returncode == 2
    assert b"c/broken.canvas.toml, line 1" in done.stderr
    assert done.stdout.decode().splitlines()[0].split()[0].casefold() == by


@pytest.mark.parametrize("by", get_args(By))
def test_a_view_that_lists_nothing_says_so(here: Path, by: By) -> None:
    (here / "new.canvas.toml").write_text('format = 1\ntitle = "New"\n', encoding="utf-8")
    first, *_ = said("--by", by).splitlines()
    assert first.startswith("No")


def test_a_version_is_read_without_checking_it_out(repository: Repository, tmp_path: Path) -> None:
    for name in (*ODD_NAMES, "a/b.canvas.toml", ".x/hidden.canvas.toml"):
        path = repository.top / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEALTHY, encoding="utf-8")
    (repository.top / "link.canvas.toml").symlink_to("a/b.canvas.toml")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "-m", "x")
    expected = {name for name in ODD_NAMES if name.endswith(".canvas.toml")} | {"a/b.canvas.toml"}
    for name in expected:
        (repository.top / name).unlink()
    bare = str(tmp_path / "bare.git")
    repository.git("clone", "--quiet", "--bare", ".", bare)
    for folder, before in ((".", ""), (bare, f"{bare}/")):
        done = called("list", "--git", "HEAD", "--format", "jsonl", folder)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        read = {row["file"].removeprefix(before) for row in rows if not row["problem"]}
        assert len(read) == len(expected)
        assert read >= {name for name in expected if name.isascii() and name.isprintable()}
        assert [row["problem"] for row in rows if row["problem"]] == [
            f"{before}link.canvas.toml: in that version it is a link, not a file."
        ]
    assert [
        json.loads(line)["file"] for line in said("--git", "main", "a", "--format", "jsonl").splitlines()
    ] == ["a/b.canvas.toml"]
    for rev, sentence in {"nope": "there is no version called ‘nope’", "-x": "expected one argument"}.items():
        done = called("list", "--git", rev)
        assert (done.returncode, done.stdout) == (2, b"")
        assert sentence in done.stderr.decode()
    done = called("list", "--git", "HEAD", str(tmp_path))
    assert b"this is not in a git repository" in done.stderr


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_repositories_write_fragments_and_a_collector_unites_the_newest(
    repository: Repository, tmp_path: Path, form: str
) -> None:
    shared = str(tmp_path / "shared")

    def commit(text: str) -> None:
        repository.commit(text.encode())

    def write() -> str:
        done = called("list", "--to", form, "-o", shared)
        assert (done.returncode, done.stdout) == (0, b"")
        return done.stderr.decode()

    commit(HEALTHY)
    assert write().startswith(f"Wrote 1 row to {shared}/here.")
    assert write().startswith("Nothing new: there is already ")
    commit(LATE)
    repository.git("remote", "add", "origin", "https://me:secret@example.org/team/here.git")
    assert "example-org-team-here." in write()
    bare = str(tmp_path / "here.git")
    repository.git("clone", "--quiet", "--bare", ".", bare)
    done = called("list", bare, "--to", form, "-o", shared)
    assert done.returncode == 0

    done = called("list", "--collect", shared, "--format", "json")
    rows = {row["file"]: row["late"] for row in json.loads(done.stdout)}
    assert rows == {f"here:{NAME}": 1, f"example.org/team/here:{NAME}": 1}, "the newest commit of each"
    assert b"secret" not in b"".join(path.read_bytes() for path in Path(shared).iterdir())
    assert [*json.loads(said("--collect", shared, "--format", "json", "--due", "2000-01-01"))] == []
    done = called("list", "--collect", shared, "--to", form, "-o", str(tmp_path / "all"))
    (united,) = (tmp_path / "all").iterdir()
    assert json.loads(said("--collect", str(united), "--format", "json")) == json.loads(
        said("--collect", shared, "--format", "json")
    )
    (Path(shared) / f"torn.{form}").write_text("nonsense", encoding="utf-8")
    done = called("list", "--collect", shared)
    assert done.returncode == 2
    assert b"this is no fragment of a register" in done.stderr
    assert called("list", "--collect", shared, "--by", "name").returncode == 2


def test_a_fragment_needs_a_commit(here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    done = called("list", "--to", "jsonl")
    assert (done.returncode, [*here.iterdir()]) == (2, [])
    assert b"this is not in a git repository" in done.stderr


def test_parquet_names_the_extra_that_is_missing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(HEALTHY.encode())
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = called("list", "--to", "parquet")
    assert done.returncode == 2
    assert b'pip install "partnership-canvas[register]"' in done.stderr
