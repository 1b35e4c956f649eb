"""Canvases of every sort, for hypothesis to draw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.schema import PANELS, STAGE, Field, Panel
from canvas.model.show_of_hands import MAX_FINGERS, ShowOfHands

quick = settings(max_examples=60, deadline=None)

HOSTILE = (
    "\x00", "\x07", "\x1b]52;c;aGk=\x07", "\x7f", "\x9b31m", "\u202e", "\u2028", "\u2029", "\x85", "\ufeff",
    "\U000e0041", "\r", "\r\n", "\n", "\t", '"', '"""', '""""', "'", "'''", "\\", "\\u0041", "[", "]]",
    "[[vision]]", "\n[[vision]]\n", "{", "}", "#", "# no comment", "\n# no comment\n",
    "=", "a = 1", ",", "[/b]", "[red]",
    "[@click=app.quit]", "$x", "…", "é", "e\u0301", "漢字", "שלום", "👩‍👩‍👧", " ", "  ", "Ana", "breakfast",
)  # fmt: skip
"""Pieces of text that break a careless reader, writer or terminal."""

HALVES = ("\ud800", "\udfff", "\ud83d\ude00")
"""Halves of surrogate pairs, which no file can hold."""

WRONG: tuple[tuple[str, Any], ...] = (
    ("status", "maybe"),
    ("status", 3),
    ("due", "soon"),
    ("due", datetime(2027, 9, 1, 7, 0, tzinfo=UTC)),
    ("votes", -3),
    ("votes", True),
    ("votes", 1.5),
    ("visibility", ""),
    ("owner", ["Ana"]),
    ("note", False),
    ("temperature", [5, 4]),
    ("temperature", "warm"),
    ("link", {"to": "x"}),
)
"""Values that do not fit their field: they are kept as they stand."""

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
_ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
CLUSTERS = (
    *("a", "é", "e\u0301", "…", "–", " ", "-", "日", "本", "ｶ\uff9e", "각", "\u1100\u1161\u11a8"),
    *("👍🏽", "🏳️\u200d⚧️", "⚠️", "⚠", "1️⃣", "❤️", "🇩🇪", FAMILY, _ENGLAND),
    *("กำ", "เ", "นื้", "า", "क्षि", "নি", "மி", "ש\u05b8", "ا\u064b"),
)
"""One character each, as a reader sees it."""

texts = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(HOSTILE), max_size=5).map("".join))
"""Any text that a file can hold."""

typed = st.one_of(texts, st.lists(st.sampled_from((*HOSTILE, *HALVES)), max_size=6).map("".join))
"""Any text that may be typed or pasted, halves of characters included."""

statements = typed.filter(lambda text: bool(text.strip())).map(lambda text: f"x{text}")
"""Typed text that leaves something once it is cleaned."""

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
temperatures = st.builds(
    lambda hands, asked: ShowOfHands(tuple(sorted(hands, reverse=True)), asked),
    st.lists(st.integers(0, MAX_FINGERS), min_size=1, max_size=40),
    st.none() | days,
)
"""How a room may receive a statement."""

_zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_scalars: st.SearchStrategy[Any] = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**63), 2**63),
    st.floats(),
    days,
    st.datetimes(timezones=st.none() | _zones).map(lambda moment: moment.replace(fold=0)),
    st.times().map(lambda moment: time(moment.hour, moment.minute, moment.second, moment.microsecond)),
)
_names = st.one_of(st.sampled_from(("more", "x", "a.b", "", "with space", 'quo"ted', "[x]", "#")), texts)
anything: st.SearchStrategy[Any] = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=5,
)
"""Any value that a TOML file can hold."""


def said(spec: Field) -> st.SearchStrategy[Any]:
    """Values that fit a field and say more than its default."""
    match spec.type:
        case "line" | "prose":
            return texts.filter(bool)
        case "choice":
            others = [choice.key for choice in spec.choices if choice.key != spec.default]
            return st.sampled_from(others)
        case "list":
            return st.lists(texts, min_size=1, max_size=3).map(tuple)
        case "date":
            return days
        case "count":
            return st.integers(1, 10**6)
        case "hands":
            return temperatures.map(lambda taken: taken.written)


@st.composite
def values(draw: st.DrawFn, panel: Panel) -> dict[str, Any]:
    """What an item of a panel may carry besides its text."""
    known = {spec.key: spec for spec in panel.fields}
    fields = draw(st.lists(st.sampled_from(tuple(known)), max_size=4, unique=True))
    carried = {key: draw(said(known[key])) for key in fields}
    if draw(st.integers(0, 5)) == 0:
        carried |= [draw(st.sampled_from(WRONG))]
    if draw(st.integers(0, 3)) == 0:
        unknown = draw(st.dictionaries(_names, anything, min_size=1, max_size=2))
        carried |= {key: value for key, value in unknown.items() if key not in {*known, "id", "text"}}
    return carried


_ids = st.one_of(
    st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=5, max_size=5),
    texts.filter(lambda text: bool(text) and not text.startswith(UNWRITTEN)),
)


@st.composite
def canvases(draw: st.DrawFn, *, named: bool = False, most: int = 7) -> Canvas:
    """Any canvas that a file can hold.

    Args:
        draw: hypothesis's.
        named: whether every item has an id of its own.
        most: how many items there are at most.
    """
    panels: dict[str, tuple[Item, ...]] = {panel.key: () for panel in PANELS}
    ids = draw(st.lists(_ids, max_size=most, unique=True))
    for number, name in enumerate(ids):
        panel = draw(st.sampled_from(PANELS))
        unnamed = not named and draw(st.integers(0, 3)) == 0
        item = Item(f"{UNWRITTEN}{number}" if unnamed else name, draw(texts), draw(values(panel)))
        panels[panel.key] += (item,)
    taken = {"format", "title", "stage", "review", "contact", *panels}
    rest = draw(st.dictionaries(_names.filter(lambda name: name not in taken), anything, max_size=2))
    stages = st.sampled_from([choice.key for choice in STAGE.choices])
    return Canvas(draw(texts), draw(stages), draw(st.none() | days), panels, rest, draw(st.just("") | texts))


def meaning(canvas: Canvas) -> str:
    """All that a canvas says, as a text that is equal where two canvases mean the same."""
    items = [
        (panel, item.id.removeprefix(UNWRITTEN) == item.id and item.id, item.text, item.values)
        for panel, item in canvas
    ]
    return repr(_settled((canvas.title, canvas.stage, canvas.review, canvas.contact, canvas.values, items)))


def _settled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted((key, _settled(entry)) for key, entry in value.items())
    return [_settled(entry) for entry in value] if isinstance(value, list | tuple) else value
