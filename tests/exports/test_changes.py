"""The sentences about changes, and their layouts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.exports import change_phrases, change_summary, changes
from canvas.exports.changes_json import as_json
from canvas.exports.changes_markdown import as_markdown
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.compare import Differences, compare
from canvas.model.conflicts import THEIRS
from canvas.model.field_changes import FieldChange
from canvas.model.graphemes import width
from canvas.model.sanitize import printable
from canvas.model.schema import BY_KEY, PANELS
from tests.exports.judge import PARSERS, blocks_of, text_of
from tests.exports.minutes import DAY, LATER, item_of, minutes, pair
from tests.strategies import quick, said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": "B"}, "The partnership is now called ‘B’ (was ‘A’)."),
        ({"title": ""}, "The partnership has no name any more (it was ‘A’)."),
        ({"stage": "delivering"}, "The stage is now delivering (was exploring)."),
        ({"review": LATER}, "The next review is now 24 December 2027 (was 1 September 2027)."),
        ({"review": None}, "The next review is not set any more (it was 1 September 2027)."),
        ({"values": {"more": 1}}, "The canvas now says 1 under “more”."),
        ({"values": {"review": "soon"}}, "The canvas now says ‘soon’ under “review” (was 1 September 2027)."),
        (
            {"values": {THEIRS: [{"stage": "closing"}]}},
            "The canvas is not resolved: the other version says ‘closing’ under “Stage”.",
        ),
    ],
)
def test_what_the_canvas_says_of_itself_comes_first(change: dict[str, Any], says: str) -> None:
    old = Canvas("A", review=DAY)
    new = old.replacing(**change).with_items({"vision": (item_of(),)})
    assert minutes(old, new) == [says, "Vision: new, ‘X’."]


def test_a_name_and_a_review_where_there_was_none_say_so() -> None:
    assert minutes(Canvas(""), Canvas("B", review=DAY)) == [
        "The partnership is now called ‘B’ (it had no name).",
        "The next review is now 1 September 2027 (none was set before).",
    ]


@given(data=st.data())
@quick
def test_every_difference_is_in_every_layout_and_none_holds_what_a_terminal_or_git_would_obey(
    data: st.DataObject,
) -> None:
    old, new = pair(data)
    found = compare(old, new)
    _check_sentences(found, new)
    _check_layouts(found, new)
    _check_markdown(found, new)
    for each in (found, *_each(found)):
        _check_summary(each)
    assert not changes.sentences(compare(old, old))


def _check_sentences(found: Differences, new: Canvas) -> None:
    said_of_it = changes.sentences(found, new)
    assert [told.change for told in said_of_it] == [*found.properties, *found.items]
    for told in said_of_it:
        assert told.sentence.endswith(".")
        assert told.sentence.isprintable() or printable(told.sentence) == told.sentence
        assert "\n" not in told.sentence
        assert "{new}" not in told.sentence
        assert isinstance(told.change, FieldChange) == (told.panel == "")


def _check_layouts(found: Differences, new: Canvas) -> None:
    about = {"file": new.title}
    layouts = (
        changes.plain(found, new.title, new),
        as_markdown(found, new.title, new.title, new),
        as_json(found, new.title, old=about, new=about, now=new),
        changes.message(found, new),
    )
    for text in layouts:
        assert printable(text) == text
        assert text.endswith("\n")
    for line in layouts[-1].split("\n"):
        assert not line.startswith("#")
        assert len(line) <= change_summary.WIDTH or " " not in line[2:]


def _check_summary(found: Differences) -> None:
    line = changes.summary(found)
    assert line
    assert width(line) <= change_summary.WIDTH
    assert printable(line) == line
    assert "\n" not in line
    assert not line.startswith("#")
    assert (line == "No change") == found.are_none


def _each(found: Differences) -> list[Differences]:
    return [
        *(Differences((change,)) for change in found.properties),
        *(Differences(items=(change,)) for change in found.items),
    ]


def _check_markdown(found: Differences, new: Canvas) -> None:
    source = as_markdown(found, "Title", "Span", new)
    said_of_it = changes.sentences(found, new)
    headings = [BY_KEY[told.panel].title if told.panel else "The partnership itself" for told in said_of_it]
    bullets = [told.words[:1].upper() + told.words[1:] for told in said_of_it]
    for parser in PARSERS:
        words = [text_of(told) for name, told in blocks_of(parser, source) if name == "inline"]
        assert words[:2] == ["Title", "Span."]
        assert sorted(words[3:]) == sorted([*dict.fromkeys(headings), *bullets])


@given(data=st.data())
@quick
def test_no_change_of_a_field_is_silent_among_others(data: st.DataObject) -> None:
    panel = data.draw(st.sampled_from(PANELS))
    spec = data.draw(st.sampled_from([field for field in panel.fields if field.key != "link"]))
    before, after = (data.draw(st.none() | said(spec)) for _ in range(2))
    item = item_of().with_values({spec.key: before}, panel.key)
    alone, among = (item.with_values({spec.key: after, "link": link}, panel.key) for link in (None, "L"))
    found, more = (
        compare(*(Canvas("A").with_items({panel.key: (each,)}) for each in (item, now)))
        for now in (alone, among)
    )
    told = [clause for change in found.items for clause in change_phrases.clauses(change)]
    assert len(told) == (item != alone)
    assert sorted(change_phrases.clauses(more.items[0])) == sorted([*told, "now leads on to ‘L’"])
    (sentence,) = changes.sentences(more)
    assert all(clause.removeprefix("now ").removeprefix("is now ") in sentence.words for clause in told)


def test_the_layouts_open_with_what_is_compared_and_how_much_changed() -> None:
    old = Canvas("A").with_items({"vision": (item_of(),)})
    new = old.with_items({"vision": (item_of(status="agreed"), Item("b", "New\x1b[31m"))})
    assert changes.plain(compare(old, new), "A: what\nchanged") == (
        "A: what changed\n2 changes: 1 new, 1 agreed.\n\n"
        "Vision: ‘X’ is now agreed (was proposed).\nVision: new, ‘New␛[31m’.\n"
    )
    assert as_markdown(compare(old, new), "A", "What changed") == (
        "# A\n\nWhat changed.\n\n2 changes: 1 new, 1 agreed.\n\n## Vision\n\n"
        "- ‘X’ is now agreed (was proposed).\n- New, ‘New␛[31m’.\n"
    )
    assert changes.plain(compare(old, old), "A") == "A\nNothing changed.\n"
    assert as_markdown(compare(old, old), "A", "S") == "# A\n\nS.\n\nNothing changed.\n"
    assert "\n1 change.\n" in changes.plain(compare(old, old.replacing(stage="closing")), "A")


def test_json_has_each_change_with_what_was_and_is() -> None:
    old = Canvas("A", review=DAY).with_items(
        {"vision": (item_of(owner="Ana"),), "roles": (Item(f"{UNWRITTEN}1", "Gone", {"x": float("nan")}),)}
    )
    new = Canvas("A").with_items({"governance": (item_of("Y", due=DAY),)})
    source = as_json(compare(old, new), "A", old={"file": "o"}, new={"file": "n"}, now=new)
    data = json.loads(source, parse_constant=pytest.fail)
    assert (data["format"], data["title"], data["from"], data["to"]) == (1, "A", {"file": "o"}, {"file": "n"})
    assert [*data] == ["format", "title", "from", "to", "properties", "items", "records"]
    (review,) = data["properties"]
    assert {key: review[key] for key in ("field", "before", "after")} == {
        "field": "review",
        "before": "2027-09-01",
        "after": None,
    }
    gone, moved = data["items"]
    assert gone["id"] is None
    assert gone["changes"] == ["removed"]
    assert gone["fields"] == [
        {"field": "text", "before": "Gone", "after": None},
        {"field": "x", "before": None, "after": None},
    ]
    assert (moved["panel"], moved["from_panel"], moved["id"]) == ("governance", "vision", "aaaaa")
    assert moved["changes"] == ["moved", "reworded", "changed"]
    assert [field["field"] for field in moved["fields"]] == ["text", "owner", "due"]
    assert moved["sentence"].startswith("Governance: ‘X’ moved here from Vision")
