"""Older versions of a canvas, found by commit, day and revision."""

from __future__ import annotations

from datetime import date

import pytest

from canvas.files.git.versions import VersionError, before, last_committed, listed, since
from tests.files.git.repository import NAME, Repository


def canvas(text: str) -> bytes:
    return f'format = 1\ntitle = "T"\n\n[[vision]]\nid = "aaaaa"\ntext = "{text}"\n'.encode()


@pytest.fixture
def path(repository: Repository) -> str:
    """A canvas committed on 2 and, changed, on 3 March 2026."""
    repository.commit(canvas("one"), "Older")
    repository.commit(canvas("two"), "Newer")
    return repository.path(NAME)


def test_versions_are_found_by_commit_day_and_revision(path: str) -> None:
    assert [commit.subject for commit in listed(path).commits] == ["Newer", "Older"]
    for found, subject, text in (
        (last_committed(path), "Newer", "two"),
        (since(path, "HEAD~1"), "Older", "one"),
        (since(path, "2026-03-03"), "Older", "one"),
        (before(path, date(2026, 3, 3)), "Older", "one"),
    ):
        assert found.commit.subject == subject
        assert [item.text for _, item in found.canvas] == [text]


def test_a_day_before_the_first_commit_is_refused_with_a_code(path: str) -> None:
    with pytest.raises(VersionError, match="2020-01-01") as by_words:
        since(path, "2020-01-01")
    with pytest.raises(VersionError, match="2020-01-01") as by_day:
        before(path, date(2020, 1, 1))
    assert by_words.value.code == by_day.value.code == "none_before"
