"""The findings of a check in the summary of a job on GitHub."""

from __future__ import annotations

import os

from canvas.exports.reports.code_hosts import github_summary
from canvas.exports.reports.report import Report
from canvas.verbs.reading import complain


def write_job_summary(report: Report) -> bool:
    """Append the findings to the job's summary, where the code host names a file; whether it was done."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return False
    try:
        with open(path, "a", encoding="utf-8") as stream:
            stream.write(github_summary(report))
    except OSError as error:
        complain(f"the job's summary could not be written ({error.strerror or error}).")
        return False
    return True
