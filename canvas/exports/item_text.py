"""One statement as people read it: its words, where it stands, and what else there is to say about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from canvas.exports.conflict_phrases import NOT_SETTLED, item_differences
from canvas.exports.document import Bullet, emphasis, plain, strong
from canvas.exports.phrases import day, listed, status_words
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Collection

    from canvas.exports.document import Inline
    from canvas.exports.summary_layout import Part
    from canvas.model.canvas import Item
    from canvas.model.schema import Field

_PROSE: dict[str, str] = {
    "evidence": "How we know",
    "gives": "Gives",
    "gets": "Gets",
    "practice": "In practice",
    "governance.response": "What we do about it",
    "leadership.response": "Our answer",
}
"""The fields that take a line of their own, and what leads them in."""

_FACTS: dict[str, str] = {
    "measure": "shown by ",
    "baseline": "today: ",
    "target": "aim: ",
    "accountable": "answered for by ",
    "responsible": "done by ",
    "consulted": "asked: ",
    "informed": "told: ",
    "audience": "for ",
    "purpose": "",
    "channel": "through ",
    "frequency": "how often: ",
    "link": "more at ",
}
"""The fields that share a line, and what leads each in."""

_STATES = {"": "", "draft": "still being written", "agreed": "settled, not signed yet", "signed": "signed"}
_ACTING = ("accountable", "responsible", "people", "partner")
_UNPUBLISHED = frozenset({"owner", "note", "audience", "purpose", "channel", "frequency"})
"""What the partners note about a statement for themselves: it is left out where anyone may be reading."""


_WORDED_ELSEWHERE = frozenset(
    {"kind", "status", "reason", "due", "visibility", "votes", "temperature", "note"}
    | {"people", "partner", "signed", "signatories"}
)
"""The fields without a line or fact of their own: other parts of the summary show them, or none does.

Any other field is shown as its label and its value, so that a new one is never missing.
"""


class Reader(NamedTuple):
    """Renders items for one audience on one day.

    Attributes:
        audience: who reads them.
        today: the day they read, which decides what is overdue.
    """

    audience: str
    today: date

    @property
    def is_public(self) -> bool:
        """Whether anyone may be reading: then nothing is said of next steps, late ones least of all."""
        return self.audience == "public"

    def words(self, item: Item) -> Inline:
        """What was said, and in a word where it stands when it is not simply agreed."""
        return self._marked(item, plain(_said(item)))

    def pointer(self, item: Item, part: Part) -> Inline:
        """The same words with what they are about, for a place far from where they stand at home."""
        return self._marked(item, plain(f"{part.called}: {_said(item)}"))

    def bullet(self, item: Item, part: Part) -> Bullet:
        """The statement as an entry of a list, led in by its part's label or leading in its own details.

        Args:
            item: the statement.
            part: the place in the summary it stands in.
        """
        words = (*strong(f"{part.label}:"), *plain(f" {_said(item)}")) if part.label else _lead(item, part)
        aside = _who(item, part.panel)
        words = (*words, *plain(f" ({aside})")) if aside else words
        return Bullet(self._marked(item, words), self.details(item, part))

    def details(self, item: Item, part: Part, but: Collection[str] = ()) -> tuple[Inline, ...]:
        """What else the statement holds, a line each; short facts share one.

        Args:
            item: the statement.
            part: the place in the summary it stands in.
            but: the keys of the fields that are told elsewhere.
        """
        if self.is_public:
            but = {*but, *_UNPUBLISHED}
        elif item.is_next_step and not part.owned:
            but = {*but, "owner"}  # the table of next steps says who, and by when
        lines: list[str] = list(filter(None, (self.differences(item, part.panel),)))
        for field in BY_KEY[part.panel].own:
            label = _PROSE.get(field.key, _PROSE.get(f"{part.panel}.{field.key}"))
            if field.key in but:
                continue
            if label and item.line(field.key).strip():
                lines.append(f"{label}: " + item.line(field.key).strip("\n"))
            elif field.type == "prose" and not label and (value := self._said_of(item, field).strip("\n")):
                lines.append(f"{field.label}: {value}")
        fields = (field for field in BY_KEY[part.panel].fields if field.key not in but)
        facts = [fact for field in fields if (fact := self._fact(item, field))]
        if facts:
            lines.append(_sentence(facts))
        if "note" not in but and item.note.strip():
            lines.append(item.note)
        return tuple(map(plain, lines))

    def differences(self, item: Item, panel: str) -> str:
        """Both versions of an unresolved item, as a sentence; empty where there are no two."""
        hidden = _UNPUBLISHED | {"due"} if self.is_public else ()
        return item_differences(panel, item, self.audience, hidden)

    def value(self, item: Item, panel: str, keys: tuple[str, ...]) -> str:
        """What a table's cell tells of one field, or of several."""
        hidden = _UNPUBLISHED if self.is_public else ()
        fields = [field for field in BY_KEY[panel].fields if field.key in keys and field.key not in hidden]
        if len(fields) == 1:
            return self._said_of(item, fields[0])
        return "; ".join(fact for field in fields if (fact := self._fact(item, field)))

    def when(self, item: Item) -> str:
        """By which day it is to be done, and whether that day has gone by."""
        if not item.due:
            return ""
        late = item.is_overdue(self.today) and not self.is_public
        return day(item.due) + " (overdue)" * late

    def _fact(self, item: Item, field: Field) -> str:
        if field.key == "state":
            return _agreement(item)
        if field.key == "owner":
            who, when = f"seen to by {item.owner}" * bool(item.owner.strip()), self.when(item)
            return ", ".join(filter(None, (who, f"by {when}" * bool(when))))
        label = _FACTS.get(field.key)
        if label is None:
            if field.key in _WORDED_ELSEWHERE or field.key in _PROSE or field.type == "prose":
                return ""
            label = f"{field.label.lower()}: "
        said = self._said_of(item, field)
        return f"{label}{said}" if said else ""

    def _said_of(self, item: Item, field: Field) -> str:
        if field.key == "due":
            return self.when(item)
        value = item.get(field)
        if field.type == "choice":
            return next((choice.hint for choice in field.choices if choice.key == value), "")
        if isinstance(value, date):
            return day(value)
        if isinstance(value, tuple):
            return listed([str(name) for name in value if str(name).strip()])
        return str(value) if str(value).strip() else ""

    def _marked(self, item: Item, words: Inline) -> Inline:
        mark = NOT_SETTLED if item.is_unresolved else status_words(item.status, self.audience)
        return (*words, *plain(" "), *emphasis(f"({mark})")) if mark else words


def to_act(item: Item) -> tuple[tuple[str, ...], ...]:
    """Who is to see to it, best known first: its owner, or else whoever it names in some other part.

    Args:
        item: a statement with a day or an owner.
    """
    if item.owner.strip():
        return ((item.owner,),)
    found = (_listed(item, key) or tuple(filter(str.strip, (item.line(key),))) for key in _ACTING)
    return tuple(filter(None, found))


def _said(item: Item) -> str:
    return item.text.strip("\n") if item.text.strip() else "(no words yet)"


def _lead(item: Item, part: Part) -> Inline:
    leads = part.panel == "principles" or part.kind == "partner"
    return strong(_said(item)) if leads else plain(_said(item))


def _agreement(item: Item) -> str:
    """How far a document has come, in one breath: signed on 3 March 2027 by A and B."""
    state = _STATES.get(item.line("state"), "")
    signed = item.values.get("signed")
    when = f" on {day(signed)}" if type(signed) is date else ""
    names = _names(item, "signatories")
    who = f" by {names}" if names else ""
    if not when and not who:
        return state
    if state in ("", "signed"):
        return f"signed{when}{who}"
    return f"{state}; so far signed{when}{who}"


def _who(item: Item, panel: str) -> str:
    """The people a statement names and the partner they stand for: Ana Petrescu, Riverside Kitchen."""
    if not any(field.key == "people" for field in BY_KEY[panel].own):
        return ""
    names = _names(item, "people")
    return ", ".join(part for part in (names, item.line("partner")) if part.strip())


def _names(item: Item, key: str) -> str:
    return listed(_listed(item, key))


def _listed(item: Item, key: str) -> tuple[str, ...]:
    return tuple(name for name in item.names(key) if name.strip())


def _sentence(facts: list[str]) -> str:
    line = "; ".join(facts)
    return line[:1].upper() + line[1:]
