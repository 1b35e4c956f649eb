"""Texts that would act, hide or deceive if they reached a terminal as they stand."""

from __future__ import annotations

import os

from canvas.files.canonical_toml import canonical
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS
from tests.app.test_hostile import full_of

_SHAPES = {
    # What a program that draws would send itself, so that only its place gives it away
    "a colour": "\x1b[38;5;77;48;5;78m@",
    "a plain colour": "\x1b[31m@\x1b[m",
    "no colour": "@\x1b[0m@",
    "a place": "\x1b[7;7H@",
    "home": "\x1b[2J\x1b[H@",
    "other screen": "\x1b[?1049l@\x1b[?1049h",
    "cursor": "\x1b[?25h@\x1b[?25l",
    "mouse": "\x1b[?1000l@\x1b[?1006l",
    "paste off": "\x1b[?2004l@",
    "paste end": "\x1b[201~@",
    "keyboard": "\x1b[<u@\x1b[>31u",
    "frame": "\x1b[?2026h@",
    "pointer": "\x1b]22;text\x07@",
    # What no program of this sort sends
    "blink and conceal": "\x1b[5;8m@",
    "title": "\x1b]0;@\x07",
    "title query": "@\x1b[21t\x1b[22;0t",
    "answers": "@\x1b[c\x1b[6n\x1b[>q\x1b[?u\x05",
    "clipboard": "\x1b]52;c;@\x07",
    "link": "\x1b]8;;file:///@\x1b\\seen\x1b]8;;\x1b\\",
    "palette": "\x1b]4;1;rgb:00/00/00;@\x1b\\\x1b]11;?\x07",
    "notes": "\x1b]9;@\x07\x1b]777;notify;@;x\x07\x1b]1337;File=@:AA==\x07",
    "settings query": "\x1bP$q@\x1b\\",
    "names query": "\x1bP+q@\x1b\\",
    "picture": "\x1bPq#0;2;0;0;0@\x1b\\",
    "program command": "\x1b_Ga=T;@\x1b\\",
    "privacy message": "\x1b^@\x1b\\",
    "string": "\x1bX@\x1b\\",
    "reset": "\x1bc@\x1b[!p",
    "letters": "\x1b(0@\x1b(B\x0e@\x0f",
    "lines": "\x1bD@\x1bM\x1bE\x1b7\x1b8\x1b#8",
    "scrolling": "\x1b[2;3r@\x1b[4h\x1b[20h\x1b[3J\x1b[5i",
    "unfinished": "@\x1b[",
    "unfinished string": "@\x1b]52;c;",
    "bare": "@\x1b",
    "eight bits": "\x9b31m@\x9b2J",
    "eight bits title": "\x9d0;@\x9c",
    "eight bits clipboard": "\x9d52;c;@\x07",
    "eight bits query": "\x90$q@\x9c",
    "eight bits strings": "\x98@\x9c\x9e@\x9c\x9f@\x9c\x84\x85\x8d\x8e\x8f",
    "controls": "@\x07\x08\x08\x08\x00\x7f\x1a\x11\x13\x04",
    "overwriting": "secret\r@\x08\x08",
    "line ends": "@\r\n\x0b@\x0c@\x85@\u2028@\u2029@",
    "turned": "\u202e@gnp.exe\u202c \u2066@\u2069 \u200f@\u200e \u061c@",
    "marks of order": "\ufeff@\ufeff",
    "tags": "@\U000e0001\U000e0041\U000e007f",
    # What acts on the way there
    "markup": "[/] [/b] [red]@[/red] \\[ [@click=app.quit]@[/] [link=file:///@]l[/link] [b $x {y}]",
    "directives": "@ %s %n %(x)s %% {0} {x!r} ${HOME} $(id) `id` %-08d",
    "zero width": "\u200b@\u200d\u2060\u00ad\u034f\u180e@\u3164",
    "piles": "@" + "e\u0301\u0302\u0303\u0489" * 30,
    "pictures": "@ 👩‍👩‍👧‍👦 🇩🇪 ⚠️ 朝ごはん ﷽ ᄀ\u1161\u11a8 שלום مرحبا",
    "long": "@" + "W" * 700 + "@",
    "several lines": "@\none\n\n\ttwo\n   @",
}


def _marked() -> dict[str, str]:
    return {name: shape.replace("@", mark(number)) for number, (name, shape) in enumerate(_SHAPES.items())}


def mark(number: int) -> str:
    """A word that stands in one text of the corpus and nowhere else."""
    return f"Qj{number:02}Jq"


CORPUS: dict[str, str] = _marked()
"""The texts by their names; each has a mark of its own, in the midst of what would act."""

MARKS: dict[str, str] = {name: mark(number) for number, name in enumerate(_SHAPES)}
"""The mark of each."""

ONLY_WORDS = frozenset({"markup", "directives", "zero width", "piles", "pictures", "long", "several lines"})
"""Those of them that a terminal may be given as they stand; they act before they come there, if at all."""

BYTES = (
    b"\x1b]0;\xff\x9b31m\x07",
    b"caf\xe9\x1b[31m",
    "a\u202eb\x9b5m[b]%s".encode(),
    b"two\nlines\tand\rthree",
)
"""Names that files and settings can have though they are no text."""

NAMES = tuple(map(os.fsdecode, BYTES))
"""The same as Python has them: what is no UTF-8 as lone surrogates."""


def saying(*texts: str, most: int | None = None, unlike: bool = False) -> Canvas:
    """A canvas with a statement for each of the texts in every panel, which says it in each of its fields.

    Args:
        texts: what to say; each panel begins with another one.
        most: how many of them a panel says; all where it is not given.
        unlike: whether another version says something else of some of them.
    """
    panels = {}
    for at, panel in enumerate(PANELS):
        turn = at * (most or 5) % len(texts)
        turned = (texts[turn:] + texts[:turn])[:most]
        items = [full_of(text).panels[panel.key][0] for text in turned]
        panels[panel.key] = tuple(
            item.with_id(f"{panel.key[:2]}{number:03}") for number, item in enumerate(items)
        )
    canvas = Canvas(texts[0], panels=panels)
    if not unlike:
        return canvas
    panels["roles"] = (_unlike(panels["roles"][0], text=texts[-1], owner=texts[-1]), *panels["roles"][1:])
    panels["vision"] = (_unlike(panels["vision"][0], deleted=True), *panels["vision"][1:])
    return canvas.replacing(values={"theirs": [{"title": texts[-1]}]}).with_items(panels)


def _unlike(item: Item, **theirs: object) -> Item:
    return item._replace(values={**item.values, "theirs": [theirs]})


def written(canvas: Canvas) -> bytes:
    """A canvas as its file."""
    return canonical(canvas).encode()
