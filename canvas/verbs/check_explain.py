"""The explanation of one rule, for ``canvas check --explain``."""

from __future__ import annotations

import sys

from canvas.exit_codes import DONE
from canvas.exports.reports.rule_texts import rule_texts, severities_of
from canvas.files.check_file import no_such_rule
from canvas.model.sanitize import visible
from canvas.verbs.reading import complain


def explain_rule(name: str) -> int:
    """Say what a rule asks for, why, and how much it matters at each stage."""
    known = rule_texts()
    if name not in known:
        return complain(no_such_rule(name, known))
    _, why, asks = known[name]
    stages = "".join(
        f"  {stage:<10}  {severity or 'not asked'}\n" for stage, severity in severities_of(name).items()
    )
    sys.stdout.write(visible(f"{name}\n\n{asks}\nWhy: {why}.\n\n{stages}"))
    return DONE
