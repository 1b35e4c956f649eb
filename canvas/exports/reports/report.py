"""What a check came to: the files with their findings, for every format of a report."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from canvas.exports.phrases import full_stop
from canvas.files.check_file import identity
from canvas.files.hashes import sha256_of
from canvas.model.answers import last_day
from canvas.model.finding import SEVERITIES, Severity
from canvas.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from canvas.files.check_file import LocatedAnswer, LocatedFinding

_MEANINGS: dict[Severity, str] = {
    "must": "do not go on without it",
    "should": "plan when to",
    "consider": "worth a thought",
}


class CheckedFile(NamedTuple):
    """A file that was checked.

    Attributes:
        name: the file, as the user named it or as it was found below a folder.
        findings: what is to be told of it, in the order of its lines.
        answered: the findings that somebody has answered with a reason why they do not apply.
    """

    name: str
    findings: tuple[LocatedFinding, ...] = ()
    answered: tuple[LocatedAnswer, ...] = ()


class Report(NamedTuple):
    """What a check came to.

    Attributes:
        files: the files that could be read.
        fail_level: from which severity on a finding makes the check fail.
        is_news: whether what an earlier report holds is left out.
        level: the least that what was looked for matters.
        has_summary: whether all findings are in the summary of the job as well.
        told: the findings of files that were told already, counted by severity.
    """

    files: tuple[CheckedFile, ...]
    fail_level: Severity = SEVERITIES[0]
    is_news: bool = False
    level: Severity = SEVERITIES[-1]
    has_summary: bool = False
    told: Mapping[Severity, int] = MappingProxyType({})

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings of each severity there are."""
        found = Counter(located.finding.severity for file in self.files for located in file.findings)
        return found + Counter(self.told)

    @property
    def is_failed(self) -> bool:
        """Whether a finding matters enough to fail."""
        failing = SEVERITIES[: SEVERITIES.index(self.fail_level) + 1]
        return any(self.counts[severity] for severity in failing)

    @property
    def clean_sentence(self) -> str:
        """What is said where nothing was found."""
        count, new = len(self.files), " new" if self.is_news else ""
        told = " or ".join(SEVERITIES[: SEVERITIES.index(self.level) + 1])
        what = f"that {told} be mended" if self.level != SEVERITIES[-1] else "to mend"
        return f"Nothing{new} {what} in {count:,} canvas{'' if count == 1 else 'es'}."

    @property
    def counts_sentence(self) -> str:
        """How many findings of each severity there are, and how much each matters."""
        found = self.counts
        told = " · ".join(f"{found[each]:,} {each} ({_MEANINGS[each]})" for each in SEVERITIES if found[each])
        return f"{told}. --explain RULE says why."

    @property
    def answered_sentence(self) -> str:
        """How many findings are answered; empty for none."""
        count = sum(len(file.answered) for file in self.files)
        return f"{count:,} finding{' is' if count == 1 else 's are'} answered in the file." if count else ""

    def fails(self, located: LocatedFinding) -> bool:
        """Whether this finding matters enough to fail."""
        return SEVERITIES.index(located.finding.severity) <= SEVERITIES.index(self.fail_level)


def fingerprint(name: str, located: LocatedFinding) -> str:
    """A text that a finding keeps from one check to the next, and no other finding of its file has."""
    parts = (path_of(name), *identity(located.finding), *([str(located.twin)] if located.twin else []))
    return sha256_of("\0".join(parts).encode("utf-8", "replace"))[:32]


def path_of(name: str) -> str:
    """A file's path as code hosts write it: with slashes, and not from the folder it is in."""
    return posixpath.normpath(name.replace(os.sep, "/"))


def justification_of(answered: LocatedAnswer) -> str:
    """Why an answered finding does not apply, with who says so and until when."""
    by, until = answered.answer.line("by"), last_day(answered.answer)
    more = ", ".join(filter(None, (by, f"until {until}" if until else "")))
    return answered.answer.line("because") + (f" ({more})" if more else "")


def sentence_of(located: LocatedFinding) -> str:
    """The sentence of a finding, with a full stop."""
    return full_stop(located.finding.sentence)
