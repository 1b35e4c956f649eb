"""Many people, one canvas: ``python -m benchmarks.clones`` edits it in fifty clones at once.

Each clone edits, saves and commits a few times, then pulls and pushes until the push is taken; some pull with
a merge, some with a rebase. Who is next is drawn, so that edits, pulls and pushes of all of them cross. Where
git stops, the clone settles what the file says is in conflict and goes on. A ledger of all edits, which never
merges anything, tells at the end whether something was lost, and of each conflict whether it was one.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.ledger import DELETED, KEPT, LIVES, Done, Ledger, changes, says
from benchmarks.random_edits import some_edit
from benchmarks.repository import GitError, Repository, surroundings
from benchmarks.scene import Scene
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, open_document
from canvas.files.canvas_save import save
from canvas.model.canvas import Canvas, Item

CLONES: Final = 50
EDITS: Final = 20
NAME: Final = "partnership.canvas.toml"

_THEIRS: Final = "theirs"
_REBASING: Final = 3  # each third clone
_MOST_AT_ONCE: Final = 3
_PAUSE: Final = 0.3  # how often others come between a pull and its push


@dataclass(slots=True)
class Outcome:
    """What the clones came to.

    Attributes:
        edits: how many edits were made.
        merges: how many pulls found edits of others.
        rejected: how many pushes had to wait for another pull.
        conflicts: how many things two people had changed in two ways.
        needless: how many times git stopped for anything else, a sentence for each.
        lost: what was said, not changed since by anybody who knew it, and does not show; likewise.
        apart: how many clones have another file than the shared repository in the end.
    """

    edits: int = 0
    merges: int = 0
    rejected: int = 0
    conflicts: int = 0
    needless: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    apart: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, nobody was stopped without need, and all have the same file."""
        return not (self.needless or self.lost or self.apart)


@dataclass(slots=True)
class _Hub:
    """The shared repository: its canvas, and the edits in it."""

    canvas: Canvas
    known: int = 1


class _Clone:
    """One person's clone.

    Attributes:
        known: the edits in it.
        pulled: the shared canvas as last pulled or pushed, and the edits in that.
    """

    def __init__(
        self,
        repository: Repository,
        hub: _Hub,
        ledger: Ledger,
        outcome: Outcome,
        scene: Scene,
        *,
        rebase: bool,
    ) -> None:
        self.repository = repository
        self.hub = hub
        self.ledger = ledger
        self.outcome = outcome
        self.scene = scene
        self.rebase = rebase
        self.known = hub.known
        self.pulled = hub.canvas, hub.known

    def work(self, edits: int) -> Iterator[None]:
        """Make so many edits; others may come in between wherever this stops."""
        while edits:
            for _ in range(min(edits, self.scene.chance.randint(1, _MOST_AT_ONCE))):
                self._edit()
                edits -= 1
                yield
            while True:
                self.pull()
                if self.scene.chance.random() < _PAUSE:
                    yield
                if self._push():
                    break
                yield

    def pull(self) -> None:
        """Take in what others pushed, and settle what is in conflict."""
        self.outcome.merges += bool(self.hub.known & ~self.known)
        how = ("--rebase",) if self.rebase else ("--no-rebase", "--no-edit")
        done = self.repository.git("pull", "--quiet", *how, ends=(0, 1))
        mine = self.known & ~self.pulled[1]
        theirs = self.hub.known & ~self.known
        self.known |= self.hub.known
        self.pulled = self.hub.canvas, self.hub.known
        while done.returncode:
            if self.repository.unmerged() != {NAME}:
                raise GitError(f"the pull ended in something else than a conflict:\n{done.stderr}")
            self._settle(mine, theirs)
            self.repository.git("add", NAME)
            further = ("rebase", "--continue") if self.rebase else ("commit", "--quiet", "--no-edit")
            done = self.repository.git(*further, ends=(0, 1))
        left = [item.id for _, item in self._open().canvas if _THEIRS in item.values]
        self.outcome.needless += [f"{name} is in conflict, and git did not stop" for name in left]

    def _open(self) -> Document:
        return open_document(os.path.join(self.repository.path, NAME))

    def _edit(self) -> None:
        document = self._open()
        canvas = some_edit(self.scene, document.canvas)
        save(document, canvas)
        self._write_down(changes(document.canvas, canvas))
        self.repository.git("commit", "--quiet", "--all", "--message", f"Edit {self.ledger.edits}")
        self.outcome.edits += 1

    def _write_down(self, done: list[Done]) -> None:
        """Tell the ledger; what says again what the shared canvas says is no change for others to see."""
        self.known = self.ledger.write(self.known, done)
        shared, pushed = self.pulled
        for item, name, value in done:
            if name not in LIVES and shared.item(item) and says(shared, item, name) == value:
                self.ledger.set_aside(item, name, self.known & ~pushed)

    def _push(self) -> bool:
        """Push; whether it was taken."""
        done = self.repository.git("push", "--quiet", ends=(0, 1))
        if done.returncode:
            if "rejected" not in done.stderr:
                raise GitError(f"the push failed:\n{done.stderr}")
            self.outcome.rejected += 1
            return False
        self.hub.canvas, self.hub.known = self._open().canvas, self.known
        self.pulled = self.hub.canvas, self.hub.known
        return True

    def _settle(self, mine: int, theirs: int) -> None:
        """Let everything stand as the file has it, once the ledger has said whether it is a conflict."""
        document = self._open()
        done: list[Done] = []
        for _, item in document.canvas:
            for key in _in_conflict(item):
                name = DELETED if key == "deleted" else key
                if self.ledger.both(item.id, name, mine, theirs):
                    self.outcome.conflicts += 1
                else:
                    self.outcome.needless.append(f"{item.id}: only one changed its {key}")
                if name == DELETED:
                    side = mine if self.ledger.both(item.id, name, mine, mine) else theirs
                    self.ledger.set_aside_deleted(item.id, side)
                    done.append((item.id, KEPT, None))
                else:
                    done.append((item.id, name, says(document.canvas, item.id, name)))
        if not done:
            self.outcome.needless.append(f"nothing is in conflict: {document.canvas.values.get(_THEIRS)}")
        settled = {
            panel: tuple(item.with_values({_THEIRS: None}, panel) for item in items)
            for panel, items in document.canvas.panels.items()
        }
        save(document, document.canvas.with_items(settled))
        self._write_down(done)


def _in_conflict(item: Item) -> list[str]:
    """The fields of an item for which another value is kept."""
    return [key for entry in item.values.get(_THEIRS, ()) for key in entry]


def simulate(folder: str, *, clones: int = CLONES, edits: int = EDITS, seed: int = 1) -> Outcome:
    """What comes of so many clones that make so many edits each.

    Args:
        folder: an empty folder for the repositories.
        clones: how many clones.
        edits: how many edits each.
        seed: names what is drawn.
    """
    environment = surroundings(folder)
    base = Scene(f"clones {seed}").base
    first = Repository(os.path.join(folder, "first"), environment)
    os.mkdir(first.path)
    first.git("init", "--quiet")
    first.set_up()
    first.write(NAME, canonical(base))
    first.commit("A canvas")
    shared = os.path.join(folder, "shared.git")
    first.git("clone", "--quiet", "--bare", first.path, shared)
    hub, ledger, outcome = _Hub(base), Ledger(base), Outcome()
    people = []
    for number in range(clones):
        repository = Repository(os.path.join(folder, f"clone-{number}"), environment)
        first.git("clone", "--quiet", "--shared", shared, repository.path)
        repository.set_up()
        rebase = number % _REBASING == 1
        scene = Scene(f"clone {number} of {seed}")
        scene.votes = number + 1
        people.append(_Clone(repository, hub, ledger, outcome, scene, rebase=rebase))
    _take_turns([person.work(edits) for person in people], Random(seed))  # noqa: S311 - nothing is secret
    for person in people:
        person.pull()
    pushed = first.git("--git-dir", shared, "show", f"HEAD:{NAME}").stdout
    outcome.apart = sum(person.repository.read(NAME) != pushed for person in people)
    outcome.lost = ledger.lost(hub.canvas)
    return outcome


def _take_turns(working: list[Iterator[None]], chance: Random) -> None:
    """Let everybody work to the end, one at a time, whoever is drawn."""
    while working:
        one = chance.choice(working)
        if next(one, one) is one:
            working.remove(one)


def main() -> int:
    """Print what comes of the clones; the exit code is 1 where it is not good."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clones", description=__doc__)
    parser.add_argument("--clones", type=int, default=CLONES)
    parser.add_argument("--edits", type=int, default=EDITS, help="of each clone")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started = perf_counter()
    with TemporaryDirectory() as folder:
        outcome = simulate(folder, clones=arguments.clones, edits=arguments.edits, seed=arguments.seed)
    print(
        f"{outcome.edits} edits in {arguments.clones} clones, {perf_counter() - started:.0f} s: "
        f"{outcome.merges} pulls of others' edits, {outcome.rejected} rejected pushes, "
        f"{outcome.conflicts} true conflicts; {len(outcome.needless)} others, {len(outcome.lost)} lost, "
        f"{outcome.apart} clones apart"
    )
    print(*outcome.needless, *outcome.lost, sep="\n")
    return int(not outcome.is_good)


if __name__ == "__main__":
    raise SystemExit(main())
