"""The Markdown renderer: independent parsers read back exactly the document that was rendered."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from canvas.exports import markdown
from canvas.exports.document import (
    Bullet,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Row,
    Table,
    TextDocument,
    emphasis,
    plain,
    strong,
)
from canvas.exports.request import ExportRequest
from canvas.exports.summary import summary
from canvas.model.canvas import Canvas, Item
from tests.exports.judge import PARSERS, blocks_of, links_of, meant_by
from tests.exports.strategies import texts

SOME = texts.filter(lambda text: text.strip("\n") != "")


@example(text="<@0><")
@example(text="&#5_")
@example(text="a *\nb")
@example(text="a@b.comhttp://http://")
@example(text="a@b.com2)http://")
@given(text=SOME)
@settings(max_examples=400, deadline=None)
def test_any_text_reads_back_as_itself_wherever_it_stands(text: str) -> None:
    document = TextDocument(
        "",
        (
            Heading(2, plain(text)),
            Paragraph(plain(text)),
            Bullets((Bullet(plain(text), (Bullet(plain(text)), Bullet(strong(text)))), Bullet(strong(text)))),
            Paragraph((*strong(text), *plain(" " + text + " "), *emphasis("(so)"))),
            Table(
                ("A", "B"),
                (Row((plain(text), plain(text))), Row(((*plain(text + " "), *emphasis("(so)")), ()))),
            ),
            Paragraph((*strong("Lead:"), *plain(" "), *plain(text))),
            Paragraph(
                (
                    *plain(text),
                    *plain("; "),
                    *plain(text),
                    *plain(";"),
                    *plain(text),
                    *plain(" "),
                    *strong(text),
                )
            ),
        ),
    )
    source, meant = markdown.render(document), meant_by(document)
    for parser in PARSERS:
        assert blocks_of(parser, source) == meant


@given(said=st.lists(SOME, min_size=1, max_size=5))
@settings(deadline=None)
def test_without_tables_commonmark_still_finds_no_element_but_links(said: list[str]) -> None:
    table = Table(("A",), tuple(Row((plain(text),)) for text in said))
    tokens = MarkdownIt("commonmark").parse(markdown.render(TextDocument("", (table,))))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    found = {child.type for child in tokens[1].children or ()}
    assert found <= {"text", "softbreak", "link_open", "link_close"}


@given(text=SOME)
def test_lines_end_in_lf_and_two_spaces_before_it_break_a_line(text: str) -> None:
    source = markdown.render(
        TextDocument("", (Paragraph(plain(text)), Bullets((Bullet(plain(text), (Bullet(plain(text)),)),))))
    )
    assert source.endswith("\n")
    assert not source.endswith("\n\n")
    assert all(line in (line.rstrip(), f"{line.rstrip()}  ") for line in source.split("\n"))
    assert source.encode()


@pytest.mark.parametrize(
    "text",
    [
        "Homes lifted to 3.5 points, e.g. with lime (and wood fibre); 7.45 sharp!",
        "C# and R&D, at 50% off: “why not?” – asked O'Neill, 12:30",
        "Mondays/Tuesdays = two days > one",
        "user_id, #1 priority, AT&T, 5 * 3, ~5 people, x < y, 3.5 M€ (US$5), a | b [see page 2]",
    ],
)
def test_ordinary_writing_stays_as_it_is_in_the_raw_file(text: str) -> None:
    assert markdown.render(TextDocument("", (Paragraph(plain(text)),))) == text + "\n"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("- a", r"\- a"),
        ("-5 degrees", "-5 degrees"),
        ("1. a\n2) b", "1\\. a  \n2\\) b"),
        ("3.5 M€", "3.5 M€"),
        ("# a #", r"\# a #"),
        ("see example.org and file_name_2.md", "see example.org and file_name_2.md"),
        ("see x.org/%41", r"see x\.org/%41"),
        ("at https://a.b/c_d.", "at <https://a.b/c_d>."),
        ("https://a.b/%41", "[https://a.b/%41](<https://a.b/%41>)"),
        ("anna@x.org", "<anna@x.org>"),
        ("me@home", "me@home"),
        ("a [b](c) $d$, $5", r"a [b\](c) &#36;d&#36;, $5"),
        ("[x] [y]: z", r"\[x] [y]: z"),
        ("a\n==\n--", "a  \n&#61;=  \n\\--"),
        ("a | b\n:--", "a | b  \n&#58;--"),
        ("&amp; & &", "&amp;amp; & &"),
        ("<b> x < y, <5% or <= 2", "&lt;b> x < y, <5% or <= 2"),
        ("<;<@0>", "&lt;;&lt;@0>"),
        ("~~a~~ ~5", "&#126;&#126;a&#126;&#126; ~5"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        (r"C:\Users \*", r"C:\Users \\\*"),
        (" a\u3000", "&#32;a&#12288;"),
        ("\na\n\nb\n", "a  \n&#32;  \nb"),
        ("a\tb\x1bb", "a&#9;b␛b"),
    ],
)
def test_what_would_be_markup_is_escaped_and_no_more(text: str, source: str) -> None:
    assert markdown.render(TextDocument("", (Paragraph(plain(text)),))) == source + "\n"


@pytest.mark.parametrize("said", [plain, strong])
@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://x.org/a_b*c?d=e&f#g", "https://x.org/a_b*c?d=e&f#g"),
        ("https://x.org/?a&copy;b", "https://x.org/?a&copy;b"),
        ("https://xn--p1ai.org/%C3%A9(%20)", "https://xn--p1ai.org/%C3%A9(%20)"),
        ("anna_b+c@x.org", "mailto:anna_b+c@x.org"),
    ],
)
def test_an_address_is_a_link_that_shows_it(address: str, href: str, said: Callable[[str], Inline]) -> None:
    content = said(f"see\n{address}, at *once*")
    source = markdown.render(TextDocument("", (Paragraph(content), Bullets((Bullet(content),)))))
    for parser in PARSERS:
        assert links_of(parser, source) == [(href, address)] * 2


def test_a_further_line_of_a_list_entry_stays_in_its_entry() -> None:
    bullets = Bullets((Bullet(plain("a\nb"), (Bullet(plain("c\nd")),)),))
    assert markdown.render(TextDocument("", (bullets,))) == "- a  \n    b\n    - c  \n        d\n"


GOLDEN = """\
# Warm Rooms

Draft of 3 March 2027 (ec5fa5d), for partners.

**Draft.** 4 of 6 statements are agreed. The other 2 are marked *proposed* or *disputed*.

## At a glance

- **Partners:** North Library and The Oven
- **Stage:** forming (agreeing how)
- **Statements:** 4 agreed, 1 disputed, 1 proposed
- **Next review:** 1 March 2027 (overdue)

## Still open

| Disputed | Owner |
| --- | --- |
| Risk: A boiler fails | Ada |

1 other statement is proposed; it is marked below.

## Next steps

| What | Who | By when |
| --- | --- | --- |
| Outcome: Six rooms *(proposed)* | The Oven | 2 March 2027 (overdue) |

## Who benefits, and what changes for them

- **For:** People who cannot heat their homes

## What we aim to change

| Outcome | What we count | Today | By when | Owner |
| --- | --- | --- | --- | --- |
| Six rooms *(proposed)* | rooms open &#124; warm | 2 | 2 March 2027 (overdue) | The Oven |

## Who we are

| Partner | People | Gives |
| --- | --- | --- |
| North Library | Ada and Bo | Rooms, light |
| The Oven | | |

## Who does what

| What | Who is responsible |
| --- | --- |
| Open at 8.30 | not assigned |

## How we handle decisions, disputes, money, data and risk

- **Risk:** A boiler fails *(disputed)*
    - What we do about it: Lend heaters
    - Owner: Ada

## Who looks after what

- **Ada:**
    - Risk: A boiler fails *(disputed)*

canvas: draft ec5fa5d062a9 for partners
"""


def test_a_small_canvas_gives_exactly_these_bytes() -> None:
    agreed = {"status": "agreed"}
    partner = {"kind": "partner", **agreed}
    canvas = Canvas("Warm Rooms", "forming", date(2027, 3, 1)).with_items(
        {
            "beneficiaries": (Item("a", "People who cannot heat their homes", {"kind": "group", **agreed}),),
            "vision": (
                Item(
                    "b",
                    "Six rooms",
                    {
                        "kind": "outcome",
                        "measure": "rooms open | warm",
                        "baseline": "2",
                        "owner": "The Oven",
                        "due": date(2027, 3, 2),
                    },
                ),
            ),
            "relationships": (
                Item("c", "North Library", {**partner, "people": ("Ada", "Bo"), "gives": "Rooms,\nlight"}),
                Item("d", "The Oven", partner),
                Item("e", "A neighbour who complains", {"kind": "stakeholder", "visibility": "internal"}),
            ),
            "roles": (Item("f", "Open at 8.30", {"kind": "responsibility", **agreed}),),
            "governance": (
                Item(
                    "g",
                    "A boiler fails",
                    {"kind": "risk", "response": "Lend heaters", "owner": "Ada", "status": "disputed"},
                ),
            ),
        }
    )
    assert markdown.render(summary(ExportRequest(canvas, "partners", date(2027, 3, 3)))) == GOLDEN


def test_each_parser_knows_tables() -> None:
    for parser in PARSERS:
        assert blocks_of(parser, "| a |\n| --- |\n")[0] == ("table_open", "table")
