"""The JSON Schema of a canvas file, generated from the tables of `canvas.model.schema`.

Editors read it to complete, explain and check what is typed into a file. Days are strings of the format
``date``, as every TOML editor with JSON Schema takes them. Unknown keys of a statement are allowed, as in the
file; Tombi, which is strict by default, points them out as likely slips.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from canvas.files.canvas_toml import FORMAT
from canvas.model.collections import COLLECTIONS
from canvas.model.conflicts import THEIRS
from canvas.model.schema import PANELS, PROPERTIES, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from canvas.model.collections import Collection
    from canvas.model.schema import Choice, Field, Panel

Draft = Literal["2020-12", "7"]
"""A version of JSON Schema."""


class _Dialect(NamedTuple):
    """What differs between the versions of JSON Schema."""

    uri: str
    definitions: str


DRAFTS: dict[Draft, _Dialect] = {
    "2020-12": _Dialect("https://json-schema.org/draft/2020-12/schema", "$defs"),
    "7": _Dialect("http://json-schema.org/draft-07/schema#", "definitions"),
}
"""The versions that can be had; the first is the default."""

_SORTED = {"x-tombi-table-keys-order": "schema"}  # Tombi formats in the order in which a save writes
_HANDS = r"^$|^[0-5 \t\r\n,;./]*[0-5][0-5 \t\r\n,;./]*((on )?[ ,;]*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*)?$"
_NO_STATEMENTS = {"not": {"type": "array", "minItems": 1, "items": {"type": "object"}}}


def render(draft: Draft = "2020-12") -> str:
    """The schema as an indented JSON document."""
    return json.dumps(build(draft), indent=2, ensure_ascii=False) + "\n"


def build(draft: Draft = "2020-12") -> dict[str, Any]:
    """The schema as a value that `json` can write."""
    dialect = DRAFTS[draft]
    return {
        "$schema": dialect.uri,
        "title": "Canvas",
        "description": "One partnership: eight panels of statements.",
        "type": "object",
        "x-tombi-toml-version": "v1.0.0",
        **_SORTED,
        "required": ["format"],
        "properties": {
            "format": {
                "description": f"Which rules the file follows: always {FORMAT}.",
                "type": "integer",
                "const": FORMAT,
            },
            **_properties(PROPERTIES),
            **{panel.key: _panel(panel, f"#/{dialect.definitions}/{panel.key}") for panel in PANELS},
            **{
                collection.key: _collection(collection, f"#/{dialect.definitions}/{collection.key}")
                for collection in COLLECTIONS.values()
            },
            THEIRS: _other_versions(f"the {TITLE.key} and the other keys above the first statement"),
        },
        "additionalProperties": {
            "description": "Your own key or table. Statements stand in the eight panels alone.",
            **_NO_STATEMENTS,
            "additionalProperties": True,
        },
        dialect.definitions: {
            **{panel.key: _item(panel) for panel in PANELS},
            **{collection.key: _record(collection) for collection in COLLECTIONS.values()},
        },
    }


def _panel(panel: Panel, reference: str) -> dict[str, Any]:
    return {
        "title": f"{panel.number}. {panel.title}",
        "description": panel.question,
        "type": "array",
        "items": {"$ref": reference},
    }


def _item(panel: Panel) -> dict[str, Any]:
    """The schema of a statement; its keys stand in the order of the file."""
    kind = panel.field("kind")
    return {
        "title": f"Statement of {panel.title}",
        "description": panel.question,
        "type": "object",
        **_SORTED,
        "x-taplo": {"initKeys": ["text"]},
        "required": ["text"],
        "properties": {
            "id": {
                "title": "Id",
                "description": "A name that no other statement has; the program gives one.",
                "type": "string",
            },
            **_properties([kind] if kind else []),
            "text": {"title": "Text", "description": "What was said.", "type": "string"},
            **_properties(field for field in panel.fields if field != kind),
            THEIRS: _other_versions("the statement"),
        },
    }


def _collection(collection: Collection, reference: str) -> dict[str, Any]:
    return {
        "title": collection.title,
        "description": collection.hint,
        "type": "array",
        "items": {"$ref": reference},
    }


def _record(collection: Collection) -> dict[str, Any]:
    """The schema of a record; its keys stand in the order of the file."""
    return {
        "title": collection.noun.capitalize(),
        "description": collection.hint,
        "type": "object",
        **_SORTED,
        "x-taplo": {"initKeys": [collection.name]},
        "properties": {
            "id": {
                "title": "Id",
                "description": f"A name that no other {collection.noun} has; the program gives one.",
                "type": "string",
            },
            **_properties(collection.fields),
            THEIRS: _other_versions(f"the {collection.noun}"),
        },
    }


def _properties(fields: Iterable[Field]) -> dict[str, Any]:
    return {
        field.key: {"title": field.label, "description": _described(field), **_type(field)}
        for field in fields
    }


def _described(field: Field) -> str:
    """The hint of a field as a sentence, and the words it may hold."""
    hint = f"{field.hint[0].upper()}{field.hint[1:]}."
    if not field.choices:
        return hint
    return hint + "\n\n" + "\n".join(f"- `{choice.key}`: {choice.hint}" for choice in field.choices)


def _type(field: Field) -> dict[str, Any]:
    match field.type:
        case "line" | "prose":
            return {"type": "string"}
        case "choice":
            return _one_of(field.choices) | ({"default": field.default} if field.default else {})
        case "list":
            return {"type": "array", "items": {"type": "string"}}
        case "date":
            return {"type": "string", "format": "date"}
        case "count":
            return {"type": "integer", "minimum": 0, "default": field.default}
        case "hands":
            return {"type": "string", "pattern": _HANDS, "examples": ["5 4 4 2 on 2027-09-01"]}


def _one_of(choices: Sequence[Choice]) -> dict[str, Any]:
    """A choice, with the meaning of each word as VS Code (``enumDescriptions``) and taplo read it."""
    hints = [choice.hint for choice in choices]
    return {
        "type": "string",
        "enum": [choice.key for choice in choices],
        "enumDescriptions": hints,
        "x-taplo": {"docs": {"enumValues": hints}},
    }


def _other_versions(of: str) -> dict[str, Any]:
    return {
        "description": f"What other versions say about {of}; written by a merge, until it is resolved.",
        "type": "array",
        "items": {"type": "object", "additionalProperties": True},
    }
