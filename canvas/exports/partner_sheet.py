"""The sheet of one partner: its own part, apart from what it is consulted on or told.

Names are matched wherever an item says who gives, answers, does, signs or leads, in either version of an
unresolved item; case and white space do not matter. A part without content is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    without_empty_columns,
)
from canvas.exports.item_text import Reader
from canvas.exports.opening import (
    date_line,
    draft_line,
    origin_line,
    property_facts,
    request_origin,
    title_of,
)
from canvas.exports.partner_names import PartnerNames
from canvas.exports.phrases import listed, marked_for
from canvas.exports.request import ExportError
from canvas.exports.summary import next_steps
from canvas.exports.summary_layout import part_of
from canvas.model.sanitize import printable_line, quote
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from canvas.exports.document import Block
    from canvas.exports.request import ExportRequest
    from canvas.model.canvas import Canvas, Item
    from canvas.model.types import Audience

_LEADS = {"accountable": "you lead", "responsible": "you do it"}
_HEARS = {"consulted": "you are consulted", "informed": "you are told"}
"""What a partner does in a responsibility, by the field that names it."""


def partner_sheet(request: ExportRequest) -> TextDocument:
    """The sheet of the partner of a request, named in any case, filtered for its audience.

    Raises:
        ExportError: where the audience may read no partner of that name; it names those there are.
    """
    whole, audience, partner = request.canvas, request.audience, request.partner or ""
    canvas = filtered_for(whole, audience)
    reader = Reader(audience, request.today)
    entries = [
        item
        for item in canvas.panels["relationships"]
        if item.kind == "partner" and folded_name(item.text) == folded_name(partner) != ""
    ]
    if not entries:
        raise _unknown_partner(whole, partner, audience)
    us = PartnerNames(
        printable_line(entries[0].text), tuple(name for item in entries for name in item.names("people"))
    )
    signed = [item for item in canvas.panels["governance"] if us.named_in(item, "signatories")]
    leads = [item for item in canvas.panels["leadership"] if us.named_in(item, "partner", "people")]
    work, hears = _work(canvas, us, reader)
    title, origin = us.name, request_origin(request, canvas, us.name)
    blocks: list[Block] = [
        heading(title, 1),
        date_line(request._replace(canvas=canvas), origin, us.name),
        *draft_line(canvas, is_public=True),
        *_glance(canvas, reader),
    ]
    if not reader.is_public:
        blocks += next_steps([step for step in canvas.next_steps if us.is_to_act(step[1])], reader)
    for section, contents in (
        ("Your part", (work, _bullets(leads, "leadership", reader))),
        ("What you look after", (None if reader.is_public else _looked_after(canvas, us, reader),)),
        ("What you give and get", (_own_entries(entries, reader),)),
        ("What you have signed", (_bullets(signed, "governance", reader),)),
        ("You are consulted or told", (hears,)),
        ("What you have done", (_done(canvas, us, reader),)),
    ):
        content = [block for block in contents if block]
        blocks += [heading(section), *content] if content else []
    return TextDocument(title, (*blocks, origin_line(origin)), audience, origin)


def _glance(canvas: Canvas, reader: Reader) -> Iterable[Block]:
    facts = property_facts(canvas, reader.today, is_public=reader.is_public)
    yield labelled({"Partnership": title_of(canvas), **facts})
    if differences := property_differences(canvas, reader.audience):
        yield paragraph(differences)


def _bullets(items: Iterable[Item], panel: str, reader: Reader) -> Bullets | None:
    return _listed(reader.bullet(item, part_of(panel, item.kind)) for item in items)


def _listed(entries: Iterable[Bullet]) -> Bullets | None:
    bullets = tuple(entries)
    return Bullets(bullets) if bullets else None


def _own_entries(items: Iterable[Item], reader: Reader) -> Bullets:
    """The partner's own statements, without the label which says that it is one."""
    part = part_of("relationships", "partner")._replace(label="")
    return Bullets(tuple(reader.bullet(item, part) for item in items))


def _looked_after(canvas: Canvas, us: PartnerNames, reader: Reader) -> Bullets | None:
    return _listed(
        Bullet(
            (*reader.pointer(item, part_of(panel, item.kind)), *plain(us.shared(item.owner))), item=item.id
        )
        for panel, item in canvas.looked_after
        if us.named_in(item, "owner")
    )


def _done(canvas: Canvas, us: PartnerNames, reader: Reader) -> Bullets | None:
    return _listed(
        Bullet(reader.words(item), item=item.id) for _, item in canvas if item.is_done and us.is_to_act(item)
    )


def _work(canvas: Canvas, us: PartnerNames, reader: Reader) -> tuple[Table | None, Table | None]:
    """The work that the partner leads or does, and that of others on which it is consulted or told."""
    ours: list[Row] = []
    others: list[Row] = []
    for item in canvas.panels["roles"]:
        leads, hears = (_named(item, us, roles) for roles in (_LEADS, _HEARS))
        differences = reader.differences(item, "roles")
        words = (*reader.words(item), *plain(f" {differences}" * bool(differences)))
        when = () if item.is_done else plain(reader.when(item), "due")
        if item.is_done and us.is_to_act(item):
            continue  # it is told once, as done
        if leads:
            shown = reader.values((item,), "roles", ("measure",))[0]
            ours.append(Row((words, plain("; ".join((*leads, *hears))), shown, when), item.id))
        elif hears:
            lead = reader.values((item,), "roles", ("accountable",))[0]
            others.append(Row((words, plain("; ".join(hears)), lead, when), item.id))
    return (
        _table(("What", "Your part", "What shows it", "By when"), ours),
        _table(("What", "Your part", "Who leads", "By when"), others),
    )


def _table(columns: tuple[str, ...], rows: list[Row]) -> Table | None:
    return without_empty_columns(Table(columns, tuple(rows)))[0] if rows else None


def _named(item: Item, us: PartnerNames, roles: Mapping[str, str]) -> tuple[str, ...]:
    """What the partner does in an item, as far as some fields name it, with those of its people meant."""
    named = {role: us.named_in(item, key) for key, role in roles.items()}
    return tuple(f"{role}{us.whom(names)}" for role, names in named.items() if names)


def _unknown_partner(canvas: Canvas, partner: str, audience: Audience) -> ExportError:
    """The error for a partner that is not in the canvas, or that the audience may not read."""
    readable = listed([printable_line(name) for name in readable_partners(canvas, audience)])
    if folded_name(partner) and any(folded_name(name) == folded_name(partner) for name in canvas.partners):
        others = f"the partners that are: {readable}" if readable else "no partner is"
        sentence = f"{quote(partner)} is a partner here, but not marked {marked_for(audience)}; {others}."
        return ExportError(sentence, "partner_hidden")
    if readable:
        others = f"the partners are {readable}"
    elif any(map(folded_name, canvas.partners)):
        others = f"no partner is marked {marked_for(audience)}"
    else:
        others = "no partners have been named yet"
    return ExportError(f"There is no partner called {quote(partner)} here; {others}.", "partner")
