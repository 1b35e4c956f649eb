"""Comments in merges by git: ``python -m benchmarks.commented`` counts those that are lost or moved.

Each case of `benchmarks.kinds` is written with comments in every place, and both sides edit some of them. Git
merges it with the program as its merge driver, beside the same case without comments. What must come of each
comment is counted by `tests.files.comments`.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import astuple, dataclass
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.harder_kinds import HARDER
from benchmarks.kinds import KINDS, Case, Kind, say
from benchmarks.repository import Repository, surroundings
from benchmarks.scene import Scene, as_read
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import FileError, parse
from canvas.model.canvas import Canvas
from canvas.model.schema import BY_KEY
from tests.chance import Chance
from tests.files.comments import Block, Maker, judge, written

SEEDS: Final = 15
_SHARE: Final = 0.2
"""How many of a hundred places have a comment, as a fraction."""

_MORE: Final = ("names-go", "taken-away", "crossing", "seam")
_VERSIONS: Final = ("base", "ours", "theirs")


@dataclass(frozen=True, slots=True)
class Count:
    """The result of some merges.

    Attributes:
        merges: the number of merges with comments.
        lost: comments that are in no place of the result.
        astray: comments that are not at their place.
        doubled: comments that the result has too often.
        conflicts: merges that git stopped in.
        plain: merges of the same cases without comments that git stopped in.
        wrong: merges without a conflict, of which the canvas is not what is expected.
    """

    merges: int = 0
    lost: int = 0
    astray: int = 0
    doubled: int = 0
    conflicts: int = 0
    plain: int = 0
    wrong: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def total(counts: Iterable[Count]) -> Count:
    """The sum of some counts."""
    return sum(counts, Count())


def _entry_twice(scene: Scene) -> Case:
    panel = scene.panel(lambda key: any(spec.type == "list" for spec in BY_KEY[key].own))
    item = scene.chance.choice(scene.base.panels[panel]).id
    key = next(spec.key for spec in BY_KEY[panel].own if spec.type == "list")
    first, ours, theirs, last = (scene.name() for _ in range(4))
    base, one, other = (
        as_read(say(scene.base, item, **{key: (first, *names, last)}))
        for names in ((scene.name(),), (ours,), (theirs,))
    )
    return Case(base, one, other, ())


DISPUTED: Final = Kind(
    "entry-twice", "rewords an entry of a list", "rewords it otherwise", "a conflict", _entry_twice
)
"""The one kind that is a conflict: a list entry reworded differently on both sides."""

COMMENTED: Final = (*KINDS, *(kind for kind in HARDER if kind.name in _MORE), DISPUTED)


def count(
    folder: str, kinds: Sequence[Kind] = COMMENTED, *, seeds: int = SEEDS, plain: bool = True
) -> list[Count]:
    """Merge the cases of each kind.

    Args:
        folder: an empty folder for the repositories.
        kinds: the kinds of edits.
        seeds: how many cases of each.
        plain: whether to merge each case without comments as well.
    """
    environment = surroundings(folder)

    def counted(number: int) -> list[Count]:
        repository = Repository(os.path.join(folder, str(number)), environment)
        return _count(repository, kinds[number :: len(workers)], seeds, plain=plain)

    workers = range(min(os.cpu_count() or 1, len(kinds)))
    with ThreadPoolExecutor(len(workers)) as pool:
        parts = list(pool.map(counted, workers))
    return [parts[number % len(workers)][number // len(workers)] for number in range(len(kinds))]


def _count(repository: Repository, kinds: Sequence[Kind], seeds: int, *, plain: bool) -> list[Count]:
    """Merge the cases of some kinds, each a file of one repository."""
    cases = {
        f"{kind.name}-{seed}": kind.draw(Scene(f"{kind.name} {seed}"))
        for kind in kinds
        for seed in range(seeds)
    }
    sides = {name: _sides(name, case) for name, case in cases.items()}
    texts: list[dict[str, str]] = []
    for number, version in enumerate(_VERSIONS):
        texts.append({f"{name}.canvas.toml": written(found[number]) for name, found in sides.items()})
        if plain:
            texts[-1] |= {
                f"plain-{name}.canvas.toml": canonical(getattr(case, version)) for name, case in cases.items()
            }
    os.mkdir(repository.path)
    repository.git("init", "--quiet")
    repository.set_up()
    _commit(repository, texts[0])
    repository.git("checkout", "--quiet", "-b", "theirs")
    _commit(repository, texts[2])
    repository.git("checkout", "--quiet", "main")
    _commit(repository, texts[1])
    repository.git("merge", "--quiet", "--no-edit", "theirs", ends=(0, 1))
    unmerged = repository.unmerged()

    def judged(name: str) -> Count:
        file = f"{name}.canvas.toml"
        merged = repository.read(file)
        found = judge(sides[name], merged, [versions[file] for versions in texts])
        stopped = file in unmerged
        return Count(
            merges=1,
            lost=len(found.lost),
            astray=len(found.astray),
            doubled=len(found.doubled),
            conflicts=int(stopped),
            plain=int(f"plain-{file}" in unmerged),
            wrong=int(not stopped and not _is_expected(merged, cases[name])),
        )

    return [total(judged(f"{kind.name}-{seed}") for seed in range(seeds)) for kind in kinds]


def _commit(repository: Repository, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        repository.write(name, text)
    repository.commit("a version")


def _is_expected(text: str, case: Case) -> bool:
    try:
        canvas = parse(text).canvas.replacing(values={})
    except FileError:
        return False
    return canvas in [as_read(expected) for expected in case.expected]


def _sides(name: str, case: Case) -> tuple[list[Block], list[Block], list[Block]]:
    """Write the versions of a case with comments; both sides edit some, and an unknown table each."""
    maker = Maker(Chance(sum(map(ord, name)) * 1000 + len(name)))
    terms = [maker.term() for _ in range(3)]
    base = [*_blocks(case.base), *terms]
    for block in base:
        maker.annotate(block, _SHARE)
    versions = [base]
    for tag, canvas in (("ours", case.ours), ("theirs", case.theirs)):
        maker.begin(tag)
        side = [*_with_comments(_blocks(canvas), base), *deepcopy(terms)]
        known = {block.name for block in base}
        side[-1 if tag == "ours" else -2].values["means"] = maker.value()
        for block in side:
            if block.name not in known:
                maker.annotate(block, _SHARE)
                block.free = []
            elif maker.often(_SHARE):
                maker.edit_comments(block)
        versions.append(side)
    one, two, three = versions
    return one, two, three


def _blocks(canvas: Canvas) -> Iterator[Block]:
    """Split a canvas's canonical text into blocks."""
    for number, part in enumerate(canonical(canvas).strip("\n").split("\n\n")):
        lines = iter(part.split("\n"))
        header = next(lines) if number else ""
        values: dict[str, str | list[str]] = {}
        for line in lines:
            key, _, value = line.partition(" = ")
            if value != "[":
                values[key] = value
                continue
            values[key] = entries = []
            while (entry := next(lines)) != "]":
                entries.append(entry.strip().removesuffix(","))
        yield Block(str(values["id"]).strip('"') if number else "top", header, values)


def _with_comments(blocks: Iterable[Block], base: Sequence[Block]) -> Iterator[Block]:
    """Give blocks the comments of the base; free comments after a deleted block stay."""
    by_name = {block.name: block for block in base}
    blocks = list(blocks)
    left = by_name.keys() - {block.name for block in blocks}
    for block in blocks:
        if was := by_name.get(block.name):
            places = block.places()
            block.comments = {place: [*found] for place, found in was.comments.items() if place in places}
            block.free = [*was.free]
    last = by_name["top"]
    owners = {block.name: block for block in blocks}
    for was in base:
        if was.name in owners:
            last = owners[was.name]
        elif was.name in left and was.header != "[[glossary]]":
            last.free += was.free
    return iter(blocks)


def main() -> int:
    """Print the counts; the exit code is 1 where a comment is lost or moved, or a conflict is new."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.commented", description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many cases of each kind")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        counts = count(folder, seeds=arguments.seeds)
    for name, found in zip(
        (*(kind.name for kind in COMMENTED), "all"), (*counts, total(counts)), strict=True
    ):
        print(f"{name:<15} {found}")
    return int(not is_good(counts))


def is_good(counts: Sequence[Count]) -> bool:
    """Whether no comment is lost or moved, and only the disputed entries are in conflict."""
    *easy, disputed = counts
    return total(easy) == Count(total(easy).merges) and disputed == Count(
        disputed.merges, conflicts=disputed.merges, plain=disputed.merges
    )


if __name__ == "__main__":
    raise SystemExit(main())
