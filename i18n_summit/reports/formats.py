"""The formats in which programs read findings, by name."""

from collections.abc import Callable

from i18n_summit.reports.document import diagnostics_document
from i18n_summit.reports.github import github_report
from i18n_summit.reports.gitlab import gitlab_report
from i18n_summit.reports.junit import junit_report
from i18n_summit.reports.markdown import markdown_report
from i18n_summit.reports.report import Report
from i18n_summit.reports.sarif import sarif_report

FORMATS: dict[str, Callable[[Report], str]] = {
    "json": lambda report: diagnostics_document(report.diagnostics),
    "junit": junit_report,
    "sarif": sarif_report,
    "github": github_report,
    "gitlab": gitlab_report,
    "markdown": markdown_report,
}
