"""Whether edits that nobody would quarrel over merge: ``python -m benchmarks.concurrent`` counts.

Each kind is drawn with several seeds, and git merges every case: with the program as its merge driver, and
as plain text. Counted is where git stops, where it goes on and the result is not what a person expects, and
where the result is not in the form that the program writes.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.harder_kinds import HARDER
from benchmarks.kinds import KINDS, Case, Kind
from benchmarks.repository import Repository, surroundings
from benchmarks.scene import Scene, as_read
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import FileError, parse

SEEDS: Final = 20
_CONFLICTS: Final = (0, 1)


@dataclass(frozen=True, slots=True)
class Count:
    """What merges came to.

    Attributes:
        merges: how many there were.
        conflicts: in how many git stopped for a person.
        wrong: how many of the others say something that nobody expects.
        astray: how many of the others are not in the form that the program writes.
    """

    merges: int = 0
    conflicts: int = 0
    wrong: int = 0
    astray: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.merges + other.merges,
            self.conflicts + other.conflicts,
            self.wrong + other.wrong,
            self.astray + other.astray,
        )


def total(counts: Sequence[Count]) -> Count:
    """All of them together."""
    return sum(counts, Count())


def count(
    folder: str, kinds: Sequence[Kind] = KINDS, *, seeds: int = SEEDS, driver: bool, keep: str = ""
) -> list[Count]:
    """What the merges of each kind come to.

    Args:
        folder: an empty folder for the repositories.
        kinds: the kinds of edits.
        seeds: how many cases of each.
        driver: whether the program merges, or git does as with any text.
        keep: a folder for the texts of every case that is not merged as it should; none where empty.
    """
    environment = surroundings(folder)

    def counted(kind: Kind) -> Count:
        repository = Repository(os.path.join(folder, kind.name), environment)
        return _count(repository, kind, seeds, driver=driver, keep=keep)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(counted, kinds))


def _count(repository: Repository, kind: Kind, seeds: int, *, driver: bool, keep: str) -> Count:
    """What the cases of a kind come to: each is one file of a repository, and git merges all of them."""
    cases = {f"{seed}.canvas.toml": kind.draw(Scene(f"{kind.name} {seed}")) for seed in range(seeds)}
    os.mkdir(repository.path)
    repository.git("init", "--quiet")
    if driver:
        repository.set_up()
    _commit(repository, "base", {name: canonical(case.base) for name, case in cases.items()})
    repository.git("checkout", "--quiet", "-b", "theirs")
    _commit(repository, "theirs", {name: canonical(case.theirs) for name, case in cases.items()})
    repository.git("checkout", "--quiet", "main")
    _commit(repository, "ours", {name: canonical(case.ours) for name, case in cases.items()})
    repository.git("merge", "--quiet", "--no-edit", "theirs", ends=_CONFLICTS)
    unmerged = repository.unmerged()
    counts = []
    for name, case in cases.items():
        merged = repository.read(name)
        counts.append(Count(1, 1) if name in unmerged else judged(merged, case))
        if keep and counts[-1] != Count(1):
            _keep(os.path.join(keep, f"{kind.name}-{name.partition('.')[0]}"), case, merged)
    return total(counts)


def _commit(repository: Repository, message: str, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        repository.write(name, text)
    repository.commit(message)


def judged(text: str, case: Case) -> Count:
    """What a text that git was content with comes to."""
    try:
        canvas = parse(text).canvas
    except FileError:
        return Count(1, wrong=1, astray=1)
    expected = [as_read(canvas) for canvas in case.expected]
    return Count(1, wrong=int(canvas not in expected), astray=int(canonical(canvas) != text))


def _keep(name: str, case: Case, merged: str) -> None:
    """Write the texts of a case beside each other."""
    texts = {"base": case.base, "ours": case.ours, "theirs": case.theirs}
    texts |= {f"expected-{number}": canvas for number, canvas in enumerate(case.expected, 1)}
    for what, text in {key: canonical(canvas) for key, canvas in texts.items()}.items() | {
        ("merged", merged)
    }:
        with open(f"{name}-{what}.canvas.toml", "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def main() -> int:
    """Print what the merges come to; the exit code is 1 where the program does not merge all of them well."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.concurrent", description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many cases of each kind")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="keep the texts of what goes wrong here")
    parser.add_argument("--plain", action="store_true", help="only git's own merge of text")
    arguments = parser.parse_args()
    failed = False
    for title, kinds in (("fifteen kinds", KINDS), ("harder kinds", HARDER)):
        for driver in (False,) if arguments.plain else (False, True):
            with TemporaryDirectory() as folder:
                keep = arguments.keep if driver else ""
                counts = count(folder, kinds, seeds=arguments.seeds, driver=driver, keep=keep)
            print(f"\n{title}, {'with the driver' if driver else 'as plain text'}")
            for kind, found in zip(kinds, counts, strict=True):
                print(_line(kind.name, found, f"{kind.ours} – {kind.theirs}: {kind.expected}"))
            whole = total(counts)
            print(_line("all", whole, ""))
            failed |= driver and whole != Count(whole.merges)
    return int(failed)


def _line(name: str, found: Count, what: str) -> str:
    numbers = (
        f"{found.conflicts:3} conflicts {found.wrong:3} wrong {found.astray:3} astray of {found.merges:3}"
    )
    return f"{name:<15}{numbers}  {what}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main())
