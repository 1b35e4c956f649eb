"""The line that names the exported version, and the addresses in a text that become links."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.exports.document import plain, text_of
from canvas.exports.link_text import split_links
from canvas.exports.origin import Origin, digest, is_digest, origin_of, parse
from canvas.exports.version_found import Committed
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.sanitize import printable
from canvas.model.schema import AUDIENCES
from canvas.model.types import Audience
from tests.exports.strategies import texts

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda name: name[-1] not in "*_<>"
)


@given(
    st.from_regex("[0-9a-f]{7,40}", fullmatch=True),
    st.booleans(),
    st.sampled_from(AUDIENCES),
    st.none() | NAMES,
    st.sampled_from([" ", "\n", "\u00a0", "  \r\n> "]),
)
def test_the_line_is_read_back_however_it_was_wrapped(
    name: str, is_draft: bool, audience: Audience, partner: str | None, gap: str
) -> None:
    origin = Origin(name, is_draft, audience, partner)
    wrapped = origin.line if gap.endswith("> ") else origin.line.replace(" for ", f"{gap}for{gap}", 1)
    assert parse(f"canvas: draft 0000000 for public\n\n*{wrapped}*\n") == origin


def test_a_text_without_the_line_has_no_origin() -> None:
    assert parse("canvas: nothing for partners") is None


def test_the_name_of_a_draft_changes_with_what_its_reader_sees_and_with_nothing_else() -> None:
    canvas = Canvas("A").with_items({"vision": (Item("a", "One"),)})
    other = Canvas("A").with_items({"vision": (Item("a", "Two"),)})
    one, two = (origin_of(each, "partners", None) for each in (canvas, other))
    assert one.is_draft
    assert one.name != two.name
    assert one == origin_of(Canvas("A").with_items({"vision": (Item("a", "One", {}),)}), "partners", None)
    committed = Committed("48f1418abc", date(2026, 11, 29))
    assert origin_of(canvas, "public", committed) == Origin("48f1418abc", False, "public")


DRAFT = Canvas("Beds for all", "forming", date(2027, 3, 1)).with_items(
    {
        "vision": (Item("a1", "One – two", {"due": date(2027, 9, 1), "kind": "goal"}),),
        "relationships": (Item(f"{UNWRITTEN}1", "Kitchen", {"kind": "partner", "people": ("Ana", "Bo")}),),
    }
)


def test_the_name_of_a_draft_is_the_same_whatever_program_gave_it() -> None:
    assert digest(DRAFT, "partners") == "8ec6f4051ff0"
    assert is_digest("8ec6f4051ff0", DRAFT, "partners")
    assert is_digest("eb8e208bfa18", DRAFT, "partners")  # as programs of 2026 gave it
    assert not is_digest("eb8e208bfa18", DRAFT.replacing(title="Beds"), "partners")


def test_the_name_of_a_draft_follows_neither_the_order_nor_the_make_of_values() -> None:
    kitchen = Item(f"{UNWRITTEN}7", "Kitchen", {"people": ["Ana", "Bo"], "kind": "partner"})
    assert digest(DRAFT.with_items({"relationships": (kitchen,)}), "partners") == digest(DRAFT, "partners")
    one, other = ({"crew": crew} for crew in (["Ana", "Bo"], ["Bo", "Ana"]))
    assert digest(Canvas("A", values=one), "internal") != digest(Canvas("A", values=other), "internal")
    assert digest(Canvas("A", values={"x": ()}), "internal") != digest(
        Canvas("A", values={"x": {}}), "internal"
    )


def test_what_an_audience_may_not_read_has_no_part_in_the_name_of_a_draft() -> None:
    chest = {"lid": {"visibility": "internal", "a": 1}, "all": [{"visibility": "internal"}, {"b": 2}]}
    emptied = {"all": [{"b": 2}]}
    full, bare = (
        Canvas("A").with_items({"vision": (Item("a", "B", values),)}) for values in (chest, emptied)
    )
    assert digest(full, "partners") == digest(bare, "partners")
    assert digest(full, "internal") != digest(bare, "internal")
    unknown = Canvas("A", values={"crew": 1})
    assert digest(unknown, "public") == digest(Canvas("A"), "public")
    assert digest(unknown, "partners") != digest(Canvas("A"), "partners")


@given(texts)
def test_links_leave_the_text_as_it_is(text: str) -> None:
    assert text_of(plain(text)) == printable(text)
    assert all(not href or href.removeprefix("mailto:") == part for part, href in split_links(text))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://x.org/a_b?c=d&e#f, please.", ["https://x.org/a_b?c=d&e#f"]),
        ("(http://x.org/a_(b)) or anna.b@x.org.", ["http://x.org/a_(b)", "anna.b@x.org"]),
        ("https://x.org", ["https://x.org"]),
        ("https://x.org/ä, https://user@x.org and javascript://x.org/%0a", []),
        ("ahttps://x.org a@b@c.org me@home @ann https://x.org\\a", []),
        ("https://xn--p1ai.org:8080/x", ["https://xn--p1ai.org:8080/x"]),
    ],
)
def test_plain_addresses_become_links(text: str, links: list[str]) -> None:
    assert [part for part, href in split_links(text) if href] == links
