"""What one partner promised: the page to send to the people of one organisation.

A promise is found by name: the partner's own, or that of one of its people, wherever a statement names
who gives, answers, does, signs or leads. Upper and lower case do not matter, nor does white space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from canvas.exports.audience_filter import filtered_for, readable_partners
from canvas.exports.document import Bullet, Bullets, Heading, Paragraph, Table, TextDocument, plain, strong
from canvas.exports.item_text import Reader, to_act
from canvas.exports.phrases import listed, marked_for
from canvas.exports.request import ExportError
from canvas.exports.summary import SETTLED, next_steps, review_of, stage_of, title_of
from canvas.exports.summary_layout import part_of
from canvas.model.sanitize import quote, visible_line
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from canvas.exports.document import Block
    from canvas.model.canvas import Canvas, Item

_INVOLVED: dict[str, str] = {
    "accountable": "answers for it",
    "responsible": "does it",
    "consulted": "is asked first",
    "informed": "is told after",
}
_SEVERAL = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*")


class _PartnerNames(NamedTuple):
    """The partner under one of its names."""

    name: str
    people: tuple[str, ...]

    def among(self, named: Iterable[str]) -> tuple[str, ...]:
        """Those names that are the partner's or its people's, as the statement spells them.

        A line that names several at once ("Ana and Ben") is taken apart, unless it is a name as it is.
        """
        ours = {_folded(self.name), *map(_folded, self.people)} - {""}
        return tuple(
            part
            for name in named
            for part in ((name,) if _folded(name) in ours else _SEVERAL.split(name))
            if _folded(part) in ours
        )

    def is_to_act(self, item: Item) -> bool:
        """Whether it falls to the partner to see to this, as its owner or else by its part in it."""
        return any(self.among(names) for names in to_act(item))

    def whom(self, found: Iterable[str]) -> str:
        """Which of the partner's people are meant, to follow what they do; nothing where all are."""
        people = [visible_line(name) for name in found if _folded(name) != _folded(self.name)]
        return f" ({listed(people)})" if people else ""


def partner_sheet(canvas: Canvas, partner: str, audience: str, today: date) -> TextDocument:
    """One partner's own page.

    Args:
        canvas: the canvas; what the audience may not know is taken away here.
        partner: the partner's name, in any case.
        audience: ``internal``, ``partners`` or ``public``.
        today: the day that decides what is overdue.

    Raises:
        ExportError: where the audience may read no partner of that name; it names those there are.
    """
    whole, canvas = canvas, filtered_for(canvas, audience)
    reading = Reader(audience, today)
    entries = [
        item
        for item in canvas.panels["relationships"]
        if item.kind == "partner" and _folded(item.text) == _folded(partner) != ""
    ]
    if not entries:
        raise _unknown_partner(whole, partner, audience)
    us = _PartnerNames(
        visible_line(entries[0].text), tuple(name for item in entries for name in item.names("people"))
    )
    title = f"What {us.name} promised"
    blocks: list[Block] = [Heading(1, plain(title)), *_opening(canvas, reading)]
    for heading, empty, found in (
        ("What it gives and gets", "Nothing has been written here yet.", _entries(entries, reading)),
        ("Its part in the work", "No work has been shared out to it here yet.", _work(canvas, us, reading)),
        ("What it has signed", "It has signed no agreement here yet.", _signed(canvas, us, reading)),
        ("Where it leads", "Nobody is named here yet.", _leads(canvas, us, reading)),
        ("What it has done already", "", _kept(canvas, us, reading)),
    ):
        content = list(found) or ([Paragraph(plain(empty))] if empty else [])
        blocks += [Heading(2, plain(heading)), *content] if content else []
    if not reading.is_public:
        blocks += next_steps([step for step in canvas.next_steps if us.is_to_act(step[1])], reading)
    return TextDocument(title, tuple(blocks))


def _opening(canvas: Canvas, reading: Reader) -> Iterable[Block]:
    facts = {
        "Partnership": title_of(canvas),
        "Stage": stage_of(canvas),
        "Next review": review_of(canvas, reading),
    }
    yield Bullets(
        tuple(Bullet((*strong(f"{label}:"), *plain(f" {fact}"))) for label, fact in facts.items() if fact)
    )
    if any(item.status not in SETTLED for _, item in canvas):
        yield Paragraph(plain("Not everything in this partnership is agreed yet; what is not says so."))


def _entries(entries: Iterable[Item], reading: Reader) -> Iterable[Block]:
    yield Bullets(tuple(reading.bullet(item, part_of("relationships", "partner")) for item in entries))


def _work(canvas: Canvas, us: _PartnerNames, reading: Reader) -> Iterable[Block]:
    rows = []
    for item in canvas.panels["roles"]:
        part = [
            f"{role}{us.whom(found)}"
            for key, role in _INVOLVED.items()
            if (found := us.among((item.line(key), *item.names(key))))
        ]
        if part:
            shown = reading.value(item, "roles", ("measure",))
            rows.append(
                (reading.words(item), plain("; ".join(part)), plain(shown), plain(reading.when(item)))
            )
    if rows:
        yield Table(("What", "Its part", "What shows it", "By when"), tuple(rows))


def _signed(canvas: Canvas, us: _PartnerNames, reading: Reader) -> Iterable[Block]:
    signed = [item for item in canvas.panels["governance"] if us.among(item.names("signatories"))]
    if signed:
        yield Bullets(tuple(reading.bullet(item, part_of("governance", item.kind)) for item in signed))


def _leads(canvas: Canvas, us: _PartnerNames, reading: Reader) -> Iterable[Block]:
    leads = [
        item
        for item in canvas.panels["leadership"]
        if us.among((item.line("partner"), *item.names("people")))
    ]
    if leads:
        yield Bullets(tuple(reading.bullet(item, part_of("leadership", item.kind)) for item in leads))


def _kept(canvas: Canvas, us: _PartnerNames, reading: Reader) -> Iterable[Block]:
    kept = [Bullet(reading.words(item)) for _, item in canvas if item.status == "done" and us.is_to_act(item)]
    if kept:
        yield Bullets(tuple(kept))


def _folded(name: str) -> str:
    return folded_name(name)


def _unknown_partner(canvas: Canvas, partner: str, audience: str) -> ExportError:
    """The error for a partner that is not in the canvas, or that the audience may not read."""
    readable = listed([visible_line(name) for name in readable_partners(canvas, audience)])
    if _folded(partner) and any(_folded(name) == _folded(partner) for name in canvas.partners):
        others = f"the partners that are: {readable}" if readable else "no partner is"
        sentence = f"{quote(partner)} is a partner here, but not marked {marked_for(audience)}; {others}."
        return ExportError("partner_hidden", sentence)
    if readable:
        others = f"the partners are {readable}"
    elif any(map(str.strip, canvas.partners)):
        others = f"no partner is marked {marked_for(audience)}"
    else:
        others = "no partners have been named yet"
    return ExportError("partner", f"There is no partner called {quote(partner)} here; {others}.")
