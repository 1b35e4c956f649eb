"""What a journal's records say is what the board showed."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canvas_file import Document
from canvas.files.journal.frames import MAGIC, Frames, frames
from canvas.files.journal.rebuild import with_draft
from canvas.files.journal.records import JournalHeader, change_record, common_affixes, header_record
from canvas.files.journal.replay import replay
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS, FieldValue
from canvas.model.types import ItemId
from tests.files.journal.boards import add, document_of, seen, works
from tests.files.journal.screens import screen
from tests.strategies import meaning, quick, typed


def journal(states: list[Snapshot]) -> list[bytes]:
    """A journal's records of some states."""
    first = states[0]
    begun = JournalHeader(first.document.path, first.document.data, first.base is None, "b", 0)
    before = [None, *states[:-1]]
    return [header_record(begun), *(change_record(was, now) for was, now in zip(before, states, strict=True))]


def back(records: list[bytes]) -> object:
    """What is on the screen once records were read."""
    found = replay(records)
    assert found
    assert found.canvas
    return screen(with_draft(found.canvas, found.typed, found.opened))


@quick
@given(works())
def test_whatever_is_done_and_typed_comes_back_after_each_step(states: list[Snapshot]) -> None:
    records = journal(states)
    for number, work in enumerate(states):
        so_far = records[: number + 2]
        assert back(so_far) == seen(work)
        found = replay(so_far)
        assert found
        assert found.canvas
        assert meaning(found.canvas) == meaning(work.canvas)
        assert found.versions == work.versions
        assert (found.opened.path, found.opened.data) == (work.document.path, work.document.data)
        one, other = (with_draft(found.canvas, found.typed, found.opened) for _ in range(2))
        assert [item.id for _, item in one] == [item.id for _, item in other]
        assert len({item.id for _, item in one}) == len(one)


@quick
@given(st.data())
def test_a_splice_says_what_has_changed_of_a_text(data: st.DataObject) -> None:
    was = data.draw(typed)
    at, gone, put = data.draw(st.integers(0, len(was))), data.draw(st.integers(0, 2)), data.draw(typed)
    now = was[:at] + put + was[at + gone :]
    front, back = common_affixes(was, now)
    assert was[:front] + now[front : len(now) - back] + was[len(was) - back :] == now
    assert len(now) - front - back <= len(put)
    assert front + back <= min(len(was), len(now))


def test_values_that_are_equal_but_not_the_same_are_told_apart() -> None:
    canvas = Canvas(
        "x", panels={**Canvas("").panels, "vision": (Item("a", "a", {"votes": 1}),)}, values={"y": 1}
    )
    work = Snapshot(document_of(canvas), document_of(canvas).canvas)
    work = work._replace(canvas=work.document.canvas)
    truth = canvas.replacing(values={"y": True})
    for value in (True, 1.0, float("nan"), -0.0):
        items = (Item("a", "a", {"votes": value}),)
        now = truth.with_items({"vision": items})
        found = replay(journal([work._replace(canvas=now)]))
        assert found
        assert found.canvas
        assert meaning(found.canvas) == meaning(now)


def test_what_is_kept_of_a_conflict_in_the_deepest_of_files_comes_back() -> None:
    deep: object = "the bottom"
    for _ in range(52):  # a file has fifty at most, a merge adds two
        deep = [deep]
    canvas = Canvas("x", values={"kept": {"deep": deep}})
    canvas = canvas.with_items({"vision": (Item("a", "a", {"x": deep}),)})
    work = Snapshot(Document(Canvas("")), canvas)
    assert back(journal([work])) == seen(work)


def test_items_that_lost_their_ids_to_a_save_are_not_taken_for_one_another() -> None:
    canvas = Canvas("x", panels={**Canvas("").panels, "vision": (Item("~7", "seven"), Item("~1", "one"))})
    document = document_of(canvas, read=False)
    reworded = edits.set_text(document.canvas, ItemId("~1"), "ONE").canvas
    work = Snapshot(document, reworded, Draft("vision", "SEVEN", item="~7"))
    assert back(journal([work])) == seen(work)
    assert [text for _, text, _ in seen(work)[-1]] == ["SEVEN", "ONE"]  # type: ignore[index]  # a screen is a tuple
    found = replay(journal([work]))
    assert found
    assert found.canvas
    assert len({item.id for _, item in with_draft(found.canvas, found.typed, found.opened)}) == 2


def test_what_is_typed_stays_with_its_item_where_others_come_before_it() -> None:
    document = document_of(add(Canvas("x"), "One", "Two"))
    item = document.canvas.panels["roles"][1]
    work = Snapshot(document, document.canvas, Draft("roles", "Tw", item=item.id))
    first = document.canvas.panels["roles"][0]
    others = work._replace(canvas=add(document.canvas, "Other").with_items({"roles": (item, first)}))
    gone = work._replace(canvas=edits.delete(document.canvas, [item.id]).canvas)
    after = work._replace(typing=Draft("roles", "Between", after=first.id))
    later = after._replace(canvas=others.canvas)
    for states in ([work, others], [work, gone], [after, later], [work, gone, gone], [gone, others]):
        assert back(journal(states)) == seen(states[-1])


def test_what_is_typed_keeps_the_fields_that_were_typed_or_chosen_with_it() -> None:
    document = document_of(add(Canvas("x"), "One"))
    friday: dict[str, FieldValue] = {"kind": "responsibility", "owner": "Ana", "due": date(2026, 12, 4)}
    new = Snapshot(document, document.canvas, Draft("roles", "Find rooms", values=friday))
    item = document.canvas.panels["roles"][0]
    reworded = new._replace(typing=Draft("roles", "Ones", item=item.id, values=friday))
    plain = new._replace(typing=Draft("roles", "Find rooms @Ana"))
    for states in ([new], [reworded], [new, plain], [plain, new]):
        assert back(journal(states)) == seen(states[-1])
    found = replay(journal([new]))
    assert found
    assert found.canvas
    assert with_draft(found.canvas, found.typed, found.opened).panels["roles"][1].due == date(2026, 12, 4)


def test_a_record_of_a_draft_without_fields_reads_as_it_did() -> None:
    """Journals that older versions left have no fields of a draft."""
    document = document_of(add(Canvas("x"), "One"))
    older = json.loads(change_record(None, Snapshot(document, document.canvas, Draft("roles", "Two"))))
    assert set(older) == {"typing"}


def test_a_record_is_as_small_as_what_has_changed() -> None:
    names = [panel.key for panel in PANELS]
    many = {key: tuple(Item(f"{key}{n}", f"Statement {n} of {key}") for n in range(500)) for key in names}
    document = document_of(Canvas("Large", panels=many))
    work = Snapshot(document, document.canvas, Draft("vision", "a" * 1000))
    letter = work._replace(typing=Draft("vision", "a" * 500 + "b" + "a" * 500))
    edit = work._replace(
        canvas=edits.set_text(work.canvas, ItemId("roles250"), "Said anew").canvas, typing=None
    )
    moved = work._replace(canvas=edits.move(work.canvas, ItemId("roles499"), "roles", 0).canvas, typing=None)
    assert len(change_record(work, letter)) < 50
    assert len(change_record(work, edit)) < 100
    assert len(change_record(work, moved)) < 2500
    assert len(change_record(None, edit)) < 100
    for work_now in (letter, edit, moved):
        assert back(journal([work, work_now])) == seen(work_now)


def test_typing_alone_looks_at_no_panel() -> None:
    class Closed(dict[str, tuple[Item, ...]]):
        def __getitem__(self, _: str) -> tuple[Item, ...]:
            raise AssertionError("a panel was looked at")

        items = values = __iter__ = __getitem__  # type: ignore[assignment]  # none of them may be called

    document = document_of(add(Canvas("x"), "One"))
    canvas = document.canvas.replacing(panels=Closed(document.canvas.panels))
    was = Snapshot(document, canvas, Draft("roles", "a", item=document.canvas.panels["roles"][0].id))
    assert was.typing
    assert b"ab" not in change_record(was, was._replace(typing=was.typing._replace(text="ab")))


def test_a_record_that_is_no_record_ends_what_is_read() -> None:
    document = document_of(add(Canvas("x"), "One"))
    work = Snapshot(document, add(document.canvas, "Two"))
    good = journal([work])
    for bad in (
        b"", b"{", b"[]", b"1", b'{"panels":{"nowhere":[0,0,0,[]]}}', b'{"panels":{"roles":[7,0,0,[]]}}',
        b'{"panels":{"roles":[2,0,0,[9]]}}', b'{"panels":{"roles":[2,0,0,[["a"]]]}}', b'{"own":[1]}',
        b'{"typing":[[0,0,0,"x"]]}', b'{"typing":[[9,0,0,"x"],"roles",0,true]}', b"[" * 100_000,
        b'{"typing":[[0,0,0,"x"],"roles",99,true]}', b'{"own":["x","forming","soon",{}]}',
        b'{"own":["x","forming",null,"not toml"]}', b"\xff\xfe",
    ):  # fmt: skip
        assert replay([*good, bad, good[1]]) == replay(good)
        assert replay([bad, *good]) is None


def test_a_frame_is_believed_only_in_its_place() -> None:
    one, other = Frames(), Frames()
    a, b = one.add(b"a"), one.add(b"b")
    c, d = other.add(b"c"), other.add(b"b")
    assert list(frames(MAGIC + a + b)) == [b"a", b"b"]
    assert list(frames(MAGIC + b + a)) == []
    assert list(frames(MAGIC + a + a)) == [b"a"]
    assert list(frames(MAGIC + a + d)) == [b"a"]
    assert list(frames(MAGIC + c + d + b"\0" * 64)) == [b"c", b"b"]
    assert list(frames(a + b)) == []
