"""The board as a PNG picture: the SVG one, drawn with the fonts of a package and never the system's.

The renderer takes one font for a run of text, so that each run of another script is given its font by name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import category, east_asian_width, normalize
from unicodedata import name as character_name
from xml.etree import ElementTree as ET

import resvg_py

from canvas.exports.picture.text_width import text_width
from canvas.model.graphemes import clusters

_SANS: Final = "Noto Sans"
_EMOJI: Final = "Noto Emoji"
_SYMBOLS: Final = "Noto Sans Symbols"
_JAPANESE, _KOREAN, _CHINESE = "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK SC"
_WITHOUT_LIGATURES: Final = frozenset((_SANS, _SYMBOLS, _JAPANESE, _KOREAN, _CHINESE, "Noto Sans Hebrew"))
_SVG: Final = "{http://www.w3.org/2000/svg}"
_FIRST_EMOJI: Final = "\U0001f000"
_EMOJI_STYLE: Final = "\ufe0f"
_JOINER: Final = "\u2060"
_EMBED_TO_LEFT, _END = "\u202b", "\u202c"  # the renderer reads no `direction`


class _Run(NamedTuple):
    """A part of a text, and its font."""

    family: str
    text: str


def render(svg: str) -> bytes:
    """Draw an SVG picture of the board."""
    root = ET.fromstring(svg)  # noqa: S314 - written by `canvas.exports.picture.svg`
    chinese = _chinese(" ".join(root.itertext()))
    for text in root.iter(f"{_SVG}text"):
        for line in [*text]:
            _name_fonts(line, float(text.get("font-size", "1")), chinese)
    ET.register_namespace("", _SVG[1:-1])
    drawn = resvg_py.svg_to_bytes(
        svg_string=ET.tostring(root, encoding="unicode"),
        skip_system_fonts=True,
        font_dirs=list(_folders()),
        font_family=_SANS,
        sans_serif_family=_SANS,
    )
    return bytes(drawn)


def _folders() -> Iterator[str]:
    """The folders of the fonts."""
    for package in ("manimgx_fonts", "manimgx_fonts_cjk"):
        spec = find_spec(package)
        yield from (spec.submodule_search_locations or ()) if spec else ()


def _name_fonts(line: ET.Element, size: float, chinese: str) -> None:
    """Split a line into runs of one font.

    The renderer loses letters where a font has ligatures, unless it is the first of its chunk. So each chunk
    has one such font at most, and begins with an invisible character of it; a further chunk stands where the
    width of the text before puts it.
    """
    runs = list(_runs(normalize("NFC", line.text or ""), chinese))
    is_to_left = line.get("direction") == "rtl"
    placed: list[tuple[_Run, float | None]] = []
    before = ""
    for chunk in _chunks(runs):
        family = next((run.family for run in chunk if _joins(run)), chunk[0].family)
        width = text_width(before) * size
        x = float(line.get("x", "0")) + (-width if is_to_left else width) if before else None
        placed.append((_Run(family, _EMBED_TO_LEFT if is_to_left else _JOINER), x))
        placed += [(run, None) for run in chunk]
        if is_to_left:
            placed.append((_Run(family, _END), None))
        before += "".join(run.text for run in chunk)
    _set_runs(line, placed)


def _chunks(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Split runs where a second font begins that may make one letter of several characters."""
    chunk: list[_Run] = []
    families: set[str] = set()
    for run in runs:
        if _joins(run):
            if families - {run.family}:
                yield chunk
                chunk, families = [], set()
            families.add(run.family)
        chunk.append(run)
    if chunk:
        yield chunk


def _joins(run: _Run) -> bool:
    return run.family not in _WITHOUT_LIGATURES or len(clusters(run.text)) < len(run.text)


def _set_runs(line: ET.Element, runs: Iterable[tuple[_Run, float | None]]) -> None:
    line.text = None
    for run, x in runs:
        part = ET.SubElement(line, f"{_SVG}tspan", {"font-family": run.family})
        if x is not None:
            part.set("x", f"{x:.1f}")
        part.text = run.text


def _runs(text: str, chinese: str) -> Iterator[_Run]:
    """The runs of a text with the font of each; what belongs to any script stays with what is before it."""
    families: list[str] = []
    for cluster in clusters(text):
        before = families[-1] if families and families[-1] != _EMOJI else _SANS
        is_emoji = _EMOJI_STYLE in cluster or cluster[0] >= _FIRST_EMOJI
        families.append(_EMOJI if is_emoji else _family(cluster[0], chinese) or before)
    for family, group in groupby(zip(families, clusters(text), strict=True), key=lambda pair: pair[0]):
        yield _Run(family, "".join(cluster for _, cluster in group))


def _family(char: str, chinese: str) -> str:
    """The font of a character; empty where it may be any."""
    kind = category(char)
    if char == " " or (not char.isascii() and kind in ("Mn", "Me", "Cf", "Zs")):
        return ""
    script = character_name(char, "").partition(" ")[0]
    if script in _scripts():
        return _scripts()[script]
    if east_asian_width(char) in "WFH":
        return _KOREAN if script == "HANGUL" else chinese
    return _SYMBOLS if kind == "So" else _SANS


def _chinese(text: str) -> str:
    """The font for Chinese characters: where there is kana in the picture, they are Japanese."""
    names = {character_name(char, "").partition(" ")[0] for char in text if not char.isascii()}
    return _JAPANESE if names & {"HIRAGANA", "KATAKANA"} else _CHINESE


@cache
def _scripts() -> dict[str, str]:
    """The font of each script that has one of its own, by the first word of its letters' names."""
    return dict(_script_fonts(os.listdir(next(_folders()))))


def _script_fonts(files: Iterable[str]) -> Iterator[tuple[str, str]]:
    for file in files:
        script = file.partition("[")[0].removeprefix("NotoSans")
        if script.isalpha() and file.startswith("NotoSans") and script != "Symbols":
            yield script.upper(), f"{_SANS} {script}"
