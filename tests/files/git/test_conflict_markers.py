"""Conflict markers in a file that git is merging."""

from __future__ import annotations

from canvas.files.canvas_file import open_document
from canvas.files.canvas_toml import parse
from canvas.model.conflicts import conflicts
from tests.files.git.repository import NAME, Repository


def in_string(word: str) -> bytes:
    """A canvas whose only text has several lines, one of which ends with a word."""
    text = f'"""\none\ntwo {word}\nthree\n"""'
    return f'format = 1\ntitle = "T"\n[[vision]]\nid = "aaaaa"\ntext = {text}\n'.encode()


def test_markers_without_a_base_in_a_string_count_while_git_merges_the_file(repository: Repository) -> None:
    repository.commit(in_string(""))
    repository.git("branch", "other")
    repository.commit(in_string("x"))
    repository.git("checkout", "--quiet", "other")
    repository.commit(in_string("y"))
    repository.git("checkout", "--quiet", "main")
    assert repository.tried("merge", "--quiet", "other").returncode == 1
    path = repository.path(NAME)
    with open(path, encoding="utf-8") as file:
        parse(file.read())  # the markers are valid TOML
    document = open_document(path)
    assert document.marked
    (one,) = conflicts(document.canvas)
    assert (one.ours, one.theirs) == ("one\ntwo x\nthree\n", "one\ntwo y\nthree\n")
