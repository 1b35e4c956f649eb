"""Fragments of the register: the rows of one repository at one commit, as an immutable file.

Each repository writes its own, and a collector unites them: of each repository the newest counts. Uniting is
associative, commutative and idempotent, so that collectors may unite what others have united, in any order.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from canvas.exports.json import written
from canvas.files import atomic_file
from canvas.files.disk_errors import ChangedError, DiskError, with_name
from canvas.files.folders import make_folder
from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line
from canvas.register.row import Row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FragmentFormat = Literal["parquet", "jsonl"]

_TYPES: Final = {
    "repository": "VARCHAR", "commit": "VARCHAR", "committed": "TIMESTAMP", "day": "DATE", "file": "VARCHAR",
    "title": "VARCHAR", "stage": "VARCHAR", "partners": "VARCHAR[]", "review": "DATE", "steps": "INTEGER",
    "late": "INTEGER", "due": "DATE", "must": "INTEGER", "should": "INTEGER", "consider": "INTEGER",
    "rules": "VARCHAR[]", "agreement": "VARCHAR", "differences": "INTEGER", "answered": "INTEGER",
    "problem": "VARCHAR",
}  # fmt: skip
"""The columns of a fragment and their types in SQL: a promise to those who query them."""

_OF_FRAGMENT: Final = ("repository", "commit", "committed", "day")
_DAYS: Final = ("day", "review", "due")
_LISTS: Final = ("partners", "rules")
_ENDINGS: Final = (".parquet", ".jsonl")


class FragmentError(CodedError[Literal["no_extra", "not_a_fragment", "not_written"]]):
    """A fragment that cannot be read or written; its text is one sentence."""


class Fragment(NamedTuple):
    """The rows of one repository.

    Attributes:
        repository: its name.
        committed: when the commit was made, in UTC: ``2026-11-29 12:00:00``.
        commit: the full id of the commit.
        day: the day for which late steps and findings were counted.
        rows: a row for each canvas.
    """

    repository: str
    committed: str
    commit: str
    day: date
    rows: tuple[Row, ...]


Fragments = Mapping[str, Fragment]
"""The newest fragment of each repository, by its name."""


def unite(*collections: Fragments) -> dict[str, Fragment]:
    """The newest fragment of each repository; of two with one commit the one that was counted later."""
    united: dict[str, Fragment] = {}
    for collection in collections:
        for name, fragment in collection.items():
            known = united.get(name)
            if known is None or _is_newer(fragment, known):
                united[name] = fragment
    return united


def _is_newer(one: Fragment, other: Fragment) -> bool:
    """Whether the first of two of a repository is newer; the rows decide only where all else is equal."""
    ages = [(each.committed, each.commit, each.day) for each in (one, other)]
    if ages[0] != ages[1]:
        return ages[0] > ages[1]
    return [str(row) for row in one.rows] > [str(row) for row in other.rows]


def name_of(fragments: Fragments, format: FragmentFormat) -> str:  # noqa: A002
    """The file name of fragments: it says what they hold, so that a file never needs to change."""
    if len(fragments) == 1:
        (one,) = fragments.values()
        return f"{_file_part(one.repository, 60)}.{_file_part(one.commit, 16)}.{one.day}.{format}"
    parts = sorted(f"{f.repository}\0{f.commit}\0{f.day}" for f in fragments.values())
    return f"united.{blake2b(chr(1).join(parts).encode(), digest_size=8).hexdigest()}.{format}"


def _file_part(text: str, most: int) -> str:
    """A text as a part of a file name, which names no folder."""
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in text[:most])


def write(fragments: Fragments, folder: str, format: FragmentFormat) -> tuple[str, bool]:  # noqa: A002
    """Write fragments to one file of a folder; its path, and whether it was not there yet.

    Raises:
        FragmentError: where that is not possible.
    """
    path = os.path.join(folder, name_of(fragments, format))
    lines = "".join(written(each, indent=None) for each in _objects(fragments.values()))
    data = lines.encode() if format == "jsonl" else _parquet(lines)
    target = folder
    try:
        make_folder(folder)
        target = path
        atomic_file.replace(path, data, None)
    except ChangedError:
        return path, False  # immutable: what is there says the same
    except DiskError as error:
        raise FragmentError(with_name(target, error), "not_written") from None
    return path, True


def _objects(fragments: Iterable[Fragment]) -> Iterator[dict[str, Any]]:
    """A flat object for each row; a repository without canvases has one without a file."""
    for fragment in sorted(fragments):
        about = {key: getattr(fragment, key) for key in _OF_FRAGMENT}
        for row in fragment.rows or (Row(""),):
            yield about | {key: getattr(row, key) for key in _TYPES if key not in about}


def read(path: str) -> dict[str, Fragment]:
    """The fragments in a file.

    Raises:
        FragmentError: where it is no such file.
    """
    try:
        objects = _read_parquet(path) if path.endswith(".parquet") else _read_lines(path)
        return _fragments(objects)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        sentence = f"{visible_line(path)}: this is no fragment of a register."
        raise FragmentError(sentence, "not_a_fragment") from None


def find(folders: Iterable[str]) -> Iterator[str]:
    """The files of fragments below folders, in the order of their names; a file stands for itself."""
    for folder in folders:
        if not os.path.isdir(folder):
            yield folder
            continue
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if not name.startswith("."))
            yield from (os.path.join(place, name) for name in sorted(names) if name.endswith(_ENDINGS))


def _fragments(objects: Iterable[Mapping[str, Any]]) -> dict[str, Fragment]:
    rows: dict[tuple[str, str, str, date], list[Row]] = {}
    for each in objects:
        values = {key: _value(key, each[key]) for key in _TYPES}
        if values["day"] is None:
            raise ValueError("day")
        about = (values["repository"], values["committed"], values["commit"], values["day"])
        found = rows.setdefault(about, [])
        if values["file"]:
            found.append(Row(**{key: value for key, value in values.items() if key not in _OF_FRAGMENT}))
    return unite(*({about[0]: Fragment(*about, tuple(found))} for about, found in rows.items()))


def _value(key: str, value: Any) -> Any:  # noqa: ANN401 - from a file
    """A value of a fragment as a row has it; `TypeError` or `ValueError` for one of another kind."""
    if key in _DAYS:
        return value if value is None or isinstance(value, date) else date.fromisoformat(value)
    if key in _LISTS:
        return tuple(map(str, value))
    if _TYPES[key] == "INTEGER":
        return int(value)
    return str(value)


def _read_lines(path: str) -> Iterator[Mapping[str, Any]]:
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _connect() -> DuckDBPyConnection:
    try:
        import duckdb  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        raise FragmentError(
            'Parquet needs a package more: pip install "partnership-canvas[register]"; '
            "--to jsonl needs none.",
            "no_extra",
        ) from None
    return duckdb.connect()


def _parquet(lines: str) -> bytes:
    """JSON lines as the bytes of a Parquet file."""
    with TemporaryDirectory() as folder, _connect() as connection:
        source, target = os.path.join(folder, "rows.jsonl"), os.path.join(folder, "rows.parquet")
        with open(source, "w", encoding="utf-8") as stream:
            stream.write(lines)
        rows = connection.read_json(source, columns=dict(_TYPES), format="newline_delimited")
        rows.write_parquet(target, compression="zstd")
        with open(target, "rb") as stream_of_bytes:
            return stream_of_bytes.read()


def _read_parquet(path: str) -> list[dict[str, Any]]:
    import duckdb  # noqa: PLC0415 - an extra, and heavy

    with _connect() as connection:
        try:
            names = ", ".join(f'"{key}"' for key in _TYPES)
            found = connection.execute(f"select {names} from read_parquet(?)", [path]).fetchall()  # noqa: S608
        except duckdb.Error as error:
            raise ValueError(str(error)) from None
    return [dict(zip(_TYPES, row, strict=True)) for row in found]
