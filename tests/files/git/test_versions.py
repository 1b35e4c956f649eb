"""Older versions of a canvas, found by commit, day and revision."""

from __future__ import annotations

from datetime import date

import pytest

from canvas.files.git.named_versions import before, last_committed, since
from canvas.files.git.versions import VersionError, listed
from tests.files.git.repository import NAME, Repository

TODAY = date(2026, 3, 4)


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
        (since(path, "HEAD~1", TODAY), "Older", "one"),
        (since(path, "2026-03-03", TODAY), "Older", "one"),
        (since(path, "yesterday", TODAY), "Older", "one"),
        (since(path, "tue", TODAY), "Older", "one"),
        (since(path, "3 mar", TODAY), "Older", "one"),
        (before(path, date(2026, 3, 3)), "Older", "one"),
    ):
        assert found.commit.subject == subject
        assert [item.text for _, item in found.canvas] == [text]


def test_a_day_before_the_first_commit_is_refused_with_a_code(path: str) -> None:
    with pytest.raises(VersionError, match="2020-01-01") as by_words:
        since(path, "2020-01-01", TODAY)
    with pytest.raises(VersionError, match="2020-01-01") as by_day:
        before(path, date(2020, 1, 1))
    assert by_words.value.code == by_day.value.code == "none_before"


def test_a_revision_goes_before_everyday_words(path: str, repository: Repository) -> None:
    repository.git("tag", "yesterday")
    assert since(path, "yesterday", TODAY).commit.subject == "Newer"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tomorrow", "That day has not come yet."),
        ("this month", "this month is more than one day: write"),
        ("nonsense", "There is no version called ‘nonsense’"),
    ],
)
def test_words_that_name_no_version_are_refused(path: str, words: str, sentence: str) -> None:
    with pytest.raises(VersionError) as caught:
        since(path, words, TODAY)
    assert str(caught.value).casefold().startswith(sentence.casefold())
