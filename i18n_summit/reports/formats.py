"""The formats in which programs read findings, by name; of their writers only one is loaded."""

from collections.abc import Callable

from i18n_summit.reports.report import Report


def _json(report: Report) -> str:
    from i18n_summit.reports.document import diagnostics_document

    return diagnostics_document(report.diagnostics)


def _junit(report: Report) -> str:
    from i18n_summit.reports.junit import junit_report

    return junit_report(report)


def _sarif(report: Report) -> str:
    from i18n_summit.reports.sarif import sarif_report

    return sarif_report(report)


def _github(report: Report) -> str:
    from i18n_summit.reports.github import github_report

    return github_report(report)


def _gitlab(report: Report) -> str:
    from i18n_summit.reports.gitlab import gitlab_report

    return gitlab_report(report)


def _markdown(report: Report) -> str:
    from i18n_summit.reports.markdown import markdown_report

    return markdown_report(report)


FORMATS: dict[str, Callable[[Report], str]] = {
    "json": _json,
    "junit": _junit,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "markdown": _markdown,
}
