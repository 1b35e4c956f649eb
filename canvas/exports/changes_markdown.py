"""The changes between two versions as a Markdown document."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from canvas.exports import document, markdown
from canvas.exports.changes import overview, sentences
from canvas.exports.phrases import line
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas
    from canvas.model.compare import Differences


def as_markdown(differences: Differences, title: str, span: str, now: Canvas | None = None) -> str:
    """The changes as a Markdown document; ``span`` says what is compared."""
    blocks: list[document.Block] = [
        document.heading(line(title), 1),
        document.paragraph(f"{line(span)}."),
        document.paragraph(overview(differences)),
    ]
    for panel, group in groupby(sentences(differences, now), attrgetter("panel")):
        words = [each.words[:1].upper() + each.words[1:] for each in group]
        blocks.append(document.heading(BY_KEY[panel].title if panel else "The partnership itself"))
        blocks.append(document.Bullets(tuple(document.Bullet(document.plain(each)) for each in words)))
    return markdown.render(document.TextDocument(line(title), tuple(blocks)))
