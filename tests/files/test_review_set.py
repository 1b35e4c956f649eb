"""The statements of a review are data: ours, or a file of an organisation's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.canvas_file import DocumentError
from canvas.files.review_set import load_review_set
from canvas.model.schema import PANEL_KEYS
from tests.docs.documents import samples

GOOD = 'levels = ["No", "Yes"]\n[[statements]]\npanel = "vision"\nsays = "We agree."\n'


def test_ours_asks_about_each_panel_in_a_few_words_and_what_harms_as_well() -> None:
    found = load_review_set().statements
    assert [*dict.fromkeys(each.panel for each in found)] == [*PANEL_KEYS]
    assert len(found) <= 16
    assert all(len(each.says.split()) <= 16 for each in found)
    assert all(len(level.split()) <= 7 for each in found for level in each.levels)
    harms = [
        each for each in found if "worse" in each.says or "keeps us" in each.says or "shoulders" in each.says
    ]
    assert len(harms) == 3


def test_an_organisation_brings_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'\ufefftitle = "Ours"\n{GOOD}', encoding="utf-8")
    (statement,) = load_review_set(str(path)).statements
    assert (statement.panel, statement.says, statement.levels) == ("vision", "We agree.", ("No", "Yes"))


def test_the_sample_of_the_page_is_a_set(tmp_path: Path) -> None:
    (sample,) = samples("docs/review.md", "toml")
    (tmp_path / "own.toml").write_text(sample.text, encoding="utf-8")
    found = load_review_set(str(tmp_path / "own.toml"))
    assert [(each.panel, len(each.levels)) for each in found.statements] == [("roles", 4), ("governance", 4)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = ", "own.toml, line 1: "),
        ("", "it has no statements; each begins with a line [[statements]]."),
        ("statements = 3", "it has no statements"),
        (GOOD.replace("says", "say"), 'statement 1 says nothing; write says = "…".'),
        (GOOD.replace("vision", "visoin"), "statement 1 needs the panel it is about: one of beneficiaries, "),
        (GOOD.replace("levels", "level"), "statement 1 needs the words of its levels, such as "),
        (GOOD.replace('"No", "Yes"', '"No"'), "it needs two to 7 levels in different words"),
        (GOOD.replace('["No", "Yes"]', "4"), "the levels of it should be a list of texts"),
        (GOOD + GOOD.partition("\n")[2], "it has one of its statements twice."),
        (GOOD + 2 * GOOD.partition("\n")[2].replace("agree", "do"), "more than two statements about vision"),
        (GOOD + 17 * "[[statements]]\n", "it has 18 statements; a review asks 16 at most."),
    ],
)
def test_what_is_wrong_in_a_set_is_told_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as told:
        load_review_set(str(path))
    assert says in str(told.value)
    assert str(told.value).startswith(str(path))


def test_a_set_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        load_review_set(str(tmp_path / "gone.toml"))
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DocumentError, match="not text in UTF-8"):
        load_review_set(str(tmp_path / "odd.toml"))
