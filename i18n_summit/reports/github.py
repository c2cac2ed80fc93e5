"""Findings as commands to the runner of GitHub Actions, which shows them at their lines."""

from i18n_summit.errors import visible
from i18n_summit.model import Diagnostic, Severity
from i18n_summit.reports.report import Report

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def github_report(report: Report) -> str:
    """Write each finding as a workflow command.

    The message begins with the place, which the log of a job would not show.
    """
    return "".join(map(_command, report.diagnostics))


def github_outputs(report: Report) -> str:
    """Write the numbers of errors and warnings as the outputs of a step."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    return f"errors={errors}\nwarnings={warnings}\n"


def _command(d: Diagnostic) -> str:
    path, line, column = d.location
    place = visible(str(path))
    properties = f"file={place.translate(_PROPERTY)},line={line},col={column}"
    title = d.code.translate(_PROPERTY)
    message = "\n".join(map(visible, d.message.split("\n")))
    said = f"{place}:{line}:{column}: {message}".translate(_DATA)
    return f"::{d.severity.value} {properties},title={title}::{said}\n"
