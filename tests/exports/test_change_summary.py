"""The one-line summary of changes, and the commit message."""

from __future__ import annotations

from typing import Any

import pytest

from canvas.exports import change_summary, changes
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change, compare
from canvas.model.conflicts import THEIRS
from canvas.model.schema import STATUS
from tests.exports.minutes import DAY, LATER, item_of

LONG = "A quarrel goes to the chair, then within two weeks to an outside mediator of both"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (None, item_of("Y"), "Add ‘Y’ to Vision"),
        (item_of(), None, "Remove ‘X’ from Vision"),
        (item_of(), item_of("Y"), "Reword ‘X’"),
        (item_of(), item_of(status="agreed"), "Agree ‘X’"),
        (item_of("Old"), item_of("New", status="done"), "Finish ‘Old’"),
        (item_of(status="done"), item_of(), "Propose ‘X’ again"),
        (item_of(), item_of(status="?"), "Change ‘X’: status"),
        (item_of(), item_of(owner="A", due=DAY), "Change ‘X’: owner, due"),
        (item_of(), item_of(more=1), "Change ‘X’"),
        (item_of(LONG), item_of(LONG, measure="a", baseline="b", target="c", note="d"), None),
        (
            item_of(),
            item_of(kind="goal", measure="a", baseline="b", target="c", due=DAY, note="d"),
            "Change ‘X’",
        ),
        (item_of(), item_of(theirs=[{"text": "Y"}]), "Leave ‘X’ unresolved"),
        (item_of(theirs=[{"text": "Y"}]), item_of("Y"), "Resolve ‘X’"),
        (item_of(), item_of(theirs=3), "Change ‘X’"),
        (item_of(""), item_of("Y"), "Reword a statement without words"),
        (
            item_of(LONG),
            item_of(LONG, status="agreed"),
            "Agree ‘A quarrel goes to the chair, then within two weeks to an…’",
        ),
        (item_of("漢" * 50), item_of("漢" * 50, status="parked"), f"Park ‘{'漢' * 32}…’"),
    ],
)
def test_one_change_makes_a_subject_of_its_own(
    before: Item | None, after: Item | None, says: str | None
) -> None:
    old, new = (Canvas("A").with_items({"vision": (item,) if item else ()}) for item in (before, after))
    line = changes.summary(compare(old, new))
    assert line == (says or "Change ‘A quarrel goes to the chair…’: measure, baseline, target, note")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": "B"}, "Change the title to ‘B’"),
        ({"title": ""}, "Clear the title"),
        ({"title": " \n"}, "Clear the title"),
        ({"stage": "closing"}, "Set the stage to closing"),
        ({"review": LATER}, "Set the next review to 24 December 2027"),
        ({"review": None}, "Clear the next review"),
        ({"values": {"more": 1}}, "Change what the canvas says of itself"),
        ({"values": {"review": 1}}, "Change what the canvas says of itself"),
    ],
)
def test_one_change_of_the_canvas_itself_makes_a_subject_too(change: dict[str, Any], says: str) -> None:
    old = Canvas("A", review=DAY)
    assert changes.summary(compare(old, old.replacing(**change))) == says


def test_several_changes_are_counted_each_once() -> None:
    items = [Item(name, name) for name in "abcde"]
    agreed = [item._replace(text=item.text * 2, values={"status": "agreed"}) for item in items[:2]]
    old = Canvas("A").with_items({"vision": tuple(items)})
    new = Canvas("B").with_items({"vision": (*agreed, items[2]), "roles": (items[3], Item("x", "x"))})
    assert changes.summary(compare(old, new)) == "1 new, 2 agreed, 1 removed, 1 moved, 1 changed"
    assert changes.summary(compare(old, old)) == "No change"


def test_more_kinds_than_fit_are_left_out_as_a_whole() -> None:
    statuses = [choice.key for choice in STATUS.choices if choice.key != STATUS.default]
    items = {key: Item(key, key) for key in (*statuses, "move", "text", "gone", "theirs", "note", "again")}
    was = {**items, "again": items["again"]._replace(values={"status": "done"})}
    now = {key: item._replace(values={"status": key}) for key, item in items.items() if key in statuses}
    old = Canvas("A").with_items({"vision": tuple(was.values())})
    new = Canvas("A").with_items(
        {
            "vision": (
                *now.values(),
                items["text"]._replace(text="test"),
                items["theirs"]._replace(values={THEIRS: [{"note": "x"}]}),
                items["note"]._replace(values={"note": "x"}),
                items["again"],
                Item("new", "quite another"),
            ),
            "roles": (items["move"],),
        }
    )
    line = changes.summary(compare(old, new))
    assert line == "1 new, 1 not resolved, 1 agreed, 1 disputed, 1 parked, 1 done, …"


def test_a_message_is_a_subject_and_a_list_wrapped_at_72_columns() -> None:
    old = Canvas("A").with_items({"vision": (item_of(),)})
    new = old.with_items({"vision": (item_of(status="agreed", note="# word " * 20),)})
    assert changes.message(compare(old, new), new) == (
        "Agree ‘X’\n\n"
        "- Vision: ‘X’ is now agreed (was proposed) and now has a note: ‘# word #\n"
        "  word # word # word # word # word # word # word # word # word # word #\n"
        "  word # word # word # word # word # word # word # word # word’.\n"
    )
    assert changes.message(compare(old, old)) == "No change\n"


def test_every_change_is_of_a_kind() -> None:
    assert change_summary.kinds(Change("vision", item_of(), item_of(), "vision")) == ["changed"]
