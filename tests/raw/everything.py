"""All that can be looked at, for the long form: one text at a time, or all of them at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.raw import sessions, verbs
from tests.raw.corpus import CORPUS, NAMES
from tests.raw.reader import Reading, of_screen, of_words
from tests.raw.screens import SCREENS, SIZES
from tests.raw.world import SUFFIX, World, a_world


class Count(NamedTuple):
    """What was seen.

    Attributes:
        screens: how many screens were opened.
        lines: how many command lines were run.
        readings: what was read.
    """

    screens: int
    lines: int
    readings: tuple[Reading, ...]


def of_one(name: str) -> Count:
    """Everything, with one text of the corpus."""
    text = CORPUS[name]
    with _world(text) as world:
        raw, screens = sessions.every_size(world)
        missing = sessions.unseen(raw, [name])
        assert not missing, f"{missing} never showed"
        readings = [of_screen(raw), of_screen(sessions.failure(world, text))]
    with _world(text) as world:
        verbs.neighbours(world)
        data = Path(world.path).read_bytes()
        begun = len(readings)
        for line in (*verbs.of_canvas(world), *verbs.of_text(text)):
            readings += _both(line, data)
        path = f"bad {NAMES[2]}{SUFFIX}"
        for data in verbs.bad_files(text):
            Path(path).write_bytes(data)
            for line in verbs.of_bad_file(path):
                readings += _both(line, b"")
    return Count(screens, len(readings) - begun, tuple(readings))


def of_all() -> Count:
    """What is done with all of them at the same time, in the two sizes that have room for it."""
    readings = []
    for size in SIZES[:2]:
        for does in (sessions.screens, sessions.troubles, sessions.start):
            with _world(*CORPUS.values()) as world:
                readings.append(of_screen(does(world, size)))
    return Count(len(SCREENS) * 2, 0, tuple(readings))


@contextmanager
def _world(*texts: str) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder, a_world(Path(folder, "world"), *texts) as world:
        yield world


def _both(line: tuple[str, ...], given: bytes) -> Iterator[Reading]:
    for terminal in (True, False):
        yield of_words(verbs.output(*line, given=given, terminal=terminal))
