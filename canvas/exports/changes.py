"""The changes between two versions in sentences, and their layouts: lines, Markdown, JSON, a commit message.

There is one sentence for each changed item, in reading order, after those for the canvas's own fields. Every
layout takes the canvas as it is now: without it, no sentence says after which item a reordered one stands.
"""

from __future__ import annotations

from itertools import pairwise
from textwrap import TextWrapper
from typing import TYPE_CHECKING, NamedTuple

from canvas.exports.change_phrases import clauses, in_brief, of_the_canvas
from canvas.exports.change_summary import WIDTH, counts, summary
from canvas.exports.phrases import IN_FULL, counted, line, quote_item
from canvas.exports.record_phrases import of_a_record
from canvas.model.compare import Change
from canvas.model.conflicts import other_values
from canvas.model.field_changes import FieldChange
from canvas.model.record_changes import RecordChange
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas
    from canvas.model.compare import Differences

__all__ = ["ChangeSentence", "message", "overview", "plain", "sentences", "summary"]

_SHARED_LEADS = ("is now ", "now ")
"""What is not repeated where two clauses begin with it."""


class ChangeSentence(NamedTuple):
    """One change in words.

    Attributes:
        panel: the key of the panel it is about; empty for the canvas itself.
        words: the sentence where the panel stands above it.
        change: the change.
    """

    panel: str
    words: str
    change: Change | FieldChange | RecordChange

    @property
    def sentence(self) -> str:
        """The sentence where it stands alone."""
        return f"{BY_KEY[self.panel].title}: {self.words}" if self.panel else self.words


def sentences(differences: Differences, now: Canvas | None = None) -> list[ChangeSentence]:
    """Every change in words."""
    unresolved = {key for key, _ in other_values(now.values)} if now else set()
    told = [
        ChangeSentence("", of_the_canvas(change, is_unresolved=change.key in unresolved), change)
        for change in differences.properties
    ]
    told += [
        ChangeSentence("", of_a_record(change, number), change) for change, number in differences.told_records
    ]
    return told + [ChangeSentence(change.panel, _words(change, now), change) for change in differences.items]


def plain(differences: Differences, heading: str, now: Canvas | None = None) -> str:
    """The changes as lines below a heading."""
    told = "".join(f"{each.sentence}\n" for each in sentences(differences, now))
    return f"{line(heading)}\n{overview(differences)}\n" + (f"\n{told}" if told else "")


def message(differences: Differences, now: Canvas | None = None) -> str:
    """A commit message: the summary, an empty line, and a list of the sentences."""
    wrapper = TextWrapper(
        WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    listed = "".join(f"{wrapper.fill(each.sentence)}\n" for each in sentences(differences, now))
    return f"{summary(differences)}\n" + (f"\n{listed}" if listed else "")


def overview(differences: Differences) -> str:
    """The number of changes of each kind."""
    if differences.are_none:
        return "Nothing changed."
    number = differences.number
    by_kind = ", ".join(counts(differences))
    more = "" if by_kind == f"{number} changed" else f": {by_kind}"
    return f"{counted(number, 'change')}{more}."


def _words(change: Change, now: Canvas | None) -> str:
    """The sentence for an item."""
    if change.is_new:
        return f"new, {quote_item(change.item.text, IN_FULL)}{in_brief(change.panel, change.item)}."
    told = ["moved here from " + BY_KEY[change.source].title] * change.is_moved
    told += [_new_position(change, now)] * change.reordered
    told += ["was removed"] * change.is_gone
    told += clauses(change)
    is_quoted_in_full = change.is_gone or change.field("text") is not None
    subject = quote_item((change.before or change.item).text, *[IN_FULL] * is_quoted_in_full)
    return f"{subject} {_joined(told)}."


def _joined(told: list[str]) -> str:
    """Join clauses to the end of a sentence; a lead that two of them share is not repeated."""
    said = told[:1]
    for before, clause in pairwise(told):
        lead = next(
            (lead for lead in _SHARED_LEADS if before.startswith(lead) and clause.startswith(lead)), ""
        )
        said.append(clause.removeprefix(lead))
    *most, last = said
    return f"{', '.join(most)}{',' * (len(most) > 1)} and {last}" if most else last


def _new_position(change: Change, now: Canvas | None) -> str:
    """Where an item stands that was moved within its panel."""
    place = now.place(change.item.id) if now else None
    if now is None or place is None:
        return "was moved within the panel"
    panel, position = place
    if not position:
        return "now stands first"
    return f"now stands after {quote_item(now.panels[panel][position - 1].text)}"
