"""The rows of the table about git: what merges, what is lost, what a diff shows, how long a merge takes."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import clones as many
from benchmarks import reviews as reviewing
from benchmarks.canvases import canvas_of
from benchmarks.concurrent import SEEDS, count, total
from benchmarks.diff_size import LIMITS, sizes
from benchmarks.figures import Figure, Row, against, milliseconds
from benchmarks.harder_kinds import HARDER
from benchmarks.kinds import KINDS
from benchmarks.programs import ROOT, Programs
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas
from canvas.model.edits import set_text

_ITEMS_TO_MERGE, _EDITS_TO_MERGE = 125, 100
_MOST_AS_TEXT = 84
_REVIEWS = 3
_MERGED = "examples", "riverside-breakfast.canvas.toml"


def merge_kinds(_: Programs) -> Row:
    """Edits at the same time that nobody would quarrel over, merged by git with the driver and without."""
    with TemporaryDirectory() as folder:
        ours = total(count(folder, KINDS, driver=True))
    with TemporaryDirectory() as folder:
        harder = total(count(folder, HARDER, driver=True))
    with TemporaryDirectory() as folder:
        text = total(count(folder, KINDS, driver=False))
    figures = [
        Figure(value, limit, unit, of, "count")
        for of, found, limits in (
            ("with the driver", ours, (0, 0, 0)),
            ("harder kinds", harder, (0, 0, 0)),
            ("as text", text, (_MOST_AS_TEXT, 0)),
        )
        for value, limit, unit in zip(
            (found.conflicts, found.wrong, found.astray),
            limits,
            ("conflicts", "wrong", "astray"),
            strict=False,
        )
    ]
    detail = f"{ours.merges}, {harder.merges} and {text.merges} merges, {SEEDS} of a kind"
    return Row(f"edits at the same time, {len(KINDS)} kinds, merged by git", tuple(figures), detail)


def merge_comments(_: Programs) -> Row:
    """Edits at the same time of files with comments in every place, merged by git with the driver."""
    from benchmarks import commented  # noqa: PLC0415 - only this row needs the tests' judge

    with TemporaryDirectory() as folder:
        *easy, disputed = commented.count(folder)
    found, entries = commented.total(easy), disputed.conflicts
    lost = found + disputed
    figures = (
        Figure(lost.lost, 0, "lost", statistic="count"),
        Figure(lost.astray, 0, "away from their place", statistic="count"),
        Figure(lost.doubled, 0, "doubled", statistic="count"),
        Figure(found.conflicts - found.plain, 0, "conflicts more than without comments", statistic="count"),
        Figure(found.wrong, 0, "wrong", statistic="count"),
    )
    detail = f"{lost.merges} merges; apart, {entries} of {disputed.merges} entries reworded on both sides"
    return Row(f"comments in merges by git, {len(commented.COMMENTED)} kinds", figures, detail)


def clones(_: Programs) -> Row:
    """Fifty clones of one canvas that edit, pull and push."""
    with TemporaryDirectory() as folder:
        found = many.simulate(folder)
    figures = (
        Figure(len(found.lost), 0, "lost", statistic="count"),
        Figure(len(found.needless), 0, "needless conflicts", statistic="count"),
        Figure(found.apart, 0, "clones apart", statistic="count"),
    )
    detail = f"{found.merges} merges, {found.conflicts} true conflicts, {found.rejected} pushes rejected"
    return Row(f"{found.edits} edits in {many.CLONES} clones that pull and push", figures, detail)


def reviews(_: Programs) -> Row:
    """Twenty respondents whose answers to a review are typed into five clones."""
    outcomes = []
    for seed in range(_REVIEWS):
        with TemporaryDirectory() as folder:
            outcomes.append(reviewing.simulate(folder, seed=seed, is_named=seed % 2 == 1))
    figures = (
        Figure(sum(each.conflicts for each in outcomes), 0, "conflicts", statistic="count"),
        Figure(sum(each.lost for each in outcomes), 0, "lost", statistic="count"),
    )
    who = f"{reviewing.RESPONDENTS} respondents in {reviewing.CLONES} clones"
    answers = sum(each.answers for each in outcomes)
    return Row(f"reviews of {who}, {_REVIEWS} times", figures, f"{answers:,} answers")


def diff_size(_: Programs) -> Row:
    """The lines that a diff shows of one edit."""
    with TemporaryDirectory() as folder:
        found = sizes(folder)
    figures = tuple(
        Figure(max(most[what] for most in found.values()), limit, "lines", what, "worst")
        for what, limit in LIMITS.items()
    )
    return Row("lines of `git diff` for one edit of one statement", figures, f"{len(found)} examples, worst")


def _parse_each(texts: Iterable[str]) -> None:
    for text in texts:
        tomllib.loads(text)


def merge_time(_: Programs) -> Row:
    """Two versions of a thousand items, each with a hundred edits, in this process."""
    from canvas.files.text_merge import merge_texts  # noqa: PLC0415 - only this row needs it

    base = canvas_of(_ITEMS_TO_MERGE)
    plain = [canonical(canvas) for canvas in (base, _reworded(base, 0), _reworded(base, 1))]
    commented = [text.replace("\n\n[[", "\n\n# a comment\n[[") for text in plain]
    figures, details = [], []
    for of, texts in (("", plain), ("with comments", commented)):
        ratio, detail = against(
            11,
            partial(milliseconds, partial(merge_texts, *texts)),
            partial(milliseconds, partial(_parse_each, texts)),
        )
        figures.append(Figure(ratio, 4, of=of))
        details.append(detail)
    title = (
        f"merge of two versions of {len(base):,} items, {_EDITS_TO_MERGE} edits each, against `tomllib.loads`"
    )
    return Row(f"{title} of the three texts", tuple(figures), "; ".join(details))


def _reworded(canvas: Canvas, turn: int) -> Canvas:
    """The canvas with a hundred items said otherwise, those of each turn others."""
    ids = [item.id for _, item in canvas]
    Random(0).shuffle(ids)  # noqa: S311 - nothing is secret
    for item_id in ids[turn * _EDITS_TO_MERGE : (turn + 1) * _EDITS_TO_MERGE]:
        item = canvas.item(item_id)
        canvas = set_text(canvas, item_id, f"{item.text if item else ''} (reworded)").canvas
    return canvas


def driver(programs: Programs) -> Row:
    """A whole process that merges, as git starts it."""
    canvas = open_document(os.path.join(ROOT, *_MERGED)).canvas
    first, *_, last = (item for _, item in canvas)
    texts = {
        "base": canonical(canvas),
        "ours": canonical(set_text(canvas, first.id, f"{first.text} (reworded)").canvas),
        "theirs": canonical(set_text(canvas, last.id, f"{last.text} (reworded)").canvas),
    }
    paths = {name: os.path.join(programs.folder, f"{name}.canvas.toml") for name in texts}

    def ours() -> float:
        for name, text in texts.items():
            with open(paths[name], "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        return milliseconds(
            lambda: programs.run("from canvas.cli import run; run()", "merge", *paths.values())
        )

    def theirs() -> float:
        return milliseconds(lambda: programs.run("import argparse, tomllib, tomli_w"))

    ratio, detail = against(21, ours, theirs)
    title = '`canvas merge`, whole process, against `python -c "import argparse, tomllib, tomli_w"`'
    return Row(title, (Figure(ratio, 2.5),), detail)


GIT_ROWS: Final[dict[str, Callable[[Programs], Row]]] = {
    "merge-kinds": merge_kinds,
    "merge-comments": merge_comments,
    "clones": clones,
    "reviews": reviews,
    "diff-size": diff_size,
    "merge-time": merge_time,
    "driver": driver,
}
"""Each row by the word that asks for it, in the order of the table."""
