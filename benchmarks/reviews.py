"""Reviews typed in at once: ``python -m benchmarks.reviews`` lets 20 respondents answer in five clones.

In each run every respondent's answers are typed into a clone that is drawn, saved by the program and
committed; clones pull with a merge or a rebase and push, whenever they are drawn. In the end each clone has
to hold every answer, and git must have stopped for none.
"""

from __future__ import annotations

import argparse
import os
from datetime import date
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from benchmarks.repository import Repository, surroundings
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.files.canvas_save import save
from canvas.files.review_set import load_review_set
from canvas.model import review
from canvas.model.canvas import Canvas
from canvas.model.review import Answer, Round

RESPONDENTS: Final = 20
CLONES: Final = 5
NAME: Final = "partnership.canvas.toml"

_DAY: Final = date(2027, 1, 4)
_ANSWERED: Final = 0.9
_PULLS: Final = 0.6


class Outcome(NamedTuple):
    """What the clones came to.

    Attributes:
        answers: how many answers were typed in.
        conflicts: how many pulls git stopped for.
        lost: how many answers a clone lacks in the end, or has otherwise, over all clones.
    """

    answers: int
    conflicts: int
    lost: int


def simulate(
    folder: str,
    *,
    respondents: int = RESPONDENTS,
    clones: int = CLONES,
    seed: int = 1,
    is_named: bool = False,
) -> Outcome:
    """Let respondents answer in clones of one repository, in an empty folder."""
    chance = Random(seed)  # noqa: S311 - nothing is secret
    statements = load_review_set().statements
    base = review.start(Canvas("Harbour"), "Spring", _DAY, statements, is_named=is_named).canvas
    (asked,) = review.rounds(base)
    work = _clones(folder, canonical(base), clones)
    expected, conflicts = base, 0
    for number in range(respondents):
        answers = {
            each.id: Answer(chance.randint(0, len(each.levels)), chance.choice(("", f"says {number}")))
            for each in statements
            if chance.random() < _ANSWERED
        }
        expected = review.take(expected, asked, f"partner {number}", answers).canvas
        at = chance.randrange(clones)
        _type(work[at], asked, f"partner {number}", answers)
        if chance.random() < _PULLS:
            conflicts += _exchange(work[at], rebase=at % 2 == 1)
    for _ in range(2):  # the second time everybody has what the last one pushed
        for at, clone in enumerate(work):
            conflicts += _exchange(clone, rebase=at % 2 == 1)
    wanted = review.results(expected, asked)
    lost = sum(_lacking(wanted, clone, asked) for clone in work)
    return Outcome(sum(result.number for result in wanted), conflicts, lost)


def _clones(folder: str, text: str, number: int) -> list[Repository]:
    environment = surroundings(folder)
    first = Repository(os.path.join(folder, "first"), environment)
    os.mkdir(first.path)
    first.git("init", "--quiet")
    first.set_up()
    first.write(NAME, text)
    first.commit("A round")
    shared = os.path.join(folder, "shared.git")
    first.git("clone", "--quiet", "--bare", first.path, shared)
    found = []
    for each in range(number):
        clone = Repository(os.path.join(folder, f"clone-{each}"), environment)
        first.git("clone", "--quiet", "--shared", shared, clone.path)
        clone.set_up()
        found.append(clone)
    return found


def _type(clone: Repository, asked: Round, who: str, answers: dict[str, Answer]) -> None:
    """Take the answers as the screen does, save and commit."""
    document = open_document(os.path.join(clone.path, NAME))
    save(document, review.take(document.canvas, asked, who, answers).canvas)
    clone.commit("Answers")


def _exchange(clone: Repository, *, rebase: bool) -> int:
    """Pull and push; how often git stopped."""
    how = ("--rebase",) if rebase else ("--no-rebase", "--no-edit")
    done = clone.git("pull", "--quiet", *how, ends=(0, 1))
    if done.returncode:
        clone.git("rebase" if rebase else "merge", "--abort")
        return 1
    clone.git("push", "--quiet")
    return 0


def _lacking(wanted: tuple[review.Result, ...], clone: Repository, asked: Round) -> int:
    canvas = open_document(os.path.join(clone.path, NAME)).canvas
    there = {each.statement: each.voices for each in review.results(canvas, asked)}
    return sum(len({*enumerate(each.voices)} - {*enumerate(there[each.statement])}) for each in wanted)


def main() -> int:
    """Print what comes of the runs; the exit code is 1 where an answer was lost or git stopped."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reviews", description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--respondents", type=int, default=RESPONDENTS)
    parser.add_argument("--clones", type=int, default=CLONES)
    arguments = parser.parse_args()
    started, outcomes = perf_counter(), []
    for seed in range(arguments.runs):
        with TemporaryDirectory() as folder:
            outcomes.append(
                simulate(
                    folder,
                    respondents=arguments.respondents,
                    clones=arguments.clones,
                    seed=seed,
                    is_named=seed % 2 == 1,
                )
            )
    answers, conflicts, lost = (sum(numbers) for numbers in zip(*outcomes, strict=True))
    print(
        f"{arguments.runs} runs of {arguments.respondents} respondents in {arguments.clones} clones, "
        f"{perf_counter() - started:.0f} s: {answers:,} answers, {conflicts} conflicts, {lost} lost"
    )
    return int(bool(conflicts or lost))


if __name__ == "__main__":
    raise SystemExit(main())
