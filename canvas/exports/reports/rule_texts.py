"""How much each rule matters at most, why, and what it asks for: those of canvases and those of files."""

from __future__ import annotations

from canvas.files.check_file import FILE_RULES
from canvas.model.finding import STAGES, Severity
from canvas.model.findings import rules_for
from canvas.model.types import Stage


def rule_texts() -> dict[str, tuple[Severity, str, str]]:
    """For each rule of the check by its name: its gravest severity, why it matters, what it asks for."""
    own = {rule.id: (rule.gravest, rule.why, rule.asks) for rule in rules_for("check")}
    return own | FILE_RULES


def severities_of(name: str) -> dict[Stage, Severity | None]:
    """How much a rule matters at each stage; None where it is not asked."""
    for rule in rules_for("check"):
        if rule.id == name:
            return {stage: rule.severity_at(stage) for stage in STAGES}
    return dict.fromkeys(STAGES, FILE_RULES[name][0])
