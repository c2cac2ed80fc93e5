"""Findings as JUnit XML, which Jenkins, GitLab and most others show as tests."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from i18n_summit.model import Diagnostic, Severity
from i18n_summit.reports.identity import writable
from i18n_summit.reports.report import Report

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference (section 2.2)."""
_SHOWN = 80


def junit_report(report: Report) -> str:
    """Write findings as tests: an error has failed, a warning was skipped.

    So a report fails where the run does, and shows the rest. Each file is a suite;
    a check that has found nothing is a test that has passed, so that a clean run
    is not taken for one without tests.
    """
    found = sorted(report.diagnostics, key=lambda d: str(d.location.path))
    with_findings = {d.code for d in found}
    passed = [rule.code for rule in report.rules if rule.code not in with_findings]
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    counts = _counts(errors, warnings, len(passed))
    del counts["skipped"]  # The schema of Jenkins has it for suites alone.
    all_of_it = _attributes(name="i18n-summit", **counts)
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n', f"<testsuites{all_of_it}>\n"]
    for path, group in groupby(found, lambda d: writable(str(d.location.path))):
        pieces += _suite(path, list(group))
    if passed:
        pieces.append(f"<testsuite{_attributes(name='checks', **_counts(0, 0, len(passed)))}>\n")
        pieces += [f"<testcase{_attributes(name=code, classname='checks')}/>\n" for code in passed]
        pieces.append("</testsuite>\n")
    return "".join([*pieces, "</testsuites>\n"])


def _suite(path: str, found: list[Diagnostic]) -> Iterator[str]:
    errors = sum(d.severity is Severity.ERROR for d in found)
    yield f"<testsuite{_attributes(name=path, **_counts(errors, len(found) - errors, 0))}>\n"
    for d in found:
        place = f"{path}:{d.location.line}:{d.location.column}"
        name = d.code if d.id is None else f"{d.code}: {_short(d.id)}"
        yield f"<testcase{_attributes(name=name, classname=path, file=path, line=d.location.line)}>"
        said = _attributes(message=f"{place}: {d.message}", type=d.code)
        if d.severity is Severity.ERROR:
            details = "\n".join(_details(d, place))
            yield f"<failure{said}>{_text(details)}</failure>"
        else:
            yield f"<skipped{said}/>"
        yield "</testcase>\n"
    yield "</testsuite>\n"


def _details(d: Diagnostic, place: str) -> Iterable[str]:
    yield f"{place}: {d.severity.value} {d.code}: {d.message}"
    if d.id is not None:
        yield d.id
    if d.text not in {None, d.id}:
        yield str(d.text)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _counts(failures: int, skipped: int, passed: int) -> dict[str, int]:
    tests = failures + skipped + passed
    return {"tests": tests, "failures": failures, "errors": 0, "skipped": skipped}


def _attributes(**values: str | int) -> str:
    return "".join(f" {name}={quoteattr(_legal(str(value)))}" for name, value in values.items())


def _text(text: str) -> str:
    return escape(_legal(text), {"\r": "&#13;"})


def _legal(text: str) -> str:
    return _FORBIDDEN.sub(lambda found: ascii(found[0])[1:-1], text)
