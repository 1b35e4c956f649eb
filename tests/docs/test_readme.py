"""The README says what the program does, and what it shows can be pasted."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser

import pytest

from canvas.app.keys import ACTIONS
from canvas.app.screens.help_rows import FIRST
from canvas.bundled_files import examples
from canvas.cli_parser import parser_for
from canvas.files.canvas_file import from_bytes
from canvas.files.recent import _list_file
from canvas.model.schema import AUDIENCES
from canvas.verbs import VERBS
from tests.docs.documents import ROOT, links, samples, table, text_of

PAGE = "README.md"
DOCUMENTS = (PAGE, "CHANGELOG.md", "CONTRIBUTING.md", "docs/format.md")

COMMANDS = [line for sample in samples(PAGE, "sh") for line in sample.text.splitlines()]


def ticked(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def parser_of(verb: str) -> ArgumentParser:
    return parser_for(verb, VERBS[verb].load())


@pytest.mark.parametrize("row", table(PAGE, "Ten keys that matter", "Key").rows, ids=lambda row: row[0])
def test_each_key_told_is_that_of_the_action_named_beside_it(row: tuple[str, ...]) -> None:
    keys, does = row
    for key in ticked(keys):
        (action,) = [a for a in ACTIONS if key in a.keys_shown.split()]
        assert action.label.rstrip("…").lower() in does.lower()


def test_the_keys_that_matter_are_those_of_the_help() -> None:
    by_key = {key: action.id for action in ACTIONS for key in action.keys_shown.split()}
    told = [by_key[ticked(keys)[0]] for keys, _ in table(PAGE, "Ten keys that matter", "Key").rows]
    assert told == list(FIRST)


def test_the_keys_told_elsewhere_do_what_is_said_of_them() -> None:
    told = {"T": "theme", "z": "zoom", "?": "help", "ctrl+p": "palette", "ctrl+q": "quit"}
    by_key = {key: action.id for action in ACTIONS for key in action.keys_shown.split()}
    assert {key: by_key[key] for key in told} == told
    assert all(f"`{key}`" in text_of(PAGE) for key in told)


def test_the_sample_of_the_file_is_a_canvas_of_twelve_lines_without_a_fault() -> None:
    (sample,) = samples(PAGE, "toml")
    document = from_bytes(sample.text.encode(), "sample")
    assert document.notices == ()
    assert len(document.canvas) == 1
    assert sample.text.count("\n") == 12


def test_the_sample_of_the_file_stands_so_in_the_example_it_names() -> None:
    (sample,) = samples(PAGE, "toml")
    sampled = from_bytes(sample.text.encode(), "sample").canvas
    kept = from_bytes((ROOT / "examples/riverside-breakfast.canvas.toml").read_bytes(), "example").canvas
    assert (sampled.title, sampled.stage, sampled.review) == (kept.title, kept.stage, kept.review)
    ((_, item),) = sampled
    assert kept.item(item.id)


def test_every_verb_is_in_the_table_and_nothing_else() -> None:
    commands = [ticked(row[0])[0].split() for row in table(PAGE, "The commands", "Command").rows]
    assert commands[0] == ["canvas", "[FILE]"]
    assert [command[1] for command in commands[1:]] == list(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_is_told_in_its_row_and_no_other(verb: str) -> None:
    (does,) = [
        row[1]
        for row in table(PAGE, "The commands", "Command").rows
        if row[0].split("`")[1].split()[1] == verb
    ]
    told = {option.split()[0] for option in ticked(does) if option.startswith("-")}
    known = {o for action in parser_of(verb)._actions for o in action.option_strings}
    assert told == known - {"-h", "--help"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("canvas ")])
def test_every_command_shown_is_one_that_the_program_understands(command: str) -> None:
    _, verb, *arguments = shlex.split(command)
    given = parser_of(verb).parse_args(arguments)
    assert verb in ("git-setup", "schema") or (ROOT / given.file).is_file()


def test_the_first_line_to_paste_opens_an_example_and_the_second_runs_the_tests() -> None:
    first, second = [c for c in COMMANDS if c.startswith("python3 ")]
    new = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt "
    assert first.startswith(f"{new}. && .venv/bin/canvas ")
    assert (ROOT / first.split()[-1]).is_file()
    assert second == f'{new}-e ".[dev]" && .venv/bin/python -m pytest -n auto -W error'
    assert (ROOT / "constraints.txt").is_file()


def test_the_audiences_are_told_from_the_narrowest_to_the_widest() -> None:
    told = [ticked(row[0])[0] for row in table(PAGE, "Handing it over", "Audience").rows]
    assert told == list(AUDIENCES)


def test_the_number_of_examples_is_right() -> None:
    assert len(examples()) == 5
    assert text_of(PAGE).count("five worked examples") == 1


def test_the_list_of_canvases_opened_lately_is_where_the_readme_says() -> None:
    assert _list_file().endswith("recent.txt")
    assert "partnership-canvas/recent.txt`" in text_of(PAGE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_within_the_repository_leads_somewhere(name: str) -> None:
    for link in links(name):
        path, _, anchor = link.partition("#")
        if path.startswith("https://"):
            continue
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [heading.lower().replace(" ", "-") for heading in headings]
