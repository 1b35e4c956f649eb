"""Whatever the disk does to a save: the old or the new in full, and nobody is told what is not so."""

from __future__ import annotations

import ast
import errno
import inspect
import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle, product
from pathlib import Path
from types import ModuleType

import pytest

from canvas.files import atomic_file, canvas_file, file_reading, replace_file, temp_files
from canvas.files import file_metadata as belongings_module
from canvas.files.canvas_file import DocumentError, Saved
from tests.files.faults import CALLS, CAN_BE_LATE, CAN_BE_SHORT, ERRORS, NOTHING, SHORT, Call, Fault, Faulty
from tests.files.saves import MEMORY, SAVES, Save, belongings
from tests.open_files import left_open, open_files

_ALL = "CANVAS_ALL_FAULTS" in os.environ
_DISTINCT = (errno.EIO, errno.EINTR)
"""An error that makes a save fail, and one after which a call is made again."""

LEAST = {"over_a_file": 24, "of_a_new_file": 14}
"""How many calls some saves make at least: with fewer counted, the counting is broken."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder on a disk in memory: thousands of saves wait for no real one."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


@pytest.mark.parametrize("make", SAVES, ids=lambda make: make.__name__)
def test_whichever_call_of_a_save_fails_nothing_is_torn_lost_or_said_wrongly(
    folder: Path, make: Callable[[Path], Save]
) -> None:
    runs = 0
    for fault in _faults(folder, make):
        runs += 1
        place = folder / str(runs)
        place.mkdir()
        _survives(place, make(place), fault)
    print(f"{make.__name__}: {runs} faults, 0 torn, 0 lost, 0 lies")
    assert runs > (2 * len(_DISTINCT) + 1) * LEAST.get(make.__name__, 10)


def _faults(folder: Path, make: Callable[[Path], Save]) -> Iterator[Fault]:
    """Every call × every error × once and from then on × before and after its effect.

    The errors that are handled alike take turns, once and before the effect only, unless
    ``CANVAS_ALL_FAULTS`` is set.
    """
    others = cycle(error for error in ERRORS if error not in _DISTINCT)
    for at, call in enumerate(_calls_of(folder, make)):
        errors = ERRORS if _ALL else _DISTINCT
        combinations = [*product(errors, (False, True), (False, True))]
        combinations += [] if _ALL else [(next(others), False, False)]
        combinations += [(SHORT, lasting, False) for lasting in (False, True) if call.name in CAN_BE_SHORT]
        combinations += [(NOTHING, lasting, False) for lasting in (False, True) if call.name == "write"]
        for error, lasting, late in combinations:
            if not late or call.name in CAN_BE_LATE:  # otherwise it is the same again
                yield Fault(at, error, lasting, late)


def _calls_of(folder: Path, make: Callable[[Path], Save]) -> list[Call]:
    """What a save calls where nothing fails."""
    place = folder / "none"
    place.mkdir()
    save = make(place)
    with Faulty(Fault(1 << 30, errno.EIO)) as whole:
        save.act()
    return whole.calls


def _survives(run: Path, save: Save, fault: Fault) -> None:
    """One save with one fault: what is on the disk, and whether what was told of it is so."""
    place = save.file.parent
    owned = belongings(save.file) if save.old is not None else None
    links = {path: os.readlink(path) for path in run.rglob("*") if path.is_symlink()}
    before = open_files()
    saved: Saved | None = None
    told: DocumentError | None = None
    with Faulty(fault) as faulty:
        try:
            saved = save.act()
        except DocumentError as error:
            told = error
    assert not left_open(before)
    now = save.file.read_bytes() if save.file.exists() else None
    assert now in (save.old, save.new), (fault, "torn")
    if saved:
        assert now == save.new == saved.document.data, (fault, "a lie")
        assert _unconfirmed(faulty.calls) == (atomic_file.UNCONFIRMED in saved.warnings), (
            fault,
            saved.warnings,
        )
        told_of = " ".join(saved.warnings)
        if owned:
            mode, attributes = belongings(save.file)
            assert mode == owned[0] or "permissions" in told_of, fault
            assert attributes == owned[1] or "ttributes" in told_of, fault
    else:
        assert (told and told.code == "uncertain") or now == save.old, (fault, told)
        assert str(told).endswith("."), fault
        assert "\n" not in str(told), fault
        assert "Saved" not in str(told), fault
    assert {path: os.readlink(path) for path in links} == links
    _never_trusted_again(faulty.calls)
    left = set(os.listdir(place)) - save.beside - {save.file.name}
    kept = {name for name in left if name.endswith(".bak")}
    assert left == kept or "unlink" in faulty.failed, (fault, left)
    if kept and not saved:
        assert "does not tell" in str(told) or "unlink" in faulty.failed, (fault, kept)


def _unconfirmed(calls: list[Call]) -> bool:
    """Whether the disk said of anything after the replace, or of the replace itself, that it failed."""
    landed = max(at for at, call in enumerate(calls) if call.name in ("replace", "link"))
    after = [call for call in calls[landed + 1 :] if not call.what.endswith((".tmp", ".bak"))]
    synced = [call for call in after if call.name in ("open", "fsync", "close")]
    return calls[landed].failed or any(call.failed for call in synced)


def _never_trusted_again(calls: list[Call]) -> None:
    """A file whose fsync failed is neither synced again nor put in anybody's place."""
    for at, call in enumerate(calls):
        if call.name == "fsync" and call.failed and call.what.endswith(".tmp"):
            later = {(c.name, c.what) for c in calls[at + 1 :]}
            assert not later & {(name, call.what) for name in ("fsync", "replace", "link", "write")}


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "open", "read", "stat", "lstat", "fstat"])
def test_a_signal_in_between_does_not_keep_a_save_from_happening(folder: Path, name: str) -> None:
    times = [at for at, call in enumerate(_calls_of(folder, SAVES[0])) if call.name == name]
    assert times
    for at in times:
        place = folder / str(at)
        place.mkdir()
        save = SAVES[0](place)
        with Faulty(Fault(at, errno.EINTR)):
            save.act()
        assert save.file.read_bytes() == save.new


def test_a_save_that_is_tried_again_writes_a_new_temporary_file(folder: Path) -> None:
    at = next(at for at, call in enumerate(_calls_of(folder, SAVES[0])) if call.name == "fsync")
    save = SAVES[0](folder)
    with Faulty(Fault(at, errno.EINTR)) as faulty:
        save.act()
    synced = [call.what for call in faulty.calls if call.name == "fsync" and call.what.endswith(".tmp")]
    assert len(synced) == len(set(synced)) == 2


def test_a_canvas_that_could_not_be_opened_again_is_not_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = SAVES[0](folder)
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", len(save.new) - 1)
    with pytest.raises(DocumentError, match="too large to be opened again"):
        save.act()
    assert save.file.read_bytes() == save.old


def _reached(module: ModuleType) -> set[str]:
    """The calls of `os` that a module makes."""
    return {
        node.func.attr
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "os"
    }


def test_every_call_that_a_save_makes_is_one_that_the_faults_know() -> None:
    harmless = {"urandom", "geteuid"}
    modules = (atomic_file, canvas_file, file_reading, replace_file, temp_files, belongings_module)
    reached = set().union(*map(_reached, modules))
    assert "fsync" in reached
    assert reached - harmless <= set(CALLS)
