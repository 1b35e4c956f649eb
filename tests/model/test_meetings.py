"""Meetings: what came of one is the difference from its beginning, written once and kept as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from canvas.exports.audience_filter import filtered_for
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import parse
from canvas.model import edits
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.edits import EditError
from canvas.model.group_record import Group
from canvas.model.groups import GroupCopy, join_groups, with_group
from canvas.model.meeting_edits import add_to_agenda, begin, end, set_present, show_to
from canvas.model.meeting_outcomes import Point, outcomes, points, with_outcomes
from canvas.model.meetings import (
    Meeting,
    NotePart,
    latest_meeting,
    meeting_called,
    meetings,
    next_name,
    people,
    running_meeting,
    since_last,
)
from canvas.model.merge import merge
from canvas.model.records import records
from canvas.model.types import ItemId
from tests.chance import Chance, chances
from tests.strategies import quick

DAY, LATER = date(2026, 11, 23), date(2026, 12, 7)
BASE = Canvas("River").with_items(
    {
        "vision": (
            Item("goal1", "Bread for all", {"kind": "goal", "status": "agreed"}),
            Item("outc1", "Six schools", {"kind": "outcome", "owner": "Ana", "due": date(2026, 11, 1)}),
            Item("park1", "A van", {"status": "parked"}),
        ),
        "relationships": (
            Item("part1", "The Bakery", {"kind": "partner", "people": ("Ana", "Dr Ben Ode")}),
            Item("part2", "The School", {"kind": "partner"}),
        ),
        "governance": (
            Item("disp1", "Money is held by one", {"status": "disputed", "reason": "no rota"}),
            Item("secr1", "A secret", {"visibility": "internal", "owner": "The Bakery"}),
        ),
    }
)


def begun(canvas: Canvas = BASE, name: str = "", day: date = DAY) -> Canvas:
    return begin(canvas, name, day, "14:05", ("Ana", " ana ", "Ben"), ()).canvas


def running(canvas: Canvas) -> Meeting:
    found = running_meeting(canvas)
    assert found
    return found


def ended(canvas: Canvas, day: date = DAY) -> Canvas:
    return end(canvas, running(canvas), day).canvas


def told(canvas: Canvas, day: date = DAY) -> dict[NotePart, list[str]]:
    """The texts of what came of the meeting, by part, without what comes next."""
    found: dict[NotePart, list[str]] = {}
    for note in outcomes(canvas, running(canvas), day):
        if note.part != "next":
            found.setdefault(note.part, []).append(note.text)
    return found


def changed(canvas: Canvas, item_id: str, **values: object) -> Canvas:
    item = canvas.item(item_id)
    place = canvas.place(item_id)
    assert item
    assert place
    made = item.with_values(values, place[0])
    items = tuple(made if each.id == item_id else each for each in canvas.panels[place[0]])
    return canvas.with_items({place[0]: items})


def test_a_meeting_begins_once_and_nothing_has_come_of_it_yet() -> None:
    canvas = begun()
    found = running(canvas)
    assert (found.name, found.day, found.begun, found.present) == ("Meeting 1", DAY, "14:05", ("Ana", "Ben"))
    assert told(canvas) == {}
    assert parse(canonical(canvas)).canvas == canvas
    with pytest.raises(EditError, match="Meeting 1’ has not ended"):
        begin(canvas, "Another", DAY, "", (), ())
    over = ended(canvas)
    assert running_meeting(over) is None
    with pytest.raises(EditError, match="on this day already"):
        begin(over, "meeting  1", DAY, "", (), ())
    with pytest.raises(EditError, match="has ended already"):
        end(over, found, DAY)
    assert next_name(over) == "Meeting 2"


def test_each_sort_of_outcome_is_told_once() -> None:
    canvas = begun()
    canvas = edits.add(canvas, "vision", ["New and proposed"]).canvas
    canvas = edits.add(canvas, "vision", ["New and agreed"], values={"status": "agreed"}).canvas
    canvas = changed(canvas, "outc1", status="done")
    canvas = changed(canvas, "park1", status="proposed", owner="Ben", due=LATER, next="Ask the council")
    canvas = changed(canvas, "goal1", status="disputed", reason="too broad")
    canvas = changed(canvas, "disp1", reason="no second key")
    canvas = changed(canvas, "part2", status="parked")
    assert told(canvas) == {
        "added": ["New and proposed", "New and agreed"],
        "agreed": ["New and agreed"],
        "disputed": ["Bread for all", "Money is held by one"],
        "parked": ["The School"],
        "done": ["Six schools"],
        "reopened": ["A van"],
        "promised": ["A van"],
    }
    gone = edits.set_text(edits.delete(canvas, [parse_id("part1")]).canvas, parse_id("outc1"), "Seven").canvas
    assert told(gone) == {**told(canvas), "done": ["Seven"], "removed": ["The Bakery"]}
    (promise,) = (note for note in outcomes(canvas, running(canvas), DAY) if note.part == "promised")
    assert (promise.owner, promise.next, promise.due) == ("Ben", "Ask the council", LATER)


def test_new_words_of_what_was_agreed_are_told_with_the_old_ones_unless_these_were_withheld() -> None:
    canvas = begun(changed(BASE, "secr1", status="agreed"))
    for item, text in (("goal1", "Bread for everyone"), ("secr1", "Told at last"), ("park1", "Two vans")):
        canvas = edits.set_text(canvas, parse_id(item), text).canvas
    canvas = changed(canvas, "secr1", visibility="partners")
    found = [note for note in outcomes(canvas, running(canvas), DAY) if note.part != "next"]
    assert [(note.part, note.text, note.reason) for note in found] == [
        ("reworded", "Bread for everyone", "Bread for all"), ("reworded", "Told at last", ""),
    ]  # fmt: skip
    gone = edits.delete(canvas, [parse_id("disp1"), parse_id("secr1")]).canvas
    assert [note.text for note in outcomes(gone, running(gone), DAY) if note.part == "removed"] == [
        "Money is held by one", "A secret",
    ]  # fmt: skip
    shown = filtered_for(ended(gone), "partners")
    assert "Money is held by one" in str(shown.values)
    assert "secret" not in str(shown.values)


def test_the_notes_stay_as_they_were_whatever_becomes_of_the_statements() -> None:
    canvas = ended(changed(begun(), "park1", status="agreed"))
    (before,) = meetings(canvas)
    canvas = changed(edits.set_text(canvas, parse_id("park1"), "Two vans").canvas, "park1", status="parked")
    assert meetings(canvas) == (before,)
    assert with_outcomes(canvas, before, LATER) == before
    assert meetings(parse(canonical(canvas)).canvas) == (before,)


def parse_id(text: str) -> Any:
    return text


def test_a_conflict_is_told_as_one_and_never_as_agreed() -> None:
    canvas = begun()
    one, other = changed(canvas, "park1", status="agreed"), changed(canvas, "park1", status="disputed")
    merged = merge(canvas, one, other).canvas
    assert told(merged) == {"unresolved": ["A van"]}
    assert told(changed(merged, "park1", theirs=None)) != {"unresolved": ["A van"]}


def test_the_next_meeting_knows_what_became_of_the_promises() -> None:
    canvas = begun()
    assert since_last(canvas, DAY) == ()
    for at, due in (("park1", DAY), ("goal1", LATER), ("disp1", LATER), ("part2", LATER), ("part1", DAY)):
        canvas = changed(canvas, at, owner="Ben", due=due, status="proposed")
    canvas = ended(canvas)
    canvas = changed(changed(canvas, "goal1", status="done"), "part2", status="parked")
    canvas = changed(edits.delete(canvas, [parse_id("disp1")]).canvas, "part1", due=date(2027, 1, 1))
    fates = {each.note.statement: each.fate for each in since_last(canvas, date(2026, 12, 1))}
    assert fates == {
        "goal1": "done", "park1": "late", "part1": "open", "part2": "parked", "disp1": "gone",
    }  # fmt: skip


def test_what_is_offered_for_the_agenda_and_who_may_be_there() -> None:
    offered = points(BASE, DAY)
    assert [(each.why, each.statement) for each in offered if each.why != "missing"] == [
        ("late", "outc1"), ("disputed", "disp1"), ("parked", "park1"),
    ]  # fmt: skip
    assert [each.is_chosen for each in offered if each.why != "missing"] == [True, True, False]
    missing = [each for each in offered if each.why == "missing"]
    assert missing
    assert all(each.rule and each.text for each in missing)
    assert people(BASE) == ("Ana", "Dr Ben Ode")
    canvas = begin(BASE, "", DAY, "", ("Cem",), offered[:2]).canvas
    assert people(canvas) == ("Cem", "Ana", "Dr Ben Ode")
    canvas = add_to_agenda(canvas, running(canvas), " Tea ", DAY).canvas
    assert [note.text for note in running(canvas).part("agenda")] == [*(p.text for p in offered[:2]), "Tea"]
    canvas = set_present(canvas, running(canvas), ("Eve",)).canvas
    assert running(canvas).present == ("Eve",)


def test_what_partners_may_not_read_leaves_no_trace_for_them() -> None:
    offered = points(BASE, DAY)
    canvas = begin(
        BASE, "", DAY, "", (), [*offered, *points(changed(BASE, "secr1", status="parked"), DAY)]
    ).canvas
    assert "stood" in str(canvas.values)
    canvas = changed(canvas, "secr1", status="agreed", due=LATER)
    shown = str(filtered_for(canvas, "partners").values)
    assert "stood" not in shown
    canvas = changed(ended(canvas), "park1", visibility="internal")
    found = latest_meeting(filtered_for(canvas, "partners"))
    assert found
    shown = str(filtered_for(canvas, "partners").values)
    assert not [word for word in ("secret", "secr1", "A van", "park1") if word in shown]
    left = tuple(item for item in canvas.panels["governance"] if item.id != "secr1")
    deleted = canvas.with_items({"governance": left})  # its notes stay, and stay internal
    assert "secret" not in str(filtered_for(deleted, "partners").values)
    whole = latest_meeting(canvas)
    assert whole
    assert "A secret" in [note.text for note in whole.part("agreed")]
    assert latest_meeting(filtered_for(show_to(canvas, whole, "internal").canvas, "partners")) is None
    assert "meeting" not in str(filtered_for(canvas, "public").values)


def test_statements_without_an_id_get_one_that_the_notes_can_name() -> None:
    canvas = begun(parse('format = 1\n[[vision]]\ntext = "A"\n').canvas)
    ((_, item),) = canvas
    assert not item.id.startswith("~")
    canvas = ended(changed(canvas, item.id, status="agreed"))
    again = latest_meeting(parse(canonical(canvas)).canvas)
    assert again
    assert [note.statement for note in again.part("agreed")] == [item.id]


def test_an_id_that_somebody_typed_may_hold_anything() -> None:
    ids = ("a b", "a%20b", "a%2520b", "", "a\nb", " ")
    canvas = begun(BASE.with_items({"roles": tuple(Item(each or "x", f"Say {each}") for each in ids)}))
    assert told(canvas) == told(parse(canonical(canvas)).canvas) == {}


@quick
@given(chances)
def test_two_groups_that_end_one_meeting_apart_merge_to_the_notes_of_both(chance: Chance) -> None:
    base = begun()
    ids: list[str] = [item.id for _, item in base]
    mine, theirs = set(chance.sample(ids, 3)), set(chance.sample(ids, 3))
    one, other = (
        ended(_each(base, at, chance, ("agreed", "parked") if at is mine else ("done",)))
        for at in (mine, theirs - mine)
    )
    merged = merge(base, one, other)
    assert not merged.conflicts
    (found,) = meetings(merged.canvas)
    assert not found.is_running
    (a,), (b,) = meetings(one), meetings(other)
    assert set(found.notes) == {*a.notes, *b.notes}
    assert len(records(merged.canvas, "meeting_notes")) == len(found.notes)
    assert merge(base, other, one).canvas == merged.canvas


@quick
@given(chances)
def test_of_a_meeting_that_one_side_ended_and_the_other_went_on_with_the_minutes_tell_both(
    chance: Chance,
) -> None:
    base = begun()
    ids: list[str] = [item.id for _, item in base]
    before = set(chance.sample(ids, 2))
    base = _each(base, before, chance, ("agreed", "disputed"))
    mine = set(chance.sample([each for each in ids if each not in before], 2))
    theirs = set(ids) - mine
    one = ended(_each(base, mine, chance, ("agreed", "parked")))
    other = _each(base, set(chance.sample(sorted(theirs), 2)), chance, ("done", "proposed", "agreed"))
    merged = merge(base, one, other)
    (found,), (noted,) = meetings(merged.canvas), meetings(one)
    assert not found.is_running
    assert {*noted.notes} <= {*found.notes}
    new = {note.statement: note.part for note in found.notes if note not in noted.notes}
    assert len(new) == len(found.notes) - len(noted.notes)
    for item in (item for _, item in other):
        was = base.item(item.id)
        assert was
        if was.status == item.status:
            assert item.id not in new, (item, new)
        else:
            assert new[item.id] == ("reopened" if item.status == "proposed" else item.status)
    assert merge(base, other, one).canvas == merged.canvas
    again = merge(other, other, merged.canvas)
    assert again.canvas == merge(other, merged.canvas, other).canvas == merged.canvas
    assert merge(base, merged.canvas, other).canvas == merged.canvas


def test_what_the_side_that_went_on_wrote_and_promised_is_told_and_a_stale_copy_adds_nothing() -> None:
    base = changed(begun(), "disp1", status="agreed")
    one = ended(changed(base, "goal1", status="parked"))
    assert merge(base, one, base).canvas == one
    by_hand = Item(ItemId(f"{UNWRITTEN}1"), "Without an id")
    base, one = (each.with_items({"principles": (by_hand,)}) for each in (base, one))
    assert meetings(merge(base, one, base).canvas) == meetings(one)
    other = edits.add(base, "roles", ["Ana cooks"]).canvas
    typed = (*other.panels["roles"], Item(ItemId(f"{UNWRITTEN}2"), "Typed by hand"))
    other = changed(other.with_items({"roles": typed}), "disp1", owner="Ben", due=LATER)
    (found,) = meetings(merge(base, one, other).canvas)
    assert [note.text for note in found.part("added")] == ["Ana cooks", "Typed by hand"]
    assert [(note.text, note.owner, note.due) for note in found.part("promised")] == [
        ("Money is held by one", "Ben", LATER)
    ]
    assert not running_meeting(merge(base, BASE, other).canvas)  # its beginning was undone
    assert "meeting_notes" not in merge(base, BASE, other).canvas.values
    odd = other.replacing(values={**other.values, "meeting_notes": "typed by hand"})
    for merged in (merge(base, one, odd), merge(base, odd, one)):
        assert "typed by hand" in repr(merged.canvas.values)
        assert not running_meeting(merged.canvas)


def _each(canvas: Canvas, ids: set[str], chance: Chance, statuses: tuple[str, ...]) -> Canvas:
    for item_id in sorted(ids):
        canvas = changed(canvas, item_id, status=chance.choice(statuses), reason=None)
    return canvas


@quick
@given(chances)
def test_what_came_of_a_meeting_depends_on_its_beginning_and_its_end_alone(chance: Chance) -> None:
    """However often it was changed, undone, written and read in between: each outcome stands once."""
    canvas = begun()
    start = canvas
    last: dict[str, dict[str, object]] = {}
    for _ in range(chance.randint(1, 12)):
        name: str = chance.choice([item.id for _, item in BASE])
        last[name] = {
            "status": chance.choice(("proposed", "agreed", "disputed", "parked", "done")),
            "owner": chance.choice((None, "Ben")),
            "due": chance.choice((None, LATER)),
        }
        canvas = changed(canvas, name, **last[name])
        if chance.random() < 0.3:
            canvas = parse(canonical(canvas)).canvas
    direct = start
    for name, values in last.items():
        direct = changed(direct, name, **values)
    notes = outcomes(canvas, running(canvas), DAY)
    assert notes == outcomes(direct, running(direct), DAY)
    known = [(note.part, note.statement, note.text) for note in notes]
    assert len(set(known)) == len(known)
    assert latest_meeting(ended(canvas)) == running(canvas)._replace(notes=notes, is_running=False)
    for item in BASE.panels["vision"]:
        now = canvas.item(item.id)
        assert now
        is_agreed = now.status == "agreed" and not item.is_agreed
        assert (("agreed", item.id, item.text) in known) == is_agreed


def test_the_meeting_goes_on_when_groups_are_joined_and_tells_what_each_did_once() -> None:
    canvas = begun()
    ours = changed(canvas, "goal1", status="parked")
    one = ended(changed(canvas, "park1", status="agreed"))  # a group that ended it in its copy
    other = changed(canvas, "disp1", status="agreed")
    copies = [
        GroupCopy(Group(name, name, ()), with_group(copy, name, ()), canvas)
        for name, copy in (("North", one), ("South", other))
    ]
    joined = join_groups(ours, copies).canvas
    assert running(joined)
    assert told(joined) == {"agreed": ["A van", "Money is held by one"], "parked": ["Bread for all"]}
    taken_back = ended(changed(joined, "park1", status="proposed"))
    assert "A van" not in [note.text for note in meetings(taken_back)[0].part("agreed")]
    found = latest_meeting(ended(joined))
    assert found
    assert sorted(note.text for note in found.part("agreed")) == ["A van", "Money is held by one"]
    assert [note.text for note in found.part("parked")] == ["Bread for all"]


def test_one_meeting_begun_in_two_copies_is_one_with_all_who_were_there() -> None:
    one = ended(changed(begin(BASE, "Day out", DAY, "10:10", ("Ana",), ()).canvas, "park1", status="agreed"))
    other = ended(
        changed(begin(BASE, "Day out", DAY, "10:05", ("Ben",), ()).canvas, "disp1", status="agreed")
    )
    merged = merge(BASE, one, other)
    assert not merged.conflicts
    (found,) = meetings(merged.canvas)
    assert set(found.present) == {"Ana", "Ben"}
    assert found.begun == "10:05"
    assert {note.text for note in found.part("agreed")} == {"A van", "Money is held by one"}


@pytest.mark.parametrize("wanted", ["", "meeting 1", "2026-11-23", "id"])
def test_a_meeting_is_found_by_name_day_or_id(wanted: str) -> None:
    canvas = ended(begun())
    (found,) = meetings(canvas)
    assert meeting_called(canvas, found.ids[0] if wanted == "id" else wanted) == found
    assert meeting_called(canvas, "Meeting 7") is None


@pytest.mark.parametrize(
    "values",
    [
        {"meetings": 3},
        {"meetings": [{"name": 3, "day": "soon", "present": "x", "visibility": 7}]},
        {"meetings": [{"id": "a"}], "meeting_notes": [{"meeting": "a", "part": "x"}, {"meeting": ["a"]}]},
        {
            "meetings": [{"id": "a"}],
            "meeting_starts": [
                {"meeting": "a", "stood": ["x", "", "a b c d e f", "a b c partners e"]},
                {"stood": 3},
            ],
        },
        {"meetings": [{"id": "a"}], "meeting_notes": [{"meeting": "a", "part": "agreed", "statement": [1]}]},
    ],
)
def test_records_that_do_not_fit_break_nothing(values: dict[str, object]) -> None:
    canvas = BASE.replacing(values=values)
    for each in meetings(canvas):
        with_outcomes(canvas, each, DAY)
    filtered_for(canvas, "partners")
    assert next_name(canvas)
    people(canvas)
    since_last(canvas, DAY)


def test_statements_without_ids_are_named_by_those_they_get_and_withheld_with_them() -> None:
    secret = Item(ItemId("~0"), "A secret", {"visibility": "internal", "status": "disputed"})
    bare = Canvas("River").with_items({"vision": (secret,)})
    agenda = [point for point in points(bare, DAY) if point.text == "A secret"]
    canvas = begin(bare, "", DAY, "14:05", (), agenda).canvas
    (note,) = running(canvas).part("agenda")
    assert canvas.item(note.statement)
    assert note.visibility == "internal"
    canvas = ended(canvas.with_items({"roles": (Item(ItemId("~1"), "Typed into the file"),)}))
    found = latest_meeting(canvas)
    assert found
    assert [canvas.item(note.statement) for note in found.part("added")] == [*canvas.panels["roles"]]


def test_a_point_that_is_not_found_any_more_is_withheld_from_partners() -> None:
    point = Point("missing", "Nobody is named who can commit ‘A secret’.", rule="leadership/sponsors")
    found = begin(BASE, "", DAY, "14:05", (), [point]).canvas
    assert [note.visibility for note in running(found).part("agenda")] == ["internal"]


def test_new_words_at_the_end_of_a_long_statement_are_told() -> None:
    long = "We share the van " * 20
    canvas = begun(
        BASE.with_items({"roles": (Item(ItemId("long1"), f"{long}and pay", {"status": "agreed"}),)})
    )
    canvas = edits.set_item(
        canvas, ItemId("long1"), text=f"{long}and pay nothing", changes={}, label="x"
    ).canvas
    (note,) = with_outcomes(canvas, running(canvas), DAY).part("reworded")
    assert len(note.text) <= 200
    assert len(note.reason) <= 200
