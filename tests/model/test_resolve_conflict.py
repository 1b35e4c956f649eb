"""Resolving conflicts."""

from __future__ import annotations

from datetime import date

import pytest

from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import Conflict, conflicts
from canvas.model.edits import Edit, EditError
from canvas.model.resolve_conflict import resolve_conflict


def about(said: dict[str, object], **values: object) -> Canvas:
    return Canvas("T").with_items(
        {"vision": (Item("aaaaa", "one", {**values, "theirs": [said]}), Item("bbbbb", "two"))}
    )


def settled(canvas: Canvas, *, take: bool, key: str | None = None) -> Edit:
    conflict = next(one for one in conflicts(canvas) if key in (None, one.key))
    return resolve_conflict(canvas, conflict, take=take)


@pytest.mark.parametrize(
    ("key", "ours", "theirs", "taken"),
    [
        ("owner", "Ana", "Ben", "Ben"),
        ("owner", "Ana", "", None),
        ("owner", None, "Ben", "Ben"),
        ("due", date(2027, 1, 1), date(2028, 1, 1), date(2028, 1, 1)),
        ("due", date(2027, 1, 1), "", None),
        ("status", "agreed", "done", "done"),
        ("status", "agreed", "", None),
        ("votes", 3, 0, None),
        ("more", 1, [2], [2]),
        ("more", 1, False, False),
        ("more", 1, "", None),
    ],
)
def test_a_field_gets_the_chosen_value(key: str, ours: object, theirs: object, taken: object) -> None:
    canvas = about({key: theirs}, **({} if ours is None else {key: ours}))
    for take, wanted in ((True, taken), (False, ours)):
        made = settled(canvas, take=take)
        item = made.canvas.item("aaaaa")
        assert item
        assert item.values == ({} if wanted is None else {key: wanted})
        assert made.focus == "aaaaa"
        assert conflicts(made.canvas) == ()


def test_a_list_is_a_tuple_where_the_panel_knows_it() -> None:
    canvas = Canvas("T").with_items({"leadership": (Item("aaaaa", "x", {"theirs": [{"people": ["Ana"]}]}),)})
    item = settled(canvas, take=True).canvas.item("aaaaa")
    assert item
    assert item.values == {"people": ("Ana",)}


def test_a_text_gets_the_chosen_value() -> None:
    for take, text in ((True, "theirs"), (False, "one")):
        made = settled(about({"text": "theirs"}), take=take).canvas
        assert made.panels["vision"] == (Item("aaaaa", text, {}), Item("bbbbb", "two"))


def test_an_item_that_the_other_version_deleted_goes_or_stays() -> None:
    canvas = about({"deleted": True})
    assert [item.id for _, item in settled(canvas, take=True).canvas] == ["bbbbb"]
    assert [item for _, item in settled(canvas, take=False).canvas] == [
        Item("aaaaa", "one", {}),
        Item("bbbbb", "two"),
    ]


def test_an_item_that_this_version_deleted_stays_or_goes() -> None:
    canvas = about({"deleted": False})
    taken, kept = settled(canvas, take=True), settled(canvas, take=False)
    assert [item for _, item in taken.canvas] == [Item("aaaaa", "one", {}), Item("bbbbb", "two")]
    assert taken.label == "keep ‘one’, as the other version does"
    assert [item.id for _, item in kept.canvas] == ["bbbbb"]
    assert kept.label == "delete ‘one’, as this version did"


def test_an_item_goes_to_the_panel_that_the_other_version_has_it_in_or_stays() -> None:
    canvas = about({"panel": "roles"})
    taken = settled(canvas, take=True).canvas
    assert taken.panels["roles"] == (Item("aaaaa", "one", {}),)
    assert taken.panels["vision"] == (Item("bbbbb", "two"),)
    assert settled(canvas, take=False).canvas.place("aaaaa") == ("vision", 0)


def test_a_property_gets_the_chosen_value() -> None:
    said = {"title": "U", "stage": "forming", "review": date(2027, 1, 12), "more": 1}
    canvas = Canvas("T", review=date(2026, 1, 1), values={"theirs": [said], "more": 2})
    for take in (True, False):
        made = canvas
        while left := conflicts(made):
            made = resolve_conflict(made, left[-1], take=take).canvas
        wanted = (
            Canvas("U", "forming", date(2027, 1, 12), values={"more": 1})
            if take
            else canvas.replacing(values={"more": 2})
        )
        assert made == wanted


def test_taking_an_absent_review_removes_it() -> None:
    canvas = Canvas("T", review=date(2026, 1, 1), values={"theirs": [{"review": ""}]})
    assert settled(canvas, take=True).canvas == Canvas("T", values={})


def test_resolving_one_conflict_keeps_the_others() -> None:
    canvas = about({"owner": "Ben", "text": "1"})
    left = conflicts(settled(canvas, take=False, key="owner").canvas)
    assert [(one.key, one.theirs) for one in left] == [("text", "1")]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"text": ""}, "text is empty"),
        ({"text": 3}, "text is empty"),
        ({"panel": "nowhere"}, "There is no panel"),
        ({"panel": [1]}, "There is no panel"),
        ({"due": "soon"}, "is not a day"),
        ({"votes": -1}, "is not a whole number"),
        ({"status": "maybe"}, "is not one of"),
    ],
)
def test_an_unfit_value_is_rejected_and_can_be_dropped(said: dict[str, object], says: str) -> None:
    canvas = about(said)
    with pytest.raises(EditError, match=says):
        settled(canvas, take=True)
    assert conflicts(settled(canvas, take=False).canvas) == ()


def test_a_canvas_keeps_a_title() -> None:
    with pytest.raises(EditError, match="needs a title"):
        settled(Canvas("T", values={"theirs": [{"title": ""}]}), take=True)


def test_resolving_twice_or_without_the_item_is_an_error() -> None:
    canvas = about({"owner": "Ben"})
    conflict = conflicts(canvas)[0]
    with pytest.raises(EditError, match="resolved already"):
        resolve_conflict(resolve_conflict(canvas, conflict, take=True).canvas, conflict, take=True)
    with pytest.raises(EditError, match="no longer here"):
        resolve_conflict(Canvas("T"), conflict, take=True)
    with pytest.raises(EditError, match="resolved already"):
        resolve_conflict(Canvas("T"), Conflict("", None, "title", "T", "U"), take=False)


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ({"deleted": 3}, {"deleted": 2}),
        ({"deleted": False}, {"deleted": 2}),
        ({"panel": "3"}, {"panel": "2"}),
    ],
)
def test_an_unknown_field_named_panel_or_deleted_is_resolved_as_a_field(
    said: dict[str, object], ours: dict[str, object]
) -> None:
    made = settled(about(said, **ours), take=True).canvas
    assert made.item("aaaaa") == Item("aaaaa", "one", said)
