"""File names made from titles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given

from canvas.files.names import canvas_path, free_path, stem_of, stem_of_path
from tests.strategies import quick, texts


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
    ],
)
def test_a_title_becomes_the_beginning_of_a_file_name(title: str, stem: str) -> None:
    assert stem_of(title) == stem


@quick
@given(texts)
def test_any_title_becomes_a_name_that_every_system_takes(title: str) -> None:
    stem = stem_of(title)
    assert stem
    assert len(stem.encode()) <= 67
    assert stem[0] not in ".-~"
    assert not set(stem) & set('/\\:*?"<>|\0\n\r\t ')


def test_a_title_of_a_million_letters_is_cut_at_once() -> None:
    assert stem_of("a" * 1_000_000) == "a" * 60


def test_a_free_path_is_the_plain_name_or_the_first_number_that_no_file_has(tmp_path: Path) -> None:
    folder = str(tmp_path)
    found = []
    for _ in range(3):
        found.append(free_path(folder, "x"))
        os.symlink("nowhere", found[-1])
    assert found == [os.path.join(folder, f"x{number}.canvas.toml") for number in ("", "-2", "-3")]
    assert free_path(folder, "x", ".md") == os.path.join(folder, "x.md")


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
