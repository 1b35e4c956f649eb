"""Check canvases: what a partnership lacks at its stage, and what in a file cannot be understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND, INTERRUPTED, WRONG
from canvas.exports.reports import REPORTS, STREAMED
from canvas.exports.reports.report import CheckedFile, Report, fingerprint
from canvas.model.finding import SEVERITIES, Severity
from canvas.model.sanitize import visible_line
from canvas.register.row import FileRecord
from canvas.verbs.check_files import Check, names_below
from canvas.verbs.reading import complain

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

EXAMPLE = "example: canvas check river.canvas.toml --level must"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "file",
        metavar="FILE|FOLDER",
        nargs="*",
        help="the canvases, or folders of them; - reads standard input",
    )
    parser.add_argument(
        "--level",
        choices=SEVERITIES,
        default=SEVERITIES[-1],
        help="the least that a finding must matter to be told (consider)",
    )
    parser.add_argument(
        "--fail-level",
        choices=SEVERITIES,
        default=SEVERITIES[0],
        help="the least that a finding must matter for the exit code 1 (must)",
    )
    parser.add_argument(
        "--format", choices=[*REPORTS], default=next(iter(REPORTS)), help="how to tell it (text)"
    )
    parser.add_argument(
        "--baseline", metavar="FILE", help="tell only what a report in JSON does not hold yet"
    )
    parser.add_argument("--explain", metavar="RULE", help="say what a rule asks for, and why")
    parser.add_argument("--fix", action="store_true", help="mend ids that are used twice, and missing kinds")


def run(
    file: str | Sequence[str] = (),
    *,
    level: Severity = SEVERITIES[-1],
    fail_level: Severity = SEVERITIES[0],
    format: str = "text",  # noqa: A002 - as on the command line
    baseline: str | None = None,
    explain: str | None = None,
    fix: bool = False,
) -> int:
    """Print the findings; files that cannot be read are reported, and the others checked."""
    if explain is not None:
        from canvas.verbs.check_explain import explain_rule  # noqa: PLC0415 - only for this

        return explain_rule(explain)
    given = [file] if isinstance(file, str) else file
    if not given:
        return complain("name the canvases to check, or a folder of them.")
    known: frozenset[str] = frozenset()
    if baseline:
        from canvas.exports.reports.baseline import read_baseline  # noqa: PLC0415 - loads JSON

        try:
            known = read_baseline(baseline)
        except (OSError, ValueError):
            return complain(f"{visible_line(baseline)}: this is no report that --format json wrote.")
    names, failed = names_below(given)
    if fix:
        from canvas.verbs.check_fix import fix_files  # noqa: PLC0415 - only for this

        failed |= not fix_files(found.path for found in names if not found.problem)
    levels = SEVERITIES[: SEVERITIES.index(level) + 1]

    def choose(record: FileRecord) -> CheckedFile:
        name = record.row.file
        found = (each for each in record.findings if each.finding.severity in levels)
        new = (each for each in found if not (known and fingerprint(name, each) in known))
        answered = (each for each in record.answered if each.located.finding.severity in levels)
        return CheckedFile(name, tuple(new), tuple(answered))

    check = Check(choose, STREAMED.get(format))
    check.read(names)
    report = Report(tuple(check.files), fail_level, is_news=bool(baseline), level=level, told=check.told)
    if format == "github":
        from canvas.verbs.job_summary import write_job_summary  # noqa: PLC0415 - only there

        report = report._replace(has_summary=write_job_summary(report))
    sys.stdout.write(REPORTS[format](report))
    if format == "text" and sys.stdout.isatty() and report.counts:
        sys.stdout.write(f"\n{report.counts_sentence}\n")  # for people: a pipe gets a line for each finding
    if check.is_stopped:
        check.progress.tell_stopped()
        return INTERRUPTED
    return WRONG if failed or check.is_failed else FOUND if report.is_failed else DONE
