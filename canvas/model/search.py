"""Full-text search over items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey


class Found(NamedTuple):
    """An item that was found.

    Attributes:
        panel: the key of its panel.
        item: the item.
        why: what matches where its text alone does not, such as “owner Ana”; empty where the text does.
    """

    panel: PanelKey
    item: Item
    why: str


def find_items(canvas: Canvas, typed: str, today: date | None = None) -> list[Found]:
    """The items that contain all the words, in any order; none where nothing is typed.

    Words are searched for in the text, the fields, the status and the title of the panel, regardless of
    case, accents and normalisation; “no kind” and “no owner” find what has none, “late” what is overdue.
    """
    words = folded(typed).split()
    phrases = [phrase for phrase in _NEGATIONS if phrase in " ".join(words)]
    for phrase in phrases:
        words = " ".join(words).replace(phrase, " ", 1).split()
    found = []
    for panel, item in canvas if words or phrases else ():
        facts = _facts(panel, item, today)
        content = folded("\n".join([item.text, *(value for _, value in facts)]))
        if all(word in content for word in words) and all(_NEGATIONS[p](panel, item) for p in phrases):
            found.append(Found(panel, item, ", ".join([*phrases, *_reasons(item, facts, words)])))
    return found


_NEGATIONS: dict[str, Callable[[PanelKey, Item], bool]] = {
    "no kind": lambda panel, item: bool(BY_KEY[panel].kinds) and not item.kind,
    "no owner": lambda _, item: not item.owner,
}
"""What is asked for by the field that is missing."""


def _facts(panel: PanelKey, item: Item, today: date | None) -> list[tuple[str, str]]:
    """What an item says beside its text: names of fields with their values, and what can be said of it."""
    facts: list[tuple[str, str]] = [("status", item.status)]
    if today and item.is_overdue(today):
        facts.append(("", "late"))
    for key, value in item.values.items():
        entries = value if isinstance(value, list | tuple) else [value]
        facts += [(key, entry) for entry in entries if isinstance(entry, str) and key != "status"]
    return [*facts, ("panel", BY_KEY[panel].title)]


def _reasons(item: Item, facts: Sequence[tuple[str, str]], words: Sequence[str]) -> list[str]:
    """The facts that hold the words which the text does not."""
    text = folded(item.text)
    missing = [word for word in words if word not in text]
    reasons = (next((fact for fact in facts if word in folded(fact[1])), None) for word in missing)
    said = (" ".join(fact).strip() for fact in reasons if fact and fact[0] != "panel")
    return list(dict.fromkeys(said))
