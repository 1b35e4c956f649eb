"""Three-way merge of canvases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import conflicts, other_values
from canvas.model.item_matching import equal_in_file, equivalent, is_named
from canvas.model.merge import merge
from canvas.model.resolve_conflict import resolve_conflict
from canvas.model.text_folding import normalised
from tests.editing import Versions, edited, holding, three_versions, unlike
from tests.strategies import canvases, meaning

many = settings(max_examples=60, deadline=None)
anyone = three_versions()


def statements(canvas: Canvas) -> set[str]:
    """Every text in a canvas, those that another version has included."""
    kept = {item.text for _, item in canvas}
    kept |= {str(said) for _, item in canvas for key, said in other_values(item.values) if key == "text"}
    return {*map(normalised, kept)}


def either(canvas: Canvas) -> list[tuple[str, list[str]]]:
    """What a canvas says, with no word on whose side of a conflict is whose, and in no order."""
    said = [_either("", _own(canvas))]
    for panel, item in canvas:
        gone = any(key == "deleted" and value is False for key, value in other_values(item.values))
        line = {"panel": panel, "text": item.text, "deleted": gone, **item.values}
        said.append(_either(item.id if is_named(item) else "", line))
    return sorted(said)


def _either(name: str, said: Mapping[str, Any]) -> tuple[str, list[str]]:
    defaults: dict[str, Any] = {
        "stage": "exploring",
        "panel": "",
        "status": "proposed",
        "visibility": "partners",
    }
    sides = [(key, value) for key, value in said.items() if key != "theirs"]
    theirs = other_values(said)
    missing = [(key, defaults.get(key, "")) for key, _ in theirs if key not in said]
    return name, sorted(
        {
            normalised(f"{key}: {_plain(value or defaults.get(key, value))!r}")
            for key, value in (*sides, *theirs, *missing)
            if value or key in dict(theirs)
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted((key, _plain(entry)) for key, entry in value.items())
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value] or ""
    return "" if value is None or value is False or value == 0 else value


def _one_sided_changes_are_taken(versions: Versions) -> None:
    base, ours, theirs = versions
    for made, wanted in (
        (merge(base, ours, base), ours),
        (merge(base, base, theirs), theirs),
        (merge(base, ours, ours), ours),
    ):
        assert meaning(made.canvas) == meaning(wanted)
        assert made.conflicts == 0


def _sides_are_symmetric(versions: Versions) -> None:
    base, ours, theirs = versions
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.conflicts == other.conflicts
    if one.conflicts:
        assert either(one.canvas) == either(other.canvas)
    else:
        assert normalised(meaning(one.canvas)) == normalised(meaning(other.canvas))


def _no_text_is_lost(versions: Versions) -> None:
    base, *sides = versions
    said = statements(merge(*versions).canvas)
    before, *after = ({normalised(item.text) for _, item in canvas} for canvas in (base, *sides))
    for text in (after[0] | after[1]) - before:
        assert text in said
    for text in after[0] & after[1]:
        if sum(normalised(item.text) == text for _, item in base) < 2:  # equal texts are interchangeable
            assert text in said


def among(saying: tuple[str, Any], values: Mapping[str, Any]) -> bool:
    return any(equivalent(saying, other) for other in other_values(values))


def _no_value_of_an_item_is_lost(versions: Versions) -> None:
    made = merge(*versions)
    was, *sides = ({item.id: item.values for _, item in canvas} for canvas in versions)
    for _, item in made.canvas:
        origin = made.origins[item.id]
        before = was[origin.base] if origin.base else {}
        for name, side in zip((origin.ours, origin.theirs), sides, strict=True):
            for key, value in side[name].items() if name else ():
                if key != "theirs" and not equal_in_file(value, before.get(key)):
                    assert holding(item.values, key, value, before.get(key)), (key, value, item)
            for saying in other_values(side[name]) if name else ():
                if not among(saying, before):
                    assert among(saying, item.values), (saying, item)


def _no_property_is_lost(versions: Versions) -> None:
    was, one, other, made = map(_own, (*versions, merge(*versions).canvas))
    for side in (one, other):
        for key, value in side.items():
            if key != "theirs" and not equal_in_file(value, was.get(key)):
                nothing = value in ("exploring", "", None)  # kept as the empty value that it stands for
                assert holding(made, key, value, was.get(key)) or (
                    nothing and (key, "") in other_values(made)
                )


def _own(canvas: Canvas) -> dict[str, Any]:
    return {
        "title": canvas.title,
        "stage": canvas.stage,
        "review": canvas.review,
        "contact": canvas.contact,
        **canvas.values,
    }


def _origins_are_true_and_ids_unique(versions: Versions) -> None:
    made = merge(*versions)
    names = [item.id for _, item in made.canvas]
    assert len(set(names)) == len(names)
    assert set(made.origins) == set(names)
    for at, canvas in enumerate(versions):
        there = {item.id for _, item in canvas}
        used = [origin[at] for origin in made.origins.values() if origin[at] is not None]
        assert len(set(used)) == len(used)
        assert set(used) <= there


@settings(max_examples=150, deadline=None)
@given(anyone)
def test_a_merge_is_symmetric_and_loses_nothing_that_nobody_deleted(versions: Versions) -> None:
    _one_sided_changes_are_taken(versions)
    _sides_are_symmetric(versions)
    _no_text_is_lost(versions)
    _no_value_of_an_item_is_lost(versions)
    _no_property_is_lost(versions)
    _origins_are_true_and_ids_unique(versions)


@st.composite
def _apart(draw: st.DrawFn) -> tuple[Canvas, Canvas, Canvas, Canvas]:
    base = draw(canvases(named=True))
    return base, draw(edited(base)), draw(edited(base)), draw(edited(base))


@many
@given(_apart())
def test_three_branches_come_to_the_same_in_any_order(
    versions: tuple[Canvas, Canvas, Canvas, Canvas],
) -> None:
    base, *sides = versions
    before = {item.id for _, item in base}
    new = [item for side in sides for _, item in side if item.id not in before]
    texts = [item.text for item in new] + [item.text for _, item in base]
    assume(len({item.id for item in new}) == len(new))  # nobody draws an id that somebody else drew
    assume(len(set(texts)) == len(texts))  # who brings what there is already may mean the same or not
    found = []
    for first, second, third in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        both = merge(base, sides[first], sides[second])
        every = merge(base, both.canvas, sides[third])
        if both.conflicts or every.conflicts:
            return
        found.append(either(_in_no_order(every.canvas)))
    assert found[0] == found[1] == found[2]


def _in_no_order(canvas: Canvas) -> Canvas:
    """The canvas with the entries of each list in the order of the alphabet.

    Those that three branches add to one list stand in the order in which the branches were merged.
    """

    def sorted_lists(item: Item) -> Item:
        values = {k: tuple(sorted(v)) if isinstance(v, tuple) else v for k, v in item.values.items()}
        return item._replace(values=values)

    return canvas.with_items({key: tuple(map(sorted_lists, items)) for key, items in canvas.panels.items()})


@many
@given(anyone, st.data())
def test_settling_every_conflict_in_any_order_leaves_none_and_one_of_both_sides(
    versions: Versions, data: st.DataObject
) -> None:
    canvas = merge(*versions).canvas
    said = either(canvas)
    while left := conflicts(canvas):
        one = data.draw(st.sampled_from(left))
        try:
            settled = resolve_conflict(canvas, one, take=data.draw(st.booleans())).canvas
        except edits.EditError:  # an empty text, or nothing that such a field takes
            settled = resolve_conflict(canvas, one, take=False).canvas
        assert len(conflicts(settled)) < len(left)
        canvas = settled
    assert not unlike(either(canvas), said)


@many
@given(anyone, st.data())
def test_a_conflict_is_carried_through_further_merges_until_one_side_settles_it(
    versions: Versions, data: st.DataObject
) -> None:
    first = merge(*versions).canvas
    worked = data.draw(edited(first, most=0))
    assert meaning(merge(first, worked, first).canvas) == meaning(first)
    if not (left := conflicts(first)):
        return
    one = data.draw(st.sampled_from(left))
    settled = resolve_conflict(first, one, take=False).canvas
    other = first.replacing(values={**first.values, "less": "kept"})
    for made in (merge(first, settled, other), merge(first, other, settled)):
        assert made.conflicts == 0
        assert meaning(made.canvas) == meaning(settled.replacing(values={**settled.values, "less": "kept"}))
        assert len(conflicts(made.canvas)) == len(left) - 1
    kept = merge(first, other, first.replacing(values={**first.values, "more": "kept"}))
    assert len(conflicts(kept.canvas)) == len(left)


@pytest.mark.parametrize("rubbish", ["words", 3, ["words", {"owner": "Ana"}], [["words"]]])
def test_what_stands_where_the_other_version_is_kept_and_cannot_be_understood_is_kept(
    rubbish: object,
) -> None:
    base = Canvas("T").with_items({"vision": (Item("aaaaa", "One", {"theirs": rubbish}),)})
    one = base.with_items({"vision": (Item("aaaaa", "Two", {"theirs": rubbish}),)})
    other = base.with_items({"vision": (Item("aaaaa", "Three", {"theirs": rubbish, "owner": "Ben"}),)})
    (item,) = merge(base, one, other).canvas.panels["vision"]
    assert "words" in repr(item.values["theirs"]) or 3 in item.values["theirs"]
    assert other_values(item.values)[-1] in {("text", "Two"), ("text", "Three")}


def _saying(words: str, **beside: object) -> Canvas:
    values = {"theirs": [beside]} if beside else {}
    return Canvas("T").with_items({"vision": (Item("aaaaa", words, values),)})


def test_an_id_that_one_side_took_out_by_hand_is_out() -> None:
    base, taken_out = _saying("one"), Canvas("T").with_items({"vision": (Item("~1", "one", {}),)})
    for ours, theirs in ((base, taken_out), (taken_out, base)):
        assert meaning(merge(base, ours, theirs).canvas) == meaning(taken_out)


def _told(canvas: Canvas) -> list[tuple[str, object, object]]:
    return [(one.key, one.ours, one.theirs) for one in conflicts(canvas)]


def test_two_who_settled_one_thing_differently_are_both_heard() -> None:
    base = _saying("t1", text="t2")
    one, other = _saying("t1"), _saying("t2")
    for ours, theirs in ((one, other), (other, one)):
        made = merge(base, ours, theirs)
        assert made.conflicts == 1
        assert _told(made.canvas) == [
            ("text", ours.panels["vision"][0].text, theirs.panels["vision"][0].text)
        ]
        assert merge(base, ours, ours).conflicts == 0


def test_two_who_settled_differently_in_which_panel_it_stands_are_both_heard() -> None:
    base = _saying("one", panel="roles")
    here = _saying("one")
    there = Canvas("T").with_items({"roles": (Item("aaaaa", "one", {}),)})
    assert _told(merge(base, here, there).canvas) == [("panel", "vision", "roles")]
    assert _told(merge(base, there, here).canvas) == [("panel", "roles", "vision")]


def test_two_who_settled_the_title_differently_are_both_heard() -> None:
    base = Canvas("T", values={"theirs": [{"title": "U"}]})
    assert _told(merge(base, Canvas("T"), Canvas("U")).canvas) == [("title", "T", "U")]
    assert _told(merge(base, Canvas("U"), Canvas("T")).canvas) == [("title", "U", "T")]
    assert merge(base, Canvas("U"), base).canvas.title == "U"
    assert merge(base, base, Canvas("U")).canvas.title == "U"


def test_edited_against_deleted_says_who_deleted_it() -> None:
    base, gone, reworded = _saying("one"), Canvas("T"), _saying("worded with care")
    for ours, theirs, deleted in ((reworded, gone, True), (gone, reworded, False)):
        made = merge(base, ours, theirs)
        assert made.conflicts == 1
        (one,) = conflicts(made.canvas)
        assert (one.key, one.ours, one.theirs) == ("deleted", not deleted, deleted)
        taken = resolve_conflict(made.canvas, one, take=True).canvas
        kept = resolve_conflict(made.canvas, one, take=False).canvas
        assert meaning(taken) == meaning(theirs)
        assert meaning(kept) == meaning(ours)


def test_both_versions_of_who_deleted_it_are_one_conflict() -> None:
    base, gone, reworded = _saying("one"), Canvas("T"), _saying("worded with care")
    here, there = merge(base, reworded, gone).canvas, merge(base, gone, reworded).canvas
    assert _told(merge(base, here, there).canvas) == [("deleted", False, True)]
    assert _told(merge(base, there, here).canvas) == [("deleted", True, False)]


def test_an_id_that_two_items_come_to_have_is_the_same_ones_whoever_merges() -> None:
    base = Canvas("").with_items({"vision": (Item("~1", ""),)})
    one = Canvas("").with_items({"vision": (Item("~1", "0"),), "relationships": (Item("aaaaa", ""),)})
    other = Canvas("").with_items({"beneficiaries": (Item("~1", ""),), "relationships": (Item("aaaaa", ""),)})
    first, second = merge(base, one, other), merge(base, other, one)
    assert first.conflicts == second.conflicts
    assert either(first.canvas) == either(second.canvas)
