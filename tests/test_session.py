"""An open canvas and its journal: what no file holds is never without one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from canvas.files import atomic_file
from canvas.files.atomic_file import Written
from canvas.files.canvas_file import open_document
from canvas.files.disk_errors import ChangedError, DiskCode, DiskError
from canvas.files.journal import paths
from canvas.files.journal.recovery import find_recoverable
from canvas.files.journal.snapshot import Draft
from canvas.model import edits
from canvas.session import Session
from canvas.workspace import Workspace
from tests.waiting import PATIENCE


@pytest.fixture
def path(small: Path) -> str:
    return str(small)


@pytest.fixture
def session(path: str) -> Iterator[Session]:
    """A canvas in which two was added, and something is being typed; both are in its journal."""
    session = Session(open_document(path))
    session.make(partial(edits.add, panel="vision", texts=["two"]))
    session.set_typing(Draft("vision", "half a sent"))
    assert session.journal.flush(PATIENCE)
    yield session
    session.journal.close(keep=False)


def kept() -> bytes:
    """What all journals hold on the disk by now."""
    return b"".join(Path(name).read_bytes() for name in paths.all_journals())


@pytest.mark.parametrize(
    ("error", "code"), [(DiskError, "full"), (ChangedError, "changed"), (DiskError, "uncertain")]
)
@pytest.mark.parametrize("typing", [True, False], ids=["while typing", "typed before"])
def test_a_save_that_fails_leaves_the_work_in_the_journal_all_the_time(
    session: Session,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
    error: type[DiskError],
    code: DiskCode,
    *,
    typing: bool,
) -> None:
    assert b"half a sent" in kept()
    if not typing:
        session.set_typing(None)
    meanwhile = []

    def full(*_: object) -> Written:
        assert session.journal.flush(PATIENCE)
        meanwhile.append(kept())
        raise error("the disk did not take it.", code)

    monkeypatch.setattr(atomic_file, "replace", full)
    work = Workspace(session)
    assert work.save().run().code == "failed"
    assert work.save_as(f"{path}.other.canvas.toml").run().code == "failed"
    assert meanwhile
    assert all(b"two" in held for held in meanwhile), "a power cut would have lost it"
    assert session.is_unsaved
    assert session.journal.flush(PATIENCE)
    assert session.journal.close(keep=True)
    (left,) = find_recoverable(path)
    texts = [item.text for _, item in left.canvas]
    assert texts == (["one", "two", "half a sent"] if typing else ["one", "two"])
    left.discard()


def test_the_journal_stays_until_the_file_holds_the_work(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.set_typing(None)
    right, meanwhile = atomic_file.replace, []

    def slowly(path: str, data: bytes, expected: bytes | None) -> Written:
        assert session.journal.flush(PATIENCE)
        meanwhile.append(kept())
        return right(path, data, expected)

    monkeypatch.setattr(atomic_file, "replace", slowly)
    assert Workspace(session).save().run().code == "saved"
    assert len(meanwhile) == 1
    assert b"two" in meanwhile[0]
    assert session.journal.flush(PATIENCE)
    assert kept() == b""
