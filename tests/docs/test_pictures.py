"""The pictures are small, whole, and lead nowhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.docs.documents import ROOT, links

PICTURES = sorted((ROOT / "docs/pictures").glob("*.svg"))


def seen(picture: Path) -> str:
    """The words in a picture, as one reads them."""
    words = ET.parse(picture).getroot().iter("{http://www.w3.org/2000/svg}tspan")  # noqa: S314 - our own
    return " ".join("".join(word.text or "" for word in words).split())


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_a_picture_names_no_address_and_no_folder_of_a_machine(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    assert len(text.encode()) < 150_000
    assert text.count("//") == text.count('xmlns="http://www.w3.org/2000/svg"') == 1
    assert not re.search(r"href|url\(|@import|@font-face|<script|/home|/Users|/tmp", text)


def test_the_script_draws_the_pictures_that_are_here_from_the_program(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    script = [sys.executable, str(ROOT / "docs/pictures.py"), str(folder)]
    drawing = subprocess.run(script, check=False, capture_output=True, text=True)
    assert drawing.returncode == 0, drawing.stderr
    assert [p.name for p in sorted(folder.glob("*.svg"))] == [p.name for p in PICTURES]
    assert "No child is asked why" in seen(folder / "board.svg")
    assert "Whoever is asked" in seen(folder / "typing.svg")
    assert "At a glance" in seen(folder / "summary.svg")
    assert "A new canvas" in seen(folder / "start.svg")
    assert "Where we stand" in seen(folder / "wall.svg")


def test_the_readme_shows_the_board_and_what_is_handed_out() -> None:
    assert {f"docs/pictures/{name}" for name in ("board.svg", "wall.svg", "page.png")} <= set(
        links("README.md")
    )
