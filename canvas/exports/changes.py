"""What became of a canvas, in sentences that everybody at the table understands.

The sentences come in reading order, one for each statement that changed, after what the canvas says of
itself; the layouts below put them on a terminal, into Markdown, JSON or the message of a commit. Where the
canvas as it is now is given as well, they also tell where a statement stands that was moved in its panel.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from canvas.exports.change_phrases import clauses, in_brief, of_the_canvas
from canvas.exports.change_summary import WIDTH, counts, sorts, summary
from canvas.exports.phrases import IN_FULL, counted, line, quote_item
from canvas.model.canvas import UNWRITTEN
from canvas.model.compare import Change, FieldChange
from canvas.model.conflicts import sayings
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from canvas.model.canvas import Canvas
    from canvas.model.compare import Differences

__all__ = ["ChangeSentence", "as_json", "markdown", "message", "plain", "sentences", "summary"]

_FORMAT = 1
_NOTHING = "Nothing changed."
_LEADS = ("is now ", "now ")
"""What is said once where two clauses begin with it."""


class ChangeSentence(NamedTuple):
    """One change in words.

    Attributes:
        panel: the key of the panel it is about; empty for the canvas itself.
        words: what is said of it, where the panel stands above.
        change: what is told.
    """

    panel: str
    words: str
    change: Change | FieldChange

    @property
    def sentence(self) -> str:
        """What is said of it, where it stands alone."""
        return f"{BY_KEY[self.panel].title}: {self.words}" if self.panel else self.words


def sentences(differences: Differences, now: Canvas | None = None) -> list[ChangeSentence]:
    """Every change in words: what the canvas says of itself first, then in reading order.

    Args:
        differences: what changed.
        now: the canvas as it is now; without it, nobody is told after which a moved statement stands.
    """
    unresolved = {key for key, _ in sayings(now.values)} if now else set()
    told = [
        ChangeSentence("", of_the_canvas(change, unresolved=change.key in unresolved), change)
        for change in differences.properties
    ]
    return told + [ChangeSentence(change.panel, _words(change, now), change) for change in differences.items]


def plain(differences: Differences, heading: str, now: Canvas | None = None) -> str:
    """The changes as lines of text, the last one ended.

    Args:
        differences: what changed.
        heading: what is compared with what.
        now: as for `sentences`.
    """
    told = "".join(f"{each.sentence}\n" for each in sentences(differences, now))
    return f"{line(heading)}\n{_opening(differences)}\n" + (f"\n{told}" if told else "")


def markdown(differences: Differences, title: str, span: str, now: Canvas | None = None) -> str:
    """The changes as a Markdown document, its last line ended.

    Args:
        differences: what changed.
        title: the partnership's name.
        span: what is compared, as a sentence without its full stop.
        now: as for `sentences`.
    """
    from canvas.exports import document, markdown  # noqa: PLC0415 - only who asks for it waits for it

    blocks: list[document.Block] = [
        document.Heading(1, document.plain(line(title))),
        document.Paragraph(document.plain(f"{line(span)}.")),
        document.Paragraph(document.plain(_opening(differences))),
    ]
    for panel, group in groupby(sentences(differences, now), attrgetter("panel")):
        above = BY_KEY[panel].title if panel else "The partnership itself"
        words = [each.words[:1].upper() + each.words[1:] for each in group]
        blocks.append(document.Heading(2, document.plain(above)))
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

    ``format`` is 1. ``from`` and ``to`` say what is compared. ``properties`` has what the canvas says of
    itself, ``items`` each statement that changed: the ``panel`` it stands in (where it is gone, stood in),
    ``from_panel``, its ``id`` (null where the file gives none) and ``text``, which sorts of ``changes`` it
    has gone through (new, removed, moved, reordered, reworded, agreed and so on; ``changed`` for any other
    field), and each of its ``fields`` ``before`` and ``after``, null where there was or is none. Days and
    times are ISO texts. Each has the ``sentence`` that tells it.

    Args:
        differences: what changed.
        title: the partnership's name.
        old: what the older version is called, by what one calls it.
        new: the newer one likewise.
        now: as for `sentences`.
    """
    from canvas.exports import json  # noqa: PLC0415 - only who asks for it waits for it

    told = sentences(differences, now)
    data = {
        "format": _FORMAT,
        "title": title,
        "from": dict(old),
        "to": dict(new),
        "properties": [
            {**_field(each.change), "sentence": each.sentence}
            for each in told
            if isinstance(each.change, FieldChange)
        ],
        "items": [
            {**_item(each.change), "sentence": each.sentence}
            for each in told
            if isinstance(each.change, Change)
        ],
    }
    return json.written(data)


def message(differences: Differences, now: Canvas | None = None) -> str:
    """What to say of the changes in a commit: its subject, an empty line, and a list of the sentences."""
    from textwrap import fill  # noqa: PLC0415 - only who commits waits for it

    listed = "".join(
        fill(
            each.sentence,
            WIDTH,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        + "\n"
        for each in sentences(differences, now)
    )
    return f"{summary(differences)}\n" + (f"\n{listed}" if listed else "")


def _opening(differences: Differences) -> str:
    if differences.are_none:
        return _NOTHING
    number = len(differences.items) + len(differences.properties)
    sorts_told = ", ".join(counts(differences))
    more = "" if sorts_told == f"{number} changed" else f": {sorts_told}"
    return f"{counted(number, 'change')}{more}."


def _words(change: Change, now: Canvas | None) -> str:
    """What became of one statement: all that did, as one sentence."""
    if change.is_new:
        return f"new, {quote_item(change.item.text, IN_FULL)}{in_brief(change.panel, change.item)}."
    told = ["moved here from " + BY_KEY[change.source].title] * change.is_moved
    told += [_standing(change, now)] * change.reordered
    told += ["was removed"] * change.is_gone
    told += clauses(change)
    reworded = change.field("text") is not None
    subject = quote_item((change.before or change.item).text, *[IN_FULL] * (reworded or change.is_gone))
    return f"{subject} {_joined(told)}."


def _joined(told: list[str]) -> str:
    """Clauses as the end of one sentence; how two of them begin alike is said once."""
    said = told[:1]
    for before, clause in pairwise(told):
        lead = next((lead for lead in _LEADS if before.startswith(lead) and clause.startswith(lead)), "")
        said.append(clause.removeprefix(lead))
    *most, last = said
    return f"{', '.join(most)}{',' * (len(most) > 1)} and {last}" if most else last


def _standing(change: Change, now: Canvas | None) -> str:
    """Where a statement stands that was moved in its panel."""
    place = now.place(change.item.id) if now else None
    if now is None or place is None:
        return "was moved within the panel"
    panel, position = place
    return (
        f"now stands after {quote_item(now.panels[panel][position - 1].text)}"
        if position
        else "now stands first"
    )


def _field(change: FieldChange) -> dict[str, Any]:
    return {"field": change.key, "before": change.before, "after": change.after}


def _item(change: Change) -> dict[str, Any]:
    item = change.item
    return {
        "panel": change.panel,
        "from_panel": None if change.is_new else change.source,
        "id": None if item.id.startswith(UNWRITTEN) else item.id,
        "text": item.text,
        "changes": sorts(change),
        "fields": [_field(field) for field in change.fields or _all(change)],
    }


def _all(change: Change) -> list[FieldChange]:
    """All that is said of a statement that came or went, as if each field had changed."""
    if not (change.is_new or change.is_gone):
        return []
    pairs = {"text": change.item.text, **change.item.values}.items()
    return [FieldChange(key, *((None, value) if change.is_new else (value, None))) for key, value in pairs]
