"""Read the front matter of a Markdown document: ``key: value`` between lines of three dashes, or TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Final

_BETWEEN_DASHES: Final = r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
_BETWEEN_PLUSES: Final = r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)"

Properties = Mapping[str, str | tuple[str, ...]]


def split_front_matter(text: str) -> tuple[Properties, int]:
    """The properties at the beginning of a document, and how many lines they take."""
    if found := re.match(_BETWEEN_DASHES, text, re.DOTALL | re.MULTILINE):
        properties = _yaml(found[1])
    elif found := re.match(_BETWEEN_PLUSES, text, re.DOTALL | re.MULTILINE):
        properties = _toml(found[1])
    else:
        return {}, 0
    return (properties, found[0].count("\n")) if properties else ({}, 0)


def _yaml(text: str) -> Properties:
    """The flat part of YAML that front matter is written in; anything else is left alone."""
    properties: dict[str, str | list[str]] = {}
    key = ""
    for line in text.split("\n"):
        if found := re.match(r"([^\s:#-][^:#]*):(?:[ \t]+(.*))?$", line):
            key = found[1].strip()
            value = (found[2] or "").strip()
            bare = value[1:-1] if value.startswith("[") and value.endswith("]") else None
            properties[key] = (
                _unquoted(value)
                if bare is None
                else [*filter(None, (_unquoted(each.strip()) for each in bare.split(",")))]
            )
        elif key and (found := re.match(r"[ \t]*-[ \t]+(.*)$", line)):
            entries = properties[key]
            if isinstance(entries, str):
                properties[key] = entries = []
            entries.append(_unquoted(found[1].strip()))
    return {key: value if isinstance(value, str) else tuple(value) for key, value in properties.items()}


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _toml(text: str) -> Properties:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {
        key: tuple(map(str, value)) if isinstance(value, list) else str(value) for key, value in table.items()
    }
