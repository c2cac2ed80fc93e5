"""Findings as GitLab's code quality report, a part of the format of Code Climate."""

import json

from i18n_summit.errors import visible
from i18n_summit.model import Severity
from i18n_summit.reports.identity import fingerprints, writable
from i18n_summit.reports.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def gitlab_report(report: Report) -> str:
    """Write findings as one JSON array, a line each."""
    names = fingerprints(report.diagnostics)
    items = (
        {
            "description": visible(d.message),
            "check_name": d.code,
            "fingerprint": name,
            "severity": _SEVERITIES[d.severity],
            "location": {
                "path": writable(str(d.location.path)),
                "lines": {"begin": d.location.line},
            },
        }
        for d, name in zip(report.diagnostics, names, strict=True)
    )
    return "[" + ",".join("\n" + json.dumps(i, ensure_ascii=False) for i in items) + "\n]\n"
