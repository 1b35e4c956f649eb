"""Our own `NamedTuple` makes what that of `typing` makes."""

from __future__ import annotations

import inspect
import pickle
import typing
from typing import get_type_hints

import pytest

from canvas.model.named_tuple import NamedTuple


class Ours(NamedTuple):
    """A point with a name."""

    x: int
    y: int = 2
    name: str | None = None

    @property
    def total(self) -> int:
        """The sum."""
        return self.x + self.y

    @classmethod
    def origin(cls) -> Ours:
        """The point in the middle."""
        return cls(0, 0)

    def __str__(self) -> str:
        return f"{self.x}, {self.y}"


class Theirs(typing.NamedTuple):
    """A point with a name."""

    x: int
    y: int = 2
    name: str | None = None

    @property
    def total(self) -> int:
        """The sum."""
        return self.x + self.y

    @classmethod
    def origin(cls) -> Theirs:
        """The point in the middle."""
        return cls(0, 0)

    def __str__(self) -> str:
        return f"{self.x}, {self.y}"


def test_a_class_has_what_one_of_typing_has() -> None:
    ours, theirs = ({name for name in dir(each) if not name.startswith("__")} for each in (Ours, Theirs))
    assert ours == theirs
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__doc__", "__module__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert Ours.__mro__[1:] == Theirs.__mro__[1:]
    assert get_type_hints(Ours) == get_type_hints(Theirs)
    assert list(inspect.signature(Ours).parameters) == list(inspect.signature(Theirs).parameters)


def test_a_value_behaves_as_one_of_typing() -> None:
    ours, theirs = Ours(1, name="a"), Theirs(1, name="a")
    assert (repr(ours), str(ours)) == (repr(theirs).replace("Theirs", "Ours"), str(theirs))
    assert tuple(ours) == tuple(theirs)
    assert (hash(ours), ours.total) == (hash(theirs), theirs.total)
    assert ours._replace(x=5)._asdict() == theirs._replace(x=5)._asdict()
    assert type(Ours.origin()) is Ours
    assert type(pickle.loads(pickle.dumps(ours))) is Ours  # noqa: S301 - what was pickled just now
    match ours:
        case Ours(x, y, name):
            assert (x, y, name) == (1, 2, "a")


def test_a_value_is_neither_changed_nor_made_without_a_field() -> None:
    with pytest.raises(AttributeError):
        Ours(1).x = 2  # type: ignore[misc] # what a type checker forbids, too
    with pytest.raises(TypeError, match="x"):
        Ours()  # type: ignore[call-arg] # likewise
