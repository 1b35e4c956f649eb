"""Parse what is typed for a new statement: ``need: half the doctors leave @Dr Weiss by fri !!``.

A kind of the panel and a colon at the beginning; ``@`` and a name; ``by`` and a day, and ``!!`` for disputed,
at the end. Whatever is none of these is kept to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final, Literal, NamedTuple

from canvas.model.calendar_text import DayError
from canvas.model.date_parser import parse_date
from canvas.model.owner_names import filter_names, known_name, quoted_name
from canvas.model.schema import PANELS, FieldValue, Panel
from canvas.model.text_folding import folded, folded_name

ShorthandField = Literal["kind", "owner", "due", "status"]
"""A field that shorthand can set."""

_DISPUTED: Final = "!!"
_MAX_DAY_WORDS: Final = 6
_PUNCTUATION: Final = ".,;:!?"
_AMOUNT: Final = (
    "(an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+) ?"
    "(d|days?|w|wks?|weeks?|fortnights?|m|months?|y|yrs?|years?)|[0-9]+[.][0-9]+|[a-z]{1,2}"
)
"""What `by` has after it where it tells how much, or nothing: “cut waiting by two weeks”, “written by us”."""


class Span(NamedTuple):
    """A part of the text that is shorthand for a field.

    Attributes:
        start: the position of its first character.
        end: the position after its last.
        field: the field that it sets.
    """

    start: int
    end: int
    field: ShorthandField


class Typed(NamedTuple):
    """A statement as it was typed, understood.

    Attributes:
        text: its text, without what is shorthand.
        values: the fields that the shorthand sets.
        spans: the parts of what was typed that are shorthand, in their order.
        problem: why what looks like a day at the end is none; empty where nothing does.
    """

    text: str
    values: Mapping[str, FieldValue]
    spans: tuple[Span, ...] = ()
    problem: str = ""


def to_the_letter(text: str) -> Typed:
    """A text in which nothing is shorthand."""
    return Typed(text, {})


def split_panel(text: str) -> tuple[Panel | None, str]:
    """The panel that the number or the name at the beginning of a line names, and the rest of the line."""
    found = re.match(r"\s*(?:([1-8])[.:)]?|([A-Za-z]+):?)\s+(?=\S)", text)
    if not found:
        return None, text
    number, name = found[1], (found[2] or "").casefold()
    panel = next((panel for panel in PANELS if number == str(panel.number) or name == panel.key), None)
    return (panel, text[found.end() :]) if panel else (None, text)


def typed_anew(before: str, now: str) -> tuple[int, int]:
    """The part of a text that was typed anew, of one that was edited."""
    shared = min(len(before), len(now))
    prefix = next((at for at in range(shared) if before[at] != now[at]), shared)
    suffix = next((at for at in range(shared) if before[-1 - at] != now[-1 - at]), shared)
    # Letters beside an insertion that stand at its other end too may have been typed or not: they count.
    start = max(0, min(prefix, len(before) - suffix))
    return start, len(now) - max(0, min(suffix, len(before) - prefix))


def parse(
    text: str, panel: Panel, names: Sequence[str], today: date, *, typed: tuple[int, int] | None = None
) -> Typed:
    """Understand the text of a statement of a panel.

    Args:
        text: what was typed.
        panel: the panel, whose kinds may stand at the beginning.
        names: the names that are known; the longest that stands after an ``@`` is meant.
        today: the day from which others count.
        typed: the part of the text that was typed anew, all of it where None; the rest is no shorthand.
    """
    parser = _Parser(text, names, today, typed or (0, len(text)))
    parser.take_kind(panel)
    while parser.take_dispute() or parser.take_day() or parser.take_last_owner():
        pass
    parser.take_owner_within()
    return parser.result()


class _Parser:
    """Takes shorthand off both ends of a text.

    Attributes:
        start: where the statement begins, after its kind.
        end: where it ends, before what was taken off its end.
    """

    def __init__(self, text: str, names: Sequence[str], today: date, typed: tuple[int, int]) -> None:
        self.text = text
        self.start, self.end = 0, len(text.rstrip())
        self._known = {folded_name(name): name for name in names}
        self._today = today
        self._typed = typed
        self._values: dict[str, FieldValue] = {}
        self._spans: list[Span] = []
        self._tail = ""
        self._unmarked: Span | None = None
        self._problem = ""

    def take_kind(self, panel: Panel) -> None:
        """A kind of the panel, a colon and a space at the beginning."""
        found = re.match(r"\s*(\w+):\s+", self.text)
        if found and any(found[1].casefold() == kind.key for kind in panel.kinds):
            span = Span(found.start(1), found.end(1) + 1, "kind")
            if self._take(span, found[1].casefold()):
                self.start = found.end()

    def take_dispute(self) -> bool:
        """The last word is two exclamation marks."""
        start = self.end - len(_DISPUTED)
        if self.text[start : self.end] != _DISPUTED or not self._stands_after_space(start):
            return False
        return self._take_off(Span(start, self.end, "status"), "disputed")

    def take_day(self) -> bool:
        """The last words are ``by`` and a day."""
        before = self.text[: self.end].rsplit(None, _MAX_DAY_WORDS + 1)[:1]
        pattern = re.compile(r"(?<=\s)by\s+(?=\S)", re.IGNORECASE)
        for found in pattern.finditer(self.text, max(self.start, sum(map(len, before))), self.end):
            said = self.text[found.end() : self.end]
            if re.fullmatch(_AMOUNT, said.casefold()):
                continue
            try:
                day = parse_date(said, self._today)
            except DayError as error:
                self._problem = "" if error.code == "unreadable" or "due" in self._values else str(error)
                continue
            if self._take_off(Span(found.start(), self.end, "due"), day):
                self._problem = ""
                return True
        return False

    def take_last_owner(self) -> bool:
        """The last words are an ``@`` and a name."""
        at = next(reversed([*self._mentions()]), None)
        if at is None:
            return False
        rest = self.text[at + 1 : self.end]
        bare = rest.rstrip(_PUNCTUATION)
        name = quoted_name(self._known, bare)
        if not name and (name := self._known.get(folded_name(rest), "")):
            bare = rest
        name = name or known_name(self._known, bare) or _new_name(bare)
        if name and self._take_off(Span(at, at + 1 + len(bare), "owner"), name):
            self._tail = rest[len(bare) :] + self._tail
            return True
        return False

    def take_owner_within(self) -> None:
        """A known name after the only ``@`` of the sentence: it stays there as a part of it."""
        mentions = [*self._mentions()]
        if len(mentions) != 1:
            return
        at = mentions[0]
        longest = max((len(name.split()) for name in self._known), default=0)
        words = re.finditer(r"\S+", self.text[at + 1 : self.end])
        for last in reversed([*islice(words, longest)]):
            said = self.text[at + 1 : at + 1 + last.end()]
            for name in (said, said.rstrip(_PUNCTUATION)):
                known = known_name(self._known, name)
                span = Span(at, at + 1 + len(name), "owner")
                if known and self._take(span, known):
                    self._unmarked = span
                    return

    def result(self) -> Typed:
        """What was understood; the text to the letter where nothing would be left of it."""
        at = self._unmarked.start if self._unmarked else self.end
        left = self.text[self.start : at] + self.text[at + 1 : self.end] + self._tail
        if not self._spans or not left.strip(_PUNCTUATION + " \t\n"):
            return to_the_letter(self.text)._replace(problem=self._problem)
        return Typed(left, self._values, tuple(sorted(self._spans)), self._problem)

    def _mentions(self) -> Iterator[int]:
        """The positions of each ``@`` at a word's start, where no owner was found yet."""
        if "owner" not in self._values:
            for found in re.finditer(r"(?<!\S)@(?=\S)", self.text[: self.end]):
                if found.start() >= self.start:
                    yield found.start()

    def _stands_after_space(self, position: int) -> bool:
        return position > self.start and self.text[position - 1].isspace()

    def _take(self, span: Span, value: FieldValue) -> bool:
        """Take a span for a field that has none, where all of it was typed anew."""
        if span.field in self._values or span.start < self._typed[0] or span.end > self._typed[1]:
            return False
        self._values[span.field] = value
        self._spans.append(span)
        return True

    def _take_off(self, span: Span, value: FieldValue) -> bool:
        """Take a span off the end."""
        if not self._take(span, value):
            return False
        self.end = len(self.text[: span.start].rstrip())
        self.start = min(self.start, self.end)
        return True


def _new_name(said: str) -> str:
    """A name that is not known: one word, and those after it that begin with a capital letter; or nothing."""
    first, *others = said.split() or [""]
    is_name = first[:1].isalpha() and all(word[:1].isupper() for word in others)
    return " ".join((first, *others)) if is_name else ""


class Completion(NamedTuple):
    """A name that completes what is typed.

    Attributes:
        start: the position after the ``@``.
        names: the names that fit, the best first.
    """

    start: int
    names: tuple[str, ...]


def complete(text: str, names: Sequence[str]) -> Completion | None:
    """The names that fit what stands after the last ``@`` of the text; None where there are none."""
    found = re.search(r"(?<!\S)@([^@]*)\Z", text)
    if not found or found[1][:1].isspace():
        return None
    said = found[1]
    fit = [name for name in filter_names(names, said) if _begins_words(name, said)]
    fit = [name for name in fit if folded_name(name) != folded_name(said)]
    if any(folded_name(name) == folded_name(said) for name in names):
        fit = [name for name in fit if folded_name(name).startswith(folded_name(said))]
    return Completion(found.start(1), tuple(fit)) if fit else None


def _begins_words(name: str, said: str) -> bool:
    """Whether each word that was typed begins a word of a name."""
    return all(any(part.startswith(word) for part in folded(name).split()) for word in folded(said).split())
