"""Findings and coverage as Markdown, for a comment on a pull request or the summary of a job."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from i18n_summit.errors import visible
from i18n_summit.model import Coverage, Diagnostic
from i18n_summit.reports.report import Report
from i18n_summit.reports.terminal import summary_line

_LIMIT = 60_000
"""In characters: GitHub takes no comment over 65,536."""
_MARKDOWN = re.compile(r"[\\`*_\[\]#|~$]")
_MENTION = re.compile(r"[@#:](?=\w)")


def markdown_report(report: Report) -> str:
    """Write coverage as a table, then findings as a table a file, as many as a comment can hold."""
    lines = [f"### i18n-summit: {summary_line(report.diagnostics)}", ""]
    if report.coverages:
        lines += [*coverage_rows(report.coverages), ""]
    used = sum(len(line) + 1 for line in lines)
    written = 0
    for line, count in _finding_rows(report.diagnostics):
        used += len(line) + 1
        if used > _LIMIT:
            break
        lines.append(line)
        written += count
    if left := len(report.diagnostics) - written:
        lines += ["", f"And {left} more.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def coverage_markdown(coverages: Iterable[Coverage]) -> str:
    """Write coverage as a table."""
    return "".join(line + "\n" for line in coverage_rows(coverages))


def coverage_rows(coverages: Iterable[Coverage]) -> Iterator[str]:
    """Give the rows of the table of coverage, a row a locale and role."""
    yield "| locale | role | done | translated | fuzzy | missing |"
    yield "|---|---|--:|--:|--:|--:|"
    for coverage in coverages:
        for role, count in (("all", coverage.all), *coverage.roles.items()):
            locale = escaped(coverage.locale) if role == "all" else ""
            yield (
                f"| {locale} | {escaped(role)} | {count.percent} % | {count.translated} of"
                f" {count.total} | {count.fuzzy} | {count.untranslated} |"
            )


def escaped(text: str) -> str:
    """Write a text so that Markdown shows it as it is, on one line."""
    text = "\n".join(visible(line) for line in text.split("\n"))
    text = _MENTION.sub(lambda sign: f"{sign[0]}\ufdd0", html.escape(text, quote=False))
    text = _MARKDOWN.sub(lambda sign: f"\\{sign[0]}", text)
    # A comment between sign and name, or number, makes them no link to anybody or anything.
    return text.replace("\ufdd0", "<!-- -->").replace("\n", "<br>")


def _finding_rows(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[str, int]]:
    """Give lines, and how many findings each tells."""
    found = sorted(diagnostics, key=lambda d: str(d.location.path))
    for path, group in groupby(found, lambda d: d.location.path):
        yield f"**{escaped(str(path))}**", 0
        yield "", 0
        yield "| place | | check | finding |", 0
        yield "|--:|---|---|---|", 0
        for d in group:
            place = f"{d.location.line}:{d.location.column}"
            row = f"| {place} | {d.severity.value} | {d.code} | {escaped(d.message)} |"
            yield row, 1
        yield "", 0
