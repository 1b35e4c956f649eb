"""Find what a canvas lacks: the functions of the rules in `canvas.model.rules`, and their thresholds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import PANEL, TEXT, Conflict, conflicts_in
from canvas.model.finding import Found, Rule
from canvas.model.known_names import known_names, partners_in, uses_in
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY, PANEL_KEYS, REVIEW, VISIBILITY
from canvas.model.text_folding import folded
from canvas.model.types import Place

RULES_KEY: Final = "rules"
"""The table of a file that holds its thresholds."""


class Threshold(NamedTuple):
    """A number that a rule compares with, and that a canvas may set in its table of thresholds."""

    key: str
    default: int
    meaning: str

    def of(self, canvas: Canvas) -> int:
        """The number of a canvas: its own where it sets a whole number above zero."""
        table = canvas.values.get(RULES_KEY)
        value = table.get(self.key) if isinstance(table, dict) else None
        return value if type(value) is int and value > 0 else self.default


GOAL_WORDS = Threshold("goal-words", 25, "the most words of a shared goal")
LEAST_PRINCIPLES = Threshold("least-principles", 3, "the least number of principles")
MOST_PRINCIPLES = Threshold("most-principles", 7, "the greatest number of principles")
CONCENTRATION = Threshold(
    "concentration", 60, "the most responsibilities that one partner may hold, in per cent"
)
THRESHOLDS: Final = (GOAL_WORDS, LEAST_PRINCIPLES, MOST_PRINCIPLES, CONCENTRATION)

_LEAST_RESPONSIBILITIES = 4
"""From how many responsibilities on one partner's share of them is looked at."""
_LEAST_QUOTED_LETTERS = 16
"""From which length on the text of a statement is recognised where another one quotes it."""
LEAST_PARTNERS = 2
_LEAST_PEOPLE = 2

Find = Callable[[Rule, Canvas, Place, date | None], Iterable[Found]]


def live(canvas: Canvas, panel: Place, kind: str = "") -> list[Item]:
    """The items of a panel that are not parked, of one kind where it is given."""
    return [
        item
        for item in canvas.panels[panel]
        if (not kind or item.values.get("kind") == kind) and item.values.get("status") != "parked"
    ]


def has_live(canvas: Canvas, panel: Place, kind: str) -> bool:
    """Whether a panel has an item of a kind that is not parked."""
    return any(
        item.values.get("kind") == kind and item.values.get("status") != "parked"
        for item in canvas.panels[panel]
    )


def no_item_of_kind(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Found]:
    """A panel without an item of the rule's kind, or of any kind where the rule has none."""
    items = canvas.panels[place]
    if not (any(item.kind == rule.kind for item in items) if rule.kind else items):
        yield Found()


def each(kind: str, lacks: Callable[[Item], Iterable[tuple[str, str]]]) -> Find:
    """A finder of the live items of a kind that lack something: ``lacks`` yields fields and phrases."""

    def find(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
        for item in live(canvas, place, kind):
            if wanting := [*lacks(item)]:
                phrases = _joined([phrase for _, phrase in wanting])
                yield Found(item.id, wanting[0][0], f"{quote(item.text)} {phrases}.")

    return find


def lacking(**phrases: str) -> Callable[[Item], Iterable[tuple[str, str]]]:
    """The fields of an item that are empty, each with its phrase."""

    def lacks(item: Item) -> Iterator[tuple[str, str]]:
        wanting = [(key, phrase) for key, phrase in phrases.items() if not item.values.get(key)]
        for number, (key, phrase) in enumerate(wanting):
            yield key, phrase if number == 0 else phrase.removeprefix("has ")

    return lacks


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def without_kind(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Items without a kind, in a panel that has kinds."""
    if BY_KEY[place].kinds:
        yield from (Found(item.id, "kind") for item in canvas.panels[place] if not item.kind)


def without_reason(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Disputed items that do not say why."""
    for item in canvas.panels[place]:
        if item.status == "disputed" and not item.reason.strip():
            yield Found(item.id, "reason")


# The canvas as a whole


def unresolved_conflicts(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Every unresolved conflict of a merge."""
    for conflict in conflicts_in(canvas, place):
        yield Found(conflict.item.id if conflict.item else None, conflict.key, _conflict_sentence(conflict))


def review_day(_: Rule, canvas: Canvas, __: Place, today: date | None) -> Iterator[Found]:
    """The day of the next review, where it is missing or past."""
    if canvas.review is None:
        yield Found(field=REVIEW.key)
    elif today is not None and canvas.review < today:
        yield Found(field=REVIEW.key, sentence=f"The review of {canvas.review} is past: set the next one.")


def late_or_loose_steps(_: Rule, canvas: Canvas, place: Place, today: date | None) -> Iterator[Found]:
    """Next steps that are late, and those without a day or an owner."""
    for item in canvas.panels[place] if today else ():
        if today and item.is_overdue(today):
            yield Found(item.id, "due", f"{quote(item.next or item.text)} was due {item.due}.", "late")
        elif item.is_next_step and (wanting := _without_day_or_owner(item)):
            phrases = _joined([_STEP_FIELDS[key] for key in wanting])
            yield Found(item.id, wanting[0], f"{quote(item.next or item.text)} has no {phrases}.")


_STEP_FIELDS: Final = {"owner": "owner", "due": "day"}


def _without_day_or_owner(item: Item) -> list[str]:
    return [key for key in _STEP_FIELDS if not item.values.get(key)]


def unknown_names(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Names that no partner, stakeholder or person of the canvas has."""
    known = known_names(canvas)
    for use in uses_in(item for item in canvas.panels[place] if item.status not in ("parked", "done")):
        if use.field == "people":
            continue  # introduced there
        for name in known.unknown(use.name):
            nearest = known.nearest(name)
            asked = f"did you mean {visible_line(nearest)}?" if nearest else "nobody here has that name."
            yield Found(use.item, use.field, f"{visible_line(name)}: {asked}", name)


_visible: dict[Place, tuple[tuple[Item, ...], list[Item]]] = {}
"""The panels read last, by identity, with their items that have a visibility: an edit asks for them all."""


def _with_visibility(canvas: Canvas, panel: Place) -> list[Item]:
    """The items of a panel that have a visibility of their own; most have none."""
    items = canvas.panels[panel]
    read, found = _visible.get(panel, ((), []))
    if read is not items:
        found = [item for item in items if VISIBILITY.key in item.values]
        _visible[panel] = items, found
    return found


def unsafe_in_public(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """What is public and disputed, and what is public and quotes something internal."""
    public = [item for item in _with_visibility(canvas, place) if item.visibility == "public"]
    if not public:
        return
    hidden = [
        (folded(item.text), item.text)
        for panel in PANEL_KEYS
        for item in _with_visibility(canvas, panel)
        if item.visibility == "internal" and len(item.text) >= _LEAST_QUOTED_LETTERS
    ]
    for item in public:
        if item.status == "disputed":
            yield Found(item.id, "visibility", f"{quote(item.text)} is public and disputed.")
        shown = folded("\n".join([item.text, *(str(value) for value in item.values.values())]))
        for text, original in hidden:
            if text in shown:
                sentence = f"{quote(item.text)} is public and quotes {quote(original)}, which is internal."
                yield Found(item.id, "text", sentence, original)


# The panels


def voice_only_told(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Found]:
    """No voice of the beneficiaries, or nothing in it that goes beyond telling them."""
    voices = live(canvas, place, rule.kind)
    if not voices:
        yield Found()
    elif all(_tells_alone(item) for item in voices):
        sentence = f"{quote(voices[0].text)} tells them: how are they asked, or how do they decide?"
        yield Found(voices[0].id, "text", sentence)


def _tells_alone(item: Item) -> bool:
    """Whether a statement has words for telling people, and none for hearing them."""
    words = set(re.findall(r"\w+", folded(f"{item.text} {item.note}")))
    return bool(words & _TELLING) and not any(word.startswith(_HEARING) for word in words)


_TELLING: Final = frozenset(
    (
        "told", "tell", "tells", "informed", "inform", "informs", "notified", "notify", "newsletter",
        "leaflet", "leaflets", "poster", "posters", "letter", "letters", "website",
        "announced", "announcement",
    )
)  # fmt: skip
_HEARING: Final = (
    "answer", "ask", "choos", "chose", "complain", "consult", "deci", "design", "elect", "feedback", "hear",
    "interview", "lead", "listen", "meet", "member", "panel", "question", "say", "shap", "sit", "speak",
    "suggest", "survey", "together", "voice", "vot", "workshop",
)  # fmt: skip
"""Beginnings of words that say that those told also have a say."""


def not_one_shared_goal(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Found]:
    """Not one goal, or one too long to say aloud."""
    goals, most = live(canvas, place, rule.kind), GOAL_WORDS.of(canvas)
    if len(goals) == 1 and (count := len(goals[0].text.split())) > most:
        yield Found(
            goals[0].id, "text", f"The goal has {count} words: say it in {most}, as you would to a stranger."
        )
    elif len(goals) > 1:
        yield Found(goals[1].id, "kind", f"There are {len(goals)} goals: which one do all share?")
    elif not goals:
        yield Found()


def unmeasurable_outcomes(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """No outcome, or outcomes that cannot be measured."""
    if not live(canvas, place, "outcome"):
        yield Found(sentence="No outcome to measure yet")
    yield from _OUTCOMES(_, canvas, place, __)


_OUTCOMES = each(
    "outcome",
    lacking(measure="has no measure", baseline="has no baseline", target="has no target", due="has no day"),
)


def too_few_partners(_: Rule, canvas: Canvas, __: Place, ___: date | None) -> Iterator[Found]:
    """Fewer than two partners."""
    names = canvas.partners
    if len(names) < LEAST_PARTNERS:
        yield Found(sentence=f"Only {quote(names[0])} is a partner so far." if names else "")


def too_few_people(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Partners for whom fewer than two people speak."""
    for item in live(canvas, place, "partner"):
        if len(people := item.names("people")) < _LEAST_PEOPLE:
            who, yet = (f"Only {visible_line(people[0])}", "") if people else ("Nobody", " yet")
            yield Found(item.id, "people", f"{who} speaks for {quote(item.text)}{yet}.")


def principle_count(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Too few principles, or too many."""
    count, least, most = len(live(canvas, place)), LEAST_PRINCIPLES.of(canvas), MOST_PRINCIPLES.of(canvas)
    if not least <= count <= most:
        yield Found(
            sentence=f"There are {_counted(count, 'principle')}: between {least} and {most} are remembered."
        )


def principles_not_agreed(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Principles that are not agreed."""
    for item in live(canvas, place):
        if not item.is_agreed:
            yield Found(item.id, "status", f"{quote(item.text)} is {item.status}, not agreed.")


def not_one_accountable(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Responsibilities for which nobody is accountable, or several are."""
    known = known_names(canvas)
    for item in live(canvas, place, "responsibility"):
        name = item.line("accountable").strip()
        if not name:
            yield Found(item.id, "accountable", f"Nobody is accountable for {quote(item.text)}.")
            continue
        if len(several := known.several(name)) > 1:
            names = _joined([visible_line(each) for each in several])
            yield Found(item.id, "accountable", f"{names} are accountable for {quote(item.text)}: name one.")


def nobody_responsible(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Responsibilities that nobody does."""
    for item in live(canvas, place, "responsibility"):
        if not item.names("responsible") and not item.owner:
            yield Found(item.id, "responsible", f"Nobody is named who does {quote(item.text)}.")


def partners_without_role(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Partners that stand in no responsibility."""
    if not live(canvas, place, "responsibility"):
        return
    taking = partners_in(canvas, known_names(canvas), "roles", ("accountable", "responsible", "owner"))
    for name in canvas.partners:
        if name not in taking:
            yield Found(sentence=f"{quote(name)} has no part in any responsibility.", about=name)


def concentration(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """A partner accountable for most of the responsibilities."""
    known, most = known_names(canvas), CONCENTRATION.of(canvas)
    names = [item.line("accountable") for item in live(canvas, place, "responsibility")]
    holders = Counter(known.partner(name) or name.strip() for name in names if name.strip())
    total = holders.total()
    if total < _LEAST_RESPONSIBILITIES:
        return
    name, count = max(holders.items(), key=lambda holder: holder[1])  # `most_common` would import heapq
    if count * 100 > total * most:
        sentence = f"{quote(name)} is accountable for {count} of {total} responsibilities."
        yield Found(sentence=sentence, about=name)


def agreement_state(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Found]:
    """No agreement, or one that has not come as far as the stage asks."""
    items = live(canvas, place, rule.kind)
    wanted = {"delivering": ("agreed", "signed"), "reviewing": ("signed",), "closing": ("signed",)}.get(
        canvas.stage, ()
    )
    if not items:
        yield Found()
    elif wanted and not any(item.values.get("state") in wanted for item in items):
        sentence = f"{quote(items[0].text)} is not {' or '.join(wanted)} yet."
        yield Found(items[0].id, "state", sentence)


def partners_without_sponsor(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """Partners that no sponsor can commit."""
    known = known_names(canvas)
    sponsored: set[str | None] = set()
    for item in live(canvas, place, "sponsor"):
        names = (item.line("partner"), *item.names("people"), item.owner)
        sponsored.update(known.partner(name) for name in names if name)
    for name in canvas.partners:
        if name not in sponsored:
            yield Found(sentence=f"Nobody is named who can commit {quote(name)}.", about=name)


def unanswered_unease(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """No unease named, or one without an answer."""
    if not live(canvas, place, "unease"):
        yield Found()
    yield from _ANSWERED(_, canvas, place, __)


_ANSWERED = each("unease", lacking(response="has no answer yet"))


def unaddressed_messages(_: Rule, canvas: Canvas, place: Place, __: date | None) -> Iterator[Found]:
    """No message, one without audience or owner, or nobody who signs off what goes out."""
    messages = live(canvas, place, "message")
    if not messages:
        yield Found()
        return
    yield from _ADDRESSED(_, canvas, place, __)
    if not live(canvas, place, "signoff"):
        yield Found(sentence="Nobody signs off what goes out.", about="signoff")


_ADDRESSED = each("message", lacking(audience="has no audience", owner="has no owner"))


def _conflict_sentence(conflict: Conflict) -> str:
    """Describe the two versions of a conflict."""
    ours, theirs = _format(conflict.ours), _format(conflict.theirs)
    if conflict.item is None:
        return f"the {conflict.name} is {ours} here and {theirs} in another version."
    where = BY_KEY[conflict.panel].title
    name = quote(conflict.item.text)
    if conflict.key == TEXT:
        return f"{where}: {ours} is {theirs} in another version."
    if conflict.deletes is not None:
        here = "in another version" if conflict.deletes else "here and kept in another version"
        return f"{where}: {name} is deleted {here}."
    if conflict.key == PANEL:
        panel = BY_KEY.get(str(conflict.theirs))
        return f"{where}: {name} stands in {panel.title if panel else theirs} in another version."
    return f"{where}: the {conflict.name} of {name} is {ours} here and {theirs} in another version."


def _format(value: Any) -> str:  # noqa: ANN401 - a file may hold anything
    """Format a value for a sentence: one line, sanitised."""
    if isinstance(value, str):
        return f"‘{visible_line(value)}’" if value else "nothing"
    if isinstance(value, list | tuple):
        return visible_line(" and ".join(map(str, value))) or "nothing"
    return "nothing" if value is None else visible_line(str(value))
