"""Texts compared regardless of normalisation, case and accents."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canvas_toml import parse
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import compare
from canvas.model.conflicts import conflicts
from canvas.model.item_matching import match_items
from canvas.model.merge import merge
from canvas.model.owner_names import filter_names, is_same, which_name
from canvas.model.search_index import find_items
from canvas.model.text_folding import folded, folded_name, normalised
from tests.editing import Versions, three_versions
from tests.strategies import meaning, quick

accented = st.text("aeéèüçñøßﬁÅ \u0301\u0308한", max_size=12)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = get_args(Form)
CANONICAL: tuple[Form, Form] = ("NFC", "NFD")


def spelled(canvas: Canvas, form: Form) -> Canvas:
    """The canvas with every text in one normalisation form, those of unresolved conflicts too."""

    def convert(value: object) -> object:
        if isinstance(value, str):
            return normalize(form, value)
        if isinstance(value, dict):
            return {key: convert(entry) for key, entry in value.items()}
        return type(value)(map(convert, value)) if isinstance(value, list | tuple) else value

    panels = {
        key: tuple(
            item._replace(
                text=normalize(form, item.text), values={k: convert(v) for k, v in item.values.items()}
            )
            for item in items
        )
        for key, items in canvas.panels.items()
    }
    values = {key: convert(value) for key, value in canvas.values.items()}
    return canvas.replacing(panels=panels, values=values, title=normalize(form, canvas.title))


def statements(canvas: Canvas) -> list[str]:
    """What each statement says, in one normalisation form; equal ones without an id have no order to keep."""
    composed = spelled(canvas, "NFC")
    return sorted(meaning(Canvas(composed.title).with_items({key: (item,)})) for key, item in composed)


def of(text: str, **values: object) -> Canvas:
    return Canvas("T").with_items({"vision": (Item("aaaaa", text, values),)})


@quick
@given(accented | st.text())
def test_folding_is_the_same_for_every_form_and_case_and_idempotent(text: str) -> None:
    for other in (text.upper(), text.lower(), text.casefold(), *(normalize(form, text) for form in FORMS)):
        assert folded(other) == folded(text)
    for form in CANONICAL:
        assert normalised(normalize(form, text)) == normalised(text)
        assert folded_name(f" {normalize(form, text).upper()} ") == folded_name(text.upper())
    for fold in (folded, folded_name, normalised):
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Genève", "geneve"), ("GENE\u0300VE", "geneve"), ("Łódź, Ærø", "lodz, aero"), ("Straße", "strasse"),
        ("İstanbul Isparta ısparta", "istanbul isparta isparta"), ("ﬁn²", "fin2"), ("people’s", "people's"),
        ("plain", "plain"), ("漢字", "漢字"),
    ],
)  # fmt: skip
def test_a_folded_text_has_neither_capitals_nor_accents(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_names_keep_their_accents() -> None:
    assert is_same("Rene\u0301  Dubois", "rené dubois")
    assert not is_same("René", "Rene")


@pytest.mark.parametrize("typed", ["geneve", "Genève", "GENE\u0300VE", "decide gen"])
@pytest.mark.parametrize("form", CANONICAL)
def test_search_finds_a_word_whatever_its_accents_and_form(typed: str, form: Form) -> None:
    canvas = of("Who decides", owner=normalize(form, "Ville de Genève")).with_items(
        {"roles": (Item("bbbbb", normalize(form, "Genève décide")), Item("ccccc", "Bern"))}
    )
    expected = ["aaaaa", "bbbbb"]
    assert [found.item.id for found in find_items(canvas, typed)] == expected
    names = [normalize(form, "Genève décide"), "Bern"]
    assert filter_names(names, typed) == names[:1]


@quick
@given(accented, accented, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_search_finds_every_word_of_a_text_in_every_form(text: str, note: str, one: Form, two: Form) -> None:
    canvas = of(normalize(one, f"x{text}"), note=normalize(two, note))
    for word in f"x{text} {note}".split():
        for typed in (word, word.upper(), normalize(two, word)):
            assert bool(find_items(canvas, typed)) == bool(folded(typed).split())


def test_search_says_why_it_finds_what_the_words_are_not_in() -> None:
    def named(text: str, **values: object) -> Item:
        return Item(text, text, values)

    canvas = Canvas("T").with_items(
        {
            "vision": (
                named("one", owner="Ana Petrescu", status="disputed", kind="goal", due=date(2026, 1, 2)),
                named("two Ana", owner="Desmond", kind="goal"),
                named("three"),
            )
        }
    )
    for typed, expected in {
        "ana": [("one", "owner Ana Petrescu"), ("two Ana", "")],
        "disputed": [("one", "status disputed")],
        "late": [("one", "late")],
        "no kind": [("three", "no kind")],
        "No owner": [("three", "no owner")],
        "goal ana": [("one", "kind goal, owner Ana Petrescu"), ("two Ana", "kind goal")],
        "one vision": [("one", "")],
    }.items():
        found = find_items(canvas, typed, date(2026, 2, 2))
        assert [(item.text, why) for _, item, why in found] == expected, typed


def test_nothing_typed_finds_nothing() -> None:
    assert not find_items(of("One"), "  ")
    assert not find_items(of("One"), "\u0301")


@pytest.mark.parametrize("form", CANONICAL)
def test_two_sides_that_spell_one_text_in_two_forms_do_not_conflict(form: Form) -> None:
    other_form = CANONICAL[form == CANONICAL[0]]
    text, people = "Genève décide", ("Zoë", "Réné")

    def said(form: Form) -> Canvas:
        names = tuple(normalize(form, name) for name in people)
        return of(normalize(form, text), owner=normalize(form, "Zoë"), people=names, extra=list(names))

    ours, theirs = said(form), said(other_form)
    for base in (of("Geneva decides", owner="Zoe"), Canvas("T"), theirs, ours):
        made = merge(base, ours, theirs)
        assert made.conflicts == 0
        assert len(made.canvas) == 1
        if base not in (ours, theirs):  # else one side alone changed the spelling
            assert meaning(made.canvas) == meaning(ours)
    deleted = ours.with_items({"vision": ()})
    assert len(merge(ours, theirs, deleted).canvas) == 0
    reworded = ours.with_items({"vision": (ours.panels["vision"][0]._replace(text="Bern"),)})
    assert merge(ours, theirs, reworded).canvas.panels["vision"][0].text == "Bern"
    assert compare(ours, theirs).are_none


@pytest.mark.parametrize("form", CANONICAL)
def test_the_form_in_which_a_conflict_is_spelled_again_does_not_keep_what_was_removed(form: Form) -> None:
    base = Canvas("T", values={"more": "À", "theirs": [{"more": "È"}]})
    for ours, theirs in ((Canvas("T"), spelled(base, form)), (spelled(base, form), Canvas("T"))):
        made = merge(base, ours, theirs)
        assert (made.conflicts, made.canvas) == (0, Canvas("T"))


@pytest.mark.parametrize("form", CANONICAL)
def test_votes_that_both_sides_have_count_once_in_whatever_form_the_title_is(form: Form) -> None:
    base, ours = (Canvas("À", panels=of("One", votes=votes).panels) for votes in (0, 1))
    made = merge(base, ours, spelled(ours, form))
    assert [item.votes for _, item in made.canvas] == [1]


@quick
@given(three_versions(), st.sampled_from(CANONICAL))
def test_the_form_of_one_side_decides_neither_a_match_nor_a_conflict(versions: Versions, form: Form) -> None:
    base, ours, theirs = (spelled(canvas, "NFC") for canvas in versions)
    plain = merge(base, ours, theirs)
    mixed = merge(base, ours, spelled(theirs, form))
    assert mixed.conflicts == plain.conflicts
    assert len(conflicts(mixed.canvas)) == len(conflicts(plain.canvas))
    assert statements(mixed.canvas) == statements(plain.canvas)
    assert match_items(base, spelled(theirs, form)) == match_items(base, theirs)


def test_an_id_derived_for_a_duplicate_is_the_same_for_both_forms() -> None:
    def repaired(text: str) -> frozenset[str]:
        item = f'\n[[vision]]\nid = "aaaaa"\ntext = "{text}"\n'
        return parse(f'format = 1\ntitle = "T"\n{item}{item}').repaired

    first, second = (repaired(normalize(form, "Genève")) for form in CANONICAL)
    assert first
    assert first == second


def test_who_of_several_is_meant_names_four_and_that_there_may_be_more() -> None:
    people = [f"Anna {letter}" for letter in "ABCDEF"]
    assert which_name(people[:1], "anna") == ""
    assert which_name(people[:4], "anna") == "Anna A, Anna B, Anna C or Anna D?"
    assert which_name(people, "anna") == "Anna A, Anna B, Anna C, Anna D or another?"
