"""The board as a picture."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.cli import main
from canvas.exports import ExportError, render_bytes, render_text
from canvas.exports.audience_filter import filtered_for
from canvas.exports.phrases import line
from canvas.exports.picture import png
from canvas.exports.picture.text_width import text_width, wrap
from canvas.exports.request import PictureSize, parse_size
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import AUDIENCES, BOARD_ROWS, BY_KEY, PANELS
from canvas.model.types import Audience
from tests.docs.documents import ROOT
from tests.exports.strategies import canvases, texts

TODAY = date(2027, 3, 3)
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "g", "circle", "path", "text", "tspan")
}
RIVERSIDE = str(ROOT / "examples/riverside-breakfast.canvas.toml")


def _drawn(canvas: Canvas, audience: Audience = "internal", size: PictureSize | None = None) -> ET.Element:
    source = render_bytes("svg", canvas, today=TODAY, audience=audience, size=size)
    return ET.fromstring(source)  # noqa: S314 - that it can be parsed is what is tested


def _words(root: ET.Element) -> list[str]:
    """Each text of a picture, its lines joined."""
    return [" ".join(filter(None, (part.text for part in text))) for text in root.iter(f"{SVG}text")]


def _of(panel: str, *items: Item) -> Canvas:
    return Canvas("A").with_items({panel: items})


def test_nine_cells_stand_as_the_board_places_them() -> None:
    root = _drawn(Canvas("Warm Rooms"), size=PictureSize(1000, 600))
    assert (root.get("width"), root.get("height")) == ("1000", "600")
    assert [root.findtext(f"{SVG}title"), _words(root)[0]] == ["Warm Rooms", "Warm Rooms"]
    headings = {text[0].text: text[0] for text in root.iter(f"{SVG}text")}
    for row in BOARD_ROWS:
        found = [headings["Where we stand" if key == "readiness" else BY_KEY[key].title] for key in row]
        assert len({each.get("y") for each in found}) == 1
        across = [float(each.get("x", "0")) for each in found]
        assert across == sorted(across)
    down = [float(headings[BY_KEY[row[0]].title].get("y", "0")) for row in BOARD_ROWS]
    assert down == sorted(down)


def test_a_status_has_a_shape_and_words() -> None:
    root = _drawn(
        _of(
            "vision",
            Item("a", "Bread", {"status": "agreed"}),
            Item("b", "Cake", {"status": "disputed"}),
            Item("c", "Tea", {"theirs": [{"text": "Milk"}]}),
        )
    )
    words = _words(root)
    assert "Cake disputed" in words
    assert "Tea two versions, not resolved yet" in words
    assert {"1 agreed", "1 disputed", "1 two versions, not resolved yet", "1 of 3 agreed"} <= {*words}
    assert len([*root.iter(f"{SVG}g")]) == 6  # three statements, three explanations


def test_what_is_done_counts_as_agreed_in_both_counts() -> None:
    statuses = ("proposed", "agreed", "done", "agreed", "parked")
    canvas = _of("vision", *(Item(f"a{n}", f"{n}", {"status": each}) for n, each in enumerate(statuses)))
    words = _words(_drawn(canvas))
    counts = words[words.index("3 of 5 agreed") + 1 :][:4]
    assert counts == ["3 agreed", "1 of these done", "1 proposed", "1 parked"]


def test_to_the_public_a_dispute_is_told_gently_and_next_steps_are_not() -> None:
    values = {"status": "disputed", "visibility": "public", "next": "Ask", "due": date(2027, 1, 1)}
    canvas = _of("vision", Item("a", "Cake", values))
    assert any("1 next step, 1 late" in words for words in _words(_drawn(canvas)))
    told = " ".join(_words(_drawn(canvas, "public")))
    assert "still being discussed" in told
    assert "next step" not in told


def test_what_does_not_fit_is_counted() -> None:
    canvas = _of("roles", *(Item(f"a{n}", f"Task {n}") for n in range(60)))
    words = _words(_drawn(canvas))
    shown = [word for word in words if word.startswith("Task ")]
    assert shown
    assert f"and {60 - len(shown)} more" in words


def test_what_runs_from_right_to_left_begins_at_the_right() -> None:
    root = _drawn(_of("vision", Item("a", "שלום עולם"), Item("b", "Bread")))
    (hebrew,) = [text for text in root.iter(f"{SVG}text") if text[0].text == "שלום עולם"]
    (latin,) = [text for text in root.iter(f"{SVG}text") if text[0].text == "Bread"]
    assert (hebrew.get("text-anchor"), hebrew[0].get("direction")) == ("end", "rtl")
    assert float(hebrew[0].get("x", "0")) > float(latin[0].get("x", "0"))


def test_lines_end_between_words_between_letters_of_chinese_and_within_what_is_too_long() -> None:
    assert wrap("one two three", 5, 9) == ["one two", "three"]
    assert wrap("六所小学，每个孩子。", 5, 9) == ["六所小学，", "每个孩子。"]
    assert wrap("六所小学，每个孩子。", 4, 9) == ["六所小", "学，每个", "孩子。"]
    assert all(text_width(part) <= 5 for part in wrap("a" * 40, 5, 99))
    assert wrap("one two three four five", 5, 2) == ["one two", "three…"]
    assert wrap("", 5, 9) == []


@given(text=texts, width=st.floats(2, 30))
@settings(deadline=None, max_examples=100)
def test_wrapping_loses_nothing_and_no_line_is_too_long(text: str, width: float) -> None:
    text = line(text)
    lines = wrap(text, width, 1000)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(part) <= width or len(part) <= 12 for part in lines)


@given(canvas=canvases(), audience=st.sampled_from(AUDIENCES))
@settings(deadline=None, max_examples=60)
def test_any_text_is_shown_as_typed_and_adds_no_element(canvas: Canvas, audience: Audience) -> None:
    source = render_text("svg", canvas, today=TODAY, audience=audience)
    root = ET.fromstring(source)  # noqa: S314 - likewise
    assert {element.tag for element in root.iter()} <= ELEMENTS
    assert not [key for element in root.iter() for key in element.attrib if "href" in key or key[:2] == "on"]
    assert source.count("://") - "".join(root.itertext()).count("://") == 1  # the name of SVG itself
    told = "".join(_words(root)).replace(" ", "")
    for _, item in filtered_for(canvas, audience):
        words = line(item.text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").replace(" ", "")
        assert words in told


@given(rows=st.lists(texts, min_size=1, max_size=8))
@settings(deadline=None, max_examples=12)
def test_any_text_can_be_drawn_as_png(rows: list[str]) -> None:
    mixed = "Rooms السلام बच्चे 👩‍👩‍👧 🇩🇪 中文 한국 office "
    canvas = _of("vision", *(Item(f"a{n}", mixed[n:] + row) for n, row in enumerate(rows)))
    assert render_bytes("png", canvas, today=TODAY).startswith(b"\x89PNG")


def test_each_letter_of_a_png_has_a_font_and_right_to_left_stays_so() -> None:
    runs = {run.text: run.family for run in png._runs("Tea سلام 中文 नमस्ते 👍🏽 ●", "Noto Sans CJK SC")}
    assert runs == {
        "Tea ": "Noto Sans",
        "سلام ": "Noto Sans Arabic",
        "中文 ": "Noto Sans CJK SC",
        "नमस्ते ": "Noto Sans Devanagari",
        "👍🏽": "Noto Emoji",
        " ": "Noto Sans",
        "●": "Noto Sans Symbols",
    }


def test_the_picture_has_the_size_that_is_asked_for_and_the_same_bytes_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.png", "two.png"):
        assert main(["export", RIVERSIDE, "-o", str(tmp_path / name), "--size", "800x450"]) == 0
    first = (tmp_path / "one.png").read_bytes()
    assert struct.unpack(">II", first[16:24]) == (800, 450)
    assert (tmp_path / "two.png").read_bytes() == first
    assert main(["export", RIVERSIDE, "--size", "800x450"]) == 2
    assert capsys.readouterr().err == "canvas: md has no size to choose; a picture has: svg, png.\n"


@pytest.mark.parametrize(
    "typed", ["", "big", "1600", "1600x", "10x10", "9000x900", "1600x900x2", "-5x5", "٣٢٠x٣٢٠"]
)
def test_what_is_no_size_is_a_sentence(typed: str) -> None:
    assert parse_size(" 1600 X 900 ") == (1600, 900)
    with pytest.raises(ExportError, match="such as 1600x900"):
        parse_size(typed)


def test_of_each_worked_example_every_panel_shows_statements() -> None:
    for path in (ROOT / "examples").glob("*.canvas.toml"):
        canvas = open_document(str(path)).canvas
        words = " ".join(_words(_drawn(canvas)))
        for panel in PANELS:
            assert line(canvas.panels[panel.key][0].text) in words
