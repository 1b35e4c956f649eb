"""Finding and reading many canvases."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import sys
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from benchmarks.canvases import text_of
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, from_bytes
from canvas.register import chunk, pool, scan
from canvas.register.cache import Cache
from canvas.register.row import FileRecord
from canvas.register.scan import Plan, read_records
from canvas.register.search import Found, search
from tests.model.test_rules import a_healthy_canvas
from tests.waiting import PATIENCE

TODAY = date(2026, 11, 29)
HEALTHY = canonical(a_healthy_canvas())
NAMES = ["a.canvas.toml", "b/c.canvas.toml", "b/d/e.canvas.toml", "b/f.canvas.toml", "g.canvas.toml"]
UNCACHED = Plan(TODAY, cache=None)


def put(here: Path, name: str, text: str = HEALTHY) -> Path:
    path = here / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(*names: str) -> list[str]:
    return [str(each.path) for each in search(names)]


def test_canvases_are_found_below_a_folder_each_once_and_none_that_is_hidden(here: Path) -> None:
    for name in (*NAMES, ".git/x.canvas.toml", "b/.x/y.canvas.toml", "b/.z.canvas.toml", "notes.toml"):
        put(here, name)
    (here / "b" / "loop").symlink_to(here)
    (here / "b" / "gone.canvas.toml").symlink_to(here / "nowhere")
    expected = ["a.canvas.toml", "g.canvas.toml", "b/c.canvas.toml", "b/f.canvas.toml", "b/gone.canvas.toml"]
    assert sorted(found(".")) == sorted([*expected, "b/d/e.canvas.toml"])
    assert found(".", "b", str(here)) == found(".")
    assert found("b/c.canvas.toml") == ["b/c.canvas.toml"]
    assert found("nothing") == ["nothing"]


def test_a_very_deep_folder_is_searched_to_its_end() -> None:
    """Deeper than calls may be nested; it is taken away here, for pytest cannot."""
    depth, before = 1100, os.getcwd()
    try:
        for _ in range(depth):
            os.mkdir("d")
            os.chdir("d")
        os.chdir(before)
        answers = list(search(["."]))
        assert len(answers) <= 1
        assert all("the folder could not be read" in each.problem for each in answers)
    finally:
        os.chdir(before)
        while os.path.exists("d/d"):
            os.rename("d/d", "e")
            os.rmdir("d")
            os.rename("e", "d")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(here: Path) -> None:
    put(here, "b/c.canvas.toml")
    (here / "b").chmod(0)
    (record,) = read_records(search(["."]), UNCACHED)
    (here / "b").chmod(0o755)
    assert record.row.problem == "b: the folder could not be read (Permission denied)."


def test_there_are_as_many_rows_as_files_whatever_they_hold(here: Path) -> None:
    for name, text in zip(NAMES, (HEALTHY, "nonsense", "format = 2\n", text_of(1), ""), strict=True):
        put(here, name, text)
    os.mkfifo(here / "h.canvas.toml")
    with (here / "i.canvas.toml").open("wb") as file:
        file.truncate(1 << 30)
    rows = [record.row for record in read_records(search(["."]), UNCACHED)]
    assert [row.file for row in rows] == found(".")
    problems = {row.file: row.problem for row in rows if row.problem}
    assert problems == {
        "b/c.canvas.toml": "b/c.canvas.toml, line 1: this is not a canvas: "
        "the line “format = 1” is missing at the top.",
        "b/d/e.canvas.toml": "b/d/e.canvas.toml, line 1: it was written by a newer canvas; "
        "update this program to change or use it.",
        "g.canvas.toml": problems["g.canvas.toml"],
        "h.canvas.toml": "h.canvas.toml: it is a pipe, not a file.",
        "i.canvas.toml": "i.canvas.toml: it is far too large to be a canvas.",
    }


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of two, and a pool and a cache for whatever is read."""
    monkeypatch.setattr(scan, "_CHUNK", 2)
    monkeypatch.setattr(scan, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(scan, "_WORTH_A_CACHE", 1)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("is_alone", [False, True])
def test_processes_read_the_same_in_the_same_order(
    here: Path, monkeypatch: pytest.MonkeyPatch, *, is_alone: bool
) -> None:
    """Whether this one reads the first chunk alone, or all that another one has not begun."""
    for name in NAMES:
        put(here, name, HEALTHY.replace("Otterbeck", name))
    alone = [*read_records(search(["."]), UNCACHED._replace(processes=1))]
    read: list[object] = []

    def counted(some: list[Found], plan: Plan, cache: Cache | None) -> chunk.Chunk:
        read.append(some)
        return chunk.read_chunk(some, plan, cache)

    monkeypatch.setattr(pool, "read_chunk", counted)
    if not is_alone:
        monkeypatch.setattr(pool, "_not_begun", lambda _: None)
    assert [*read_records(search(["."]), UNCACHED._replace(processes=2))] == alone
    assert len(alone) == len(NAMES)
    assert is_alone or len(read) == 1


def _die(connection: Connection, _: Plan) -> None:
    """Answer once with what is read, and die before the next answer is sent in full."""
    connection.send(chunk.read_chunk(connection.recv(), UNCACHED, None))
    os.write(connection.fileno(), b"\0\0\0\x09half")
    os._exit(1)


@pytest.mark.usefixtures("_small")
def test_what_a_process_that_died_should_have_read_is_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        put(here, f"{number}.canvas.toml", "nonsense")
    monkeypatch.setattr(pool, "_work", _die)
    # However slow its start, this process waits for what it reads.
    monkeypatch.setattr(pool, "_not_begun", lambda _: None)
    monkeypatch.setattr(pool, "_HELD", 4)
    rows = [record.row.file for record in read_records(search(["."]), UNCACHED._replace(processes=2))]
    assert rows == found(".")


@pytest.mark.skipif(sys.platform == "win32", reason="nothing suspends a process there")
def test_a_process_that_is_suspended_is_ended_too() -> None:
    worker = pool._Worker(UNCACHED)
    assert worker.process.pid
    os.kill(worker.process.pid, signal.SIGSTOP)
    worker.stop()
    worker.process.join(PATIENCE)
    assert worker.process.exitcode == -signal.SIGKILL


@pytest.mark.usefixtures("_small")
def test_where_no_process_can_be_started_this_one_reads(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def refuse(*_: object) -> None:
        seen.append(sys.stderr)
        raise ValueError("bad value(s) in fds_to_keep")

    for name in NAMES:
        put(here, name)
    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # the board's, too, has no number
    assert len([*read_records(search(["."]), UNCACHED._replace(processes=2))]) == len(NAMES)
    assert seen == [sys.__stderr__]


@pytest.mark.usefixtures("_small")
def test_a_file_that_did_not_change_is_not_parsed_again_wherever_it_lies(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(TODAY, cache=str(tmp_path / "cache" / "c.sqlite"), processes=1)
    for name in NAMES[:3]:
        put(here, name, HEALTHY.replace("Otterbeck", name))
    put(here, NAMES[3], "nonsense")
    before = [*read_records(search(["."]), plan)]
    (here / "a.canvas.toml").rename(here / "moved.canvas.toml")
    parsed: list[str] = []

    def counted(data: bytes, name: str, *, origin: str | None = None) -> Document:
        parsed.append(name)
        return from_bytes(data, name, origin=origin)

    monkeypatch.setattr(chunk, "from_bytes", counted)
    after = [*read_records(search(["."]), plan)]
    assert parsed == [NAMES[3]]
    assert {record.row.title for record in after} == {record.row.title for record in before}
    put(here, NAMES[1], HEALTHY)
    assert "Otterbeck" in {record.row.title for record in read_records(search(["."]), plan)}
    assert parsed.count(NAMES[1]) == 1
    put(here, NAMES[1], f"{HEALTHY}# something at its end\n")
    assert [*read_records(search(["."]), plan)]
    assert parsed.count(NAMES[1]) == 2


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("damage", ["delete", "garble", "empty", "other", "text", "depth", "folder"])
def test_a_damaged_cache_changes_nothing(here: Path, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "c.sqlite"
    plan = Plan(TODAY, cache=str(path), processes=1)
    for name in NAMES:
        put(here, name, HEALTHY.replace("Otterbeck", name))
    before = [*read_records(search(["."]), plan)]
    match damage:
        case "delete":
            path.unlink()
        case "garble":
            path.write_bytes(b"x" * len(path.read_bytes()))
        case "empty":
            path.write_bytes(b"")
        case "other":
            path.unlink()
            sqlite3.connect(path).execute("create table records (other)").connection.close()
        case "text" | "depth":
            text = "[[], []]" if damage == "text" else "[" * 100_000
            connection = sqlite3.connect(path)
            with connection:
                connection.execute("update records set record = ?", (text,))
            connection.close()
        case _:
            path.unlink()
            path.mkdir()
    assert [*read_records(search(["."]), plan)] == before
    assert [*read_records(search(["."]), plan)] == before


def test_few_files_leave_no_cache_behind(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("canvas.register.cache.Cache", lambda *_: pytest.fail("a cache was opened"))
    put(here, NAMES[0])
    assert len([*read_records(search(["."]), Plan(TODAY))]) == 1


def test_bytes_can_come_from_elsewhere() -> None:
    plan = UNCACHED._replace(fetch=lambda chunk: [HEALTHY.encode() for _ in chunk])
    (record,) = read_records([Found("main:x")], plan)
    assert isinstance(record, FileRecord)
    assert (record.row.file, record.row.title) == ("main:x", "Otterbeck")
