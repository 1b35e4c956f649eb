"""The result of a review in what people read: where it is chosen, and never more than was announced."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from canvas.exports import render_bytes, render_text
from canvas.exports.extras import draw_png
from canvas.exports.picture.review_svg import render as render_picture
from canvas.exports.request import DEFAULT_SIZE
from canvas.exports.review_result import as_lines
from canvas.exports.slides.deck import SlidePosition
from canvas.files.review_set import load_review_set
from canvas.imports.proposal import Proposal
from canvas.model import review
from canvas.model.canvas import Canvas, Item
from canvas.model.review import Answer
from canvas.workspace_import import propose
from tests.exports.slides.making import deck, told
from tests.strategies import quick, texts

DAY = date(2026, 11, 29)
ASKED = load_review_set().statements[:4]
BASE = Canvas("River").with_items({"vision": (Item("aaaaa", "One", {"kind": "goal"}),)})


def reviewed(
    *levels: int, name: str = "Spring", is_named: bool = False, canvas: Canvas = BASE, because: str = ""
) -> Canvas:
    """A canvas with a round that is revealed and shown to partners, every statement answered alike."""
    canvas = review.start(canvas, name, DAY, ASKED, is_named=is_named, invited=7).canvas
    found = review.round_called(canvas, name)
    assert found
    for number, level in enumerate(levels):
        said = {each.id: Answer(level, because) for each in ASKED}
        canvas = review.take(canvas, found, f"Partner {number}", said).canvas
    canvas = review.reveal(canvas, found, DAY).canvas
    return review.show_to(canvas, found, "partners").canvas


def test_each_format_of_the_summary_tells_it() -> None:
    canvas = reviewed(1, 1, 3, 4, 4)
    assert "middle 3 · from 1 to 4 · 5 of 7" in render_text("md", canvas, today=DAY)
    assert "How we see ourselves" in render_text("html", canvas, today=DAY)
    word = WordDocument(BytesIO(render_bytes("docx", canvas, today=DAY)))
    assert any("Mostly: ●" in paragraph.text for paragraph in word.paragraphs)
    assert "How we see ourselves" in " ".join(told(slide) for slide in deck(canvas).slides("review"))
    assert "Mostly: ●" in " ".join(told(slide) for slide in deck(canvas))


def test_it_is_told_to_nobody_unless_it_is_chosen() -> None:
    canvas = reviewed(1, 1, 3, 4, 4)
    held = review.show_to(canvas, review.rounds(canvas)[0], "internal").canvas
    for text in (render_text("md", held, today=DAY), render_text("md", canvas, today=DAY, audience="public")):
        assert "●" not in text
        assert ASKED[0].says not in text
    assert "●" not in " ".join(told(slide) for slide in deck(held))
    hidden = reviewed(1, 2, 3, 4, 4)
    values = {**hidden.values, "reviews": [{**hidden.values["reviews"][0], "revealed": "?"}]}
    assert "●" not in render_text("md", hidden.replacing(values=values), today=DAY)


def test_fewer_than_five_answers_without_names_are_a_number_alone() -> None:
    few = reviewed(1, 3, 4, 4)
    for text in (
        render_text("md", few, today=DAY),
        as_lines(few, review.rounds(few)[0]),
        " ".join(map(told, deck(few))),
    ):
        assert "4 of 7 · shown from 5 answers on" in text
        assert "●" not in text
        assert "middle" not in text
    named = render_text("md", reviewed(1, 3, 4, 4, is_named=True), today=DAY)
    assert "Mostly: ● Partner 1\n" in named


def test_rounds_stand_beside_each_other() -> None:
    both = reviewed(4, 4, 4, 4, 4, name="Winter", canvas=reviewed(1, 1, 1, 1, 1))
    text = render_text("md", both, today=DAY)
    assert "Winter: middle 4" not in text.split("Spring")[0]
    assert "middle 4 · all at 4 · 5 of 7" in text
    assert "Spring: middle 1 · all at 1 · 5 of 7" in text


@quick
@given(raw=texts, levels=st.lists(st.integers(0, 4), min_size=5, max_size=7))
def test_no_word_of_a_respondent_is_markup_or_steers_a_terminal(raw: str, levels: list[int]) -> None:
    canvas = reviewed(*levels, is_named=True)
    odd = {
        "reviews": [{**table, "name": raw} for table in canvas.values["reviews"]],
        "review_answers": [
            {**table, "who": raw, "because": raw} for table in canvas.values["review_answers"]
        ],
    }
    canvas = canvas.replacing(values={**canvas.values, **odd})
    (found,) = review.rounds(canvas)
    lines = as_lines(canvas, found)
    summary = render_text("md", canvas, today=DAY)
    for text in (lines, summary, " ".join(told(slide) for slide in deck(canvas))):
        assert not set(text) & set("\x1b\x07\x9b\u202e\x00")
    assert not [token for token in MarkdownIt("gfm-like").parse(summary) if token.type.startswith("html")]


def test_the_slides_of_a_review_stand_before_the_last_and_go_with_it() -> None:
    canvas = reviewed(1, 1, 3, 4, 4)
    slides = deck(canvas)
    first = SlidePosition("review")
    assert slides.at(slides.after(first, -1)).section == "communications"
    assert [*dict.fromkeys(slide.section for slide in slides)][-2:] == ["review", "last"]
    assert deck(BASE).at(first).section == "last"
    assert deck(BASE).after(first, -1).section == "communications"


@pytest.mark.parametrize("form", ["md"])
def test_a_summary_with_it_comes_back_without_a_change(form: str) -> None:
    canvas = reviewed(1, 1, 3, 4, 4)
    data = render_bytes(form, canvas, today=DAY)
    found = propose(data, f"back.{form}", canvas, DAY, canvas_path=None)
    assert isinstance(found, Proposal)
    assert found.differences.are_none, found.differences
    assert not found.problems


@quick
@given(raw=texts, levels=st.lists(st.integers(0, 4), max_size=9))
def test_a_picture_has_a_dot_for_each_answer_and_no_word_of_it_is_markup(raw: str, levels: list[int]) -> None:
    canvas = reviewed(*levels)
    odd = [{**table, "name": raw} for table in canvas.values["reviews"]]
    canvas = canvas.replacing(values={**canvas.values, "reviews": odd})
    (found,) = review.rounds(canvas)
    root = ET.fromstring(render_picture(canvas, found, DEFAULT_SIZE))  # noqa: S314 - our own
    dots = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(dots) == (len(ASKED) * sum(level > 0 for level in levels) if len(levels) >= 5 else 0)
    assert all(float(dot.get("r", "0")) > 1 for dot in dots)
    words = "".join(root.itertext())
    assert "http" not in words.replace(raw, "")
    assert all(each.says.split()[0] in words for each in ASKED)


def test_a_picture_is_drawn_as_png_too() -> None:
    canvas = reviewed(1, 1, 3, 4, 4)
    assert draw_png(render_picture(canvas, review.rounds(canvas)[0], DEFAULT_SIZE)).startswith(b"\x89PNG")
