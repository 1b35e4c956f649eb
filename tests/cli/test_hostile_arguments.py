"""Every argument that is typed is met by one sentence or does what it says, whatever is in it."""

from __future__ import annotations

import os
import shutil
from argparse import Action
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from canvas.cli_parser import parser_for
from canvas.exit_codes import DONE, FOUND, WRONG
from canvas.model.sanitize import visible
from canvas.verbs import VERBS
from tests.cli.running import called
from tests.files.git.repository import Repository
from tests.small import ONE

RIVER = "river.canvas.toml"
WORDS = {
    "NUL": "a\0b",
    "no text": os.fsdecode(b"\xff"),
    "two lines": "a\nb",
    "dash": "-x",
    "two dashes": "--",
    "long": "x" * 5000,
    "deep": "a/" * 2500,
    "empty": "",
    "title of a terminal": "\x1b]0;x\x07",
}
NEEDED = {
    "split": [["--into=2"]],
    "list": [[], ["--to=jsonl"]],
    "import": [["--into=" + RIVER], ["--to=new.canvas.toml"]],
    "review": [[], ["--start=Spring"], ["--form"]],
}
"""Options without which a verb does not come to what it is to do."""

LONGEST_SENTENCE = 700


def cases(name: str) -> Iterator[tuple[str, list[str]]]:
    """Each argument of a verb that takes words, with each of the words, and the others as they should be."""
    parser = parser_for(name, VERBS[name].load())
    actions = parser._actions  # argparse lists them nowhere else
    places = [action for action in actions if not action.option_strings]
    for words in WORDS.values():
        for at, place in enumerate(places):
            needed = [
                words if each is place else RIVER for each in places if each is place or _is_needed(each)
            ]
            before = [RIVER] * (at - needed.index(words)) if place.nargs == "?" else []
            yield place.dest, ["--", *before, *needed]
        for option in actions:
            if option.option_strings and option.nargs != 0 and not option.choices:
                files = [RIVER for each in places if _is_needed(each) or each.nargs == "*"]
                yield option.dest, [_option(option, words), "--", *files]


def _is_needed(place: Action) -> bool:
    return place.nargs in (None, "+")


def _option(option: Action, words: str) -> str:
    long = next((each for each in option.option_strings if each.startswith("--")), "")
    return f"{long}={words}" if long else f"{option.option_strings[0]}{words}"


@pytest.mark.parametrize("name", VERBS)
def test_no_argument_of_a_verb_is_met_by_more_than_a_sentence(name: str, repository: Repository) -> None:
    repository.commit(ONE.encode(), name=RIVER)
    for (dest, arguments), options in product(cases(name), NEEDED.get(name, [[]])):
        told = called(name, *options, *arguments)
        said = told.stderr.decode()
        what = (dest, [each[:20] for each in arguments], said[:LONGEST_SENTENCE])
        assert told.returncode in (DONE, FOUND, WRONG), what
        assert said or told.returncode != WRONG or told.stdout, what
        assert visible(said) == said, what
        for line in said.splitlines():
            assert line.startswith("canvas: "), what
            assert not line.startswith("canvas: :"), what
            assert len(line) < LONGEST_SENTENCE, what
        _clear(repository.top)


def _clear(top: Path) -> None:
    """Delete what a verb has written, and write the canvas anew."""
    for entry in top.iterdir():
        if entry.is_dir() and entry.name != ".git":
            shutil.rmtree(entry)
        elif entry.is_file():
            entry.unlink()
    (top / RIVER).write_text(ONE)
