"""Parsing a canvas, and writing it in canonical form."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import FileError, parse
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS, STAGE
from tests.strategies import canvases, meaning, quick

HEAD = 'format = 1\ntitle = "T"\n'


@quick
@given(canvases())
def test_any_canvas_written_and_read_again_means_the_same(canvas: Canvas) -> None:
    text = canonical(canvas)
    again = parse(text).canvas
    assert meaning(again) == meaning(canvas)
    assert canonical(again) == text


@quick
@given(canvases(named=True))
def test_any_canvas_whose_items_have_ids_is_equal_when_read_again(canvas: Canvas) -> None:
    if "nan" not in meaning(canvas):
        again = parse(canonical(canvas))
        assert again.canvas == canvas
        assert not again.repaired


@quick
@given(canvases())
def test_a_written_canvas_has_its_keys_and_panels_in_reading_order(canvas: Canvas) -> None:
    document = tomllib.loads(canonical(canvas))
    panels = [panel.key for panel in PANELS]
    assert [key for key in document if key in panels] == [key for key in panels if canvas.panels[key]]
    assert next(iter(document)) == "format"
    for panel in PANELS:
        order = [
            "id",
            *(["kind"] if panel.kinds else []),
            "text",
            *(spec.key for spec in panel.fields if spec.key != "kind"),
        ]
        for table in document.get(panel.key, []):
            known = [key for key in table if key in order]
            assert known == sorted(known, key=order.index)
            unknown = [key for key in table if key not in order]
            assert [*table][len(table) - len(unknown) :] == unknown or "kind" in unknown


PINNED = """\
format = 1
title = "Riverside “Breakfast” \\\\ \\"Partnership\\""
stage = "forming"
review = 2027-01-12
x-colour = "#00ff00"

[[beneficiaries]]
id = "k7m2q"
kind = "group"
text = "Children aged 4 to 11\\nin six schools"
status = "agreed"

[[vision]]
id = "t2x9d"
kind = "outcome"
text = "Breakfast offered in every school"
measure = "schools serving daily"
baseline = "2"
target = "6"
owner = "Riverside Kitchen"
due = 2027-09-01
visibility = "public"
votes = 3
link = "https://example.org"
note = "\\u001b[31m"
"a key" = { b = [1, { c = 2027-09-01 07:30:00+00:00 }], "d e" = {} }

[[relationships]]
kind = "partner"
text = "Riverside Kitchen"
people = [
    "Ana",
    "Ben",
]

[extra]
y = true

[extra.deeper]
z = [
    1.5,
]
"""


def test_a_written_canvas_has_exactly_these_bytes() -> None:
    panels: dict[str, tuple[Item, ...]] = {panel.key: () for panel in PANELS}
    odd = {"b": [1, {"c": datetime(2027, 9, 1, 7, 30, tzinfo=UTC)}], "d e": {}}
    panels["beneficiaries"] = (
        Item("k7m2q", "Children aged 4 to 11\nin six schools", {"status": "agreed", "kind": "group"}),
    )
    panels["vision"] = (
        Item(
            "t2x9d",
            "Breakfast offered in every school",
            {
                "a key": odd,
                "note": "\x1b[31m",
                "votes": 3,
                "due": date(2027, 9, 1),
                "owner": "Riverside Kitchen",
                "link": "https://example.org",
                "visibility": "public",
                "target": "6",
                "baseline": "2",
                "measure": "schools serving daily",
                "kind": "outcome",
            },
        ),
    )
    panels["relationships"] = (
        Item("~1", "Riverside Kitchen", {"people": ("Ana", "Ben"), "kind": "partner"}),
    )
    rest = {"extra": {"y": True, "deeper": {"z": [1.5]}}, "x-colour": "#00ff00"}
    title = 'Riverside “Breakfast” \\ "Partnership"'
    assert canonical(Canvas(title, "forming", date(2027, 1, 12), panels, rest)) == PINNED


def test_an_empty_canvas_is_two_lines() -> None:
    assert canonical(Canvas("T")) == HEAD
    assert parse(HEAD).canvas == Canvas("T")


NOT_CANVAS = "x: this is not a canvas: the line “format = 1” is missing at the top."
BRACKETS = "a statement of this panel begins with [[vision]], two brackets each side."
QUOTES = "“text” must be text in quotes."
CHOOSE = "keep one of the two lines, delete the other."
RETYPE = "is in this line: type the line again."
DEEP = "its lists and tables are nested too deeply to be a canvas."
LONG = "a number in it has far too many digits to be a canvas."
ITEM = f'{HEAD}\n[[vision]]\ntext = "a"\n\n# next\n[[vision]]\n'

SECOND = "x, line {}: in statement 2 of Vision,"
MISSING = '“text” is missing: add a line text = "…" to it.'
NO_END = "“x” has a list without an end: put ] after its last part."
INVISIBLE = "an invisible character (U+FEFF) is in this line: delete it, or type the line again."

BAD = {
    "an empty file": ("", NOT_CANVAS.replace("x:", "x, line 1:")),
    "another program's file": ('[project]\nname = "x"\n', NOT_CANVAS.replace("x:", "x, line 1:")),
    "prose": ("Dear all,\n", NOT_CANVAS.replace("x:", "x, line 1:")),
    "prose further down": (
        f"{HEAD}\n[[vision]]\ntext = a\n",
        'x, line 5: in the statement ‘a’ of Vision, “text” has a text without quotes: write text = "…".',
    ),
    "an open string": (f'{HEAD}x = "a\n', 'x, line 3: “x” has no closing quote: put " where its text ends.'),
    "an open bracket at the end": (f"{HEAD}x = [\n1,\n", f"x, line 3: {NO_END}"),
    "an open bracket without a line end": (f"{HEAD}x = [", f"x, line 3: {NO_END}"),
    "a key twice": (f"{HEAD}title = 'U'\n", f"x, line 3: “title” is there twice, first in line 2: {CHOOSE}"),
    "a key twice in an item": (
        f"{ITEM}text = 'b'\ntext = 'c'\n",
        f"x, line 10: in the statement ‘b’ of Vision, “text” is there twice, first in line 9: {CHOOSE}",
    ),
    "a NUL": (f"{HEAD}x = '\x00'\n", f"x, line 3: a control character (U+0000) {RETYPE}"),
    "an ESC": (f"{HEAD}# \x1b[2J\n", f"x, line 3: a control character (U+001B) {RETYPE}"),
    "a lone CR": (f"{HEAD}# a\rb\n", f"x, line 3: a control character (U+000D) {RETYPE}"),
    "a second byte order mark": (f"\ufeff{HEAD}", f"x, line 1: {INVISIBLE}"),
    "format 0": ("format = 0\n", "x, line 1: “format” must be 1."),
    "format true": ("# a\nformat = true\n", "x, line 2: “format” must be 1."),
    "format in quotes": ('\n\n"format" = "1"\n', "x, line 3: “format” must be 1."),
    "format with a point": ("format = 1.0\n", "x, line 1: “format” must be 1."),
    "a title that is no text": ("format = 1\ntitle = 3\n", "x, line 2: “title” must be text in quotes."),
    "single brackets": (f"{HEAD}\n[vision]\ntext = 'a'\n", f"x, line 4: {BRACKETS}"),
    "single brackets, deeper": (f"{HEAD}\n[vision.more]\ntext = 'a'\n", f"x, line 4: {BRACKETS}"),
    "a panel that is a number": (f"{HEAD}vision = 3\n", f"x, line 3: {BRACKETS}"),
    "a panel that is a list of texts": (f"{HEAD}vision = [\n'a'\n]\n", f"x, line 3: {BRACKETS}"),
    "a panel with dots": (f"{HEAD}vision.text = 3\n", f"x, line 3: {BRACKETS}"),
    "no text": (f"{ITEM}note = 'b'\n", f"{SECOND.format(8)} {MISSING}"),
    "no text in a list on one line": (f"{HEAD}vision = [{{}}]\n", f"x: in statement 1 of Vision, {MISSING}"),
    "a text that is no text": (f"{ITEM}\n\ntext = 1\n", f"{SECOND.format(11)} {QUOTES}"),
    "an id that is no text": (
        f"{ITEM}text = 'b' #\nid = 7\n",
        "x, line 10: in the statement ‘b’ of Vision, “id” must be text in quotes.",
    ),
    "deep lists": (f"{HEAD}x = {'[' * 5000}{']' * 5000}\n", f"x: {DEEP}"),
    "fairly deep lists": (f"{HEAD}x = {'[' * 60}{']' * 60}\n", f"x, line 3: {DEEP}"),
    "fairly deep tables in an item": (f"{ITEM}text = 'b'\n{'x.' * 60}y = 1\n", f"x, line 10: {DEEP}"),
    "deep headers": (f"{HEAD}\n[{'x.' * 5000}y]\n", f"x, line 4: {DEEP}"),
    "many digits": (f"{HEAD}\nx = {'9' * 5000}\n", f"x, line 4: {LONG}"),
    "many digits with signs between": (f"{HEAD}\nx = +{'9_9' * 5000}\n", f"x, line 4: {LONG}"),
    "many hexadecimal digits": (f"{HEAD}\nx = 0x{'f' * 5000}\n", f"x, line 4: {LONG}"),
    "many hexadecimal votes": (f"{ITEM}text = 'b'\nvotes = 0x{'f' * 5000}\n", f"x, line 10: {LONG}"),
    "many hexadecimal digits in the stage": (f"{HEAD}\nstage = 0x{'f' * 5000}\n", f"x, line 4: {LONG}"),
    "a newer file that is quite another": (
        "format = 2\nvision = 3\n",
        "x, line 1: it was written by a newer canvas; update this program to change or use it.",
    ),
    "a newer file whose format stands further down": (
        "# a\n\nvision = 3\nformat = 2\n",
        "x, line 4: it was written by a newer canvas; update this program to change or use it.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_text_that_is_no_canvas_is_refused_in_one_sentence_with_its_line(what: str) -> None:
    text, sentence = BAD[what]
    with pytest.raises(FileError) as caught:
        parse(text)
    assert caught.value.sentence("x") == sentence
    with pytest.raises(FileError) as caught:
        parse(text.replace("\n", "\r\n"))
    assert caught.value.sentence("x") == sentence


LENIENT = {
    "kind": ('kind = "wish"', "one of issue, goal, value, outcome, scope"),
    "status": ('status = "maybe"', "one of proposed, agreed, disputed, parked, done"),
    "due": ('due = "soon"', "a day such as 2027-09-01, without quotes"),
    "votes": ("votes = -1", "a whole number, 0 or more"),
    "owner": ("owner = 7", "text in quotes"),
    "visibility": ("visibility = []", "one of internal, partners, public"),
}


@pytest.mark.parametrize("key", LENIENT)
def test_a_value_that_does_not_fit_is_kept_with_a_notice_that_names_its_line(key: str) -> None:
    line, wanted = LENIENT[key]
    parsed = parse(f"{ITEM}text = '''\nb\n'''\n{line} # so\n")
    assert parsed.notices == (f"line 12: “{key}” should be {wanted}; it is kept as it stands.",)
    item = parsed.canvas.panels["vision"][1]
    assert item.values[key] == tomllib.loads(line)[key]


def test_a_stage_and_a_day_that_do_not_fit_are_kept_with_notices() -> None:
    parsed = parse('format = 1\ntitle = "T"\nreview = "soon"\nstage = 3\n')
    assert parsed.notices == (
        f"line 4: “stage” should be {STAGE.wanted}; it is kept as it stands.",
        "line 3: “review” should be a day such as 2027-09-01, without quotes; it is kept as it stands.",
    )
    assert (parsed.canvas.stage, parsed.canvas.review) == ("exploring", None)
    assert parsed.canvas.values == {"stage": 3, "review": "soon"}


def test_a_notice_about_an_item_in_a_list_on_one_line_names_no_line() -> None:
    assert parse(f'{HEAD}vision = [{{ text = "a", votes = -1 }}]\n').notices == (
        "“votes” should be a whole number, 0 or more; it is kept as it stands.",
    )


def test_a_stated_default_says_nothing_and_a_list_becomes_a_tuple() -> None:
    text = f'{HEAD}[[roles]]\ntext = "a"\nstatus = "proposed"\nkind = ""\nvotes = 0\n'
    parsed = parse(text + 'consulted = []\ninformed = ["x"]\nowner = ""\n')
    assert parsed.canvas.panels["roles"][0].values == {"informed": ("x",)}
    assert not parsed.notices


def test_a_newer_format_is_read_as_well_as_it_goes() -> None:
    parsed = parse('format = 2\ntitle = "T"\n')
    assert (parsed.format, parsed.canvas.title) == (2, "T")


def test_items_without_an_id_are_numbered_and_a_repeated_id_is_repaired_the_same_way_everywhere() -> None:
    text = f'{HEAD}[[vision]]\nid = "a"\ntext = "1"\n[[vision]]\ntext = "2"\n'
    text += '[[roles]]\nid = "a"\ntext = "3"\n[[roles]]\nid = "~x"\ntext = "4"\n'
    first, second = parse(text), parse(text)
    ids = [item.id for _, item in first.canvas]
    assert ids[:2] == ["a", "~1"]
    assert len(set(ids)) == 4
    assert first.repaired == frozenset(ids[2:])
    assert all(len(name) == 5 and not name.startswith("~") for name in ids[2:])
    assert first == second


def test_many_copies_of_one_item_each_get_an_id() -> None:
    parsed = parse(HEAD + '[[vision]]\nid = "a"\ntext = "1"\n' * 50)
    assert len({item.id for _, item in parsed.canvas}) == 50
