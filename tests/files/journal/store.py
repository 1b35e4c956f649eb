"""Store a journal for `test_stored.py`: `python -m tests.files.journal.store 2026-11-30`.

To be run before the format of the records changes, so that the journals of the program as it was stay read.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import from_bytes
from canvas.files.journal.frames import MAGIC, Frames
from canvas.files.journal.records import JournalHeader, change_record, header_record
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model import edits
from canvas.model.finding import ANSWERS
from canvas.model.record_edits import add_record

FOLDER = Path(__file__).parent / "stored"

PATH = "/srv/hub.canvas.toml"
"""The file of the stored work; nothing is read or written there."""
_FILE = """format = 1
title = "Orchard Lane food hub"
stage = "forming"
since = 2024-05-01T08:00:00Z

# Written by hand.
[[beneficiaries]]
id = "k3f7q"
text = "Families on the two estates"
kind = "group"

[[vision]]
text = "A warm meal within ten minutes' walk"

[[vision]]
text = "Nobody is asked why"
status = "agreed"

[[roles]]
id = "h2m8d"
text = "Deliver on Thursdays"
owner = "Ravi Osei"
shelf = [1.5, { cold = true }]
"""
JOINED = ((_FILE, f"{_FILE}\n# From another group.\n"),)
"""The joined version of a group, whose comment a save was to add."""


def _work() -> list[Snapshot]:
    """A board's work, in which each part of a record occurs."""
    document = from_bytes(_FILE.encode(), PATH)._replace(path=PATH)
    canvas = document.canvas
    found = []

    first, second = (item.id for item in canvas.panels["vision"])
    canvas = edits.add(canvas, "roles", ["Keep the cold store running", "Say thank you"]).canvas
    found.append(Snapshot(document, canvas))
    reason = {"status": "disputed", "reason": "How far is ten minutes?"}
    canvas = edits.set_item(canvas, first, text="A warm meal, ten minutes away", changes=reason).canvas
    found.append(Snapshot(document, canvas))
    canvas = edits.move(canvas, canvas.panels["roles"][0].id, "governance", 0).canvas
    found.append(Snapshot(document, canvas))
    canvas = edits.set_properties(
        canvas,
        title="Orchard Lane food hub 🍎",
        stage="delivering",
        review=date(2027, 3, 1),
        contact="Ravi Osei, ravi@hub.example",
    ).canvas
    found.append(Snapshot(document, canvas))
    canvas = edits.set_text(canvas, canvas.panels["beneficiaries"][0].id, "Families on both estates").canvas
    found.append(Snapshot(document, canvas, saving=(PATH, document.canvas)))
    canvas = edits.delete(canvas, [second]).canvas
    found.append(Snapshot(document, canvas, versions=JOINED))
    said = {"rule": "single-owner", "statement": "h2m8d", "because": "Two share it.", "by": "Ravi Osei"}
    canvas = add_record(canvas, ANSWERS, said, "answer").canvas
    found.append(Snapshot(document, canvas, versions=JOINED))
    for text in ("M", "Me", "Meet every", "Meet every Tuesday"):
        draft = Draft("principles", text, values={"due": date(2027, 1, 8), "owner": "Ravi Osei"})
        found.append(Snapshot(document, canvas, draft, JOINED))
    return found


def main(name: str) -> None:
    """Write the journal of such work, and the canvas that it recovers."""
    work = _work()
    framed = Frames()
    header = JournalHeader(PATH, work[0].document.data, whole=False, board="5dd9bcbc14a0cbdc", turn=0)
    data = MAGIC + framed.add(header_record(header))
    for before, now in zip([None, *work], work, strict=False):
        data += framed.add(change_record(before, now))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.journal").write_bytes(data)
    canvas, draft = work[-1].canvas, work[-1].typing
    assert draft
    canvas = edits.add(canvas, "principles", [draft.text], values=draft.values).canvas
    (FOLDER / f"{name}.canvas.toml").write_text(canonical(canvas), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
