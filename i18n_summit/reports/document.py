"""Reports as JSON: the keys are a contract, see the README."""

import json
from collections.abc import Iterable

from i18n_summit.model import Count, Coverage, Diagnostic, Severity


def diagnostics_document(diagnostics: Iterable[Diagnostic]) -> str:
    """Write findings as one JSON object."""
    listed = list(diagnostics)
    return _text(
        {
            "diagnostics": [
                {
                    "code": d.code,
                    "severity": d.severity.value,
                    "path": str(d.location.path),
                    "line": d.location.line,
                    "column": d.location.column,
                    "locale": d.locale,
                    "message": d.message,
                    "msgid": d.id,
                }
                for d in listed
            ],
            "errors": sum(d.severity is Severity.ERROR for d in listed),
            "warnings": sum(d.severity is Severity.WARNING for d in listed),
        }
    )


def coverage_document(coverages: Iterable[Coverage]) -> str:
    """Write coverage as one JSON object."""
    return _text(
        {
            "locales": {
                coverage.locale: {
                    **_count(coverage.all),
                    "roles": {role: _count(count) for role, count in coverage.roles.items()},
                }
                for coverage in coverages
            }
        }
    )


def _count(count: Count) -> dict[str, int]:
    return {
        "total": count.total,
        "translated": count.translated,
        "fuzzy": count.fuzzy,
        "untranslated": count.untranslated,
        "percent": count.percent,
    }


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
