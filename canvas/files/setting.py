"""The declaration of one setting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Literal, Protocol, TypeVar, cast, overload

Value = TypeVar("Value", bound=str | bool)
Moment = Literal["at once", "for the next summary", "for the next canvas", "from the next start"]
"""From when on a change of a setting shows."""


class SetValues(Protocol):
    """What holds the values of settings, by key."""

    @property
    def values(self) -> Mapping[str, str | bool]:
        """Those that were set."""


class Setting(Generic[Value]):
    """The declaration of one setting, and the attribute of the class that holds its value.

    Attributes:
        key: its name in the file: that of the attribute.
        label: its name on the screen.
        default: its value where the file says nothing; the type of this is the type of the value.
        help: what it does, as the end of a sentence.
        applies: from when on a change of it shows.
        choices: the words it may be, each with its meaning; empty where any text or true or false may stand.
    """

    key: str

    def __init__(
        self,
        label: str,
        default: Value,
        help: str,  # noqa: A002 - what every table of this program calls it
        *,
        applies: Moment,
        choices: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.label = label
        self.default: Value = default
        self.help = help
        self.applies = applies
        self.choices = choices

    def __set_name__(self, owner: type[SetValues], name: str) -> None:
        self.key = name

    @overload
    def __get__(self, settings: None, owner: object) -> Setting[Value]: ...

    @overload
    def __get__(self, settings: SetValues, owner: object) -> Value: ...

    def __get__(self, settings: SetValues | None, owner: object) -> Setting[Value] | Value:
        if settings is None:
            return self
        return cast("Value", settings.values.get(self.key, self.default))

    @property
    def wanted(self) -> str:
        """What a value must be, for an error message."""
        if isinstance(self.default, bool):
            return "true or false"
        return "one of " + ", ".join(f'"{word}"' for word, _ in self.choices) if self.choices else "a text"

    def accepts(self, value: object) -> bool:
        """Whether a value is allowed."""
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        return isinstance(value, str) and (not self.choices or value in [word for word, _ in self.choices])
