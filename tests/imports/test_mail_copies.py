"""A reply with the original below or above it: the summary is read once, from the copy that was changed."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest

from canvas.exports import render_text
from canvas.files.canvas_file import open_document
from canvas.imports.left_out import left_out_sentence
from canvas.imports.mail_copies import mail_copies
from canvas.imports.proposal import Proposal
from canvas.model.canvas import Canvas
from canvas.workspace_import import propose

TODAY = date(2026, 11, 29)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.canvas.toml"))
RIVERSIDE = next(path for path in EXAMPLES if "riverside" in path.name)
LEFT_OUT = "Left out: 1 other copy of the summary."
OLD = "Bad news travels the same day"
NEW = "Bad news travels within the hour"

ATTRIBUTIONS = {
    "quoted": ("On Mon, 23 Nov 2026 at 10:00, Ana <a@x.org>\nwrote:\n\n", "> "),
    "quoted twice": (
        "Am 23.11.2026 um 10:00 schrieb Ana <a@x.org>:\n>> Hello all,\n>> here it is.\n>>\n",
        ">> ",
    ),
    "original message": ("-----Original Message-----\nFrom: Ana\nTo: Bo\nSubject: It\n\nHello all,\n\n", ""),
    "header in German": ("Von: Ana\nGesendet: Montag\nAn: Bo\nBetreff: Stand\n\nGuten Tag,\n\n", ""),
}
each_attribution = pytest.mark.parametrize("how", ATTRIBUTIONS)
each_name = pytest.mark.parametrize("name", ["back.md", "back.txt"])


def _canvas(path: Path = RIVERSIDE) -> Canvas:
    return open_document(str(path)).canvas


def _summary(canvas: Canvas) -> str:
    return render_text("md", canvas, today=TODAY, audience="partners")


def _quoted(text: str, how: str) -> str:
    lead, sign = ATTRIBUTIONS[how]
    return lead + re.sub("^", sign, text, flags=re.MULTILINE)


def _read(text: str, canvas: Canvas, name: str = "back.md") -> Proposal:
    return propose(text.encode(), name, canvas, TODAY)


def _texts(found: Proposal) -> list[str]:
    return [change.after.text if change.after else "" for change in found.differences.items]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".")[0])
@pytest.mark.parametrize(("how", "name"), [("quoted", "back.md"), ("original message", "back.txt")])
def test_two_copies_that_nobody_changed_change_nothing(path: Path, how: str, name: str) -> None:
    canvas = _canvas(path)
    text = _summary(canvas)
    found = _read(f"All is well.\n\n{text}\n{_quoted(text, how)}", canvas, name)
    assert found.differences.are_none
    assert left_out_sentence(found.left_out) == LEFT_OUT
    assert found.problems == ("line 1: this is no statement and was left out: “All is well.”.",)
    assert found.remarks == ()


@each_name
@each_attribution
def test_of_a_reply_above_the_original_only_the_reply_is_read(how: str, name: str) -> None:
    canvas = _canvas()
    text = _summary(canvas)
    found = _read(f"{text.replace(OLD, NEW)}\n{_quoted(text, how)}", canvas, name)
    assert _texts(found) == [NEW]
    assert left_out_sentence(found.left_out) == LEFT_OUT
    assert found.remarks == ()


@each_name
@each_attribution
def test_of_an_original_above_the_reply_only_the_reply_is_read(how: str, name: str) -> None:
    canvas = _canvas()
    text = _summary(canvas)
    mail = f"{_quoted(text, how)}\nSee my changes below.\n\n{text.replace(OLD, NEW)}"
    found = _read(mail, canvas, name)
    assert _texts(found) == [NEW]
    assert left_out_sentence(found.left_out) == LEFT_OUT
    line = mail[: mail.index("See my")].count("\n") + 1
    if ATTRIBUTIONS[how][1]:
        sentence = f"line {line}: this is no statement and was left out: “See my changes below.”."
        assert found.problems == (sentence,)


@each_attribution
def test_where_both_copies_were_changed_the_unquoted_one_is_read_and_that_is_told(how: str) -> None:
    canvas = _canvas()
    text = _summary(canvas)
    other = text.replace(OLD, "Bad news travels at once, the same day")
    for mail in (
        f"{text.replace(OLD, NEW)}\n{_quoted(other, how)}",
        f"{_quoted(other, how)}\n{text.replace(OLD, NEW)}",
    ):
        found = _read(mail, canvas)
        assert _texts(found) == [NEW]
        (remark,) = found.remarks
        assert "2 of these copies were changed" in remark


def test_what_is_written_between_the_copies_changes_neither() -> None:
    canvas = _canvas(next(path for path in EXAMPLES if "northmoor" in path.name))
    text = _summary(canvas)
    item = next(item for _, item in canvas if text.count(f"{item.text}\n") == 1 == text.count(item.text))
    edited = text.replace(f"{item.text}\n", f"{item.text} by May\n")
    found = _read(f"{_quoted(text, 'quoted')}\nSee below\n\n{edited}", canvas)
    assert (_texts(found), found.remarks) == ([f"{item.text} by May"], ())


def test_a_copy_that_lost_its_title_or_its_version_is_a_copy() -> None:
    canvas = _canvas()
    text = _summary(canvas)
    edited = text.replace(OLD, NEW)
    for torn in (edited.split("\n", 1)[1], edited.rsplit("\n", 2)[0], edited.replace("# ", "", 1)):
        found = _read(f"{torn}\n\n{_quoted(text, 'quoted')}", canvas)
        assert _texts(found) == [NEW]
        assert left_out_sentence(found.left_out) == LEFT_OUT


def test_a_copy_is_taken_into_a_new_canvas_once() -> None:
    text = _summary(_canvas())
    once = _texts(_read(text, Canvas("")))
    assert _texts(_read(f"{text}\n{_quoted(text, 'quoted')}", Canvas(""))) == once


def test_what_is_written_below_the_original_is_not_lost() -> None:
    canvas = _canvas()
    text = _summary(canvas)
    mail = f"{text}\nBest, Bo\n\n{_quoted(text, 'quoted')}\nWho has the key?\n"
    found = _read(mail, canvas)
    assert found.differences.are_none
    assert [problem.partition("“")[2] for problem in found.problems] == ["Best, Bo”.", "Who has the key?”."]


def test_a_text_with_one_copy_has_no_other() -> None:
    text = _summary(_canvas())
    assert mail_copies(text) == ()
    assert mail_copies(f"{text}\n{text.rstrip().rsplit(chr(10), 1)[1]}\n") == ()
    assert mail_copies(f"{text}\n# Odds and ends\n\n- b\n") == ()
    assert mail_copies("# A\n\nby us\n\n# A\n\n- wholly other words than above\n") == ()


@pytest.mark.parametrize(
    "piece",
    ["# A\n", "> ", ">\n", "canvas: draft 1234567 for partners\n", "-- a", "As of (", "On 1 wrote:\n"],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    began = time.process_time()
    mail_copies(piece * (30_000 // len(piece)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("above", ["# A\n", "x\n" * 8])
def test_very_many_ends_of_summaries_take_time_in_proportion_to_their_number(above: str) -> None:
    piece = f"{above}canvas: draft 1234567\n"
    began = time.process_time()
    assert mail_copies(piece * (600_000 // len(piece))) == ()
    assert time.process_time() - began < 3


@pytest.mark.parametrize("line", ["--" + "x" * 100_000, "-" * 100_000 + "x", "wrote " * 20_000])
def test_a_long_line_above_a_copy_takes_time_in_proportion_to_its_length(line: str) -> None:
    text = _summary(_canvas())
    began = time.process_time()
    assert len(mail_copies(f"{text}\n{line}\n\n{text}")) == 2
    assert time.process_time() - began < 5
