"""Fields of an item or of the canvas: key, type, label, and the values accepted."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from canvas.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from canvas.model.show_of_hands import ShowOfHands

FieldType = Literal["line", "prose", "list", "choice", "date", "count", "hands"]
"""What a field holds; ``hands`` are a show of hands and its day (`canvas.model.show_of_hands`)."""

FieldValue = str | int | date | tuple[str, ...] | None
"""A value as the model represents it."""


class Choice(NamedTuple):
    """One word that a field may hold, and its hint."""

    key: str
    hint: str


_KEY_OF = itemgetter(0)  # of a choice


class Field(NamedTuple):
    """One field of an item or of the canvas.

    Attributes:
        key: its name in the file.
        label: its name on the screen.
        type: what it holds.
        hint: what to write in it, as shown in the form.
        choices: the words it may hold, where its type is ``choice``.
        default: the value meant where the file has none.
        public: whether exports for the public hold it.
    """

    key: str
    label: str
    type: FieldType
    hint: str
    choices: tuple[Choice, ...] = ()
    default: FieldValue = ""
    public: bool = False

    def accepts(self, value: object) -> bool:
        """Whether a value is of this field's type, as `tomllib` or the model represents it."""
        match self.type:
            case "line" | "prose":
                return isinstance(value, str)
            case "choice":
                return isinstance(value, str) and value in map(_KEY_OF, self.choices)
            case "list":
                return isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value)
            case "date":
                return type(value) is date  # a datetime is a date too, but not a day
            case "count":
                return type(value) is int and value >= 0  # True is an int too, but not a count
            case "hands":
                return isinstance(value, str) and (not value or show_of_hands_in(value) is not None)

    def kept(self, value: Any) -> Any:  # noqa: ANN401 - a file may hold anything
        """A value as an item stores it: a list as a tuple; None for the default."""
        if self.type == "list" and self.accepts(value):
            value = tuple(value)
        is_default = type(value) is type(self.default) and value == self.default  # False is no 0
        return None if is_default else value

    @property
    def wanted(self) -> str:
        """The expected type in words, to end a sentence about a wrong value."""
        match self.type:
            case "line" | "prose":
                return "text in quotes"
            case "choice":
                return "one of " + ", ".join(choice.key for choice in self.choices)
            case "list":
                return 'a list of texts such as ["Ana", "Ben"]'
            case "date":
                return "a day such as 2027-09-01, without quotes"
            case "count":
                return "a whole number, 0 or more"
            case "hands":
                return 'hands from 0 to 5 and the day they were asked for, such as "5 4 4 2 on 2027-09-01"'


_MAX_DIGITS = 9
"""The most digits of a number: more are a telephone number, or a slip of the hand."""


def whole_number(text: str) -> int | None:
    """The number that a text is in a few digits of any script; None for any other text."""
    return int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else None


def show_of_hands_in(text: str) -> ShowOfHands | None:
    """The show of hands that a text tells, or None."""
    if not text:
        return None
    from canvas.model.show_of_hands import HandsError, parse  # noqa: PLC0415 - most canvases hold none

    try:
        return parse(text)
    except HandsError:
        return None


def line(key: str, hint: str, label: str = "", *, public: bool = False) -> Field:
    """A field of one line; its label is its key, unless one is given."""
    return Field(key, label or key.capitalize(), "line", hint, public=public)


def prose(key: str, hint: str, *, public: bool = False) -> Field:
    """A field of several lines."""
    return Field(key, key.capitalize(), "prose", hint, public=public)


def names(key: str, hint: str, *, public: bool = False) -> Field:
    """A field that holds a list of lines."""
    return Field(key, key.capitalize(), "list", hint, default=(), public=public)


def words(key: str, hint: str, *choices: tuple[str, str], default: str = "", public: bool = False) -> Field:
    """A field that holds one of these words, each given with its hint."""
    return Field(key, key.capitalize(), "choice", hint, tuple(Choice(*c) for c in choices), default, public)
