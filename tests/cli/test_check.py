"""canvas check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from canvas.bundled_files import examples
from canvas.cli import main
from canvas.exports.reports import REPORTS
from canvas.files.canonical_toml import canonical
from canvas.files.check_file import nearest_key
from canvas.model.answer_edits import answer_finding, withdraw_answer
from canvas.model.findings import findings
from canvas.model.records import records
from canvas.model.schema import BY_KEY
from canvas.register.row import FileRecord
from canvas.register.scan import Plan, read_records
from canvas.register.search import Found
from canvas.verbs import check_files
from tests.cli.running import called, fixed_day
from tests.model.test_rules import a_healthy_canvas, changing, without

HEALTHY = canonical(a_healthy_canvas())
ITEM = '\n[[vision]]\nid = "aaaaa"\nkind = "scope"\ntext = "one"\n'
APART = HEALTHY.replace(
    'stage = "delivering"\n', 'stage = "delivering"\ntheirs = [{ title = "U" }]\n'
) + ITEM + 'theirs = [{ text = "two", owner = "Ana Ruiz" }, { text = "three" }]\n'  # fmt: skip
MARKED = HEALTHY.replace(
    'stage = "delivering"\n',
    '<<<<<<< HEAD\nstage = "delivering"\n=======\nstage = "closing"\n>>>>>>> other\n',
)
TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of every check in this process."""
    monkeypatch.setattr(check_files, "date", fixed_day(date(2026, 11, 29)))


def put(here: Path, text: str, name: str = "x.canvas.toml") -> str:
    (here / name).parent.mkdir(parents=True, exist_ok=True)
    (here / name).write_bytes(text.encode())
    return name


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_canvas_that_lacks_nothing_is_said_to_lack_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [put(here, HEALTHY), put(here, HEALTHY, "y.canvas.toml")]
    assert main(["check", *names]) == 0
    assert capsys.readouterr() == ("Nothing to mend in 2 canvases.\n", "")
    assert main(["check", names[0]]) == 0
    assert capsys.readouterr().out == "Nothing to mend in 1 canvas.\n"


def test_a_terminal_is_told_how_much_the_findings_matter_and_a_pipe_is_not(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = changing("risk", owner="Chi Lamm")(changing("role3", accountable=None)(a_healthy_canvas()))
    name = put(here, canonical(canvas))
    main(["check", name])
    piped = capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    main(["check", name])
    more = "1 must (do not go on without it) · 1 should (plan when to). --explain RULE says why."
    assert capsys.readouterr().out == f"{piped}\n{more}\n"
    main(["check", put(here, HEALTHY), "--level", "should"])
    assert capsys.readouterr().out == "Nothing that must or should be mended in 1 canvas.\n"


def test_a_finding_is_told_with_the_line_and_column_of_its_field_or_statement(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    canvas = changing("risk", owner="Chi Lamm")(changing("role3", accountable=None)(a_healthy_canvas()))
    text = canonical(canvas).replace('owner = "Chi Lamm"', '  owner = "Chi Lamm"')
    assert main(["check", put(here, text)]) == 1
    role = line_of(text, 'id = "role3"') - 1
    owner = line_of(text, '  owner = "Chi Lamm"')
    assert capsys.readouterr().out.splitlines() == [
        f"x.canvas.toml:{role}:1: must roles/one-accountable: Nobody is accountable for ‘Drive on day 3’.",
        f"x.canvas.toml:{owner}:3: should names/known: Chi Lamm: did you mean Chi Lam?",
    ]


def test_everything_that_is_not_settled_is_told_a_line_each(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", put(here, APART)]) == 1
    told = [line.split(": must settled: ")[1] for line in capsys.readouterr().out.splitlines()]
    assert sorted(told) == sorted(
        (
            "the title is ‘Otterbeck’ here and ‘U’ in another version.",
            "Vision: ‘one’ is ‘two’ in another version.",
            "Vision: the owner of ‘one’ is nothing here and ‘Ana Ruiz’ in another version.",
            "Vision: ‘one’ is ‘three’ in another version.",
        )
    )


def test_marks_of_git_are_found_with_what_differs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", put(here, MARKED), "--level", "must"]) == 1
    told = capsys.readouterr().out
    assert "must file/markers: " in told
    assert "the stage is ‘delivering’ here and ‘closing’ in another version" in told


@pytest.mark.parametrize(("level", "count"), [("must", 0), ("should", 1), ("consider", 2)])
def test_one_level_holds_back_what_matters_less_and_another_says_what_fails(
    here: Path, level: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    name = put(here, HEALTHY + ITEM + 'votes = "many"\n' + ITEM)
    for fail_level in ("should", "consider"):
        assert main(["check", name, "--level", level, "--fail-level", fail_level]) == bool(count)
    capsys.readouterr()
    assert main(["check", name, "--level", level]) == 0
    told = capsys.readouterr().out
    assert told.count("x.canvas.toml:") == count
    assert ("should file/understood: “votes” should be " in told) == (count > 0)
    assert ("consider file/ids: the statement ‘one’ of Vision has the id ‘aaaaa’" in told) == (count > 1)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (('status = "agreed"', 'Status = "agreed"'), "“Status” in the statement ‘Children who"),
        (('evidence = "asked', 'evidnece = "asked'), "“evidnece” in the statement ‘No free afternoon’"),
        (("[[principles]]", "[[pricniples]]"), "“[[pricniples]]” is not known"),
        (("review = ", "reveiw = "), "“reveiw” is not known"),
    ],
)
def test_a_key_that_is_one_slip_from_a_known_one_is_told_with_it(
    here: Path, broken: tuple[str, str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEALTHY.replace(*broken, 1)
    main(["check", put(here, text)])
    (told,) = (line for line in capsys.readouterr().out.splitlines() if "file/keys" in line)
    assert told.startswith(f"x.canvas.toml:{line_of(text, broken[1])}:1: should file/keys: {words}")
    meant = broken[0].strip("[]").split(" ")[0]
    assert told.endswith(f"did you mean “{meant}”?")


def slips_of(key: str) -> set[str]:
    """What a key becomes by another case, a letter less, more or wrong, or two letters swapped."""
    wrong = {f"{key[:at]}q{key[at + 1 :]}" for at in range(len(key)) if len(key) > 2}
    less = {key[:at] + key[at + 1 :] for at in range(len(key))}
    more = {f"{key[:at]}q{key[at:]}" for at in range(len(key) + 1)}
    swapped = {key[:at] + key[at : at + 2][::-1] + key[at + 2 :] for at in range(len(key) - 1)}
    return {slip for slip in {key.upper(), key.title(), *wrong, *less, *more, *swapped} if len(slip) > 1}


def test_every_key_of_every_panel_is_recognised_after_one_slip() -> None:
    for panel in BY_KEY.values():
        known = {"id", "text", *(field.key for field in panel.fields)}
        for key in known:
            assert nearest_key(key.upper(), known) == nearest_key(key.title(), known) == key
            for slip in slips_of(key) - known:
                assert nearest_key(slip, known), (panel.key, slip)
    assert nearest_key("Text", {"next", "text"}) == "text"
    assert nearest_key("form", {"from", "fork"}) == "from"
    assert nearest_key("entirely-else", {"owner", "due"}) is None
    assert nearest_key("in", {"id"}) is None
    assert nearest_key("owner", {"owner", "ownr"}) is None


def test_what_is_misspelt_is_told_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = HEALTHY + '\n[[govrnance]]\ntext = "g"\n\n[rules]\nConcentration = 9\ngoal-word = 3\n'
    main(["check", put(here, text)])
    told = [line.split(": ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert told == [
        "should file/keys: “[[govrnance]]” is not known: did you mean “governance”?",
        "should file/keys: “Concentration” in [rules] is not known: did you mean “concentration”?",
        "should file/keys: “goal-word” in [rules] is not known: did you mean “goal-words”?",
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["gone", put(here, APART), put(here, "x = ", "bad"), put(here, HEALTHY, "fine"), "empty"]
    (here / "empty").mkdir()
    assert main(["check", *names]) == 2
    out, err = capsys.readouterr()
    assert out.count("x.canvas.toml:") == 4
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["empty", "gone", "bad, line 1"]


def test_a_folder_stands_for_every_canvas_below_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = canonical(without("harm")(a_healthy_canvas()))
    for name in ("b/two.canvas.toml", "b/.git/three.canvas.toml", "one.canvas.toml", "other.toml"):
        put(here, bad, name)
    assert main(["check", "."]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].replace("\\", "/") for line in told] == [
        "b/two.canvas.toml",
        "one.canvas.toml",
    ]


def test_standard_input_is_checked_like_a_file() -> None:
    assert called("check", "-", given=APART.encode()).stdout.count(b"must settled") == 4
    done = called("check", "-", "--level", "must", given=MARKED.encode())
    assert b"file/markers" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name the canvases to check, or a folder of them."),
        (["--explain", "roles/one-acountable"], "did you mean roles/one-accountable?"),
        (["--explain", "x\x1b"], "there is no rule called"),
        (["--baseline", "gone", "-"], "gone: this is no report that --format json wrote."),
        (["--baseline", "deep", "-"], "deep: this is no report that --format json wrote."),
    ],
)
def test_wrong_use_gets_one_sentence(
    here: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(here, "[" * 100_000, "deep")
    assert main(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "\x1b" not in err


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "roles/one-accountable"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("roles/one-accountable\n\nExactly one partner accountable")
    assert "exploring   not asked\n" in told
    assert "delivering  must\n" in told
    assert main(["check", "--explain", "file/ids"]) == 0


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_baseline_holds_back_what_it_holds_wherever_it_has_moved_to(
    here: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = canonical(without("harm")(without("risk")(changing("need", evidence=None)(a_healthy_canvas()))))
    name = put(here, text)
    assert main(["check", name, "--format", form]) == 1
    put(here, capsys.readouterr().out, "baseline")
    put(here, text.replace("[[vision]]", "# moved\n\n[[vision]]", 1))
    assert main(["check", name, "--baseline", "baseline"]) == 0
    assert capsys.readouterr().out == "Nothing new to mend in 1 canvas.\n"
    put(here, canonical(without("exit")(without("harm")(a_healthy_canvas()))))
    main(["check", name, "--baseline", "baseline"])
    assert [line.split(" ")[2] for line in capsys.readouterr().out.splitlines()] == ["governance/exit:"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such device")
def test_a_baseline_without_end_is_none(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("canvas.exports.reports.baseline._MAX_CHARACTERS", 1000)
    assert main(["check", put(here, HEALTHY), "--baseline", "/dev/zero"]) == 2
    assert "no report that --format json wrote" in capsys.readouterr().err


def test_what_is_certain_is_mended_and_nothing_else(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = HEALTHY + '\n[[roles]]\nid = "risk"\ntext = "Drive"\nowner = "Ana Ruiz"\n'
    name = put(here, "# ours\n" + twice)
    assert main(["check", name, "--level", "consider", "--fix"]) == 1
    out, err = capsys.readouterr()
    assert err == "Mended in x.canvas.toml: 1 id and 1 kind.\n"
    assert "file/ids" not in out
    assert "roles/one-accountable: Nobody is accountable for ‘Drive’." in out
    after = (here / name).read_text(encoding="utf-8")
    assert after.startswith("# ours\n")
    assert after.count('id = "risk"') == 1
    assert 'kind = "responsibility"\ntext = "Drive"' in after
    assert main(["check", name, "--fix"]) == 1
    assert capsys.readouterr().err == ""
    assert (here / name).read_text(encoding="utf-8") == after


def test_a_file_in_the_middle_of_a_merge_is_not_mended(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = put(here, MARKED)
    assert main(["check", name, "--fix"]) == 2
    assert "resolve what git left in it first." in capsys.readouterr().err
    assert (here / name).read_text(encoding="utf-8") == MARKED


def report_of(capsys: pytest.CaptureFixture[str], form: str, *names: str) -> str:
    main(["check", *names, "--format", form])
    return capsys.readouterr().out


def test_json_says_the_same_to_a_program(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = put(here, APART)
    found = json.loads(report_of(capsys, "json", name))
    assert [set(entry) for entry in found] == [
        {
            "file", "line", "column", "level", "rule", "says", "why", "panel", "item", "field", "fingerprint",
        }
    ] * 4  # fmt: skip
    assert (found[0]["rule"], found[0]["level"], found[0]["item"]) == ("settled", "must", None)
    assert (found[1]["panel"], found[1]["item"]) == ("vision", "aaaaa")
    lines = report_of(capsys, "jsonl", name).splitlines()
    assert [json.loads(line) for line in lines] == found
    assert json.loads(report_of(capsys, "json", put(here, HEALTHY))) == []


def test_the_forms_of_platforms_say_where_and_how_much(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    canvas = changing("role3", accountable=None)(without("scope")(a_healthy_canvas()))
    name = put(here, canonical(canvas), "a, b:c%.canvas.toml")
    line = line_of(canonical(canvas), 'id = "role3"') - 1
    sarif: dict[str, Any] = json.loads(report_of(capsys, "sarif", name))
    (run,) = sarif["runs"]
    assert [result["level"] for result in run["results"]] == ["warning", "error"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": line, "startColumn": 1}
    assert place["artifactLocation"]["uri"] == "a%2C%20b%3Ac%25.canvas.toml"

    suites = ET.fromstring(report_of(capsys, "junit", name, put(here, HEALTHY)))  # noqa: S314 - our own
    assert (suites.get("tests"), suites.get("failures")) == ("3", "1")
    assert [len(suite.findall("testcase")) for suite in suites] == [2, 1]
    (failure,) = suites.iter("failure")
    assert failure.get("message") == "Nobody is accountable for ‘Drive on day 3’."

    github = report_of(capsys, "github", name).splitlines()
    where = f"file=a%2C b%3Ac%25.canvas.toml,line={line},col=1,title=roles/one-accountable"
    assert github[0] == f"::error {where}::Nobody is accountable for ‘Drive on day 3’."
    assert github[-1] == "2 of 2 findings shown as annotations."

    (first, second) = json.loads(report_of(capsys, "gitlab", name))
    assert (first["severity"], second["severity"]) == ("minor", "critical")
    assert second["location"] == {"path": "a, b:c%.canvas.toml", "lines": {"begin": line}}
    assert len({first["fingerprint"], second["fingerprint"]}) == 2


def test_findings_that_are_answered_are_counted_and_passed_on_but_do_not_fail(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    canvas = without("money")(a_healthy_canvas())
    (finding,) = findings(canvas, "check", TODAY)
    edit = answer_finding(canvas, finding, because="no money moves", by="Ana Ruiz", until=date(2027, 1, 1))
    name = put(here, canonical(edit.canvas))
    assert main(["check", name]) == 0
    capsys.readouterr()
    assert report_of(capsys, "text", name).endswith(
        "Nothing to mend in 1 canvas.\n1 finding is answered in the file.\n"
    )
    (entry,) = json.loads(report_of(capsys, "json", name))
    assert entry["rule"] == "governance/money"
    assert entry["answer"] == {"because": "no money moves", "by": "Ana Ruiz", "until": "2027-01-01"}
    (result,) = json.loads(report_of(capsys, "sarif", name))["runs"][0]["results"]
    (accepted,) = result["suppressions"]
    assert accepted["justification"] == "no money moves (Ana Ruiz, until 2027-01-01)"
    (suite,) = ET.fromstring(report_of(capsys, "junit", name))  # noqa: S314 - our own
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("1", "0", "1")
    idle = withdraw_answer(edit.canvas, records(edit.canvas, "answers")[0]).canvas.values
    assert "answers" not in idle
    healed = a_healthy_canvas().replacing(values=edit.canvas.values)
    text = canonical(healed)
    line = line_of(text, "[[answers]]")
    assert f"x.canvas.toml:{line}:1: consider answers/needed: " in report_of(capsys, "text", put(here, text))


def test_github_is_given_no_more_than_it_shows_and_the_rest_in_its_summary(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary.md"))
    canvas = a_healthy_canvas()
    role = canvas.panels["roles"][0].with_values({"accountable": None}, "roles")
    roles = tuple(role._replace(text=f"Work | {n}").with_id(f"w{n:04}") for n in range(30))
    text = canonical(canvas.with_items({"roles": (*canvas.panels["roles"], *roles)}))
    lines = report_of(capsys, "github", put(here, text)).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert lines[-1] == "10 of 30 findings shown as annotations; all are in the job's summary."
    summary = (here / "summary.md").read_text(encoding="utf-8")
    assert summary.count("| must | `roles/one-accountable` |") == 30
    assert report_of(capsys, "github", put(here, HEALTHY)) == "Nothing to mend in 1 canvas.\n"


@pytest.mark.parametrize("form", REPORTS)
def test_control_characters_are_escaped_in_every_form(here: Path, form: str) -> None:
    text = f'{HEALTHY}{ITEM}theirs = [{{ "\\u001b[31m" = "\\u0007", text = "\\u009b\\u202e\\n::error::" }}]\n'
    done = called("check", "--format", form, put(here, text, "x\x1b[m.toml"))
    assert done.returncode == 1
    assert not set(done.stdout.decode()) & set("\x1b\x07\x9b\u202e")
    assert b"\n::error::" not in done.stdout


def test_checking_writes_nothing(here: Path) -> None:
    name = put(here, MARKED)
    assert main(["check", name]) == 1
    assert (here / name).read_text(encoding="utf-8") == MARKED
    assert [path.name for path in here.iterdir()] == [name]


GOLDEN = Path(__file__).parent / "check_examples.txt"


def test_what_is_found_in_the_worked_examples_was_read_by_people(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, path in examples().items():
        put(here, Path(path).read_text(encoding="utf-8"), f"{name}.canvas.toml")
    main(["check", *sorted(path.name for path in here.iterdir())])
    assert capsys.readouterr().out == GOLDEN.read_text(encoding="utf-8")


def test_an_interrupted_check_tells_what_it_found(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = canonical(without("harm")(a_healthy_canvas()))
    for name in ("a", "b", "c"):
        put(here, bad, f"{name}.canvas.toml")

    def interrupted(files: Iterator[Found], plan: Plan) -> Iterator[FileRecord]:
        for number, record in enumerate(read_records(files, plan)):
            if number:
                raise KeyboardInterrupt
            yield record

    monkeypatch.setattr(check_files, "read_records", interrupted)
    for form in ("text", "json", "sarif"):
        done = called("check", ".", "--format", form)
        assert done.returncode == 130
        assert b"a.canvas.toml" in done.stdout
        assert b"b.canvas.toml" not in done.stdout
        assert done.stderr == b"canvas: stopped; 1 were read so far, and the list is not complete.\n"
