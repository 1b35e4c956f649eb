"""Errors that users are told of are one kind: a sentence with a code, which `cli.main` can tell."""

from __future__ import annotations

import ast
from typing import Final

from tests.source_code import modules, statements

OTHERS: Final = {
    "CodedError": "the base itself",
    "DiskError": "an OSError, which the front ends tell by the name of its file",
    "ChangedError": "likewise",
    "InputEnded": "the end of a conversation",
    "UnclearAnswer": "a question back, which the conversation goes on from",
    "UnfitKeyError": "caught where keys are read, and listed among the problems of the settings",
    "FieldError": "caught by the form, which marks the field",
    "RecordError": "caught by the register, which reads the file anew",
    "ScanError": "caught by whoever scans, who reads the file in another way",
    "_SlipError": "caught where it is diagnosed",
    "TooMuchError": "caught by the process of git, which tells it as an error of git",
    "MeetingRunsError": "caught where a room is opened, which tells it",
}
"""Errors without a code, each with the reason why."""


def test_each_error_has_a_code_or_is_told_by_whoever_catches_it() -> None:
    bases: dict[str, set[str]] = {}
    for _, tree in modules():
        for node in statements(tree):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(ast.unparse(each) for each in node.bases)
    errors = {"Exception", "ValueError", "OSError"}
    while more := {
        name for name, above in bases.items() if name not in errors and not above.isdisjoint(errors)
    }:
        errors |= more
    assert errors & bases.keys() == OTHERS.keys() | {"_MarkerError"}  # that is a `_SlipError`
