"""What the pages of a meeting show of the canvas: what is talked about, each panel, and what came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from canvas.exports.phrases import day
from canvas.meet.page_rows import Part, Rows
from canvas.meet.page_text import STATUSES, UNTITLED, counted, line, listing, text
from canvas.meet.types import Activity, Shown, Spread, View
from canvas.model.canvas import Item
from canvas.model.sanitize import printable
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.show_of_hands import LOW, MEANINGS
from canvas.model.types import ItemId, PanelKey

_TWO: Final = "in two versions"
_MAX_BAR: Final = 24
"""Dots of the longest bar."""


def talk(view: View) -> str:
    """What is talked about now: the panel, its question, and the statement that is looked at."""
    if view.panel is None:
        return (
            f'<section class="talk"><h1>{line(view.title.strip() or UNTITLED)}</h1>\n'
            '<p class="question">The meeting has not come to a panel yet.</p></section>\n'
        )
    panel = BY_KEY[view.panel]
    # Nothing to go by where each writes alone first; a vote and a show of hands name their statements.
    looked_at = view.item if view.ask.activity == "follow" else None
    item = next((each for _, each in view.canvas if each.id == looked_at), None) if looked_at else None
    said = f'<blockquote dir="auto">{text(item.text)}</blockquote>\n' if item else ""
    return (
        f'<section class="talk"><p class="over">We are talking about</p>\n'
        f"<h1>{panel.title}</h1>\n"
        f'<p class="question">{panel.question}</p>\n{said}</section>\n'
    )


def panel_now(view: View) -> Part:
    """The statements of the panel that is talked about; folded away while something is asked."""
    if view.panel is None:
        return ""
    items = view.canvas.panels.get(view.panel, ())
    what = f"On the board: {BY_KEY[view.panel].title}"
    whole = '<p><a href="/follow">Read the whole board</a></p>\n'
    if view.ask.activity == "follow":
        around = (f'<section class="panel"><h2>{what}</h2>\n', f"{whole}</section>\n")
    else:
        folded = f"{what}, {counted(len(items), 'statement')}"
        around = (f'<details class="panel"><summary>{folded}</summary>\n', f"{whole}</details>\n")
    return _statements(view.panel, items, around, view.ask.activity == "follow")


BOARD_PARTS: Final = (*(panel.key for panel in PANELS), "glance")
"""The names of the parts of a whole board, in reading order."""


def board(view: View) -> dict[str, Part]:
    """Every panel in reading order, then what all come to, by the names of their parts.

    An edit changes one panel, so it is one panel that is rendered and sent: a board may hold hundreds of
    statements, and the thread that renders it takes its time from the board that is typed on.
    """
    cells: dict[str, Part] = {panel.key: _panel(view, panel.key) for panel in PANELS}
    return {**cells, "glance": _glance(view)}


_drawn: Final[dict[PanelKey, dict[str, tuple[str, Item, str]]]] = {}
"""The statements of each panel as they were rendered last, with what they were rendered from."""


def _panel(view: View, key: PanelKey) -> Rows:
    is_now = key == view.panel
    now = ' <span class="now">being talked about now</span>' if is_now else ""
    before = (
        f'<section id="p-{key}" class="cell{" current" if is_now else ""}" aria-labelledby="h-{key}">'
        f'<h2 id="h-{key}">{BY_KEY[key].title}{now}</h2>\n'
    )
    return _statements(key, view.canvas.panels.get(key, ()), (before, "</section>\n"))


def _glance(view: View) -> str:
    """How far the partnership has come, in the ninth cell."""
    number = Counter(_standing(item) for _, item in view.canvas)
    others = [
        f"<li>{number[each]} {each}</li>\n"
        for each in ("proposed", "disputed", "parked", _TWO)
        if number[each]
    ]
    rows = (
        f"<li>{number['agreed']} of {counted(number.total(), 'statement')} agreed</li>\n{''.join(others)}"
        f"<li>Stage: {line(view.canvas.stage)}</li>\n"
    )
    return (
        '<section id="p-glance" class="cell" aria-labelledby="h-glance"><h2 id="h-glance">At a glance</h2>\n'
        f"{listing(rows, style='plain')}</section>\n"
    )


def _standing(item: Item) -> str:
    """What an item counts as: what is done was agreed, and of two versions neither is."""
    if item.is_unresolved:
        return _TWO
    return STATUSES["agreed" if item.is_agreed else item.status]


def _statements(key: PanelKey, items: Sequence[Item], around: tuple[str, str], *of: object) -> Rows:
    """The statements of a panel as a list with something around it; ``of`` tells lists of it apart."""
    known, drawn = _drawn.get(key, {}), dict[str, tuple[str, Item, str]]()
    rows: dict[str, str] = {}
    for item in items:
        was, name = known.get(item.id), f"s-{printable(item.id)}"
        while name in rows:  # of ids with characters that are shown alike
            name += "-"
        if was is None or was[:2] != (name, item):
            was = name, item, _statement(name, item)
        drawn[item.id], rows[name] = was, was[2]
    _drawn[key] = drawn
    before, after = around
    if not drawn:
        return Rows((key, False, *of), f'{before}<p class="quiet">Nothing here yet.</p>\n', {}, after)
    begin, end = listing("\0").split("\0")
    return Rows((key, True, *of), before + begin, rows, end + after)


def _statement(name: str, item: Item) -> str:
    status = _TWO if item.is_unresolved else STATUSES[item.status]
    look = "disputed" if item.is_unresolved else item.status
    reason = (
        f'<span class="more" dir="auto">Because: {text(item.reason)}</span>' if item.reason.strip() else ""
    )
    steps = [item.next, item.owner] if item.next.strip() or item.owner.strip() or item.due else []
    told = [line(each) for each in steps if each.strip()] + ([f"by {day(item.due)}"] if item.due else [])
    more = f'<span class="more" dir="auto">{" · ".join(told)}</span>' if told else ""
    return (
        f'<li id="{text(name)}"><span class="said" dir="auto">{text(item.text.strip())}</span> '
        f'<span class="status {look}">{status}</span>{reason}{more}</li>\n'
    )


def came_in(view: View) -> str:
    """What came in, once it is shown to all: statements, and how answers are spread."""
    written = ""
    if view.revealed:
        rows = "".join(
            f'<li id="c-{text(each.id)}"><span class="said" dir="auto">{text(each.text)}</span>'
            + (f' <span class="who" dir="auto">{line(each.name)}</span>' if each.name else "")
            + "</li>\n"
            for each in view.revealed
        )
        written = f'<section class="result"><h2>What was written</h2>\n{listing(rows)}</section>\n'
    return written + (_spread(view, view.spread) if view.spread and view.spread.activity in _SPREADS else "")


def _spread(view: View, spread: Spread) -> str:
    asked = {shown.id: shown for shown in view.spread_statements}
    told = {id_: asked[id_].text if id_ in asked else "" for id_ in spread.counts}
    blocks = _SPREADS[spread.activity](spread, told, asked)
    answers = counted(spread.answered, "phone")
    lead = f"<p>{answers} answered.</p>\n"
    return f'<section class="result"><h2>What was answered</h2>\n{lead}{blocks}</section>\n'


def _vote(spread: Spread, told: Mapping[ItemId, str], _: Mapping[ItemId, Shown]) -> str:
    ranked = sorted(told, key=lambda each: -spread.counts[each][0])
    most = max((spread.counts[each][0] for each in ranked), default=0)
    rows = "".join(
        f'<li><span class="said" dir="auto">{line(told[each])}</span>'
        f'<span class="dots-given">{_bar(spread.counts[each][0], most)} '
        f"{counted(spread.counts[each][0], 'dot') if spread.counts[each][0] else 'no dots'}</span></li>\n"
        for each in ranked
    )
    return listing(rows, tag="ol")


def _hands(spread: Spread, told: Mapping[ItemId, str], _: Mapping[ItemId, Shown]) -> str:
    def words(fingers: tuple[int, ...]) -> str:
        rows = [
            (f"{number} {MEANINGS[number]}", fingers[number]) for number in range(len(fingers) - 1, -1, -1)
        ]
        low = sum(fingers[: LOW + 1])
        return f"{_rows(rows)}<p>{LOW} fingers or fewer: {counted(low, 'hand') if low else 'nobody'}.</p>\n"

    return "".join(f'<h3 dir="auto">{line(told[each])}</h3>\n{words(spread.counts[each])}' for each in told)


def _review(spread: Spread, told: Mapping[ItemId, str], asked: Mapping[ItemId, Shown]) -> str:
    blocks = ""
    for each, words in told.items():
        irrelevant, *levels = spread.counts[each]
        names = asked[each].levels if each in asked else tuple(map(str, range(1, len(levels) + 1)))
        rows = [*zip(map(line, names), levels, strict=False), ("Not relevant for us", irrelevant)]
        reasons = "".join(f'<li dir="auto">{text(why)}</li>' for why in spread.reasons.get(each, ()))
        said = f"<ul>{reasons}</ul>\n" if reasons else ""
        blocks += f'<h3 dir="auto">{line(words)}</h3>\n{_rows(rows)}{said}'
    hidden = len(asked) - len(told)
    few = f"<p>{counted(hidden, 'statement')} had too few answers to be shown.</p>\n" if hidden > 0 else ""
    return blocks + few


_SPREADS: Final[Mapping[Activity, Callable[[Spread, Mapping[ItemId, str], Mapping[ItemId, Shown]], str]]] = {
    "vote": _vote,
    "hands": _hands,
    "review": _review,
}


def _rows(rows: Iterable[tuple[str, int]]) -> str:
    """A table of how many chose what; the words are HTML."""
    found = list(rows)
    most = max((number for _, number in found), default=0)
    body = "".join(
        f'<tr><th scope="row" dir="auto">{words}</th><td>{number}</td><td>{_bar(number, most)}</td></tr>\n'
        for words, number in found
    )
    head = '<tr><th scope="col">Answer</th><th scope="col" colspan="2">How many</th></tr>\n'
    return f"<table><thead>{head}</thead><tbody>\n{body}</tbody></table>\n"


def _bar(number: int, most: int) -> str:
    """A bar of dots beside the number, for who sees; nothing for who hears."""
    dots = number if most <= _MAX_BAR else -(-number * _MAX_BAR // most)
    return f'<span class="bar" aria-hidden="true">{"●" * dots}</span>'
