"""Findings as SARIF 2.1.0, the format of OASIS that code scanning reads."""

import json
from collections.abc import Iterable
from inspect import cleandoc
from textwrap import indent

from i18n_summit.errors import visible
from i18n_summit.model import Diagnostic
from i18n_summit.reports.identity import fingerprints, path_uri
from i18n_summit.reports.report import Report, Rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif_report(report: Report) -> str:
    """Write findings as one SARIF log, a line each."""
    indexes = {rule.code: index for index, rule in enumerate(report.rules)}
    names = fingerprints(report.diagnostics)
    rules = _lines(_rule(rule) for rule in report.rules)
    results = _lines(
        _result(d, indexes.get(d.code), name)
        for d, name in zip(report.diagnostics, names, strict=True)
    )
    driver = f'"name": "i18n-summit", "version": {json.dumps(report.version)}'
    return (
        f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{\n'
        f'"tool": {{"driver": {{{driver}, "rules": [{rules}]}}}},\n'
        f'"columnKind": "unicodeCodePoints",\n"results": [{results}]\n}}]}}\n'
    )


def _lines(items: Iterable[object]) -> str:
    # A line a finding: the encoder that indents is ten times slower.
    return ",".join("\n" + json.dumps(item, ensure_ascii=False) for item in items)


def _rule(rule: Rule) -> dict[str, object]:
    manual = cleandoc(rule.manual)
    summary = " ".join(manual.partition("\n\n")[0].split())
    return {
        "id": rule.code,
        "shortDescription": {"text": summary},
        "help": {"text": manual, "markdown": indent(manual, "    ")},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(d: Diagnostic, index: int | None, name: str) -> dict[str, object]:
    place: dict[str, str] = {"uri": path_uri(d.location.path)}
    if not d.location.path.is_absolute():
        place["uriBaseId"] = "%SRCROOT%"
    return {
        "ruleId": d.code,
        **({} if index is None else {"ruleIndex": index}),
        "level": d.severity.value,
        "message": {"text": visible(d.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": place,
                    # Without an end it is the rest of the line: a text may be
                    # wrapped, and its characters escaped.
                    "region": {"startLine": d.location.line, "startColumn": d.location.column},
                }
            }
        ],
        # The one name that GitHub compares; its own would change with the line.
        "partialFingerprints": {"primaryLocationLineHash": name},
        "properties": {"locale": d.locale, "msgctxt": d.context, "msgid": d.id},
    }
