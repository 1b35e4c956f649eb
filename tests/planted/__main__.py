"""Plants bugs on purpose, one after the other, and tells which test has caught each.

    python -m tests.planted                       all of them
    python -m tests.planted save-without-fsync    some

Each is put into a copy of the sources, and the tests that it names are run there until the first one
fails. They are run without any bug before that: where they fail then, being caught says nothing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tests.planted.bugs import HERE, ROOT, Bug, PlantedError, bugs
from tests.planted.trial import copied, failed, trial

_Thing = TypeVar("_Thing")


def main(names: list[str], folder: Path = HERE) -> int:
    """Plant the bugs of those names, or all, and print what came of it; 1 where not every one is caught."""
    began = time.monotonic()
    try:
        planted = bugs(names, folder)
    except PlantedError as error:
        _tell(str(error))
        return 1
    if not _sound(sorted({test for bug in planted for test in bug.caught_by})):
        return 1
    caught = 0
    for bug, found in _each(trial, planted):
        caught += bool(found) and not isinstance(found, PlantedError)
        _tell(_sentence(bug, found))
    _tell(f"{caught} of {len(planted)} caught, in {time.monotonic() - began:.0f} seconds.")
    return int(caught < len(planted))


def _sound(tests: list[str]) -> bool:
    """Whether the tests pass where no bug is planted."""
    sound = True
    for _, found in _each(_without_any, tests):
        if isinstance(found, PlantedError):
            _tell(f"Without any bug: {found}")
        elif found:
            _tell(f"{found} fails without any bug: to be caught by it says nothing.")
        sound = sound and not found
    if sound:
        _tell(f"Without any bug these pass: {' '.join(tests)}")
    return sound


def _without_any(test: str) -> str:
    if not (ROOT / test).is_file():
        raise PlantedError(f"{test}, which should catch something, is not there.")
    with copied() as root:
        return failed(root, (test,))


def _sentence(bug: Bug, found: str | PlantedError) -> str:
    if isinstance(found, PlantedError):
        return f"{bug.name}: ERROR: {str(found).removeprefix(f'{bug.name}: ')}"
    if found:
        return f"{bug.name}: caught by {found}"
    return f"{bug.name}: NOT CAUGHT by {' '.join(bug.caught_by)}: {bug.breaks}"


def _each(
    act: Callable[[_Thing], str], things: Iterable[_Thing]
) -> Iterator[tuple[_Thing, str | PlantedError]]:
    """Do something with each, two at a time where there are two cores; what came of it, in their order."""

    def done(thing: _Thing) -> str | PlantedError:
        try:
            return act(thing)
        except PlantedError as error:
            return error

    every = list(things)
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        yield from zip(every, pool.map(done, every), strict=True)


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
