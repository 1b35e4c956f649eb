"""Shorthand for kind, owner, day and status in what is typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.schema import BY_KEY, PANELS, FieldValue, Panel
from canvas.model.shorthand import Typed, complete, parse, split_panel, typed_anew
from tests.strategies import quick, statements

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
NAMES = (
    *("Riverside Kitchen", "Six Acres", "Six Oaks", "Dr Weiss", "Ana", "Ana Petrescu", "Housing"),
    *("St. Mary's Ltd.", "Moira Lennox"),
)


def understood(text: str, panel: str = "beneficiaries") -> Typed:
    return parse(text, BY_KEY[panel], NAMES, TODAY)


CASES: dict[str, tuple[str, dict[str, FieldValue]]] = {
    "need: half the doctors leave at 60 @Dr Weiss by fri": (
        "half the doctors leave at 60",
        {"kind": "need", "owner": "Dr Weiss", "due": FRIDAY},
    ),
    "Need:  they go hungry": ("they go hungry", {"kind": "need"}),
    "need: by fri": ("need: by fri", {}),
    "need:": ("need:", {}),
    "need:x": ("need:x", {}),
    "goal: another panel's kind": ("goal: another panel's kind", {}),
    "find rooms by fri @housing": ("find rooms", {"owner": "Housing", "due": FRIDAY}),
    "find rooms by fri !! @Housing": (
        "find rooms",
        {"owner": "Housing", "due": FRIDAY, "status": "disputed"},
    ),
    "too dear !!": ("too dear", {"status": "disputed"}),
    "too dear!!": ("too dear!!", {}),
    "!!": ("!!", {}),
    "ask the cooks @ana petrescu": ("ask the cooks", {"owner": "Ana Petrescu"}),
    "ask the cooks @Ana.": ("ask the cooks.", {"owner": "Ana"}),
    "ask the cooks @St. Mary's Ltd.": ("ask the cooks", {"owner": "St. Mary's Ltd."}),
    "ask the cooks @Farah": ("ask the cooks", {"owner": "Farah"}),
    "ask the cooks @Farah Noon by fri": ("ask the cooks", {"owner": "Farah Noon", "due": FRIDAY}),
    "ask the cooks @Farah today": ("ask the cooks @Farah today", {}),
    'ask the cooks @"the old  guard"': ("ask the cooks", {"owner": "the old guard"}),
    "ask the cooks @“ana”, by fri": ("ask the cooks,", {"owner": "Ana", "due": FRIDAY}),
    "@Ana Petrescu will ask the cooks": ("Ana Petrescu will ask the cooks", {"owner": "Ana Petrescu"}),
    "@Ana, ask the cooks": ("Ana, ask the cooks", {"owner": "Ana"}),
    "@Ana and @Farah and all": ("@Ana and @Farah and all", {}),
    "@Farah asks": ("@Farah asks", {}),
    "ring the bus company @moira by fri": ("ring the bus company", {"owner": "Moira Lennox", "due": FRIDAY}),
    "ring the bus company @Moira.": ("ring the bus company.", {"owner": "Moira Lennox"}),
    'ring the bus company @"Moira"': ("ring the bus company", {"owner": "Moira"}),
    "ring the bus company @Moi": ("ring the bus company", {"owner": "Moi"}),
    "find rooms @Six": ("find rooms", {"owner": "Six"}),
    "@Moira rings the bus company": ("Moira rings the bus company", {"owner": "Moira Lennox"}),
    "write to ana@example.org": ("write to ana@example.org", {}),
    "meet @ noon": ("meet @ noon", {}),
    "meet @5pm": ("meet @5pm", {}),
    "@Ana": ("@Ana", {}),
    "stand by me by the end of the month": ("stand by me", {"due": date(2026, 11, 30)}),
    "stand by me": ("stand by me", {}),
    "cut waiting by two weeks": ("cut waiting by two weeks", {}),
    "cut waiting by 3.5": ("cut waiting by 3.5", {}),
    "cut it BY in two weeks": ("cut it", {"due": date(2026, 12, 7)}),
    "written by us": ("written by us", {}),
    "by fri": ("by fri", {}),
    "  as it was  ": ("  as it was  ", {}),
}


@pytest.mark.parametrize("said", CASES)
def test_what_is_shorthand_is_taken_out_and_all_else_kept(said: str) -> None:
    found = understood(said)
    assert (found.text.strip() if found.spans else found.text, dict(found.values)) == CASES[said]
    assert {span.field for span in found.spans} == set(found.values)
    assert list(found.spans) == sorted(found.spans)


def test_a_day_that_could_be_two_is_kept_as_words_and_told() -> None:
    found = understood("find rooms by 1/12")
    assert (found.text, found.spans) == ("find rooms by 1/12", ())
    assert "1 December to some" in found.problem
    assert not understood("find rooms by 1/12 by fri").problem
    assert not understood("done by hand").problem


@quick
@given(st.sampled_from(PANELS), statements | st.text(st.sampled_from('a b@:!y.13f\n"need')))
def test_what_is_no_shorthand_is_kept_to_the_letter(panel: Panel, text: str) -> None:
    found = parse(text, panel, NAMES, TODAY)
    if not found.spans:
        assert found.text == text
        assert not found.values
    covered = {at for span in found.spans for at in range(span.start, span.end)}
    rest = "".join(char for at, char in enumerate(text) if at not in covered)
    # Whatever is no part of a span is in the statement, in the same order.
    left = iter("".join(found.text.split()))
    assert all(char in left for char in "".join(rest.split()))
    assert found.text.strip() or not text.strip()


words = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=8)
plain = st.lists(words, min_size=1, max_size=6).map(" ".join).filter(lambda text: "by" not in text.casefold())


@quick
@given(
    plain,
    st.sampled_from(["", "group", "need", "harm"]),
    st.sampled_from(["", *NAMES, "the other side"]),
    st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.booleans(),
)
def test_what_is_written_in_shorthand_is_understood(
    text: str, kind: str, owner: str, due: date | None, disputed: bool
) -> None:
    parts = (kind and f"{kind}:", text, owner and f'@"{owner}"', f"by {due}" if due else "", "!!" * disputed)
    found = understood(" ".join(filter(None, parts)))
    values = {"kind": kind, "owner": owner, "due": due, "status": "disputed" if disputed else ""}
    assert dict(found.values) == {key: value for key, value in values.items() if value}
    assert found.text == text


def test_only_what_is_typed_anew_is_shorthand() -> None:
    text = "need: no rooms @Ana by fri"

    def among(start: int, end: int) -> set[str]:
        return {span.field for span in parse(text, PANELS[0], NAMES, TODAY, typed=(start, end)).spans}

    assert among(0, len(text)) == {"kind", "owner", "due"}
    assert among(0, 5) == {"kind"}
    assert among(14, len(text)) == {"owner", "due"}
    assert among(6, 14) == set()
    assert among(16, len(text)) == {"due"}


def test_the_part_that_was_typed_anew_is_told_from_what_stood_there() -> None:
    for before, now, anew in (
        ("no rooms", "need: no rooms", "need: n"),
        ("no rooms", "no rooms @Ana", " @Ana"),
        ("meet by fri", "meet by friday", "day"),
        ("meet by fri", "meet all by fri", "all "),
        ("one two", "one", ""),
        ("one", "two", "two"),
        ("", "two", "two"),
    ):
        start, end = typed_anew(before, now)
        assert anew in now[start:end] or (anew, start >= end) == ("", True), (before, now)
        assert len(now[start:end]) <= len(anew) + 1


def test_names_are_completed_after_an_at_sign_the_best_first() -> None:
    def offered(text: str) -> tuple[str, ...]:
        found = complete(text, NAMES)
        return found.names if found else ()

    assert offered("ask @riv") == ("Riverside Kitchen",)
    assert offered("ask @wei") == ("Dr Weiss",)
    assert offered("ask @ana") == ("Ana Petrescu",)
    assert offered("ask @a")[:2] == ("Ana", "Ana Petrescu")
    assert offered("@") == NAMES
    for text in ("ask", "a@ri", "ask @ana petrescu", "ask @ana by fri", "ask @ riv", "ask @side"):
        assert offered(text) == (), text


def test_the_panel_in_front_of_a_line_is_a_number_or_a_name() -> None:
    for line, panel, rest in (
        ("5 find rooms", "roles", "find rooms"),
        (" 5. find rooms", "roles", "find rooms"),
        ("Roles: find rooms", "roles", "find rooms"),
        ("vision we see", "vision", "we see"),
        ("9 lives", "", "9 lives"),
        ("50 plates", "", "50 plates"),
        ("5", "", "5"),
        ("role of all", "", "role of all"),
        ("", "", ""),
    ):
        found, left = split_panel(line)
        assert (found.key if found else "", left) == (panel, rest), line
