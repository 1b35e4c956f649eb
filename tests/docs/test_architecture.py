"""The documents for maintainers name files, tests, contracts and classes that exist."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest

from tests.docs.documents import ROOT, links, samples, text_of
from tests.test_import_graph import imports

PAGE = "docs/architecture.md"
DECISIONS = sorted(f"docs/decisions/{path.name}" for path in (ROOT / "docs/decisions").glob("*.md"))
DOCUMENTS = (PAGE, "docs/glossary.md", "CONTRIBUTING.md", *DECISIONS)

CHANGES = ("kind", "field", "key", "output", "rule", "verb", "setting", "screen", "status", "journal")

_FOLDERS = "canvas|tests|docs|styles|examples|benchmarks"
_PATH = re.compile(rf"`((?:{_FOLDERS})/[\w./-]*)(?:::(\w+))?`")
_NAMED = re.compile(r"`(canvas/[\w./]+\.py)`: ((?:`[\w.]+`(?:, )?)+)")


@cache
def source(path: str) -> str:
    return text_of(path)


def test_each_file_and_each_test_that_is_named_exists() -> None:
    named = [found for page in DOCUMENTS for found in _PATH.findall(text_of(page))]
    assert len(named) > 100
    for path, test in named:
        assert (ROOT / path).exists(), path
        if test:
            assert re.search(rf"^(async )?def {test}\(", source(path), re.MULTILINE), f"{path}::{test}"


def test_each_class_function_or_table_that_is_named_beside_its_file_is_there() -> None:
    named = [found for page in DOCUMENTS for found in _NAMED.findall(text_of(page))]
    assert len(named) > 5
    for path, names in named:
        for name in re.findall(r"`([\w.]+)`", names):
            last = name.rpartition(".")[2]
            assert re.search(
                rf"^\s*((async )?def|class) {last}\b|^{last}\b.*=", source(path), re.MULTILINE
            ), f"{path}: {name}"


def test_each_contract_that_is_named_is_one_of_the_import_linter() -> None:
    settings = tomllib.loads(text_of("pyproject.toml"))
    contracts = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    named = set(re.findall(r"contract “([^”]+)”", text_of(PAGE)))
    assert named
    assert named <= contracts


def _rank(module: str, order: dict[str, int]) -> tuple[int, str] | None:
    """The place of a module in the order, and its room; None for the package itself."""
    parts = module.split(".")[1:]
    rooms = (".".join(parts[:length]) for length in (2, 1))
    return next(((order[room], room) for room in rooms if room in order), None)


def test_each_module_imports_only_from_rooms_below_its_own() -> None:
    (order,) = (sample.text for sample in samples(PAGE, "text") if sample.info == "text order")
    ranks = {room: line for line, rooms in enumerate(order.split(">")) for room in rooms.split()}
    wrong = []
    for module, targets in imports().items():
        here = _rank(module, ranks)
        if here is None:
            assert module in ("canvas", "canvas.__main__", "canvas.app"), f"{module} stands nowhere"
            continue
        for target in targets:
            there = _rank(target, ranks)
            if there and there[1] != here[1] and there[0] <= here[0]:
                wrong.append(f"{module} -> {target}")
    assert not wrong


@pytest.mark.parametrize("package", ["canvas", "canvas/app"])
def test_each_room_of_the_program_and_of_the_app_is_described(package: str) -> None:
    rooms = [path.parent.name for path in (ROOT / package).glob("*/__init__.py")]
    assert len(rooms) > 5
    assert [room for room in rooms if f"`{room}/`" not in text_of(PAGE)] == []


def test_there_is_a_list_of_steps_for_each_of_the_ten_changes() -> None:
    steps = text_of(PAGE).partition("## Ten changes")[2]
    headings = re.findall(r"^### (.+)$", steps, re.MULTILINE)
    assert len(headings) == len(CHANGES)
    assert all(word in heading for word, heading in zip(CHANGES, headings, strict=True))


def test_the_page_stays_short() -> None:
    assert text_of(PAGE).count("\n") <= 250


def test_each_link_leads_to_a_file() -> None:
    named = [(page, link) for page in DOCUMENTS for link in links(page) if "://" not in link]
    assert len(named) > 20
    for page, link in named:
        assert ((ROOT / page).parent / link.partition("#")[0]).exists(), (page, link)


@pytest.mark.parametrize("page", [page for page in DECISIONS if not page.endswith("README.md")])
def test_each_decision_has_its_four_parts_and_is_listed(page: str) -> None:
    parts = re.findall(r"^## (.+)$", text_of(page), re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences", "Alternatives"]
    assert f"({page.rpartition('/')[2]})" in text_of("docs/decisions/README.md")
