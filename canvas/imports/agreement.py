"""Read an agreement that was never a canvas: headings become panels, entries and rows statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from canvas.imports.blocks import Block, Entry, Heading, LeftOut, Paragraph, Reason, Source, Table
from canvas.imports.found import Found, FoundStatement
from canvas.imports.left_out import is_back_link, is_contents_line, is_page_number, is_sentence, is_signature
from canvas.imports.table_rows import MONTHS, read_row, read_value
from canvas.imports.vocabulary import (
    HeadingMatch,
    match_column,
    match_heading,
    match_label,
    without_numbering,
)
from canvas.model.sanitize import clean_line
from canvas.model.schema import BY_KEY, STAGE, FieldValue
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey

_PARTING: Final = r"\s*[:：]\s+|\s*：|\s+[–—-]\s+"
_CLAUSE_NUMBER: Final = (
    r"(?:\(?(?:[0-9]{1,2}|[a-zأ-ي]|[ivx]{1,4})[.)]"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})+(?:[.)]|(?=\s+[^\W\d_a-z]\w+\s)))\s+(?=\S)"
)
"""The number or letter of a clause; “3.5 million” is none."""

_CLAUSE_HEADING: Final = (
    r"(?:(?:article|artikel|section|clause|clausula|articulo|artigo|art\.|§|المادة|البند)\s*"
    r"(?:[0-9]+|[ivx]+\b)|第\s*[一二三四五六七八九十0-9]+\s*[条章节]"
    r"|(?:primer|segund|tercer|terceir|cuart|quart|quint|sext|septim|setim|octav|oitav|noven|non|decim)[ao]\s*[.:–-]|(?:اولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا)\s*[:،.–-])"
)
"""How a line begins that is the heading of a clause although nothing else makes it one; folded."""

_CLAUSE_LEVEL: Final = 8
_MAX_HEADING_CHARS: Final = 80
_MAX_TITLE_WORDS: Final = 4
_MAX_NAME_WORDS: Final = 7
_NAMED_KINDS: Final = (("relationships", "partner"), ("principles", ""))
"""The kinds whose statements are names: a heading below theirs is one of them."""

_NAME_DETAILS: Final = {"partner": "note", "": "practice"}


class _Section(NamedTuple):
    """An open heading, and what it stands for: its own match, or that of the heading above it."""

    text: str
    level: int
    match: HeadingMatch | None


def read_agreement(source: Source, today: date) -> Found:
    """What a document holds; ``today`` decides what a day without its year means."""
    reader = _Agreement(source, today)
    reader.read()
    return Found(
        title=reader.title,
        stage=reader.stage,
        review=reader.review,
        statements=tuple(reader.statements),
        left_out=tuple(reader.left_out),
        remarks=source.remarks,
    )


class _Agreement:
    """Goes through the blocks of one document."""

    def __init__(self, source: Source, today: date) -> None:
        self.source = source
        self.today = today
        self.title = self.stage = ""
        self.review: date | None = None
        self.statements: list[FoundStatement] = []
        self.left_out: list[LeftOut] = []
        self.sections: list[_Section] = []
        self.label: tuple[int, HeadingMatch] | None = None  # an entry that leads to those below it
        self.named: FoundStatement | None = None  # the name that details below belong to
        self.is_named_by_heading = False
        self.headings = frozenset(_bare(block.text) for block in source.blocks if isinstance(block, Heading))

    def read(self) -> None:
        """Go through the document."""
        self._properties()
        blocks = [
            _as_heading(block) for block in self.source.blocks if isinstance(block, Table) or block.text
        ]
        title_at = _title_position(blocks) if not self.title else None
        for at, block in enumerate(blocks):
            if at == title_at and isinstance(block, Heading):
                self.title = block.text
            elif isinstance(block, LeftOut):
                self.left_out.append(block)
            elif isinstance(block, Heading):
                self._heading(block, followed=_has_content(block, blocks[at + 1 : at + 2]))
            elif isinstance(block, Table):
                self._table(block)
            elif reason := self._reason(block, blocks[at + 1 : at + 2]):
                self._leave(block.text, block.line, reason)
            else:
                self._words(block)

    def _properties(self) -> None:
        for key, value in self.source.properties.items():
            field = match_column(key)
            words = value if isinstance(value, str) else ", ".join(value)
            names = value if isinstance(value, tuple) else tuple(re.split(r"\s*[,;、،]\s*", value))
            match field:
                case "title" if not self.title and clean_line(words):
                    self.title = clean_line(words)
                case "partners" | "partner" if any(map(str.strip, names)):
                    for name in filter(None, map(clean_line, names)):
                        self._add("relationships", "partner", name, {}, 1)
                case "stage" if STAGE.accepts(words.casefold().strip()):
                    self.stage = words.casefold().strip()
                case "review" if isinstance(day := read_value("due", words, self.today), date):
                    self.review = day
                case _:
                    self._leave(f"{key}: {words}", 1, "front")

    @property
    def _match(self) -> HeadingMatch | None:
        return self.sections[-1].match if self.sections else None

    @property
    def _under(self) -> str:
        return self.sections[-1].text if self.sections else ""

    def _heading(self, block: Heading, *, followed: bool) -> None:
        self.label = self.named = None
        while self.sections and self.sections[-1].level >= block.level:
            self.sections.pop()
        above = self._match
        found = match_heading(block.text)
        if above and (found is None or (found.share < 0.5 and not found.furniture)):  # noqa: PLR2004 - half of it
            if above.panel and (above.panel, above.kind) in _NAMED_KINDS:
                self.named = self._add(above.panel, above.kind, without_numbering(block.text), {}, block.line)
                self.is_named_by_heading = True
            elif not followed and above.panel:
                self._add(above.panel, above.kind, without_numbering(block.text), {}, block.line)
            found = above
        elif found is None and not followed and not self.sections:
            self._add(None, "", block.text, {}, block.line)
        self.sections.append(_Section(block.text, block.level, found))

    def _reason(self, block: Entry | Paragraph, after: Sequence[Block]) -> Reason | None:
        """Why a block is left out, or None."""
        text = block.text
        where = self._match.furniture if self._match else ""
        is_listed = where == "contents" and (block.is_link or _bare(text) in self.headings)
        if is_back_link(text):
            return "back"
        if is_listed or is_contents_line(text) or (block.is_link and _bare(text) in self.headings):
            return "contents"
        if is_page_number(text) and isinstance(block, Paragraph):
            return "page"
        if is_signature(text, is_below_heading=where == "signatures") or _is_signatures_title(text):
            return "signature"
        is_lead = text.endswith((":", "：")) and any(isinstance(each, Entry | Table) for each in after)
        if is_lead and (isinstance(block, Paragraph) or block.has_entries):
            found = match_label(text.rstrip(":：")) or (match_heading(text) if len(text) < 50 else None)  # noqa: PLR2004
            depth = block.depth if isinstance(block, Entry) else -1
            self.label = (depth, found) if found and found.panel else None
            return "introduction"
        return None

    def _leave(self, text: str, line: int, reason: Reason) -> None:
        self.left_out.append(LeftOut(text, line, reason))

    def _words(self, block: Entry | Paragraph) -> None:
        """An entry or a paragraph as a statement, or as a detail of the name that a heading is."""
        depth = block.depth if isinstance(block, Entry) else -1
        if self.named and (depth > 0 or (depth < 0 and self.is_named_by_heading)):
            self._detail(block.text)
            return
        if self.label and (depth <= self.label[0] or isinstance(block, Paragraph)):
            self.label = None
        match = self.label[1] if self.label else self._match
        if match and match.furniture:
            match = None
        said = _without_clause_number(block.text)
        label, rest = _split_label(said)
        found = match_label(label) if label else None
        text, values = said, dict[str, FieldValue]()
        if found and (match is None or found.panel == match.panel or found.share > 0.9):  # noqa: PLR2004
            match, text = found, rest
        panel, kind = (match.panel, match.kind) if match else (None, "")
        if kind == "partner" and label and len(label.split()) <= _MAX_NAME_WORDS and text == said:
            text, values["note"] = label, rest
        if match and match.is_step:
            values["next"] = text
        added = self._add(panel, kind, text, values, block.line)
        self.named = added if depth >= 0 and (panel, kind) in _NAMED_KINDS else None
        self.is_named_by_heading = False

    def _detail(self, text: str) -> None:
        """Add a paragraph to the statement that the heading above it is."""
        at = len(self.statements) - 1
        statement = self.statements[at]
        key = _NAME_DETAILS.get(statement.kind, "note")
        before = statement.values.get(key)
        values = {**statement.values, key: f"{before}\n{text}" if before else text}
        self.statements[at] = self.named = statement._replace(values=values)

    def _table(self, table: Table) -> None:
        self.named = None
        match = (self.label[1] if self.label else None) or self._match
        if match and match.furniture:
            for row in ((table.header, table.line), *((row.cells, row.line) for row in table.rows)):
                if text := clean_line(" ".join(row[0])):
                    self._leave(text, row[1], "signature" if match.furniture == "signatures" else "contents")
            return
        columns = [match_column(cell) for cell in table.header]
        topic = match_heading(table.header[0]) if table.header else None
        if topic and topic.panel and (match is None or (topic.panel == match.panel and not match.kind)):
            match = topic
        rows = [(row.cells, row.line) for row in table.rows]
        if not any(columns) and not topic and any(table.header):
            rows.insert(0, (table.header, table.line))  # a table without a header
        for cells, line in rows:
            panel, kind = (match.panel, match.kind) if match else (None, "")
            read = read_row(table.header, columns, cells, panel, self.today)
            if read is None:
                self._leave(clean_line(" ".join(cells)), line, "signature")
                continue
            text, values = read
            if match and match.is_step:
                values.setdefault("next", text)
            self._add(panel, kind, text, values, line)

    def _add(
        self, panel: PanelKey | None, kind: str, text: str, values: dict[str, FieldValue], line: int
    ) -> FoundStatement:
        if panel and kind and kind not in {choice.key for choice in BY_KEY[panel].kinds}:
            kind = ""
        statement = FoundStatement(panel, kind, clean_line(text), values, line, self._under)
        self.statements.append(statement)
        return statement


def _as_heading(block: Block) -> Block:
    """A paragraph that is the heading of a clause, as one."""
    if not isinstance(block, Paragraph) or len(block.text) > _MAX_HEADING_CHARS:
        return block
    is_clause = re.match(_CLAUSE_HEADING, folded(block.text)) and not (
        re.search(r"[.;,。；]$", block.text) or is_contents_line(block.text) or is_sentence(block.text)
    )
    return Heading(block.text, _CLAUSE_LEVEL, block.line) if is_clause else block


def _without_clause_number(text: str) -> str:
    """The words of a clause; the number before the name of a month is that of a day."""
    number = re.match(_CLAUSE_NUMBER, text)
    rest = text[number.end() :] if number else text
    word = re.match(r"\w*", folded(rest))
    return text if word and word[0] in MONTHS else rest


def _is_signatures_title(text: str) -> bool:
    found = match_heading(text) if len(text.split()) <= _MAX_TITLE_WORDS else None
    return found is not None and found.furniture == "signatures" and found.share > 0.9  # noqa: PLR2004 - all of it


def _title_position(blocks: Sequence[Block]) -> int | None:
    """Where the heading stands that is the title: the first, where it is above all others."""
    levels = list(_levels(blocks))
    if not levels or any(isinstance(block, Entry | Table) for block in blocks[: levels[0][0]]):
        return None
    at, first = levels[0]
    others = [level for _, level in levels[1:]]
    heading = blocks[at]
    found = match_heading(heading.text) if isinstance(heading, Heading) else None
    is_above = not others or first < min(others)
    return at if is_above or not found or found.share < 0.5 else None  # noqa: PLR2004 - half of it


def _has_content(heading: Heading, after: Sequence[Block]) -> bool:
    """Whether anything stands below a heading: no other of its own level or a higher one comes at once."""
    return any(not isinstance(block, Heading) or block.level > heading.level for block in after)


def _levels(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    return ((at, block.level) for at, block in enumerate(blocks) if isinstance(block, Heading))


def _split_label(text: str) -> tuple[str, str]:
    """The words before a colon or dash, and those after it; empty where there is none."""
    found = re.search(_PARTING, text)
    if not found or not text[found.end() :].strip():
        return "", text
    return text[: found.start()].strip(), text[found.end() :].strip()


def _bare(text: str) -> str:
    """A heading or its entry in a table of contents, folded, without number, dots and page."""
    return without_numbering(re.sub(r"(?<![\s.…·])[\s.…·]*[0-9]*\s*$", "", folded(text)))
