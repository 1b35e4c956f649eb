"""A collection costs a row in a table: file, merge, diff, journal, JSON and schema know it."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from canvas.exports import render_text
from canvas.exports.changes import plain
from canvas.exports.changes_json import as_json
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.textconv import render as textconv
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, from_bytes
from canvas.files.canvas_toml import parse
from canvas.files.check_file import check_document
from canvas.files.journal.records import JournalHeader, change_record, header_record
from canvas.files.journal.replay import replay
from canvas.files.journal.snapshot import Snapshot
from canvas.files.json_schema import build
from canvas.files.rewrite import rewrite
from canvas.files.round_trip import represents
from canvas.files.text_merge import merge_texts
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.collections import COLLECTIONS, Collection
from canvas.model.compare import compare
from canvas.model.conflicts import conflicts
from canvas.model.edits import EditError
from canvas.model.fields import Field, line, names, prose
from canvas.model.merge import merge
from canvas.model.record_edits import add_record, copied_id, delete_record, set_record
from canvas.model.records import Record, records
from canvas.model.resolve_conflict import resolve_conflict
from canvas.model.types import Audience
from tests.chance import Chance, chances
from tests.strategies import quick

OUTINGS = Collection(
    "outings",
    "Outings",
    "outing",
    "title",
    (
        line("title", "what it was called", public=True),
        Field("day", "Day", "date", "when it was", default=None, public=True),
        names("present", "who was there"),
        prose("minutes", "what was said"),
        Field("hours", "Hours", "count", "how long it took", default=0),
    ),
    "Where we went.",
)

TEXT = """\
# ours
format = 1
title = "T"
meetings_note = "kept"

[[outings]] # the first
id = "aaaaa"
title = "Kick-off"
day = 2027-01-12
colour = "green" # unknown, and kept

# between

[[outings]]
title = "Without an id"
hours = "two" # of the wrong type, and kept

[[vision]]
id = "v1111"
text = "Bread"
"""

TODAY = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _new_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COLLECTIONS, "outings", OUTINGS)


def _canvas(text: str = TEXT) -> Canvas:
    return parse(text).canvas


def _document(text: str = TEXT) -> Document:
    return from_bytes(text.encode(), "a.canvas.toml")


def test_a_file_with_records_is_read_and_what_does_not_fit_is_told_and_kept() -> None:
    parsed = parse(TEXT)
    first, second = records(parsed.canvas, "outings")
    assert (first.id, second.id) == ("aaaaa", "~1")
    assert first.get(OUTINGS.own[1]) == date(2027, 1, 12)
    assert second.get(OUTINGS.own[4]) == 0
    assert parsed.notices == (
        "line 16: “hours” should be a whole number, 0 or more; it is kept as it stands.",
    )
    (told,) = parse('format = 1\noutings = "none"\n').notices
    assert told.startswith("line 2: “outings” should be tables that begin with [[outings]], two brackets")


@pytest.mark.parametrize("text", ['format = 1\noutings = "none"\n', "format = 1\noutings = [1, {}]\n"])
def test_what_is_no_table_is_neither_read_nor_overwritten(text: str) -> None:
    canvas = _canvas(text)
    assert records(canvas, "outings") == ()
    with pytest.raises(EditError) as raised:
        add_record(canvas, "outings", {"title": "x"})
    assert raised.value.code == "value-unfit"
    assert merge(canvas, canvas, edits.set_properties(canvas, title="U", stage="forming", review=None).canvas)


def test_an_edit_of_a_record_changes_its_lines_alone_and_writes_fields_in_order() -> None:
    canvas = _canvas()
    told = set_record(canvas, "outings", "aaaaa", {"present": ("Ana",), "day": None, "title": "Start\x1b"})
    assert told.label == "change the outing ‘Kick-off’"
    text = rewrite(TEXT, canvas, told.canvas)
    assert text == TEXT.replace(
        'title = "Kick-off"\nday = 2027-01-12\n', 'title = "Start"\npresent = [\n    "Ana",\n]\n'
    )
    assert set_record(canvas, "outings", "aaaaa", {"title": "Kick-off"}).canvas is canvas
    with pytest.raises(EditError):
        set_record(canvas, "outings", "aaaaa", {"hours": -1})
    with pytest.raises(EditError) as raised:
        set_record(canvas, "outings", "zzzzz", {"hours": 1})
    assert raised.value.code == "record-gone"


def test_records_are_added_at_the_end_and_the_last_one_goes_with_its_table() -> None:
    canvas = _canvas()
    added = add_record(canvas, "outings", {"title": "Second", "hours": 2}).canvas
    made = records(added, "outings")[-1]
    text = rewrite(TEXT, canvas, added)
    block = f'\n[[outings]]\nid = "{made.id}"\ntitle = "Second"\nhours = 2\n'
    assert block in text
    assert text.replace(block, "", 1) == TEXT
    assert rewrite(text, added, delete_record(added, "outings", made.id).canvas) == TEXT
    bare = _canvas('format = 1\ntitle = "T"\n')
    first = add_record(bare, "outings", {"title": "x"}).canvas
    assert delete_record(first, "outings", records(first, "outings")[0].id).canvas == bare


def test_a_whole_file_is_written_with_its_records_as_tables() -> None:
    text = canonical(_canvas())
    assert '\n[[outings]]\nid = "aaaaa"\ntitle = "Kick-off"\n' in text
    assert represents(text, _canvas())


def test_two_versions_that_add_records_merge_and_a_change_on_either_side_stays() -> None:
    canvas = _canvas()
    ours = set_record(
        add_record(canvas, "outings", {"title": "Ours"}).canvas, "outings", "aaaaa", {"hours": 2}
    )
    theirs = set_record(
        add_record(canvas, "outings", {"title": "Theirs"}).canvas, "outings", "aaaaa", {"minutes": "x"}
    )
    merged = merge_texts(TEXT, rewrite(TEXT, canvas, ours.canvas), rewrite(TEXT, canvas, theirs.canvas))
    assert not merged.conflicts
    found = records(merged.canvas, "outings")
    assert {each.line("title") for each in found} == {"Kick-off", "Without an id", "Ours", "Theirs"}
    assert (found[0].values["hours"], found[0].values["minutes"]) == (2, "x")
    assert all(
        comment in merged.text for comment in ("# ours", "# the first", "# between", "# unknown, and kept")
    )


def test_records_that_both_sides_add_with_one_id_are_both_kept_or_are_one() -> None:
    base = _canvas("format = 1\n")
    one, other = (
        _canvas(f'format = 1\n[[outings]]\nid = "same1"\n{rest}') for rest in ('title = "A"', 'title = "B"')
    )
    merged = merge(base, one, other)
    assert not merged.conflicts
    assert sorted(each.line("title") for each in records(merged.canvas, "outings")) == ["A", "B"]
    assert len({each.id for each in records(merged.canvas, "outings")}) == 2
    assert merge(base, other, one).canvas == merged.canvas
    assert merge(base, merged.canvas, one).canvas == merged.canvas
    more = _canvas('format = 1\n[[outings]]\nid = "same1"\ntitle = "A"\nhours = 1\n')
    assert [dict(each.values) for each in records(merge(base, one, more).canvas, "outings")] == [
        {"id": "same1", "title": "A", "hours": 1}
    ]


def test_a_copy_never_takes_the_id_of_another_record() -> None:
    one, other = ({"id": "same1", "title": title} for title in ("A", "B"))
    taken = copied_id(other)
    sides = (_text([one]), _text([other, {"id": taken, "title": "C"}]))
    merged = merge(_canvas("format = 1\n"), *map(_canvas, sides))
    assert {each.line("title") for each in records(merged.canvas, "outings")} == {"A", "B", "C"}
    assert len({each.id for each in records(merged.canvas, "outings")}) == 3


def test_a_field_that_both_sides_change_is_a_conflict_of_its_record_and_can_be_resolved() -> None:
    canvas = _canvas()
    ours, theirs = (set_record(canvas, "outings", "aaaaa", {"title": title}).canvas for title in ("A", "B"))
    merged = merge(canvas, ours, theirs)
    assert merged.conflicts == count_unresolved(merged.canvas) == 1
    (found,) = conflicts(merged.canvas)
    assert (found.name, found.ours, found.theirs) == ("title of outing 1", "A", "B")
    for take, title in ((True, "B"), (False, "A")):
        resolved = resolve_conflict(merged.canvas, found, take=take).canvas
        assert not conflicts(resolved)
        assert records(resolved, "outings")[0].line("title") == title
        with pytest.raises(EditError):
            resolve_conflict(resolved, found, take=take)
    assert represents(rewrite(TEXT, canvas, merged.canvas), merged.canvas)


def test_changes_of_records_are_told() -> None:
    canvas = _canvas()
    now = add_record(canvas, "outings", {"title": "Second", "hours": 2}).canvas
    now = set_record(now, "outings", "aaaaa", {"title": "Start", "day": None, "present": ("Ana",)}).canvas
    now = delete_record(now, "outings", "~1").canvas
    differences = compare(canvas, now)
    assert not differences.properties
    told = plain(differences, "What changed", now)
    changed = "now says ‘Start’ under “Title” (was ‘Kick-off’), no longer says 12 January 2027 under “Day”"
    assert told.splitlines() == [
        "What changed",
        "3 changes: 1 new, 1 removed, 1 changed.",
        "",
        "Outings: ‘Without an id’ was removed.",
        f"Outings: ‘Start’ {changed} and now says ‘Ana’ under “Present”.",
        "Outings: ‘Second’ is new (hours 2).",
    ]
    written = json.loads(as_json(differences, "T", old={}, new={}, now=now))["records"]
    assert [each["changes"] for each in written] == [["removed"], ["changed"], ["new"]]
    assert written[1]["fields"][0] == {"field": "title", "before": "Kick-off", "after": "Start"}
    assert compare(canvas, parse(TEXT.replace('title = "T"', 'title = "T" ')).canvas).are_none
    assert textconv(canvas).split("Outings\n\n")[1].splitlines()[:2] == [
        "- Kick-off",
        "  day: 12 January 2027",
    ]


def test_the_journal_records_records_one_by_one() -> None:
    document = _document()
    states = [document.canvas]
    canvas = add_record(document.canvas, "outings", {"title": "Second", "day": TODAY}).canvas
    states.append(canvas)
    canvas = set_record(canvas, "outings", "aaaaa", {"hours": 3}).canvas
    states.append(canvas)
    canvas = edits.set_properties(canvas, title="New", stage="forming", review=None).canvas
    states += [canvas, delete_record(canvas, "outings", "aaaaa").canvas]
    work = [Snapshot(document, canvas) for canvas in states]
    header = header_record(JournalHeader(document.path, document.data, False, "b", 0))
    written = [header, *(change_record(was, now) for was, now in zip([None, *work], work, strict=False))]
    for number, canvas in enumerate(states):
        found = replay(written[: number + 2])
        assert found
        assert found.canvas == canvas
    assert b"Kick-off" not in written[2]
    assert b"Second" not in b"".join(written[3:])


@pytest.mark.parametrize(("audience", "shown"), [("internal", 3), ("partners", 2), ("public", 1)])
def test_records_are_withheld_until_they_are_marked(audience: Audience, shown: int) -> None:
    canvas = _canvas("format = 1\n")
    for visibility in ("internal", "partners", "public"):
        said = {"title": f"Zq{visibility}", "minutes": f"Zq{visibility}minutes", "visibility": visibility}
        canvas = add_record(canvas, "outings", said).canvas
    text = render_text("json", canvas, today=TODAY, audience=audience)
    found = json.loads(text)["outings"]
    marks = [each.get("visibility") for each in found]
    assert marks == [None, "partners", "public"][-shown:]
    assert len(found) == shown
    assert ("minutes" in found[-1]) is (audience != "public")
    assert ("internal" in text) is (audience == "internal")
    assert "Zq" not in render_text("md", canvas, today=TODAY, audience=audience)


def test_the_schema_describes_a_record_and_the_check_names_a_misspelt_key() -> None:
    built = build()
    assert built["properties"]["outings"]["items"] == {"$ref": "#/$defs/outings"}
    assert [*built["$defs"]["outings"]["properties"]] == [
        "id", "title", "day", "present", "minutes", "hours", "visibility", "theirs",
    ]  # fmt: skip
    text = TEXT.replace("colour", "minute") + '\n[[outing]]\ntitle = "x"\n'
    told = [(each.line, each.finding.sentence) for each in check_document(_document(text), TODAY)]
    assert (10, "“minute” in outing 1 is not known: did you mean “minutes”?") in told
    assert (22, "“[[outing]]” is not known: did you mean “outings”?") in told


def test_the_id_of_a_record_with_an_identity_is_the_same_for_everyone_who_makes_it() -> None:
    said = {"rule": "vision/out-of-scope", "because": "x"}
    one, other = (add_record(_canvas(), "answers", said).canvas for _ in range(2))
    (made,) = records(one, "answers")
    assert made == records(other, "answers")[0]
    assert made != Record(made.id, {})
    again = records(add_record(one, "answers", said).canvas, "answers")
    assert len({each.id for each in again}) == 2
    merged = merge(_canvas(), one, add_record(_canvas(), "answers", {**said, "because": "y"}).canvas)
    assert not merged.conflicts
    assert {each.line("because") for each in records(merged.canvas, "answers")} == {"x", "y"}


# A property: two people edit the records of one file by chance


def _text(tables: list[dict[str, Any]]) -> str:
    blocks = (
        "\n# a\n[[outings]]\n" + "".join(f'{key} = "{value}" # {key}\n' for key, value in t.items())
        for t in tables
    )
    return 'format = 1\ntitle = "T"\n' + "".join(blocks)


def _table(chance: Chance) -> dict[str, str]:
    return {
        "id": f"m{chance.randint(0, 10**9)}",
        "title": chance.choice("abcdef"),
        "minutes": chance.choice("xyz"),
    }


def _edited(chance: Chance, tables: list[dict[str, Any]], side: str, gone: set[str]) -> list[dict[str, Any]]:
    """Change some, delete some and add some; the two sides change different fields."""
    tables = deepcopy(tables)
    for table in tables:
        if chance.random() < 0.5:
            table[f"by_{side}"] = chance.choice("uvw")
        elif chance.random() < 0.3:
            gone.add(table["id"])
    tables = [table for table in tables if table["id"] not in gone]
    for _ in range(chance.choice((0, 1, 2))):
        tables.insert(chance.randint(0, len(tables)), _table(chance))
    return tables


@quick
@given(chances)
def test_what_two_people_do_to_different_fields_and_records_never_conflicts_and_is_all_kept(
    chance: Chance,
) -> None:
    base = [_table(chance) for _ in range(chance.randint(0, 4))]
    gone: tuple[set[str], set[str]] = (set(), set())
    sides = [_edited(chance, base, side, left) for side, left in zip("ab", gone, strict=True)]
    texts = [_text(tables) for tables in (base, *sides)]
    merged = merge_texts(*texts)
    assert not merged.conflicts
    assert represents(merged.text, merged.canvas)
    assert merge_texts(texts[0], texts[2], texts[1]).canvas == merged.canvas
    found = {each.id: each.values for each in records(merged.canvas, "outings")}
    was = {table["id"]: table for table in base}
    for tables in sides:
        for table in tables:
            if table["id"] not in was or table != was[table["id"]]:
                assert table.items() <= found[table["id"]].items()
    untouched = {
        name for name in found if all(name in {t["id"] for t in tables} for tables in (base, *sides))
    }
    deleted = [name for name in was if any(name in left for left in gone) and name in found]
    assert untouched <= found.keys()
    assert all(any(key.startswith("by_") for key in found[name]) for name in deleted)
