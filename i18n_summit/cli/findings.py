"""Findings, written in a format and to where it is read."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from i18n_summit import __version__
from i18n_summit.cli.output import deliver, echo_diagnostics, terminal_columns

if TYPE_CHECKING:
    from i18n_summit.model import Coverage, Diagnostic
    from i18n_summit.reports.report import Report

TEXT, GITHUB, MARKDOWN = "text", "github", "markdown"
FORMATS = (TEXT, "json", "junit", "sarif", GITHUB, "gitlab", MARKDOWN)
WITH_COVERAGE = {GITHUB, MARKDOWN}
"""They have room for it."""
_OF_CHECKOUTS = {"sarif", GITHUB, "gitlab"}
"""Read by services that know a file by its path from the root of the repository."""
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where such services say that it is."""


def write_findings(
    diagnostics: Sequence["Diagnostic"],
    form: str,
    output: Path | None,
    *,
    folder: Path,
    checks: Iterable[str] | None = None,
    coverages: Sequence["Coverage"] = (),
) -> None:
    """Write findings, whose paths count from a folder, to a file or to stdout.

    *checks* are the codes of those that were run, all unless given.
    """
    if form == TEXT:
        _write_text(diagnostics, output)
        return
    from i18n_summit.checks import CHECKS
    from i18n_summit.reports.formats import FORMATS as WRITERS
    from i18n_summit.reports.report import Report

    if form in _OF_CHECKOUTS:
        diagnostics = _from_checkout(diagnostics, folder)
    ran = CHECKS if checks is None else set(checks)
    rules = [check for code, check in CHECKS.items() if code in ran]
    report = Report(diagnostics, rules, coverages, __version__)
    deliver(WRITERS[form](report), output)
    if form == GITHUB:
        _tell_github(report)


def _write_text(diagnostics: Sequence["Diagnostic"], output: Path | None) -> None:
    if output is None:
        echo_diagnostics(diagnostics)
        return
    from i18n_summit.reports.terminal import diagnostic_lines

    lines = diagnostic_lines(diagnostics, columns=terminal_columns())
    deliver("".join(line + "\n" for line in lines), output)


def _from_checkout(diagnostics: Sequence["Diagnostic"], folder: Path) -> list["Diagnostic"]:
    """Give findings with paths from the root of the repository, where a service names it."""
    root = next((os.environ[name] for name in _CHECKOUTS if os.environ.get(name)), None)
    if root is None:
        return list(diagnostics)
    real, absolute = Path(root).resolve(), folder.resolve()

    def moved(path: PurePosixPath) -> PurePosixPath:
        whole = Path(os.path.normpath(absolute / path))
        return PurePosixPath(whole.relative_to(real)) if whole.is_relative_to(real) else path

    paths = {d.location.path: moved(d.location.path) for d in diagnostics}
    return [
        replace(d, location=d.location._replace(path=paths[d.location.path])) for d in diagnostics
    ]


def _tell_github(report: "Report") -> None:
    """Add to what a job shows, and to what its later steps may ask for."""
    from i18n_summit.files import read_file, write_file
    from i18n_summit.reports.github import github_outputs
    from i18n_summit.reports.markdown import markdown_report

    for name, writer in (
        ("GITHUB_STEP_SUMMARY", markdown_report),
        ("GITHUB_OUTPUT", github_outputs),
    ):
        if os.environ.get(name):
            path = Path(os.environ[name])
            before = read_file(path) if path.exists() else b""
            write_file(path, before + writer(report).encode("utf-8"))
