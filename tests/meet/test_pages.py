"""The pages of a meeting: plain HTML that works without script, and any text in it is only text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import get_args
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given

from canvas.meet import page_text, pages
from canvas.meet.page_rows import Part, Rows, RowsSince
from canvas.meet.page_static import SCRIPT, STATIC, STYLE
from canvas.meet.types import Activity, Guest, Naming, ReceiptCode, Refusal, Standing, View
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import with_other_values
from tests.exports.strategies import texts
from tests.meet.samples import BASE, IDS, REVIEWED, STATES
from tests.pages import elements, parsed

MAX_SCRIPT = 13 * 1024
FORM_FIELDS = ("input", "textarea", "select")
FOLLOWED = ("nothing yet", "follow", "hands revealed", "ended")
OWN_TEXT = "We say early when we cannot keep a promise"
HOSTILE_IN = ("write revealed", "vote", "hands revealed", "review revealed")


def rendered() -> dict[str, str]:
    """Every page in every state."""
    made: dict[str, str] = {}
    for name, view in STATES.items():
        made[name] = pages.page(view, key="k")
        made[f"{name}, refused"] = pages.page(view, key="k", refused="closed", typed={"text": "Mine"})
        if name in FOLLOWED:
            made[f"{name}, followed"] = pages.follow(view)
    for naming in get_args(Naming):
        made[f"door, {naming}"] = pages.door(naming)
        for code in ("wrong", "no-name"):
            made[f"door, {naming}, {code}"] = pages.door(naming, refused=code, code="abc", name="Ana")
    made["refused"] = pages.refused("not-found")
    made["entering"] = pages.entering("/follow")
    return made


PAGES = rendered()


def content(element: Element) -> str:
    return "".join(element.itertext())


def named(tree: Element, name: str) -> list[Element]:
    return [each for each in elements(tree, *FORM_FIELDS) if each.get("name") == name]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_plain_html_with_a_language_a_heading_and_a_label_for_each_field(name: str) -> None:
    tree = parsed(PAGES[name])
    assert tree.get("lang") == "en"
    (heading,) = elements(tree, "h1")
    (title,) = elements(tree, "title")
    assert content(heading).strip()
    assert content(title).strip()
    levels = [int(each.tag[1]) for each in elements(tree, "h1", "h2", "h3")]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {each.get("for") for each in elements(tree, "label")}
    inside = {field for label in elements(tree, "label") for field in label.iter() if field is not label}
    for field in elements(tree, *FORM_FIELDS):
        if field.get("type") != "hidden":
            assert field in inside or (field.get("id") and field.get("id") in labelled), field.attrib
    for element in tree.iter():
        for reference in ("aria-describedby", "aria-labelledby"):
            assert set((element.get(reference) or "").split()) <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_elsewhere_and_holds_no_script_or_style_of_its_own(name: str) -> None:
    tree = parsed(PAGES[name])
    for element in tree.iter():
        for attribute in ("href", "src", "action"):
            address = element.get(attribute)
            assert address is None or re.fullmatch(r"/[\w./-]*|#[\w-]+", address)
        assert not [each for each in element.attrib if each.startswith("on") or each == "style"]
    assert not elements(tree, "style")
    assert [each.get("src") for each in elements(tree, "script")] == [f"/static/{SCRIPT}"]
    assert not any(content(each).strip() for each in elements(tree, "script"))
    assert [each.get("href") for each in elements(tree, "link")] == [f"/static/{STYLE}"]


def fields_of(view: View) -> tuple[str, dict[str, set[str]]]:
    """Where the form of what is asked goes, and the values of each of its fields."""
    tree = parsed(pages.page(view, key="once"))
    (form,) = [each for each in elements(tree, "form") if each.get("data-ask")]
    assert form.get("method") == "post"
    assert [each.get("type") for each in elements(form, "button") if each.get("type") == "submit"]
    values: dict[str, set[str]] = {}
    for field in elements(form, *FORM_FIELDS):
        values.setdefault(field.get("name") or "", set()).add(field.get("value") or "")
    assert values.pop("key") == {"once"}
    assert values.pop("ask") == {str(view.ask.number)}
    return form.get("action") or "", values


def test_each_activity_can_be_done_by_posting_its_form() -> None:
    assert fields_of(STATES["write"]) == ("/m/say", {"text": {""}})
    action, dots = fields_of(STATES["vote"])
    assert (action, set(dots)) == ("/m/cast", {f"a.{each}" for each in IDS})
    assert fields_of(STATES["hands"]) == ("/m/cast", {f"a.{IDS[0]}": set("012345")})
    action, levels = fields_of(STATES["review"])
    assert action == "/m/cast"
    assert levels[f"a.{REVIEWED[0].id}"] == set("0123")
    assert set(levels) == {f"{kind}.{each.id}" for kind in "ar" for each in REVIEWED}
    assert {view.ask.activity for view in STATES.values()} == set(get_args(Activity))


def test_an_answer_that_was_given_stands_in_the_form_and_a_refused_one_more_so() -> None:
    tree = parsed(pages.page(STATES["review"], key="k"))
    chosen = {
        each.get("name"): each.get("value") for each in elements(tree, "input") if "checked" in each.attrib
    }
    assert chosen == {f"a.{REVIEWED[0].id}": "2", f"a.{REVIEWED[1].id}": "0"}
    (reason,) = named(tree, f"r.{REVIEWED[1].id}")
    assert reason.get("value") == "We only joined in May"
    tree = parsed(pages.page(STATES["review, organisations named"], key="k", refused="answered"))
    assert [each.get("value") for each in named(tree, "who") if "checked" in each.attrib] == ["The Bakery"]
    assert all("checked" not in each.attrib for each in named(tree, "replace"))
    tree = parsed(pages.page(STATES["vote"], key="k", refused="over-budget", typed={f"a.{IDS[1]}": "9"}))
    assert [each.get("value") for item in IDS[:2] for each in named(tree, f"a.{item}")] == ["2", "9"]


def test_a_refused_statement_stays_in_its_field_beside_the_reason() -> None:
    tree = parsed(pages.page(STATES["write"], key="k", refused="too-long", typed={"text": "\n<Mine>"}))
    (field,) = named(tree, "text")
    assert content(field) == "\n<Mine>"
    assert field.get("aria-invalid") == "true"
    (error,) = [each for each in tree.iter() if each.get("id") == field.get("aria-describedby")]
    assert content(error) == f"Not sent. {page_text.REFUSALS['too-long']}"


def test_every_reason_for_a_refusal_has_a_sentence_of_its_own() -> None:
    codes = {*get_args(ReceiptCode), *get_args(Refusal)} - {"taken"}
    assert codes <= set(page_text.REFUSALS)
    sentences = [*page_text.REFUSALS.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(re.fullmatch(r"[A-Z][^\n]*\.", each) for each in sentences)
    assert set(page_text.STANDINGS) == set(get_args(Standing))


@pytest.mark.parametrize(("naming", "words"), page_text.NAMINGS.items())
def test_every_page_says_whether_names_are_shown(naming: Naming, words: str) -> None:
    for page in (pages.door(naming), pages.page(BASE._replace(naming=naming), key="k")):
        assert words in content(parsed(page))


def test_a_stranger_at_the_door_is_not_told_what_the_meeting_is_about() -> None:
    assert {each for each in PAGES["door, named"].split() if each in BASE.title.split()} <= {"Partnership"}


def test_what_was_written_is_shown_to_all_only_once_it_is_revealed() -> None:
    before, after = (content(parsed(pages.follow(STATES[each]))) for each in ("write", "write revealed"))
    assert "We listen before we answer" not in before
    assert "We listen before we answer Amina" in " ".join(after.split())
    assert "What was answered" not in after


def test_where_each_writes_alone_or_votes_no_statement_is_put_before_the_others() -> None:
    quoted = {
        name: len(elements(parsed(pages.page(view._replace(item=IDS[0]), key="k")), "blockquote"))
        for name, view in STATES.items()
        if name in ("follow", "write", "vote", "hands")
    }
    assert quoted == {"follow": 1, "write": 0, "vote": 0, "hands": 0}


def test_a_name_is_asked_for_where_names_are_shown_and_none_is_given() -> None:
    view = STATES["named, no name yet"]
    assert len(named(parsed(pages.page(view, key="k")), "name")) == 1
    assert not named(parsed(pages.page(view._replace(guest=Guest("c", "Ana")), key="k")), "name")
    assert not named(parsed(pages.page(view._replace(naming="anonymous"), key="k")), "name")


def test_the_panel_talked_about_is_marked_by_words_and_every_panel_is_a_heading() -> None:
    tree = parsed(pages.follow(BASE))
    told = [content(each) for each in elements(tree, "h2")]
    assert "Principles being talked about now" in told
    assert sum("being talked about" in each for each in told) == 1
    order = [element.get("id") for element in elements(tree, "section") if element.get("id")]
    assert order[:3] == ["p-beneficiaries", "p-vision", "p-relationships"]


def test_a_statement_in_two_versions_counts_as_no_agreed_one() -> None:
    two = Item("i", "We share", with_other_values({"status": "agreed"}, [("text", "We keep")]))
    canvas = Canvas("", "forming").replacing(panels={**Canvas("").panels, "vision": (two,)})
    told = content(parsed(pages.follow(BASE._replace(canvas=canvas))))
    assert "0 of 1 statement agreed" in told
    assert "1 in two versions" in told


def listed(part: Part) -> Rows:
    assert isinstance(part, Rows)
    return part


def test_an_edit_brings_followers_the_panel_it_changed_and_no_other() -> None:
    view = STATES["follow"]
    first, *others = view.canvas.panels["vision"]
    edited = view.canvas.replacing(
        panels={**view.canvas.panels, "vision": (first._replace(text="Edited"), *others)}
    )
    before, after = pages.follow_parts(view), pages.follow_parts(view._replace(canvas=edited))
    assert [name for name, html in after.items() if before[name] != html] == ["part-vision"]
    assert "Edited" in str(after["part-vision"])
    said = RowsSince(1, listed(before["part-vision"]))
    assert said.update(2, listed(after["part-vision"]))
    assert said.since(1) == {"rows": {f"s-{first.id}": listed(after["part-vision"]).rows[f"s-{first.id}"]}}
    moved = pages.follow_parts(view._replace(panel="roles"))
    changed = {name for name, html in moved.items() if before[name] != html}
    assert changed == {"part-talk", "part-principles", "part-roles"}


def test_a_row_is_told_by_the_id_that_its_element_has_whatever_stands_in_it() -> None:
    odd = tuple(Item(each, "Said") for each in ("a&b", 'c"d', "<e>", "f g", "f\u200bg", "f\u200cg"))
    canvas = Canvas("", "forming").replacing(panels={**Canvas("").panels, "vision": odd})
    view = BASE._replace(canvas=canvas)
    part = listed(pages.follow_parts(view)["part-vision"])
    ids = [each.get("id", "") for each in parsed(pages.follow(view)).iter("li")]
    assert [each for each in ids if each.startswith("s-")] == [*part.rows]
    assert len(part.rows) == len(odd)


def test_what_is_the_same_for_all_holds_nothing_of_one_phone() -> None:
    view = STATES["review"]
    shared = pages.parts(view._replace(guest=None, own=(), answers={}, reasons={}))
    assert "We only joined in May" not in "".join(map(str, shared.values()))
    own = pages.own_parts(view)
    assert OWN_TEXT in own["part-own"]
    assert not shared.keys() & own.keys()


def test_the_parts_are_elements_of_the_page() -> None:
    followed = pages.follow_parts(BASE)
    for page, parts in (
        (pages.page(BASE, key=""), {**pages.parts(BASE), **pages.own_parts(BASE)}),
        (pages.follow(BASE), followed),
    ):
        ids = {element.get("id") for element in parsed(page).iter() if "data-part" in element.attrib}
        assert ids == set(parts)
        assert all(str(html) in page for html in parts.values())


def test_a_receipt_brings_the_list_of_what_the_phone_sent_up_to_date() -> None:
    kept = pages.receipt("taken", STATES["write"], accepted=True)
    assert kept["accepted"] is True
    assert OWN_TEXT in str(kept["parts"])
    refused = pages.receipt("closed", None, accepted=False)
    assert refused["says"] == page_text.REFUSALS["closed"]


def with_text(view: View, said: str) -> View:
    """A view with a text in each of its fields."""
    values = {"status": "disputed", "reason": said, "owner": said, "next": said, "due": date(2027, 1, 2)}
    items = tuple(Item(item.id, said, values) for item in BASE.canvas.panels["principles"][:2])
    canvas = Canvas(said, "forming")
    spread = view.spread._replace(reasons=dict.fromkeys(view.spread.counts, (said,))) if view.spread else None
    return view._replace(
        title=said,
        canvas=canvas.replacing(panels={**canvas.panels, "principles": items}),
        statements=tuple(
            each._replace(text=said, levels=(said,) * len(each.levels)) for each in view.statements
        ),
        spread_statements=tuple(
            each._replace(text=said, levels=(said,) * len(each.levels)) for each in view.spread_statements
        ),
        own=tuple(each._replace(text=said) for each in view.own),
        organisations=view.organisations and (said, f"{said}."),
        organisation=view.organisation and said,
        revealed=tuple(each._replace(text=said, name=said) for each in view.revealed),
        reasons=dict.fromkeys(view.reasons, said),
        spread=spread,
    )


def shape(tree: Element) -> list[tuple[str, tuple[str, ...]]]:
    return [(element.tag, tuple(element.attrib)) for element in tree.iter()]


def every_page_with(said: str) -> Iterator[str]:
    for name in HOSTILE_IN:
        view = with_text(STATES[name], said)
        yield pages.page(view, key="k", refused="closed", typed={"text": said})
    yield pages.follow(with_text(STATES["write revealed"], said))
    yield pages.door("named", refused="wrong", code=said, name=said)


HARMLESS = [shape(parsed(page)) for page in every_page_with("Harmless")]


@given(texts)
@example("</textarea></title><script>alert(1)</script>")
@example("\"'><img src=x onerror=alert(1)>\x1b]0;x\x07\u202e")
@example("--><!-- ]]> &lt; &amp; {{7*7}}")
def test_any_text_is_only_text_in_every_field_of_every_page(said: str) -> None:
    for page, expected in zip(every_page_with(f"A{said}"), HARMLESS, strict=True):
        tree = parsed(page)
        assert shape(tree) == expected
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", page)


def test_the_script_is_small_and_the_files_are_served_under_names_of_their_content() -> None:
    assert len(STATIC[SCRIPT][1]) <= MAX_SCRIPT
    for name, (media_type, content_) in STATIC.items():
        assert re.fullmatch(r"page-[0-9a-f]{12}\.(css|js)", name)
        assert media_type.startswith("text/")
        assert b"://" not in content_
        assert b"@import" not in content_
        assert b"eval(" not in content_
