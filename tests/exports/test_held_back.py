"""What an audience may not read is in no export for it: not in its text, its metadata or its parts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from canvas.exports import EXPORTERS, render_bytes
from canvas.exports.audience_filter import readable_partners
from canvas.exports.extras import render_template
from canvas.exports.request import Earlier
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import TEXT, with_other_values
from canvas.model.schema import AUDIENCES, PANELS, Panel
from canvas.model.types import Audience
from tests.exports.example import TODAY

MARK = "Zq"
"""What every word in the canvas begins with; who may read it follows."""

HANDS, SECRET_HANDS = "5 5 1 3 on 2018-11-23", "4 4 2 on 2018-10-22"
HANDS_SHOWN = ("5 5 1 3", "2018-11-23", "23 November 2018")
TEMPLATE = (
    "{{ title }} {{ panels }} {{ next_steps }}"
    "{% for each in statements %}{{ each.text }} {{ each.reason }} {{ each.two_versions }}{% endfor %}"
)


def _word(reader: str, key: str, secret: str) -> str:
    """A word that says who may read it; those that nobody else may read differ by ``secret``."""
    return f"{MARK}{reader}{key}{secret if reader in ('internal', 'odd') else ''}"


def _values(panel: Panel, reader: str, secret: str) -> dict[str, object]:
    """A value for every field of a panel."""
    is_hidden = reader in ("internal", "odd")
    values: dict[str, object] = {}
    for field in panel.fields:
        word = _word(reader, field.key, secret)
        match field.type:
            case "list":
                values[field.key] = (word,)
            case "date":
                values[field.key] = date(2019 - len(secret), 5, 6) if is_hidden else date(2027, 5, 6)
            case "count":
                values[field.key] = 86700 + len(secret) if is_hidden else 3
            case "hands":
                values[field.key] = HANDS
            case "choice":
                pass
            case _:
                values[field.key] = word
    return values


def _item(panel: Panel, reader: str, secret: str, kind: str, status: str) -> Item:
    values = _values(panel, reader, secret)
    visibility = {"odd": f"{MARK}odd{secret}"}.get(reader, reader)
    values |= {"visibility": visibility, "kind": kind, "status": status}
    values["whim"] = {"visibility": "internal", "words": _word("internal", "whim", secret)}
    return Item(f"{panel.key}{reader}{kind}{status}", _word(reader, kind or TEXT, secret), values)


def _canvas(secret: str = "") -> Canvas:
    """A canvas whose every word says who may read it; two statements are not settled."""
    panels = {
        panel.key: tuple(
            _item(panel, reader, secret, kind, status)
            for reader in (*AUDIENCES, "odd")
            for kind, status in (
                ("", "agreed"),
                *((kind, "disputed") for kind in ("", *(choice.key for choice in panel.kinds))),
            )
        )
        for panel in PANELS
    }
    theirs = [
        ("reason", _word("partners", "reason", secret)),
        ("temperature", SECRET_HANDS if secret else HANDS),
        ("owner", f"{MARK}publicowner"),
    ]
    hidden = [("visibility", "internal"), (TEXT, _word("internal", "theirs", secret))]
    panels["vision"] += (
        Item("unsettled", f"{MARK}publicunsettled", with_other_values({"visibility": "public"}, theirs)),
        Item("hiddenthere", _word("internal", "here", secret), with_other_values({}, hidden)),
    )
    values = {
        "house": f"{MARK}partnershouse",
        "drawer": {"visibility": "internal", "words": _word("internal", "drawer", secret)},
        "budget": [{"visibility": "internal", "words": [_word("internal", "budget", secret)]}],
    }
    return Canvas(
        f"{MARK}publictitle", "delivering", date(2027, 6, 1), contact=f"{MARK}publiccontact"
    ).replacing(panels={**Canvas("").panels, **panels}, values=values)


CANVAS = _canvas()


def _is_held_back(word: str, audience: Audience) -> bool:
    """Whether an audience may not read a word of the canvas."""
    hidden = ("internal", "odd") if audience == "partners" else ("internal", "odd", "partners")
    return word.startswith(hidden) or (audience == "public" and word.startswith("publicreason"))


def _everything_in(to: str, content: bytes) -> str:
    """All that a file holds, as text: what is compressed, its metadata, and the names of its parts."""
    found = [content.decode("utf-8", "replace")]
    if to == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert not parts.comment
            for part in parts.infolist():
                found += [part.filename, part.comment.decode(), parts.read(part).decode("utf-8", "replace")]
    elif to == "pdf":
        pdf = PdfReader(io.BytesIO(content))
        found += [page.extract_text() for page in pdf.pages] + [str(pdf.metadata), str(pdf.outline)]
        for number in range(1, int(str(pdf.trailer["/Size"]))):
            value = pdf.get_object(number)
            found.append(str(value))
            if isinstance(value, StreamObject):
                found.append(value.get_data().decode("latin-1"))
    elif to == "png":
        kinds, at = set(), 8
        while at < len(content):
            length, kind = struct.unpack(">I4s", content[at : at + 8])
            kinds.add(kind)
            at += length + 12
        assert kinds <= {b"IHDR", b"IDAT", b"IEND"}, "a picture can hold text: read it too"
    whole = "\n".join(found)
    return whole + "\n" + re.sub(r"<[^>]*>", "", whole)


def _words_in(said: str) -> set[str]:
    """The words of the canvas in what a file holds, wherever a line or a run breaks them."""
    joined = re.sub(r"[\s\u00ad\u2010-]+", "", said)
    return set(re.findall(rf"{MARK}((?:internal|odd|partners|public)[a-z]*)", joined))


def _requests(to: str, audience: Audience) -> list[str | None]:
    sheets = readable_partners(CANVAS, audience) if EXPORTERS[to].for_partner else ()
    return [None, *sheets]


CASES = [(to, audience) for to in EXPORTERS for audience in AUDIENCES[1:]]


@pytest.mark.parametrize(("to", "audience"), CASES)
def test_no_word_that_an_audience_may_not_read_is_in_a_file_for_it_or_changes_a_byte(
    to: str, audience: Audience
) -> None:
    others = _canvas("whatever")
    for number, partner in enumerate(_requests(to, audience)):
        content = render_bytes(to, CANVAS, audience=audience, partner=partner, today=TODAY)
        said = _everything_in(to, content)
        found = _words_in(said)
        assert found or to == "png"
        assert not [word for word in found if _is_held_back(word, audience)]
        assert not [hands for hands in HANDS_SHOWN if hands in said]
        if number < 2:
            assert content == render_bytes(to, others, audience=audience, partner=partner, today=TODAY)


@pytest.mark.parametrize("audience", AUDIENCES[1:])
def test_a_template_cannot_name_what_an_audience_may_not_read(audience: Audience) -> None:
    filled = render_template("page.md", TEMPLATE, CANVAS, audience=audience, today=TODAY)
    found = _words_in(_everything_in("md", filled))
    assert found
    assert not [word for word in found if _is_held_back(word, audience)]


def test_the_words_are_found_where_they_may_be_read() -> None:
    few = CANVAS.replacing(panels={**CANVAS.panels, **dict.fromkeys(("roles", "resources", "vision"), ())})
    for to in ("md", "docx", "pdf", "json"):
        found = _words_in(_everything_in(to, render_bytes(to, few, audience="internal", today=TODAY)))
        assert {"internaltext", "oddtext", "partnersreason", "publicreason"} <= found


@pytest.mark.parametrize("audience", AUDIENCES[1:])
def test_what_changed_tells_no_word_that_an_audience_may_not_read(audience: Audience) -> None:
    bare = CANVAS.replacing(
        panels={
            panel: tuple(
                item
                if item.is_unresolved
                else item._replace(values={"visibility": item.values["visibility"]})
                for item in items
            )
            for panel, items in CANVAS.panels.items()
        },
        values={},
    )
    for old, new in ((bare, CANVAS), (CANVAS, bare)):
        content = render_bytes("md", new, audience=audience, today=TODAY, since=Earlier(old))
        found = _words_in(_everything_in("md", content))
        assert f"{audience}measure" in found
        assert not [word for word in found if _is_held_back(word, audience)]
        assert not [hands for hands in HANDS_SHOWN if hands in content.decode()]
