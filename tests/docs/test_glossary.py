"""The synonyms that the glossary rules out do not occur in the sentences of the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from canvas.app.keys import ACTIONS
from tests.docs.documents import ROOT, tables

PAGE = "docs/glossary.md"
_NEVER_SHOWN = ("palette.py", "docx.py")
"""Modules whose words are typed by people, or are Word's names for its styles and elements."""


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module that hold several words, without docstrings and types; with lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            words = re.sub(r"\{\w+\}", "…", node.value.strip())  # an id to be filled in is not shown
            if " " in words and not re.fullmatch(r"\w+\[.+\]", words):
                yield node.lineno, words


@cache
def _all_sentences() -> list[tuple[str, str]]:
    return [
        (f"{path.relative_to(ROOT).as_posix()}:{line}", words)
        for path in sorted((ROOT / "canvas").rglob("*.py"))
        if path.name not in _NEVER_SHOWN
        for line, words in _sentences(path)
    ]


def _banned() -> list[str]:
    rows = next(table.rows for table in tables(PAGE) if table.head[0] == "Word" and table.head[-1] == "Never")
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row[-1])]


def test_the_sentences_of_the_program_are_found() -> None:
    assert len(_all_sentences()) > 500
    assert any(words == "Nothing is parked." for _, words in _all_sentences())


def test_each_word_stands_for_one_thing_and_is_not_ruled_out_for_another() -> None:
    for table in tables(PAGE):
        words = [row[0] for row in table.rows]
        assert len(words) == len(set(words))
    allowed = {row[0] for row in tables(PAGE)[0].rows}
    assert allowed.isdisjoint(_banned())
    assert len(_banned()) == len(set(_banned()))


def test_no_synonym_that_is_ruled_out_occurs_in_a_sentence() -> None:
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, _banned()))})(s|es)?\b", re.IGNORECASE)
    labels = [(action.id, action.label) for action in ACTIONS]
    found = [f"{place}: {words}" for place, words in (*_all_sentences(), *labels) if pattern.search(words)]
    assert not found
