"""The page of one partner: what it promised, found by its name and those of its people.

Names are matched wherever an item says who gives, answers, does, signs or leads, in either version of an
unresolved item; case and white space do not matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from canvas.exports.audience_filter import filtered_for, readable_partners
from canvas.exports.conflict_phrases import property_differences
from canvas.exports.document import (
    Bullet,
    Bullets,
    Row,
    Table,
    TextDocument,
    heading,
    labelled,
    paragraph,
    plain,
)
from canvas.exports.item_text import Reader, to_act
from canvas.exports.phrases import listed, marked_for
from canvas.exports.request import ExportError
from canvas.exports.summary import next_steps, property_facts, title_of
from canvas.exports.summary_layout import part_of
from canvas.model.conflicts import other_values
from canvas.model.sanitize import printable_line, quote
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from canvas.exports.document import Block
    from canvas.model.canvas import Canvas, Item
    from canvas.model.types import Audience

_ROLES: dict[str, str] = {
    "accountable": "is responsible",
    "responsible": "does it",
    "consulted": "is asked first",
    "informed": "is told after",
}
_SEPARATORS = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*")


class _PartnerNames(NamedTuple):
    """A partner under one of its names, and the names of its people."""

    name: str
    people: tuple[str, ...]

    def among(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those names that are the partner's or its people's; "Ana and Ben" is split unless it is a name."""
        ours = {_folded(self.name), *map(_folded, self.people)} - {""}
        return tuple(
            part
            for name in names
            for part in ((name,) if _folded(name) in ours else _SEPARATORS.split(name))
            if _folded(part) in ours
        )

    def named_in(self, item: Item, *keys: str) -> tuple[str, ...]:
        """Those of the names that some fields of an item hold, in either version."""
        names = [name for key in keys for name in (item.line(key), *item.names(key))]
        for key, value in other_values(item.values):
            if key in keys:
                values = value if isinstance(value, list | tuple) else (value,)
                names += (name for name in values if isinstance(name, str))
        return tuple(dict.fromkeys(self.among(names)))

    def is_to_act(self, item: Item) -> bool:
        """Whether the partner is to act on an item, as its owner or else by its part in it."""
        return any(self.among(names) for names in to_act(item)) or (
            item.is_unresolved and bool(self.named_in(item, "owner"))
        )

    def shared(self, owner: str) -> str:
        """The owner in brackets; empty for the partner itself."""
        return "" if _folded(owner) == _folded(self.name) else f" ({printable_line(owner).strip()})"

    def whom(self, found: Iterable[str]) -> str:
        """Which of the partner's people are meant, in brackets; empty for the partner itself."""
        people = [printable_line(name) for name in found if _folded(name) != _folded(self.name)]
        return f" ({listed(people)})" if people else ""


def partner_sheet(canvas: Canvas, partner: str, audience: Audience, today: date) -> TextDocument:
    """The page of a partner, named in any case, filtered for an audience.

    Raises:
        ExportError: where the audience may read no partner of that name; it names those there are.
    """
    whole, canvas = canvas, filtered_for(canvas, audience)
    reader = Reader(audience, today)
    entries = [
        item
        for item in canvas.panels["relationships"]
        if item.kind == "partner" and _folded(item.text) == _folded(partner) != ""
    ]
    if not entries:
        raise _unknown_partner(whole, partner, audience)
    us = _PartnerNames(
        printable_line(entries[0].text), tuple(name for item in entries for name in item.names("people"))
    )
    signed = [item for item in canvas.panels["governance"] if us.named_in(item, "signatories")]
    leads = [item for item in canvas.panels["leadership"] if us.named_in(item, "partner", "people")]
    done = [
        Bullet(reader.words(item), item=item.id) for _, item in canvas if item.is_done and us.is_to_act(item)
    ]
    title = f"What {us.name} promised"
    blocks: list[Block] = [heading(title, 1), *_opening(canvas, reader)]
    for section, empty, content in (
        ("What it gives and gets", "", _bullets(entries, "relationships", reader)),
        ("Its part in the work", "No work assigned yet.", _work(canvas, us, reader)),
        (
            "What it has signed",
            "It has signed no agreement here yet.",
            _bullets(signed, "governance", reader),
        ),
        ("Where it leads", "Nobody is named here yet.", _bullets(leads, "leadership", reader)),
        ("What it has done already", "", Bullets(tuple(done)) if done else None),
    ):
        if content or empty:
            blocks += [heading(section), content or paragraph(empty)]
    cares = [
        Bullet(
            (*reader.pointer(item, part_of(panel, item.kind)), *plain(us.shared(item.owner))), item=item.id
        )
        for panel, item in canvas.looked_after
        if us.named_in(item, "owner")
    ]
    if not reader.is_public:
        blocks += next_steps([step for step in canvas.next_steps if us.is_to_act(step[1])], reader)
        blocks += [heading("What it looks after"), Bullets(tuple(cares))] if cares else []
    return TextDocument(title, tuple(blocks))


def _opening(canvas: Canvas, reader: Reader) -> Iterable[Block]:
    yield labelled({"Partnership": title_of(canvas), **property_facts(canvas, reader)})
    differences = property_differences(canvas, reader.audience)
    if differences:
        yield paragraph(differences)
    if differences or not all(item.is_agreed for _, item in canvas):
        yield paragraph("Points not yet agreed are marked.")


def _bullets(items: Iterable[Item], panel: str, reader: Reader) -> Bullets | None:
    bullets = tuple(reader.bullet(item, part_of(panel, item.kind)) for item in items)
    return Bullets(bullets) if bullets else None


def _work(canvas: Canvas, us: _PartnerNames, reader: Reader) -> Table | None:
    rows = []
    for item in canvas.panels["roles"]:
        named = {role: us.named_in(item, key) for key, role in _ROLES.items()}
        roles = [f"{role}{us.whom(names)}" for role, names in named.items() if names]
        if roles:
            differences = reader.differences(item, "roles")
            words = (*reader.words(item), *plain(f" {differences}" * bool(differences)))
            shown = reader.value(item, "roles", ("measure",))
            cells = (words, plain("; ".join(roles)), plain(shown), plain(reader.when(item)))
            rows.append(Row(cells, item.id))
    return Table(("What", "Its part", "What shows it", "By when"), tuple(rows)) if rows else None


def _folded(name: str) -> str:
    return folded_name(name)


def _unknown_partner(canvas: Canvas, partner: str, audience: Audience) -> ExportError:
    """The error for a partner that is not in the canvas, or that the audience may not read."""
    readable = listed([printable_line(name) for name in readable_partners(canvas, audience)])
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
