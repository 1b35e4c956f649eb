"""A damaged journal: what stands before the damage comes back, and nothing of what comes after."""

from __future__ import annotations

from canvas.files.journal.frames import MAGIC, Frames, frames
from canvas.files.journal.rebuild import with_draft
from canvas.files.journal.replay import replay
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model import edits
from canvas.model.canvas import Canvas
from tests.files.journal.boards import add, document_of, seen
from tests.files.journal.screens import screen
from tests.files.journal.test_records import journal


def written() -> tuple[bytes, list[int], list[object]]:
    """A journal's bytes, where its records end, and what the screen showed after each."""
    document = document_of(add(Canvas("A title"), "One", "Two – 漢字"))
    canvas = document.canvas
    states = [Snapshot(document, canvas, Draft("vision", "So"[: n + 1])) for n in range(2)]
    for number in range(14):
        canvas = add(canvas, f"Added {number}")
        item = canvas.panels["roles"][0].id
        states += [
            Snapshot(document, canvas),
            Snapshot(document, canvas, Draft("roles", f"Said {number}", item=item)),
        ]
        canvas = edits.set_text(canvas, item, f"Said {number}").canvas
    written = Frames()
    data, ends = MAGIC, [len(MAGIC)]
    for record in journal(states):
        data += written.add(record)
        ends.append(len(data))
    return data, ends, [None, None, *map(seen, states)]


def back(data: bytes) -> object:
    """What the screen shows of a journal's bytes; None where there is nothing."""
    found = replay(frames(data))
    return screen(with_draft(found.canvas, found.typed, found.opened)) if found and found.canvas else None


def whole_records(ends: list[int], length: int) -> int:
    """How many records end within so many bytes."""
    return sum(end <= length for end in ends) - 1


def test_a_journal_cut_at_any_byte_gives_all_that_stands_before() -> None:
    data, ends, shown = written()
    payloads = list(frames(data))
    for length in range(len(data) + 1):
        assert list(frames(data[:length])) == payloads[: max(whole_records(ends, length), 0)]
    for number, end in enumerate(ends):
        assert back(data[:end]) == shown[number]
    print(f"{len(data) + 1} cuts: a valid prefix each time")
    assert len(data) > 1000


def test_a_journal_with_any_byte_changed_gives_what_stands_before_and_nothing_damaged() -> None:
    data, ends, _ = written()
    payloads = list(frames(data))
    for at in range(len(data)):
        before = payloads[: whole_records(ends, at)] if at >= len(MAGIC) else []
        for mask in (0x01, 0x80, 0xFF):
            assert list(frames(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :])) == before
    print(f"{3 * len(data)} bytes flipped: no damaged record believed")
    assert len(data) > 1000


def test_a_journal_that_lost_a_piece_gives_what_stands_before() -> None:
    data, ends, shown = written()
    for number in range(len(ends) - 2):
        without = data[: ends[number]] + data[ends[number + 1] :]
        assert back(without) == shown[number]
        zeros = data[: ends[number]] + bytes(len(data) - ends[number])
        assert back(zeros) == shown[number]
