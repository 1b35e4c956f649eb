"""Merges of files with comments in every place: ``python -m tests.files.comments 5000`` counts what is lost.

A file is made of blocks whose every comment has a place. Two sides edit the blocks and their comments; what
must come of each place is counted from that, not from the texts. A reader of its own, which knows only the
plain layout that is written here, tells where the comments of the merged text stand. ``git merge-file``
merges the same texts: where it does so without a conflict, it must not keep more comments.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from canvas.files.text_merge import merge_texts
from canvas.files.toml_scanner import STRING_PATTERN
from tests.chance import Chance

Place = tuple[str, str, str]
"""A block, a key or an entry in it (its header where empty), and a position."""

_ABOVE, _BEHIND, _FOOT, _FREE = "above", "behind", "foot", "free"
_WORDS = ("# TODO", "# check", "# ask Ana", "# [[vision]]", '# text = "x"', "#", "# é ]")
_PANELS = ("vision", "roles", "governance")
_KEYS = ("kind", "owner", "note", "status")
_FIRST_NUMBERS = {"ours": 1000, "theirs": 2000}
_STRING_OR_COMMENT = re.compile(rf"{STRING_PATTERN}|(\#[^\n]*)")
_NAME = re.compile(r'^(?:id|term) = "(\w+)"', re.MULTILINE)


@dataclass
class Block:
    """A statement, an unknown table or the top of the file.

    Attributes:
        name: what it is known by.
        header: its header; empty for the top.
        values: its keys and their values in TOML, a list for a list.
        comments: the comments at each of its places.
        free: the comments after it that belong to no block.
    """

    name: str
    header: str
    values: dict[str, str | list[str]]
    comments: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)

    def places(self) -> list[tuple[str, str]]:
        """Every place that a comment may stand in."""
        found = [("", _ABOVE), ("", _BEHIND), ("", _FOOT)] if self.header else []
        for key, value in self.values.items():
            found += [(key, _ABOVE), (key, _BEHIND)]
            if isinstance(value, list):
                found += [(f"{key} {entry}", at) for entry in value for at in (_ABOVE, _BEHIND)]
                found.append((f"{key} ]", _ABOVE))
        return found

    def lines(self) -> Iterator[str]:
        """Its lines, without those between it and the next."""
        if self.header:
            yield from self._with("", self.header)
        for key, value in self.values.items():
            if isinstance(value, str):
                yield from self._with(key, f"{key} = {value}")
                continue
            yield from self.comments.get((key, _ABOVE), ())
            yield f"{key} = ["
            for entry in value:
                yield from self._with(f"{key} {entry}", f"    {entry},", "    ")
            yield from (f"    {comment}" for comment in self.comments.get((f"{key} ]", _ABOVE), ()))
            yield "]" + "".join(f" {comment}" for comment in self.comments.get((key, _BEHIND), ()))
        yield from self.comments.get(("", _FOOT), ())

    def _with(self, key: str, line: str, indent: str = "") -> Iterator[str]:
        yield from (indent + comment for comment in self.comments.get((key, _ABOVE), ()))
        yield line + "".join(f" {comment}" for comment in self.comments.get((key, _BEHIND), ()))


class Maker:
    """Makes a file and edits it, by chance."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.number = 0

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def begin(self, tag: str) -> None:
        """Number new comments as those of one side."""
        self.number = _FIRST_NUMBERS[tag]

    def comment(self) -> str:
        """One of a few comments, or one that is nowhere else."""
        self.number += 1
        return self.chance.choice(_WORDS) if self.often(0.5) else f"# {self.number}"

    def value(self) -> str:
        return f'"{self.chance.choice("abcdefgh")}{self.chance.randint(0, 99)}"'

    def file(self) -> list[Block]:
        top = Block("top", "", {"format": "1", "title": self.value()})
        blocks = [self.statement(self.chance.choice(_PANELS)) for _ in range(self.chance.randint(1, 4))]
        blocks.sort(key=lambda block: _PANELS.index(block.header.strip("[]")))
        for _ in range(self.chance.randint(0, 2)):
            blocks.insert(self.chance.randint(0, len(blocks)), self.term())
        blocks = [top, *blocks]
        for block in blocks:
            self.annotate(block, 0.2)
        return blocks

    def statement(self, panel: str) -> Block:
        self.number += 1
        block = Block(
            f"i{self.number:04}", f"[[{panel}]]", {"id": f'"i{self.number:04}"', "text": self.value()}
        )
        for key in self.chance.sample(_KEYS, self.chance.randint(0, 2)):
            block.values[key] = self.value()
        if self.often(0.4):
            block.values["people"] = [f'"p{n}"' for n in range(self.chance.randint(1, 3))]
        return block

    def term(self) -> Block:
        self.number += 1
        name = f"t{self.number}"
        return Block(name, "[[glossary]]", {"id": f'"{name}"', "means": self.value()})

    def annotate(self, block: Block, share: float) -> None:
        """Add comments to places of a block."""
        for place in block.places():
            there = block.comments.get(place, [])
            if self.often(share) and not (there and place[1] == _BEHIND):
                block.comments[place] = [*there, self.comment()]
        while self.often(share):
            block.free.append(self.comment())

    def side(self, base: Sequence[Block], tag: str) -> list[Block]:
        """What somebody leaves of a file."""
        self.begin(tag)
        blocks = deepcopy(list(base))
        for block in blocks:
            if self.often(0.6):
                self.edit(block, tag)
        for block in [block for block in blocks[1:] if self.often(0.1)]:
            at = blocks.index(block)
            blocks[at - 1].free += block.free
            del blocks[at]
        if self.often(0.3):
            panel = self.chance.choice(_PANELS)
            new = self.statement(panel)
            self.annotate(new, 0.2)
            new.free = []
            panels = [block.header for block in blocks]
            last = (
                len(panels) - 1 - panels[::-1].index(new.header) if new.header in panels else len(panels) - 1
            )
            blocks.insert(last + 1, new)
        return blocks

    def edit(self, block: Block, tag: str) -> None:
        """Edit values and comments of a block."""
        for key, value in block.values.items():
            if key in ("id", "format") or not self.often(0.2):
                continue
            if isinstance(value, str):
                block.values[key] = self.value()
            elif self.often(0.5):
                block.values[key] = [*value, f'"{tag}"']
            elif len(value) > 1:
                gone = self.chance.choice(value)
                block.values[key] = [entry for entry in value if entry != gone]
                for at in (_ABOVE, _BEHIND):
                    block.comments.pop((f"{key} {gone}", at), None)
        for key in [key for key in _KEYS if key in block.values and self.often(0.1)]:
            del block.values[key]
            for at in (_ABOVE, _BEHIND):
                block.comments.pop((key, at), None)
        self.edit_comments(block)

    def edit_comments(self, block: Block) -> None:
        """Delete, reword and add comments of a block."""
        for place, comments in block.comments.items():
            kept = [comment for comment in comments if not self.often(0.2)]
            block.comments[place] = [self.comment() if self.often(0.1) else comment for comment in kept]
        block.free = [comment for comment in block.free if not self.often(0.2)]
        self.annotate(block, 0.1)


def all_comments(text: str) -> list[str]:
    """Every comment of a TOML text, in its order."""
    return [found[1].rstrip() for found in _STRING_OR_COMMENT.finditer(text) if found[1]]


def written(blocks: Sequence[Block], newline: str = "\n") -> str:
    """The text of a file."""
    parts = []
    for block in blocks:
        parts.append("".join(f"{line}\n" for line in block.lines()))
        parts += (f"{comment}\n" for comment in block.free)
    return "\n".join(parts).replace("\n", newline)


def read(text: str) -> tuple[dict[Place, list[str]], set[tuple[str, str]]]:
    """The comments of a text by their place, and the keys and entries that are in it."""
    places: dict[Place, list[str]] = {}
    there: set[tuple[str, str]] = set()
    for part in _parts(text.replace("\r\n", "\n")):
        named = _NAME.search("\n".join(line for line in part if not line.lstrip().startswith("#")))
        is_free = all(line.startswith("#") for line in part)
        block = _FREE if is_free else named[1] if named else "top"
        waiting: list[str] = []
        prefix, key = "", ""
        for line in part:
            code, comment = _split(line.strip())
            if not code:
                waiting.append(comment)
                continue
            if code == "]":
                places.setdefault((block, f"{prefix}]", _ABOVE), []).extend(waiting)
                key, prefix, waiting = prefix.strip(), "", []
            else:
                key = (
                    ""
                    if code.startswith("[[")
                    else prefix + (code.rstrip(",") if prefix else code.split(" =")[0])
                )
                there.add((block, key))
                places.setdefault((block, key, _ABOVE), []).extend(waiting)
                waiting = []
                if code.endswith("= ["):
                    prefix = f"{key} "
            if comment:
                places.setdefault((block, key, _BEHIND), []).append(comment)
        places.setdefault((block, "", _FREE if is_free else _FOOT), []).extend(waiting)
    return places, there


def _parts(text: str) -> Iterator[list[str]]:
    """The paragraphs of a text."""
    return (part.strip("\n").split("\n") for part in re.split(r"\n\n+", text.strip("\n")))


def _split(line: str) -> tuple[str, str]:
    """A line's code and its comment; no string of these files holds a hash mark."""
    code, mark, words = line.partition("#")
    return code.strip(), f"{mark}{words}".strip()


def _counted(comments: Iterable[str]) -> Counter[str]:
    return Counter(comments)


def kept(was: Counter[str], one: Counter[str], other: Counter[str]) -> Counter[str]:
    """How often each comment must stand: what one side took away is gone, what either brought is there."""
    found: Counter[str] = Counter()
    for text in {*one, *other}:
        for number in range(max(one[text], other[text])):
            mine, theirs = number < one[text], number < other[text]
            found[text] += (mine and theirs) if number < was[text] else (mine or theirs)
    return found


class Judgement(NamedTuple):
    """What is wrong with one merge: comments lost, away from their place, too many, and kept by git alone."""

    lost: list[str]
    astray: list[str]
    doubled: list[str]
    only_git: list[str]


def sides(chance: Chance) -> tuple[list[Block], list[Block], list[Block]]:
    """A file, and what two people make of it."""
    maker = Maker(chance)
    base = maker.file()
    return base, maker.side(base, "ours"), maker.side(base, "theirs")


def judged(chance: Chance, *, with_git: bool = False) -> tuple[Judgement, tuple[str, ...]]:
    """Merge two sides and judge the comments; returns the texts too."""
    versions = sides(chance)
    newlines = [chance.choice(("\n", "\n", "\r\n")) for _ in versions]
    texts = [written(blocks, newline) for blocks, newline in zip(versions, newlines, strict=True)]
    merged = merge_texts(*texts).text
    if ("\r\n" in merged) != ("\r\n" in texts[1]) and merged != texts[2]:
        raise AssertionError("the line ends are not ours")
    return judge(versions, merged, texts, with_git=with_git), (*texts, merged)


def judge(
    versions: Sequence[Sequence[Block]], merged: str, texts: Sequence[str], *, with_git: bool = False
) -> Judgement:
    """Judge the comments of the merged text of three versions."""
    by_place = [_by_place(blocks) for blocks in versions]
    anchors = [{(block.name, key) for block in blocks for key, _ in block.places()} for blocks in versions]
    places, there = read(merged)
    lost: Counter[str] = Counter()
    astray: list[str] = []
    wanted: Counter[str] = Counter()
    spare: Counter[str] = Counter()
    for place in dict.fromkeys((*by_place[1], *by_place[2])):
        was, one, other = (_counted(side.get(place, ())) for side in by_place)
        anchor = place[:2]
        if place[0] == _FREE:  # equal comments in different gaps: the sides may have removed different ones
            must = kept(was, one, other) & (one + other - was)
            spare += kept(was, one, other) - must
        elif not _stands(anchor, there):
            must = (one | other) - was
        elif not _stands(anchor, anchors[1]):
            must = other
        elif not _stands(anchor, anchors[2]):
            must = one
        else:
            must = kept(was, one, other)
        wanted += must
        if place[0] == _FREE:  # the same words in another gap are another comment
            spare += ((one | other) - must) + ((one - was) & (other - was))
        if place[0] == _FREE or not _stands(anchor, there):
            continue
        now = _counted(places.get(place, ()))
        if place[2] == _BEHIND:
            now += _counted(places.get((*anchor, _ABOVE), ()))
        if short := must - now:
            astray += [f"{place}: {text}" for text in short.elements()]
    everywhere = _counted(text for found in places.values() for text in found)
    lost, doubled = wanted - everywhere, everywhere - wanted - spare
    return Judgement(
        [*lost.elements()], astray, [*doubled.elements()], _only_git(texts, everywhere) if with_git else []
    )


def _stands(anchor: tuple[str, str], there: Container[tuple[str, str]]) -> bool:
    """Whether what a comment is beside is in a version; the end of a list is where the list is."""
    name, key = anchor
    return (name, key.removesuffix(" ]")) in there


def _by_place(blocks: Sequence[Block]) -> dict[Place, list[str]]:
    found: dict[Place, list[str]] = {}
    for block in blocks:
        for (key, at), comments in block.comments.items():
            if comments:
                found[block.name, key, at] = comments
        if block.free:
            found.setdefault((_FREE, "", _FREE), []).extend(block.free)
    return found


def _only_git(texts: Sequence[str], ours: Counter[str]) -> list[str]:
    """The comments that git keeps more often than we do, where it merges without a conflict."""
    with TemporaryDirectory() as folder:
        names = ("base", "ours", "theirs")
        for name, text in zip(names, texts, strict=True):
            Path(folder, name).write_text(text.replace("\r\n", "\n"), encoding="utf-8", newline="\n")
        command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        return []
    split = (_split(line)[1] for line in done.stdout.decode().splitlines())
    return [*(_counted(comment for comment in split if comment) - ours).elements()]


def main(pairs: int, seed: int = 0) -> int:
    """Merge many pairs of sides, and print what is wrong with them."""
    total = [0] * len(Judgement._fields)
    for number in range(seed, seed + pairs):
        found, texts = judged(Chance(number), with_git=True)
        total = [count + len(wrong) for count, wrong in zip(total, found, strict=True)]
        if any(found):
            sys.stdout.write(f"seed {number}: {found}\n")
            if pairs == 1:
                for name, text in zip(("base", "ours", "theirs", "merged"), texts, strict=True):
                    sys.stdout.write(f"--- {name}\n{text}\n")
    lost, astray, doubled, only_git = total
    sys.stdout.write(
        f"{pairs} pairs: {lost} lost, {astray} away from their place, {doubled} doubled, "
        f"{only_git} kept by git alone\n"
    )
    return int(any(total))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3] or ["5000"])))
