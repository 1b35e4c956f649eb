"""Render an item for the summary: its text, its status, and its other fields."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from canvas.exports.conflict_phrases import NOT_SETTLED, item_differences
from canvas.exports.document import Bullet, Run, emphasis, plain, strong
from canvas.exports.item_people import agreement_state, people_of
from canvas.exports.phrases import day, line, listed, status_words
from canvas.model.named_tuple import NamedTuple
from canvas.model.next_act import act_of
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from canvas.exports.document import Inline
    from canvas.exports.summary_layout import Part
    from canvas.model.canvas import Item
    from canvas.model.schema import Field
    from canvas.model.types import Audience, PanelKey

OWN_LINE: dict[str, str] = {
    "evidence": "How we know",
    "gives": "Gives",
    "gets": "Gets",
    "practice": "In practice",
    "governance.response": "What we do about it",
    "leadership.response": "Our answer",
}
"""The fields with a line of their own, and its label."""

FACTS: dict[str, str] = {
    "measure": "shown by ",
    "baseline": "today: ",
    "target": "aim: ",
    "accountable": "responsible: ",
    "responsible": "done by ",
    "consulted": "asked: ",
    "informed": "told: ",
    "audience": "for ",
    "purpose": "",
    "channel": "through ",
    "frequency": "how often: ",
    "next": "next: ",
    "link": "more at ",
}
"""The fields that share a line, and the label of each."""

_TELL_MORE = frozenset(("owner", "state"))
"""The facts that tell of other fields too: the owner of the day, the state of who has signed and when."""

_SHOWN_ELSEWHERE = frozenset(
    {"kind", "status", "reason", "due", "visibility", "votes", "temperature", "note"}
    | {"people", "partner", "signed", "signatories"}
)
"""The fields that other code shows, or that the summary leaves out; any other is shown with its label."""

_WITHOUT_DETAILS = frozenset({"kind", "status", "reason", "visibility", "votes", "temperature"})
"""The fields of which no detail is told, whatever they hold."""

UNPUBLISHED = frozenset({"owner", "next", "note", "audience", "purpose", "channel", "frequency"})
"""The fields that the public page leaves out."""


class Reader(NamedTuple):
    """Renders items for one audience on one day, which decides what is overdue."""

    audience: Audience
    today: date

    @property
    def is_public(self) -> bool:
        """Whether anyone may be reading: then next steps are left out."""
        return self.audience == "public"

    def words(self, item: Item) -> Inline:
        """The text and, unless it is agreed, the status."""
        return self._with_status(item, plain(_text(item), "text"))

    def pointer(self, item: Item, part: Part) -> Inline:
        """`words` after what the item is about, for a place far from its section."""
        return self._with_status(item, (*_own(f"{part.called}: "), *plain(_text(item), "text")))

    def step(self, item: Item, part: Part) -> Inline:
        """What happens next, or the item itself where it says no more than that."""
        act, about = act_of(item)
        return self._with_status(item, plain(act, "next")) if about.strip() else self.pointer(item, part)

    def bullet(self, item: Item, part: Part) -> Bullet:
        """The item as a list entry with its details."""
        if part.label:
            words = (*_lead(part.label), *plain(_text(item), "text"))
        else:
            is_lead = part.panel == "principles" or part.kind == "partner"
            words = (strong if is_lead else plain)(_text(item), "text")
        words = self._with_status(item, (*words, *people_of(item, part.panel)))
        return Bullet(words, tuple(map(Bullet, self.details(item, part))), item.id)

    def details(self, item: Item, part: Part, but: Collection[str] = ()) -> tuple[Inline, ...]:
        """The other fields, a line each; short ones share a line.

        Args:
            item: the item.
            part: its place in the summary.
            but: the keys of the fields that are shown elsewhere.
        """
        if item.values.keys() <= _WITHOUT_DETAILS:  # as most have it
            return ()
        step = () if self.is_public else self._next(item, but)
        if self.is_public:
            but = UNPUBLISHED.union(but)
        elif (step and item.is_next_step) or (item.is_looked_after and not part.owned):
            but = {*but, "next", "owner"}  # beside the step, or in the list of who looks after what
        else:
            but = {*but, "next"}
        lines = [plain(self.differences(item, BY_KEY[part.panel].key))] if item.is_unresolved else []
        for field, label in _own_lines(part.panel):
            if field.key in item.values and field.key not in but:
                value = self._format(item, field).strip("\n")
                lines += [(*_own(label), *plain(value, field.key))] if value else []
        lines += [_capitalised(self._facts(item, _facts_of(part.panel), but)), step]
        if "note" not in but and item.note.strip():
            lines.append(plain(item.note, "note"))
        return tuple(filter(None, lines))

    def _next(self, item: Item, but: Collection[str]) -> Inline:
        """What happens next, by whom and by when; without the fields that are shown elsewhere."""
        if not item.next.strip():
            return ()
        words = (*plain("Next: "), *plain(line(item.next), "next"))
        is_step = item.is_next_step
        who = plain(item.owner, "owner") if is_step and item.owner.strip() and "owner" not in but else ()
        when = plain(self.when(item, ", overdue"), "due") if is_step and "due" not in but else ()
        if not (who or when):
            return words
        by = plain(", by " if who else "by ") if when else ()
        return (*words, *plain(" ("), *who, *by, *when, *plain(")"))

    def differences(self, item: Item, panel: PanelKey) -> str:
        """Both versions of an unresolved item, as a sentence; empty where there are no two."""
        hidden = UNPUBLISHED | {"due"} if self.is_public else ()
        return item_differences(panel, item, self.audience, hidden)

    def values(self, items: Iterable[Item], panel: str, keys: tuple[str, ...]) -> list[Inline]:
        """The cells of a column: the value of one field, or several fields with their labels."""
        fields = BY_KEY[panel].fields
        shown = [f for f in fields if f.key in keys and not (self.is_public and f.key in UNPUBLISHED)]
        if len(shown) == 1:
            return [plain(self._format(item, shown[0]), shown[0].key) for item in items]
        return [self._facts(item, shown) for item in items]

    def when(self, item: Item, remark: str = " (overdue)") -> str:
        """The due date, with the remark where it is overdue."""
        due = item.due
        if not due:
            return ""
        is_late = due < self.today and not self.is_public and item.is_overdue(self.today)
        return day(due) + remark * is_late

    def _facts(self, item: Item, fields: Iterable[Field], but: Collection[str] = ()) -> Inline:
        """Short fields on one line, without those of some keys."""
        runs: Inline = ()
        for field in fields:
            if (field.key in item.values or field.key in _TELL_MORE) and field.key not in but:
                fact = self._fact(item, field)
                runs = (*runs, *_own("; "), *fact) if runs and fact else runs or fact
        return runs

    def _fact(self, item: Item, field: Field) -> Inline:
        if field.key == "state":
            return plain(agreement_state(item), "state")
        if field.key == "owner":
            who = (*_own("owner: "), *plain(item.owner, "owner")) if item.owner.strip() else ()
            when = self.when(item)
            if not when:
                return who
            return (*who, *_own(", by " if who else "by "), *plain(when, "due"))
        if not _is_fact(field):
            return ()
        value = self._format(item, field)
        label = FACTS.get(field.key, f"{field.label.lower()}: ")
        return (*_own(label), *plain(value, field.key)) if value else ()

    def _format(self, item: Item, field: Field) -> str:
        if field.key == "due":
            return self.when(item)
        value = item.get(field)
        if field.type == "choice":
            return next((choice.hint for choice in field.choices if choice.key == value), "")
        if isinstance(value, date):
            return day(value)
        if isinstance(value, tuple):
            return listed([name for name in value if name.strip()])
        return str(value) if str(value).strip() else ""

    def _with_status(self, item: Item, words: Inline) -> Inline:
        status = NOT_SETTLED if item.is_unresolved else status_words(item.status, self.audience)
        return (*words, *_mark(status)) if status else words


def _is_fact(field: Field) -> bool:
    """Whether a field shares a line with others."""
    if field.key in FACTS or field.key in _TELL_MORE:
        return True
    return not (field.key in _SHOWN_ELSEWHERE or field.key in OWN_LINE or field.type == "prose")


@cache
def _facts_of(panel: str) -> tuple[Field, ...]:
    """The fields of a panel that share a line."""
    return tuple(filter(_is_fact, BY_KEY[panel].fields))


@cache
def _own_lines(panel: str) -> tuple[tuple[Field, str], ...]:
    """The fields of a panel that have a line of their own, each with its label."""
    labels = (
        (field, OWN_LINE.get(field.key, OWN_LINE.get(f"{panel}.{field.key}"))) for field in BY_KEY[panel].own
    )
    return tuple(
        (field, f"{label or field.label}: ") for field, label in labels if label or field.type == "prose"
    )


@cache
def _own(words: str) -> Inline:
    """A label of ours, made once: there are few, and they stand beside every item."""
    return plain(words)


@cache
def _lead(label: str) -> Inline:
    """The label at the beginning of an item."""
    return (*strong(f"{label}:"), *plain(" "))


@cache
def _mark(status: str) -> Inline:
    """The status at the end of an item."""
    return (*plain(" "), *emphasis(f"({status})"))


def _text(item: Item) -> str:
    return item.text.strip("\n") if item.text.strip() else "(no words yet)"


def _capitalised(content: Inline) -> Inline:
    if not content:
        return ()
    (text, style, href, field), *others = content
    return (Run(text[:1].upper() + text[1:], style, href, field), *others)
