"""Older versions in the conversation: told, read, compared, and brought back from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from canvas.files.canvas_file import open_document
from canvas.linear.view import ViewCommands
from canvas.model.canvas import Canvas, Item
from canvas.session import READ_ONLY
from tests.app.driving import a_canvas
from tests.app.in_git import committed
from tests.files.git.repository import Repository
from tests.linear.talking import Said, Talks

ONE, TWO = Item("aaaaa", "one", {"owner": "Ana"}), Item("bbbbb", "two")
OLD = a_canvas(vision=[ONE, TWO])
NEW = a_canvas(vision=[TWO])
HOSTILE = "\x1b]52;c;QQ==\x07 \x1b[2J\x9b31m \u202e [b]x[/b]"


@pytest.fixture
def path(repository: Repository) -> Path:
    return committed(repository, OLD, NEW, subject="A meeting")


def texts(path: Path) -> list[str]:
    return [item.text for item in open_document(str(path)).canvas.panels["vision"]]


def versions(said: Said) -> list[str]:
    return [line for line in said.lines if re.match(r"\d+\. .* by ", line)]


def test_versions_are_listed_with_numbers_the_newest_first(talks: Talks, path: Path) -> None:
    said = talks.about(path, "history")
    assert "2 versions in git, the newest first." in said.lines
    first, second = versions(said)
    assert re.fullmatch(r"1\. 3 March 2026 by .+: ‘A meeting 2’\.", first), first
    assert second.startswith("2. 2 March 2026 by ")


def test_ten_versions_are_listed_and_all_on_request(talks: Talks, repository: Repository) -> None:
    path = committed(repository, *(a_canvas(vision=[f"the {n}th"]) for n in range(12)))
    said = talks.about(path, "history")
    assert len(versions(said)) == 10
    assert "These are the newest 10: history all tells all." in said.lines
    assert len(versions(talks.about(path, "history all"))) == 12


def test_a_version_is_read_as_the_canvas_itself_is(talks: Talks, path: Path) -> None:
    said = talks.about(path, "history 2")
    assert "2. Vision, 2 statements" in said.lines
    for words in ("history 2 2", "history 2 vision", "history 2 all"):
        said = talks.about(path, words)
        assert "2.1 one. Proposed, owner Ana." in said.lines, words
        assert "2.2 two. Proposed." in said.lines
    assert "  Owner: Ana" in talks.about(path, "history 2 2.1").lines
    assert talks.about(path, "history 2 all").text.count("Panel ") == 8


def test_a_statement_is_restored_in_its_place_and_undone(talks: Talks, path: Path) -> None:
    said = talks.about(path, "back 2 2.1", "read 2.1", "save")
    assert "Brought back as 2.1: one" in said.lines
    assert "  Owner: Ana" in said.lines
    assert texts(path) == ["one", "two"]
    talks.about(path, "reword 2.2 zwei", "back 2 2.2", "undo", "undo", "save")
    assert texts(path) == ["one", "two"]


def test_a_reworded_statement_is_restored(talks: Talks, path: Path) -> None:
    said = talks.about(path, "reword 2.1 zwei", "back 2 2.2 2.1", "save")
    assert "Brought back as 2.1: two" in said.lines
    assert texts(path) == ["one", "two"]


def test_an_unchanged_statement_is_not_restored(talks: Talks, path: Path) -> None:
    said = talks.about(path, "back 1 2.1", "undo")
    assert "2.1 ‘two’ stands like that now." in said.lines
    assert "Nothing to change: it is like that already." not in said.lines
    assert "Brought" not in said.text
    assert "There is nothing to undo." in said.lines


def test_what_changed_since_a_version_is_told(talks: Talks, path: Path) -> None:
    said = talks.about(path, "changes", "changes 2", "add 2 three", "changes")
    newest, older, now = re.findall(r"^Since .*\n(?:.*\n)*?(?=Command:)", said.text, re.MULTILINE)
    assert newest.startswith("Since the newest version, 3 March 2026 by ")
    assert "one" not in newest
    assert older.startswith("Since version 2, 2 March 2026 by ")
    assert "‘one’" in older
    assert "‘three’" in now


def test_numbers_refer_to_the_last_listing_despite_new_commits(
    talks: Talks, path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = path.read_bytes()

    def commit(self: ViewCommands, _: str) -> None:
        repository.commit(data + b"\n# more\n", "Theirs", path.name)
        self.context.say("Somebody committed.")

    monkeypatch.setattr(ViewCommands, "steps", commit)
    said = talks.about(path, "history", "steps", "changes", "back 2 2.1", "history")
    assert "‘Theirs’" in said.text.split("Somebody committed.")[1].split("Brought")[0]
    assert "Brought back as 2.1: one" in said.lines
    assert len(versions(said)) == 5


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("history 3", "There is no version 3."),
        ("history 0", "There is no version 0."),
        ("history x", "Which version? Say its number"),
        ("history " + "9" * 5000, "Which version?"),
        ("history 2 9", "say a number from 1 to 8"),
        ("history 2 2.9", "There is no statement 2.9."),
        ("back", "Which version?"),
        ("back 2", "Which statement?"),
        ("back 2 2.1 now", "such as: back 3 2.1"),
        ("changes x", "Which version?"),
    ],
)
def test_what_is_not_understood_is_answered_and_changes_nothing(
    talks: Talks, path: Path, words: str, answer: str
) -> None:
    said = talks.about(path, words)
    assert answer in said.text
    assert said.code == 0


def test_without_a_file_a_repository_or_a_commit_it_says_so(talks: Talks, here: Path) -> None:
    for words in ("history", "changes", "back 1 1.1"):
        assert "This canvas has no file yet: save it first." in talks.about(OLD, words).lines
    alone = here / "alone.canvas.toml"
    alone.write_text('format = 1\ntitle = "Alone"\n')
    assert "is not in a git repository." in talks.about(alone, "history").text
    Repository(here)
    said = talks.about(alone, "history", "changes")
    assert "No version in git yet: commit makes the first." in said.lines
    assert "alone.canvas.toml is in no commit yet: commit makes the first." in said.lines


def test_a_version_that_cannot_be_read_is_told_as_such(talks: Talks, repository: Repository) -> None:
    path = committed(repository, OLD)
    before = path.read_bytes()
    repository.commit(b"not = [a canvas", name=path.name)
    repository.commit(before, name=path.name)
    said = talks.about(path, "history 2", "back 2 2.1")
    assert said.text.count(" in ") > 1
    assert "Version 2," not in said.text
    assert said.code == 0


def test_read_only_lists_versions_and_restores_nothing(talks: Talks, path: Path) -> None:
    before = path.read_bytes()
    said = talks.about(path, "history 2 2", "back 2 2.1", read_only=True)
    assert "2.1 one. Proposed, owner Ana." in said.lines
    assert said.text.count(READ_ONLY) == 2  # once at the beginning
    assert path.read_bytes() == before


def test_hostile_text_in_git_and_in_a_version_is_escaped(
    talks: Talks, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile: Canvas = a_canvas(vision=[Item("aaaaa", HOSTILE, {"owner": HOSTILE})])
    monkeypatch.setenv("GIT_AUTHOR_NAME", "\x1b[31mAna")
    path = committed(repository, hostile, NEW, subject="\x1b]0;x\x07 \u202e")
    said = talks.about(path, "history", "history 2 all", "history 2 2.1", "changes 2", "back 2 2.1")
    assert "Brought back" in said.text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2500-\u259f]", said.text)


def test_the_summary_is_read_and_written_as_the_commit_that_holds_it(
    talks: Talks, path: Path, repository: Repository
) -> None:
    as_of = f"As of 3 March 2026 (version {repository.head()[:7]})"
    said = talks.about(path, "summary", "export", "delete 2.1", "summary", "quit", "leave")
    assert said.text.count(as_of) == 1
    assert "Draft of " in said.text
    assert as_of in path.with_name("river.md").read_text(encoding="utf-8")
