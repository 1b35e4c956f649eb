"""Runs the verbs of the command line, with a terminal or a pipe behind their output, and keeps every byte."""

from __future__ import annotations

import gc
import io
import os
import sys
import termios
import threading
import tty
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

from canvas.cli import run
from canvas.exports import EXPORTERS
from canvas.model.schema import AUDIENCES, BY_KEY
from canvas.verbs import VERBS
from tests.raw.corpus import MARKS, NAMES, saying, written
from tests.raw.world import SUFFIX, World

_LONGEST_NAME = 100
_OFFERED = [exporter.key for exporter in EXPORTERS.values() if exporter.is_text]

OTHER = f"other {NAMES[3]}{SUFFIX}"
"""A canvas beside the one of a world, under a hostile name."""


def output(*arguments: str, given: bytes = b"", terminal: bool) -> bytes:
    """What the command line writes, on either of its outputs, in this very process.

    Args:
        arguments: the words after ``canvas``.
        given: what it reads on its standard input.
        terminal: whether a terminal reads it, else a pipe.
    """
    end, begin = os.openpty() if terminal else os.pipe()
    if terminal:
        tty.setraw(end, termios.TCSANOW)  # the line ends stay as they are written
    found = bytearray()
    reader = threading.Thread(target=_read, args=(end, found))
    reader.start()
    try:
        with open(begin, "w", encoding="utf-8") as stream:
            _run(arguments, given, stream)
    finally:
        reader.join()
        os.close(end)
    return bytes(found)


def _read(end: int, found: bytearray) -> None:
    try:
        while data := os.read(end, 1 << 16):
            found += data
    except OSError:  # what a terminal answers whose other end is closed
        return


def _run(arguments: tuple[str, ...], given: bytes, stream: TextIO) -> None:
    source = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    collects = gc.isenabled()
    try:
        with (
            patch.object(sys, "argv", ["canvas", *arguments]),
            patch.object(sys, "stdin", source),
            patch.object(sys, "stdout", stream),
            patch.object(sys, "stderr", stream),
        ):
            run()
    except SystemExit:
        stream.flush()
    finally:
        if collects:
            gc.enable()


def marked(name: str) -> bytes:
    """What shows that a text was printed."""
    return MARKS[name].encode()


def neighbours(world: World) -> None:
    """Put another canvas beside the world's own."""
    Path(OTHER).write_bytes(written(saying(*reversed(world.texts), most=world.most)))


def of_canvas(world: World) -> Iterator[tuple[str, ...]]:
    """Lines in which every verb has to do with a canvas that says hostile things."""
    path = world.path
    yield from ((verb, "--help") for verb in VERBS)
    yield from (("--help",), ("--version",))
    yield from (("show", path), ("show", path, "--textconv"), ("show", "-"))
    yield from (("show", path, "--panel", panel) for panel in BY_KEY)
    for form in _OFFERED:
        yield from (("export", path, "--to", form, "--audience", audience) for audience in AUDIENCES)
        yield from (("export", path, "--to", form, "--partner", text) for text in world.texts[:3])
    for option in ((), ("--json",), ("--markdown",)):
        yield ("diff", path, OTHER, *option)
        yield ("diff", OTHER, path, *option)
        yield ("diff", path, *option)
        yield ("diff", path, "--since", "2026-03-03", *option)
        yield ("diff", path, "--since", "HEAD~1", *option)
    yield from (("check", path, OTHER), ("check", path, OTHER, "--json"))
    yield from (("list", ".", "--format", form) for form in ("table", "json", "jsonl", "csv", "markdown"))
    yield from (
        ("new", path),
        ("new", f"made {NAMES[0]}"),
        ("new", "other", "--title", world.texts[0] or "x"),
    )
    yield ("merge", path, path, OTHER, "-o", f"merged {NAMES[0]}{SUFFIX}")
    yield ("merge", path, path, OTHER, "-o", path + "/no")
    yield ("merge", os.devnull, path, OTHER, "--name", NAMES[2], "-o", "merged")
    yield from (("git-setup", NAMES[1]), ("git-setup", NAMES[1], "--undo"), ("git-setup", "--undo"))
    yield from (("open", path), ("open", "-"), (path,), ("open", world.repository.top.name))


def of_text(text: str) -> Iterator[tuple[str, ...]]:
    """Lines that are wrong, or name what is not there, in hostile words."""
    word = text.replace("\0", "") or "x"
    name = word.replace("/", "|")[:_LONGEST_NAME]
    yield from (
        (word,),
        (f"--{word}",),
        ("open", word),
        ("new", f"{word}/x"),
        ("new", "made", "--example", word),
    )
    yield from (("new", name), ("new", name))
    for verb in ("show", "export", "diff", "check", "list", "git-setup", "schema"):
        yield from ((verb, word), (verb, "x", f"--{word}"), (verb, "x", "y", word))
    yield from (
        ("minutes", word),
        ("minutes", OTHER, "--meeting", word),
        ("minutes", OTHER, "--format", word),
    )
    yield from (
        ("export", "x", "--to", word),
        ("export", OTHER, "-o", f"{word}/x"),
        ("show", "x", "--panel", word),
    )
    yield from (
        ("check", "x", "--level", word),
        ("export", OTHER, "--partner", word),
        ("export", OTHER, "-o", name),
    )
    yield from (
        ("diff", OTHER, "--since", word),
        ("diff", "x", "y", "--since", word),
        ("git-setup", word, word),
        ("schema", "-o", f"{word}{SUFFIX}"),
    )
    yield from (
        ("merge", word, "x", "y"),
        ("merge", "x", word, "y"),
        ("merge", "x", "y", "z", "--marker-size", word),
    )
    yield from (
        ("merge", OTHER, OTHER, OTHER, "--name", word, "-o", f"{word}/x"),
        ("--version", word),
        ("help", word),
    )


def bad_files(text: str) -> Iterator[bytes]:
    """Files that are no canvases, or odd ones, with a hostile text where the fault is."""
    data = text.encode("utf-8", "surrogatepass")
    quoted = b'"' + b"".join(b"\\U%08x" % ord(char) for char in text) + b'"'
    yield data
    yield b"format = 1\n" + data + b" = 1\n"
    yield b'format = 1\ntitle = "' + data + b'"\n'
    yield b"format = " + data
    yield b"format = " + quoted
    yield b"format = 1\n[[" + quoted + b"]]\n" + quoted + b" = 1\n"
    yield b"format = 1\nstage = " + quoted + b"\nreview = " + quoted + b"\n" + quoted + b" = " + quoted
    for field in (b"text", b"status", b"kind", b"due", b"votes", b"people", b"id", b"visibility"):
        yield b"format = 1\n[[vision]]\n" + field + b" = " + quoted + b"\n"
        yield b"format = 1\n[[relationships]]\n" + field + b" = [" + quoted + b", {" + quoted + b" = 1}]\n"
    yield b"format = 1\n[[vision]]\n" + quoted + b" = 1\n" + quoted + b" = 2\n"
    yield b"format = 2\ntitle = " + quoted + b"\n[[vision]]\ntext = 1\n"
    yield b"<<<<<<< " + data + b"\nformat = 1\n=======\nformat = 1\n>>>>>>> " + data + b"\n"


def of_bad_file(path: str) -> Iterator[tuple[str, ...]]:
    """Lines about a file that is no canvas."""
    yield from (("check", path), ("show", path), ("show", path, "--textconv"), ("open", path))
    yield from (("export", path), ("diff", path, OTHER), ("merge", path, path, OTHER, "-o", path + "/x"))
