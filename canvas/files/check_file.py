"""Check a canvas file: the findings of the rules with their lines, and what is wrong with the file itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice, takewhile

from canvas.files.canvas_file import Document
from canvas.files.toml_lines import LineLocator
from canvas.model.canvas import THEIRS, UNWRITTEN, Canvas
from canvas.model.collections import COLLECTIONS
from canvas.model.finding import ANSWERS, CANVAS, Answered, Finding, Severity
from canvas.model.findings import answered_findings, findings
from canvas.model.named_tuple import NamedTuple
from canvas.model.records import ID, Record, records
from canvas.model.rule_finders import RULES_KEY, THRESHOLDS
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY, PROPERTIES

_MAX_PER_KIND = 100
"""How many repeated ids, or misspelt keys, of a file are told."""

_NOTICE_LINE = r"line (\d+)(?:, column (\d+))?: "
_ITEM_KEYS = ("id", "text", THEIRS)
_OWN_KEYS = ("format", *(spec.key for spec in PROPERTIES), *BY_KEY, RULES_KEY, THEIRS)

FILE_RULES: dict[str, tuple[Severity, str, str]] = {
    "file/markers": (
        "must",
        "git left both versions in the file, and only people can say which is right",
        "The file holds no conflict markers of git.",
    ),
    "file/understood": (
        "should",
        "what the program cannot understand is kept in the file, but nobody sees it",
        "Every value in the file is understood.",
    ),
    "file/keys": (
        "should",
        "a misspelt key is kept in the file, but nobody sees it",
        "No key looks like a typing error.",
    ),
    "file/ids": (
        "consider",
        "a statement is told from its copy by its id",
        "Every statement has an id of its own.",
    ),
}
"""The rules about a file: how much each matters, why, and what it asks for."""


class LocatedFinding(NamedTuple):
    """A finding and where it is in the file.

    Attributes:
        line: the line, counted from 1.
        column: the column, counted from 1.
        finding: the finding.
        twin: how many before it in the file have the same identity.
    """

    line: int
    column: int
    finding: Finding
    twin: int = 0


class LocatedAnswer(NamedTuple):
    """A finding that is answered: where it is in the file, and the answer."""

    located: LocatedFinding
    answer: Record


def check_document(document: Document, today: date) -> list[LocatedFinding]:
    """Every finding about a canvas and its file, in the order of the file's lines."""
    locator = _Places(document)
    about = [locator.locate(finding) for finding in findings(document.canvas, "check", today)]
    found = [*about, *_about_file(document, locator)]
    return numbered(sorted(found, key=lambda located: located[:2]))


def file_findings(document: Document) -> list[Finding]:
    """What is wrong with a file itself, each sentence with its line."""
    found = sorted(_about_file(document, _Places(document)), key=lambda located: located[:2])
    return [
        each.finding._replace(sentence=f"line {each.line}: {each.finding.sentence}", about=f"{each[:2]}")
        for each in found
    ]


def _about_file(document: Document, locator: _Places) -> Iterator[LocatedFinding]:
    misspelt = [*_misspelt(document, locator)]
    told = {located[:2] for located in misspelt}  # a notice would only say again that it is not understood
    yield from (notice for notice in _notices(document) if notice[:2] not in told)
    yield from misspelt
    yield from _duplicates(document)


def identity(finding: Finding) -> tuple[str, ...]:
    """What a finding is known by from one check to the next: not its line, which moves with every edit."""
    named = finding.item and not finding.item.startswith(UNWRITTEN)
    told = finding.item if finding.item and named else finding.sentence
    return finding.rule, finding.panel, told, finding.field or ""


def numbered(found: Iterable[LocatedFinding]) -> list[LocatedFinding]:
    """The findings of a file, in order, with those that have the same identity numbered."""
    seen: dict[tuple[str, ...], int] = {}
    told = []
    for located in found:
        known_by = identity(located.finding)
        twin = seen.get(known_by, 0)
        told.append(located if located.twin == twin else located._replace(twin=twin))
        seen[known_by] = twin + 1
    return told


def check_findings(document: Document, today: date) -> list[Finding]:
    """The findings of `check_document` without their places, which take as long to find as all else."""
    if document.notices or document.repaired or any(_misspelt(document, _Places(document))):
        return [located.finding for located in check_document(document, today)]
    return [*findings(document.canvas, "check", today)]


def answered_in(document: Document, today: date) -> list[LocatedAnswer]:
    """Every finding that is answered, with its place and the answer, in the order of the file's lines."""
    if ANSWERS not in document.canvas.values:
        return []
    locator = _Places(document)
    found = [
        LocatedAnswer(locator.locate(each.finding), each.answer)
        for each in answered_findings(document.canvas, "check", today)
        if isinstance(each, Answered)
    ]
    return sorted(found, key=lambda each: each.located[:2])


_Name = tuple[tuple[str, ...], int, str]
"""A table, its position among those of its name, and a key in it; its header where empty."""


class _Places:
    """Finds the line and column of what a finding is about."""

    def __init__(self, document: Document) -> None:
        self._places = {
            item.id: (panel, position)
            for panel, items in document.canvas.panels.items()
            for position, item in enumerate(items)
        }
        self._answers: dict[str, int] = {}
        for position, record in enumerate(records(document.canvas, ANSWERS)):
            self._answers.setdefault(record.id, position)
        self._locator = LineLocator(document.text)
        self._lines = [] if document.marked else document.text.split("\n")  # else it is not the file's text

    def locate(self, finding: Finding) -> LocatedFinding:
        """A finding with its place: its field, or else its statement, its panel, or the first line."""
        place = self._places.get(finding.item) if finding.item else None
        if place:
            panel, position = place
            if self._lines and (plain := self._locator.plain):  # most findings, and the way that takes least
                found = plain.line(panel, position, finding.field) if finding.field else None
                return self._at(found or plain.line(panel, position, "") or 1, finding)
            names: list[_Name] = [((panel,), position, "")]
            if finding.field:
                names.insert(0, ((panel,), position, finding.field))
        elif finding.rule.startswith(ANSWERS):
            names = [((ANSWERS,), self._answers[finding.about], "")]
        elif finding.panel == CANVAS:
            names = [((), 0, key) for key in (finding.field or "", "title") if key]
        else:
            names = [((finding.panel,), 0, "")]
        for table, position, key in names:
            line, column = self.line(table, position, key)
            if line:
                return LocatedFinding(line, column, finding)
        return LocatedFinding(1, 1, finding)

    def _at(self, line: int, finding: Finding) -> LocatedFinding:
        text = self._lines[line - 1]
        return LocatedFinding(line, len(text) - len(text.lstrip()) + 1, finding)

    def line(self, table: tuple[str, ...], position: int, key: str = "") -> tuple[int, int]:
        """The line and column of a table or a key; 0 and 1 where they cannot be told."""
        line = self._locator.line(table, position, key) if self._lines else None
        if not line:
            return 0, 1
        text = self._lines[line - 1]
        return line, len(text) - len(text.lstrip()) + 1


def _file_finding(rule: str, sentence: str) -> Finding:
    severity, why, _ = FILE_RULES[rule]
    return Finding(rule, severity, CANVAS, None, None, sentence, why)


def _from_sentence(rule: str, sentence: str) -> LocatedFinding:
    """A finding whose sentence begins with its line."""
    found = re.match(_NOTICE_LINE, sentence)
    finding = _file_finding(rule, sentence[found.end() :] if found else sentence)
    return LocatedFinding(int(found[1]) if found else 1, int(found[2] or 1) if found else 1, finding)


def _notices(document: Document) -> Iterator[LocatedFinding]:
    """What could not be understood when the file was opened."""
    name = f"{visible_line(document.path)}, " if document.path else "standard input, "
    for number, notice in enumerate(document.notices):
        rule = "file/markers" if document.marked and number == 0 else "file/understood"
        yield _from_sentence(rule, notice.removeprefix(name))


def _duplicates(document: Document) -> Iterator[LocatedFinding]:
    """Statements whose id another one has."""
    if not document.repaired:
        return iter(())
    from canvas.files.toml_diagnosis import duplicate_ids  # noqa: PLC0415 - few files have any

    told = duplicate_ids(document.text, document.canvas, document.repaired)
    return (_from_sentence("file/ids", sentence) for sentence in islice(told, _MAX_PER_KIND))


def _misspelt(document: Document, places: _Places) -> Iterator[LocatedFinding]:
    """Keys that nobody knows and that are one slip from a known one."""
    return islice(_all_misspelt(document, places), _MAX_PER_KIND)


def _all_misspelt(document: Document, places: _Places) -> Iterator[LocatedFinding]:
    canvas = document.canvas
    numbers = canvas.values.get(RULES_KEY)
    known_numbers = [threshold.key for threshold in THRESHOLDS]
    for key in numbers if isinstance(numbers, dict) else ():
        if meant := nearest_key(key, known_numbers):
            said = f"“{visible_line(key)}” in [{RULES_KEY}] is not known"
            yield _slip(places, ((RULES_KEY,), 0, key), said, meant)
    for key, value in canvas.values.items():
        meant = nearest_key(key, (*_OWN_KEYS, *COLLECTIONS))
        if meant:
            name = f"[[{key}]]" if isinstance(value, list) else key
            table = ((key,), 0, "") if isinstance(value, list | dict) else ((), 0, key)
            yield _slip(places, table, f"“{visible_line(name)}” is not known", meant)
    for panel, items in canvas.panels.items():
        known = {*_ITEM_KEYS, *(spec.key for spec in BY_KEY[panel].fields)}
        for position, item in enumerate(items):
            for key in item.values.keys() - known:
                if meant := nearest_key(key, known):
                    from canvas.files.toml_diagnosis import statement_name  # noqa: PLC0415 - few have any

                    name = statement_name(panel, item.text, item.id, position + 1)
                    yield _slip(
                        places,
                        ((panel,), position, key),
                        f"“{visible_line(key)}” in {name} is not known",
                        meant,
                    )
    yield from _misspelt_in_records(canvas, places)


def _misspelt_in_records(canvas: Canvas, places: _Places) -> Iterator[LocatedFinding]:
    for key, collection in COLLECTIONS.items():
        known = {ID, THEIRS, *(spec.key for spec in collection.fields)}
        for position, record in enumerate(records(canvas, key)):
            for name in record.values.keys() - known:
                if meant := nearest_key(name, known):
                    said = f"“{visible_line(name)}” in {collection.noun} {position + 1} is not known"
                    yield _slip(places, ((key,), position, name), said, meant)


def _slip(places: _Places, name: tuple[tuple[str, ...], int, str], said: str, meant: str) -> LocatedFinding:
    line, column = places.line(*name)
    return LocatedFinding(line or 1, column, _file_finding("file/keys", f"{said}: did you mean “{meant}”?"))


def nearest_key(key: str, known: Collection[str]) -> str | None:
    """The known key that another differs from by its case, two letters swapped or one letter; else None."""
    if key in known:
        return None
    low = key.casefold()
    slips = ((_slip_between(low, each.casefold()), each) for each in sorted(known))
    return min((slip for slip in slips if slip[0] is not None), default=(None, None))[1]


def _slip_between(one: str, other: str) -> int | None:
    """How far two words are apart: nothing, two neighbours swapped, or one letter; None for more."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) <= 1:
        return None
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    rest, other_rest = one[start:], other[start:]
    if rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:]:
        return 1
    is_long = len(one) > 2  # noqa: PLR2004 - "id" is one letter from every "in" and "it"
    if rest[1:] == other_rest or rest == other_rest[1:] or (is_long and rest[1:] == other_rest[1:]):
        return 2
    return None


def no_such_rule(name: str, known: Iterable[str]) -> str:
    """The sentence about a name that no rule has, and the rule that is most like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

    nearest = next(iter(get_close_matches(name, [*known], 1)), None)
    return f"there is no rule called {quote(name)}{f'; did you mean {nearest}?' if nearest else '.'}"
