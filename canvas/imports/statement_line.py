"""Read a line of a summary that is new to a canvas: where it belongs, and the fields that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from canvas.imports.expected import Place
from canvas.imports.line_values import comparable
from canvas.imports.table_rows import split_names
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.imports.expected import Layout
    from canvas.model.types import PanelKey

_DAY: Final = r"[0-9]{1,2} \w+ [0-9]{4}(?:, overdue| \(overdue\))?"
"""A day as a summary writes it."""

_WHO_AND_WHEN: Final = rf"(?:(.*?)(?:, |^))?by ({_DAY})"
"""Who is to do something, and by when."""


def place_line(text: str, places: Sequence[Place]) -> tuple[str, Place | None]:
    """The text of a new line without its label, and where it belongs."""
    label, parted, rest = text.partition(":")
    if parted and rest.strip():
        for place in places:
            if place.label and comparable(place.label).casefold() == comparable(label).casefold():
                return rest.strip(), place
    bare: Iterator[Place] = (place for place in places if not place.label)
    fallback = next(iter(places), None)
    return text, next(bare, Place(fallback.panel, "") if fallback else None)


def without_people(panel: PanelKey, text: str, values: dict[str, object]) -> str:
    """The text of a new line without the people, and their partner, in brackets at its end."""
    found = re.search(r"\s*\(([^()]+)\)$", text)
    if not found or BY_KEY[panel].field("people") is None:
        return text
    people, parted, partner = found[1].rpartition(", ")
    if not parted or " and " in partner or BY_KEY[panel].field("partner") is None:
        people, partner = found[1], ""
    values |= {"people": split_names(people)} | ({"partner": partner} if partner else {})
    return text[: found.start()]


def read_detail(
    words: str, layout: Layout, panel: PanelKey, *, reads_facts: bool
) -> tuple[dict[str, str], str]:
    """The words of each field that a detail of a statement says, and what of it is a note.

    Args:
        words: the detail.
        layout: the labels of the summary.
        panel: the panel of the statement.
        reads_facts: whether short facts without a label of their own are fields too, such as “done by Ana”:
            in a summary that is all there is. What a partner adds may begin so and be no fact.
    """
    label, parted, value = words.partition(":")
    key = layout.details.get(comparable(label).casefold(), "") if parted else ""
    if key == "next":
        return _step(value.strip()), ""
    if key and BY_KEY[panel].field(key):
        return {key: value.strip()}, ""
    if not reads_facts:
        return {}, words
    values: dict[str, str] = {}
    notes: list[str] = []
    for part in words.split("; "):
        found = _fact(part, layout, panel)
        if found and not values.keys() & found.keys():
            values |= found
        else:
            notes.append(part)
    return values, "; ".join(notes)


def _step(words: str) -> dict[str, str]:
    """What happens next, and in brackets at its end by whom and by when."""
    act, inside = _brackets(words)
    if not act or not inside:
        return {"next": words}
    found = re.fullmatch(_WHO_AND_WHEN, inside)
    who, when = (found[1] or "", found[2]) if found else (inside, "")
    return {key: said for key, said in (("next", act), ("owner", who), ("due", when)) if said}


def _brackets(words: str) -> tuple[str, str]:
    """A text that ends with brackets: what stands before and in them; those may hold others."""
    if not words.endswith(")"):
        return words, ""
    depth = 0
    for at in range(len(words) - 1, 0, -1):
        depth += (words[at] == ")") - (words[at] == "(")
        if not depth:
            return words[:at].rstrip(), words[at + 1 : -1].strip()
    return words, ""


def _fact(part: str, layout: Layout, panel: PanelKey) -> dict[str, str]:
    """The field of a short fact; the owner may come with a day."""
    if found := re.fullmatch(rf"by ({_DAY})", part, re.IGNORECASE):
        return {"due": found[1]}
    for lead, key in layout.leads.items():
        if not part.casefold().startswith(lead) or not BY_KEY[panel].field(key):
            continue
        said = part[len(lead) :].strip()
        if key == "owner" and (both := re.fullmatch(rf"(.*), by ({_DAY})", said)):
            return {"owner": both[1], "due": both[2]}
        return {key: said}
    return {}
