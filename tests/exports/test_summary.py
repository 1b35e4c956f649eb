"""The summary shows each audience every item that it may read, and nothing else."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.exports import render_text
from canvas.exports.document import Heading, Table
from canvas.exports.document import text_of as text_of_inline
from canvas.exports.origin import parse
from canvas.exports.request import ExportRequest
from canvas.exports.summary import summary
from canvas.exports.summary_layout import SECTIONS, part_of
from canvas.exports.version_found import Committed
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import printable
from canvas.model.schema import AUDIENCES, PANELS
from canvas.model.types import Audience
from tests.exports.example import BEFORE, COMMITTED, TODAY, canvas_of, lines
from tests.exports.judge import PARSERS, blocks_of, meant_by, text_of
from tests.exports.strategies import canvases

audiences = st.sampled_from(AUDIENCES)


def carried(canvas: Canvas, audience: Audience) -> Canvas:
    """The items that an audience may read, found independently; an invalid visibility withholds an item."""
    order = {"internal": 0, "partners": 1, "public": 2}
    return canvas.with_items(
        {
            panel: tuple(
                item
                for item in items
                if order.get(str(item.values.get("visibility", "partners")), 0) >= order[audience]
            )
            for panel, items in canvas.panels.items()
        }
    )


@given(canvas=canvases(), audience=audiences)
@settings(deadline=None, max_examples=40)
def test_its_markdown_reads_back_as_the_summary_with_every_statement_for_its_readers(
    canvas: Canvas, audience: Audience
) -> None:
    meant = meant_by(summary(ExportRequest(canvas, audience, TODAY)))
    source = render_text("md", canvas, audience=audience, today=TODAY)
    for parser in PARSERS:
        assert blocks_of(parser, source) == meant
    told = [" ".join(text_of(words).split()) for kind, words in meant if kind == "inline"]
    for _, item in carried(canvas, audience):
        said = " ".join(printable(item.text).split())
        assert not item.text.strip() or any(said in text for text in told)


@given(canvas=canvases(), audience=audiences)
@settings(deadline=None, max_examples=60)
def test_what_is_held_back_leaves_no_trace(canvas: Canvas, audience: Audience) -> None:
    readable = carried(canvas, audience)
    for to in ("md", "json", "txt", "csv"):
        whole = render_text(to, canvas, audience=audience, today=TODAY)
        assert whole == render_text(to, readable, audience=audience, today=TODAY)


@given(canvas=canvases(), audience=audiences)
@settings(deadline=None, max_examples=40)
def test_its_structure_does_not_depend_on_what_was_said(canvas: Canvas, audience: Audience) -> None:
    dull = canvas.replacing(
        title="A",
        panels={
            panel: tuple(item._replace(text="A") if item.text.strip() else item for item in items)
            for panel, items in canvas.panels.items()
        },
    )
    shapes = [
        [kind for kind, _ in blocks_of(PARSERS[1], render_text("md", each, audience=audience, today=TODAY))]
        for each in (canvas, dull)
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    ("statuses", "opening", "counts"),
    [
        (["proposed", "parked"], "**Draft.** Nothing here is agreed yet.", "0 agreed, 1 proposed, 1 parked"),
        (
            ["agreed", "done", "disputed"],
            "**Draft.** 2 of 3 statements are agreed. The other one is marked *disputed*.",
            "2 agreed (1 of these done), 1 disputed",
        ),
        (
            ["proposed", "agreed", "disputed", "parked"],
            "**Draft.** 1 of 4 statements is agreed. "  # noqa: ISC004 - one line
            "The other 3 are marked *proposed*, *disputed* or *parked*.",
            "1 agreed, 1 disputed, 1 proposed, 1 parked",
        ),
        (["agreed", "done"], "## At a glance", "2 agreed (1 of these done)"),
        (["agreed", "parked"], "## At a glance", "1 agreed, 1 parked"),
    ],
)
def test_it_is_a_draft_while_something_is_proposed_or_disputed(
    statuses: list[str], opening: str, counts: str
) -> None:
    found = lines(canvas_of("vision", *(("X", {"status": status}) for status in statuses)))
    assert found[4] == opening
    assert f"- **Statements:** {counts}" in found


@pytest.mark.parametrize(
    ("committed", "audience", "contact", "line"),
    [
        (COMMITTED, "partners", "", "As of 1 March 2027 (version 48f1418), for partners."),
        (COMMITTED, "public", "Ada", "As of 1 March 2027 (version 48f1418), for the public. Write to Ada."),
        (
            None,
            "internal",
            "",
            "Draft of 3 March 2027 (95263ab), internal: only for those who keep this canvas.",
        ),
    ],
)
def test_the_first_line_says_day_version_audience_and_contact(
    committed: Committed | None, audience: Audience, contact: str, line: str
) -> None:
    canvas = Canvas("Warm Rooms", contact=contact)
    text = render_text("md", canvas, audience=audience, today=TODAY, committed=committed)
    assert text.splitlines()[2] == line
    origin = parse(text)
    assert origin is not None
    assert (origin.is_draft, origin.audience) == (committed is None, audience)


def test_what_is_open_comes_first_with_reason_and_owner_and_is_cut_where_it_is_long() -> None:
    long = "word " * 30
    found = lines(
        canvas_of(
            "vision",
            ("Pause", {"kind": "goal", "status": "parked"}),
            (long, {"kind": "outcome", "status": "disputed", "reason": "Too\nlong", "owner": "Ada"}),
            ("x" * 200, {}),
            ("Fight", {"kind": "scope", "status": "disputed"}),
            ("Peace", {"kind": "scope"}),
        )
    )
    start = found.index("## Still open")
    assert found[start + 2 : start + 8] == [
        "| Disputed | Why | Owner |",
        "| --- | --- | --- |",
        "| Outcome: " + "word " * 19 + "word… | Too long | Ada |",
        "| What we leave out: Fight | | |",
        "",
        "2 other statements are proposed and 1 is parked; they are marked below.",
    ]
    assert start < found.index("## What we want, and why together")
    assert "1 statement is parked; it is marked below." in lines(
        canvas_of("vision", ("A", {"status": "parked"}))
    )


def test_next_steps_come_by_date_with_who_acts_and_a_word_when_they_are_late() -> None:
    canvas = canvas_of(
        "roles",
        ("No day", {"owner": "Ada", "next": "Ring the council", "status": "agreed"}),
        ("Said once", {"owner": "Ada", "next": "said once", "status": "agreed"}),
        ("No act", {"owner": "Ada", "status": "agreed"}),
        ("Put off", {"owner": "Bo", "next": "Wait", "due": TODAY, "status": "parked"}),
        ("By role", {"kind": "responsibility", "accountable": "The Oven", "due": date(2027, 4, 1)}),
        ("By hand", {"responsible": ("Bo", " "), "due": TODAY}),
        ("Orphan", {"due": BEFORE}),
        ("In the lead", {"people": ("Cy",), "partner": "The Oven", "due": date(2027, 5, 1)}),
        ("Over", {"owner": "Ada", "due": BEFORE, "status": "done"}),
    )
    found = lines(canvas)
    start = found.index("## Next steps") + 4
    assert found[start : start + 7] == [
        "| Roles: Orphan *(proposed)* | not assigned | 2 March 2027 (overdue) |",
        "| Roles: By hand *(proposed)* | Bo | 3 March 2027 |",
        "| Work: By role *(proposed)* | The Oven | 1 April 2027 |",
        "| Roles: In the lead *(proposed)* | Cy | 1 May 2027 |",
        "| Ring the council | Ada | no date yet |",
        "| Roles: Said once | Ada | no date yet |",
        "",
    ]
    assert found[-3:] == ["", "- **Ada:**", "    - Roles: No act"]
    assert "    - Next: Ring the council (Ada)" in found
    assert "    - Owner: Ada, by 2 March 2027" in found
    assert "    - Owner: Bo, by 3 March 2027" in found
    assert "    - Next: Wait" in found


KINDLESS = st.lists(
    st.tuples(
        st.sampled_from([panel.key for panel in PANELS]),
        st.sampled_from(["proposed", "agreed", "disputed", "parked", "done"]),
    ),
    min_size=5,
    max_size=60,
)
EMPTY = re.compile(r"\b(?:yet|nobody|nothing|none|no [a-z]+ (?:has|have|is|are))\b", re.IGNORECASE)


@given(said=KINDLESS, audience=audiences)
@settings(deadline=None, max_examples=60)
def test_statements_without_kinds_stand_under_their_panel_and_nothing_contradicts_them(
    said: list[tuple[str, str]], audience: Audience
) -> None:
    canvas = Canvas("Warm Rooms", review=TODAY)
    for number, (panel, status) in enumerate(said):
        item = Item(f"id{number}", f"Word{number}.", {"status": status, "visibility": "public"})
        canvas = canvas.with_items({panel: (*canvas.panels[panel], item)})
    found = lines(canvas, audience)
    for panel, items in canvas.panels.items():
        titles = {section.title for section in SECTIONS if part_of(panel, "") in section.all_parts}
        for item in items:
            at = next(
                at
                for at, line in enumerate(found)
                if re.search(rf"\b{item.text[:-1]}\b", line)
                and not line.startswith(("| ", "- **Disputed:**"))
            )
            heading = next(line for line in reversed(found[:at]) if line.startswith("## "))
            assert heading.removeprefix("## ") in titles
    is_agreed = any(status in ("agreed", "done") for _, status in said)
    claims = [line for line in found if EMPTY.search(line) and not line.startswith("Points not yet")]
    assert claims == ([] if is_agreed or audience == "public" else claims[:1])
    assert all("Nothing here is agreed yet." in claim for claim in claims)
    open_ = sum(status in ("proposed", "disputed") for _, status in said)
    assert any(line.startswith(("**Draft.**", "Points not yet agreed")) for line in found) == bool(open_)
    if audience != "public":
        counted = next(line for line in found if line.startswith("- **Statements:**"))
        assert sum(map(int, re.findall(r"\d+\b(?! of these)", counted))) == len(said)


@given(canvas=canvases(), audience=audiences)
@settings(deadline=None, max_examples=40)
def test_no_heading_stands_without_content_and_nothing_parked_is_a_next_step(
    canvas: Canvas, audience: Audience
) -> None:
    document = summary(ExportRequest(canvas, audience, TODAY))
    for block, after in pairwise(document.blocks[1:]):
        assert not (isinstance(block, Heading) and isinstance(after, Heading))
        if isinstance(block, Heading) and text_of_inline(block.content) == "Next steps":
            assert isinstance(after, Table)
            steps = [canvas.item(row.item or "") for row in after.rows]
            assert all(
                step and (step.is_unresolved or step.status not in ("parked", "done")) for step in steps
            )


def test_the_public_page_holds_no_business_of_the_partners() -> None:
    public = {"visibility": "public", "note": "Not yet!", "owner": "Ada", "due": BEFORE}
    canvas = canvas_of(
        "communications",
        (
            "Come in",
            {"kind": "message", "channel": "radio", "purpose": "trust", **public, "status": "disputed"},
        ),
        ("Secret", {"kind": "message"}),
    )
    assert lines(canvas.replacing(review=BEFORE), "public") == [
        "# Warm Rooms",
        "",
        "As of 1 March 2027 (version 48f1418), for the public.",
        "",
        "Points not yet agreed are marked.",
        "",
        "## At a glance",
        "",
        "- **Stage:** exploring (finding out whether to work together)",
        "",
        "## What we tell others, and who signs it off",
        "",
        "- **Message:** Come in *(still being discussed)*",
    ]


def test_the_public_page_tells_the_next_review_and_what_an_outcome_aims_at() -> None:
    outcome = {
        "kind": "outcome",
        "owner": "Ada",
        "due": BEFORE,
        "visibility": "public",
        "status": "agreed",
        "measure": "rooms",
    }
    canvas = canvas_of("vision", ("Six rooms", outcome)).with_items(
        {
            "roles": (
                Item("r", "Count", {"kind": "monitoring", "visibility": "public", "status": "agreed"}),
            ),
            "relationships": (
                Item("p", "The\nOven", {"kind": "partner", "visibility": "public", "status": "agreed"}),
            ),
        }
    )
    found = lines(canvas.replacing(review=TODAY), "public")
    assert "- **Partners:** The Oven" in found
    assert "| Six rooms | rooms | 2 March 2027 |" in found
    assert found[-3:] == ["- **Progress:** Count", "", "Next review: 3 March 2027."]


def test_the_public_page_of_a_canvas_with_nothing_public_says_no_more_than_an_empty_one() -> None:
    found = lines(canvas_of("vision", ("Secret", {})), "public")
    assert found == lines(Canvas("Warm Rooms"), "public")
    assert found[-1] == "Nothing is marked public yet."


def test_a_name_or_text_that_is_blank_is_replaced_by_words() -> None:
    found = lines(canvas_of("vision", ("  ", {"kind": "goal"})).replacing(title=" ", stage="elsewhere"))
    assert found[0] == "# A partnership without a name"
    assert "- **Stage:** elsewhere" in found
    assert "- **Our goal:** (no words yet) *(proposed)*" in found


def test_what_the_program_does_not_know_is_shown_nowhere() -> None:
    canvas = canvas_of("vision", ("X", {"kind": "goal", "whim": "gold", "practice": "sing", "due": "soon"}))
    source = "\n".join(lines(canvas))
    assert not any(word in source for word in ("gold", "sing", "soon"))


def test_the_same_canvas_gives_the_same_bytes_on_another_day_while_nothing_falls_due() -> None:
    canvas = canvas_of("vision", ("X", {"owner": "Ada", "due": date(2027, 9, 1)}))
    first, later = (
        render_text("md", canvas, today=day, committed=COMMITTED) for day in (TODAY, date(2027, 8, 31))
    )
    assert first == later


WEIGHED = canvas_of(
    "vision",
    ("Six rooms", {"status": "disputed", "reason": "Nobody\thas a key", "temperature": "5 1 on 2027-02-01"}),
    ("Tea for all", {"status": "agreed", "reason": "Once too costly", "visibility": "public"}),
)


def test_what_is_still_open_says_why() -> None:
    told = "\n".join(lines(WEIGHED))
    assert "| Vision: Six rooms | Nobody has a key |" in told
    assert "Once too costly" not in told


@pytest.mark.parametrize("to", ["md", "json", "txt", "csv"])
def test_hands_stay_with_those_who_keep_the_canvas_and_reasons_with_the_partners(to: str) -> None:
    items = tuple(item.with_values({"visibility": "public"}, "vision") for item in WEIGHED.panels["vision"])
    told = [
        render_text(to, WEIGHED.with_items({"vision": items}), audience=who, today=TODAY) for who in AUDIENCES
    ]
    assert ["5 1" in text for text in told] == [to != "md", False, False]
    assert ["has a key" in text.replace("\\t", " ") for text in told] == [True, True, False]
    assert "costly" not in told[-1]
