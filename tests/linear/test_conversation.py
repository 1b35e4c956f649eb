from __future__ import annotations

import re
from pathlib import Path

import pytest

from canvas.exports import EXPORTERS
from canvas.files.canvas_file import Document, open_document
from canvas.files.journal import paths
from canvas.files.journal.recovery import find_recoverable
from canvas.linear.commands import BY_WORD, COMMANDS, meant
from canvas.linear.console import Console
from canvas.linear.context import Context
from canvas.linear.conversation import Conversation
from canvas.linear.view import ViewCommands
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS
from canvas.session import READ_ONLY, Session
from canvas.workspace import Workspace
from tests.app.driving import TODAY, a_canvas, a_copy
from tests.app.in_git import unsettled
from tests.exports.example import BINARY
from tests.files.git.repository import Repository
from tests.linear.talking import Talks

BEGIN = a_canvas(beneficiaries=["alpha", "bravo"], vision=["charlie"])


@pytest.fixture
def path(small: Path) -> Path:
    return small


def kept(path: Path) -> Canvas:
    return open_document(str(path)).canvas


def test_every_command_has_somebody_to_carry_it_out_and_no_word_means_two() -> None:
    workspace = Workspace(Session(Document(BEGIN)))
    names = [command.name for command in COMMANDS]
    handlers = Conversation(Context(workspace, Console(), TODAY, "partners")).handlers
    assert sorted(handlers) == sorted(names)
    assert len(set(handlers.values())) == len(names)
    assert len(BY_WORD) == sum(1 + len(command.short) for command in COMMANDS)
    assert all(meant(command.name.upper()) is command for command in COMMANDS)


WORDS = {
    "agree": "agree agreed accept approve AGREE",
    "dispute": "dispute disputed disagree object !",
    "park": "park",
    "done": "done finish",
    "propose": "propose proposed",
    "read": "read show list",
    "steps": "steps todo tasks",
    "find": "find search /",
    "add": "add new",
    "reword": "reword edit change",
    "owner": "owner assign who @",
    "day": "day date due by",
    "delete": "delete remove del",
    "undo": "undo revert",
    "title": "title rename",
    "export": "export print share send",
    "save": "save write",
    "history": "history versions log",
    "changes": "changes diff",
    "quit": "quit exit close leave bye",
    "ready": "ready missing check",
}
"""Words that people try, by the command they mean."""


def test_words_that_people_try_are_commands() -> None:
    for name, words in WORDS.items():
        for word in words.split():
            command = meant(word)
            assert command, word
            assert command.name == name


def test_a_statement_that_was_named_is_never_passed_over_for_a_word_before_it(
    talks: Talks, path: Path
) -> None:
    added = [f"add 2 {word}" for word in ("two", "three")]
    verbs = [f"{verb} 2.1 and 2.2" for verb in ("agree", "done", "park", "propose", "delete", "parked")]
    told = talks.about(path, *added, *verbs, "save", "quit")
    refused = "‘and’ is no number of a statement: say only numbers, such as 2.3 2.4."
    assert told.lines.count(refused) == len(verbs)
    assert [item.status for item in open_document(str(path)).canvas.panels["vision"]] == ["proposed"] * 3


def test_a_verb_sets_the_status_of_statements_and_dispute_says_why(talks: Talks, path: Path) -> None:
    added = [f"add 2 {word}" for word in ("two", "three", "four", "five", "six")]
    verbs = (
        "agree 2.1 2.2",
        "dispute 2.3 nobody has the money",
        "dispute 2.4",
        "too far",
        "park 2.5",
        "done 2.6",
    )
    canvas = edited(talks, path, *added, *verbs, "propose 2.2", "disputed 2.3", "no money")
    said = [(item.status, item.reason) for item in canvas.panels["vision"]]
    agreed, proposed = ("agreed", ""), ("proposed", "")
    disputed = [("disputed", "no money"), ("disputed", "too far")]
    assert said == [agreed, proposed, *disputed, ("parked", ""), ("done", "")]
    told = talks.about(path, "agree", "read 2", "dispute 2.3", "", "quit")
    assert "Which statement?" in told.text
    assert "It is as it was." in told.lines
    assert "2.3 three. Disputed because ‘no money’." in told.lines


def test_the_help_tells_every_command_and_each_of_them_how_it_is_said(talks: Talks) -> None:
    said = talks.about(BEGIN, "help", *(f"help {command.name}" for command in COMMANDS))
    for command in COMMANDS:
        assert said.text.count(f"{command.name}: {command.help}. Say: {command.usage}.") == 2


def test_it_starts_with_an_overview_of_the_canvas(talks: Talks) -> None:
    said = talks.about(BEGIN)
    assert said.lines[0] == "Riverside"
    assert "1. Beneficiaries, 2 statements" in said.lines
    assert "2. Vision, 1 statement" in said.lines


def test_a_panel_is_read_with_its_heading_its_question_and_a_line_a_statement(talks: Talks) -> None:
    for words in ("read 1", "1", "read bene", "r 1", "read"):
        said = talks.about(BEGIN, words)
        at = said.lines.index("Panel 1, Beneficiaries: 2 statements.")
        assert said.lines[at + 1] == PANELS[0].question
        assert said.lines[at + 2 : at + 4] == ["1.1 alpha. Proposed.", "1.2 bravo. Proposed."]


def test_a_statement_is_read_with_its_fields(talks: Talks) -> None:
    item = Item("aaaaa", "alpha", {"owner": "Riverside Kitchen", "kind": "need"})
    said = talks.about(a_canvas(beneficiaries=[item]), "read 1.1", "read 1")
    assert "  Owner: Riverside Kitchen" in said.lines
    assert "1.1 alpha. Need, proposed, owner Riverside Kitchen." in said.lines


def test_a_first_name_of_several_people_is_asked_about(talks: Talks) -> None:
    kitchen = Item("kitch", "Kitchen", {"people": ["Ana Petrescu", "Ana Blum"]})
    said = talks.about(a_canvas(relationships=[kitchen]), "add 2 ring @ana", "add 2 ring again @ana")
    assert said.text.count("ana: Ana Petrescu or Ana Blum? Say: owner 2.") == 1  # then she is known by it
    assert "ana: Ana Petrescu or Ana Blum? Say: owner 2.1 and the name." in said.lines


def test_next_and_previous_wrap_around(talks: Talks) -> None:
    said = talks.about(BEGIN, "next", "previous", "previous")
    found = [line for line in said.lines if line.startswith("Panel ")]
    assert [line.split(",")[0] for line in found] == ["Panel 2", "Panel 1", "Panel 8"]


def edited(talks: Talks, path: Path, *said: str) -> Canvas:
    """What the file holds after some things were said and saved."""
    outcome = talks.about(path, *said, "save", "quit")
    assert outcome.code == 0, outcome.text
    return kept(path)


def test_statements_are_added_at_once_or_one_after_another(talks: Talks, path: Path) -> None:
    canvas = edited(
        talks,
        path,
        "add 2 two",
        "add vision",
        "three",
        "",
        "add 4",
        "four",
        "five",
        "",
        "add six",
        "add 2.1 uno",
    )
    assert [item.text for item in canvas.panels["vision"]] == ["one", "uno", "two", "three"]
    assert [item.text for item in canvas.panels["principles"]] == ["four", "five", "six"]


def test_pasted_lines_are_statements_without_list_signs_or_as_they_are(talks: Talks, path: Path) -> None:
    pasted = ("- two", "- three", "  goes on", "", "- four", ".")
    canvas = edited(talks, path, "paste 2", *pasted, "paste 4 as it is", *pasted, "paste 5", ".")
    assert [item.text for item in canvas.panels["vision"]] == ["one", "two", "three goes on", "four"]
    assert [item.text for item in canvas.panels["principles"]] == ["- two", "- three", "goes on", "- four"]
    outcome = talks.about(path, "paste 2", "- a\n- b")
    assert "2 statements; list signs taken off" in outcome.text


def test_every_other_edit_has_a_command(talks: Talks, path: Path) -> None:
    canvas = edited(
        talks,
        path,
        "add 2 two",
        "add 2 three",
        "reword 2.1 uno",
        "reword 2.2",
        "due",
        "status 2.1 2.2 agreed",
        "status 2.3",
        "parked",
        "set 2.1 owner Riverside Kitchen",
        "set 2.1 due 2027-09-06",
        "set 2.1 votes 3",
        "set 2.1 visibility internal",
        "set 2.1 note",
        "first line",
        "second line",
        "",
        "set 2.2 owner X",
        "clear 2.2 owner",
        "move 2.3 to 3",
        "set 3.1 people Ana; Ben",
        "move 2.2 up",
        "delete 2.1",
        "title Larger",
        "stage forming",
        "review 2027-01-12",
    )
    (item,) = canvas.panels["vision"]
    assert (item.text, item.status, item.owner, item.votes) == ("uno", "agreed", "Riverside Kitchen", 3)
    assert (item.visibility, item.note, str(item.due)) == (
        "internal",
        "first line\nsecond line",
        "2027-09-06",
    )
    (moved,) = canvas.panels["relationships"]
    assert (moved.text, moved.status, moved.names("people")) == ("three", "parked", ("Ana", "Ben"))
    assert (canvas.title, canvas.stage, str(canvas.review)) == ("Larger", "forming", "2027-01-12")


def test_undo_and_redo_go_through_every_edit(talks: Talks, path: Path) -> None:
    canvas = edited(talks, path, "add 2 two", "delete 2.1", "undo", "undo", "redo")
    assert [item.text for item in canvas.panels["vision"]] == ["one", "two"]
    said = talks.about(path, "undo", "redo")
    assert "There is nothing to undo." in said.lines
    assert "There is nothing to redo." in said.lines


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("bogus", "is not a command"),
        ("read 9", "say a number from 1 to 8"),
        ("read 1.9", "There is no statement 1.9"),
        ("delete", "Which statement?"),
        ("set 1.1 due soon", "or 2027-09-01"),
        ("set 1.1 votes many", "a whole number"),
        ("set 1.1 nonsense x", "The fields are"),
        ("set 1.1 kind nonsense", "one of group"),
        ("status 1.1 nonsense", "A status is"),
        ("move 1.1 to nowhere", "Move it where?"),
        ("stage nowhere", "A stage is"),
        ("review someday", "or 2027-09-01"),
        ("add 9 words", "1 to 8"),
        ("take 7", "Which one?"),
        ("summary nobody", "one of internal, partners, public"),
        ("help nonsense", "help lists them all"),
        ("find", "Find what?"),
    ],
)
def test_unclear_answers_are_explained_and_change_nothing(talks: Talks, words: str, answer: str) -> None:
    said = talks.about(BEGIN, words)
    assert answer in said.text
    assert not paths.all_journals()


def test_what_two_versions_say_differently_is_read_and_settled(talks: Talks, here: Path) -> None:
    said = talks.about(Document(unsettled()), "unsettled", "take 1", *["keep 1"] * 9, f"save {here / 'x'}")
    assert "The other version:" in said.text
    assert "All resolved" in said.text


def test_finding_next_steps_and_the_summary_are_read(talks: Talks, here: Path) -> None:
    said = talks.about(a_copy(here), "find breakfast", "steps", "summary public", "questions 2")
    assert re.search(r"^\d+ statements found\.$", said.text, re.MULTILINE)
    assert "Next steps: " in said.text
    assert "# Riverside Breakfast Partnership" in said.text
    assert f"  goal: {PANELS[1].kinds[1].hint}." in said.lines


def test_what_is_found_by_what_is_not_read_anyway_is_told(talks: Talks) -> None:
    noted = Item("noted", "Rooms", {"note": "The caretaker\nhas the keys."})
    canvas = a_canvas(vision=[noted, Item("owned", "Keys", {"owner": "Ana Petrescu"})])
    lines = talks.about(canvas, "find caretaker", "find ana", "find no owner").lines
    at = lines.index("1 statement found.")
    assert lines[at + 1].startswith("2.1 Rooms. Proposed. It matches note The caretaker")
    assert {"2.2 Keys. Proposed, owner Ana Petrescu.", "2.1 Rooms. Proposed."} <= {*lines}


def test_the_summary_is_written_beside_the_canvas_and_replaced_only_when_asked(
    talks: Talks, here: Path
) -> None:
    path = a_copy(here)
    assert "Wrote" in talks.about(path, "export").text
    written = here / "riverside-breakfast.md"
    assert written.read_text(encoding="utf-8").startswith("# Riverside")
    written.write_text("mine", encoding="utf-8")
    assert "Nothing was written." in talks.about(path, "export", "no").text
    assert written.read_text(encoding="utf-8") == "mine"
    talks.about(path, "export", "yes")
    assert written.read_text(encoding="utf-8") != "mine"


def test_quit_asks_about_unsaved_changes(talks: Talks, path: Path) -> None:
    said = talks.about(path, "add 2 two", "quit", "stay", "quit", "leave")
    assert said.code == 0
    assert "You are still here." in said.lines
    assert len(kept(path)) == 1
    assert not paths.all_journals()
    talks.about(path, "add 2 two", "quit", "save")
    assert len(kept(path)) == 2


def test_quit_asks_where_the_file_is_gone(talks: Talks, path: Path) -> None:
    document = open_document(str(path))
    path.unlink()
    said = talks.about(document, "panels", "quit", "stay", "quit", "save")
    assert "There are changes that are not saved." in said.text
    assert "You are still here." in said.lines
    assert len(kept(path)) == 1
    path.unlink()
    assert "What was not saved is kept" in talks.about(document, "panels").text
    for interrupted in (False, True):
        assert "What was not saved is kept" in talks.about(document, interrupted=interrupted).text


@pytest.mark.parametrize("damaged", ["", "= = ="])
def test_a_signal_keeps_what_a_file_held_that_was_lost_since_the_last_command(
    talks: Talks, path: Path, monkeypatch: pytest.MonkeyPatch, damaged: str
) -> None:
    def closed(*_: object) -> str:
        path.write_text(damaged) if damaged else path.unlink()
        raise SystemExit(129)

    monkeypatch.setattr(Console, "ask", closed)
    with pytest.raises(SystemExit):
        talks.about(path)
    (found,) = find_recoverable(str(path))
    assert found.is_file_lost
    assert found.discard()


def test_quit_asks_where_the_file_cannot_be_read(talks: Talks, path: Path) -> None:
    document = open_document(str(path))
    path.write_text("= = =")
    assert "There are changes that are not saved." in talks.about(document, "quit", "leave").text


@pytest.mark.parametrize(
    "word", ["close", "Leave", "exit", "q", "qui", "undo", "revert", "redo", "restore", "end", "join"]
)
def test_a_command_that_takes_no_statement_does_nothing_to_one_and_names_the_word(
    talks: Talks, path: Path, word: str
) -> None:
    for number in ("2.1", "2.1.", "2", "2.1 now"):
        said = talks.about(path, "add 2 two", f"{word} {number}", "title Still here", "save")
        told = [line for line in said.lines if line.startswith(f"{word} ")]
        assert ["say " in line for line in told] == [True], said.text
        assert open_document(str(path)).canvas.title == "Still here"
    assert "You are still here." in talks.about(path, "add 2 two", "quit now", "stay").lines


def test_a_canvas_without_a_file_is_saved_under_a_name_of_its_own(talks: Talks, here: Path) -> None:
    talks.about(BEGIN, "save", "", "quit")
    assert kept(here / "riverside.canvas.toml") == BEGIN
    other = here / "other.canvas.toml"
    other.write_text("theirs")
    assert "Not saved." in talks.about(BEGIN, "save as other", "no").text
    assert other.read_text() == "theirs"
    talks.about(BEGIN, "save as other", "yes", "quit")
    assert kept(other) == BEGIN


@pytest.mark.parametrize("interrupted", [False, True], ids=["the end of the input", "ctrl+c"])
def test_end_of_input_keeps_unsaved_work_for_recovery(talks: Talks, path: Path, *, interrupted: bool) -> None:
    said = talks.about(path, "add 2 two", interrupted=interrupted)
    assert said.code == (130 if interrupted else 1)
    assert "What was not saved is kept" in said.lines[-1]
    (left,) = find_recoverable(str(path))
    left.release()
    said = talks.about(path, "compare", "restore", "save", "quit")
    assert "unsaved changes" in said.text
    assert [item.text for item in kept(path).panels["vision"]] == ["one", "two"]
    assert not paths.all_journals()


def test_unsaved_work_is_discarded_only_after_confirmation(talks: Talks, path: Path) -> None:
    talks.about(path, "add 2 two")
    said = talks.about(path, "delete", "no", "not now")
    gone = "Deleted; restore brings it back within 30 days."
    assert gone not in said.lines
    (left,) = find_recoverable(str(path))
    left.release()
    assert gone in talks.about(path, "delete", "yes").lines
    assert not find_recoverable(str(path))
    assert "There are unsaved changes" in " ".join(talks.about(path, "restore", "leave").lines)
    (back,) = find_recoverable(str(path))
    back.release()


def test_an_end_with_everything_saved_says_so(talks: Talks, path: Path) -> None:
    said = talks.about(path, "read 1")
    assert said.code == 0
    assert said.lines[-1] == "Goodbye. Everything is saved."


def test_external_changes_are_merged_on_saving(talks: Talks, path: Path) -> None:
    other = path.read_text().replace("Small", "Theirs")

    def write_behind_its_back(self: ViewCommands, _: str) -> None:
        path.write_text(other)
        self.context.say("Somebody wrote.")

    assert "steps" in BY_WORD
    patch = talks._patch
    patch.setattr(ViewCommands, "steps", write_behind_its_back)
    canvas = edited(talks, path, "add 2 two", "steps")
    assert canvas.title == "Theirs"
    assert [item.text for item in canvas.panels["vision"]] == ["one", "two"]


def test_read_only_refuses_every_change(talks: Talks, path: Path, here: Path) -> None:
    before = path.read_bytes()
    for words in (
        *("add 2 two", "add", "reword 2.1 x", "status 2.1 done", "set 2.1 owner x", "clear 2.1 owner"),
        *("move 2.1 to 5", "delete 2.1", "undo", "redo", "title x", "stage forming", "review none"),
        *("agree 2.1", "dispute 2.1 why", "park 2.1", "done 2.1", "propose 2.1", "save", "save as other"),
    ):
        said = talks.about(path, words, "quit", read_only=True)
        assert said.text.count(READ_ONLY) == 2, words  # once at the beginning
        assert said.code == 0
    assert path.read_bytes() == before
    assert [found.name for found in here.iterdir()] == [path.name]
    assert not paths.all_journals()


HOSTILE = "\x1b]52;c;QQ==\x07 \x1b[2J\x9b31m \u202e [b]x[/b]"


def test_nothing_it_says_moves_a_cursor_colours_or_draws(talks: Talks) -> None:
    canvas = a_canvas(vision=[Item("aaaaa", HOSTILE, {"owner": HOSTILE, "kind": HOSTILE, "note": HOSTILE})])
    everything = [command.name for command in COMMANDS if command.name != "quit"]
    said = talks.about(canvas.replacing(title=HOSTILE), *everything, "read 2", "2.1", "steps", HOSTILE)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2500-\u259f]", said.text)


def test_without_a_file_it_asks_which_canvas(talks: Talks, here: Path) -> None:
    path = a_copy(here)
    said = talks.about(None, str(path), "quit")
    assert "Riverside Breakfast Partnership" in said.lines
    said = talks.about(None, "1", "quit")  # it was opened lately
    assert "Riverside Breakfast Partnership" in said.lines
    said = talks.about(None, "new Hill Top", "add 1 x", "save", "", "quit")
    assert len(kept(here / "hill-top.canvas.toml")) == 1
    assert talks.about(None, "nowhere", "quit").code == 0


def test_a_statement_that_begins_with_a_number_can_be_typed_on_a_line_of_its_own(
    talks: Talks, path: Path
) -> None:
    canvas = edited(talks, path, "add 4", "3 of 5 schools take part", "")
    assert [item.text for item in canvas.panels["principles"]] == ["3 of 5 schools take part"]


def test_every_question_answers_help_and_is_asked_again(talks: Talks, path: Path) -> None:
    said = talks.about(path, "add 2", "help", "two", "", "reword 2.1", "?", "uno", "title", "help", "New")
    assert said.text.count("What you type now answers this question") == 3
    assert said.text.count("The title:") == 2
    assert "Added to Vision as 2.2: two" in said.text
    assert "Help" not in said.lines


def test_votes_are_counted_and_sort_a_panel(talks: Talks, path: Path) -> None:
    talks.about(path, "add 2 two", "vote 2.2", "+ 2.2 2.1", "vote 2.1 less", "sort 2", "save")
    assert [(item.text, item.votes) for item in kept(path).panels["vision"]] == [("two", 2), ("one", 0)]
    said = talks.about(path, "vote 2.1 much", "vote", "sort 9")
    assert "Type: vote 2.3" in said.text
    assert "Sort which panel?" in said.text


def test_dates_are_parsed_as_on_the_board(talks: Talks, path: Path) -> None:
    talks.about(path, "set 2.1 due +2w", "review 1 dec", "save")
    assert str(kept(path).panels["vision"][0].due) == "2026-12-07"
    assert str(kept(path).review) == "2026-12-01"


def test_commit_makes_a_commit(talks: Talks, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(path.parent)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ana Petrescu")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ana@example.org")
    said = talks.about(path, "add 2 two", "commit", "help", "A first meeting")
    assert "Committed as " in said.text
    assert repository.git("log", "--format=%s").strip() == b"A first meeting"
    assert "could not" not in said.text
    assert said.code == 0
    repository.git("checkout", "--quiet", "--detach")
    said = talks.about(path, "add 2 three", "commit", "yes", "A second meeting")
    assert "No branch is checked out, so none would hold this commit. Make the branch canvas-20" in said.text
    assert "on the new branch canvas-20" in said.text
    assert repository.git("log", "--format=%s", "--branches=canvas-*").split(b"\n")[0] == b"A second meeting"


def test_without_git_it_is_saved_and_that_is_said(talks: Talks, path: Path) -> None:
    said = talks.about(path, "add 2 two", "commit Some words")
    assert "Saved, but not committed. small.canvas.toml is not in a git repository." in said.text
    assert len(kept(path).panels["vision"]) == 2


def test_a_new_binary_format_is_written_where_its_name_is_said(
    talks: Talks, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(EXPORTERS, "odd", BINARY)
    path = a_copy(here)
    assert "riverside-breakfast-public.odd" in talks.about(path, "export public odd").text
    assert (here / "riverside-breakfast-public.odd").read_bytes() == b"\x00\xffodd public"


def test_a_partners_page_is_written_and_one_who_may_not_be_read_is_a_sentence(
    talks: Talks, here: Path
) -> None:
    path = a_copy(here)
    assert (
        "riverside-breakfast-riverside-kitchen.md" in talks.about(path, "export for Riverside Kitchen").text
    )
    said = talks.about(path, "export partners for Nobody", "export partners").text
    assert "There is no partner called ‘Nobody’ here" in said
    assert "riverside-breakfast.md, for partners." in said


def test_an_export_without_words_is_like_the_last_and_can_be_a_sheet_for_each_with_changes_first(
    talks: Talks, here: Path
) -> None:
    path = a_copy(here)
    (here / "old.canvas.toml").write_bytes(path.read_bytes())
    said = talks.about(
        path, "add 2 A new thing", "export sheets since old.canvas.toml", "export pdg", "quit", "discard"
    )
    assert f"Wrote 5 sheets to {here / 'riverside-breakfast-sheets'}." in said.text
    assert "‘pdg’ is neither a format" in said.text
    sheet = here / "riverside-breakfast-sheets" / "riverside-breakfast-riverside-kitchen.md"
    assert "Vision: new, ‘A new thing’" in sheet.read_text(encoding="utf-8")
    sheet.unlink()
    assert "Wrote 5 sheets to" in talks.about(path, "export").text
    assert "What changed" not in sheet.read_text(encoding="utf-8")
    talks.about(path, "export html internal for Riverside Kitchen")
    assert "riverside-kitchen-internal.html, for internal." in talks.about(path, "export").text
    assert "there is no such file" in talks.about(path, "export since nowhere.canvas.toml").text


def test_an_import_tells_its_changes_with_numbers_and_takes_those_that_are_named(
    talks: Talks, here: Path
) -> None:
    path = here / "small.canvas.toml"
    path.write_text('format = 1\ntitle = "Small"\n')
    (here / "agreement.md").write_text(
        "# Small\n\n## Our goal\n\n- Bread for all\n- Soup for all\n\n## Odds and ends\n\n- A spare key\n"
    )
    said = talks.about(
        path,
        "import agreement.md",
        "5",
        "1 to 4",
        "2 to governance",
        "1, 3",
        "read all",
        "undo",
        "quit",
        "yes",
    )
    assert "‘5’ is no number from 1 to 3: say all, none, or numbers." in said.text
    assert "3. Vision: new, ‘A spare key’ (parked). It fits no panel: parked." in said.text
    assert "Goes to Governance." in said.text
    assert "Took in 2 changes from ‘agreement.md’; undo undoes it." in said.text
    assert "Bread for all" not in said.text.partition("Took in 2 changes")[2]
    assert "A spare key" in said.text.partition("Took in 2 changes")[2]
    for answer in ("", "none"):
        assert "Nothing was taken in." in talks.about(path, "import agreement.md", answer).text
    assert "Nothing was taken in." in talks.about(path, "import", "").text
    assert "no-such.md: " in talks.about(path, "import no-such.md").text
    talks.about(path, "import agreement.md", "all", "save")
    assert "Nothing in ‘agreement.md’ is different" in talks.about(path, "import agreement.md").text
