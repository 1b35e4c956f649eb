"""File names made from titles."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canvas_file import Document, open_document
from canvas.files.canvas_save import save
from canvas.files.file_names import canvas_path, free_path, stem_of, stem_of_path
from canvas.model.canvas import Canvas
from tests.strategies import quick, texts

UNSAFE = (
    "CON",
    "con.",
    "..",
    "-",
    " ",
    ".",
    "COM¹",
    "nul.txt",
    "\u202e",
    "\u200d",
    "é",
    "\u0301",
    "İ",
    "ß",
    "👩‍👧",
    "/",
)


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Riverside Breakfast Partnership", "riverside-breakfast-partnership"),
        (" ../../etc/passwd ", "etc-passwd"),
        ("--help", "help"),
        (".hidden", "hidden"),
        ("", "canvas"),
        ("…!?\x1b", "canvas"),
        ("CON", "con-canvas"),
        ("com¹", "com1-canvas"),
        ("Straße É 漢字", "strasse-é-漢字"),
        ("x" * 100, "x" * 60),
        ("漢" * 100, "漢" * 20),
        ("a" * 59 + " b", "a" * 59),
        ("Re\u0301union d\u2019e\u0301quipe", "réunion-d-équipe"),
        ("हिन्दी", "हिन्दी"),
        ("q\u0323\u0301", "q\u0323\u0301"),
        ("a \u0301b", "a-b"),
        ("q\u0323\u0301" * 30, "q\u0323\u0301" * 12),
        ("a" + "\u0323" * 100, "canvas"),
        ("❤️ Hope 👩‍👩‍👧", "hope"),
        ("\u200fשלום\u200e", "שלום"),
        ("می\u200cخواهم", "میخواهم"),
        ("a\u202a\u0300", "à"),
        ("nul.txt", "nul-txt"),
        ("NUL. . .", "nul-canvas"),
        ("CONIN$", "conin"),
        ("Lpt³", "lpt3-canvas"),
        ("a. ", "a"),
    ],
)
def test_a_title_becomes_the_beginning_of_a_file_name(title: str, stem: str) -> None:
    assert stem_of(title) == stem


@quick
@given(st.one_of(texts, st.text(max_size=200), st.lists(st.sampled_from(UNSAFE), max_size=4).map("".join)))
def test_any_title_becomes_a_name_that_every_system_takes(title: str) -> None:
    stem = stem_of(title)
    assert stem
    assert len(stem.encode()) <= 67
    assert stem[0].isalnum()
    assert stem[-1] not in ". -"
    assert not set(stem) & set('/\\:*?"<>|\0\n\r\t .~$')
    assert not any(unicodedata.category(char)[0] in "CZ" for char in stem)
    assert not re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", stem)
    assert unicodedata.normalize("NFC", stem) == stem
    assert stem_of(stem) == stem or stem.endswith("-canvas")


@quick
@given(st.lists(st.sampled_from(("Café", "cafe\u0301", "CAFÉ", "x", "X", "ß", "SS")), min_size=1, max_size=6))
def test_canvases_named_after_their_titles_never_meet_on_any_system(titles: list[str]) -> None:
    with TemporaryDirectory() as folder:
        for title in titles:
            path = free_path(folder, stem_of(title))
            save(Document(Canvas(title), path), Canvas(title))
        names = os.listdir(folder)
        assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(titles)
        found = {open_document(os.path.join(folder, name)).canvas.title for name in names}
        assert found == set(titles)


def test_a_name_that_differs_in_capitals_or_accents_alone_is_taken(tmp_path: Path) -> None:
    for name in ("CAFE\u0301.canvas.toml", "Café-2.md"):
        (tmp_path / name).touch()
    assert free_path(str(tmp_path), "café") == str(tmp_path / "café-2.canvas.toml")
    assert free_path(str(tmp_path / "nowhere"), "x") == str(tmp_path / "nowhere" / "x.canvas.toml")


def test_a_title_of_a_million_letters_is_cut_at_once() -> None:
    assert stem_of("a" * 1_000_000) == "a" * 60


def test_a_free_path_is_the_plain_name_or_the_first_number_that_no_file_has(tmp_path: Path) -> None:
    folder = str(tmp_path)
    found = []
    for _ in range(3):
        found.append(free_path(folder, "x"))
        os.symlink("nowhere", found[-1])
    assert found == [os.path.join(folder, f"x{number}.canvas.toml") for number in ("", "-2", "-3")]


@pytest.mark.parametrize(
    ("path", "stem"),
    [("a/b.canvas.toml", "a/b"), ("a/b.toml", "a/b"), ("a/b.txt", "a/b.txt"), ("a/.toml", "a/.toml")],
)
def test_a_path_without_its_ending(path: str, stem: str) -> None:
    assert stem_of_path(path) == stem


def test_a_typed_path_gets_the_ending_and_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/h")
    monkeypatch.setenv("USERPROFILE", "/h")
    assert canvas_path(" ~/a ") == "/h/a.canvas.toml"
    assert canvas_path("a.canvas.toml") == "a.canvas.toml"
    assert canvas_path("a.toml") == "a.toml"
    assert canvas_path(f"a{os.sep}") == f"a{os.sep}"
