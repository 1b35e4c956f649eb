"""The changes between two versions in sentences, and their layouts: lines, Markdown, JSON, a commit message.

There is one sentence for each changed item, in reading order, after those for the canvas's own fields. Every
layout takes the canvas as it is now: without it, no sentence says after which item a reordered one stands.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import attrgetter
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Any, NamedTuple

from canvas.exports.change_phrases import clauses, in_brief, of_a_record, of_the_canvas
from canvas.exports.change_summary import WIDTH, counts, kinds, summary
from canvas.exports.phrases import IN_FULL, counted, line, quote_item
from canvas.model.canvas import UNWRITTEN
from canvas.model.compare import Change, FieldChange, RecordChange
from canvas.model.conflicts import other_values
from canvas.model.records import ID
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from canvas.model.canvas import Canvas
    from canvas.model.compare import Differences

__all__ = ["ChangeSentence", "as_json", "markdown", "message", "plain", "sentences", "summary"]

_FORMAT = 1
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
    return f"{line(heading)}\n{_overview(differences)}\n" + (f"\n{told}" if told else "")


def markdown(differences: Differences, title: str, span: str, now: Canvas | None = None) -> str:
    """The changes as a Markdown document; ``span`` says what is compared."""
    from canvas.exports import document, markdown  # noqa: PLC0415 - only for this layout

    blocks: list[document.Block] = [
        document.heading(line(title), 1),
        document.paragraph(f"{line(span)}."),
        document.paragraph(_overview(differences)),
    ]
    for panel, group in groupby(sentences(differences, now), attrgetter("panel")):
        words = [each.words[:1].upper() + each.words[1:] for each in group]
        blocks.append(document.heading(BY_KEY[panel].title if panel else "The partnership itself"))
        blocks.append(document.Bullets(tuple(document.Bullet(document.plain(each)) for each in words)))
    return markdown.render(document.TextDocument(line(title), tuple(blocks)))


def as_json(
    differences: Differences,
    title: str,
    *,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    now: Canvas | None = None,
) -> str:
    """The changes as a JSON document, for scripts.

    ``format`` is 1. ``from`` and ``to`` (here ``old`` and ``new``) name the versions. ``properties`` has the
    changes of the canvas's own fields, ``items`` each item that changed: its ``panel`` (where it is gone, its
    last one), ``from_panel``, ``id`` (null where the file gives none) and ``text``, the kinds of ``changes``
    (new, removed, moved, reordered, reworded, agreed and so on; ``changed`` for any other field), and each
    of its ``fields`` ``before`` and ``after``, null where there was or is none. ``records`` has each record
    that changed, with its ``collection``, ``id``, ``changes`` and ``fields``. Days and times are ISO texts.
    Each has the ``sentence`` that tells it.
    """
    from canvas.exports import json  # noqa: PLC0415 - only for this layout

    found: dict[str, list[dict[str, Any]]] = {"properties": [], "items": [], "records": []}
    for each in sentences(differences._replace(records=()), now):
        if isinstance(each.change, FieldChange):
            found["properties"].append({**_field(each.change), "sentence": each.sentence})
        elif not isinstance(each.change, RecordChange):
            found["items"].append({**_item(each.change), "sentence": each.sentence})
    found["records"] = [
        {**_record(change), "sentence": of_a_record(change)} for change in differences.records
    ]
    return json.written({"format": _FORMAT, "title": title, "from": dict(old), "to": dict(new), **found})


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


def _overview(differences: Differences) -> str:
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


def _field(change: FieldChange) -> dict[str, Any]:
    return {"field": change.key, "before": change.before, "after": change.after}


def _each_field(values: Mapping[str, Any], *, is_new: bool) -> tuple[FieldChange, ...]:
    """The fields of what is new or gone, as if each had changed."""
    return tuple(FieldChange(key, *((None, v) if is_new else (v, None))) for key, v in values.items())


def _record(change: RecordChange) -> dict[str, Any]:
    record = change.record
    fields = change.fields
    if change.is_new or change.is_gone:
        said = {key: value for key, value in record.values.items() if key != ID}
        fields = _each_field(said, is_new=change.is_new)
    return {
        "collection": change.collection,
        "id": None if record.id.startswith(UNWRITTEN) else record.id,
        "changes": ["new" if change.is_new else "removed" if change.is_gone else "changed"],
        "fields": [_field(field) for field in fields],
    }


def _item(change: Change) -> dict[str, Any]:
    item = change.item
    fields = change.fields
    if not fields and (change.is_new or change.is_gone):
        fields = _each_field({"text": item.text, **item.values}, is_new=change.is_new)
    return {
        "panel": change.panel,
        "from_panel": None if change.is_new else change.source,
        "id": None if item.id.startswith(UNWRITTEN) else item.id,
        "text": item.text,
        "changes": kinds(change),
        "fields": [_field(field) for field in fields],
    }
