from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from canvas import __version__, verbs
from canvas.cli import main
from canvas.verbs import VERBS
from tests.source_code import statements

PROMISED = (
    "open", "new", "show", "export", "check", "diff", "merge", "git-setup", "list", "import", "schema",
    "review", "minutes", "split", "join", "meet",
)  # fmt: skip


def test_type_checkers_and_import_graphs_see_the_module_of_each_verb() -> None:
    imports = [
        node
        for node in statements(ast.parse(Path(verbs.__file__).read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "canvas.verbs"
    ]
    assert sorted(name.name for node in imports for name in node.names) == sorted(
        row.module for row in VERBS.values()
    )


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_help_names_every_verb_and_has_an_example(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([option]) == 0
    said = capsys.readouterr().out
    assert all(re.search(rf"^  {verb} ", said, re.MULTILINE) for verb in VERBS)
    assert "Example: canvas " in said


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"canvas {__version__}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_help_that_says_what_it_is_for_with_an_example(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([verb, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert f"usage: canvas {verb}" in said
    assert re.search(rf"^example: canvas {verb}( |$)", said, re.MULTILINE)
    assert max(map(len, said.splitlines())) <= 80  # the columns where there is no terminal


@pytest.mark.parametrize("arguments", [("--foo",), ("a", "b"), ("-x", "a")])
def test_wrong_use_without_a_verb_leads_to_the_help_of_the_program(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith("; “canvas --help” says how.\n")


@pytest.mark.parametrize("word", ["help", "version"])
def test_an_option_without_its_hyphens_leads_to_the_option(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for rest in ((), ("show",)):
        assert main([word, *rest]) == 2
        said = capsys.readouterr().err
        assert f"“canvas --{word}”" in said
        assert said.count("\n") == 1


def test_a_misspelt_verb_leads_to_the_one_that_is_meant(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["exprot", "river.canvas.toml", "-o", "river.md"]) == 2
    said = "canvas: there is no verb “exprot” and no such file; did you mean “canvas export”?\n"
    assert capsys.readouterr().err == said
    assert main(["git-setpu"]) == 2
    assert "did you mean “canvas git-setup”?" in capsys.readouterr().err
    assert main(["orchard"]) == 2
    assert "“canvas new” makes one" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--opne"])
    assert "there is no verb" not in capsys.readouterr().err
    (here / "exprot").write_text("no canvas", encoding="utf-8")
    assert main(["exprot"]) == 2
    assert "there is no verb" not in capsys.readouterr().err


@pytest.mark.parametrize("word", ["help", "version"])
def test_a_file_that_is_called_like_an_option_can_be_opened(
    here: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / word).write_text("nonsense", encoding="utf-8")
    assert main([word]) == 2
    assert f"{word}, line 1: this is not a canvas" in capsys.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_the_example_in_the_help_of_a_verb_can_be_parsed(verb: str) -> None:
    import shlex

    from canvas.cli_parser import parser_for

    module = VERBS[verb].load()
    _, words = module.EXAMPLE.split(": ", 1)
    command, named, *rest = shlex.split(words)
    assert (command, named) == ("canvas", verb)
    given = vars(parser_for(verb, module).parse_args(rest))
    if not VERBS[verb].takes_file:
        return
    words_given = [w for value in given.values() for w in (value if isinstance(value, list) else [value])]
    assert verb == "git-setup" or "river.canvas.toml" in words_given


def test_every_verb_of_the_design_is_there() -> None:
    assert set(PROMISED) == set(VERBS)
