"""The worst files meet every verb: opened to the letter or refused in one sentence, and never touched."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from canvas.cli import main
from canvas.files.canvas_file import open_document
from canvas.files.canvas_save import save
from canvas.model import edits
from tests.files.bad_files import ITEM, KEPT, NAMES, REFUSED, SPECIAL

VERBS: dict[str, list[str]] = {
    "show": ["show", "BAD"],
    "show for git": ["show", "--textconv", "BAD"],
    "export": ["export", "BAD", "-o", "out.md"],
    "export over it": ["export", "good.canvas.toml", "-o", "BAD"],
    "check": ["check", "BAD"],
    "diff, older": ["diff", "BAD", "good.canvas.toml"],
    "diff, newer": ["diff", "good.canvas.toml", "BAD"],
    "diff, git": ["diff", "BAD"],
    "merge, base": ["merge", "BAD", "good.canvas.toml", "good.canvas.toml", "-o", "-"],
    "merge, ours": ["merge", "good.canvas.toml", "BAD", "good.canvas.toml"],
    "merge, theirs": ["merge", "good.canvas.toml", "good.canvas.toml", "BAD", "-o", "-"],
    "open": ["BAD"],
    "new over it": ["new", "BAD"],
}
WRITES_LINES = {"merge, base", "merge, ours", "merge, theirs", "show for git"}
"""Those that serve git, which hands them anything: what is no canvas is treated as lines of text."""

LIMIT = 10.0
"""Seconds of CPU time within which each verb is done; on a quiet machine it takes one."""

HANGS_AFTER = 120.0
"""Seconds after which a verb is taken to wait for ever, however busy the machine is."""


@contextmanager
def _not_for_ever() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, HANGS_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def bad(here: Path) -> Path:
    (here / "good.canvas.toml").write_text(ITEM)
    return here / "bad.canvas.toml"


def _said(verb: str, name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """The exit code, and what stands on standard error."""
    out, error = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace"), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", error)
    with _not_for_ever():
        try:
            code = main([name if word == "BAD" else word for word in VERBS[verb]])
        except SystemExit as left:
            code = int(left.code or 0)
    return code, error.getvalue()


def _is_one_sentence(said: str) -> bool:
    return said.startswith("canvas: ") and said.endswith(".\n") and said[:-1].isprintable()


def _state(path: Path) -> tuple[object, ...]:
    found = path.lstat()
    return found.st_mtime_ns, found.st_size, found.st_mode, found.st_ino


@pytest.mark.parametrize("what", KEPT)
def test_an_odd_file_is_opened_and_kept_to_the_letter(
    bad: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    bad.write_bytes(KEPT[what])
    before = _state(bad)
    for verb in VERBS.keys() - {"merge, ours", "open", "new over it", "export over it", "diff, git"}:
        code, said = _said(verb, bad.name, monkeypatch)
        assert code in (0, 1), (verb, said)
        assert "Traceback" not in said
    for verb in ("open", "new over it", "export over it"):
        code, said = _said(verb, bad.name, monkeypatch)
        assert (code, _is_one_sentence(said)) == (2, True), (verb, said)
    assert (bad.read_bytes(), _state(bad)) == (KEPT[what], before)


@pytest.mark.parametrize("what", KEPT)
def test_an_odd_file_that_is_changed_and_changed_back_is_the_same_to_the_letter(bad: Path, what: str) -> None:
    bad.write_bytes(KEPT[what])
    opened = open_document(str(bad))
    name = next(item.id for _, item in opened.canvas)
    if not opened.marked:
        there = save(opened, edits.set_item(opened.canvas, name, text="other", changes={}).canvas)
        save(there.document, opened.canvas)
        assert _without_escapes(bad.read_bytes()) == _without_escapes(KEPT[what])


def _without_escapes(data: bytes) -> bytes:
    """The bytes without the text that was changed: a character can be written in several ways."""
    return b"\n".join(line for line in data.split(b"\n") if not line.startswith(b"text = "))


@pytest.mark.parametrize("what", REFUSED)
def test_a_bad_file_is_refused_by_every_verb_in_one_sentence_and_never_touched(
    bad: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    bad.write_bytes(REFUSED[what])
    before = _state(bad)
    for verb in VERBS.keys() - WRITES_LINES - {"export over it"}:
        began = time.process_time()
        code, said = _said(verb, bad.name, monkeypatch)
        assert (code, _is_one_sentence(said)) == (2, True), (verb, said[:500])
        may_be_looked_at = (verb, what) == ("open", "a newer format")
        assert bad.name in said or may_be_looked_at, verb
        assert time.process_time() - began < LIMIT
    for verb in WRITES_LINES - {"merge, ours"}:
        code, said = _said(verb, bad.name, monkeypatch)
        assert code in (0, 1, 2)
        assert said.count("\n") <= 2
    assert _state(bad) == before
    assert bad.read_bytes() == REFUSED[what]


@pytest.mark.parametrize("what", SPECIAL)
def test_what_is_no_readable_file_is_refused_by_every_verb_in_one_sentence(
    bad: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    SPECIAL[what](bad)
    if what == "what nobody may read" and os.access(bad, os.R_OK):
        pytest.skip("root may read everything")
    before = _state(bad)
    poured = {"a pipe", "/dev/zero", "/dev/full"}  # an export may go into those, and would wait for a reader
    may_be_made = {"new over it", "export over it"} if what == "a link to nothing" else set()
    verbs = VERBS.keys() - may_be_made - ({"export over it"} if what in poured else set())
    for verb in sorted(verbs):
        code, said = _said(verb, bad.name, monkeypatch)
        assert (code, _is_one_sentence(said)) == (2, True), (verb, said)
        assert bad.name in said, verb
    assert _state(bad) == before


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.usefixtures("bad")
def test_a_name_that_is_no_files_is_refused_in_one_sentence_that_a_terminal_may_see(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    for verb in VERBS.keys() - {"new over it", "export over it"}:
        code, said = _said(verb, name, monkeypatch)
        assert (code, _is_one_sentence(said)) == (2, True), (verb, said)
        assert said[:-1].isprintable(), said


def test_of_very_many_odd_places_only_the_first_are_told(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad.write_text(ITEM + "[[vision]]\ntext = 'a'\nstatus = 'maybe'\n" * 1234)
    code, said = _said("show", bad.name, monkeypatch)
    *told, last = said.splitlines()
    assert (code, len(told)) == (0, 100)
    assert told[-1].startswith(f"canvas: {bad.name}, line 305: “status” should be")
    assert last == f"canvas: {bad.name}, 1,134 more such places are in it."


def test_very_many_copies_of_one_item_are_each_given_an_id_at_once(bad: Path) -> None:
    bad.write_text(ITEM + "[[vision]]\nid = 'a'\ntext = 'a'\n" * 20_000)
    began = time.process_time()
    opened = open_document(str(bad))
    assert len(opened.repaired) == 19_999
    assert time.process_time() - began < LIMIT


def test_a_file_that_grows_while_it_is_read_is_never_taken_for_whole(
    bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad.write_text(ITEM)
    read = os.read

    def grows(handle: int, size: int) -> bytes:
        found = read(handle, size)
        if found:
            with bad.open("a") as file:
                file.write("# more\n")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", grows)
        code, said = _said("show", bad.name, patched)
    assert (code, said) == (2, f"canvas: {bad.name}: another program is writing it; try again in a moment.\n")
