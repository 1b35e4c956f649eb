"""A journal that an older program left is recovered in full.

The files of `stored/` were written by the program of that day (`python -m tests.files.journal.store`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.canvas_toml import parse
from canvas.files.journal.frames import frames
from canvas.files.journal.rebuild import with_draft
from canvas.files.journal.replay import Replayed, replay
from tests.files.journal.screens import screen
from tests.files.journal.store import FOLDER, JOINED, PATH

STORED = sorted(FOLDER.glob("*.journal"))


def _replayed(stored: Path) -> Replayed:
    found = replay(frames(stored.read_bytes()))
    assert found
    return found


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.stem)
def test_a_stored_journal_gives_the_canvas_that_its_program_had(stored: Path) -> None:
    found = _replayed(stored)
    assert found.canvas
    recovered = with_draft(found.canvas, found.typed, found.opened)
    there = parse(stored.with_suffix(".canvas.toml").read_text(encoding="utf-8")).canvas
    assert screen(recovered) == screen(there)
    assert found.opened.path == PATH


def test_there_is_a_journal_of_the_first_format_of_records() -> None:
    assert "2026-11-24" in [stored.stem for stored in STORED]


def test_a_stored_journal_tells_which_save_began_and_what_was_joined() -> None:
    found = _replayed(FOLDER / "2026-11-30.journal")
    assert found.versions == JOINED
    [(path, saved)] = found.saving
    assert path == PATH
    assert screen(saved)[0] == "Orchard Lane food hub"
