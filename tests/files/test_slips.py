"""Errors for common slips of people who edit a canvas by hand: line, statement and cure."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canvas_file import DocumentError, from_bytes, open_document
from canvas.files.toml_diagnosis import duplicate_ids
from tests.strategies import quick

TOP = 'format = 1\ntitle = "Harbour"\n'
FIRST = '\n[[vision]]\nid = "aaaa1"\ntext = "Read aloud"\n'
LAST = '\n[[relationships]]\nid = "bbbb1"\ntext = "Port Library"\npeople = [\n  "Ana",\n  "Bo",\n]\n'
GOOD = TOP + FIRST + LAST

PLACES = {
    "at the top": ('"Harbour"', 2, ""),
    "in a statement": ('"Read aloud"', 6, "Vision"),
    "in a list": ('"Ana"', 12, "‘Port Library’ of Relationships"),
}
"""What is written wrong, its line, and the statement that the sentence names."""

BROKEN_VALUES: dict[str, tuple[Callable[[str], str], str]] = {
    "no closing quote": (lambda text: text[:-1], "has no closing quote: put"),
    "no quotes": (lambda text: text[1:-1], "without quotes: write"),
    "backslashes": (lambda _: r'"C:\new\Users"', "has a backslash that stands for nothing: write two"),
    "a backslash at the end": (lambda _: r'"C:\new\"', "has a backslash that stands for nothing: write two"),
    "curly quotes": (lambda text: f"“{text[1:-1]}”", "has curly quotes around its text: type straight ones"),
    "a curly quote at the end": (lambda text: f'"{text[1:-1]}”', "has curly quotes around its text"),
    "a quote within": (lambda _: '"say "yes" to it"', 'has a quote inside its text: write \\"'),
}

INSERTED = {
    "a repeated key": (
        ('title = "Port"\n', 'text = "Read"\n', 'people = ["Cy"]\n'),
        "is there twice, first in line {before}: keep one of the two lines, delete the other.",
    ),
    "a stray mark": (
        ("=======\n",) * 3,
        "git's conflict mark “=======” stands here without the others: keep",
    ),
    "a mark without an end": (
        ("<<<<<<< HEAD\n",) * 3,
        "git's conflict mark “<<<<<<<” has no “>>>>>>>” below it",
    ),
    "marks within marks": (
        ("<<<<<<< a\nx = 1\n<<<<<<< b\n=======\n>>>>>>> b\n=======\n>>>>>>> a\n",) * 3,
        "git's conflict mark “<<<<<<<” stands inside another conflict: keep",
    ),
    "a colon": (("note: b\n",) * 3, "“note” is followed by a colon: write note = "),
}
"""Lines that are inserted at the end of the top, of the first statement and of the last, and what is said."""


def sentence(text: str | bytes, name: str = "x.canvas.toml") -> str:
    """The error for a file."""
    with pytest.raises(DocumentError) as caught:
        from_bytes(text if isinstance(text, bytes) else text.encode(), name)
    said = str(caught.value)
    assert said.endswith(".")
    assert said.isprintable()
    assert not re.search(r"TOML|character '|hex|overwrite|invalid|illegal|item|Expected|0x", said), said
    return said


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("slip", BROKEN_VALUES)
def test_a_value_written_wrong_is_told_with_its_line_its_statement_and_the_cure(
    slip: str, place: str, newline: str
) -> None:
    good, line, statement = PLACES[place]
    broken, cure = BROKEN_VALUES[slip]
    said = sentence(GOOD.replace(good, broken(good)).replace("\n", newline))
    assert said.startswith(f"x.canvas.toml, line {line}: ")
    assert cure in said
    assert statement in said
    assert ("statement" in said) == bool(statement)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("slip", INSERTED)
def test_a_line_too_many_is_told_with_its_number_its_statement_and_the_cure(slip: str, place: int) -> None:
    lines, cure = INSERTED[slip]
    parts = [TOP, FIRST, LAST]
    parts[place] += lines[place]
    said = sentence("".join(parts))
    line = [3, 7, 15][place] + (2 if slip == "marks within marks" else 0)
    before = [2, 6, 11][place]
    assert said.startswith(f"x.canvas.toml, line {line}: ")
    assert cure.format(before=before) in said
    assert ["", "‘Read aloud’ of Vision", "‘Port Library’ of Relationships"][place] in said


@quick
@given(st.data())
def test_however_a_text_is_broken_the_sentence_names_a_line_of_it(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD)))
    gone = data.draw(st.integers(0, 3))
    put = data.draw(st.text(st.sampled_from("\"'“[]{}=,.#\\\n\r\x00<=>| a1é\ufeff"), max_size=4))
    said = ""
    try:
        from_bytes((GOOD[:at] + put + GOOD[at + gone :]).encode(), "x.canvas.toml")
    except DocumentError as error:
        said = str(error)
    found = re.match(r"x\.canvas\.toml, line (\d+): [^\n]+\.\Z", said)
    assert not said or (found and 1 <= int(found[1]) <= GOOD.count("\n") + 5), said
    assert said.isprintable()


def test_many_tables_are_told_apart_in_time() -> None:
    names = "".join(f"[a{number}]\n" for number in range(20_000))
    began = time.process_time()
    assert "has no closing quote" in sentence(f"{TOP}{names}" + "[[b]]\n" * 20_000 + 'x = "y\n')
    assert time.process_time() - began < 5


def test_marks_within_a_list_are_told_as_marks() -> None:
    for marker, cure in (("=======", "without the others"), ("<<<<<<< HEAD", "has no “>>>>>>>” below it")):
        said = sentence(GOOD.replace('  "Bo"', f'{marker}\n  "Bo"'))
        assert said.startswith(
            "x.canvas.toml, line 13: in the statement ‘Port Library’ of Relationships, git's"
        )
        assert cure in said


@pytest.mark.parametrize(("good", "line", "statement"), PLACES.values(), ids=list(PLACES))
def test_another_encoding_is_told_with_its_line_and_statement(good: str, line: int, statement: str) -> None:
    text = GOOD.replace(good, '"Genève"')
    said = sentence(text.encode("cp1252"))
    assert said.startswith(f"x.canvas.toml, line {line}: ")
    assert statement in said
    assert "another encoding, such as Windows-1252: open it in the program that wrote it, and save it" in said
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert sentence(text.encode(encoding)).startswith("x.canvas.toml, line 1: this is text in UTF-16")


def test_a_list_without_an_end_is_told_where_it_begins() -> None:
    said = sentence(f'{GOOD[:-2]}\n[[risks]]\ntext = "a"\n')
    assert said == (
        "x.canvas.toml, line 11: in the statement ‘Port Library’ of Relationships, "
        "“people” has a list without an end: put ] after its last part."
    )


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('text = "Read aloud"\n', "", "line 4: in the statement of Vision with the id ‘aaaa1’, “text” is"),
        ('"aaaa1"', "1", "line 5: in the statement ‘Read aloud’ of Vision, “id” must be text in quotes."),
        ('"Read aloud"', "1", "line 6: in the statement of Vision with the id ‘aaaa1’, “text” must"),
        ("[[vision]]", "[[vision]", "of Vision, the name of a panel stands in two pairs of square brackets"),
        ("[[vision]]", "[vision]", "line 4: a statement of this panel begins with [[vision]]"),
        ("[[vision]]", "[[vision]]\ndue = soon", "‘Read aloud’ of Vision, “due” should be a day such as"),
        ("[[vision]]", "[[vision]]\nowner =", "‘Read aloud’ of Vision, “owner” has nothing after"),
        ("[[vision]]", "[[vision]]\ngröße = 1", "the name before the equals sign may only have the letters"),
        ("[[vision]]", "[[vision]]\n\u200btext = 1", "an invisible character (U+200B) is in this line"),
        ("[[vision]]", "[[vision]]\nnote = 'a\x00'", "a control character (U+0000) is in this line"),
        ("format = 1\n", "", "line 1: this is not a canvas: the line “format = 1” is missing at the top."),
    ],
)  # fmt: skip
def test_other_slips_are_told_likewise(good: str, bad: str, said: str) -> None:
    assert said in sentence(GOOD.replace(good, bad, 1))


def test_an_id_that_two_statements_have_is_told_with_both_lines() -> None:
    document = from_bytes(GOOD.replace("bbbb1", "aaaa1").encode(), "x.canvas.toml")
    (said,) = duplicate_ids(document.text, document.canvas, document.repaired)
    name = "the statement ‘Port Library’ of Relationships"
    cure = "the next save gives it one of its own."
    assert said == f"line 9: {name} has the id ‘aaaa1’, as another in line 5; {cure}"


@pytest.mark.parametrize(
    ("suffix", "what"),
    [("csv", "a table of values"), ("md", "a text in Markdown"), ("yml", "a file in YAML"), ("json", "JSON")],
)
def test_a_file_of_another_format_is_told_as_that_with_what_to_do(here: Path, suffix: str, what: str) -> None:
    path = here / f"notes.{suffix}"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(DocumentError) as caught:
        open_document(path.name)
    assert what in str(caught.value)
    assert "paste its lines into a panel" in str(caught.value)
    (here / "notes.canvas.toml").write_text(GOOD)
    with pytest.raises(DocumentError, match=r"the canvas beside it is notes\.canvas\.toml\.$"):
        open_document(path.name)
    assert path.read_text() == "a,b\n1,2\n"


def test_a_canvas_under_another_suffix_is_opened(here: Path) -> None:
    (here / "canvas.txt").write_text(GOOD)
    assert open_document("canvas.txt").canvas.title == "Harbour"
