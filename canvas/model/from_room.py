"""The edits that take in what the room of a meeting sent: statements, dots, hands, answers to a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from canvas.model import review
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit, EditError, Values, add, find, find_all, quote_items, set_values
from canvas.model.review import Answer, Round
from canvas.model.sanitize import clean_line, quote
from canvas.model.schema import VOTES
from canvas.model.text_folding import folded
from canvas.model.types import ItemId, PanelKey
from canvas.model.voting import MOST_VOTES, take_temperature


class Said(NamedTuple):
    """A statement that somebody in the room wrote.

    Attributes:
        panel: the panel it is for.
        text: its words.
        name: who wrote it; empty where nobody is named.
    """

    panel: PanelKey
    text: str
    name: str = ""


class Voice(NamedTuple):
    """The answers of one respondent to a review.

    Attributes:
        who: the organisation, or a word that stands for the respondent alone.
        answers: the answers by the ids of their statements.
    """

    who: str
    answers: Mapping[str, Answer]


def take_in(canvas: Canvas, said: Sequence[Said], status: Literal["proposed", "parked"] = "proposed") -> Edit:
    """Add statements at the ends of their panels, proposed or parked, as one edit."""
    now, focus = canvas, None
    for each in said:
        note = {"note": f"Said by {clean_line(each.name)}."} if clean_line(each.name) else {}
        now, focus = add(now, each.panel, [each.text], values={**note, "status": status})[1:]
    if focus is None:
        raise EditError("There is nothing to add: the text is empty.", "text-empty")
    what = quote(clean_line(said[0].text)) if len(said) == 1 else f"{len(said)} statements"
    return Edit(f"{'park' if status == 'parked' else 'add'} {what} from the room", now, focus)


def join_with(canvas: Canvas, item_id: ItemId, said: Iterable[Said]) -> Edit:
    """Keep other wordings of an item in its note, each once; those that it has already change nothing."""
    _, item = find(canvas, item_id)
    known, lines = {folded(clean_line(item.text))}, [item.note] if item.note else []
    for each in said:
        text, name = clean_line(each.text), clean_line(each.name)
        line = f"Also said: ‘{text}’{f', by {name}' if name else ''}"
        if folded(text) not in known and line not in item.note.split("\n"):
            lines.append(line)
        known.add(folded(text))
    changes: Values = {item_id: {"note": "\n".join(lines)}} if lines != [item.note] and lines else {}
    return set_values(canvas, [item_id], changes, f"join what the room said with {quote(item.text)}")


def take_as_one(canvas: Canvas, said: Sequence[Said]) -> Edit:
    """Add the first of several statements, with the wordings of the others in its note."""
    made = take_in(canvas, said[:1])
    if made.focus is None:
        return made
    joined = join_with(made.canvas, made.focus, said[1:])
    return Edit(made.label, joined.canvas, made.focus)


def is_there(canvas: Canvas, item_id: ItemId | None, text: str, *, is_joined: bool) -> bool:
    """Whether an item stands for what was said: as a statement of its own, or by its words within another."""
    item = canvas.item(item_id) if item_id else None
    if item is None or not is_joined:
        return item is not None
    return folded(clean_line(text)) in folded(f"{item.text}\n{item.note}")


def add_dots(canvas: Canvas, dots: Mapping[ItemId, int]) -> Edit:
    """Add the dots of a vote to the votes of each item; items that are gone are left out."""
    there = [item_id for item_id in dots if canvas.place(item_id)]
    items = find_all(canvas, there)
    changes: Values = {
        item.id: {VOTES.key: min(item.votes + dots[item.id], max(MOST_VOTES, item.votes))}
        for item in items
        if dots[item.id] > 0
    }
    if not items:
        raise EditError("The statements of this vote are no longer here.", "item-gone")
    return set_values(canvas, there, changes, f"add the room's votes for {quote_items(items)}")


def record_hands(canvas: Canvas, counts: Mapping[ItemId, Sequence[int]], asked: date) -> Edit:
    """Record a show of hands for each item from how many hands showed 0, 1, … fingers; some may be gone."""
    there = [item_id for item_id, shown in counts.items() if any(shown) and canvas.place(item_id)]
    if not there:
        raise EditError("There are no hands to record.", "no-items")
    now = canvas
    for item_id in there:
        typed = "".join(str(fingers) * count for fingers, count in enumerate(counts[item_id]))
        now = take_temperature(now, item_id, typed, asked).canvas
    what = quote_items(find_all(canvas, there))
    return Edit(f"record the room's show of hands for {what}", now, there[-1])


def take_answers(canvas: Canvas, round_: Round, voices: Iterable[Voice]) -> Edit:
    """Take the answers of several respondents to a review, as one edit."""
    now, count = canvas, 0
    for voice in voices:
        now = review.take(now, round_, voice.who, voice.answers).canvas
        count += 1
    what = "an answer" if count == 1 else f"{count} answers"
    return Edit(f"add {what} from the room to the review {quote(round_.name)}", now)
