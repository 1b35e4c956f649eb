"""Hostile and damaged files, by what is wrong with them."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

HEAD = 'format = 1\ntitle = "T"\n'
ITEM = f'{HEAD}\n[[vision]]\ntext = "a"\n'
_MARKED = "<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n"

KEPT: dict[str, bytes] = {
    "byte order mark": b"\xef\xbb\xbf" + ITEM.encode(),
    "CRLF": ITEM.replace("\n", "\r\n").encode(),
    "NUL in a string": f'{HEAD}[[vision]]\ntext = "a\\u0000b"\n'.encode(),
    "U+2028 in a string": f'{HEAD}[[vision]]\ntext = "a\u2028b\u2029"\n'.encode(),
    "escape sequences in a string": f'{HEAD}[[vision]]\ntext = "\\u001b]0;x\\u0007\\u202e"\n'.encode(),
    "NaN and infinities": f"{ITEM}x = nan\ny = [inf, -inf]\nvotes = nan\nmeasure = -inf\n".encode(),
    "dates where text belongs": (
        f"{ITEM}note = 2020-01-01\nowner = 07:32:00\nlink = 1979-05-27 07:32:00Z\n".encode()
    ),
    "wrong types everywhere": (
        b'format = 1\ntitle = "T"\nstage = [1]\nreview = { a = 1 }\n[[vision]]\ntext = "a"\nkind = 1\n'
        b"status = true\nowner = [1]\ndue = 1.5\nvotes = 'x'\nlink = {}\nnote = [[]]\nvisibility = 0x1\n"
    ),
    "marks around an item": (ITEM + _MARKED.format('note = "a"\n', 'note = "b"\n')).encode(),
    "marks with nothing between": (ITEM + _MARKED.format("", "")).encode(),
    "keys that look like marks": f'{ITEM}note = """\n<<<<<<< a\n=======\n>>>>>>> b\n"""\n'.encode(),
    "a paragraph of full stops": f'{ITEM}note = "{"a." * 5000} = 1"\n'.encode(),
    "a very long line": f'{ITEM}note = "{"x" * 300_000}"\n'.encode(),
}
"""Files that are opened, and preserved exactly."""

REFUSED: dict[str, bytes] = {
    "nothing": b"",
    "half a pair": f'{HEAD}[[vision]]\ntext = "\\ud800"\n'.encode(),
    "half a pair as bytes": f"{HEAD}# \xed\xa0\x80\n".encode("latin-1"),
    "UTF-16": ITEM.encode("utf-16"),
    "NUL outside a string": b"\0" * 100,
    "the same key twice": f"{HEAD}title = 'U'\n".encode(),
    "the same key twice in an item": f"{ITEM}text = 'b'\n".encode(),
    "lists 10,000 deep": f"{HEAD}x = {'[' * 10_000}{']' * 10_000}\n".encode(),
    "tables 10,000 deep": f"{HEAD}x = {'{a=' * 10_000}1{'}' * 10_000}\n".encode(),
    "a key of 10,000 parts": f"{HEAD}{'a.' * 10_000}a = 1\n".encode(),
    "a quoted key of 300,000 parts": f"""{HEAD}{"'a' . " * 300_000}a = 1\n""".encode(),
    "a header of 10,000 parts": f"{HEAD}[{'a.' * 10_000}a]\n".encode(),
    "a key of many parts in braces": f"{HEAD}x = {{ {'a.' * 10_000}a = 1 }}\n".encode(),
    "a number of a million digits": f"{HEAD}x = {'9' * 1_000_000}\n".encode(),
    "many headers": HEAD.encode() + b"[[vision]]\n" * 30_000,
    "many statements": HEAD.encode() + b"[[vision]]\ntext=''\n" * 100_000,
    "many notices": ITEM.encode() + b"[[vision]]\ntext=''\nstatus=1\n" * 70_000,
    "many marks": (
        ITEM + _MARKED.format("[[vision]]\ntext='a'\n", "[[vision]]\ntext='b'\n") * 80_000
    ).encode(),
    "100 MB": b"#" * 100_000_000,
    "no end of a string": f"{HEAD}x = '''{'a' * 100}".encode(),
    "a title that is a number": b"format = 1\ntitle = 1\n",
    "an id that is a date": f"{ITEM}id = 2020-01-01\n".encode(),
    "a panel that is text": f"{HEAD}vision = 'a'\n".encode(),
    "a panel in single brackets": f"{HEAD}[vision]\ntext = 'a'\n".encode(),
    "a text that is a list": f"{HEAD}[[vision]]\ntext = ['a']\n".encode(),
    "a format that is text": b"format = '1'\n",
    "a newer format": ITEM.replace("1", "9", 1).encode(),
    "a mark without an end": f"{ITEM}<<<<<<< a\nnote = 1\n=======\n".encode(),
    "marks the wrong way round": f"{ITEM}>>>>>>> a\n=======\n<<<<<<< b\n".encode(),
    "marks in marks": f"{ITEM}<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> b\n=======\n>>>>>>> a\n".encode(),
    "marks around what is no TOML": (ITEM + _MARKED.format("x\n", "y\n")).encode(),
}
"""Files that are refused."""


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def _unreadable(path: Path) -> None:
    path.write_text(ITEM)
    path.chmod(0)


SPECIAL: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "/dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "/dev/full": lambda path: path.symlink_to("/dev/full"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "what nobody may read": _unreadable,
}
"""Things that are not regular files, or cannot be read."""

NAMES: tuple[str, ...] = ("a\nb", "\x1b]0;x\x07", "\udcff\udcfe", "\u202egpj", " ", "x" * 300)
"""Names of files that do not or cannot exist."""
