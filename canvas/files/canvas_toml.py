"""Reading of the text of a canvas file.

`canvas.files.canonical_toml` writes a whole file; a save of an existing one goes through
`canvas.files.rewrite`, which preserves what was not edited.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from canvas.files.toml_limits import TOO_DEEP, TOO_LONG, FileError, load
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.collections import COLLECTIONS, Collection
from canvas.model.named_tuple import NamedTuple
from canvas.model.schema import BY_KEY, CONTACT, PANELS, PROPERTIES, REVIEW, STAGE, Field, Panel
from canvas.model.text_folding import normalised

if TYPE_CHECKING:
    from canvas.files.toml_lines import LineLocator

__all__ = ["FORMAT", "NEWER", "FileError", "Parsed", "parse"]

FORMAT = 1
"""The newest format this program knows."""

NEWER = "it was written by a newer canvas; update this program to change or use it."
"""The sentence about a file in a newer format than this program knows."""

_NOT_A_CANVAS = "this is not a canvas: the line “format = 1” is missing at the top."
_FORMAT_LINE = r"(?m)^[ \t\ufeff]*[\"']?format[\"']?[ \t]*="
_MAX_NESTING = 50  # `tomli_w` makes four nested calls a level, on top of those of the app
_MAX_INTEGER_BITS = 10_000  # Python converts at most 4,300 digits
_MAX_NOTICES = 100
_MAX_SHARED = 40  # letters
_NO_WORDS: tuple[str, frozenset[str]] = ("", frozenset())
_CONFLICTS_KEY = "theirs"  # `canvas.model.conflicts.THEIRS`, not imported to keep reading fast
_RECORD_ID = Field("id", "Id", "line", "a name that no other record has")
_ROOT_KEYS = frozenset({"format", *(spec.key for spec in PROPERTIES), *BY_KEY})


def _words_of(field: Field) -> frozenset[str] | None:
    """The words of a field that are stored as they are; None for all but the empty one."""
    if field.type in ("line", "prose"):
        return None
    return frozenset(choice.key for choice in field.choices if choice.key != field.default)


class Parsed(NamedTuple):
    """A parsed text.

    Attributes:
        canvas: the canvas.
        format: the format number in the text.
        notices: sentences about what is preserved but cannot be shown, each with its line.
        repaired: the new ids of items whose own id is a duplicate.
    """

    canvas: Canvas
    format: int
    notices: tuple[str, ...] = ()
    repaired: frozenset[str] = frozenset()


def parse(text: str) -> Parsed:
    """Parse a text.

    Args:
        text: the whole text, with line ends as in the file and without a byte order mark.

    Raises:
        FileError: where it is not TOML, or not a canvas.
    """
    try:
        document = load(text)
    except FileError as error:
        if error.code == "not_toml" and not re.search(_FORMAT_LINE, text):
            raise FileError(_NOT_A_CANVAS, 1, "not_toml") from None
        raise
    reader = _Reader(text)
    version = document.get("format")
    if type(version) is not int or version < 1:
        if "format" in document:
            raise FileError("“format” must be 1.", reader.line_number((), 0, "format"))
        raise FileError(_NOT_A_CANVAS, 1)
    try:
        return _canvas_of(document, version, reader)
    except FileError:
        if version > FORMAT:  # whose rules may be different
            raise FileError(NEWER, reader.line_number((), 0, "format"), "newer") from None
        raise


def _canvas_of(document: dict[str, Any], version: int, reader: _Reader) -> Parsed:
    """Make the canvas of a parsed TOML document."""
    title = document.get("title", "")
    if not isinstance(title, str):
        raise FileError("“title” must be text in quotes.", reader.line_number((), 0, "title"))
    panels = {panel.key: reader.items(panel, document.get(panel.key, [])) for panel in PANELS}
    values = {key: value for key, value in document.items() if key not in _ROOT_KEYS}
    for key, value in values.items():
        reader.refuse(key, value, (), 0)
        if key in COLLECTIONS:
            reader.check_collection(COLLECTIONS[key], value)
        elif key != _CONFLICTS_KEY and isinstance(value, list) and any(isinstance(v, dict) for v in value):
            reader.add_notice(f"“{key}” is no panel; what stands in it is kept, and not shown.", (key,), 0)
    known: dict[str, Any] = {}
    for spec in (STAGE, REVIEW, CONTACT):
        value = document.get(spec.key, spec.default)
        if value is not None and not spec.accepts(value):
            reader.refuse(spec.key, value, (), 0)
            reader.notice(spec.key, spec.wanted, (), 0)
            values[spec.key], value = value, spec.default
        known[spec.key] = value
    canvas = Canvas(title, panels=panels, values=values, **known)
    return Parsed(canvas, version, reader.all_notices(), frozenset(reader.repaired))


def _unwritable(value: object, depth: int = 0) -> str:
    """Why a value cannot be written again although it was read; empty where it can."""
    if isinstance(value, int):
        return TOO_LONG if value.bit_length() > _MAX_INTEGER_BITS else ""
    if not isinstance(value, dict | list):
        return ""
    if depth == _MAX_NESTING:
        return TOO_DEEP
    within = value.values() if isinstance(value, dict) else value
    return next(filter(None, (_unwritable(entry, depth + 1) for entry in within)), "")


class _Reader:
    """Reads the items of one text, and collects notices about them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._notices: list[str] = []
        self._omitted = 0
        self.repaired: list[str] = []
        self._taken: set[str] = set()
        self._attempts: dict[tuple[str, str], int] = {}
        self._unwritten = 0
        self._shared: dict[str, str] = {}  # one copy of each short value: owners and kinds recur
        self._locator: LineLocator | None = None

    def items(self, panel: Panel, tables: object) -> tuple[Item, ...]:
        """Read the items of one panel from the value of its key."""
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            at = self.line_number((panel.key,), 0) or self.line_number((), 0, panel.key)
            problem = f"a statement of this panel begins with [[{panel.key}]], two brackets each side."
            raise FileError(problem, at)
        fields = {field.key: field for field in panel.fields}
        words = {key: (key, _words_of(field)) for key, field in fields.items()}
        return tuple(self._item(panel, fields, words, at, table) for at, table in enumerate(tables))

    def check_collection(self, collection: Collection, tables: object) -> None:
        """Add notices about values of a collection that are of the wrong type; they are preserved."""
        key = collection.key
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.notice(key, f"tables that begin with [[{key}]], two brackets each side", (), 0)
            return
        fields = {"id": _RECORD_ID, **{field.key: field for field in collection.fields}}
        for position, table in enumerate(tables):
            for name, value in table.items():
                if (spec := fields.get(name)) and not spec.accepts(value):
                    self.notice(name, spec.wanted, (key,), position)

    def notice(self, key: str, wanted: str, table: tuple[str, ...], position: int) -> None:
        """Add a notice about a value of the wrong type."""
        self.add_notice(f"“{key}” should be {wanted}; it is kept as it stands.", table, position, key)

    def all_notices(self) -> tuple[str, ...]:
        """The notices; of very many only the first, and a count."""
        more = (f"{self._omitted:,} more such places are in it.",) if self._omitted else ()
        return (*self._notices, *more)

    def refuse(self, key: str, value: object, table: tuple[str, ...], position: int) -> None:
        """Raise `FileError` where a value cannot be written again."""
        if why := _unwritable(value):
            raise FileError(why, self.line_number(table, position, key), "too_complex")

    def add_notice(self, sentence: str, table: tuple[str, ...], position: int, key: str = "") -> None:
        """Add a sentence with the line of a table or key; of very many only the number."""
        if len(self._notices) == _MAX_NOTICES:
            self._omitted += 1
            return
        at = self.line_number(table, position, key)
        self._notices.append(f"line {at}: {sentence}" if at else sentence)

    def _item(
        self,
        panel: Panel,
        fields: dict[str, Field],
        words: dict[str, tuple[str, frozenset[str] | None]],
        position: int,
        table: dict[str, Any],
    ) -> Item:
        table = dict(table)
        text = table.pop("text", None)
        given = table.pop("id", "")
        if not isinstance(text, str):
            cure = (
                "must be text in quotes." if text is not None else 'is missing: add a line text = "…" to it.'
            )
            raise self._error(panel, position, "text" if text is not None else "", f"“text” {cure}", given)
        if not isinstance(given, str):
            raise self._error(panel, position, "id", "“id” must be text in quotes.", text)
        values = {}
        for key, value in table.items():
            own, wanted = words.get(key, _NO_WORDS)  # the schema's own key: `tomllib` makes one a line
            if type(value) is str and value and (wanted is None or value in wanted):  # as most are
                values[own] = self._shared.setdefault(value, value) if len(value) <= _MAX_SHARED else value
                continue
            spec = fields.get(key)
            kept = spec.kept(value) if spec else value
            if kept is None:
                continue
            if type(kept) is not str:
                self.refuse(key, value, (panel.key,), position)
            if spec and not spec.accepts(kept):
                self.notice(key, spec.wanted, (panel.key,), position)
            values[own or key] = kept
        return Item(self._unique_id(given, text), text, values)

    def _error(self, panel: Panel, position: int, key: str, problem: str, name: object) -> FileError:
        """The error for a value of an item, which is named by another value of it."""
        from canvas.files.toml_diagnosis import statement_name  # noqa: PLC0415 - reading has no need of it

        text, item_id = (name, "") if key == "id" else ("", name)
        said = statement_name(panel.key, str(text), str(item_id), position + 1)
        return FileError(f"in {said}, {problem}", self.line_number((panel.key,), position, key))

    def line_number(self, table: tuple[str, ...], position: int, key: str = "") -> int | None:
        """Find the line of a table or key, for messages."""
        from canvas.files.toml_lines import LineLocator  # noqa: PLC0415 - reading has no need of it

        self._locator = self._locator or LineLocator(self.text)
        return self._locator.line(table, position, key)

    def _unique_id(self, given: str, text: str) -> str:
        """The id of an item: its own, a number where it has none, a derived one where it is a duplicate."""
        if not given:
            self._unwritten += 1
            return f"{UNWRITTEN}{self._unwritten}"
        name, attempt = given, self._attempts.get((given, text), 0)  # linear where there are many copies
        while name in self._taken or name.startswith(UNWRITTEN):
            name = _derived_id(f"{given}\n{text}\n{attempt}")
            attempt += 1
        if name != given:
            self._attempts[given, text] = attempt
            self.repaired.append(name)
        self._taken.add(name)
        return name


def _derived_id(seed: str) -> str:
    """Derive an id that is the same for everyone who repairs the duplicate: such repairs do not conflict."""
    import zlib  # noqa: PLC0415 - few files have a duplicate id

    number = zlib.crc32(normalised(seed).encode("utf-8", "surrogatepass"))
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[number >> shift & 31] for shift in range(0, 25, 5))
