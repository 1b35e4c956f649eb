"""What two versions have differently is never told as settled, and what is withheld in either stays so."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.exports import changes, render_text
from canvas.exports.audience_filter import filtered_for
from canvas.exports.change_summary import counts
from canvas.exports.change_summary import summary as in_one_line
from canvas.exports.conflict_phrases import NOT_SETTLED
from canvas.exports.partner_sheet import partner_sheet
from canvas.exports.request import ExportRequest
from canvas.exports.slides.deck import Deck, news
from canvas.exports.slides.layout import plain
from canvas.exports.slides.slide_text import BOARD, LAST, UNRESOLVED, Room
from canvas.linear import item_lines
from canvas.model.canvas import THEIRS, Canvas, Item
from canvas.model.compare import compare
from canvas.model.conflicts import TEXT, other_values
from canvas.model.sanitize import printable
from canvas.model.schema import AUDIENCES, BY_KEY, STATUS
from canvas.model.types import Audience
from tests.cli.running import canvas as run
from tests.exports.conflicting import WORD, conflicting
from tests.strategies import anything, quick

TODAY = date(2026, 11, 23)
EVERY_FORMAT = ("md", "json", "txt", "csv")
SYMBOLS = {choice.key: choice.key[0] for choice in STATUS.choices} | {UNRESOLVED: "≠"}


def _canvas(*said: dict[str, Any], **values: Any) -> Canvas:
    item = Item("aaaaa", "Bread for all", {THEIRS: list(said), **values})
    return Canvas("Bread").with_items({"vision": (item,)})


def _deck(canvas: Canvas) -> Deck:
    return Deck(canvas, TODAY, Room(80, 60, symbols=SYMBOLS))


def _agreed(canvas: Canvas) -> int:
    """How many statements both versions agree on, counted apart from the program."""
    return sum(item.status in ("agreed", "done") and THEIRS not in item.values for _, item in canvas)


def _readable(canvas: Canvas, audience: Audience) -> dict[str, Item]:
    """The statements that the audience may read in both versions."""
    order = AUDIENCES.index(audience)
    return {
        item.id: item
        for _, item in canvas
        if all(
            AUDIENCES.index(value) >= order
            for value in (item.visibility, *(v for k, v in other_values(item.values) if k == "visibility"))
        )
    }


@given(canvas=conflicting(), audience=st.sampled_from(AUDIENCES))
@quick
def test_the_summary_marks_each_statement_in_conflict_and_counts_none(
    canvas: Canvas, audience: Audience
) -> None:
    readable = _readable(canvas, audience)
    text = render_text("md", canvas, today=TODAY, audience=audience)
    kept = canvas.with_items(
        {key: tuple(i for i in items if i.id in readable) for key, items in canvas.panels.items()}
    )
    is_settled = not canvas.values and _agreed(kept) == len(readable)
    assert ("Everything here is agreed" in text) <= is_settled
    if not is_settled and audience != "public":
        stated = re.search(r"^- \*\*Statements:\*\* (\d+) agreed", text, re.MULTILINE)
        assert int(stated[1]) == _agreed(kept) if stated else _agreed(kept) == 0
    for number in range(5):
        item = readable.get(f"item{number}")
        told = [line for line in text.splitlines() if f"{WORD}{number} ours" in line]
        assert bool(told) == (item is not None)
        if item is None:
            assert f"{WORD}{number} theirs" not in text
        elif THEIRS in item.values:
            assert any(NOT_SETTLED in line for line in told)
            assert (f"{WORD}{number} theirs" in text) == any(k == TEXT for k, _ in other_values(item.values))
        else:
            assert not any(NOT_SETTLED in line for line in told if "**Partners:**" not in line)


@given(canvas=conflicting(), audience=st.sampled_from(AUDIENCES))
@quick
def test_json_and_plain_lines_have_both_versions_as_far_as_the_audience_may_read_them(
    canvas: Canvas, audience: Audience
) -> None:
    readable = _readable(canvas, audience)
    data = json.loads(render_text("json", canvas, today=TODAY, audience=audience))
    items = {item["id"]: item for panel in BY_KEY for item in data[panel]}
    for name, item in readable.items():
        assert (THEIRS in items[name]) == (THEIRS in item.values)
    text = render_text("txt", canvas, today=TODAY, audience=audience)
    for block in re.split(r"\n(?=\d\.\d )", text):
        found = re.search(rf"{WORD}(\d) ours", block)
        if found and THEIRS in readable[f"item{found[1]}"].values:
            assert re.search(rf"Status: \w+ \({NOT_SETTLED}\)", block)
    assert "show of hands" not in text.casefold() or audience == "internal"


@given(canvas=conflicting())
@quick
def test_no_slide_tells_a_conflict_as_agreed(canvas: Canvas) -> None:
    shown = filtered_for(canvas, "partners")
    deck = _deck(canvas)
    everything = "\n".join(plain(line) for slide in deck for _, line in slide.rows)
    told = " ".join(everything.split())
    total = len(shown)
    assert told.count(f"{_agreed(shown)} of {total} agreed") == 1 + 2 * bool(total)
    unresolved = {item.text for _, item in shown if THEIRS in item.values}
    for line in everything.splitlines():
        if any(text in line for text in unresolved) and "‘" not in line:
            assert "≠" in line or NOT_SETTLED in line
    last = " ".join(plain(line).strip() for slide in deck.slides(LAST) for _, line in slide.rows)
    disputed = last.partition("Disputed")[2]
    for text in unresolved:
        assert text in disputed
    assert deck.slides(BOARD)


@given(before=conflicting(), now=conflicting())
@quick
def test_what_changed_says_that_a_statement_is_not_settled_and_never_counts_it_as_agreed(
    before: Canvas, now: Canvas
) -> None:
    differences = compare(before, now)
    for told in changes.sentences(differences, now):
        change = told.change
        if hasattr(change, "after") and isinstance(change.after, Item) and THEIRS in change.after.values:
            assert "not resolved" in told.sentence or "resolved in part" in told.sentence
            assert not re.search(r"\((.*, )?(agreed|done)[,)]", told.sentence)
    settled = [
        change
        for change in differences.items
        if change.after and THEIRS not in change.after.values and change.status
    ]
    agreed = sum(change.status.after == "agreed" for change in settled if change.status)
    number = next((int(c.split()[0]) for c in counts(differences) if c.endswith(" agreed")), 0)
    assert number <= agreed
    if not agreed and len(differences.items) == 1:
        assert not in_one_line(differences).startswith("Agree")


@given(canvas=conflicting())
@quick
def test_the_linear_front_end_and_the_partner_sheet_mark_each_conflict(canvas: Canvas) -> None:
    for _, item in canvas:
        assert (NOT_SETTLED in item_lines.line(item, "1", TODAY).lower()) == (THEIRS in item.values)
    partner = Item("pppppp", "The Oven", {"kind": "partner", "people": ("Ana",)})
    promised = {
        key: tuple(item.with_values({"owner": "Ana"}, key) for item in items)
        for key, items in canvas.panels.items()
    }
    canvas = canvas.with_items({**promised, "relationships": (*promised["relationships"], partner)})
    text = "\n".join(map(str, partner_sheet(ExportRequest(canvas, "internal", TODAY, "The Oven")).blocks))
    done = text.partition("What you have done")[2]
    for _, item in canvas:
        if THEIRS in item.values:
            assert item.text not in done
            assert item.text in text


@given(data=st.data())
@quick
def test_whatever_a_file_holds_as_the_other_version_every_output_can_be_made(data: st.DataObject) -> None:
    keys = st.sampled_from((*(field.key for field in BY_KEY["roles"].fields), TEXT, "panel", "deleted", "x"))
    theirs = st.lists(anything | st.dictionaries(keys, anything, max_size=3), max_size=2) | anything
    item = Item("aaaaa", "Bread", {"status": "done", "owner": "Ana", THEIRS: data.draw(theirs)})
    oven = Item("bbbbb", "The Oven", {"kind": "partner", "people": ("Ana",)})
    own = st.dictionaries(st.sampled_from(("title", "stage", "review", "x")), anything, max_size=2)
    canvas = Canvas("T", values={THEIRS: [data.draw(own)]}).with_items(
        {"roles": (item,), "relationships": (oven,)}
    )
    for to, audience in product(EVERY_FORMAT, AUDIENCES):
        text = render_text(to, canvas, today=TODAY, audience=audience).removeprefix("\ufeff")
        assert printable(text) == text
    assert partner_sheet(ExportRequest(canvas, "internal", TODAY, "The Oven")).blocks
    assert list(_deck(canvas))
    assert changes.sentences(compare(Canvas("T"), canvas), canvas)


def test_a_partner_whom_the_other_version_names_has_it_on_its_page() -> None:
    work = Item("aaaaa", "Bake", {"accountable": "North Library", THEIRS: [{"accountable": "The Oven"}]})
    step = Item("ccccc", "Sweep", {"owner": "North Library", THEIRS: [{"owner": "Ana"}]})
    oven = Item("bbbbb", "The Oven", {"kind": "partner", "people": ("Ana",)})
    canvas = Canvas("T").with_items({"roles": (work, step), "relationships": (oven,)})
    text = render_text("md", canvas, partner="The Oven", today=TODAY)
    differ = "Two versions differ in accountable (‘North Library’ or ‘The Oven’)."
    assert f"| Bake *({NOT_SETTLED})* {differ} | you lead |" in text
    assert f"## What you look after\n\n- Roles: Sweep *({NOT_SETTLED})*" in text


@pytest.mark.parametrize("key", ["title", "stage", "review"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_property_in_dispute_is_marked_where_it_is_told(key: str, audience: Audience) -> None:
    said = {"title": "Cake", "stage": "forming", "review": date(2027, 5, 4)}
    words = {"title": "‘Cake’", "stage": "forming", "review": "4 May 2027"}[key]
    item = Item("aaaaa", "Bread for all", {"status": "agreed", "visibility": "public"})
    canvas = Canvas("Bread", review=date(2027, 4, 4), values={THEIRS: [{key: said[key]}]}).with_items(
        {"vision": (item,)}
    )
    text = render_text("md", canvas, today=TODAY, audience=audience)
    assert NOT_SETTLED in text
    assert f"or {words})" in text
    assert "Everything" not in text
    slides = " ".join(" ".join(plain(line).split()) for slide in _deck(canvas) for _, line in slide.rows)
    assert f"or {words})" in slides
    assert "Not resolved: " in render_text("txt", canvas, today=TODAY, audience=audience)
    assert THEIRS in json.loads(render_text("json", canvas, today=TODAY, audience=audience))


def test_the_status_in_conflict_of_the_report_is_told_as_not_settled() -> None:
    lines = render_text("md", _canvas({"status": "disputed"}, status="agreed"), today=TODAY).splitlines()
    assert f"- Bread for all *({NOT_SETTLED})*" in lines
    assert "    - Two versions differ in status (agreed or disputed)." in lines
    assert "**Draft.** Nothing here is agreed yet." in lines
    assert "- **Statements:** 0 agreed, 1 not resolved" in lines
    assert "- Vision: Bread for all" in lines


@pytest.mark.parametrize("to", EVERY_FORMAT)
def test_a_statement_that_either_version_holds_back_is_held_back(to: str) -> None:
    canvas = _canvas({"visibility": "internal"}, visibility="public")
    assert "Bread for all" in render_text(to, canvas, today=TODAY, audience="internal")
    assert "Bread for all" not in render_text(to, canvas, today=TODAY, audience="public")
    assert "Bread for all" not in render_text(to, canvas, today=TODAY, audience="partners")


def test_a_statement_that_the_other_version_shows_more_widely_stays_where_this_one_has_it() -> None:
    canvas = _canvas({"visibility": "public"}, visibility="internal")
    assert "Bread for all" not in render_text("md", canvas, today=TODAY, audience="partners")


@pytest.mark.parametrize("to", EVERY_FORMAT)
@pytest.mark.parametrize(
    ("said", "audiences"),
    [
        ({"reason": "geheim"}, ("public",)),
        ({"temperature": "5 geheim"}, ("partners", "public")),
        ({"temperature": "5 4 on 2026-11-22"}, ("partners", "public")),
        ({"whim": "geheim"}, ("partners", "public")),
        ({"whim": {"visibility": "internal", "text": "geheim"}}, ("partners", "public")),
        ({"status": {"text": "geheim"}}, ("partners", "public")),
        ({"panel": ["geheim"]}, ("partners", "public")),
    ],
)
def test_of_the_other_version_an_audience_reads_what_it_may_read_of_this_one(
    to: str, said: dict[str, Any], audiences: tuple[Audience, ...]
) -> None:
    canvas = _canvas(said, visibility="public", status="agreed")
    for audience in audiences:
        text = render_text(to, canvas, today=TODAY, audience=audience)
        assert "geheim" not in text
        assert "2026-11-22" not in text
        assert NOT_SETTLED in text or (to == "json" and json.loads(text)["vision"][0][THEIRS] == [{}])


def test_the_public_page_tells_no_partners_business_of_the_other_version() -> None:
    canvas = _canvas({"owner": "Ana", "note": "hush", "due": date(2027, 5, 4)}, visibility="public")
    text = render_text("md", canvas, today=TODAY, audience="public")
    assert NOT_SETTLED in text
    assert not any(word in text for word in ("Ana", "hush", "2027"))
    assert "Ana" in render_text("md", canvas, today=TODAY, audience="partners")


def test_news_for_the_room_counts_what_is_not_settled_as_such() -> None:
    before, now = _canvas(), _canvas({"text": "Cake"}, status="agreed")
    assert news(before, now) == "Leave ‘Bread for all’ unresolved"
    assert news(before, _canvas({"temperature": "5"}, status="agreed")) == "Leave ‘Bread for all’ unresolved"


SAMPLE = b'format = 1\ntitle = "T"\n\n[[vision]]\ntext = "a"\ntheirs = [{ text = "b" }]\n'


def test_an_export_of_what_is_not_settled_says_so_and_is_written_with_exit_code_1(tmp_path: Any) -> None:
    out = tmp_path / "a.md"
    done = run("export", "-", "-o", str(out), given=SAMPLE)
    assert done.returncode == 1
    assert b"not resolved" in done.stderr
    assert NOT_SETTLED in out.read_text()
    done = run("export", "-", given=SAMPLE.replace(b'theirs = [{ text = "b" }]\n', b""))
    assert (done.returncode, done.stderr) == (0, b"")
