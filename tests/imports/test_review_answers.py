"""The form of a review comes back: what was ticked is what is read, whatever was written beside it."""

from __future__ import annotations

import csv
import re
import time
from datetime import date
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canvas.exports.review_form import NOT_RELEVANT, as_csv, as_markdown
from canvas.imports.blocks import ImportFileError
from canvas.imports.review_answers import read_form
from canvas.model import review
from canvas.model.canvas import Canvas
from canvas.model.review import Answer, Round
from canvas.model.sanitize import clean, clean_line
from tests.strategies import quick, statements, texts

DAY = date(2026, 11, 29)


def a_round(*, is_named: bool = False, says: str = "We agree.") -> Round:
    own = [
        review.statement_of("vision", clean_line(says) or "x", ("No", "Rarely", "Mostly", "Yes")),
        review.statement_of("roles", "Somebody is worn out.", ("Yes", "No")),
    ]
    there = review.start(Canvas("T"), "Spring", DAY, own, is_named=is_named).canvas
    return review.rounds(there)[0]


SPRING = a_round()
FIRST, SECOND = SPRING.statements
PAGE = as_markdown(SPRING, "River")
words = st.from_regex(r"\A[A-Za-z][a-z ,.é漢]{0,30}[a-z]\Z")


def ticked(page: str, ticks: dict[str, int], because: str = "", who: str = "") -> str:
    """A page with a box ticked under some statements: a level, or 0 for not relevant."""
    lines, statement, box = [], "", 0
    for line in page.split("\n"):
        if found := re.search(r"\((\w{7})\)$", line):
            statement, box = found[1], 0
        if line.startswith("- [ ]"):
            box += 1
            is_last = line == f"- [ ] {NOT_RELEVANT}"
            if ticks.get(statement) == (0 if is_last else box):
                line = line.replace("[ ]", "[x]", 1) + (f" {because}" if is_last else "")  # noqa: PLW2901 - the line with its answer
            lines.append(line)
            if is_last and ticks.get(statement) and because:
                lines += ["", because]
        else:
            lines.append(f"From: {who}" if line == "From:" else line)
    return "\n".join(lines)


@quick
@given(says=statements, level=st.integers(0, 4), because=words | st.just(""), title=texts)
def test_a_page_comes_back_as_it_was_ticked(says: str, level: int, because: str, title: str) -> None:
    asked = a_round(says=says)
    first, second = asked.statements
    (sheet,) = read_form(
        ticked(as_markdown(asked, title), {first.id: level, second.id: 1}, because, "oak"), "a.md", asked
    )
    assert sheet.who == "oak"
    assert sheet.answers == {first.id: Answer(level, because), second.id: Answer(1, because)}


@quick
@given(says=statements, answers=st.lists(st.tuples(st.integers(0, 4), texts), min_size=1, max_size=4))
def test_a_table_comes_back_with_each_respondent(says: str, answers: list[tuple[int, str]]) -> None:
    asked = a_round(says=says)
    head, row, _ = csv.reader(StringIO(as_csv(asked).removeprefix("\ufeff")))
    target = StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow(head)
    for number, (level, because) in enumerate(answers):
        writer.writerow([f"P{number}", *row[1:5], level or "-", because])
    found = read_form(target.getvalue(), "back.csv", asked)
    assert [sheet.who for sheet in found] == [f"P{number}" for number in range(len(answers))]
    for sheet, (level, because) in zip(found, answers, strict=True):
        (answer,) = sheet.answers.values()
        assert answer.level == level
        assert answer.because in {clean(because), clean(because.strip().removeprefix("'"))}


@pytest.mark.parametrize("mark", ["- [X]", "* [x]", "1. [v]", "- \\[x\\]", "☒", "- ☑"])
def test_a_box_may_be_ticked_in_many_ways(mark: str) -> None:
    page = PAGE.replace("- [ ] Mostly", f"{mark} Mostly")
    assert read_form(page, "a.md", SPRING)[0].answers == {FIRST.id: Answer(3)}


@pytest.mark.parametrize("answer", ["2", "2 Rarely", "rarely", "Rarely"])
def test_a_cell_may_hold_the_number_or_the_words(answer: str) -> None:
    table = f"from,id,answer,because\n,{FIRST.id},{answer},\n"
    assert read_form(table, "a.csv", SPRING)[0].answers == {FIRST.id: Answer(2)}


BOTH = PAGE.replace("- [ ] Mostly", "- [x] Mostly").replace("- [ ] Rarely", "- [x] Rarely")
ONE = PAGE.replace("- [ ] Mostly", "- [x] Mostly")


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        (PAGE, "a.md", "a.md: no statement is answered in it."),
        ("", "a.md", "a.md: no statement is answered in it."),
        (BOTH, "a.md", "a.md, line 13: ‘We agree.’ has two answers; keep one."),
        (ONE.replace(FIRST.id, "0" * 7), "a.md", "a.md, line 13: ‘We agree.’ is not asked in ‘Spring’."),
        (ONE.replace(SPRING.id, "0" * 7), "a.md", "a.md: it is the form of another review than ‘Spring’."),
        ("from,answer\n", "a.csv", "its first row should have the columns from, id, answer and because."),
        (f"from,id,answer,because\n,{FIRST.id},9,\n", "a.csv", "row 2: the answer should be a number from 1"),
        ("from,id,answer,because\n,zz,1,\n", "\x1b.csv", "␛.csv, row 2: this statement is not asked in ‘"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_sentence(text: str, name: str, says: str) -> None:
    with pytest.raises(ImportFileError) as told:
        read_form(text, name, SPRING)
    assert says in str(told.value)


def test_a_long_line_takes_no_longer_for_its_white_space() -> None:
    gap = " " * 20_000
    lines = (f"review{gap}!", f"## a{gap}b", f"{gap}x", f"[{gap}x")
    page = ONE.replace("\nFrom:", "\n".join(("", *lines, "From: me"))) + "\n".join(lines[2:])
    start = time.process_time()
    assert read_form(page, "a.md", SPRING)[0].who == "me"
    assert time.process_time() - start < 1


def test_a_round_that_names_organisations_wants_the_name() -> None:
    asked = a_round(is_named=True)
    page = as_markdown(asked, "River").replace("- [ ] Mostly", "- [x] Mostly")
    assert "name will stand beside your answers" in page
    with pytest.raises(ImportFileError, match="write the organisation after “From:”"):
        read_form(page, "a.md", asked)
    assert read_form(page.replace("From:", "**From:** Bakery"), "a.md", asked)[0].who == "Bakery"


_TICKED = ticked(PAGE, {FIRST.id: 1, SECOND.id: 2}, "so it is", "me").split("\n")


@quick
@given(
    text=st.one_of(
        texts,
        st.lists(st.sampled_from(_TICKED), max_size=20).map("\n".join),
        st.lists(st.sampled_from(range(len(_TICKED))), max_size=3).map(  # most of a page
            lambda gone: "\n".join(line for at, line in enumerate(_TICKED) if at not in gone)
        ),
    ),
    name=st.sampled_from(("a.md", "a.csv")),
)
@example("\n".join(_TICKED), "a.md")
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    try:
        found = read_form(text, name, SPRING)
    except ImportFileError:
        return
    assert found
    assert all(sheet.answers for sheet in found)
