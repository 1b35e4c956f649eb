"""Sentences for outcomes: what was done is told in the past tense."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from canvas.outcome_phrases import past_tense
from tests.docs.documents import ROOT

_PAST = {
    "add": "added",
    "answer": "answered",
    "begin": "began",
    "bring": "brought",
    "change": "changed",
    "clear": "cleared",
    "delete": "deleted",
    "end": "ended",
    "give": "gave",
    "join": "joined",
    "keep": "kept",
    "mark": "marked",
    "move": "moved",
    "put": "put",
    "record": "recorded",
    "repair": "repaired",
    "restore": "restored",
    "reword": "reworded",
    "say": "said",
    "set": "set",
    "show": "showed",
    "sort": "sorted",
    "take": "took",
}


def _verbs() -> set[str]:
    """The first words of the labels that edits have."""
    sources = [*(ROOT / "canvas/model").glob("*.py"), *Path(ROOT / "canvas").glob("workspace*.py")]
    pattern = re.compile(r"""(?:label = |Edit\(|else |label=)f?"([a-z]+) [^"]*(?:\{|nothing|changes)""")
    return {word for path in sources for word in pattern.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("verb", sorted(_PAST))
def test_what_was_done_is_told_in_the_past_tense(verb: str) -> None:
    assert past_tense(f"{verb} ‘x’ to Governance") == f"{_PAST[verb].capitalize()} ‘x’ to Governance"


def test_every_label_begins_with_a_verb_whose_past_is_known() -> None:
    found = _verbs()
    assert len(found) > 8
    assert found <= set(_PAST)
