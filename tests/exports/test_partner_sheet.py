"""The page of a partner holds what it promised, found by name, and no other partner's promises."""

from datetime import date

import pytest
from hypothesis import given, settings

from canvas.exports import ExportError, render_text
from canvas.exports.audience_filter import readable_partners
from canvas.exports.partner_sheet import partner_sheet
from canvas.exports.request import ExportRequest
from canvas.model.canvas import Canvas, Item
from canvas.model.text_folding import folded_name
from canvas.model.types import Audience
from tests.exports.example import COMMITTED
from tests.exports.judge import PARSERS, blocks_of, meant_by
from tests.exports.strategies import canvases, texts

TODAY = date(2027, 3, 3)
AGREED = {"status": "agreed"}
CANVAS = Canvas("Warm Rooms", "delivering", date(2027, 6, 1)).with_items(
    {
        "vision": (
            Item(
                "v1",
                "Six rooms",
                {"kind": "outcome", "owner": "the  oven", "due": date(2027, 5, 1), **AGREED},
            ),
            Item("v2", "Quiet", {"kind": "outcome", "owner": "North Library", **AGREED}),
        ),
        "relationships": (
            Item(
                "r1", "The Oven", {"kind": "partner", "people": ("Ada Ek", "Bo"), "gives": "Bread", **AGREED}
            ),
            Item("r2", "North Library", {"kind": "partner", "people": ("Cy",), **AGREED}),
            Item("r3", "Shadow Fund", {"kind": "partner", "visibility": "internal"}),
            Item("r4", "The Oven", {"kind": "stakeholder", **AGREED}),
        ),
        "roles": (
            Item(
                "o1",
                "Bake",
                {
                    "kind": "responsibility",
                    "accountable": "The Oven",
                    "responsible": ("Bo", "Cy"),
                    "measure": "loaves",
                    "due": date(2027, 3, 2),
                },
            ),
            Item("o2", "Open", {"accountable": "North Library", "consulted": ("Ada Ek",), **AGREED}),
            Item("o3", "Sweep", {"accountable": "North Library", "informed": ("THE OVEN",), **AGREED}),
            Item("o4", "Read", {"accountable": "North Library", **AGREED}),
            Item("o5", "Try out", {"accountable": "The Oven", "status": "done"}),
        ),
        "governance": (
            Item(
                "g1",
                "Charter",
                {"kind": "agreement", "state": "signed", "signatories": ("The Oven",), **AGREED},
            ),
            Item("g2", "Lease", {"kind": "agreement", "state": "signed", "signatories": ("Cy",), **AGREED}),
        ),
        "leadership": (
            Item("l1", "Speaks for all", {"kind": "sponsor", "people": ("Ada Ek",), **AGREED}),
            Item("l2", "Fears noise", {"partner": "The Oven", "response": "Rugs", **AGREED}),
            Item("l3", "Chairs", {"kind": "chair", "people": ("Cy",), **AGREED}),
        ),
        "communications": (Item("c1", "Come in", {"owner": "Cy and Bo", **AGREED}),),
    }
)
EXPECTED = """\
# The Oven

As of 1 March 2027 (version 48f1418), for The Oven. Write to Ada.

Points not yet agreed are marked.

- **Partnership:** Warm Rooms
- **Stage:** delivering (doing it)
- **Next review:** 1 June 2027

## Next steps

| What | Who | By when |
| --- | --- | --- |
| Work: Bake *(proposed)* | The Oven | 2 March 2027 (overdue) |
| Outcome: Six rooms | the  oven | 1 May 2027 |

## Your part

| What | Your part | What shows it | By when |
| --- | --- | --- | --- |
| Bake *(proposed)* | you lead; you do it (Bo) | loaves | 2 March 2027 (overdue) |

- **Sponsor:** Speaks for all (Ada Ek)
- Fears noise (The Oven)
    - Our answer: Rugs

## What you look after

- Communications: Come in (Cy and Bo)

## What you give and get

- **The Oven** (Ada Ek and Bo)
    - Gives: Bread

## What you have signed

- **Agreement:** Charter
    - Signed by The Oven

## You are consulted or told

| What | Your part | Who leads |
| --- | --- | --- |
| Open | you are consulted (Ada Ek) | North Library |
| Sweep | you are told | North Library |

## What you have done

- Try out *(done)*

canvas: version 48f1418abc for partners, sheet of The Oven
"""


@pytest.mark.parametrize("name", ["The Oven", "the oven", " THE  OVEN "])
def test_a_partners_page_holds_what_it_or_its_people_promised(name: str) -> None:
    canvas = CANVAS.replacing(contact="Ada")
    assert render_text("md", canvas, partner=name, today=TODAY, committed=COMMITTED) == EXPECTED


def test_parts_without_content_are_left_out_of_the_page() -> None:
    canvas = Canvas("").with_items({"relationships": (Item("r", "Solo", {"kind": "partner", **AGREED}),)})
    source = render_text("md", canvas, partner="Solo", today=TODAY, committed=COMMITTED)
    assert source.splitlines()[4:-2] == [
        "- **Partnership:** A partnership without a name",
        "- **Stage:** exploring (finding out whether to work together)",
        "",
        "## What you give and get",
        "",
        "- **Solo**",
    ]


def test_what_a_partner_is_only_told_is_no_part_of_its_own() -> None:
    source = render_text("md", CANVAS, partner="The Oven", today=TODAY)
    own, _, heard = source.partition("## You are consulted or told")
    assert "Sweep" not in own
    assert "Sweep" in heard


def test_a_page_for_the_public_has_no_next_steps() -> None:
    values = {"kind": "partner", "visibility": "public", "owner": "Solo", **AGREED}
    canvas = Canvas("A").with_items({"relationships": (Item("r", "Solo", values),)})
    source = render_text("md", canvas, partner="Solo", audience="public", today=TODAY)
    assert source.startswith("# Solo\n")
    assert "Next" not in source


@pytest.mark.parametrize(
    ("audience", "there_are"),
    [("partners", "The Oven and North Library"), ("internal", "The Oven, North Library and Shadow Fund")],
)
def test_an_unknown_name_is_answered_with_the_partners_its_reader_may_know(
    audience: Audience, there_are: str
) -> None:
    with pytest.raises(ExportError) as caught:
        render_text("md", CANVAS, partner="Nobody\x1b", audience=audience, today=TODAY)
    assert str(caught.value) == f"There is no partner called ‘Nobody␛’ here; the partners are {there_are}."


@pytest.mark.parametrize("name", ["", " "])
def test_a_name_that_is_blank_is_answered_with_the_partners(name: str) -> None:
    with pytest.raises(ExportError, match=r"the partners are The Oven and North Library\.$"):
        render_text("md", CANVAS, partner=name, today=TODAY)


@pytest.mark.parametrize(
    ("partner", "audience", "sentence"),
    [
        (
            "shadow fund",
            "partners",
            "‘shadow fund’ is a partner here, but not marked for partners; "  # noqa: ISC004 - one sentence
            "the partners that are: The Oven and North Library.",
        ),
        ("The Oven", "public", "‘The Oven’ is a partner here, but not marked public; no partner is."),
    ],
)
def test_a_partner_whom_the_audience_may_not_read_is_said_to_be_so(
    partner: str, audience: Audience, sentence: str
) -> None:
    with pytest.raises(ExportError) as caught:
        render_text("md", CANVAS, partner=partner, audience=audience, today=TODAY)
    assert (caught.value.code, str(caught.value)) == ("partner_hidden", sentence)


def test_an_unknown_name_is_not_answered_with_partners_that_are_held_back() -> None:
    with pytest.raises(ExportError, match=r"called ‘B’ here; no partner is marked public\.$"):
        render_text("md", CANVAS, partner="B", audience="public", today=TODAY)


def test_a_name_with_nothing_to_see_is_no_partners() -> None:
    unseen = Item("aaaaa", "\u200d\xa0", {"kind": "partner"})
    canvas = Canvas("A").with_items({"relationships": (unseen,)})
    with pytest.raises(ExportError, match="no partners have been named yet"):
        render_text("md", canvas, partner="B", today=TODAY)
    canvas = Canvas("A").with_items({"relationships": (unseen, Item("bbbbb", "River", unseen.values))})
    with pytest.raises(ExportError, match=r"here; the partners are River\.$"):
        render_text("md", canvas, partner="B", today=TODAY)


def test_where_nobody_is_named_the_answer_says_so() -> None:
    with pytest.raises(ExportError, match="no partners have been named yet"):
        render_text("md", Canvas("A"), partner="B", today=TODAY)


@given(canvas=canvases(), partner=texts.filter(folded_name))
@settings(deadline=None, max_examples=40)
def test_the_page_of_every_partner_reads_back_as_it_was_meant(canvas: Canvas, partner: str) -> None:
    item = Item("prtnr", partner, {"kind": "partner"})
    canvas = canvas.with_items({"relationships": (*canvas.panels["relationships"], item)})
    names = readable_partners(canvas, "internal")
    assert names
    for name in names:
        document = partner_sheet(ExportRequest(canvas, "internal", TODAY, name))
        source = render_text("md", canvas, partner=name, audience="internal", today=TODAY)
        assert blocks_of(PARSERS[1], source) == meant_by(document)
