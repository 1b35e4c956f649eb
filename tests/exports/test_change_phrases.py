"""The wording of changes, field by field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.exports import changes
from canvas.exports.change_wordings import LISTS, WORDINGS
from canvas.exports.phrases import IN_FULL
from canvas.exports.quoted_pairs import quote_both
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import compare
from canvas.model.schema import BY_KEY, PANELS
from tests.exports.minutes import DAY, LATER, changed, item_of, minutes, told
from tests.strategies import quick

CHANGED: tuple[tuple[str, dict[str, Any], dict[str, Any], str], ...] = (
    ("vision", {}, {"status": "agreed"}, "is now agreed (was proposed)"),
    ("vision", {"status": "done"}, {}, "is now proposed (was done)"),
    ("vision", {}, {"owner": "Ana"}, "is now owned by Ana"),
    ("vision", {"owner": "Ana"}, {"owner": "Tom"}, "is now owned by Tom (was Ana)"),
    ("vision", {"owner": "Ana"}, {}, "is no longer owned by Ana"),
    ("vision", {}, {"due": DAY}, "is now due on 1 September 2027"),
    ("vision", {"due": DAY}, {"due": LATER}, "is now due on 24 December 2027 (was 1 September 2027)"),
    ("vision", {"due": DAY}, {}, "has no due date any more (it was 1 September 2027)"),
    ("vision", {}, {"visibility": "public"}, "may now be read by anyone (before, by every partner)"),
    (
        "vision",
        {"visibility": "internal"},
        {},
        "may now be read by every partner (before, by only those who keep the canvas)",
    ),
    ("vision", {}, {"votes": 1}, "now has 1 vote"),
    ("vision", {"votes": 3}, {"votes": 4}, "now has 4 votes (it had 3 votes)"),
    ("vision", {"votes": 3}, {}, "has no votes any more (it had 3 votes)"),
    ("vision", {}, {"reason": "No money"}, "now has this against it: ‘No money’"),
    (
        "vision",
        {"reason": "No money"},
        {"reason": "Too late"},
        "now has something else against it: ‘Too late’ (was ‘No money’)",
    ),
    ("vision", {"reason": "No money"}, {}, "no longer has anything against it (it was ‘No money’)"),
    (
        "vision",
        {},
        {"temperature": "5 4 on 2026-11-23"},
        "now has a show of hands: 5 4 on 23 November 2026, middle 4.5, none low",
    ),
    (
        "vision",
        {"temperature": "4"},
        {"temperature": "5"},
        ("now has a show of hands: 5, middle 5, none low (before: 4, middle 4, none low)"),
    ),
    (
        "vision",
        {"temperature": "5"},
        {},
        "has no show of hands any more (it was 5, middle 5, none low)",
    ),
    ("vision", {}, {"link": "https://a.example"}, "now leads on to ‘https://a.example’"),
    ("vision", {}, {"note": "One\nTwo"}, "now has a note: ‘One Two’"),
    ("vision", {"note": "One"}, {"note": "Two"}, "now has another note: ‘Two’ (was ‘One’)"),
    ("vision", {"note": "One"}, {}, "no longer has its note ‘One’"),
    ("vision", {"kind": "issue"}, {"kind": "goal"}, "is now listed as ‘goal’ (was ‘issue’)"),
    ("vision", {}, {"kind": "goal"}, "is now listed as ‘goal’"),
    ("vision", {"kind": "goal"}, {}, "is no longer listed as ‘goal’"),
    ("vision", {}, {"measure": "plates"}, "is now measured by ‘plates’"),
    ("vision", {"baseline": "2"}, {"baseline": "3"}, "now starts from 3 (was 2)"),
    ("vision", {"target": "6"}, {"target": "80 in 100"}, "now aims at 80 in 100 (was 6)"),
    ("beneficiaries", {}, {"evidence": "A count"}, "now has evidence: ‘A count’"),
    ("beneficiaries", {"evidence": "A"}, {}, "no longer has evidence (it was ‘A’)"),
    (
        "relationships",
        {"people": ("Tom Whitby", "Bo")},
        {"people": ("Bo", "Ana Petrescu")},
        "gained Ana Petrescu among its people, and lost Tom Whitby",
    ),
    ("relationships", {"people": ("Tom", "Bo")}, {"people": ("Tom",)}, "lost Bo from its people"),
    (
        "relationships",
        {"people": ("A", "B")},
        {"people": ("B", "A")},
        "now lists its people in another order",
    ),
    ("relationships", {}, {"gives": "Rooms", "gets": "Time"}, "now gives ‘Rooms’ and gets ‘Time’"),
    ("principles", {}, {"practice": "We ring"}, "now looks like this in practice: ‘We ring’"),
    (
        "roles",
        {"accountable": "Riverside Kitchen"},
        {"accountable": "Harbour Trust"},
        "is now accountable to Harbour Trust (was Riverside Kitchen)",
    ),
    ("roles", {"accountable": "Bo"}, {}, "is no longer accountable to Bo, nor to anybody else"),
    ("roles", {}, {"responsible": ("A", "B")}, "gained A and B among those who do it"),
    ("roles", {}, {"consulted": ("A",)}, "gained A among those who are asked before"),
    ("roles", {"informed": ("A",)}, {}, "lost A from those who are told after"),
    ("governance", {"state": "draft"}, {"state": "signed"}, "now stands in writing as signed (was draft)"),
    ("governance", {}, {"signed": DAY}, "was signed on 1 September 2027"),
    (
        "governance",
        {"signed": DAY},
        {"signed": LATER},
        "was signed on 24 December 2027 (not on 1 September 2027, as it said)",
    ),
    ("governance", {}, {"signatories": ("A",)}, "gained A among those who signed"),
    ("governance", {"response": "A"}, {"response": "B"}, "is now answered with ‘B’ (was ‘A’)"),
    ("leadership", {}, {"partner": "Gate Parents"}, "is now about Gate Parents"),
    ("communications", {}, {"audience": "families"}, "is now meant for families"),
    (
        "communications",
        {"purpose": "trust"},
        {"purpose": "support"},
        "is now told so that people join in (before, so that people rely on us)",
    ),
    ("communications", {"channel": "letter"}, {}, "is no longer told by letter"),
    ("communications", {}, {"frequency": "every quarter"}, "is now told every quarter"),
)


@pytest.mark.parametrize(("panel", "before", "after", "says"), CHANGED)
def test_a_field_that_changed_is_told_in_its_own_words(
    panel: str, before: dict[str, Any], after: dict[str, Any], says: str
) -> None:
    assert changed(panel, before, after) == f"{BY_KEY[panel].title}: ‘X’ {says}."


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ({}, {"more": 1}, "now says 1 under “more”"),
        ({"more": "a"}, {"more": "b"}, "now says ‘b’ under “more” (was ‘a’)"),
        ({"more": [1, True]}, {}, "no longer says 1 and true under “more”"),
        ({"more": {}}, {"more": []}, "now says an empty list under “more” (was an empty table)"),
        ({}, {"{a} %s": {"x": DAY}}, "now says { x = 1 September 2027 } under “{a} %s”"),
        ({}, {"more": float("nan")}, "now says nan under “more”"),
        ({}, {"more": 1 << 20_000}, "now says a number of very many digits under “more”"),
        ({"status": "maybe"}, {}, "now says ‘proposed’ under “Status” (was ‘maybe’)"),
        ({}, {"votes": True}, "now says true under “Votes”"),
        ({"votes": -1}, {"votes": 2}, "now says 2 under “Votes” (was -1)"),
        ({"owner": ["Ana"]}, {}, "no longer says ‘Ana’ under “Owner”"),
    ],
)
def test_a_key_nobody_knows_and_a_value_that_does_not_fit_are_told_by_name(
    before: dict[str, Any], after: dict[str, Any], says: str
) -> None:
    assert changed("vision", before, after) == f"Vision: ‘X’ {says}."


def test_a_field_that_is_new_in_the_table_is_told_by_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("owner", "state"):
        monkeypatch.delitem(WORDINGS, key)
    monkeypatch.delitem(LISTS, "signatories")
    assert changed("governance", {}, {"owner": "Ana"}) == "Governance: ‘X’ now says ‘Ana’ under “Owner”."
    assert (
        changed("governance", {"state": "draft"}, {}) == "Governance: ‘X’ no longer says draft under “State”."
    )
    assert (
        changed("governance", {}, {"signatories": ("A",)})
        == "Governance: ‘X’ gained A among the names under “Signatories”."
    )


def test_every_field_of_the_table_has_words_of_its_own() -> None:
    fields = {spec.key: spec.type for panel in PANELS for spec in panel.fields}
    assert {key for key, type_ in fields.items() if type_ != "list"} | {"text"} == set(WORDINGS)
    assert {key for key, type_ in fields.items() if type_ == "list"} == set(LISTS)


def test_several_changes_of_one_statement_are_one_sentence() -> None:
    before = item_of("Cook", people=("A",), owner="Bo")
    after = item_of("Cook daily", people=("A", "B"), status="agreed", owner="Cy", due=DAY)
    assert told("relationships", before, after) == (
        "Relationships: ‘Cook’ now reads ‘Cook daily’, gained B among its people, "
        "is now agreed (was proposed), owned by Cy (was Bo), and due on 1 September 2027."
    )


def test_a_new_statement_is_told_with_what_matters_of_it() -> None:
    new = item_of(
        "Breakfast", kind="outcome", status="agreed", due=DAY, note="n", owner="Ana", theirs=[{"note": "m"}]
    )
    assert told("vision", None, new) == (
        "Vision: new, ‘Breakfast’ (outcome, owner Ana, due 1 September 2027, not resolved)."
    )
    assert told("vision", None, item_of("Breakfast", kind="whim")) == "Vision: new, ‘Breakfast’."
    assert told("vision", None, item_of(" ")) == "Vision: new, a statement without words."


def test_a_statement_that_is_gone_is_told_in_full() -> None:
    long = " ".join(["word"] * 39)
    assert told("vision", item_of(long), None) == f"Vision: ‘{long}’ was removed."


def test_a_long_statement_is_shortened_where_it_is_only_pointed_at() -> None:
    sentence = told("vision", item_of("word " * 40), item_of("word " * 40, status="agreed"))
    assert sentence.endswith(" word…’ is now agreed (was proposed).")
    assert len(sentence) < 150


def test_a_statement_that_moved_to_another_panel_is_told_where_it_stands() -> None:
    old = Canvas("A").with_items({"vision": (item_of(kind="goal", status="agreed"),)})
    new = Canvas("A").with_items({"roles": (item_of(kind="resource", status="agreed"),)})
    assert minutes(old, new) == [
        "Roles: ‘X’ moved here from Vision and is now listed as ‘resource’ (was ‘goal’)."
    ]


def test_a_statement_that_moved_in_its_panel_is_told_with_the_one_above_it() -> None:
    one, two, three = (Item(name, name.upper()) for name in ("a", "b", "c"))
    old = Canvas("A").with_items({"vision": (one, two, three)})
    last, first = (old.with_items({"vision": items}) for items in ((two, three, one), (three, one, two)))
    assert minutes(old, last) == ["Vision: ‘A’ now stands after ‘C’."]
    assert minutes(old, first) == ["Vision: ‘C’ now stands first."]
    unplaced = changes.sentences(compare(old, first))
    assert [told.sentence for told in unplaced] == ["Vision: ‘C’ was moved within the panel."]


def test_what_two_versions_say_differently_is_told_until_it_is_settled() -> None:
    open_ = item_of(theirs=[{"text": "Y", "due": DAY}, {"panel": "roles", "deleted": True, "owner": ""}])
    half = item_of(theirs=[{"due": DAY}])
    assert told("vision", item_of(), open_) == (
        "Vision: ‘X’ is not resolved: the other version reads ‘Y’, says 1 September 2027 under “Due”, "
        "has it in Roles, has it no more and says nothing under “Owner”."
    )
    assert told("vision", open_, half) == (
        "Vision: ‘X’ was resolved in part: the other version still says 1 September 2027 under “Due”."
    )
    assert told("vision", half, item_of()) == "Vision: ‘X’ was resolved."
    assert told("vision", item_of(), item_of(theirs=[{"deleted": False}])) == (
        "Vision: ‘X’ is not resolved: the other version has it still."
    )
    assert told("vision", item_of(), item_of(theirs=3)) == "Vision: ‘X’ now says 3 under “theirs”."
    assert told("vision", half, item_of(theirs=3)) != "Vision: ‘X’ was resolved."


@pytest.mark.parametrize("key", ["note", "owner", "more"])
def test_what_differs_in_white_space_alone_is_told_as_that(key: str) -> None:
    assert changed("vision", {key: "a b"}, {key: "a\n b "}).endswith(" with other white space.")
    assert told("vision", item_of("a b"), item_of("a\nb")) == (
        "Vision: ‘a b’ now says the same under “Text” with other white space."
    )
    people = ({"people": ("Ana",)}, {"people": ("Ana ",)})
    assert changed("relationships", *people).endswith(" with other white space.")


def test_a_name_that_could_be_misread_stands_in_quotation_marks() -> None:
    forged = "Bo). Vision: all of it (was"
    assert f"by ‘{forged}’." in changed("roles", {}, {"owner": forged})
    assert "by ‘Dr. Bo. The end’." in changed("roles", {}, {"owner": "Dr. Bo. The end"})
    assert "by O'Hara & Sons." in changed("roles", {}, {"owner": "O'Hara & Sons"})


@given(data=st.data())
@quick
def test_two_long_texts_are_shortened_around_what_differs(data: st.DataObject) -> None:
    words = st.lists(st.text("abc-,", min_size=1, max_size=300), min_size=1, max_size=60)
    head, tail, one, two = (" ".join(data.draw(words)) for _ in range(4))
    before, after = (f"{head} {middle} {tail}" for middle in (f"x{one}", f"y{two}"))
    told = quote_both(before, after)
    assert told[0] != told[1]
    assert max(map(len, told)) <= IN_FULL + 4


def test_what_long_texts_have_in_common_is_left_out() -> None:
    lead, end = "lead " * 60, " end" * 60
    told = quote_both(f"{lead}old{end}", f"{lead}brand new{end}")
    assert [text.strip("‘…’").split() for text in told] == [
        [*["lead"] * 5, "old", *["end"] * 7],
        [*["lead"] * 5, "brand", "new", *["end"] * 7],
    ]


def test_two_long_texts_without_a_space_are_told_apart() -> None:
    one, other = quote_both("漢" * 300 + "a" * 300, "漢" * 300 + "b" * 300)
    assert one[:3] == other[:3] == "‘…漢"
    assert "a" in one
    assert "b" in other
